"""The stages by name, in order: what the pipeline runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pcf.model.study import ResolvedStudy
from pcf.model.system import Stage, UnitProcess
from pcf.stages.end_of_life import end_of_life
from pcf.stages.manufacturing import manufacturing
from pcf.stages.materials import materials
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Tables
from pcf.stages.transport import transport
from pcf.stages.use import use

StageFunction = Callable[
    [Sequence[PlacedComponent], ResolvedStudy, Tables], tuple[UnitProcess, ...]
]

STAGES: Mapping[Stage, StageFunction] = MappingProxyType(
    {
        Stage.MATERIALS: materials,
        Stage.MANUFACTURING: manufacturing,
        Stage.TRANSPORT: transport,
        Stage.USE: use,
        Stage.END_OF_LIFE: end_of_life,
    }
)

GATE_STAGES: tuple[Stage, ...] = (Stage.MATERIALS, Stage.MANUFACTURING)


def stages_within(boundary: str) -> tuple[Stage, ...]:
    """Return the stages inside a boundary: two for ``cradle_to_gate``, else all five."""
    return GATE_STAGES if boundary == "cradle_to_gate" else tuple(STAGES)


def unit_processes(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return the unit processes of all stages inside the study's boundary, in stage order."""
    return tuple(
        process
        for stage in stages_within(study.text("boundary"))
        for process in STAGES[stage](parts, study, tables)
    )
