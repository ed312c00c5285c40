"""The cells of one table by the field their column holds."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.bom.grid import FaultyCell, Row, Sheet, Value, is_blank, plain_text
from pcf.bom.headers import Column, Header
from pcf.bom.measures import Measures
from pcf.bom.merges import MergedDown
from pcf.bom.vocabulary import Vocabulary

# an error value in these columns changes nothing that is counted
_NOT_NEEDED = frozenset({"supplier", "designators"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet with its header and the look-ups needed to read it."""

    sheet: Sheet
    header: Header
    vocabulary: Vocabulary
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Access to the cells of a table: merged values filled down, faults reported once."""

    table: Table
    measures: Measures
    merges: MergedDown

    def column(self, field: str) -> Column | None:
        """Return the column of ``field``, if the table has one."""
        return self.table.header.fields.get(field)

    def value(self, row: Row, column: Column) -> Value:
        """Return a cell's value, from the top of its merge where it is in one."""
        return self.merges.value(row, column.index)

    def is_given(self, row: Row, field: str) -> bool:
        """Whether the cell of ``field`` holds anything."""
        column = self.column(field)
        return column is not None and not is_blank(self.value(row, column))

    def peek(self, row: Row, field: str) -> str:
        """Return the text of ``field`` without reporting faults."""
        column = self.column(field)
        return plain_text(self.value(row, column)) if column else ""

    def text(self, row: Row, field: str) -> str:
        """Return the text of ``field``; an error cell is reported and read as empty."""
        column = self.column(field)
        return self.column_text(row, column) if column else ""

    def column_text(self, row: Row, column: Column) -> str:
        """Return the text of a cell; an error cell is reported and read as empty."""
        value = self.value(row, column)
        if isinstance(value, FaultyCell):
            if column.heading.field not in _NOT_NEEDED:
                self.measures.report_fault(value, row=row.number, column=column.index)
            return ""
        return plain_text(value)
