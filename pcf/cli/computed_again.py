"""A result as an assessment: computed again from its inputs, where the data are its own."""

from __future__ import annotations

from pathlib import Path

from pcf.errors import InputError, Problem
from pcf.library import Library
from pcf.model.provenance import CellRef
from pcf.reports.recorded_inputs import recorded_inputs
from pcf.reports.result_file import read_document
from pcf.results.assessment import Assessment
from pcf.results.reproduction import not_reproduced, other_data


def computed_again(path: Path, library: Library) -> Assessment:
    """Return the assessment a result file was written from.

    Raises
    ------
    InputError
        RES105 where the result records no inputs, RES106 where it was made with other data and
        cannot be drawn together with results of ours, SCN118 where it is not what its inputs give.
    """
    # the pipeline is loaded only where something is to be computed
    from pcf.pipeline import assess

    recorded = recorded_inputs(path, read_document(path))
    result = assess(
        recorded.bom,
        None,
        library,
        above_sheet=recorded.above_sheet,
        below_sheet=recorded.below_sheet,
        edits=recorded.edits,
    )
    if other_data(path.name, recorded.manifest, recorded.total_kgco2e, result):
        raise InputError(
            Problem(
                code="RES106",
                message="was made with another program or other data and cannot be sampled "
                "(write it again with pcf assess, or compare without --samples)",
                message_zh="由其他版本的程序或数据生成，无法抽样"
                "（请用 pcf assess 重新生成，或不加 --samples 比较）",
                at=CellRef(file=path.name),
            )
        )
    problem = not_reproduced(path.name, recorded.total_kgco2e, result)
    if problem is not None:
        raise InputError(problem)
    return result
