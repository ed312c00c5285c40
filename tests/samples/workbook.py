"""Write a sample BOM as a PLM system would export it: title rows, styled header, data sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | float | int | None
EXPORTED = dt.datetime(2026, 3, 31, 9, 0, 0)
_LINE = Side(style="thin", color="BFBFBF")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A workbook: title lines above the header, one BOM table, and key–value or table sheets."""

    file: str
    sheet: str
    titles: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    sheets: Mapping[str, Sequence[Sequence[Cell]]] = field(default_factory=dict)


def table(text: str, *, text_column: int | None = None) -> list[list[Cell]]:
    """Rows of a ``|``-separated block; numbers become numbers, empty fields stay empty.

    ``text_column`` is kept as text (item 1.10 is not 1.1).
    """
    return [
        [
            part.strip() if place == text_column else _value(part.strip())
            for place, part in enumerate(line.split("|"))
        ]
        for line in text.strip().splitlines()
        if line.strip()
    ]


def _value(text: str) -> Cell:
    if text == "":
        return None
    if text.startswith("'"):
        return text[1:]
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and "." not in text else number


def write(sample: Sample, folder: Path) -> Path:
    """Write the workbook and return its path."""
    book = openpyxl.Workbook()
    book.properties.creator = "PLM"
    book.properties.created = book.properties.modified = EXPORTED
    sheet = book.active
    assert sheet is not None
    sheet.title = sample.sheet
    _write_bom(sheet, sample)
    for name, rows in sample.sheets.items():
        _write_plain(book.create_sheet(name), rows)
    path = folder / sample.file
    book.save(path)
    return path


def _write_bom(sheet: Worksheet, sample: Sample) -> None:
    for number, title in enumerate(sample.titles, start=1):
        sheet.cell(row=number, column=1, value=title).font = Font(
            bold=number == 1, size=14 if number == 1 else 10
        )
    header_row = len(sample.titles) + 1
    for column, header in enumerate(sample.headers, start=1):
        cell = sheet.cell(row=header_row, column=column, value=header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for offset, row in enumerate(sample.rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=header_row + offset, column=column, value=value)
            cell.border = Border(bottom=_LINE)
    for column, header in enumerate(sample.headers, start=1):
        longest = max([len(str(header)) * 2, *(_width(row, column) for row in sample.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(8, longest + 2), 52)
    sheet.freeze_panes = sheet.cell(row=header_row + 1, column=1)


def _width(row: Sequence[Cell], column: int) -> int:
    value = row[column - 1] if column <= len(row) else None
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(value or ""))


def _write_plain(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column, value=value)
            if number == 1:
                cell.font = Font(bold=True)
    for column in range(1, 1 + max(len(row) for row in rows)):
        sheet.column_dimensions[get_column_letter(column)].width = 26
