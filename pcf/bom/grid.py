"""A raw table of cells with addresses, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pcf.bom.wording import listed
from pcf.model.provenance import CellRef

ERROR_VALUES = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}
)
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Fault(StrEnum):
    """Why a cell has no value."""

    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyCell:
    """A cell that should have a value and has none: ``#N/A``, or a formula never calculated."""

    fault: Fault
    text: str


Value = str | float | bool | FaultyCell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that has at least one value; ``number`` counts from 1 as spreadsheets do."""

    number: int
    values: tuple[Value, ...]

    def value(self, column: int) -> Value:
        """Return the value in ``column`` (from 0), ``None`` beyond the last."""
        return self.values[column] if column < len(self.values) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A merged range; rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as read: the rows with values, and what the file says about showing them."""

    file: str
    name: str
    rows: tuple[Row, ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    visible: bool = True
    dropped_columns: bool = False

    def at(self, row: int, column: int = 0) -> CellRef:
        """Return the place of a cell; a whole row is named by its first cell."""
        return CellRef(file=self.file, sheet=self.name, cell=f"{column_letters(column)}{row}")

    @property
    def itself(self) -> CellRef:
        """The place of the whole sheet."""
        return CellRef(file=self.file, sheet=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something a reader wants said of the file as a whole (code, English, Chinese)."""

    code: str
    message: str
    message_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """The sheets of a file in their order, with what was remarkable in reading them."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[Remark, ...] = field(default=())


class Reader(Protocol):
    """Turns the bytes of a file into neutral sheets."""

    def __call__(self, file: str, content: bytes, *, encoding: str | None = None) -> RawFile:
        """Return the sheets of ``content``; ``file`` is the name to print in places."""
        ...


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0 (``0`` → ``A``, ``27`` → ``AB``)."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_position(address: str) -> tuple[int, int]:
    """Return (row from 1, column from 0) of ``address`` such as ``D7``.

    Raises
    ------
    ValueError
        If ``address`` is not of that form.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"not a cell address: {address!r}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def plain_text(value: Value) -> str:
    """Return the text of a cell: whole numbers without a decimal point, faults as empty."""
    if value is None or isinstance(value, FaultyCell):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value.strip()
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value))


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def row_ranges(numbers: Iterable[int]) -> str:
    """Return row numbers as short text: ``5-7, 12``."""
    parts: list[str] = []
    start = last = 0
    for number in sorted(numbers):
        if start and number == last + 1:
            last = number
            continue
        if start:
            parts.append(f"{start}-{last}" if last > start else str(start))
        start = last = number
    if start:
        parts.append(f"{start}-{last}" if last > start else str(start))
    return listed(parts)
