"""A copy of the user's BOM with comments and colours on the cells that problems speak of."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from pcf.bom.archive import is_ole, is_zip
from pcf.bom.delimited import read_delimited
from pcf.bom.grid import FaultyCell, RawFile
from pcf.bom.unreadable import UnreadableFileError
from pcf.bom.xls import read_xls
from pcf.bom.xlsx import read_xlsx
from pcf.errors import OutputError, Problem
from pcf.model.component import Component
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef
from pcf.reports.all_or_nothing import write_files
from pcf.reports.spreadsheet_text import cell_text
from pcf.reports.wording import word

_AUTHOR = "pcf"
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::.*)?")
_LINE = re.compile(r"(?:line|row|行)\s*(\d{1,7})")
_COMMENT_LIMIT = 2000


class Mark(IntEnum):
    """What a coloured cell means; the gravest wins."""

    MAPPED = 0
    PROXY = 1
    NOTICE = 2
    ERROR = 3


_COLOURS = {
    Mark.ERROR: "FFF4B6B6",
    Mark.NOTICE: "FFFFF2A8",
    Mark.PROXY: "FFF9CB9C",
    Mark.MAPPED: "FFD9EAD3",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One statement about a place in the file."""

    mark: Mark
    at: CellRef | None
    text: str


def annotate(
    path_in: Path,
    path_out: Path,
    *,
    problems: Sequence[Problem] = (),
    notices: Sequence[Notice] = (),
    components: Sequence[Component] = (),
    lang: str = "en",
    encoding: str | None = None,
) -> Path:
    """Write a copy of the BOM at ``path_in`` with problems, notices and mapping on its cells.

    Errors are red, notices yellow, lines with a model of their own green, proxies orange; each
    cell has a comment, and a sheet lists everything with links. Delimited text and ``.xls``
    become a workbook.

    Raises
    ------
    OutputError
        OUT101 where the copy cannot be written, OUT106 where the file cannot be opened at all.
    """
    remarks = [
        *(_problem(each, lang) for each in problems),
        *(_notice(each, lang) for each in notices),
        *(_mapped(each, lang) for each in components),
    ]
    try:
        book = _opened(path_in, encoding)
    except (OSError, BadZipFile, InvalidFileException, UnreadableFileError, KeyError) as error:
        raise OutputError(
            Problem(
                code="OUT106",
                message=f"no annotated copy, the file cannot be opened: {error}",
                message_zh=f"无法打开文件，未生成批注副本：{error}",
                at=CellRef(file=path_in.name),
            )
        ) from error
    for remark in sorted(remarks, key=lambda each: -each.mark):
        _annotate_cell(book, remark)
    _list_sheet(book, remarks, lang)
    out = io.BytesIO()
    book.save(out)
    return write_files({path_out: out.getvalue()})[0]


def _problem(problem: Problem, lang: str) -> Remark:
    text = problem.message_zh if lang == "zh" else problem.message
    return Remark(mark=Mark.ERROR, at=problem.at, text=f"{text} [{problem.code}]")


def _notice(notice: Notice, lang: str) -> Remark:
    return Remark(mark=Mark.NOTICE, at=notice.at, text=f"{notice.text(lang)} [{notice.code}]")


def _mapped(component: Component, lang: str) -> Remark:
    found = component.classification
    method = word(lang, f"method.{found.method}")
    text = f"{component.component_class} ({method}, {found.confidence:.0%})"
    return Remark(
        mark=Mark.PROXY if component.proxy else Mark.MAPPED,
        at=component.line.at,
        text=f"{text}; {word(lang, 'origin.proxy')}" if component.proxy else text,
    )


def _opened(path: Path, encoding: str | None) -> Workbook:
    content = path.read_bytes()
    if is_zip(content):
        book = load_workbook(io.BytesIO(content))
        if book.worksheets:
            return book
        # strict Open XML: openpyxl sees no sheets, our reader does
        return _rebuilt(read_xlsx(path.name, content))
    if is_ole(content):
        return _rebuilt(read_xls(path.name, content))
    return _rebuilt(read_delimited(path.name, content, encoding=encoding))


def _rebuilt(raw: RawFile) -> Workbook:
    """Return a workbook with the values of a file that is none, every text as text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in raw.sheets:
        target = book.create_sheet((re.sub(r"[\[\]:*?/\\]", "_", sheet.name) or "BOM")[:31])
        for row in sheet.rows:
            for column, value in enumerate(row.values, 1):
                shown = value.text if isinstance(value, FaultyCell) else value
                if shown is not None:
                    cell = target.cell(row.number, column)
                    cell.value = cell_text(shown) if isinstance(shown, str) else shown
    return book


def _sheet(book: Workbook, at: CellRef) -> Worksheet | None:
    if at.sheet in book.sheetnames:
        sheet = book[at.sheet]
        return sheet if isinstance(sheet, Worksheet) else None
    return book.worksheets[0] if not at.sheet and book.worksheets else None


def _cell(book: Workbook, at: CellRef | None) -> Cell | None:
    """Return the cell a place means (top left of a merged range), None where it has none."""
    sheet = _sheet(book, at) if at else None
    if at is None or sheet is None:
        return None
    address = _ADDRESS.fullmatch(at.cell.strip())
    line = _LINE.search(at.cell)
    if address:
        cell = sheet[f"{address[1].upper()}{address[2]}"]
    elif line:
        cell = sheet[f"A{line[1]}"]
    else:
        return None
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if cell.coordinate in merged:
                cell = sheet.cell(merged.min_row, merged.min_col)
    return cell if isinstance(cell, Cell) else None


def _annotate_cell(book: Workbook, remark: Remark) -> None:
    """Colour a cell and add to its comment; graver remarks come first and keep their colour."""
    cell = _cell(book, remark.at)
    if cell is None:
        return
    text = cell_text(remark.text)
    if cell.comment is None:
        cell.comment = Comment(text[:_COMMENT_LIMIT], _AUTHOR, height=120, width=320)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[remark.mark])
        return
    own = cell.comment.author == _AUTHOR
    before = cell.comment.text
    together = Comment(f"{before}\n{text}"[:_COMMENT_LIMIT], _AUTHOR, height=160, width=320)
    cell.comment = together
    if not own:
        cell.fill = PatternFill("solid", fgColor=_COLOURS[remark.mark])


def _free_name(book: Workbook, wanted: str) -> str:
    names = set(book.sheetnames)
    numbered = (f"{wanted} {number}" for number in range(2, 1000))
    return wanted if wanted not in names else next(name for name in numbered if name not in names)


def _list_sheet(book: Workbook, remarks: Iterable[Remark], lang: str) -> None:
    """Append a sheet that lists every remark in reading order, with a link to its cell."""
    sheet = book.create_sheet(_free_name(book, "pcf check"))
    sheet.append([word(lang, f"check.{name}") for name in ("mark", "where", "message")])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, remark in enumerate(remarks, 2):
        name = remark.mark.name.lower()
        sheet.cell(row, 1, word(lang, f"check.{name}")).fill = PatternFill(
            "solid", fgColor=_COLOURS[remark.mark]
        )
        sheet.cell(row, 2, cell_text(str(remark.at) if remark.at else ""))
        sheet.cell(row, 3, cell_text(remark.text))
        target = _cell(book, remark.at)
        if target is not None and isinstance(target.parent, Worksheet):
            title = target.parent.title.replace("'", "''")
            sheet.cell(row, 2).hyperlink = f"#'{title}'!{target.coordinate}"
    for column, width in (("A", 12), ("B", 36), ("C", 110)):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
