"""A second, cheap look at a sheet: what openpyxl's fast reading leaves out.

Hidden rows and columns, merged ranges, and formulas whose value was never calculated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from pcf.bom.grid import Span, cell_position

LAST_ROW = 1_048_576  # of any spreadsheet; a row beyond it would be counted up to
_CHUNK_BYTES = 1 << 20
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLook:
    """What a sheet's XML says beside its values; rows from 1, columns from 0."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[Span, ...]
    uncalculated: Mapping[int, tuple[int, ...]]


@dataclass(slots=True)
class _Watcher:
    """Follows the elements of one sheet."""

    parser: expat.XMLParserType
    row: int = 0
    column: int = -1
    reference: str = ""
    has_formula: bool = False
    has_value: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            # an empty text is a value; any other formula result leaves characters in <v>
            self.has_value = attributes.get("t") == "str"
            self.reference = attributes.get("r", "")
            self.column += 1
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            if self.has_formula and not self.has_value:
                self.parser.CharacterDataHandler = self.text
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            if not 0 < self.row <= LAST_ROW:
                raise ValueError(f"row {self.row}")
            self.column = -1
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.add(self.row)
        elif name == "mergeCell":
            self.merged.append(_span(attributes["ref"]))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.update(range(first - 1, min(last, 16384)))

    def text(self, characters: str) -> None:
        self.has_value = True
        self.parser.CharacterDataHandler = None

    def end(self, name: str) -> None:
        if self.has_formula and name.rpartition(":")[2] == "c":
            if not self.has_value:
                place = cell_position(self.reference)[1] if self.reference else self.column
                self.uncalculated.setdefault(self.row, []).append(place)
            self.has_formula = False
            self.parser.CharacterDataHandler = None


def look_at(part: IO[bytes]) -> SheetLook:
    """Return what the sheet XML in ``part`` says beside its values."""
    parser = expat.ParserCreate()
    watcher = _Watcher(parser=parser)
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    while chunk := part.read(_CHUNK_BYTES):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return SheetLook(
        hidden_rows=frozenset(watcher.hidden_rows),
        hidden_columns=frozenset(watcher.hidden_columns),
        merged=tuple(watcher.merged),
        uncalculated={row: tuple(columns) for row, columns in watcher.uncalculated.items()},
    )


def _span(reference: str) -> Span:
    first, _, last = reference.partition(":")
    first_row, first_column = cell_position(first)
    last_row, last_column = cell_position(last or first)
    return Span(
        first_row=first_row, last_row=last_row, first_column=first_column, last_column=last_column
    )
