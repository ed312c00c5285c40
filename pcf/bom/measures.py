"""Read the numbers of a table's columns, each in its unit, and report those that cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pcf.bom.findings import Findings
from pcf.bom.grid import Fault, FaultyCell, Sheet, Value, is_blank, plain_text
from pcf.bom.numbers import (
    DecimalMark,
    NotANumberError,
    decimal_mark,
    is_ambiguous,
    split_measure,
    value_of,
)
from pcf.bom.units import Units, UnknownUnitError
from pcf.bom.wording import shown, squashed
from pcf.bom.words import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a number is to be: its name in both languages and the unit it is given back in.

    ``assumed`` is the unit of a bare number; both are empty for a pure number.
    """

    name: str
    name_zh: str
    unit: str
    assumed: str = ""
    may_be_negative: bool = False


_PURE = {"": ("count", "share"), "1": ("share",)}  # what may stand behind a pure number


class Measures:
    """Reads number cells of one sheet; what cannot be read is reported with its cell."""

    def __init__(self, sheet: Sheet, units: Units, findings: Findings) -> None:
        self.sheet = sheet
        self.units = units
        self.findings = findings
        self._marks: dict[int, DecimalMark] = {}
        self._said_ambiguous: set[int] = set()
        self._settled: set[int] = set()

    def learn(self, column: int, values: Iterable[Value]) -> None:
        """Find out which decimal mark the texts of ``column`` use."""
        mark = decimal_mark(value for value in values if isinstance(value, str))
        if mark:
            self._marks[column] = mark
            self._settled.add(column)

    def read(
        self, value: Value, *, row: int, column: int, wanted: Wanted
    ) -> tuple[float, str] | None:
        """Return the number in ``wanted.unit`` and the unit it was written in.

        ``None`` where the cell is blank, says *nothing* (``-``, ``n/a``) or was reported.
        """
        if isinstance(value, float) and not isinstance(value, bool) and math.isfinite(value):
            return self._in_unit(value, wanted.assumed, value, row, column, wanted)
        if is_blank(value):
            return None
        if isinstance(value, FaultyCell):
            self.report_fault(value, row=row, column=column)
            return None
        if isinstance(value, str):
            if squashed(value) in NOTHING:
                return None
            return self._text(value, row, column, wanted)
        self._refuse(value, row, column, wanted)
        return None

    def _text(self, text: str, row: int, column: int, wanted: Wanted) -> tuple[float, str] | None:
        try:
            number, unit = split_measure(text)
            parsed = value_of(number, decimal=self._marks.get(column, DecimalMark.POINT))
        except NotANumberError:
            self._refuse(text, row, column, wanted)
            return None
        if is_ambiguous(number) and column not in self._settled:
            self._say_ambiguous(number, parsed, row, column)
        return self._in_unit(parsed, unit or wanted.assumed, text, row, column, wanted)

    def _in_unit(
        self, number: float, unit: str, value: Value, row: int, column: int, wanted: Wanted
    ) -> tuple[float, str] | None:
        try:
            result = self._converted(number, unit, wanted)
        except UnknownUnitError:
            result = math.nan
        if not math.isfinite(result):
            self._refuse(value, row, column, wanted)
            return None
        if result < 0 and not wanted.may_be_negative:
            self.findings.refuse(
                "BOM110", self.sheet.at(row, column),
                f"{wanted.name} is negative: {shown(plain_text(value))} "
                "(take the line out, or give what the product contains)",
                f"{wanted.name_zh}为负值：{shown(plain_text(value))}（请删除该行，或填写产品实际含量）",
                row=row, column=column,
            )  # fmt: skip
            return None
        return result, unit

    def _converted(self, number: float, unit: str, wanted: Wanted) -> float:
        """A pure number may be followed by a count (``16 layers``) or be in per cent."""
        if unit == wanted.unit:
            return number
        have = self.units.find(unit)
        if have is not None and have.dimension in _PURE.get(wanted.unit, ()):
            return number * have.factor
        return self.units.converted(number, unit, to=wanted.unit)

    def report_fault(self, cell: FaultyCell, *, row: int, column: int) -> None:
        """Report an error cell, or a formula that was never calculated."""
        if cell.fault is Fault.UNCALCULATED:
            self.findings.refuse(
                "BOM112", self.sheet.at(row, column),
                "holds a formula whose value was never calculated "
                "(open the workbook in a spreadsheet program and save it)",
                "单元格公式尚未计算（请用表格软件打开并保存）",
                row=row, column=column,
            )  # fmt: skip
            return
        self.findings.refuse(
            "BOM111", self.sheet.at(row, column),
            f"holds the error {cell.text} (mend the formula, or clear the cell)",
            f"单元格为错误值 {cell.text}（请修正公式或清空单元格）",
            row=row, column=column,
        )  # fmt: skip

    def _refuse(self, value: Value, row: int, column: int, wanted: Wanted) -> None:
        text = shown(plain_text(value))
        dimension = self.units.dimension(wanted.unit) if wanted.unit not in {"", "1"} else ""
        expected = self.units.expected.get(dimension, "a number")
        expected_zh = self.units.expected_zh.get(dimension, "数字")
        self.findings.refuse(
            "BOM102", self.sheet.at(row, column),
            f"cannot read '{text}' as {wanted.name} (expected {expected})",
            f"无法把“{text}”读作{wanted.name_zh}（应为 {expected_zh}）",
            row=row, column=column,
        )  # fmt: skip

    def _say_ambiguous(self, number: str, parsed: float, row: int, column: int) -> None:
        if column in self._said_ambiguous:
            return
        self._said_ambiguous.add(column)
        self.findings.say(
            "BOM224", self.sheet.at(row, column),
            f"'{number}' is read as {parsed:g}: the comma parts thousands in this column "
            "(write it with a decimal point if that is wrong)",
            f"“{number}”读作 {parsed:g}：本列逗号按千位分隔符处理（如有误请改用小数点）",
            row=row, column=column,
        )  # fmt: skip
