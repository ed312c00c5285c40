"""An empty BOM workbook: instructions, drop-down lists and one worked example."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pcf.model.knowledge import Knowledge
from pcf.reports.all_or_nothing import write_files
from pcf.reports.wording import wording
from pcf.reports.xlsx.paper import FONTS, NAVY

_FOLDER = Path(__file__).parent.parent / "templates"
_LAST_ROW = 2000  # drop-down lists reach this far down
_LIST_TABLES: Mapping[str, tuple[str, str]] = {
    "market": ("markets", "market"),
    "profile": ("profiles", "profile"),
    "mode": ("modes", "mode"),
}
_FIXED_LISTS: Mapping[str, tuple[str, ...]] = {
    "unit": ("pcs", "kg", "m", "m2"),
    "yes_no": ("Yes", "No"),
    "method": ("gwp100", "gwp20"),
    "eol_allocation": ("cutoff", "avoided_burden", "cff"),
    "boundary": ("cradle_to_gate", "cradle_to_grave"),
}
_YES_NO_ZH = ("是", "否")
_SETTING_HEADS = {"en": ("Setting", "Value"), "zh": ("设置项", "值")}
_HELP_HEADS = {"en": ("Sheet", "Entry", "Meaning"), "zh": ("工作表", "条目", "含义")}
_COMMENT_SIZE = {"x_scale": 2, "y_scale": 1.2}
_LEG_HEADS = {"en": ("Mode", "Distance [km]", "Share"), "zh": ("运输方式", "距离 [km]", "份额")}
_INSTRUCTIONS = {"en": "Instructions", "zh": "说明"}

Record = Mapping[str, str]


def write_template(path: Path, lang: str = "en", *, knowledge: Knowledge | None = None) -> Path:
    """Write an empty BOM workbook in ``lang``; its lists come from ``knowledge``.

    Parameters
    ----------
    path
        Where to write; replaced whole or not at all.
    lang
        ``en`` or ``zh``: headers, instructions and comments. Sheet names stay English.
    knowledge
        Reviewed tables for the lists of classes, markets, profiles and modes.

    Raises
    ------
    OutputError
        OUT101 where the file cannot be written, OUT102 for another language.
    """
    wording(lang)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    TemplateWriter(book, lang, _lists(lang, knowledge)).write()
    book.close()
    return write_files({path: out.getvalue()})[0]


def _records(name: str) -> tuple[Record, ...]:
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _lists(lang: str, knowledge: Knowledge | None) -> Mapping[str, tuple[str, ...]]:
    lists = dict(_FIXED_LISTS)
    if lang == "zh":
        lists["yes_no"] = _YES_NO_ZH
    if knowledge:
        lists["class"] = tuple(knowledge.classes)
        for name, (table, column) in _LIST_TABLES.items():
            rows = knowledge.tables.get(table, ())
            lists[name] = tuple(dict.fromkeys(row[column] for row in rows))
    return {name: values for name, values in lists.items() if values}


class TemplateWriter:
    """Writes the sheets of one template workbook."""

    def __init__(
        self, book: xlsxwriter.Workbook, lang: str, lists: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._book = book
        self._lang = lang
        self._lists = lists
        base = {"font_name": FONTS[lang], "font_size": 10, "valign": "vcenter"}
        head = {**base, "bold": True, "text_wrap": True, "border": 1, "border_color": "#CFD9DC"}
        self._text = book.add_format(base)
        self._note = book.add_format({**base, "font_color": "#5A6B74", "text_wrap": True})
        self._title = book.add_format({**base, "bold": True, "font_size": 16, "font_color": NAVY})
        self._head = book.add_format({**head, "bg_color": NAVY, "font_color": "#FFFFFF"})
        self._listed = book.add_format({**head, "bg_color": "#FFE599", "font_color": "#12242F"})

    def write(self) -> None:
        """Write all sheets; the lists come last so that no one mistakes them for a BOM."""
        self._instructions()
        lines = _records("example_lines")
        self._lines("BOM", [line for line in lines if line["section"] == "bom"])
        self._lines("Packaging", [line for line in lines if line["section"] == "packaging"])
        settings = _records("settings")
        for sheet in ("Study", "Use", "EndOfLife"):
            self._settings(sheet, [row for row in settings if row["sheet"] == sheet])
        self._legs()
        self._list_sheet()
        for sheet in self._book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)

    def _instructions(self) -> None:
        sheet = self._book.add_worksheet(_INSTRUCTIONS[self._lang])
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, 2, 100)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 26)
        records = _records("instructions")
        for row, record in enumerate(records):
            sheet.write_string(row, 0, record[self._lang], self._text if row else self._title)
        row = len(records) + 1
        for column, title in enumerate(_HELP_HEADS[self._lang]):
            sheet.write_string(row, column, title, self._head)
        helps = [("BOM", record) for record in _records("bom_columns")]
        helps += [(record["sheet"], record) for record in _records("settings")]
        for name, record in helps:
            if record[f"help_{self._lang}"]:
                row += 1
                sheet.write_string(row, 0, name, self._note)
                sheet.write_string(row, 1, record[self._lang], self._text)
                sheet.write_string(row, 2, record[f"help_{self._lang}"], self._note)

    def _header(self, sheet: Worksheet, columns: Sequence[Record]) -> None:
        sheet.set_row(0, 32)
        for column, record in enumerate(columns):
            listed = record["list"] in self._lists
            style = self._listed if listed else self._head
            sheet.write_string(0, column, record[self._lang], style)
            sheet.set_column(column, column, float(record["width"]), self._text)
            if record[f"help_{self._lang}"]:
                sheet.write_comment(0, column, record[f"help_{self._lang}"], _COMMENT_SIZE)
            if listed:
                self._drop_down(sheet, record["list"], (1, column, _LAST_ROW, column))
        sheet.freeze_panes(1, 0)

    def _drop_down(self, sheet: Worksheet, name: str, area: tuple[int, int, int, int]) -> None:
        column = xl_col_to_name(list(self._lists).index(name))
        source = f"=Lists!${column}$2:${column}${len(self._lists[name]) + 1}"
        # other entries stay possible: the reader knows more spellings than the list
        sheet.data_validation(
            *area,
            {
                "validate": "list",
                "source": source,
                "error_type": "information",
                "ignore_blank": True,
            },
        )

    def _lines(self, name: str, lines: Sequence[Record]) -> None:
        sheet = self._book.add_worksheet(name)
        columns = _records("bom_columns")
        self._header(sheet, columns)
        sources = {"mass": "mass_kg", "name": f"name_{self._lang}",
                   "description": f"description_{self._lang}"}  # fmt: skip
        for row, line in enumerate(lines, 1):
            for column, record in enumerate(columns):
                field = record["field"]
                text = line.get(sources.get(field, field), "")
                self._cell(sheet, row, column, text, number=field not in {"item", "part_number"})

    def _cell(
        self, sheet: Worksheet, row: int, column: int, text: str, *, number: bool = True
    ) -> None:
        style: Format = self._text
        if number and _is_number(text):
            sheet.write_number(row, column, float(text), style)
        elif text:
            sheet.write_string(row, column, text, style)

    def _settings(self, name: str, rows: Sequence[Record]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 1, 28, self._text)
        for column, title in enumerate(_SETTING_HEADS[self._lang]):
            sheet.write_string(0, column, title, self._head)
        for row, record in enumerate(rows, 1):
            sheet.write_string(row, 0, record[self._lang], self._text)
            self._cell(sheet, row, 1, record["example_zh" if self._lang == "zh" else "example"])
            # a note beside the value would be read as its value: it goes into a comment
            if record[f"help_{self._lang}"]:
                sheet.write_comment(row, 0, record[f"help_{self._lang}"], _COMMENT_SIZE)
            if record["list"] in self._lists:
                self._drop_down(sheet, record["list"], (row, 1, row, 1))

    def _legs(self) -> None:
        sheet = self._book.add_worksheet("Transport")
        sheet.set_column(0, 2, 20, self._text)
        for column, title in enumerate(_LEG_HEADS[self._lang]):
            sheet.write_string(0, column, title, self._head)
        for row, leg in enumerate(_records("example_legs"), 1):
            for column, field in enumerate(("mode", "distance_km", "share")):
                self._cell(sheet, row, column, leg[field])
        if "mode" in self._lists:
            self._drop_down(sheet, "mode", (1, 0, 50, 0))

    def _list_sheet(self) -> None:
        sheet = self._book.add_worksheet("Lists")
        for column, (name, values) in enumerate(self._lists.items()):
            sheet.set_column(column, column, 24, self._note)
            sheet.write_string(0, column, f"list: {name}", self._note)
            for row, value in enumerate(values, 1):
                sheet.write_string(row, column, value, self._note)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
