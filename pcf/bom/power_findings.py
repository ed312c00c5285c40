"""What is wrong with a power curve, and what must be said of one that can be used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pcf.errors import Problem, StudyError
from pcf.model.notices import Notice
from pcf.model.power import PowerPoint
from pcf.model.provenance import CellRef

#: Power may fall this little from one level to the next: noise of the meters (798 public
#: results, none falls by more).
NOISE_SHARE = 0.02


def refused(code: str, at: CellRef | None, message: str, message_zh: str) -> StudyError:
    """Return the refusal of a power file."""
    return StudyError(Problem(code=code, message=message, message_zh=message_zh, at=at))


def line_of(file: str, number: int, key: str = "") -> CellRef:
    """Return a place in a text file: its line and, where there is one, its key."""
    return CellRef(file=file, cell=f"line {number} {key}".rstrip())


def check_span(file: str, points: Sequence[PowerPoint], expected: str, expected_zh: str) -> None:
    """Hold that a curve reaches from active idle to full load; raises STU133 otherwise."""
    loads = [point.load_share for point in points]
    if len(set(loads)) != len(loads):
        twice = next(
            point for place, point in enumerate(points) if point.load_share in loads[:place]
        )
        raise refused(
            "STU132", twice.at,
            f"load {100 * twice.load_share:g} % is given twice",
            f"负载 {100 * twice.load_share:g} % 重复",
        )  # fmt: skip
    if not loads or min(loads) > 0 or max(loads) < 1:
        raise refused(
            "STU133", CellRef(file=file),
            f"does not reach from active idle to 100 % load (expected {expected})",
            f"未覆盖空闲至 100 % 负载（应有{expected_zh}）",
        )  # fmt: skip


def curve_notices(points: Sequence[PowerPoint]) -> tuple[Notice, ...]:
    """Return notices on a curve that falls where load rises (beyond the noise of meters)."""
    found = []
    for lower, upper in pairwise(points):
        idle_above = lower.load_share == 0 and upper.power_w < lower.power_w
        if upper.power_w < lower.power_w * (1 - NOISE_SHARE) or idle_above:
            found.append(
                Notice(
                    code="STU212",
                    message=f"power falls from {lower.power_w:g} W at "
                    f"{100 * lower.load_share:g} % load to {upper.power_w:g} W at "
                    f"{100 * upper.load_share:g} %",
                    message_zh=f"功率由 {100 * lower.load_share:g} % 负载的 {lower.power_w:g} W "
                    f"降至 {100 * upper.load_share:g} % 负载的 {upper.power_w:g} W",
                    at=upper.at,
                )
            )
    return tuple(found)


def benchmark_notice(file: str, benchmark: str, system: str) -> Notice:
    """Say that a benchmark system is tuned: its idle is not that of a shipped server."""
    return Notice(
        code="STU211",
        message=f"power is that of the {benchmark} configuration of {system or 'the system'}: "
        "tuned, few parts; idle power of a shipped server is often higher",
        message_zh=f"功率取自 {benchmark} 测试配置（{system or '被测系统'}）："
        "经调优、部件少，出厂服务器空闲功率常更高",
        at=CellRef(file=file),
    )


def nodes_notice(file: str, nodes: int) -> Notice:
    """Say that power of several nodes is divided by their number."""
    return Notice(
        code="STU213",
        message=f"measured on {nodes} nodes with shared hardware: divided by {nodes}",
        message_zh=f"测量含 {nodes} 个节点及共用硬件：已除以 {nodes}",
        at=CellRef(file=file),
    )
