"""SERT 2.x ``results.xml``: average watts by load level of the processor worklets."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from pcf.bom.plain_xml import DoctypeError, Element, NotXmlError, parse_xml
from pcf.bom.power_findings import (
    benchmark_notice,
    check_span,
    curve_notices,
    line_of,
    nodes_notice,
    refused,
)
from pcf.bom.power_specpower import positive_w
from pcf.model.power import PowerPoint, PowerResult
from pcf.model.provenance import CellRef

KIND = "sert"
_IDLE = "idle"
_CPU = "cpu"
#: The hybrid worklet: nearest to a server's own mix of work, with the most load levels.
_HYBRID = "ssj"
_Levels = dict[str, dict[float, tuple[float, CellRef]]]


def read_sert(file: str, content: bytes) -> PowerResult:
    """Read a result file: idle worklet, then the hybrid worklet or the mean of the CPU ones.

    Average watts are those of the summary; without one, of the power analyzers of every
    measured interval, summed.

    Raises
    ------
    StudyError
        Not XML (STU132), a document type (STU134), no idle or no 100 % level (STU133).
    """
    root = _root(file, content)
    worklets = _worklets(file, root)
    points = _points(file, worklets)
    check_span(
        file, points, "an Idle worklet and a processor worklet with a 100 % level",
        " Idle 工作负载与含 100 % 级的处理器工作负载",
    )  # fmt: skip
    nodes = max(1, sum(1 for _ in root.each("host")))
    points = [
        PowerPoint(load_share=point.load_share, power_w=point.power_w / nodes, at=point.at)
        for point in points
    ]
    conditions = _conditions(root)
    return PowerResult(
        kind=KIND,
        file=file,
        points=tuple(points),
        nodes=nodes,
        conditions=conditions,
        scores=_scores(file, root),
        notices=(
            benchmark_notice(file, "SERT", conditions.get("Model", "")),
            *((nodes_notice(file, nodes),) if nodes > 1 else ()),
            *curve_notices(points),
        ),
    )


def _root(file: str, content: bytes) -> Element:
    try:
        root = parse_xml(content)
    except DoctypeError as error:
        raise refused(
            "STU134", line_of(file, error.line),
            "declares a document type, which no SERT result has: not read",
            "含文档类型声明，SERT 结果不应有：拒绝读取",
        ) from error  # fmt: skip
    except NotXmlError as error:
        raise refused(
            "STU132", line_of(file, error.line),
            f"is not XML: {error.why}", f"不是有效的 XML：{error.why}",
        ) from error  # fmt: skip
    if root.name == "run-data":
        return root
    inner = next(root.within("run-data"), None)
    if inner is None:
        raise refused(
            "STU132", line_of(file, root.line, root.name),
            "is no SERT result: there is no element run-data",
            "不是 SERT 结果：缺少 run-data 元素",
        )  # fmt: skip
    return inner


def _worklets(file: str, root: Element) -> _Levels:
    """Return average watts by level of every worklet; keys ``workload/worklet``, lower case."""
    found = _read(_summary_levels(file, root))
    return found if found else _read(_measured_levels(file, root))


def _read(levels: Iterator[tuple[str, float, float, CellRef]]) -> _Levels:
    found: _Levels = defaultdict(dict)
    for worklet, load_share, power_w, at in levels:
        found[worklet][load_share] = (power_w, at)
    return dict(found)


def _summary_levels(file: str, root: Element) -> Iterator[tuple[str, float, float, CellRef]]:
    for workload in root.each("summary", "workload"):
        for worklet in workload.each("worklet"):
            for level in worklet.each("loadLevel"):
                for watts in level.each("average-watts"):
                    load_share = _load(level, worklet)
                    if load_share is not None:
                        at = line_of(file, watts.line, "average-watts")
                        yield _name(workload, worklet), load_share, positive_w(watts.text, at), at


def _measured_levels(file: str, root: Element) -> Iterator[tuple[str, float, float, CellRef]]:
    for workload in root.each("workload"):
        for worklet in workload.each("worklet"):
            for phase in worklet.within("phase"):
                if phase.attributes.get("type") != "measurement":
                    continue
                for interval in phase.each("sequence", "interval"):
                    load_share = _load(interval, worklet)
                    averages = [
                        positive_w(average.text, line_of(file, average.line, "average"))
                        for analyzer in interval.within("power-analyzer")
                        for average in analyzer.each("measurement", "watts", "average")
                    ]
                    if load_share is not None and averages:
                        at = line_of(file, interval.line, "interval")
                        yield _name(workload, worklet), load_share, math.fsum(averages), at


def _name(workload: Element, worklet: Element) -> str:
    return f"{workload.attributes.get('name', '')}/{worklet.attributes.get('name', '')}".casefold()


def _load(level: Element, worklet: Element) -> float | None:
    name = level.attributes.get("name", "").strip()
    if _IDLE in name.casefold() or _IDLE in worklet.attributes.get("name", "").casefold():
        return 0.0
    share = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%.*", name)
    return float(share[1]) / 100.0 if share and float(share[1]) <= 100 else None


def _points(file: str, worklets: _Levels) -> list[PowerPoint]:
    idle = [levels[0.0] for name, levels in worklets.items() if _IDLE in name and 0.0 in levels]
    processor = [levels for name, levels in worklets.items() if name.startswith(_CPU)]
    hybrid = [levels for name, levels in worklets.items() if _HYBRID in name.rpartition("/")[2]]
    chosen = hybrid or processor
    shared = set.intersection(*(set(levels) for levels in chosen)) if chosen else set()
    points = [
        PowerPoint(
            load_share=load_share,
            power_w=math.fsum(levels[load_share][0] for levels in chosen) / len(chosen),
            at=chosen[0][load_share][1],
        )
        for load_share in sorted(shared - {0.0})
    ]
    if idle:
        points.insert(0, PowerPoint(load_share=0.0, power_w=idle[0][0], at=idle[0][1]))
    return points


def _scores(file: str, root: Element) -> dict[str, float]:
    """Return the overall efficiency score, where the summary has one."""
    score = next(root.each("summary", "score"), None)
    if score is None:
        return {}
    at = line_of(file, score.line, "score")
    return {"active_state_efficiency": _positive(score.text, at)}


def _positive(cell: str, at: CellRef) -> float:
    """Return a score above 0; raises STU132 where it is none."""
    try:
        value = float(cell.strip())
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise refused(
            "STU132", at,
            f"overall score {cell.strip()!r} is not a number above 0",
            f"总分 {cell.strip()!r} 不是大于 0 的数",
        )  # fmt: skip
    return value


def _conditions(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for hardware in root.within("Hardware"):
        for name in ("Vendor", "Model"):
            for element in hardware.each(name):
                found.setdefault(name, element.text.strip())
        for element in hardware.each("Cpu", "Name"):
            found.setdefault("CPU Name", element.text.strip())
        for element in hardware.each("PowerSupplies", "PowerSupply", "RatingInWatts"):
            found.setdefault("Power supply rating [W]", element.text.strip())
    return {name: value for name, value in found.items() if value}
