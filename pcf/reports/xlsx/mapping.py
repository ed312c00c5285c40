"""The mapping workbook: each line's class and parameters, edited by a person, taken back in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from pcf.components.mapping_notices import refused
from pcf.errors import MappingError, Problem
from pcf.model.bom import Stated
from pcf.model.component import Component
from pcf.model.provenance import CellRef, Known, KnownText, Origin
from pcf.reports.all_or_nothing import write_files
from pcf.reports.spreadsheet_text import original
from pcf.reports.wording import LANGUAGES, word
from pcf.reports.xlsx.paper import ORIGIN_COLOURS, Paper, Styles, Value

COLUMNS: tuple[str, ...] = (
    "item", "name", "description", "component_class", "parameters", "method", "confidence",
    "alternatives", "origin", "reason", "defaults", "cell",
)  # fmt: skip
_NEEDED: tuple[str, ...] = ("item", "component_class", "parameters")
_EDITABLE = frozenset({"component_class", "parameters"})
_EDITABLE_COLOUR = "#FFF7CC"
_HEADER_ROWS = 10
_PARAMETER = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*[=＝]\s*(.*?)\s*")
_SEPARATOR = re.compile(r"[;；\n]")

Cells = Mapping[str, tuple[str, CellRef]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRow:
    """One reviewed line: class and declared parameters, each with its cell.

    Numbers are in the unit the parameter's name ends in; ``at`` is the cell of the item.
    """

    item: str
    component_class: str
    class_at: CellRef
    parameters: Mapping[str, Stated]
    at: CellRef


def write_mapping(
    path: Path,
    components: Sequence[Component],
    *,
    classes: Iterable[str] = (),
    lang: str = "en",
) -> Path:
    """Write the mapping workbook of ``components``; ``classes`` fill the drop-down list.

    Column *parameters* holds what is declared, looked up or extracted and is read back;
    *defaults* shows the rest for information. `OutputError` OUT101 where it cannot be written.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    paper = Paper(book.add_worksheet(word(lang, "map.sheet")), Styles(book, lang))
    paper.put(0, word(lang, "map.note"), "note", widen=False)
    paper.row += 1
    paper.columns([word(lang, f"map.{name}") for name in COLUMNS])
    for component in components:
        _write_line(paper, component, lang)
    paper.finish(header_row=1, column_count=len(COLUMNS))
    names = tuple(classes)
    if names and components:
        lists = book.add_worksheet("Lists")
        for row, name in enumerate(names):
            lists.write_string(row, 0, name)
        column = COLUMNS.index("component_class")
        paper.sheet.data_validation(
            2, column, paper.row - 1, column,
            {"validate": "list", "source": f"=Lists!$A$1:$A${len(names)}"},
        )  # fmt: skip
    book.close()
    return write_files({path: out.getvalue()})[0]


def _write_line(paper: Paper, component: Component, lang: str) -> None:
    found = component.classification
    known, defaults = _parameter_texts(component)
    origin = max((known.origin for known in component.parameters.values()), default=Origin.DEFAULT)
    values: Mapping[str, Value] = {
        "item": component.line.item,
        "name": component.line.label,
        "description": component.line.description,
        "component_class": component.component_class,
        "parameters": known,
        "method": word(lang, f"method.{found.method}"),
        "confidence": found.confidence,
        "alternatives": "; ".join(
            f"{each.component_class} {each.confidence:.0%}" for each in found.runners_up
        ),
        "origin": word(lang, f"origin.{'proxy' if component.proxy else origin.word}"),
        "reason": found.reason,
        "defaults": defaults,
        "cell": str(component.line.at),
    }
    colours = {COLUMNS.index(name): _EDITABLE_COLOUR for name in _EDITABLE}
    colours[COLUMNS.index("origin")] = ORIGIN_COLOURS["proxy" if component.proxy else origin.word]
    kinds = ["share" if name == "confidence" else "text" for name in COLUMNS]
    paper.line([values[name] for name in COLUMNS], kinds, colours=colours)


def _parameter_texts(component: Component) -> tuple[str, str]:
    """Return parameters that were given, and those that are defaults, as ``name = value``."""
    given: list[str] = []
    defaults: list[str] = []
    everything: list[tuple[str, Known | KnownText]] = [
        *component.parameters.items(),
        *component.choices.items(),
    ]
    for name, known in everything:
        shown = known.value if isinstance(known.value, str) else repr(known.value)
        (defaults if known.origin is Origin.DEFAULT else given).append(f"{name} = {shown}")
    return "; ".join(given), "; ".join(defaults)


def read_mapping(path: Path) -> tuple[MappingRow, ...]:
    """Read a mapping workbook back, in either language and any order of columns.

    Raises
    ------
    MappingError
        With every problem at once: MAP101 no workbook, MAP102 no header, MAP103 a parameter
        that is not ``name = value``, MAP104 an item twice, MAP105 a line without class.
    """
    problems: list[Problem] = []
    rows: list[MappingRow] = []
    seen: dict[str, CellRef] = {}
    for cells in _lines(path):
        item, at = cells["item"]
        if not item:
            continue
        if item in seen:
            problems.append(refused("MAP104", at, item=item, first=seen[item].cell))
            continue
        seen[item] = at
        component_class, class_at = cells["component_class"]
        if not component_class:
            problems.append(refused("MAP105", class_at, item=item))
        text, text_at = cells["parameters"]
        parameters = _parameters(text, text_at, problems)
        rows.append(
            MappingRow(
                item=item,
                component_class=component_class,
                class_at=class_at,
                parameters=parameters,
                at=at,
            )
        )
    if problems:
        raise MappingError(problems)
    return tuple(rows)


def _lines(path: Path) -> list[Cells]:
    """Return the needed cells of every row under the header, with their places."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise MappingError(
            Problem(
                code="MAP101",
                message=f"not a mapping workbook: {error}",
                message_zh=f"不是映射工作簿：{error}",
                at=CellRef(file=path.name),
            )
        ) from error
    try:
        for sheet in book.worksheets:
            table = list(sheet.iter_rows(values_only=True))
            for number, titles in enumerate(table[:_HEADER_ROWS], 1):
                columns = _header(titles)
                if columns:
                    return [
                        _row_cells(path.name, sheet.title, columns, index, values)
                        for index, values in enumerate(table[number:], number + 1)
                    ]
    finally:
        book.close()
    raise MappingError(
        Problem(
            code="MAP102",
            message="no header with Item, Class and Parameters (write one with pcf map)",
            message_zh="没有含“序号、类别、参数”的表头（请用 pcf map 生成）",
            at=CellRef(file=path.name),
        )
    )


def _header(titles: Sequence[object]) -> Mapping[str, int]:
    """Return the column of each needed field, empty where the row is not the header."""
    places = {str(title).strip(): column for column, title in enumerate(titles) if title}
    found = {
        name: places[title]
        for name in _NEEDED
        for title in {word(lang, f"map.{name}") for lang in LANGUAGES}
        if title in places
    }
    return found if len(found) == len(_NEEDED) else {}


def _row_cells(
    file: str, sheet: str, columns: Mapping[str, int], row: int, values: Sequence[object]
) -> Cells:
    cells = {}
    for name, column in columns.items():
        value = values[column] if column < len(values) else None
        at = CellRef(file=file, sheet=sheet, cell=f"{get_column_letter(column + 1)}{row}")
        cells[name] = (original(_text(value).strip()), at)
    return cells


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _parameters(text: str, at: CellRef, problems: list[Problem]) -> Mapping[str, Stated]:
    parameters: dict[str, Stated] = {}
    for part in _SEPARATOR.split(text):
        if not part.strip():
            continue
        match = _PARAMETER.fullmatch(part)
        if match is None or not match[2]:
            problems.append(refused("MAP103", at, text=part.strip()[:60]))
            continue
        parameters[match[1]] = Stated(value=_number_or_text(match[2]), at=at)
    return parameters


def _number_or_text(text: str) -> float | str:
    """Return a plain decimal number as such; anything else stays text.

    So does a name of digits with a leading zero: case size 0402 is not 402.
    """
    if re.fullmatch(r"[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text):
        return float(text)
    return text
