"""Values of cells that are merged downwards: the file keeps them in the first row only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from pcf.bom.grid import Row, Sheet, Span, Value


class MergedDown:
    """Vertical merges below the header, by column.

    A value merged over several rows holds for each of them. Which meaning that has is for the
    caller to say: an item or designator cell over several rows makes the lower ones further
    sources of the same position; a mass over several rows belongs to none of them alone.
    """

    def __init__(self, sheet: Sheet, *, below: int, columns: Iterable[int]) -> None:
        wanted = set(columns)
        self._values = {row.number: row for row in sheet.rows}
        self._spans: dict[int, list[Span]] = {}
        for span in sorted(sheet.merged, key=lambda one: (one.first_row, one.last_row)):
            if span.first_row > below and span.last_row > span.first_row:
                for column in range(span.first_column, min(span.last_column, 511) + 1):
                    if column in wanted:
                        self._spans.setdefault(column, []).append(span)
        self._starts = {
            column: [span.first_row for span in spans] for column, spans in self._spans.items()
        }

    def __bool__(self) -> bool:
        return bool(self._spans)

    def span(self, row: int, column: int) -> Span | None:
        """Return the merge that covers this cell from a row above, if any."""
        starts = self._starts.get(column)
        if not starts:
            return None
        position = bisect_right(starts, row) - 1
        if position < 0:
            return None
        span = self._spans[column][position]
        return span if span.first_row < row <= span.last_row else None

    def value(self, row: Row, column: int) -> Value:
        """Return the value of a cell, from the top of its merge where it is in one."""
        own = row.value(column)
        if own is not None or column not in self._spans:
            return own
        span = self.span(row.number, column)
        if span is None or span.first_column != column:
            return own
        top = self._values.get(span.first_row)
        return top.value(column) if top else None

    def used(self) -> dict[int, list[Span]]:
        """The merges that were found, by column."""
        return self._spans
