"""One product under each end-of-life allocation: what is in the total, what stands outside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pcf.errors import DataError, Problem
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.results.assessment import Assessment
from pcf.stages.placed import PlacedComponent
from pcf.stages.recycled_content import content_rule, with_content
from pcf.stages.registry import GATE_STAGES, unit_processes
from pcf.stages.reuse import TAG
from pcf.stages.reviewed import Tables

#: In the order they are printed; the first is the declared case.
ALLOCATIONS: tuple[str, ...] = ("cutoff", "avoided_burden", "cff")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationFigures:
    """A product under one allocation [kg CO2e per product].

    ``production_kgco2e`` is the gate figure, ``end_of_life_kgco2e`` the stage; the total holds
    both and no credit. Credits of recycling and of parts used again stand beside it, each
    beyond the boundary or shown, as its allocation has it.
    """

    allocation: str
    production_kgco2e: float
    end_of_life_kgco2e: float
    cradle_to_grave_kgco2e: float
    recycling_credits_kgco2e: float
    reuse_credits_kgco2e: float


def allocation_table(assessment: Assessment, tables: Tables) -> tuple[AllocationFigures, ...]:
    """Return the product under each allocation; nothing for a study that ends at the gate.

    Everything but the allocation stays as the study has it. Both ends of the life cycle follow:
    recycled content going in, recycled material and reused parts coming out.
    """
    if assessment.end_of_life is None:
        return ()
    scores = _Scores(assessment.scores)
    return tuple(_figures(name, assessment, tables, scores) for name in ALLOCATIONS)


def _figures(
    allocation: str, assessment: Assessment, tables: Tables, scores: _Scores
) -> AllocationFigures:
    stages: dict[Stage, float] = defaultdict(float)
    credits_of: dict[bool, float] = defaultdict(float)
    for process in _processes(allocation, assessment, tables):
        value = scores.of(process)
        if process.credit:
            credits_of[TAG in process.tags] += value
        else:
            stages[process.stage] += value
    return AllocationFigures(
        allocation=allocation,
        production_kgco2e=sum(stages[stage] for stage in GATE_STAGES),
        end_of_life_kgco2e=stages[Stage.END_OF_LIFE],
        cradle_to_grave_kgco2e=sum(stages.values()),
        recycling_credits_kgco2e=credits_of[False],
        reuse_credits_kgco2e=credits_of[True],
    )


def _processes(allocation: str, assessment: Assessment, tables: Tables) -> tuple[UnitProcess, ...]:
    """Return the unit processes under an allocation; those of the study's own stand already."""
    chosen = assessment.study.settings["eol_allocation"]
    if chosen.value == allocation:
        return assessment.system.processes
    study = replace(
        assessment.study,
        settings={
            **assessment.study.settings,
            "eol_allocation": replace(chosen, value=allocation),
        },
    )
    return unit_processes(tuple(_remade(assessment.parts, study, tables)), study, tables)


def _remade(
    parts: Iterable[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> Iterable[PlacedComponent]:
    """Yield the components with materials drawn as the study's allocation has it."""
    rule = content_rule(study, tables)
    for part in parts:
        bought = part.market_inventory or part.inventory
        yield replace(part, inventory=with_content(bought, part.component, rule))


class _Scores:
    """kg CO2e per unit of what is drawn, over all flow classes; each looked up once."""

    def __init__(self, scores: UnitScores) -> None:
        self._scores = scores
        self._known: dict[tuple[str, str | None], float] = {}

    def of(self, process: UnitProcess) -> float:
        """Return what a process emits [kg CO2e per product]."""
        return sum(exchange.amount * self._unit(exchange) for exchange in process.exchanges)

    def _unit(self, exchange: Exchange) -> float:
        drawn = (exchange.product, exchange.location)
        if drawn not in self._known:
            key = self._scores.locate(*drawn)
            if key is None:
                raise DataError(
                    Problem(
                        code="DAT201",
                        message=f"no dataset provides {exchange.product}",
                        message_zh=f"没有数据集提供 {exchange.product}",
                    )
                )
            self._known[drawn] = float(self._scores.values[self._scores.index[key]].sum())
        return self._known[drawn]
