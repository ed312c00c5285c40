"""How many of a line its parent holds, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.bom.cells import Cells
from pcf.bom.grid import Row, Value, is_blank, plain_text
from pcf.bom.headers import Column
from pcf.bom.lines import count_designators
from pcf.bom.measures import Wanted
from pcf.bom.numbers import NotANumberError, split_measure
from pcf.bom.wording import shown, squashed
from pcf.bom.words import NOT_PLACED, NOTHING

_CANONICAL = {"count": "pcs", "mass": "kg", "length": "m", "area": "m2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in its canonical unit; ``amount`` is ``None`` where blank or unreadable.

    ``written`` is the unit the cell or the unit column names.
    """

    amount: float | None
    blank: bool
    unit: str
    written: str
    from_designators: bool = False


def read_quantity(cells: Cells, row: Row, *, may_be_blank: bool) -> Quantity:
    """Return the quantity of a line, from its designators where the cell is blank."""
    column = cells.column("quantity")
    unit = _unit(cells, row, column)
    value = cells.value(row, column) if column else None
    if column is None or is_blank(value) or squashed(plain_text(value)) in NOT_PLACED:
        return _from_designators(cells, row, unit, may_be_blank or not is_blank(value))
    read = _measured(cells, value, row, column, unit)
    amount, written = read if read else (None, unit)
    if amount is not None:
        amount /= _base(cells, row)
    dimension = cells.table.vocabulary.units.dimension(written)
    return Quantity(
        amount=amount, blank=False, unit=_CANONICAL.get(dimension, "pcs"), written=written
    )


def _from_designators(cells: Cells, row: Row, unit: str, may_be_blank: bool) -> Quantity:
    text = cells.text(row, "designators")
    count = count_designators(text) if text and not may_be_blank else None
    canonical = _CANONICAL.get(cells.table.vocabulary.units.dimension(unit), "pcs")
    if count:
        return Quantity(
            amount=float(count), blank=False, unit="pcs", written="pcs", from_designators=True
        )
    return Quantity(amount=None, blank=True, unit=canonical, written=unit)


def _measured(
    cells: Cells, value: Value, row: Row, column: Column, unit: str
) -> tuple[float, str] | None:
    dimension = cells.table.vocabulary.units.dimension(unit)
    if isinstance(value, str):
        dimension = _own_dimension(cells, value) or dimension
        if squashed(value) in NOTHING:  # a dash is an answer for a mass, not for a quantity
            _refuse(cells, row, column, value)
            return None
    wanted = Wanted(
        name="quantity", name_zh="用量", unit=_CANONICAL.get(dimension, "pcs"), assumed=unit
    )
    return cells.measures.read(value, row=row.number, column=column.index, wanted=wanted)


def _base(cells: Cells, row: Row) -> float:
    """Return the quantity of the parent that the figure refers to (用量分母), usually 1."""
    column = cells.column("base_quantity")
    if column is None or is_blank(cells.value(row, column)):
        return 1.0
    wanted = Wanted(name="base quantity", name_zh="用量分母", unit="")
    value = cells.value(row, column)
    read = cells.measures.read(value, row=row.number, column=column.index, wanted=wanted)
    if read and read[0] == 0:
        _refuse(cells, row, column, "0")
    return read[0] if read and read[0] > 0 else 1.0


def _own_dimension(cells: Cells, text: str) -> str:
    """Return the dimension of the unit inside a quantity cell (``0.35 kg``), if it is one."""
    try:
        dimension = cells.table.vocabulary.units.dimension(split_measure(text)[1])
    except NotANumberError:
        return ""
    return dimension if dimension in _CANONICAL else ""


def _unit(cells: Cells, row: Row, quantity: Column | None) -> str:
    text = cells.text(row, "unit")
    if not text or squashed(text) in NOTHING:
        return (quantity.heading.unit if quantity else "") or "pcs"
    units = cells.table.vocabulary.units
    column = cells.column("unit")
    if column is None or units.dimension(text) in _CANONICAL:
        return text
    expected = "; ".join(units.expected.get(name, "") for name in _CANONICAL)
    expected_zh = "；".join(units.expected_zh.get(name, "") for name in _CANONICAL)
    cells.measures.findings.refuse(
        "BOM113",
        cells.table.sheet.at(row.number, column.index),
        f"cannot read '{shown(text)}' as a unit of quantity (expected {expected})",
        f"无法把“{shown(text)}”读作用量单位（应为 {expected_zh}）",
        row=row.number,
        column=column.index,
    )
    return "pcs"


def _refuse(cells: Cells, row: Row, column: Column, text: str) -> None:
    units = cells.table.vocabulary.units
    cells.measures.findings.refuse(
        "BOM102",
        cells.table.sheet.at(row.number, column.index),
        f"cannot read '{shown(text)}' as quantity "
        f"(expected {units.expected.get('count', 'a number')})",
        f"无法把“{shown(text)}”读作用量（应为 {units.expected_zh.get('count', '数字')}）",
        row=row.number,
        column=column.index,
    )
