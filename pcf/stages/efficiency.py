"""Figures that rules on the energy efficiency of servers ask for, from the input there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import MeasuredCurve, curve_points, value_at
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import PowerCurve
from pcf.stages.reviewed import Row, Tables, rows
from pcf.stages.supply import known_grade, supplies_of, supply_points

#: Bases of a value that is a lower bound: it can show that a rule is met, never that it is not.
BOUNDS = frozenset({"grade_limit"})
_NAMES = ("active_state_efficiency", "operating_condition_class")


@dataclass(frozen=True, slots=True, kw_only=True)
class EfficiencyFigure:
    """One quantity of one rule.

    ``value`` in ``unit`` at ``load_share``, None where ``missing`` names the input that would
    give it; ``basis`` is what it rests on. ``threshold`` is None where no source of it was
    seen. ``verdict``: ``met``, ``not_met``, ``not_shown`` (a bound that does not reach it),
    ``no_threshold``, ``no_value``, ``stated`` or ``not_applicable`` (too many sockets).
    """

    rule: str
    quantity: str
    load_share: float | None
    value: float | str | None
    unit: str
    basis: str
    missing: str
    threshold: float | None
    verdict: str
    source: str


def efficiency_figures(
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    curve: PowerCurve | MeasuredCurve,
) -> tuple[EfficiencyFigure, ...]:
    """Return every row of table ``efficiency_rules`` with the product's own figure.

    ``curve`` is that of the product before features of the site and the operator.
    """
    sockets = sum(part.count for part in parts if part.component.component_class == "processor")
    return tuple(
        _figure(rule, parts, study, tables, curve, sockets)
        for rule in rows(tables, "efficiency_rules")
    )


def _figure(
    rule: Row,
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    curve: PowerCurve | MeasuredCurve,
    sockets: float,
) -> EfficiencyFigure:
    quantity = rule["quantity"]
    load_share = float(rule["load_share"]) if rule["load_share"] else None
    value: float | str | None
    if quantity == "idle_power":
        value, basis = curve.idle_w, curve.model
    elif quantity in _NAMES:
        value = study.settings[quantity].value if study.has(quantity) else None
        basis = _stated_basis(study, quantity)
    else:
        value, basis = _supply_figure(quantity, load_share or 0.0, parts, study, tables)
    threshold = float(rule["threshold"]) if rule["threshold"] else None
    return EfficiencyFigure(
        rule=rule["rule"],
        quantity=quantity,
        load_share=load_share,
        value=value,
        unit=rule["unit"],
        basis=basis if value is not None else "",
        missing="" if value is not None else quantity,
        threshold=threshold,
        verdict=_verdict(rule, value, basis, threshold, sockets),
        source=rule["source"],
    )


def _stated_basis(study: ResolvedStudy, quantity: str) -> str:
    """Return ``sert`` for a score the file of a SERT result gives, else ``stated``."""
    if quantity == "active_state_efficiency" and study.has(quantity) and study.has("power_result"):
        of_file = study.settings[quantity].source == study.settings["power_result"].source
        if of_file and study.text("power_result") == "sert":
            return "sert"
    return "stated"


def _supply_figure(
    quantity: str,
    load_share: float,
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
) -> tuple[float | None, str]:
    """Return efficiency or power factor of one power supply at a load, and its basis."""
    if study.has(quantity):
        return value_at(curve_points(study.text(quantity)), load_share), "stated"
    grade = supplies_of(parts).grade
    if quantity == "psu_efficiency" and known_grade(tables, grade):
        return value_at(supply_points(parts, study, tables), load_share), "grade_limit"
    return None, ""


def _verdict(
    rule: Row, value: float | str | None, basis: str, threshold: float | None, sockets: float
) -> str:
    if rule["most_sockets"] and sockets > float(rule["most_sockets"]):
        return "not_applicable"
    if value is None:
        return "no_value"
    if rule["direction"] == "stated":
        return "stated"
    if threshold is None or isinstance(value, str):
        return "no_threshold"
    if value >= threshold if rule["direction"] == "at_least" else value <= threshold:
        return "met"
    return "not_shown" if basis in BOUNDS else "not_met"
