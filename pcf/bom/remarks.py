"""What must be said of a table that was read: hidden rows, assumed units, lines set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.bom.cells import Table
from pcf.bom.findings import Findings
from pcf.bom.grid import column_letters, row_ranges
from pcf.bom.headers import Column
from pcf.bom.lines import ReadLine
from pcf.bom.rows import RowReader
from pcf.bom.tree import Tree
from pcf.bom.wording import listed, shown
from pcf.model.bom import Disposition

_NEVER = ("9999", "2999", "12/31/9999", "31.12.9999")  # ends of validity that mean none


def say_of_sheet(table: Table, reader: RowReader, findings: Findings) -> None:
    """Say what was hidden and read all the same, and what was merged."""
    sheet, header = table.sheet, table.header
    hidden = [
        row.number
        for row in sheet.rows
        if row.number > header.row and row.number in sheet.hidden_rows
    ]
    if hidden:
        rows = row_ranges(hidden)
        findings.say(
            "BOM203", sheet.at(hidden[0]),
            f"hidden rows are counted like the others: {rows}",
            f"隐藏行与其他行一样计入：{rows}",
            row=hidden[0],
        )  # fmt: skip
    for column in (*header.fields.values(), *header.parameters):
        if column.index in sheet.hidden_columns:
            findings.say(
                "BOM205", sheet.at(header.row, column.index),
                f"column '{shown(column.title)}' is hidden and is read all the same",
                f"隐藏列“{shown(column.title)}”照常读取",
                row=header.row, column=column.index,
            )  # fmt: skip
    for index, spans in reader.cells.merges.used().items():
        ranges = [
            f"{column_letters(index)}{span.first_row}:{column_letters(index)}{span.last_row}"
            for span in spans
        ]
        findings.say(
            "BOM210", sheet.at(spans[0].first_row, index),
            f"a merged value holds for every row it covers: {listed(ranges)}",
            f"合并单元格的值适用于所覆盖的每一行：{listed(ranges)}",
            row=spans[0].first_row, column=index,
        )  # fmt: skip
    if sheet.dropped_columns:
        findings.say(
            "BOM231", sheet.itself,
            "cells beyond column SR are not read", "SR 列以后的单元格不读取",
        )  # fmt: skip


def say_of_columns(table: Table, reader: RowReader, findings: Findings) -> None:
    """Say which unit was assumed, which columns were set aside and which classes are unknown."""
    sheet, header = table.sheet, table.header
    _say_of_masses(table, reader, findings)
    _say_of_bare_numbers(table, findings)
    at_header = {"row": header.row}
    for other, used in header.rivals:
        findings.say(
            "BOM219", sheet.at(header.row, other.index),
            f"column '{shown(other.title)}' is not read: '{shown(used.title)}' means the same",
            f"列“{shown(other.title)}”不读取：“{shown(used.title)}”含义相同",
            column=other.index, **at_header,
        )  # fmt: skip
    if header.unused:
        names = listed([shown(name) for name in header.unused], at_most=12)
        findings.say(
            "BOM218", sheet.at(header.row),
            f"columns without a meaning here are not read: {names}",
            f"以下列与核算无关，不读取：{names}",
            **at_header,
        )  # fmt: skip
    _say_of_validity(table, reader, findings)
    if reader.from_designators:
        rows = row_ranges(reader.from_designators)
        first = reader.from_designators[0]
        findings.say(
            "BOM213", sheet.at(first),
            f"quantity is the number of designators in rows {rows}",
            f"以下各行的用量取位号个数：{rows}",
            row=first,
        )  # fmt: skip
    for text, row in reader.unknown_classes.items():
        column = header.fields["component_class"].index
        findings.say(
            "BOM220", sheet.at(row, column),
            f"class '{shown(text)}' is not one of ours; lines with it are classified by their text",
            f"类别“{shown(text)}”不在类别表中，相关行按文字判断类别",
            row=row, column=column,
        )  # fmt: skip


def _say_of_validity(table: Table, reader: RowReader, findings: Findings) -> None:
    """Say that lines are counted whatever their dates: which of them hold is not ours to say."""
    column = table.header.fields.get("valid_to")
    if column is None:
        return
    ending = [
        row.number
        for row in table.sheet.rows
        if row.number > table.header.row
        and (until := reader.cells.peek(row, "valid_to"))
        and not until.startswith(_NEVER)
    ]
    if ending:
        rows = row_ranges(ending)
        findings.say(
            "BOM234", table.sheet.at(ending[0], column.index),
            f"lines that cease to be valid are counted like the others: rows {rows} "
            "(take out what is superseded)",
            f"有失效日期的行照常计入：第 {rows} 行（请删去已失效的物料）",
            row=ending[0], column=column.index,
        )  # fmt: skip


def _say_of_bare_numbers(table: Table, findings: Findings) -> None:
    """Say which unit was assumed for parameters and footprints whose header gives none."""
    header, vocabulary = table.header, table.vocabulary
    columns = list(header.parameters)
    if "footprint" in header.fields:
        columns.append(header.fields["footprint"])
    for column in columns:
        unit = vocabulary.columns.field_units.get(column.heading.field, "")
        if not unit or column.heading.unit:
            continue
        bare = [
            value
            for row in table.sheet.rows
            if row.number > header.row and isinstance(value := row.value(column.index), float)
        ]
        if bare:
            _say_assumed(table, column, unit, bare, findings)


def _say_assumed(
    table: Table, column: Column, unit: str, bare: list[float], findings: Findings
) -> None:
    title = shown(column.title)
    findings.say(
        "BOM214", table.sheet.at(table.header.row, column.index),
        f"no unit in the header '{title}': {unit} is assumed "
        f"(values from {min(bare):g} to {max(bare):g})",
        f"表头“{title}”未注明单位：按 {unit} 处理（数值范围 {min(bare):g} 至 {max(bare):g}）",
        row=table.header.row, column=column.index,
    )  # fmt: skip


def _say_of_masses(table: Table, reader: RowReader, findings: Findings) -> None:
    sheet, header, masses = table.sheet, table.header, reader.masses
    for column in (masses.each, masses.total):
        if column is None:
            continue
        bare = masses.bare_kg.get(column.index)
        if bare:
            _say_assumed(table, column, "kg", bare, findings)
        seen = sorted(masses.units_seen.get(column.index, ()))
        if len(seen) > 1:
            findings.say(
                "BOM215", sheet.at(header.row, column.index),
                f"units are mixed in this column, each value is read in its own: {listed(seen)}",
                f"本列单位不一，各按自身单位读取：{listed(seen)}",
                row=header.row, column=column.index,
            )  # fmt: skip
    if masses.zero_rows:
        rows = row_ranges(masses.zero_rows)
        findings.say(
            "BOM217", sheet.at(masses.zero_rows[0]),
            f"mass 0 is read as not given in rows {rows}",
            f"质量为 0 视为未填写：第 {rows} 行",
            row=masses.zero_rows[0],
        )  # fmt: skip
    for unit, row in masses.per_measure.items():
        findings.say(
            "BOM222", sheet.at(row),
            f"mass is taken as mass per {shown(unit)}, the unit of the quantity",
            f"质量按每 {shown(unit)}（用量单位）理解",
            row=row,
        )  # fmt: skip


def say_of_lines(
    table: Table,
    lines: Sequence[ReadLine],
    dispositions: Sequence[Disposition],
    tree: Tree,
    alternative: Mapping[int, int | None],
    findings: Findings,
) -> None:
    """Say of every line that is not counted why, and name the assemblies in one notice."""
    sheet = table.sheet
    parents = {parent for above in tree.parents for parent in above}
    assemblies: list[ReadLine] = []
    for index, (line, disposition) in enumerate(zip(lines, dispositions, strict=True)):
        at, row = sheet.at(line.row), line.row
        label = shown(line.label)
        if disposition is Disposition.DO_NOT_PLACE:
            findings.say(
                "BOM207", at, f"'{label}' is not placed and is not counted",
                f"“{label}”不贴装，不计入", row=row,
            )  # fmt: skip
        elif disposition is Disposition.ALTERNATE:
            main = alternative.get(index)
            of = f" of '{shown(lines[main].label)}'" if main is not None else ""
            of_zh = f"“{shown(lines[main].label)}”的" if main is not None else ""
            findings.say(
                "BOM208", at, f"'{label}' is an alternate{of} and is not counted",
                f"“{label}”为{of_zh}替代料，不计入", row=row,
            )  # fmt: skip
        elif disposition is Disposition.ZERO_QUANTITY:
            findings.say(
                "BOM209", at, f"'{label}' has quantity 0 and is not counted",
                f"“{label}”用量为 0，不计入", row=row,
            )  # fmt: skip
        elif disposition is Disposition.ASSEMBLY:
            assemblies.append(line)
            if "footprint_kgco2e" in line.stated:
                findings.say(
                    "BOM228", at,
                    f"the declared footprint of '{label}' is not used: its parts are counted",
                    f"“{label}”声明的碳足迹未采用：已按其下级零件计算", row=row,
                )  # fmt: skip
        elif disposition is Disposition.COUNTED and index in parents:
            findings.say(
                "BOM227", at, f"none of the parts of '{label}' is counted, so it is counted itself",
                f"“{label}”的下级零件均不计入，因此计入其本身", row=row,
            )  # fmt: skip
        if disposition is Disposition.COUNTED and line.unit == "pcs" and (line.quantity or 0) % 1:
            findings.say(
                "BOM229", at, f"'{label}' has {line.quantity:g} pieces, not a whole number",
                f"“{label}”的用量为 {line.quantity:g} 件，不是整数", row=row,
            )  # fmt: skip
    if assemblies:
        first = assemblies[0].row
        names = listed([shown(line.label) for line in assemblies])
        findings.say(
            "BOM221", sheet.at(first),
            f"assemblies are not counted themselves, their parts are ({len(assemblies)}): {names}",
            f"组件本身不计入，按其下级零件计算（{len(assemblies)} 个）：{names}",
            row=first,
        )  # fmt: skip
