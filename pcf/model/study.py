"""The study: what is asked of the product, each answer with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.model.bom import StatedLeg
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef

#: Setting of a study file that carries transport legs; no resolved study has it.
LEGS = "legs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with how a setting is written, before its value is looked at.

    Kept with the setting, so that it is told together with all other problems of the study.
    """

    code: str
    message: str
    message_zh: str
    at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One study setting: its value and where it came from.

    ``origin`` is ``option``, ``environment``, ``sheet``, ``study_file``, ``user_file`` or
    ``default``; ``source`` a key of the sources or a printed place. ``legs`` are the transport
    legs of the setting of that name, which no other setting has.
    """

    value: float | str
    origin: str
    source: str
    at: CellRef | None = None
    legs: tuple[StatedLeg, ...] = ()
    faults: tuple[Fault, ...] = ()


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
    """Every setting resolved, by name, in the order of method.md §1; and the routes stated.

    ``notices`` say what was stated but gave way to a stronger place.
    """

    settings: Mapping[str, Setting]
    legs: tuple[StatedLeg, ...] = field(default_factory=tuple)
    notices: tuple[Notice, ...] = ()

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
