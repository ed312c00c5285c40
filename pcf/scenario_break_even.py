"""When it pays: replacements of old servers, and where the totals of two scenarios cross."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pcf.bom.scenario import Crossing, Replacement, ScenarioFile
from pcf.errors import InputError, Problem
from pcf.model.study import Setting
from pcf.results.assessment import Assessment
from pcf.results.break_even import CrossingPoint, Payback, crossing_point, payback
from pcf.results.scenarios import lifetime_years
from pcf.stages.grid_path import CONSTANT, path_points
from pcf.stages.measured import value_at
from pcf.stages.power import LOADS
from pcf.stages.reviewed import Tables, number, rows
from pcf.stages.use import use_facts
from pcf.stages.use_checks import use_problems

#: Ranges of axes that are not a share: from nothing to many times what is usual.
_LOAD_FACTORS = tuple(step / 10 for step in range(101))
_YEARS = tuple(step / 2 for step in range(61))


def paybacks(
    file: ScenarioFile, results: Mapping[str, Assessment], tables: Tables
) -> tuple[Payback, ...]:
    """Return every replacement asked for.

    Raises
    ------
    InputError
        A scenario that ends at the gate has no use to save (SCN116); as
        :func:`_yearly_factors`.
    """
    _need_use(((each.scenario, each) for each in file.replacements), results)
    return tuple(_payback(each, results[each.scenario], tables) for each in file.replacements)


def _payback(asked: Replacement, result: Assessment, tables: Tables) -> Payback:
    totals = result.totals
    energy_kgco2e = _energy_kgco2e(result)
    per_kwh_plug = totals.use_at_plug_kgco2e / _lifetime_kwh(result)
    own_pue = energy_kgco2e / totals.use_at_plug_kgco2e
    old_pue = own_pue if asked.old_pue is None else asked.old_pue
    path = _path_of(asked, result)
    return payback(
        asked.name,
        asked.scenario,
        making_kgco2e=result.total_kgco2e - energy_kgco2e,
        gate_kgco2e=totals.cradle_to_gate_kgco2e,
        new_annual_use_kgco2e=energy_kgco2e / lifetime_years(result),
        old_annual_use_kgco2e=asked.old_count * asked.old_annual_kwh * per_kwh_plug * old_pue,
        old_remaining_years=asked.old_remaining_years,
        grid_path=path,
        name_zh=asked.name_zh,
        yearly_factors=_yearly_factors(path, asked, result, tables),
    )


def _path_of(asked: Replacement, result: Assessment) -> str:
    """Return the grid path asked for, else that of the study, empty where the grid stays."""
    path = asked.grid_path
    if not path and result.study.has("grid_path"):
        path = result.study.text("grid_path")
    return "" if path == CONSTANT else path


def _yearly_factors(
    path: str, asked: Replacement, result: Assessment, tables: Tables
) -> tuple[float, ...]:
    """Return the grid of every year of a path relative to the first, none where it stays.

    Raises
    ------
    InputError
        The path is not known (SCN119), or is not one of the grid of the scenario (STU139).
    """
    if not path:
        return ()
    known = sorted({entry["grid_path"] for entry in rows(tables, "grid_paths")})
    if path not in known:
        shown = ", ".join(known)
        raise InputError(
            Problem(
                code="SCN119",
                message=f"'{path}' is no grid path (known: {shown}, {CONSTANT})",
                message_zh=f"“{path}”不是电网路径（可选：{shown}、{CONSTANT}）",
                at=asked.at,
            )
        )
    chosen = Setting(value=path, origin="scenario", source=str(asked.at), at=asked.at)
    problems = use_problems({"grid_path": chosen, "grid": result.study.settings["grid"]}, tables)
    if problems:
        raise InputError(problems)
    points = path_points(rows(tables, "grid_paths"), path)
    start = int(
        result.study.number("use_start_year")
        if result.study.has("use_start_year")
        else number(tables, "transforms", "use_start_year")
    )
    first = value_at(points, start)
    return tuple(value_at(points, year) / first for year in range(start, int(points[-1][0]) + 1))


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
    return crossing_point(asked.name, asked.over, totals, points, name_zh=asked.name_zh)


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
