"""Alternatives of one study, as differences: settings, lines and routes; and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.model.bom import Stated, StatedLeg
from pcf.model.provenance import CellRef
from pcf.model.study import Setting

BASE = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What a scenario says of one line; an added line has ``added`` and its parent in ``under``.

    ``texts`` are text fields of the line by name (``material``, ``component_class``, …),
    ``parameters`` declared values by parameter name; ``mass_kg`` is per piece [kg], and
    ``quantity`` per parent, both None where they stay.
    """

    item: str
    at: CellRef
    added: bool = False
    remove: bool = False
    under: str = ""
    quantity: float | None = None
    mass_kg: Stated | None = None
    texts: Mapping[str, Stated] = field(default_factory=dict)
    parameters: Mapping[str, Stated] = field(default_factory=dict)

    @property
    def other_part(self) -> bool:
        """Whether another part takes the line's place: a new name, description or number."""
        return bool({"name", "description", "part_number"} & self.texts.keys())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One alternative: settings set or left open again, lines changed, another route."""

    name: str
    title: str
    title_zh: str
    at: CellRef
    settings: Mapping[str, Setting] = field(default_factory=dict)
    left_open: Mapping[str, CellRef] = field(default_factory=dict)
    changes: tuple[LineChange, ...] = ()
    legs: tuple[StatedLeg, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Ask after how many years a new server that replaces old ones has paid back its making.

    ``old_annual_kwh`` [kWh/a at the plug] of one old server, ``old_remaining_years`` [a] it
    could still run, ``old_count`` old servers replaced by one new; ``old_pue`` of the hall they
    stand in, None where it is that of the new one; ``grid_path`` empty where it is the study's.
    """

    name: str
    at: CellRef
    scenario: str
    old_annual_kwh: float
    old_remaining_years: float
    old_count: float
    old_pue: float | None = None
    grid_path: str = ""
    name_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Ask where the totals of two scenarios cross: over utilisation, load factor or lifetime."""

    name: str
    at: CellRef
    first: str
    second: str
    over: str
    name_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFile:
    """All a scenario file holds; ``levers`` are names of scenarios to be ranked, with places."""

    file: str
    scenarios: tuple[Scenario, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    levers: tuple[tuple[str, CellRef], ...] = ()
