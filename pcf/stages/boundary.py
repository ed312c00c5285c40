"""How far a study reaches when nothing in the BOM draws power and nobody says what it draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcf.model.notices import Notice
from pcf.model.study import ResolvedStudy
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import power_curve
from pcf.stages.power_choice import stated_energy
from pcf.stages.reviewed import Tables

GATE = "cradle_to_gate"


def within_reach(
    study: ResolvedStudy, parts: Sequence[PlacedComponent], tables: Tables
) -> tuple[ResolvedStudy, tuple[Notice, ...]]:
    """Return the study ended at the factory gate where its use stage would be a guess.

    A sheet-metal BOM has no use stage of its own; the median of two-socket servers would give
    it one sixty times its footprint. A boundary somebody states is kept as it is.
    """
    boundary = study.settings["boundary"]
    if boundary.origin != "default" or stated_energy(study):
        return study, ()
    if power_curve(parts, study, tables).model != "class_median":
        return study, ()
    ended = replace(boundary, value=GATE)
    said = Notice(
        code="STU207",
        message="no part of the BOM draws power and none is stated: assessed to the factory gate "
        "(state annual_kwh, or idle_w and max_w, or the boundary)",
        message_zh="物料清单中没有用电部件，也未给出功率：仅评价到工厂大门"
        "（请给出年耗电量、空闲与最大功率，或系统边界）",
    )
    return replace(study, settings={**study.settings, "boundary": ended}), (said,)
