"""What a study may say of transport legs: known modes, distances, shares that add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pcf.errors import Problem
from pcf.model.bom import StatedLeg
from pcf.stages.reviewed import Tables
from pcf.stages.spellings import mode_spellings, plain
from pcf.stages.study_checks import unknown


def checked_legs(
    legs: Sequence[StatedLeg], tables: Tables
) -> tuple[tuple[StatedLeg, ...], list[Problem]]:
    """Return legs with modes of table ``modes``, and all problems.

    Shares below 1 split the freight between parallel legs, so together they make whole units.
    """
    modes = mode_spellings(tables)
    problems: list[Problem] = []
    known: list[StatedLeg] = []
    for leg in legs:
        mode = modes.get(plain(leg.mode))
        if mode is None:
            problems.append(
                unknown(
                    "STU121",
                    "transport mode",
                    "运输方式",
                    leg.mode,
                    sorted(set(modes.values())),
                    leg,
                )
            )
        if not (math.isfinite(leg.distance_km) and leg.distance_km >= 0):
            problems.append(
                Problem(
                    code="STU122",
                    message=f"distance {leg.distance_km:g} km is not a distance (0 or more)",
                    message_zh=f"距离 {leg.distance_km:g} km 无效（应不小于 0）",
                    at=leg.at,
                )
            )
        if not 0 < leg.share <= 1:
            problems.append(
                Problem(
                    code="STU123",
                    message=f"share {leg.share:g} is not above 0 and at most 1",
                    message_zh=f"占比 {leg.share:g} 应大于 0 且不大于 1",
                    at=leg.at,
                )
            )
        known.append(replace(leg, mode=mode or leg.mode))
    split = math.fsum(leg.share for leg in legs if leg.share < 1)
    told = any(problem.code == "STU123" for problem in problems)
    if not told and abs(split - round(split)) > 1e-6:
        problems.append(
            Problem(
                code="STU124",
                message=f"shares of the split legs add to {split:g}, not to whole freight "
                "(give parallel legs shares that add to 1)",
                message_zh=f"分流运输段占比合计为 {split:g}，应合计为 1",
                at=legs[0].at,
            )
        )
    return tuple(known), problems
