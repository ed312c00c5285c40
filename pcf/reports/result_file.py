"""The result on disk: ``<stem>.json`` and ``<stem>.rows.csv``, written and read back."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from pcf.errors import InputError, Problem
from pcf.model.footprint import LATER_COLUMNS, ROW_COLUMNS, FootprintRow
from pcf.model.provenance import CellRef
from pcf.model.system import Stage
from pcf.reports.document_types import SCHEMA_NAME, Document, Json
from pcf.reports.fields import Fields
from pcf.reports.spreadsheet_text import neutral, original

_ADDS_UP = 1e-9  # relative: the law of the result file (interface.md)
_STAGE_ORDER: Mapping[str, int] = {stage.value: index for index, stage in enumerate(Stage)}
_NUMBER_COLUMNS = frozenset(entry.name for entry in fields(FootprintRow) if entry.type == "float")
_TEXT_COLUMNS = attrgetter(
    "component_class", "product", "location", "unit", "indicator", "flow_class", "credit", "role",
    "origin", "cell", "tags", "amount", "value_kgco2e",
)  # fmt: skip


def document_bytes(document: Document) -> bytes:
    """Return ``result.json``: UTF-8, full floats, order of the document, newline at the end.

    One line an entry of each top-level object or list: short to compare, quick to write.
    """
    fields = (f" {_compact(name)}: {_spread(value)}" for name, value in document.items())
    return ("{\n" + ",\n".join(fields) + "\n}\n").encode("utf-8", "replace")


def _compact(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _spread(value: Json) -> str:
    if isinstance(value, Mapping) and value:
        entries = (f"  {_compact(name)}: {_compact(entry)}" for name, entry in value.items())
        return "{\n" + ",\n".join(entries) + "\n }"
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        return "[\n" + ",\n".join(f"  {_compact(entry)}" for entry in value) + "\n ]"
    return _compact(value)


def sorted_rows(rows: Sequence[FootprintRow]) -> tuple[FootprintRow, ...]:
    """Return rows in the tidy order: scenario, stage, item, then every other column."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.scenario,
                _STAGE_ORDER.get(row.stage, len(_STAGE_ORDER)),
                row.item,
                _TEXT_COLUMNS(row),
            ),
        )
    )


def _text(value: str | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(" ".join(value) if isinstance(value, tuple) else value)


def _cells(name: str, rows: Sequence[FootprintRow]) -> Iterable[str | float]:
    """Return one column of the long table as it is written.

    A text stands in thousands of rows and is made ready once; floats are written in full.
    """
    column = list(map(attrgetter(name), rows))
    if name in _NUMBER_COLUMNS:
        return map(float, column)
    ready = {value: _text(value) for value in set(column)}
    return map(ready.__getitem__, column)


def rows_bytes(rows: Sequence[FootprintRow]) -> bytes:
    """Return the long table as CSV: columns `ROW_COLUMNS`, sorted, floats in full."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ROW_COLUMNS)
    ordered = sorted_rows(rows)
    writer.writerows(zip(*(_cells(name, ordered) for name in ROW_COLUMNS), strict=True))
    return out.getvalue().encode("utf-8", "replace")


def _unreadable(path: Path, reason: str, reason_zh: str, at: str = "") -> InputError:
    return InputError(
        Problem(
            code="RES103",
            message=f"cannot be read as a result: {reason}",
            message_zh=f"无法作为结果文件读取：{reason_zh}",
            at=CellRef(file=path.name, cell=at),
        )
    )


def read_document(path: Path) -> Document:
    """Read ``result.json``; `InputError` RES103 where it is not JSON or not an object."""
    try:
        document: Json = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, str(error.strerror), str(error.strerror)) from error
    except ValueError as error:
        raise _unreadable(path, f"not JSON ({error})", f"不是 JSON（{error}）") from error
    if not isinstance(document, Mapping):
        raise _unreadable(path, "not an object", "不是对象")
    return document


def require_schema(document: Document, file: str) -> None:
    """Refuse a document of another schema; `InputError` RES101."""
    if document.get("schema") != SCHEMA_NAME:
        raise InputError(
            Problem(
                code="RES101",
                message=f"{file or 'document'} is not a result of schema {SCHEMA_NAME}",
                message_zh=f"{file or '文档'} 不是 {SCHEMA_NAME} 结果",
            )
        )


def read_result_files(path: Path) -> tuple[Document, tuple[FootprintRow, ...]]:
    """Read a result and the rows beside it.

    Raises
    ------
    InputError
        RES101 for another schema, RES102 for a missing field, RES103 for an unreadable file,
        RES104 where the rows do not add up to the total.
    """
    document = read_document(path)
    require_schema(document, path.name)
    rows = read_rows(rows_path(path, document))
    total = Fields(document, file=path.name).part("totals").number("cradle_to_grave_kgco2e")
    if not adds_up(rows, total):
        raise apart(path)
    return document, rows


def adds_up(rows: Iterable[FootprintRow], total_kgco2e: float) -> bool:
    """Whether the rows inside the total are the total: the law of the result file."""
    within = math.fsum(row.value_kgco2e for row in rows if not row.credit)
    return math.isclose(within, total_kgco2e, rel_tol=_ADDS_UP, abs_tol=_ADDS_UP)


def apart(path: Path) -> InputError:
    """Return the refusal of a result whose parts do not belong together (RES104)."""
    return InputError(
        Problem(
            code="RES104",
            message="rows, components and total do not belong together "
            "(write the result again with pcf assess)",
            message_zh="明细行、部件与合计不一致（请用 pcf assess 重新生成结果）",
            at=CellRef(file=path.name),
        )
    )


def rows_path(path: Path, document: Document) -> Path:
    """Return where the rows of the result at ``path`` lie (its field ``rows``, same folder)."""
    return path.with_name(Path(str(document.get("rows", ""))).name or f"{path.stem}.rows.csv")


def read_rows(path: Path) -> tuple[FootprintRow, ...]:
    """Read the long table; `InputError` RES103 names the line that cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                _row(path, line, record) for line, record in enumerate(csv.DictReader(file), 2)
            )
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error), str(error)) from error


def _row(path: Path, line: int, record: Mapping[str, str]) -> FootprintRow:
    try:
        # results before assumed parameters and settings were told apart have no such columns
        record = {**dict.fromkeys(LATER_COLUMNS, "0"), **record}
        texts = {name: original(record[name]) for name in ROW_COLUMNS}
        return FootprintRow(
            scenario=texts["scenario"],
            stage=texts["stage"],
            item=texts["item"],
            component_class=texts["component_class"],
            product=texts["product"],
            location=texts["location"],
            amount=float(record["amount"]),
            unit=texts["unit"],
            indicator=texts["indicator"],
            flow_class=texts["flow_class"],
            tags=tuple(texts["tags"].split()),
            credit=texts["credit"] == "true",
            value_kgco2e=float(record["value_kgco2e"]),
            unspecified_kgco2e=float(record["unspecified_kgco2e"]),
            assumption_kgco2e=float(record["assumption_kgco2e"]),
            parameter_assumption_kgco2e=float(record["parameter_assumption_kgco2e"]),
            setting_assumption_kgco2e=float(record["setting_assumption_kgco2e"]),
            origin=texts["origin"],
            role=texts["role"],
            cell=texts["cell"],
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _unreadable(
            path, f"bad row ({error})", f"行有误（{error}）", f"line {line}"
        ) from error
