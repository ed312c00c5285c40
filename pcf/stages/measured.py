"""Curves as a study writes them: values by load, ``0:137 0.1:215 1:491``, linear between."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Points = tuple[tuple[float, float], ...]
_PAIR = re.compile(r"([\d.]+(?:e-?\d+)?):([\d.]+(?:e-?\d+)?)", re.IGNORECASE)


class CurveError(ValueError):
    """A text that is no curve; ``message_zh`` says why in Chinese."""

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.message_zh = message_zh


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCurve:
    """Measured wall power by load, linear between the points, constant outside them.

    ``points`` are (load share, watt) pairs that rise in load. ``model`` is the kind of
    measurement, ``power_class`` the class of the product (of the BOM, for comparison).
    """

    points: Points
    model: str
    power_class: str

    @property
    def idle_w(self) -> float:
        """Wall power at the lowest load [W]."""
        return self.points[0][1]

    @property
    def max_w(self) -> float:
        """Wall power at the highest load [W]."""
        return self.points[-1][1]

    def power_w(self, load_share: float) -> float:
        """Return wall power at a load between 0 and 1 [W]."""
        return value_at(self.points, load_share)


def value_at(points: Sequence[tuple[float, float]], load_share: float) -> float:
    """Return the value at a load, exactly at the points and linear between them."""
    if load_share <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if load_share == right:
            return high
        if load_share < right:
            return low + (high - low) * (load_share - left) / (right - left)
    return points[-1][1]


def curve_points(text: str) -> Points:
    """Return the points of a curve: one number for all loads, or ``load:value`` pairs.

    Raises
    ------
    CurveError
        A word that is no pair, a load outside 0 to 1, loads that do not rise.
    """
    words = text.replace(",", " ").replace(";", " ").split()
    if len(words) == 1 and ":" not in words[0]:
        return ((0.0, _number(words[0])),)
    points = []
    for word in words:
        pair = _PAIR.fullmatch(word)
        if pair is None:
            raise CurveError(f"{word!r} is not load:value", f"{word!r} 不是 负载:数值")
        points.append((_number(pair[1]), _number(pair[2])))
    if not points:
        raise CurveError("no points", "没有数据点")
    for load_share, _ in points:
        if not 0 <= load_share <= 1:
            raise CurveError(
                f"load {load_share:g} is not between 0 and 1",
                f"负载 {load_share:g} 不在 0 至 1 之间",
            )
    if any(left >= right for (left, _), (right, _) in pairwise(points)):
        raise CurveError("loads do not rise", "负载须由小到大排列")
    return tuple(points)


def _number(word: str) -> float:
    percent = word.endswith("%")
    try:
        value = float(word.removesuffix("%")) / (100.0 if percent else 1.0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CurveError(f"{word!r} is not a number", f"{word!r} 不是数字")
    return value
