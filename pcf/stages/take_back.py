"""What a recycler must take out first: hazardous, data-bearing, reusable, precious parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pcf.model.provenance import CellRef
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Row, Tables, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackEntry:
    """One part a recycler takes out, and why (``end_of_life/take_back.csv``).

    ``part_mass_kg`` [kg] is the mass of all ``count`` pieces, ``concerned_mass_kg`` that of the
    material it is taken out for. A part has an entry for each reason.
    """

    group: str
    title: str
    title_zh: str
    item: str
    name: str
    at: CellRef
    count: float
    part_mass_kg: float
    concerned_mass_kg: float
    treatment: str
    treatment_zh: str
    source: str


def take_back(parts: Sequence[PlacedComponent], tables: Tables) -> tuple[TakeBackEntry, ...]:
    """Return the parts to take out, reason by reason in the order of the table, as in the BOM.

    Packaging is no part of what comes back.
    """
    return tuple(
        entry
        for reason in rows(tables, "eol_take_back")
        for part in parts
        if not part.is_packaging
        for entry in _entries(part, reason)
    )


def group_mass_kg(entries: Iterable[TakeBackEntry], group: str) -> float:
    """Return the mass concerned of all entries of a group [kg]."""
    return math.fsum(entry.concerned_mass_kg for entry in entries if entry.group == group)


def _entries(part: PlacedComponent, reason: Row) -> Iterable[TakeBackEntry]:
    """Yield the entry of a part where the reason holds for one piece of it."""
    piece_kg = _concerned_kg(part, reason)
    if piece_kg <= 0.0 or piece_kg < float(reason["least_mass_kg"]):
        return
    line = part.component.line
    yield TakeBackEntry(
        group=reason["group"],
        title=reason["title"],
        title_zh=reason["title_zh"],
        item=line.item,
        name=line.label,
        at=line.at,
        count=part.count,
        part_mass_kg=part.mass_kg,
        concerned_mass_kg=piece_kg * part.count,
        treatment=reason["treatment"],
        treatment_zh=reason["treatment_zh"],
        source=reason["source"],
    )


def _concerned_kg(part: PlacedComponent, reason: Row) -> float:
    """Return what one piece holds of what the reason is about [kg]."""
    if reason["by"] == "recovery_class":
        return part.inventory.mass_kg if part.recovery_class == reason["trigger"] else 0.0
    return math.fsum(
        content.mass_kg
        for content in part.inventory.materials
        if content.material == reason["trigger"]
    )
