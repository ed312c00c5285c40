"""The mass of one piece, from a per-piece column or from the total of the line."""

from __future__ import annotations

from pcf.bom.grid import Row, is_blank, plain_text
from pcf.bom.headers import Column, Header
from pcf.bom.measures import Measures, Wanted
from pcf.bom.merges import MergedDown
from pcf.bom.wording import shown

_DISAGREEMENT_SHARE = 0.01  # beyond rounding of the printed figures
_PLAIN_WORDS = frozenset(
    {"net", "gross", "each", "unit", "per unit", "est", "est.", "per piece", "per pc", "nom", "max",
     "净", "毛", "单件", "约", "估", "估算", "净重", "单重", "参考"}
)  # fmt: skip


class MassColumns:
    """Reads the mass columns of one table and remembers what must be said of them."""

    def __init__(self, header: Header, measures: Measures, merges: MergedDown) -> None:
        self._measures = measures
        self._merges = merges
        self._header = header
        self.each = header.fields.get("mass")
        self.total = header.fields.get("total_mass")
        self._unit = header.fields.get("mass_unit")
        self._usable = {
            column.index
            for column in (self.each, self.total)
            if column is not None and self._has_mass_unit(column)
        }
        self.units_seen: dict[int, set[str]] = {}
        self.bare_kg: dict[int, list[float]] = {}
        self.zero_rows: list[int] = []
        self.per_measure: dict[str, int] = {}

    def read(self, row: Row, quantity: float | None, unit: str, *, repeats: bool) -> float | None:
        """Return the mass of one unit of the line [kg], ``None`` where the table gives none."""
        each = self._mass_kg(row, self.each, repeats=repeats)
        total = self._mass_kg(row, self.total, repeats=repeats)
        if self._measures.units.dimension(unit) == "mass":
            return 1.0
        if each is not None and total is not None and quantity:
            self._compare(row, each, total, quantity)
        if each is not None:
            return self._per_canonical(row, each, unit)
        if total is not None and quantity:
            return total / quantity
        return None

    def _per_canonical(self, row: Row, each_kg: float, unit: str) -> float:
        """A mass per millimetre becomes one per metre; pieces stay pieces."""
        alias = self._measures.units.find(unit)
        if alias is None or alias.factor == 1.0 or alias.dimension == "count":
            return each_kg
        self.per_measure.setdefault(unit, row.number)
        return each_kg / alias.factor

    def _mass_kg(self, row: Row, column: Column | None, *, repeats: bool) -> float | None:
        if column is None or column.index not in self._usable:
            return None
        value = self._merges.value(row, column.index)
        if is_blank(value):
            return None
        if self._merges.span(row.number, column.index) and not repeats:
            self._refuse_merged(row, column)
            return None
        stated = self._row_unit(row)
        assumed = stated or column.heading.unit or "kg"
        wanted = Wanted(name="mass", name_zh="质量", unit="kg", assumed=assumed)
        read = self._measures.read(value, row=row.number, column=column.index, wanted=wanted)
        if read is None:
            return None
        mass_kg, written = read
        if isinstance(value, float) and not stated and not column.heading.unit:
            self.bare_kg.setdefault(column.index, []).append(mass_kg)
        self.units_seen.setdefault(column.index, set()).add(written)
        if mass_kg == 0:
            self.zero_rows.append(row.number)
            return None
        return mass_kg

    def _row_unit(self, row: Row) -> str:
        if self._unit is None:
            return ""
        text = plain_text(self._merges.value(row, self._unit.index))
        if text and self._measures.units.dimension(text) != "mass":
            expected = self._measures.units.expected.get("mass", "kg")
            expected_zh = self._measures.units.expected_zh.get("mass", "kg")
            self._measures.findings.refuse(
                "BOM113", self._measures.sheet.at(row.number, self._unit.index),
                f"cannot read '{shown(text)}' as a unit of mass (expected {expected})",
                f"无法把“{shown(text)}”读作质量单位（应为 {expected_zh}）",
                row=row.number, column=self._unit.index,
            )  # fmt: skip
            return ""
        return text

    def _has_mass_unit(self, column: Column) -> bool:
        """Refuse a header such as ``Weight (m)``: every value below it would be wrong."""
        unit, odd = column.heading.unit, column.heading.odd
        if unit and self._measures.units.dimension(unit) == "mass":
            return True
        wrong = unit or odd
        if not wrong or odd.casefold().strip() in _PLAIN_WORDS:
            return True
        sheet = self._measures.sheet
        expected = self._measures.units.expected.get("mass", "kg")
        expected_zh = self._measures.units.expected_zh.get("mass", "kg")
        self._measures.findings.refuse(
            "BOM113", sheet.at(self._header.row, column.index),
            f"cannot read '{shown(wrong)}' in the header as a unit of mass (expected {expected})",
            f"表头中的“{shown(wrong)}”无法读作质量单位（应为 {expected_zh}）",
            row=self._header.row, column=column.index,
        )  # fmt: skip
        return False

    def _refuse_merged(self, row: Row, column: Column) -> None:
        self._measures.findings.refuse(
            "BOM120", self._measures.sheet.at(row.number, column.index),
            "one mass is merged over several lines (give each line its own)",
            "多行合并了同一个质量单元格（请逐行填写）",
            row=row.number, column=column.index,
        )  # fmt: skip

    def _compare(self, row: Row, each: float, total: float, quantity: float) -> None:
        product = each * quantity
        if abs(product - total) <= _DISAGREEMENT_SHARE * max(product, total):
            return
        assert self.total is not None
        self._measures.findings.say(
            "BOM216", self._measures.sheet.at(row.number, self.total.index),
            f"total mass {total:g} kg is not {quantity:g} × {each:g} kg; the mass of one is used",
            f"总质量 {total:g} kg 与 {quantity:g} × {each:g} kg 不符；采用单件质量",
            row=row.number, column=self.total.index,
        )  # fmt: skip
