"""Read Open XML workbooks (.xlsx, .xlsm) into neutral sheets; the only user of openpyxl."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from pcf.bom.archive import DAMAGE, is_encrypted, is_ole, opened
from pcf.bom.grid import ERROR_VALUES, Fault, FaultyCell, RawFile, Row, Sheet, Value
from pcf.bom.sheet_xml import SheetLook, look_at
from pcf.bom.strict import is_strict, transitional
from pcf.bom.unreadable import UnreadableFileError

WIDEST_SHEET = 512  # columns; a BOM has tens, a stray cell in XFD must not cost 16 384 a row
_LARGEST_INTEGER = 1 << 1000  # beyond it float() overflows

# what openpyxl raises on parts that are not what the standard says
_MALFORMED = (*DAMAGE, InvalidFileException, SyntaxError, KeyError, ValueError, TypeError,
              AttributeError, IndexError)  # fmt: skip


def read_xlsx(file: str, content: bytes, *, encoding: str | None = None) -> RawFile:
    """Return the worksheets of a workbook with hidden rows, merges and faulty cells marked.

    ``encoding`` is accepted for the sake of one signature; workbooks state their own.

    Raises
    ------
    UnreadableFileError
        BOM101 damaged, BOM103 password, BOM104 too large, BOM105 document type.
    """
    if is_encrypted(content):
        raise UnreadableFileError.encrypted()
    if is_ole(content):
        raise UnreadableFileError.damaged("an old .xls workbook under a new name")
    archive = opened(content)
    try:
        if is_strict(archive):
            content = transitional(archive)
            archive = zipfile.ZipFile(io.BytesIO(content))
        return RawFile(sheets=tuple(_sheets(file, content, archive)))
    except _MALFORMED as error:
        raise UnreadableFileError.damaged(f"{type(error).__name__}: {error}") from error


def _sheets(file: str, content: bytes, archive: zipfile.ZipFile) -> Iterable[Sheet]:
    with warnings.catch_warnings():
        # openpyxl warns of styles and drop-down lists it drops; a BOM's values are not in them
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        yield from _worksheets(file, book, archive)


def _worksheets(file: str, book: Workbook, archive: zipfile.ZipFile) -> Iterable[Sheet]:
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the stated A1:XFD1048576 would be walked cell by cell
            path: str = vars(sheet)["_worksheet_path"]  # openpyxl has no public name for it
            with archive.open(path) as part:
                look = look_at(part)
            rows, dropped = _rows(sheet.iter_rows(values_only=True), look)
            yield Sheet(
                file=file,
                name=sheet.title,
                rows=rows,
                hidden_rows=look.hidden_rows,
                hidden_columns=look.hidden_columns,
                merged=look.merged,
                visible=sheet.sheet_state == "visible",
                dropped_columns=dropped,
            )
    finally:
        book.close()


def _rows(values: Iterable[tuple[object, ...]], look: SheetLook) -> tuple[tuple[Row, ...], bool]:
    """Return the rows with values, and whether any had values beyond the widest."""
    dropped = False
    rows: list[Row] = []
    uncalculated = look.uncalculated
    for number, cells in enumerate(values, start=1):
        read = [_value(cell) for cell in cells[:WIDEST_SHEET]]
        dropped = dropped or any(cell is not None for cell in cells[WIDEST_SHEET:])
        for column in uncalculated.get(number, ()):
            if column < WIDEST_SHEET:
                read.extend([None] * (column + 1 - len(read)))
                read[column] = FaultyCell(fault=Fault.UNCALCULATED, text="=")
        while read and read[-1] is None:
            read.pop()
        if read:
            rows.append(Row(number=number, values=tuple(read)))
    return tuple(rows), dropped


def _value(cell: object) -> Value:
    if cell is None or isinstance(cell, (float, bool)):
        return cell
    if isinstance(cell, str):
        if cell in ERROR_VALUES:
            return FaultyCell(fault=Fault.ERROR, text=cell)
        return cell if cell and not cell.isspace() else None
    if isinstance(cell, int):
        return float(cell) if abs(cell) < _LARGEST_INTEGER else str(cell)[:64]
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)
