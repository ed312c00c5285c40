"""A table of configurations, one server a row: found, read, every bad cell reported."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.bom.findings import Findings
from pcf.bom.grid import RawFile, Row, Sheet, is_blank, plain_text
from pcf.bom.headers import HEADER_WITHIN_ROWS
from pcf.bom.measures import Measures, Wanted
from pcf.bom.units import Units
from pcf.bom.vocabulary import Names
from pcf.bom.wording import listed, shown, squashed
from pcf.bom.words import NOTHING
from pcf.errors import BomError
from pcf.model.archetype import Archetype
from pcf.model.bom import BillOfMaterials, Stated
from pcf.model.knowledge import HeaderAlias, Knowledge

COLUMNS_TABLE = "configuration_columns"
ARCHETYPE = "archetype"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What a column holds: ``text``, ``count``, ``number`` or a study ``setting``."""

    unit: str
    kind: str
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigurationTable:
    """The sheet that holds configurations: its header row and the column of each field."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    units: Mapping[str, str]  # unit a header gives, by field
    unused: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows below the header."""
        return tuple(row for row in self.sheet.rows if row.number > self.header_row)


def configuration_table(raw: RawFile, knowledge: Knowledge) -> ConfigurationTable | None:
    """Return the table of configurations in a file, ``None`` where it has none.

    It is the first visible sheet with a column ``archetype`` in one of the first 30 rows.
    """
    names = _names(knowledge)
    for sheet in raw.sheets:
        if not sheet.visible:
            continue
        for row in sheet.rows:
            if row.number > HEADER_WITHIN_ROWS:
                break
            table = _as_header(sheet, row, names)
            if table is not None:
                return table
    return None


def read_configurations(
    file: str, content: bytes, table: ConfigurationTable, knowledge: Knowledge
) -> tuple[BillOfMaterials, ...]:
    """Return the bill of materials of every row, in order.

    Raises
    ------
    BomError
        Every bad cell at once: an unknown archetype (BOM150), a number that is none or is
        negative, a count that is no whole number (BOM151) or a value out of range (BOM152).
    """
    findings = Findings()
    reader = _Reader(table, knowledge, findings)
    bills = []
    for row in table.rows:
        configuration = reader.read(row, file, content)
        if configuration is not None:
            bills.append(filled_in(configuration, knowledge.archetypes[configuration.archetype]))
    if not table.rows:
        findings.refuse(
            "BOM119", table.sheet.at(table.header_row),
            "there is no configuration below the header", "表头下没有任何配置行",
        )  # fmt: skip
    if findings.problems:
        raise BomError(findings.problems)
    return tuple(bills)


def _names(knowledge: Knowledge) -> Names:
    aliases = (
        HeaderAlias(
            field=row["column"], alias=row["alias"], lang=row["lang"], unit=_unit(row["unit"])
        )
        for row in knowledge.tables.get(COLUMNS_TABLE, ())
    )
    return Names.of(aliases, Units.of(knowledge.units))


def _unit(text: str) -> str:
    return "" if text == "1" else text


def _as_header(sheet: Sheet, row: Row, names: Names) -> ConfigurationTable | None:
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    unused: list[str] = []
    for index, value in enumerate(row.values):
        title = plain_text(value)
        heading = names.heading(title) if title else None
        if heading is None or heading.field in columns:
            if title:
                unused.append(title)
            continue
        columns[heading.field] = index
        units[heading.field] = heading.unit
    if ARCHETYPE not in columns:
        return None
    return ConfigurationTable(
        sheet=sheet,
        header_row=row.number,
        columns=columns,
        units=units,
        unused=tuple(unused),
    )


class _Reader:
    """Reads the rows of one table; problems gather in ``findings``."""

    def __init__(self, table: ConfigurationTable, knowledge: Knowledge, findings: Findings) -> None:
        self._table = table
        self._archetypes = knowledge.archetypes
        self._findings = findings
        self._fields = _fields(knowledge.tables.get(COLUMNS_TABLE, ()))
        self._measures = Measures(table.sheet, Units.of(knowledge.units), findings)
        for column in table.columns.values():
            self._measures.learn(column, (row.value(column) for row in table.rows))

    def read(self, row: Row, file: str, content: bytes) -> Configuration | None:
        """Return the configuration of a row, ``None`` where a cell was refused."""
        before = len(self._findings.problems)
        values: dict[str, Stated] = {}
        for field, column in self._table.columns.items():
            stated = self._cell(row, field, column)
            if stated is not None:
                values[field] = stated
        archetype = self._archetype(row, values)
        if archetype is None or len(self._findings.problems) > before:
            return None
        name = values.get("name")
        return Configuration(
            name=str(name.value) if name else f"{archetype.key} {row.number}",
            archetype=archetype.key,
            values=values,
            file=file,
            sha256=hashlib.sha256(content + f"\n# {row.number}".encode()).hexdigest(),
            at=self._table.sheet.at(row.number),
            unused=self._table.unused,
        )

    def _cell(self, row: Row, field: str, column: int) -> Stated | None:
        value = row.value(column)
        spec = self._fields[field]
        at = self._table.sheet.at(row.number, column)
        if spec.kind == "text":
            text = plain_text(value)
            blank = not text or squashed(text) in NOTHING
            return None if blank else Stated(value=text, at=at)
        if is_blank(value):
            return None
        wanted = Wanted(
            name=field,
            name_zh=field,
            unit=spec.unit,
            assumed=self._table.units.get(field) or spec.unit,
        )
        read = self._measures.read(value, row=row.number, column=column, wanted=wanted)
        if read is None or not self._possible(read[0], field, spec, row.number, column):
            return None
        return Stated(value=read[0], at=at)

    def _possible(self, number: float, field: str, spec: _Field, row: int, column: int) -> bool:
        at = self._table.sheet.at(row, column)
        if spec.kind == "count" and number != int(number):
            self._findings.refuse(
                "BOM151", at,
                f"{field} is not a whole number: {number:g}", f"{field} 应为整数：{number:g}",
                row=row, column=column,
            )  # fmt: skip
            return False
        if spec.kind != "setting" and not spec.lowest <= number <= spec.highest:
            self._findings.refuse(
                "BOM152", at,
                f"{field} = {number:g} cannot be (expected {spec.lowest:g} to {spec.highest:g})",
                f"{field} = {number:g} 不合理（应为 {spec.lowest:g} 至 {spec.highest:g}）",
                row=row, column=column,
            )  # fmt: skip
            return False
        return True

    def _archetype(self, row: Row, values: Mapping[str, Stated]) -> Archetype | None:
        stated = values.get(ARCHETYPE)
        key = str(stated.value).strip().casefold() if stated else ""
        archetype = self._archetypes.get(key)
        if archetype is None:
            column = self._table.columns[ARCHETYPE]
            known = listed(sorted(self._archetypes), at_most=20)
            self._findings.refuse(
                "BOM150", self._table.sheet.at(row.number, column),
                f"'{shown(key)}' is no archetype (expected one of {known})",
                f"“{shown(key)}”不是已知原型（应为 {known} 之一）",
                row=row.number, column=column,
            )  # fmt: skip
        return archetype


def _fields(rows: Sequence[Mapping[str, str]]) -> dict[str, _Field]:
    fields: dict[str, _Field] = {}
    for row in rows:
        fields.setdefault(
            row["column"],
            _Field(
                unit=row["unit"],
                kind=row["kind"],
                lowest=float(row["lowest"] or "-inf"),
                highest=float(row["highest"] or "inf"),
            ),
        )
    return fields
