"""Read a BOM file: choose the reader, the sheets, and give back lines or every problem."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from pcf.bom.archive import LARGEST_FILE_BYTES, is_ole, is_zip
from pcf.bom.cells import Table
from pcf.bom.findings import Findings
from pcf.bom.grid import RawFile, Reader, Sheet
from pcf.bom.headers import HEADER_WITHIN_ROWS, best_candidate, find_header
from pcf.bom.power_settings import with_power_file
from pcf.bom.sheets import (
    SETTING_ROLES,
    Chosen,
    choose_sheets,
    read_legs,
    read_settings,
    say_of_sheets,
)
from pcf.bom.table import read_table
from pcf.bom.unreadable import UnreadableFileError
from pcf.bom.vocabulary import Vocabulary
from pcf.bom.wording import listed, shown
from pcf.errors import BomError, Problem
from pcf.model.bom import BillOfMaterials, BomLine, Stated, StatedLeg
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import CellRef

# suffix -> module:function, loaded when a file of that kind is read (openpyxl costs 0.2 s)
READERS: Mapping[str, str] = {
    ".xlsx": "pcf.bom.xlsx:read_xlsx",
    ".xlsm": "pcf.bom.xlsx:read_xlsx",
    ".xls": "pcf.bom.xls:read_xls",
    ".csv": "pcf.bom.delimited:read_delimited",
    ".tsv": "pcf.bom.delimited:read_delimited",
    ".txt": "pcf.bom.delimited:read_delimited",
}


def read_bom(path: Path, knowledge: Knowledge, *, encoding: str | None = None) -> BillOfMaterials:
    """Read the bill of materials in ``path``.

    Parameters
    ----------
    path
        A workbook (.xlsx, .xlsm, .xls) or delimited text (.csv, .tsv, .txt).
    knowledge
        The reviewed tables: header spellings, units, classes, component parameters.
    encoding
        Encoding of a delimited text; found out where not given.

    Raises
    ------
    BomError
        With every problem of the file at once, in reading order.
    """
    path = Path(path)
    content, raw = read_raw(path, encoding=encoding)
    return with_power_file(bill_of_materials(path.name, content, raw, knowledge), path.parent)


def read_raw(path: Path, *, encoding: str | None = None) -> tuple[bytes, RawFile]:
    """Return the bytes of a file and the neutral sheets in it.

    Raises
    ------
    BomError
        The file cannot be read at all.
    """
    try:
        content = _content(path)
        return content, _reader(path, content)(path.name, content, encoding=encoding)
    except UnreadableFileError as refusal:
        raise BomError(
            Problem(
                code=refusal.code,
                message=refusal.message,
                message_zh=refusal.message_zh,
                at=CellRef(file=path.name),
            )
        ) from refusal


def bill_of_materials(
    file: str, content: bytes, raw: RawFile, knowledge: Knowledge
) -> BillOfMaterials:
    """Return the bill of materials in the sheets of a file.

    Raises
    ------
    BomError
        With every problem of the file at once, in reading order.
    """
    findings = Findings()
    for remark in raw.remarks:
        findings.say(remark.code, CellRef(file=file), remark.message, remark.message_zh)
    bom = _bill(file, content, raw, Vocabulary.of(knowledge), findings)
    if findings.problems:
        raise BomError(findings.problems, bom=bom)
    return bom


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise UnreadableFileError.too_large(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError.absent(error.strerror or str(error)) from error
    if not content:
        raise UnreadableFileError.damaged("no bytes")
    return content


def _reader(path: Path, content: bytes) -> Reader:
    """Return the reader for the suffix, or for what ERP systems put under the name .xls."""
    suffix = path.suffix.casefold()
    if suffix == ".xls" and is_zip(content):
        suffix = ".xlsx"
    elif suffix == ".xls" and not is_ole(content) and not content.lstrip().startswith(b"<"):
        suffix = ".txt"  # SAP's spreadsheet export is text parted by tabs
    target = READERS.get(suffix)
    if target is None:
        found: Reader | None = import_module("pcf.bom.registered").registered_reader(suffix)
        if found is None:
            raise UnreadableFileError.unknown_kind(suffix, tuple(READERS))
        return found
    if suffix in {".csv", ".tsv", ".txt"} and (is_zip(content) or is_ole(content)):
        raise UnreadableFileError.damaged("a workbook under the name of a text file")
    module, _, function = target.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _bill(
    file: str, content: bytes, raw: RawFile, vocabulary: Vocabulary, findings: Findings
) -> BillOfMaterials:
    chosen = choose_sheets(raw.sheets, vocabulary)
    say_of_sheets(chosen, findings)
    lines: list[BomLine] = []
    legs: list[StatedLeg] = []
    settings: dict[str, Stated] = {}
    taken: set[str] = set()
    findings.next_sheet()
    if chosen.bom is None:
        _refuse_headless(file, raw, chosen, vocabulary, findings)
    else:
        sheet, header = chosen.bom
        table = Table(sheet=sheet, header=header, vocabulary=vocabulary, section="bom")
        lines.extend(_table_lines(table, findings, taken))
    for role, sheet in chosen.optional:
        findings.next_sheet()
        if role in SETTING_ROLES:
            settings.update(read_settings(sheet, vocabulary, findings))
        elif role == "transport":
            legs.extend(read_legs(sheet, vocabulary, findings))
        elif sheet.rows:
            lines.extend(_packaging_lines(sheet, vocabulary, findings, taken))
    return BillOfMaterials(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        lines=tuple(lines),
        legs=tuple(legs),
        settings=settings,
        notices=findings.notices,
    )


def _table_lines(table: Table, findings: Findings, taken: set[str]) -> tuple[BomLine, ...]:
    if not table.header.counts:
        findings.refuse(
            "BOM108", table.sheet.at(table.header.row),
            "the header has no quantity column (add one named Qty, 数量 or 用量)",
            "表头缺少用量列（请增加名为 Qty、数量 或 用量 的列）",
            row=table.header.row,
        )  # fmt: skip
        return ()
    lines = read_table(table, findings, taken=taken)
    if not lines and table.section == "bom":
        findings.refuse(
            "BOM119", table.sheet.itself,
            "there is no line below the header", "表头下没有任何物料行",
            row=table.header.row,
        )  # fmt: skip
    return lines


def _packaging_lines(
    sheet: Sheet, vocabulary: Vocabulary, findings: Findings, taken: set[str]
) -> tuple[BomLine, ...]:
    header = find_header(sheet, vocabulary.columns)
    if header is None:
        _refuse_no_header(sheet, vocabulary, findings)
        return ()
    table = Table(sheet=sheet, header=header, vocabulary=vocabulary, section="packaging")
    return _table_lines(table, findings, taken)


def _refuse_headless(
    file: str, raw: RawFile, chosen: Chosen, vocabulary: Vocabulary, findings: Findings
) -> None:
    readable = [
        sheet
        for sheet in raw.sheets
        if sheet.visible and sheet.rows and all(sheet is not other for _, other in chosen.optional)
    ]
    if not readable:
        names = listed([shown(sheet.name) for sheet in chosen.hidden])
        cure = f" (show the hidden sheet that holds it: {names})" if names else ""
        cure_zh = f"（请取消隐藏相应工作表：{names}）" if names else ""
        findings.refuse(
            "BOM119", CellRef(file=file),
            f"holds no table in a visible sheet{cure}", f"可见工作表中没有任何表格{cure_zh}",
        )  # fmt: skip
        return
    _refuse_no_header(max(readable, key=lambda sheet: len(sheet.rows)), vocabulary, findings)


def _refuse_no_header(sheet: Sheet, vocabulary: Vocabulary, findings: Findings) -> None:
    best = best_candidate(sheet, vocabulary.columns)
    near = near_zh = ""
    if best:
        known = listed([shown(column.title) for column in best.fields.values()])
        near = f"; row {best.row} comes nearest with {known}"
        near_zh = f"；第 {best.row} 行最接近，识别出 {known}"
    findings.refuse(
        "BOM107", sheet.itself,
        f"no header row in the first {HEADER_WITHIN_ROWS} rows (looked for a part number, name or "
        "description beside a quantity: Part Number, 物料编码, Name, 名称, Qty, 数量"
        f"{near})",
        f"前 {HEADER_WITHIN_ROWS} 行未找到表头（需有 料号/名称/描述 以及 用量：Part Number、"
        f"物料编码、Name、名称、Qty、数量{near_zh}）",
    )  # fmt: skip
