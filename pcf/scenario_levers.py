"""Scenarios as levers: which can be combined, and the footprint with any set of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pcf.bom.scenario import Scenario, ScenarioFile
from pcf.errors import Problem
from pcf.model.provenance import CellRef
from pcf.scenarios import Alternatives


def lever_conflicts(levers: Sequence[Scenario]) -> tuple[Problem, ...]:
    """Return what keeps levers from being combined in any order: two that turn the same thing."""
    problems = []
    taken: dict[str, str] = {}
    for lever in levers:
        turned: dict[str, CellRef | None] = {
            **{f"set {name}": setting.at for name, setting in lever.settings.items()},
            **{f"set {name}": at for name, at in lever.left_open.items()},
            **{f"item {change.item}": change.at for change in lever.changes if change.item},
            **({"legs": lever.at} if lever.legs is not None else {}),
        }
        for thing, at in turned.items():
            if thing in taken:
                problems.append(
                    Problem(
                        code="SCN113",
                        message=f"{lever.name} and {taken[thing]} both change {thing}: they cannot "
                        "be combined (leave one out of abatement)",
                        message_zh=f"“{lever.name}”与“{taken[thing]}”都改变 {thing}，无法叠加"
                        "（请从 abatement 中去掉其一）",
                        at=at,
                    )
                )
            taken.setdefault(thing, lever.name)
    return tuple(problems)


def combined_total(
    alternatives: Alternatives, file: ScenarioFile
) -> Callable[[frozenset[str]], float]:
    """Return the footprint of any set of scenarios by their names, applied in file order."""

    def total_kgco2e(names: frozenset[str]) -> float:
        return alternatives.total_kgco2e(
            scenario for scenario in file.scenarios if scenario.name in names
        )

    return total_kgco2e
