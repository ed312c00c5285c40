"""What ranks levers: abatement with its interaction, and the swing of one lever at a time."""

from __future__ import annotations

from dataclasses import replace

from pcf.bom.scenario import LineChange, ScenarioFile
from pcf.errors import InputError, Problem
from pcf.model.bom import Stated
from pcf.model.component import Component
from pcf.model.provenance import CellRef
from pcf.model.study import Setting
from pcf.results.abatement import MOST_LEVERS, AbatementStep, abatement
from pcf.results.tornado import LeverSwing, ranked
from pcf.scenario_levers import combined_total, lever_conflicts
from pcf.scenarios import Alternatives
from pcf.stages.grid_path import CONSTANT
from pcf.stages.mean_pue import pue_row
from pcf.stages.reviewed import Row, rows

_PLACE = CellRef(file="levers.csv")


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
    settings = {entry["target"]: Setting(value=value, origin="scenario", source=str(_PLACE))}
    if entry["target"] == "grid":
        # the path of another grid would be refused, and none moves the total
        settings["grid_path"] = Setting(value=CONSTANT, origin="scenario", source=str(_PLACE))
    return said, alternatives.total_with(settings=settings)


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
