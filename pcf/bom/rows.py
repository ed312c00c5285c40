"""Turn the rows below a header into read lines, and set apart those that are no lines."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.bom.apart import ends_parts, reason_to_skip, subtotal_label
from pcf.bom.cells import Cells, Table
from pcf.bom.findings import Findings
from pcf.bom.grid import FaultyCell, Row
from pcf.bom.lines import ReadLine
from pcf.bom.masses import MassColumns
from pcf.bom.measures import Measures
from pcf.bom.merges import MergedDown
from pcf.bom.quantities import read_quantity
from pcf.bom.stated import read_stated
from pcf.bom.wording import shown, squashed
from pcf.bom.words import ALTERNATE, NO, NOT_PLACED, PLACED, YES, says_not_placed

_TEXT_FIELDS = (
    "level", "part_number", "name", "material", "supplier", "country", "alternates",
    "alternate_of", "alternate_group", "alternate_priority", "designators", "parent", "remark",
)  # fmt: skip
_BLANK_WIDTHS = {"\t": 4, "\u3000": 2}
_LEARNED_FIELDS = ("quantity", "mass", "total_mass", "footprint")


class RowReader:
    """Reads the rows of one table; problems and notices go to ``findings``."""

    def __init__(self, table: Table, findings: Findings) -> None:
        header = table.header
        columns = [*header.fields.values(), *header.descriptions, *header.parameters]
        merges = MergedDown(
            table.sheet, below=header.row, columns=[column.index for column in columns]
        )
        measures = Measures(table.sheet, table.vocabulary.units, findings)
        self.table = table
        self.findings = findings
        self.cells = Cells(table=table, measures=measures, merges=merges)
        self.masses = MassColumns(header, measures, merges)
        self.from_designators: list[int] = []
        self.unknown_classes: dict[str, int] = {}
        self._learn_decimal_marks()

    def lines(self) -> tuple[ReadLine, ...]:
        """Return the lines of the table in reading order."""
        return tuple(self._lines())

    def _lines(self) -> Iterable[ReadLine]:
        after_notes = False
        for row in self.table.sheet.rows:
            if row.number <= self.table.header.row:
                continue
            label = subtotal_label(self.cells, row)
            if label:
                yield self._subtotal(row, label)
                continue
            why, why_zh = reason_to_skip(self.cells, row, after_notes=after_notes)
            if why:
                after_notes = after_notes or ends_parts(row)
                self._say_skipped(row, why, why_zh)
                continue
            yield self._line(row)

    def _say_skipped(self, row: Row, why: str, why_zh: str) -> None:
        self.findings.say(
            "BOM202",
            self.table.sheet.at(row.number),
            f"row is not read as a part: {shown(why)}",
            f"该行不作为零件读取：{shown(why_zh)}",
            row=row.number,
        )

    def _subtotal(self, row: Row, label: str) -> ReadLine:
        self.findings.say(
            "BOM201",
            self.table.sheet.at(row.number),
            f"'{shown(label)}' is a subtotal and is not counted",
            f"“{shown(label)}”为合计行，不计入",
            row=row.number,
        )
        return ReadLine(
            row=row.number, item="", texts={"name": label}, quantity=0.0, quantity_blank=False,
            unit="pcs", mass_kg=None, stated={}, not_placed=False, subtotal=True,
        )  # fmt: skip

    def _line(self, row: Row) -> ReadLine:
        texts = {field: self.cells.text(row, field) for field in _TEXT_FIELDS}
        texts["description"], texts["component_class"] = self._description_and_class(row)
        item = self.cells.text(row, "item")
        not_placed = self._is_not_placed(row, item, texts)
        if not self.cells.column("alternates") and squashed(texts["remark"]) in ALTERNATE - YES:
            texts["alternates"] = texts["remark"]
        repeats = self._repeats(row)
        quantity = read_quantity(self.cells, row, may_be_blank=not_placed or repeats)
        if quantity.from_designators:
            self.from_designators.append(row.number)
        mass_kg = self.masses.read(row, quantity.amount, quantity.written, repeats=repeats)
        stated = read_stated(self.cells, row)
        named = ("part_number", "name", "description", "material", "component_class")
        says_what = stated or any(texts[field] for field in named)
        if not quantity.blank and not says_what and not _has_fault(row):
            self._refuse_nameless(row)
        return ReadLine(
            row=row.number,
            item="" if squashed(item) in NOT_PLACED else item,
            texts=texts,
            quantity=quantity.amount,
            quantity_blank=quantity.blank,
            unit=quantity.unit,
            mass_kg=mass_kg,
            stated=stated,
            not_placed=not_placed,
            repeats=repeats,
            indent=self._indent(row),
        )

    def _indent(self, row: Row) -> int:
        """Return the width of the blanks before what the row is called."""
        header = self.table.header
        column = self.cells.column("name") or next(iter(header.descriptions), None)
        value = row.value(column.index) if column else None
        if not isinstance(value, str):
            return 0
        blanks = value[: len(value) - len(value.lstrip())]
        return sum(_BLANK_WIDTHS.get(blank, 1) for blank in blanks)

    def _repeats(self, row: Row) -> bool:
        """Whether the item number or the designators are merged over this row from above."""
        return any(
            column is not None and self.cells.merges.span(row.number, column.index) is not None
            for column in (self.cells.column("item"), self.cells.column("designators"))
        )

    def _is_not_placed(self, row: Row, item: str, texts: dict[str, str]) -> bool:
        mark = self.cells.text(row, "dnp")
        populate = squashed(self.cells.text(row, "populate"))
        return (
            bool(mark and squashed(mark) not in PLACED)
            or bool(populate and populate in NO | NOT_PLACED)
            or squashed(item) in NOT_PLACED
            or squashed(self.cells.peek(row, "quantity")) in NOT_PLACED
            or says_not_placed(texts["description"])
            or says_not_placed(texts["name"])
            or squashed(texts["remark"]) in NOT_PLACED
            or says_not_placed(texts["remark"])
        )

    def _description_and_class(self, row: Row) -> tuple[str, str]:
        """Return all free text joined, and the class where a cell names one we know.

        A class or type that we do not know still says something: it joins the text.
        """
        parts = [self.cells.column_text(row, column) for column in self.table.header.descriptions]
        known = ""
        vocabulary = self.table.vocabulary
        for field, names in (
            ("component_class", vocabulary.classes),
            ("category", vocabulary.class_titles),  # a loose word in a Type column decides nothing
        ):
            text = self.cells.text(row, field)
            found = names.get(squashed(text), "") if text else ""
            if found and not known:
                known = found
                continue
            if text and not found and field == "component_class":
                self.unknown_classes.setdefault(text, row.number)
            parts.append(text)
        return "; ".join(dict.fromkeys(part for part in parts if part)), known

    def _refuse_nameless(self, row: Row) -> None:
        self.findings.refuse(
            "BOM123",
            self.table.sheet.at(row.number),
            "line has a quantity but no part number, name or description (say what it is)",
            "该行有用量，但没有料号、名称或描述（请注明是什么）",
            row=row.number,
        )

    def _learn_decimal_marks(self) -> None:
        header = self.table.header
        columns = [header.fields[field] for field in _LEARNED_FIELDS if field in header.fields]
        rows = [row for row in self.table.sheet.rows if row.number > header.row]
        for column in (*columns, *header.parameters):
            self.cells.measures.learn(column.index, (row.value(column.index) for row in rows))


def _has_fault(row: Row) -> bool:
    """Whether a cell of the row is reported already, so that its text is only missing."""
    return any(isinstance(value, FaultyCell) for value in row.values)
