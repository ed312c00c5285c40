"""Read old binary workbooks (.xls) into neutral sheets; the only user of calamine.

The format's reader tells neither hidden rows nor error cells (both look empty), which a
remark says; saving as .xlsx shows them.
"""

from __future__ import annotations

import datetime
import io

import python_calamine

from pcf.bom.archive import is_encrypted, is_ole
from pcf.bom.grid import ERROR_VALUES, Fault, FaultyCell, RawFile, Remark, Row, Sheet, Span, Value
from pcf.bom.unreadable import UnreadableFileError

_REMARK = Remark(
    code="BOM230",
    message="an .xls file does not show hidden rows and error cells to this reader "
    "(save it as .xlsx to have them checked)",
    message_zh="读取 .xls 时无法识别隐藏行和错误值单元格（另存为 .xlsx 即可检查）",
)


def read_xls(file: str, content: bytes, *, encoding: str | None = None) -> RawFile:
    """Return the worksheets of an old workbook.

    Raises
    ------
    UnreadableFileError
        BOM101 if damaged, BOM103 if protected with a password.
    """
    if is_encrypted(content):
        raise UnreadableFileError.encrypted()
    if not is_ole(content):
        raise UnreadableFileError.damaged("not an .xls workbook")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(
            _sheet(file, book.get_sheet_by_name(meta.name), meta)
            for meta in book.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except python_calamine.PasswordError as error:
        raise UnreadableFileError.encrypted() from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError.damaged(str(error)) from error
    return RawFile(sheets=sheets, remarks=(_REMARK,))


def _sheet(
    file: str, sheet: python_calamine.CalamineSheet, meta: python_calamine.SheetMetadata
) -> Sheet:
    rows: list[Row] = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        read = [_value(cell) for cell in cells]
        while read and read[-1] is None:
            read.pop()
        if read:
            rows.append(Row(number=number, values=tuple(read)))
    return Sheet(
        file=file,
        name=meta.name,
        rows=tuple(rows),
        merged=tuple(
            Span(
                first_row=first[0] + 1,
                last_row=last[0] + 1,
                first_column=first[1],
                last_column=last[1],
            )
            for first, last in sheet.merged_cell_ranges or ()
        ),
        visible=meta.visible == python_calamine.SheetVisibleEnum.Visible,
    )


def _value(cell: object) -> Value:
    if isinstance(cell, (bool, float)):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    text = str(cell)
    if text in ERROR_VALUES:
        return FaultyCell(fault=Fault.ERROR, text=text)
    return text if text and not text.isspace() else None
