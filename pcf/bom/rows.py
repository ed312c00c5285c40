"""Turn the rows below a header into read lines, and set apart those that are no lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcf.bom.findings import Findings
from pcf.bom.grid import FaultyCell, Row, Sheet, Value, is_blank, plain_text
from pcf.bom.headers import Column, Header
from pcf.bom.lines import ReadLine, count_designators
from pcf.bom.masses import MassColumns
from pcf.bom.measures import Measures, Wanted
from pcf.bom.merges import MergedDown
from pcf.bom.vocabulary import Vocabulary
from pcf.bom.wording import shown, squashed
from pcf.bom.words import (
    NO,
    NOT_PLACED,
    PLACED,
    is_footer,
    is_subtotal,
    says_not_placed,
)
from pcf.model.bom import Stated

_TEXT_FIELDS = (
    "level", "part_number", "name", "material", "supplier", "country", "alternates",
    "alternate_of", "alternate_group", "alternate_priority", "designators", "parent",
)  # fmt: skip
_SAYS_WHAT = ("part_number", "name", "description", "material", "component_class", "category")
_STATED_TEXTS = ("footprint_boundary", "footprint_period", "footprint_source")
_QUANTITY_DIMENSIONS = ("count", "mass", "length", "area")
_CANONICAL = {"count": "pcs", "mass": "kg", "length": "m", "area": "m2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet with its header and the look-ups needed to read it."""

    sheet: Sheet
    header: Header
    vocabulary: Vocabulary
    section: str


class RowReader:
    """Reads the rows of one table; problems and notices go to ``findings``."""

    def __init__(self, table: Table, findings: Findings) -> None:
        self.sheet = table.sheet
        self.header = table.header
        self.vocabulary = table.vocabulary
        self.section = table.section
        self.findings = findings
        self.fields = table.header.fields
        columns = [*self.fields.values(), *self.header.descriptions, *self.header.parameters]
        self.merges = MergedDown(
            self.sheet, below=self.header.row, columns=[column.index for column in columns]
        )
        self.measures = Measures(self.sheet, self.vocabulary.units, findings)
        self.masses = MassColumns(table.header, self.measures, self.merges)
        self.skipped: list[tuple[int, str]] = []
        self.from_designators: list[int] = []
        self.unknown_classes: dict[str, int] = {}
        self._learn_decimal_marks()

    def lines(self) -> tuple[ReadLine, ...]:
        """Return the lines of the table in reading order."""
        return tuple(self._lines())

    def _lines(self) -> Iterable[ReadLine]:
        for row in self.sheet.rows:
            if row.number <= self.header.row or self._is_set_apart(row):
                continue
            first = next(plain_text(value) for value in row.values if not is_blank(value))
            if is_subtotal(first) or is_subtotal(self._text(row, "name")):
                if self._is_same_cell_as_first(row, first):
                    yield self._subtotal(row, first)
                    continue
            yield self._line(row)

    def _is_same_cell_as_first(self, row: Row, first: str) -> bool:
        """A part number beside the word *Total* makes it a part, not a subtotal."""
        number = self._text(row, "part_number")
        return not number or number == first

    def _is_set_apart(self, row: Row) -> bool:
        """Whether a row is a heading, a note, a repeated header or an empty numbered row."""
        filled = [index for index, value in enumerate(row.values) if not is_blank(value)]
        if not filled:
            return True
        first = plain_text(row.values[filled[0]])
        if tuple(map(plain_text, row.values)) == self.header.texts:
            return self._skip(row, "the header again", "重复的表头")
        says_what = any(self._text(row, field) for field in _SAYS_WHAT) or any(
            not is_blank(row.value(column.index)) for column in self.header.descriptions
        )
        counted = self._is_given(row, "quantity") or self._is_given(row, "designators")
        if is_subtotal(first):
            return False
        if not counted and is_footer(first):
            return self._skip(row, first, first)
        if len(filled) == 1 and not counted and self._is_heading(row, filled[0], first):
            return self._skip(row, first, first)
        weighed = self._is_given(row, "mass") or self._is_given(row, "total_mass")
        if says_what or any(
            not is_blank(self._value(row, c.index)) for c in self.header.parameters
        ):
            return False
        if not counted and not weighed:
            return self._skip(row, first, first)
        if not self._is_given(row, "item"):
            return self._skip(row, "a sum without a label", "无标注的合计")
        return False

    def _is_given(self, row: Row, field: str) -> bool:
        column = self.fields.get(field)
        return column is not None and not is_blank(self._value(row, column.index))

    def _is_heading(self, row: Row, index: int, text: str) -> bool:
        """A lone text heads a section unless it stands where parts are named."""
        named = {self.fields[f].index for f in ("part_number", "name") if f in self.fields}
        named |= {column.index for column in self.header.descriptions}
        merged_across = any(
            span.first_row <= row.number <= span.last_row
            and span.first_column <= index < span.last_column
            for span in self.sheet.merged
        )
        return merged_across or text.endswith((":", "：")) or index not in named

    def _skip(self, row: Row, text: str, text_zh: str) -> bool:
        self.skipped.append((row.number, text))
        self.findings.say(
            "BOM202", self.sheet.at(row.number),
            f"row is not read as a part: {shown(text)}", f"该行不作为零件读取：{shown(text_zh)}",
            row=row.number,
        )  # fmt: skip
        return True

    def _subtotal(self, row: Row, label: str) -> ReadLine:
        self.findings.say(
            "BOM201", self.sheet.at(row.number),
            f"'{shown(label)}' is a subtotal and is not counted",
            f"“{shown(label)}”为合计行，不计入",
            row=row.number,
        )  # fmt: skip
        return ReadLine(
            row=row.number, item="", texts={"name": label}, quantity=0.0, quantity_blank=False,
            unit="pcs", mass_kg=None, stated={}, not_placed=False, subtotal=True,
        )  # fmt: skip

    def _line(self, row: Row) -> ReadLine:
        texts = {field: self._checked_text(row, field) for field in _TEXT_FIELDS}
        texts["description"], texts["component_class"] = self._description_and_class(row)
        item = self._checked_text(row, "item")
        not_placed = self._is_not_placed(row, item, texts)
        if squashed(item) in NOT_PLACED:
            item = ""
        repeats = self._repeats(row)
        quantity, blank, unit = self._quantity(row, texts, not_placed=not_placed or repeats)
        mass_kg = self.masses.read(row, quantity, unit, repeats=repeats)
        if not any(texts[field] for field in ("part_number", "name", "description")) and not (
            texts["material"] or texts["component_class"] or blank
        ):
            self._refuse_nameless(row)
        return ReadLine(
            row=row.number, item=item, texts=texts, quantity=quantity, quantity_blank=blank,
            unit=_CANONICAL.get(self._dimension(unit), "pcs"), mass_kg=mass_kg,
            stated=self._stated(row), not_placed=not_placed, repeats=repeats,
        )  # fmt: skip

    def _dimension(self, unit: str) -> str:
        return self.vocabulary.units.dimension(unit)

    def _repeats(self, row: Row) -> bool:
        """Whether the item number or the designators are merged over this row from above."""
        for field in ("item", "designators"):
            column = self.fields.get(field)
            if column and self.merges.span(row.number, column.index):
                return True
        return False

    def _is_not_placed(self, row: Row, item: str, texts: dict[str, str]) -> bool:
        mark = self._checked_text(row, "dnp")
        populate = squashed(self._checked_text(row, "populate"))
        return (
            bool(mark and squashed(mark) not in PLACED)
            or populate in NOT_PLACED
            or bool(populate and populate in NO)
            or squashed(item) in NOT_PLACED
            or squashed(self._text(row, "quantity")) in NOT_PLACED
            or says_not_placed(texts["description"])
            or says_not_placed(texts["name"])
        )

    def _quantity(
        self, row: Row, texts: dict[str, str], *, not_placed: bool
    ) -> tuple[float | None, bool, str]:
        """Return the quantity in its canonical unit, whether its cell is blank, the unit written."""
        column = self.fields.get("quantity")
        unit = self._unit(row, column)
        value = self._value(row, column.index) if column else None
        if is_blank(value) or squashed(plain_text(value)) in NOT_PLACED:
            count = count_designators(texts["designators"]) if texts["designators"] else None
            if is_blank(value) and count and not not_placed:
                self.from_designators.append(row.number)
                return float(count), False, unit
            return None, True, unit
        assert column is not None
        read = self._measured_quantity(value, row, column, unit)
        if read is None:
            return None, False, unit
        quantity, written = read
        base = self.fields.get("base_quantity")
        if base and not is_blank(self._value(row, base.index)):
            wanted = Wanted(name="base quantity", name_zh="用量分母", unit="")
            divisor = self.measures.read(
                self._value(row, base.index), row=row.number, column=base.index, wanted=wanted
            )
            if divisor and divisor[0] > 0:
                quantity /= divisor[0]
        return quantity, False, written

    def _measured_quantity(
        self, value: Value, row: Row, column: Column, unit: str
    ) -> tuple[float, str] | None:
        dimension = self._dimension(unit)
        if isinstance(value, str):
            dimension = self._own_dimension(value) or dimension
        wanted = Wanted(
            name="quantity", name_zh="用量", unit=_CANONICAL.get(dimension, "pcs"), assumed=unit
        )
        if isinstance(value, str) and squashed(value) in {"-", "/", "na", "none", "无"}:
            self._refuse_quantity(row, column, value)
            return None
        return self.measures.read(value, row=row.number, column=column.index, wanted=wanted)

    def _own_dimension(self, text: str) -> str:
        from pcf.bom.numbers import NotANumber, split_measure

        try:
            dimension = self._dimension(split_measure(text)[1])
        except NotANumber:
            return ""
        return dimension if dimension in _QUANTITY_DIMENSIONS else ""

    def _refuse_quantity(self, row: Row, column: Column, text: str) -> None:
        self.findings.refuse(
            "BOM102", self.sheet.at(row.number, column.index),
            f"cannot read '{shown(text)}' as quantity (expected "
            f"{self.vocabulary.units.expected.get('count', 'a number')})",
            f"无法把“{shown(text)}”读作用量（应为 "
            f"{self.vocabulary.units.expected_zh.get('count', '数字')}）",
            row=row.number, column=column.index,
        )  # fmt: skip

    def _unit(self, row: Row, quantity: Column | None) -> str:
        column = self.fields.get("unit")
        text = self._checked_text(row, "unit")
        if not text:
            return (quantity.heading.unit if quantity else "") or "pcs"
        if column and self._dimension(text) not in _QUANTITY_DIMENSIONS:
            units = self.vocabulary.units
            expected = "; ".join(units.expected.get(name, "") for name in _QUANTITY_DIMENSIONS)
            expected_zh = "；".join(units.expected_zh.get(n, "") for n in _QUANTITY_DIMENSIONS)
            self.findings.refuse(
                "BOM113", self.sheet.at(row.number, column.index),
                f"cannot read '{shown(text)}' as a unit of quantity (expected {expected})",
                f"无法把“{shown(text)}”读作用量单位（应为 {expected_zh}）",
                row=row.number, column=column.index,
            )  # fmt: skip
            return "pcs"
        return text

    def _description_and_class(self, row: Row) -> tuple[str, str]:
        """Return the free text, and the class where a cell names one we know."""
        parts: list[str] = []
        for column in self.header.descriptions:
            text = self._column_text(row, column)
            if text and text not in parts:
                parts.append(text)
        known = ""
        for field in ("component_class", "category"):
            text = self._checked_text(row, field)
            if not text:
                continue
            found = self.vocabulary.classes.get(squashed(text), "")
            if (
                found
                and not known
                and (field == "component_class" or squashed(found) == squashed(text))
            ):
                known = found
                continue
            if field == "component_class" and not found:
                self.unknown_classes.setdefault(text, row.number)
            if text not in parts:
                parts.append(text)
        return "; ".join(parts), known

    def _stated(self, row: Row) -> dict[str, Stated]:
        stated: dict[str, Stated] = {}
        for column in self.header.parameters:
            value = self._value(row, column.index)
            if is_blank(value):
                continue
            self._state(stated, column.heading.field, value, row, column)
        footprint = self.fields.get("footprint")
        if footprint and not is_blank(self._value(row, footprint.index)):
            value = self._value(row, footprint.index)
            wanted = Wanted(
                name="carbon footprint", name_zh="碳足迹", unit="kgCO2e",
                assumed=footprint.heading.unit or "kgCO2e", may_be_negative=True,
            )  # fmt: skip
            read = self.measures.read(value, row=row.number, column=footprint.index, wanted=wanted)
            if read:
                at = self.sheet.at(row.number, footprint.index)
                stated["footprint_kgco2e"] = Stated(value=read[0], at=at)
        for field in _STATED_TEXTS:
            text = self._checked_text(row, field)
            if text:
                at = self.sheet.at(row.number, self.fields[field].index)
                stated[field] = Stated(value=text, at=at)
        return stated

    def _state(
        self, stated: dict[str, Stated], name: str, value: Value, row: Row, column: Column
    ) -> None:
        at = self.sheet.at(row.number, column.index)
        if name in self.vocabulary.choices:
            text = self._column_text(row, column)
            if text:
                stated[name] = Stated(value=text, at=at)
            return
        unit = self.vocabulary.columns.field_units.get(name, "")
        wanted = Wanted(
            name=name, name_zh=name, unit=unit, assumed=column.heading.unit or unit,
            may_be_negative=False,
        )  # fmt: skip
        read = self.measures.read(value, row=row.number, column=column.index, wanted=wanted)
        if read:
            stated[name] = Stated(value=read[0], at=at)

    def _refuse_nameless(self, row: Row) -> None:
        self.findings.refuse(
            "BOM123", self.sheet.at(row.number),
            "line has a quantity but no part number, name or description (say what it is)",
            "该行有用量，但没有料号、名称或描述（请注明是什么）",
            row=row.number,
        )  # fmt: skip

    def _value(self, row: Row, index: int) -> Value:
        return self.merges.value(row, index)

    def _text(self, row: Row, field: str) -> str:
        column = self.fields.get(field)
        return plain_text(self._value(row, column.index)) if column else ""

    def _checked_text(self, row: Row, field: str) -> str:
        column = self.fields.get(field)
        return self._column_text(row, column) if column else ""

    def _column_text(self, row: Row, column: Column) -> str:
        value = self._value(row, column.index)
        if isinstance(value, FaultyCell):
            if column.heading.field not in {"supplier", "designators"}:
                self.measures.report_fault(value, row=row.number, column=column.index)
            return ""
        return plain_text(value)

    def _learn_decimal_marks(self) -> None:
        columns = [
            *(self.fields[f] for f in ("quantity", "mass", "total_mass") if f in self.fields),
            *self.header.parameters,
        ]
        for column in columns:
            values = (
                row.value(column.index) for row in self.sheet.rows if row.number > self.header.row
            )
            self.measures.learn(column.index, values)
