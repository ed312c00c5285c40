"""Rows below the header that are no parts: headings, notes, repeated headers, subtotals."""

from __future__ import annotations

from pcf.bom.cells import Cells
from pcf.bom.grid import Row, is_blank, plain_text
from pcf.bom.wording import squashed
from pcf.bom.words import NOT_PLACED, is_footer, is_subtotal

_SAYS_WHAT = ("part_number", "name", "material", "component_class", "category")


def subtotal_label(cells: Cells, row: Row) -> str:
    """Return the word that makes a row a subtotal, empty where it is a part.

    A part number beside the word *Total* makes it a part.
    """
    first = first_text(row)
    for label in (first, cells.peek(row, "name")):
        if is_subtotal(label) and cells.peek(row, "part_number") in {"", label}:
            return label
    return ""


def reason_to_skip(cells: Cells, row: Row, *, after_notes: bool) -> tuple[str, str]:
    """Return why a row is no part (English, Chinese), empty texts where it is one.

    A row is skipped if it repeats the header, is a note or signature, stands alone as a heading,
    or says neither what it is nor how many. Below the first note or signature (``after_notes``) a
    row whose quantity has no figure is another one.
    """
    header = cells.table.header
    filled = [index for index, value in enumerate(row.values) if not is_blank(value)]
    if not filled:
        return ("an empty row", "空行")
    first = first_text(row)
    if tuple(map(plain_text, row.values)) == header.texts:
        return ("the header again", "重复的表头")
    counted = cells.is_given(row, "quantity") or cells.is_given(row, "designators")
    if (not counted or _says_no_number(cells, row)) and (after_notes or is_footer(first)):
        return (first, first)
    if not counted and len(filled) == 1 and _is_heading(cells, row, filled[0], first):
        return (first, first)
    if _says_what(cells, row):
        return ("", "")
    weighed = cells.is_given(row, "mass") or cells.is_given(row, "total_mass")
    if not counted and not weighed:
        return (first, first)
    if not cells.is_given(row, "item"):
        return ("a sum without a label", "无标注的合计")
    return ("", "")


def ends_parts(row: Row) -> bool:
    """Whether a row is a note or signature such as stand below the parts of a list."""
    return is_footer(first_text(row))


def _says_no_number(cells: Cells, row: Row) -> bool:
    text = squashed(cells.peek(row, "quantity"))
    return bool(text) and not any(map(str.isdigit, text)) and text not in NOT_PLACED


def first_text(row: Row) -> str:
    """Return the text of the first filled cell."""
    return next((plain_text(value) for value in row.values if not is_blank(value)), "")


def _says_what(cells: Cells, row: Row) -> bool:
    header = cells.table.header
    columns = (*header.descriptions, *header.parameters)
    return any(cells.is_given(row, field) for field in _SAYS_WHAT) or any(
        not is_blank(cells.value(row, column)) for column in columns
    )


def _is_heading(cells: Cells, row: Row, index: int, text: str) -> bool:
    """A lone text heads a section unless it stands where parts are named."""
    header = cells.table.header
    named = {header.fields[f].index for f in ("part_number", "name") if f in header.fields}
    named |= {column.index for column in header.descriptions}
    merged_across = any(
        span.first_row <= row.number <= span.last_row
        and span.first_column <= index < span.last_column
        for span in cells.table.sheet.merged
    )
    return merged_across or text.endswith((":", "：")) or index not in named
