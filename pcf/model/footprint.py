"""The long table of results: one row per exchange and flow class."""

from __future__ import annotations

from dataclasses import dataclass

ROW_COLUMNS: tuple[str, ...] = (
    "scenario", "stage", "item", "component_class", "product", "location", "amount", "unit",
    "indicator", "flow_class", "tags", "credit", "value_kgco2e", "unspecified_kgco2e",
    "assumption_kgco2e", "parameter_assumption_kgco2e", "setting_assumption_kgco2e", "origin",
    "role", "cell",
)  # fmt: skip


#: Columns that tables of earlier versions lack.
LATER_COLUMNS: tuple[str, ...] = ("parameter_assumption_kgco2e", "setting_assumption_kgco2e")


@dataclass(frozen=True, slots=True, kw_only=True)
class FootprintRow:
    """One figure; every figure of every report is a group-by of these.

    ``value_kgco2e`` [kg CO2e per product]; ``unspecified_kgco2e`` is the part of it that rests
    on CO2e-only sources, ``assumption_kgco2e`` the part on engineering assumptions of the
    background, ``parameter_assumption_kgco2e`` on assumed parameters of components of what is
    left then, ``setting_assumption_kgco2e`` on assumed settings and stage tables of what is left
    again: the three never overlap. ``tags`` sorted, joined by a space in tables.
    """

    scenario: str
    stage: str
    item: str
    component_class: str
    product: str
    location: str
    amount: float
    unit: str
    indicator: str
    flow_class: str
    tags: tuple[str, ...]
    credit: bool
    value_kgco2e: float
    unspecified_kgco2e: float
    assumption_kgco2e: float
    parameter_assumption_kgco2e: float
    setting_assumption_kgco2e: float
    origin: str
    role: str
    cell: str
