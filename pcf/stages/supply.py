"""Efficiency of the power supplies at the load each of them carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import Points, curve_points, value_at
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Row, Tables, assumed_share, number, row, rows, text


def supply_efficiency(
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    direct_current_w: float,
) -> float:
    """Return output over input power of the supplies of the product.

    All supplies share the load, redundant ones too, so each of an N+N pair runs at a quarter
    or less of its rating, where efficiency falls.
    """
    supplies = supplies_of(parts)
    if supplies.rated_w <= 0:
        return number(tables, "defaults", "supply_efficiency_without_data")
    return value_at(supply_points(parts, study, tables), direct_current_w / supplies.rated_w)


def supply_points(parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables) -> Points:
    """Return efficiency of one supply by its load share: measured where stated, else the grade's.

    The measured curve is setting ``psu_efficiency``; the limits of a grade (80 PLUS) are those
    of table ``supply_efficiency``.
    """
    if study.has("psu_efficiency"):
        return curve_points(study.text("psu_efficiency"))
    return grade_points(tables, supplies_of(parts).grade)


def supply_assumed_share(
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    direct_current_w: float,
) -> float:
    """Return the part of wall power that rests on an assumed efficiency of the supplies.

    Losses over output, where the limits that bound the load of the supplies are assumed.
    """
    supplies = supplies_of(parts)
    if study.has("psu_efficiency"):
        return 0.0
    if supplies.rated_w <= 0:
        return assumed_share(row(tables, "defaults", name="supply_efficiency_without_data"))
    load_share = direct_current_w / supplies.rated_w
    used = bounding_limits(grade_rows(tables, supplies.grade), load_share)
    return max(assumed_share(entry, "efficiency") for entry in used)


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


def known_grade(tables: Tables, grade: str) -> bool:
    """Whether a grade of power supplies has limits in table ``supply_efficiency``."""
    return any(entry["grade"] == grade for entry in rows(tables, "supply_efficiency"))


def grade_points(tables: Tables, grade: str) -> Points:
    """Return the limits of a grade by load share, those of the default where it is not known.

    Below the lowest load the lowest limit is kept: the programme says nothing of such loads.
    """
    return tuple(
        (float(entry["load_share"]), float(entry["efficiency"]))
        for entry in grade_rows(tables, grade)
    )


def grade_rows(tables: Tables, grade: str) -> Sequence[Row]:
    """Return the limits of a grade in order of load, of the default where it is not known."""
    if not known_grade(tables, grade):
        grade = text(tables, "defaults", "supply_grade_without_data")
    return sorted(
        (entry for entry in rows(tables, "supply_efficiency") if entry["grade"] == grade),
        key=lambda entry: float(entry["load_share"]),
    )


def bounding_limits(limits: Sequence[Row], load_share: float) -> Sequence[Row]:
    """Return the limit below and the limit above a load, or the outermost one beyond them."""
    below = [entry for entry in limits if float(entry["load_share"]) <= load_share]
    above = [entry for entry in limits if float(entry["load_share"]) > load_share]
    if not below:
        return (limits[0],)
    if not above:
        return (limits[-1],)
    return below[-1], above[0]
