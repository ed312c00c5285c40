"""A result computed again: what it was computed with that is another now, and whether it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pcf.errors import Problem
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef
from pcf.results.assessment import Assessment

#: How far the total may be from the recorded one, relative, where all data are the same.
REPRODUCED = 1e-9

#: Entries of the manifest that are not inputs of the product, and what they are called.
_DATA: Mapping[str, tuple[str, str]] = {
    "pcf_version": ("program", "程序"),
    "background_digest": ("background data", "背景数据"),
    "method_digest": ("characterization factors", "特征化因子"),
    "mapping_sha256": ("component data", "部件数据"),
}


def other_data(
    file: str, recorded: Mapping[str, str], recorded_kgco2e: float, again: Assessment
) -> tuple[Notice, ...]:
    """Return a notice where a result computed again rests on other data than it records.

    Parameters
    ----------
    file
        Name of the result file.
    recorded, recorded_kgco2e
        Manifest and total of the result [kg CO2e per product].
    again
        The result as it is computed with the program and data at hand.
    """
    moved = [
        names
        for entry, names in _DATA.items()
        if recorded.get(entry, "") != getattr(again.manifest, entry)
    ]
    if not moved:
        return ()
    english = ", ".join(name for name, _ in moved)
    chinese = "、".join(name for _, name in moved)
    return (
        Notice(
            code="SCN204",
            message=f"was made with other {english}: its total of {recorded_kgco2e:.6g} kg CO2e "
            f"is {again.total_kgco2e:.6g} computed again; scenarios are differences to the latter",
            message_zh=f"生成时所用的{chinese}与当前不同：原总量 {recorded_kgco2e:.6g} kg CO2e，"
            f"重新计算为 {again.total_kgco2e:.6g}；情景以后者为基准",
            at=CellRef(file=file),
        ),
    )


def not_reproduced(file: str, recorded_kgco2e: float, again: Assessment) -> Problem | None:
    """Return a problem where the same data do not give the recorded total again."""
    if math.isclose(recorded_kgco2e, again.total_kgco2e, rel_tol=REPRODUCED):
        return None
    return Problem(
        code="SCN118",
        message=f"its inputs give {again.total_kgco2e:.6g} kg CO2e, it says {recorded_kgco2e:.6g} "
        "(write it again with pcf assess)",
        message_zh=f"按所载输入计算为 {again.total_kgco2e:.6g} kg CO2e，"
        f"文件记为 {recorded_kgco2e:.6g}（请用 pcf assess 重新生成）",
        at=CellRef(file=file),
    )
