"""Settings of a file that give way to a stronger place: checked all the same, and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.errors import Problem
from pcf.model.bom import StatedLeg
from pcf.model.notices import Notice
from pcf.model.study import LEGS, Setting
from pcf.stages.leg_checks import checked_legs
from pcf.stages.reviewed import Tables
from pcf.stages.study_checks import checked_alone, fault_problems


def weaker(
    below: Mapping[str, Setting], given: Mapping[str, Setting], legs: Sequence[StatedLeg]
) -> Mapping[str, Setting]:
    """Return the settings of ``below`` that something in ``given`` replaces, legs by a sheet's."""
    return {
        name: setting
        for name, setting in below.items()
        if (legs if name == LEGS else given.get(name) is not setting)
    }


def weaker_problems(
    hidden: Mapping[str, Setting],
    route: Setting | None,
    tables: Tables,
    grids: frozenset[str],
) -> tuple[Problem, ...]:
    """Return what is wrong with replaced settings, and with the route of a file."""
    settings = {name: setting for name, setting in hidden.items() if name != LEGS}
    _, problems = checked_alone(settings, tables, grids)
    if LEGS in hidden:
        _, leg_problems = checked_legs(hidden[LEGS].legs, tables)
        problems.extend(leg_problems)
    return (*problems, *(fault_problems(route) if route else ()))


def set_aside(
    hidden: Mapping[str, Setting], settings: Mapping[str, Setting], legs: Sequence[StatedLeg]
) -> tuple[Notice, ...]:
    """Say which settings of a study file a sheet of the BOM replaces with another value.

    An option or variable replaces a file on purpose, and a study file the user's own: neither
    is told.
    """
    notices = []
    for name, setting in hidden.items():
        if setting.origin != "study_file" or setting.at is None:
            continue
        if name == LEGS:
            notices.append(_notice(setting, "legs", f"{len(legs)} legs at {legs[0].at}"))
            continue
        counts = settings[name]
        if counts.origin == "sheet" and not _same(counts.value, setting.value):
            notices.append(_notice(setting, f"{name} {setting.value}", str(counts.at)))
    return tuple(notices)


def _same(one: float | str, other: float | str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return str(one).strip().casefold() == str(other).strip().casefold()


def _notice(setting: Setting, what: str, by: str) -> Notice:
    return Notice(
        code="STU221",
        message=f"{what} is set aside: the BOM's own sheet counts ({by})",
        message_zh=f"{what} 未采用：以物料清单自带的表为准（{by}）",
        at=setting.at,
    )
