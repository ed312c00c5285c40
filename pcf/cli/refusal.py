"""Refusals of a BOM told together with those of its study."""

from __future__ import annotations

from pcf.config import Layers
from pcf.errors import BomError, PcfError, StudyError
from pcf.library import Library
from pcf.model.study import Study
from pcf.stages.study import resolve_study


def with_study_problems(error: PcfError, layers: Layers, library: Library) -> PcfError:
    """Return ``error`` with the problems of the study behind it, where one could be read."""
    if not isinstance(error, BomError) or error.bom is None:
        return error
    try:
        resolve_study(
            Study(),
            error.bom,
            library.knowledge.tables,
            grids=library.grids,
            above_sheet=layers.above_sheet,
            below_sheet={**layers.below_sheet, **layers.beside_sheet},
        )
    except StudyError as study:
        return BomError((*error.problems, *study.problems), bom=error.bom)
    return error
