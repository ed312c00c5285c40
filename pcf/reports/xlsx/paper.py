"""A worksheet that is written top to bottom: text is neutral, formulas carry their value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pcf.reports.printed_text import printed_width
from pcf.reports.spreadsheet_text import cell_text

FONTS: Mapping[str, str] = {"en": "Arial", "zh": "Microsoft YaHei"}
ORIGIN_COLOURS: Mapping[str, str] = {
    "declared": "#D9EAD3", "looked_up": "#D0E4F5", "extracted": "#E4DFEC", "default": "#FFF2CC",
    "proxy": "#F9CB9C",
}  # fmt: skip
NAVY = "#0A2F44"
TEAL = "#0E7C86"
PALE = "#EEF4F5"
_WIDEST = 46.0
_NARROWEST = 7.0
SETTING_WIDTH = 46.0
_SETTING_LINE = 48.0  # Latin characters of a line in a column of that width
_LINE_HEIGHT = 15.0
_WIDTH_ROWS = 400  # rows that decide the width of a column


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A live formula with the value it has."""

    text: str
    value: float


UNASKED = "–"  # a stage outside the boundary is not zero

Value = str | float | Formula | None
"""What one cell holds; text is always written as text."""


class Styles:
    """Cell formats of one workbook, made once each."""

    def __init__(self, book: xlsxwriter.Workbook, lang: str) -> None:
        self._book = book
        self._base = {"font_name": FONTS[lang], "font_size": 10, "valign": "top"}
        self._made: dict[str, Format] = {}

    def get(self, kind: str, colour: str = "") -> Format:
        """Return the format ``kind``, filled with ``colour`` where one is given."""
        name = f"{kind}{colour}"
        if name not in self._made:
            fill = {"bg_color": colour} if colour else {}
            self._made[name] = self._book.add_format({**self._base, **_KINDS[kind], **fill})
        return self._made[name]


_FIGURES = frozenset({"kg", "small", "number", "figure", "score", "share"})
_HEIGHTS: Mapping[str, float] = {"title": 26.0, "big": 26.0, "head": 19.0}
_KINDS: Mapping[str, Mapping[str, str | int | bool]] = {
    "text": {"align": "left", "indent": 1},
    "wrap": {"text_wrap": True, "align": "left", "indent": 1},
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "head": {"bold": True, "font_size": 11, "font_color": NAVY, "bottom": 1, "bottom_color": TEAL},
    "column": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "indent": 1,
    },
    "setting": {"text_wrap": True, "align": "left"},
    "column_right": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "align": "right",
    },
    "note": {"italic": True, "align": "left", "indent": 1, "font_color": "#5A6B74"},
    "code": {"italic": True, "align": "right", "font_color": "#5A6B74"},
    "kg": {"align": "right", "num_format": "#,##0.000"},
    "small": {"align": "right", "num_format": "0.00000E+00"},
    "number": {"align": "right", "num_format": "General"},
    "figure": {"align": "right", "num_format": "#,##0.0"},
    "score": {"align": "right", "num_format": "0.00"},
    "share": {"align": "right", "num_format": "0.0%"},
    "kg_total": {
        "align": "right",
        "num_format": "#,##0.000",
        "bold": True,
        "top": 1,
        "top_color": TEAL,
    },
    "text_total": {"bold": True, "top": 1, "top_color": TEAL},
    "share_total": {
        "align": "right",
        "num_format": "0.0%",
        "bold": True,
        "top": 1,
        "top_color": TEAL,
    },
    "big": {
        "align": "right",
        "num_format": "#,##0.0",
        "bold": True,
        "font_size": 18,
        "font_color": TEAL,
    },
}


@lru_cache(maxsize=4096)
def _line_width(text: str) -> float:
    """Return the width of the widest line of a cell, as far as a column would follow it."""
    return float(max((printed_width(line[:200]) for line in text.split("\n")), default=0))


class Paper:
    """One worksheet; keeps the width its columns need and the row it has reached."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet = sheet
        self.styles = styles
        self.row = 0
        self._widths: dict[int, float] = {}

    def put(
        self, column: int, value: Value, kind: str = "text", *, colour: str = "", widen: bool = True
    ) -> None:
        """Write one cell of the current row; formulas only ever come from `Formula`."""
        style = self.styles.get(kind, colour)
        if kind in _HEIGHTS:
            self.sheet.set_row(self.row, _HEIGHTS[kind])
        elif kind == "setting" and isinstance(value, str):
            # Programs disagree on the height of a wrapped row of Chinese: it is set.
            lines = math.ceil(printed_width(value) / _SETTING_LINE)
            self.sheet.set_row(self.row, _LINE_HEIGHT * max(lines, 1))
        if isinstance(value, Formula):
            self.sheet.write_formula(self.row, column, value.text, style, value.value)
            shown = f"{value.value:,.3f}"
        elif isinstance(value, str):
            text = cell_text(value)
            if text:
                self.sheet.write_string(self.row, column, text, style)
            elif colour or kind != "text":
                self.sheet.write_blank(self.row, column, None, style)
            shown = text
        elif value is None:
            self.sheet.write_blank(self.row, column, None, style)
            shown = ""
        else:
            self.sheet.write_number(self.row, column, value, style)
            shown = f"{value:,.3f}"
        if widen and self.row < _WIDTH_ROWS:
            self._widths[column] = max(self._widths.get(column, 0.0), _line_width(shown))

    def line(
        self,
        values: Sequence[Value],
        kinds: Sequence[str],
        *,
        colours: Mapping[int, str] | None = None,
    ) -> None:
        """Write one row of cells, some filled with a colour by column, and go to the next."""
        fills = colours or {}
        for column, (value, kind) in enumerate(zip(values, kinds, strict=True)):
            self.put(column, value, kind, colour=fills.get(column, ""))
        self.row += 1

    def head(self, text: str) -> None:
        """Write a heading row."""
        self.put(0, text, "head", widen=False)
        self.row += 1

    def columns(self, titles: Sequence[str], kinds: Sequence[str] = ()) -> None:
        """Write the header row of a table; over figures (by ``kinds``) titles stand right."""
        for column, title in enumerate(titles):
            right = column < len(kinds) and kinds[column] in _FIGURES
            self.put(column, title, "column_right" if right else "column")
        self.row += 1

    def finish(
        self, *, header_row: int | None = None, column_count: int = 0, large: bool = False
    ) -> None:
        """Set widths, frozen header, filter and print setup."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, min(max(width + 2.5, _NARROWEST), _WIDEST))
        self.sheet.set_landscape()
        self.sheet.set_paper(8 if large else 9)  # A3, A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&L&F&C&A&R&P / &N")
        self.sheet.hide_gridlines(2)
        if header_row is not None:
            self.sheet.freeze_panes(header_row + 1, 0)
            self.sheet.repeat_rows(header_row)
            if column_count and self.row > header_row + 1:
                self.sheet.autofilter(header_row, 0, self.row - 1, column_count - 1)
