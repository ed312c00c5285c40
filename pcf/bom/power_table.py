"""A measured table: load and watt a row, or the wide row of a SPECpower csv export."""

from __future__ import annotations

import csv
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
from pcf.bom.power_specpower import KIND as SPECPOWER
from pcf.bom.power_specpower import positive_w
from pcf.model.power import PowerPoint, PowerResult
from pcf.model.provenance import CellRef

KIND = "measured_table"
_WIDE = re.compile(r"(?:avg\.?|average) watts @ (?:active (idle)|(\d+)\s*%.*)", re.IGNORECASE)
_IDLE_WORDS = frozenset({"idle", "active idle", "空闲"})
_EXPECTED = "a row for load 0 and one for 100 %"
_EXPECTED_ZH = "负载 0 与 100 % 两行"
_Rows = Sequence[tuple[int, list[str]]]


def read_power_table(file: str, lines: Sequence[str]) -> PowerResult:
    """Read a csv of load and watt; loads in percent or as shares, idle by its name.

    Loads are percent where one bears ``%``, the header says so, or one is above 1. A header
    with ``average watts @ 100%`` is that of a SPECpower export, one result a row; only a file
    of one result is taken.

    Raises
    ------
    StudyError
        A row that cannot be read (STU132), or no rows for idle and full load (STU133).
    """
    delimiter = "\t" if any("\t" in line for line in lines) else ","
    rows = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1)
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#")
    ]
    if rows and any(_WIDE.fullmatch(cell) for cell in rows[0][1]):
        return _wide(file, rows)
    return _long(file, rows)


def _long(file: str, rows: _Rows) -> PowerResult:
    header = rows[0][1] if rows and not _is_load(rows[0][1][0]) else []
    body = rows[1:] if header else rows
    loads = [cells[0] for _, cells in body]
    percent = (
        "%" in "".join(header[:1])
        or any("%" in load for load in loads)
        or any(float(load) > 1 for load in loads if re.fullmatch(r"\d+(\.\d+)?", load))
    )
    points = [_row(file, number, cells, percent=percent) for number, cells in body]
    points.sort(key=lambda point: point.load_share)
    check_span(file, points, _EXPECTED, _EXPECTED_ZH)
    return PowerResult(kind=KIND, file=file, points=tuple(points), notices=curve_notices(points))


def _is_load(cell: str) -> bool:
    return cell.casefold() in _IDLE_WORDS or bool(re.match(r"[-+]?[\d.]", cell))


def _row(file: str, number: int, cells: Sequence[str], *, percent: bool) -> PowerPoint:
    at = line_of(file, number)
    if len(cells) < 2 or any(cells[2:]):
        raise refused(
            "STU132", at,
            f"expected load and watt, found {len([cell for cell in cells if cell])} values",
            f"应为“负载,瓦”两列，实有 {len([cell for cell in cells if cell])} 个值",
        )  # fmt: skip
    text = cells[0]
    if text.casefold() in _IDLE_WORDS:
        load_share = 0.0
    else:
        plain = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%?", text)
        load_share = float(plain[1]) / (100.0 if percent else 1.0) if plain else math.nan
    if not 0 <= load_share <= 1:
        raise refused(
            "STU132", at,
            f"load {text!r} is not between 0 and 100 %", f"负载 {text!r} 不在 0 与 100 % 之间",
        )  # fmt: skip
    return PowerPoint(load_share=load_share, power_w=positive_w(cells[1], at), at=at)


def _wide(file: str, rows: _Rows) -> PowerResult:
    titles = rows[0][1]
    if len(rows) != 2:
        raise refused(
            "STU132", CellRef(file=file),
            f"holds {len(rows) - 1} results (keep the row of one system)",
            f"含 {len(rows) - 1} 条结果（请只保留一个系统的一行）",
        )  # fmt: skip
    number, cells = rows[1]
    fields = dict(zip(titles, cells, strict=False))
    nodes = int(fields["Nodes"]) if fields.get("Nodes", "").isdecimal() else 1
    nodes = max(nodes, 1)
    points = []
    for title, cell in fields.items():
        level = _WIDE.fullmatch(title)
        if level and cell:
            at = line_of(file, number, title)
            load_share = 0.0 if level[1] else float(level[2]) / 100.0
            points.append(
                PowerPoint(load_share=load_share, power_w=positive_w(cell, at) / nodes, at=at)
            )
    points.sort(key=lambda point: point.load_share)
    check_span(file, points, _EXPECTED, _EXPECTED_ZH)
    system = fields.get("System", "")
    return PowerResult(
        kind=SPECPOWER,
        file=file,
        points=tuple(points),
        nodes=nodes,
        conditions={title: cell for title, cell in fields.items() if cell},
        notices=(
            benchmark_notice(file, "SPECpower_ssj2008", system),
            *((nodes_notice(file, nodes),) if nodes > 1 else ()),
            *curve_notices(points),
        ),
    )
