"""Find the header row of a BOM table and say what each column holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pcf.bom.grid import Row, Sheet, Span, column_letters, is_blank, plain_text
from pcf.bom.vocabulary import BOM_FIELDS, Heading, Names

HEADER_WITHIN_ROWS = 30
_IDENTITY = ("part_number", "name", "description")
_MASSES = ("mass", "total_mass")
_COUNTING = ("quantity", "designators")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column that is read: where it is, what its header says, in which unit it is."""

    index: int
    title: str
    heading: Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table.

    ``row`` is its (last) row number; ``fields`` the column of each BOM field; ``descriptions``
    all columns of free text; ``parameters`` the declared component parameters; ``unused`` the
    titles of columns that mean nothing here; ``rivals`` pairs of a column set aside and the
    one read for the same field.
    """

    row: int
    texts: tuple[str, ...]
    fields: Mapping[str, Column]
    descriptions: tuple[Column, ...]
    parameters: tuple[Column, ...]
    unused: tuple[str, ...]
    rivals: tuple[tuple[Column, Column], ...]

    @property
    def identifies(self) -> bool:
        """Whether the header says what a line is."""
        return any(field in self.fields for field in _IDENTITY)

    @property
    def counts(self) -> bool:
        """Whether the header says how many there are."""
        return any(field in self.fields for field in _COUNTING)

    @property
    def score(self) -> int:
        """How much this looks like the header of a BOM; a count weighs as two fields."""
        return len(self.fields) + len(self.parameters) + 2 * self.counts


def find_header(sheet: Sheet, names: Names) -> Header | None:
    """Return the best header among the first 30 rows, ``None`` where no row looks like one.

    A header names at least two fields, one of them a part number, name or description.
    """
    found = [header for header in candidates(sheet, names) if _is_header(header)]
    return max(found, key=lambda header: header.score, default=None)


def best_candidate(sheet: Sheet, names: Names) -> Header | None:
    """Return the row that came nearest to a header, for the message that none was found."""
    found = [header for header in candidates(sheet, names) if header.score]
    return max(found, key=lambda header: header.score, default=None)


def candidates(sheet: Sheet, names: Names) -> list[Header]:
    """Return every one of the first 30 rows read as if it were the header."""
    headers: list[Header] = []
    for position, row in enumerate(sheet.rows):
        if row.number > HEADER_WITHIN_ROWS:
            break
        headers.append(_read_header(sheet, position, names))
    return headers


def _is_header(header: Header) -> bool:
    return len(header.fields) >= 2 and header.identifies


def _read_header(sheet: Sheet, position: int, names: Names) -> Header:
    row = sheet.rows[position]
    last = _last_header_row(sheet, row)
    below = [other for other in sheet.rows[position + 1 : position + 4] if other.number <= last]
    titles = [_titles((row, *below), column, sheet.merged) for column in range(_width(row, below))]
    read: list[Column] = []
    unused: list[str] = []
    for index, parts in enumerate(titles):
        heading = _heading(parts, names)
        if heading and heading.field in _MASSES and not heading.unit:
            heading = _with_unit_above(heading, sheet, position, index, names)
        title = " ".join(parts)
        if heading:
            read.append(Column(index=index, title=title, heading=heading))
        elif title:
            unused.append(f"{column_letters(index)} '{title}'")
    return _arranged(last, tuple(map(plain_text, row.values)), _units_of_masses(read), unused)


def _units_of_masses(read: list[Column]) -> list[Column]:
    """A second *Unit* right of a mass is the unit of that mass, not of the quantity."""
    at = {column.index: column for column in read}
    units = [column for column in read if column.heading.field == "unit"]
    beside = {
        column.index
        for column in units[1:]
        if (left := at.get(column.index - 1)) and left.heading.field in _MASSES
    }
    return [
        replace(column, heading=Heading(field="mass_unit", rank=column.heading.rank))
        if column.index in beside
        else column
        for column in read
    ]


def _width(row: Row, below: list[Row]) -> int:
    return max(len(other.values) for other in (row, *below))


def _last_header_row(sheet: Sheet, row: Row) -> int:
    """Cells of a two-storey header are merged down; the lowest such end is its last row."""
    ends = (
        span.last_row
        for span in sheet.merged
        if span.first_row == row.number and span.last_row <= row.number + 2
    )
    return max(ends, default=row.number)


def _titles(rows: tuple[Row, ...], column: int, merged: tuple[Span, ...]) -> tuple[str, ...]:
    """Texts of one column of the header from top to bottom, a merged one in all its columns."""
    texts: list[str] = []
    for row in rows:
        value = row.value(column)
        if is_blank(value) and len(rows) > 1:
            start = next(
                (
                    span.first_column
                    for span in merged
                    if span.first_row == row.number
                    and span.first_column < column <= span.last_column
                ),
                column,
            )
            value = row.value(start)
        if not is_blank(value):
            texts.append(plain_text(value))
    return tuple(texts)


def _heading(parts: tuple[str, ...], names: Names) -> Heading | None:
    """The lowest storey decides; the one above may give the unit (``重量(kg)`` over ``单重``)."""
    for part in (*reversed(parts), "".join(parts)) if len(parts) > 1 else parts:
        heading = names.heading(part)
        if heading:
            above = names.heading(parts[0])
            if heading.field == "unit" and above and above.field in _MASSES:
                return Heading(field="mass_unit", rank=heading.rank)  # 单位 under 重量
            if not heading.unit and above and above.unit:
                return Heading(field=heading.field, rank=heading.rank, unit=above.unit)
            return heading
    return None


def _with_unit_above(
    heading: Heading, sheet: Sheet, position: int, column: int, names: Names
) -> Heading:
    """Take the unit of a group title in the row above (``重量(g)`` over 单重 and 总重)."""
    row = sheet.rows[position]
    above = sheet.rows[position - 1] if position else row
    if above.number != row.number - 1:
        return heading
    start = next(
        (
            span.first_column
            for span in sheet.merged
            if span.first_row == above.number and span.first_column <= column <= span.last_column
        ),
        column,
    )
    group = names.heading(plain_text(above.value(start)))
    if group is None or group.field not in _MASSES or not group.unit:
        return heading
    return Heading(field=heading.field, rank=heading.rank, unit=group.unit)


def _arranged(last: int, texts: tuple[str, ...], read: list[Column], unused: list[str]) -> Header:
    fields: dict[str, Column] = {}
    descriptions: list[Column] = []
    parameters: dict[str, Column] = {}
    rivals: list[tuple[Column, Column]] = []
    for column in read:
        field = column.heading.field
        if field == "description":
            descriptions.append(column)
        home = fields if field in BOM_FIELDS else parameters
        other = home.setdefault(field, column)
        if other is column or field == "description":
            continue
        first, second = sorted((other, column), key=lambda one: one.heading.rank)
        home[field] = first
        rivals.append((second, first))
    return Header(
        row=last,
        texts=texts,
        fields=fields,
        descriptions=tuple(descriptions),
        parameters=tuple(parameters.values()),
        unused=tuple(unused),
        rivals=tuple(rivals),
    )
