"""What is asked of scenarios beyond the table: paybacks, crossings, levers, swings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pcf.bom.scenario import Crossing, LineChange, Replacement, ScenarioFile
from pcf.errors import InputError, Problem
from pcf.model.bom import Stated
from pcf.model.component import Component
from pcf.model.provenance import CellRef
from pcf.model.study import Setting
from pcf.results.abatement import MOST_LEVERS, AbatementStep, abatement
from pcf.results.assessment import Assessment
from pcf.results.break_even import CrossingPoint, Payback, crossing_point, payback
from pcf.results.scenarios import lifetime_years
from pcf.results.tornado import LeverSwing, ranked
from pcf.scenarios import Alternatives, combined_total, lever_conflicts
from pcf.stages.mean_pue import pue_row
from pcf.stages.power import LOADS
from pcf.stages.reviewed import Row, Tables, rows
from pcf.stages.use import use_facts

#: Ranges of axes that are not a share: from nothing to many times what is usual.
_LOAD_FACTORS = tuple(step / 10 for step in range(101))
_YEARS = tuple(step / 2 for step in range(61))
_PLACE = CellRef(file="levers.csv")


def paybacks(file: ScenarioFile, results: Mapping[str, Assessment]) -> tuple[Payback, ...]:
    """Return every replacement asked for.

    Raises
    ------
    InputError
        A scenario that ends at the gate has no use to save (SCN116).
    """
    _need_use(((each.scenario, each) for each in file.replacements), results)
    return tuple(_payback(each, results[each.scenario]) for each in file.replacements)


def _payback(asked: Replacement, result: Assessment) -> Payback:
    use_kgco2e = _use_kgco2e(result)
    return payback(
        asked.name,
        asked.scenario,
        making_kgco2e=result.total_kgco2e - use_kgco2e,
        new_annual_use_kgco2e=use_kgco2e / lifetime_years(result),
        old_annual_kwh=asked.old_annual_kwh,
        old_count=asked.old_count,
        use_factor=_energy_kgco2e(result) / _lifetime_kwh(result),
        old_remaining_years=asked.old_remaining_years,
    )


def crossing_points(
    file: ScenarioFile, results: Mapping[str, Assessment], tables: Tables
) -> tuple[CrossingPoint, ...]:
    """Return every crossing asked for.

    Raises
    ------
    InputError
        A scenario that ends at the gate (SCN116), or a crossing over utilisation of one whose
        energy is stated, so that no load curve tells it (SCN117).
    """
    asked = file.crossings
    _need_use(((name, each) for each in asked for name in (each.first, each.second)), results)
    stated = [
        Problem(
            code="SCN117",
            message=f"the energy of '{name}' is stated and does not follow the load "
            "(over: load_factor, or give idle_w and max_w)",
            message_zh=f"“{name}”的能耗为直接给定值，不随负载变化"
            "（请用 over: load_factor，或给出 idle_w 与 max_w）",
            at=each.at,
        )
        for each in asked
        if each.over == "utilisation"
        for name in (each.first, each.second)
        if results[name].study.has("annual_kwh") or results[name].study.has("mean_w")
    ]
    if stated:
        raise InputError(stated)
    return tuple(_crossing(each, results, tables) for each in asked)


def _crossing(asked: Crossing, results: Mapping[str, Assessment], tables: Tables) -> CrossingPoint:
    totals = [
        (name, total_over(asked.over, results[name], tables))
        for name in (asked.first, asked.second)
    ]
    points = {"utilisation": LOADS, "load_factor": _LOAD_FACTORS}.get(asked.over, _YEARS)
    return crossing_point(asked.name, asked.over, totals, points)


def total_over(axis: str, result: Assessment, tables: Tables) -> Callable[[float], float]:
    """Return the total of a result as a function of an axis [kg CO2e per product].

    ``utilisation``: constant load (0 to 1) instead of the profile; ``load_factor``: energy of
    use times a factor; ``lifetime_years``: the same use over other years.
    """
    energy = _energy_kgco2e(result)
    fixed = result.total_kgco2e - energy
    if axis == "load_factor":
        return lambda factor: fixed + factor * energy
    if axis == "lifetime_years":
        use = _use_kgco2e(result)
        making, years = result.total_kgco2e - use, lifetime_years(result)
        return lambda at: making + use / years * at
    per_kwh = energy / _lifetime_kwh(result)

    def at_load(load: float) -> float:
        constant = Setting(value=f"{load!r}:1", origin="option", source=axis)
        study = replace(result.study, settings={**result.study.settings, "load_profile": constant})
        facts = use_facts(result.parts, study, tables)
        return fixed + per_kwh * facts.lifetime_kwh

    return at_load


def ranked_levers(file: ScenarioFile, alternatives: Alternatives) -> tuple[AbatementStep, ...]:
    """Return the abatement ranking of the levers a file names, none where it names none.

    Raises
    ------
    InputError
        Two levers change the same thing (SCN113), or there are too many (SCN114).
    """
    if not file.levers:
        return ()
    by_name = {scenario.name: scenario for scenario in file.scenarios}
    levers = [by_name[name] for name, _ in file.levers]
    problems = list(lever_conflicts(levers))
    if len(levers) > MOST_LEVERS:
        problems.append(
            Problem(
                code="SCN114",
                message=f"{len(levers)} levers make {2 ** len(levers)} combinations "
                f"(name at most {MOST_LEVERS})",
                message_zh=f"{len(levers)} 个措施组合过多（最多 {MOST_LEVERS} 个）",
                at=file.levers[MOST_LEVERS][1],
            )
        )
    if problems:
        raise InputError(problems)
    return abatement([lever.name for lever in levers], combined_total(alternatives, file))


def tornado(alternatives: Alternatives) -> tuple[LeverSwing, ...]:
    """Return the swing of every lever of table ``levers``, longest first.

    A lever whose ends say nothing new (a declared parameter, a profile beside stated energy)
    has no swing and is kept, so that it is seen to have been tried.
    """
    tables = alternatives.library.knowledge.tables
    base_kgco2e = alternatives.total_with()
    return ranked(_swing(entry, alternatives, base_kgco2e) for entry in rows(tables, "levers"))


def _swing(entry: Row, alternatives: Alternatives, base_kgco2e: float) -> LeverSwing:
    (low, low_kgco2e), (high, high_kgco2e) = (
        _end(entry, side, alternatives, base_kgco2e) for side in ("low", "high")
    )
    return LeverSwing(
        lever=entry["lever"],
        title=entry["title"],
        title_zh=entry["title_zh"],
        low=low,
        high=high,
        base_kgco2e=base_kgco2e,
        low_kgco2e=low_kgco2e,
        high_kgco2e=high_kgco2e,
        kind=entry["kind"],
        source=entry["source"],
        note=entry["note"],
    )


def _end(
    entry: Row, side: str, alternatives: Alternatives, base_kgco2e: float
) -> tuple[str, float]:
    """Return one end of a lever in words, and the footprint there."""
    if entry["change"] == "parameter":
        changes = _parameter_changes(entry, side, alternatives.components())
        if not changes:
            return "–", base_kgco2e
        values = sorted({float(each.parameters[entry["parameter"]].value) for each in changes})
        words = " – ".join(dict.fromkeys(f"{value:.3g}" for value in (values[0], values[-1])))
        return words, alternatives.total_with(changes=changes)
    said = entry[f"{side}_end"]
    if entry["change"] == "table_interval":
        tables = alternatives.library.knowledge.tables
        said = pue_row(alternatives.base.study.text("grid"), tables)[side]
    value: float | str = said if entry["unit"] == "text" else float(said)
    setting = Setting(value=value, origin="scenario", source=str(_PLACE))
    return said, alternatives.total_with(settings={entry["target"]: setting})


def _parameter_changes(
    entry: Row, side: str, components: tuple[Component, ...]
) -> tuple[LineChange, ...]:
    """Return the change of every component of a class to one end of its own interval."""
    name = entry["parameter"]
    changes = []
    for component in components:
        known = component.parameters.get(name)
        if component.component_class != entry["target"] or known is None:
            continue
        value = known.low if side == "low" else known.high
        if value == known.value:
            continue
        stated = Stated(value=value, at=_PLACE)
        change = LineChange(item=component.line.item, at=_PLACE, parameters={name: stated})
        if name == "mass_kg":
            change = replace(change, mass_kg=stated)
        changes.append(change)
    return tuple(changes)


def _use_kgco2e(result: Assessment) -> float:
    totals = result.totals
    return _energy_kgco2e(result) + totals.spare_parts_kgco2e


def _energy_kgco2e(result: Assessment) -> float:
    totals = result.totals
    return totals.use_at_plug_kgco2e + totals.data_centre_overhead_kgco2e


def _lifetime_kwh(result: Assessment) -> float:
    if result.use is None:
        raise TypeError("a result up to the gate has no energy of use")
    return result.use.lifetime_kwh


def _need_use(
    asked: Iterable[tuple[str, Replacement | Crossing]], results: Mapping[str, Assessment]
) -> None:
    problems = [
        Problem(
            code="SCN116",
            message=f"'{name}' ends at the gate and has no use stage (boundary: cradle_to_grave)",
            message_zh=f"“{name}”的边界止于出厂，没有使用阶段（请用 boundary: cradle_to_grave）",
            at=each.at,
        )
        for name, each in asked
        if results[name].use is None
    ]
    if problems:
        raise InputError(problems)
