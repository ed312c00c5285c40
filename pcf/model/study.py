"""The study: what is asked of the product, each answer with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.model.bom import StatedLeg
from pcf.model.provenance import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One study setting: its value and where it came from.

    ``origin`` is ``option``, ``environment``, ``sheet``, ``study_file``, ``user_file`` or
    ``default``; ``source`` a key of the sources or a printed place.
    """

    value: float | str
    origin: str
    source: str
    at: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """What a caller asks for; ``None`` takes the next lower precedence (sheet, then default).

    Units: ``lifetime_years`` [a], ``pue`` [-], ``annual_kwh`` [kWh/a at the plug].
    """

    grid: str | None = None
    lifetime_years: float | None = None
    pue: float | None = None
    profile: str | None = None
    market: str | None = None
    method: str | None = None
    eol_allocation: str | None = None
    factory_grid: str | None = None
    annual_kwh: float | None = None
    idle_w: float | None = None
    max_w: float | None = None
    functional_unit: str | None = None
    product_name: str | None = None
    product_model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedStudy:
    """Every setting resolved, by name, in the order of method.md §1; and the routes stated."""

    settings: Mapping[str, Setting]
    legs: tuple[StatedLeg, ...] = field(default_factory=tuple)

    def number(self, name: str) -> float:
        """Return a numeric setting; a text value is our own bug, hence ``TypeError``."""
        value = self.settings[name].value
        if isinstance(value, str):
            raise TypeError(f"setting {name} is text: {value!r}")
        return value

    def text(self, name: str) -> str:
        """Return a setting as text."""
        return str(self.settings[name].value)

    def has(self, name: str) -> bool:
        """Whether the setting is given at all (optional ones may be absent)."""
        return name in self.settings
