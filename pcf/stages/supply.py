"""Efficiency of the power supplies at the load each of them carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Tables, number, rows, text


def supply_efficiency(
    parts: Sequence[PlacedComponent], tables: Tables, direct_current_w: float
) -> float:
    """Return output over input power of the supplies of the product.

    All supplies share the load, redundant ones too, so each of an N+N pair runs at a quarter
    or less of its rating, where efficiency falls. Table ``supply_efficiency`` (80 PLUS).
    """
    supplies = supplies_of(parts)
    if supplies.rated_w <= 0:
        return number(tables, "defaults", "supply_efficiency_without_data")
    return grade_efficiency(tables, supplies.grade, direct_current_w / supplies.rated_w)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """All power supplies of a product: rating together [W], how many, grade of the first."""

    rated_w: float
    count: float
    grade: str


def supplies_of(parts: Sequence[PlacedComponent]) -> Supplies:
    """Return the power supplies of a product; those without a rating are not counted."""
    supplies = [part for part in parts if part.component.component_class == "power_supply"]
    rated = [part for part in supplies if "rated_power_w" in part.component.parameters]
    choice = supplies[0].component.choices.get("efficiency_grade") if supplies else None
    return Supplies(
        rated_w=sum(
            part.component.parameters["rated_power_w"].value * part.count for part in rated
        ),
        count=sum(part.count for part in rated),
        grade=choice.value if choice else "",
    )


def grade_efficiency(tables: Tables, grade: str, load_share: float) -> float:
    """Return efficiency of a grade at a load share, linear between the limits of the grade.

    Below the lowest limit the lowest is kept: the programme says nothing of such loads.
    """
    entries = rows(tables, "supply_efficiency")
    if not any(entry["grade"] == grade for entry in entries):
        grade = text(tables, "defaults", "supply_grade_without_data")
    points = sorted(
        (float(entry["load_share"]), float(entry["efficiency"]))
        for entry in entries
        if entry["grade"] == grade
    )
    below = [point for point in points if point[0] <= load_share]
    above = [point for point in points if point[0] > load_share]
    if not below:
        return points[0][1]
    if not above:
        return points[-1][1]
    (left, low), (right, high) = below[-1], above[0]
    return low + (high - low) * (load_share - left) / (right - left)
