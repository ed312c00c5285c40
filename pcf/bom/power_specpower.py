"""SPECpower_ssj2008 text report: average active power at eleven load levels."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from pcf.bom.power_findings import (
    benchmark_notice,
    check_span,
    curve_notices,
    line_of,
    nodes_notice,
    refused,
)
from pcf.model.notices import Notice
from pcf.model.power import PowerPoint, PowerResult
from pcf.model.provenance import CellRef

KIND = "specpower_ssj2008"
_BENCHMARK = "SPECpower_ssj2008"
_TITLE_WITHIN_LINES = 12
_LEVELS = (0.0, *(step / 10 for step in range(1, 11)))
#: Actual load may miss the target by this many points before it is said.
_MOST_MISSED_POINTS = 2.0

_SCORE = re.compile(r"SPECpower_ssj2008\s*=\s*(.*)")
_LEVEL = re.compile(r"^\s*(\d+)%\s*\|\s*([^|]*)\|\s*([^|]*)\|\s*([^|]*)\|")
_IDLE = re.compile(r"^\s*Active Idle\s*\|\s*([^|]*)\|\s*([^|]*)\|", re.IGNORECASE)
_KEY = re.compile(r"^\s*(# of Nodes|[A-Z][\w ().#]*?):\s+(\S.*?)\s*$")
_KEPT = frozenset(
    {
        "Test Sponsor", "Test Date", "Test Method", "Hardware Vendor", "Model", "Form Factor",
        "CPU Name", "CPU(s) Enabled", "Memory Amount (GB)", "Power Supply Details",
        "Power Management", "Hardware Availability", "# of Nodes",
    }
)  # fmt: skip


def is_specpower(lines: Sequence[str]) -> bool:
    """Whether a text is a report of the benchmark."""
    return any(_BENCHMARK in line for line in lines[:_TITLE_WITHIN_LINES])


def read_specpower(file: str, lines: Sequence[str]) -> PowerResult:
    """Read a text report; power of a multi-node result is divided by the nodes.

    Raises
    ------
    StudyError
        No overall score (an invalid run), a level that cannot be read, or one that is missing.
    """
    _check_score(file, lines)
    points: list[PowerPoint] = []
    notices: list[Notice] = []
    for number, line in enumerate(lines, start=1):
        at = line_of(file, number)
        if level := _LEVEL.match(line):
            target = float(level[1])
            points.append(_point(target / 100.0, level[4], at))
            notices.extend(_missed(target, level[2], at))
        elif idle := _IDLE.match(line):
            points.append(_point(0.0, idle[2], at))
    conditions = _conditions(lines)
    points.sort(key=lambda point: point.load_share)
    _check_levels(file, points)
    nodes = _nodes(file, conditions)
    points = [
        PowerPoint(load_share=point.load_share, power_w=point.power_w / nodes, at=point.at)
        for point in points
    ]
    return PowerResult(
        kind=KIND,
        file=file,
        points=tuple(points),
        nodes=nodes,
        conditions=conditions,
        notices=(
            benchmark_notice(file, _BENCHMARK, conditions.get("Model", "")),
            *((nodes_notice(file, nodes),) if nodes > 1 else ()),
            *notices,
            *curve_notices(points),
        ),
    )


def _check_score(file: str, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if score := _SCORE.search(line):
            if re.match(r"[\d,.]*\d", score[1]):
                return
            raise refused(
                "STU135", line_of(file, number),
                f"the run is not valid: its overall score is {score[1].strip() or 'missing'!r}",
                f"测试无效：总分为 {score[1].strip() or '空'!r}",
            )  # fmt: skip
    raise refused(
        "STU135", CellRef(file=file),
        "the run is not valid: it has no overall ssj_ops/watt", "测试无效：没有总分 ssj_ops/watt",
    )  # fmt: skip


def _check_levels(file: str, points: Sequence[PowerPoint]) -> None:
    check_span(
        file, points, "the rows 100% to 10% and Active Idle", " 100% 至 10% 各行及 Active Idle"
    )
    loads = {point.load_share for point in points}
    missing = [level for level in _LEVELS if level not in loads]
    if missing:
        names = ", ".join(f"{100 * level:g} %" for level in missing)
        raise refused(
            "STU133", CellRef(file=file),
            f"load levels are missing: {names}", f"缺少负载级：{names}",
        )  # fmt: skip


def _point(load_share: float, cell: str, at: CellRef) -> PowerPoint:
    return PowerPoint(load_share=load_share, power_w=positive_w(cell, at), at=at)


def positive_w(cell: str, at: CellRef) -> float:
    """Return a power [W] with thousands parted by commas; raises STU132 where it is none."""
    text = cell.strip()
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text)
    value = float(text.replace(",", "")) if grouped else math.nan
    if not (math.isfinite(value) and value > 0):
        raise refused(
            "STU132", at,
            f"average power {text!r} is not a number of watts above 0",
            f"平均功率 {text!r} 不是大于 0 的瓦数",
        )  # fmt: skip
    return value


def _missed(target: float, cell: str, at: CellRef) -> list[Notice]:
    actual = re.fullmatch(r"\s*(\d+(?:\.\d+)?)%\s*", cell)
    if actual and abs(float(actual[1]) - target) <= _MOST_MISSED_POINTS:
        return []
    return [
        Notice(
            code="STU214",
            message=f"actual load {cell.strip() or 'missing'} is not the target {target:g} %",
            message_zh=f"实际负载 {cell.strip() or '缺失'} 偏离目标 {target:g} %",
            at=at,
        )
    ]


def _conditions(lines: Sequence[str]) -> dict[str, str]:
    """Return the first value of every key worth keeping; long values keep their first line."""
    found: dict[str, str] = {}
    for line in lines:
        entry = _KEY.match(line)
        if entry and entry[1] in _KEPT:
            found.setdefault(entry[1], entry[2])
    return found


def _nodes(file: str, conditions: dict[str, str]) -> int:
    stated = conditions.get("# of Nodes", "1").replace(",", "")
    if not (stated.isdecimal() and int(stated) > 0):
        raise refused(
            "STU132", CellRef(file=file, cell="# of Nodes"),
            f"number of nodes {stated!r} is not a whole number above 0",
            f"节点数 {stated!r} 不是大于 0 的整数",
        )  # fmt: skip
    return int(stated)
