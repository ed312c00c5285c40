"""Read one BOM-like table: header, rows, tree, dispositions, lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcf.bom.cells import Table
from pcf.bom.dispositions import SET_ASIDE, alternates, disposed
from pcf.bom.findings import Findings
from pcf.bom.lines import ReadLine
from pcf.bom.remarks import say_of_columns, say_of_lines, say_of_sheet
from pcf.bom.rows import RowReader
from pcf.bom.tree import (
    Misfit,
    Tree,
    flat,
    from_levels,
    from_outline,
    from_parents,
    has_outline,
    indented_levels,
    parse_levels,
)
from pcf.model.bom import BomLine, Disposition


def read_table(table: Table, findings: Findings, *, taken: set[str]) -> tuple[BomLine, ...]:
    """Return the lines of a table; ``taken`` are item names already given, and is added to."""
    reader = RowReader(table, findings)
    lines = reader.lines()
    tree = _tree(table, lines, findings)
    alternative = alternates(lines, tree)
    lines = _with_quantities(table, lines, tree, alternative, findings)
    dispositions = disposed(lines, tree, alternative)
    items = _unique_items(table, lines, findings, taken)
    quantities = [
        0.0 if disposition in SET_ASIDE else line.quantity or 0.0
        for line, disposition in zip(lines, dispositions, strict=True)
    ]
    counts = tree.multiplied(quantities)
    _check_counts(table, lines, counts, findings)
    say_of_sheet(table, reader, findings)
    say_of_columns(table, reader, findings)
    say_of_lines(table, lines, dispositions, tree, alternative, findings)
    return tuple(
        _bom_line(table, line, items, tree, dispositions[index], counts[index], index)
        for index, line in enumerate(lines)
    )


def _bom_line(
    table: Table,
    line: ReadLine,
    items: Sequence[str],
    tree: Tree,
    disposition: Disposition,
    count: float,
    index: int,
) -> BomLine:
    parents = tree.parents[index]
    return BomLine(
        item=items[index],
        level=tree.levels[index],
        parent=items[parents[0]] if parents else None,
        part_number=line.text("part_number"),
        name=line.text("name"),
        description=line.text("description"),
        material=line.text("material"),
        component_class=line.text("component_class"),
        supplier=line.text("supplier"),
        country=line.text("country"),
        designators=line.text("designators"),
        quantity=line.quantity or 0.0,
        count=count,
        unit=line.unit,
        mass_kg=line.mass_kg,
        stated=line.stated,
        disposition=disposition,
        at=table.sheet.at(line.row),
        section=table.section,
    )


def _tree(table: Table, lines: Sequence[ReadLine], findings: Findings) -> Tree:
    """Levels win over a parent column, a parent column over outline item numbers."""
    in_tree = [index for index, line in enumerate(lines) if not line.subtotal]
    some = [lines[index] for index in in_tree]
    misfits: tuple[Misfit, ...] = ()
    if any(line.text("level") for line in some):
        part, misfits = from_levels(_levels(table, some, findings))
    elif any(line.text("parent") for line in some):
        names = [
            tuple(name for name in (line.item, line.text("part_number")) if name) for line in some
        ]
        part, misfits, product = from_parents(names, [line.text("parent") for line in some])
        if product:
            at = table.sheet.itself
            findings.say(
                "BOM223", at,
                f"parent '{product}' is no line of this BOM and is taken for the product itself",
                f"父项“{product}”不在本 BOM 中，视为产品本身",
            )  # fmt: skip
    elif has_outline([line.item for line in some]):
        part, misfits = from_outline([line.item for line in some])
    elif levels := indented_levels([line.indent for line in some]):
        part, misfits = from_levels(levels)
        findings.say(
            "BOM233", table.sheet.at(some[0].row),
            "levels are taken from the blanks before names (give a column Level to be sure)",
            "层级取自名称前的缩进空格（如需明确，请增加“层级”列）",
            row=some[0].row,
        )  # fmt: skip
    else:
        return flat(len(lines))
    for misfit in misfits:
        row = some[misfit.index].row
        findings.refuse(
            misfit.code, table.sheet.at(row), misfit.message, misfit.message_zh, row=row
        )
    return _spread(part, in_tree, len(lines))


def _spread(part: Tree, in_tree: Sequence[int], size: int) -> Tree:
    """Put the tree of some lines back among all: subtotals stand beside it."""
    if len(in_tree) == size:
        return part
    parents: list[tuple[int, ...]] = [()] * size
    levels = [1] * size
    for position, index in enumerate(in_tree):
        parents[index] = tuple(in_tree[parent] for parent in part.parents[position])
        levels[index] = part.levels[position]
    return Tree(parents=tuple(parents), levels=tuple(levels))


def _levels(table: Table, lines: Sequence[ReadLine], findings: Findings) -> tuple[int, ...]:
    column = table.header.fields["level"].index
    texts = [line.text("level") for line in lines]
    levels: list[int] = []
    for line, text, level in zip(lines, texts, parse_levels(texts), strict=True):
        previous = levels[-1] if levels else 1
        if level is None and not (line.repeats and not text):
            findings.refuse(
                "BOM115", table.sheet.at(line.row, column),
                f"cannot read '{text}' as a level (expected 1, 2, 3 … or 1.2.3)",
                f"无法把“{text}”读作层级（应为 1、2、3… 或 1.2.3）",
                row=line.row, column=column,
            )  # fmt: skip
        levels.append(previous if level is None else level)
    return tuple(levels)


def _with_quantities(
    table: Table,
    lines: Sequence[ReadLine],
    tree: Tree,
    alternative: Mapping[int, int | None],
    findings: Findings,
) -> tuple[ReadLine, ...]:
    """Give the top line of a tree the quantity 1 where it has none; refuse other blanks."""
    roots = [
        index for index, line in enumerate(lines) if not tree.parents[index] and not line.subtotal
    ]
    above_others = len(roots) == 1 and any(roots[0] in parents for parents in tree.parents)
    top = roots[0] if above_others else None
    fields = table.header.fields
    column = (fields.get("quantity") or fields["designators"]).index
    whole: list[ReadLine] = []
    for index, line in enumerate(lines):
        place = {"row": line.row, "column": column}
        at = table.sheet.at(line.row, column)
        if index == top and line.quantity != 1 and (line.quantity_blank or line.quantity):
            whole.append(_top_line(line, at_least=line.quantity or 1.0))
            findings.say(
                "BOM226", at,
                f"the top line's quantity is taken as {whole[-1].quantity:g}; "
                "everything below is multiplied by it",
                f"顶层行的用量按 {whole[-1].quantity:g} 计，其下各行均乘以该数",
                **place,
            )  # fmt: skip
            continue
        if line.quantity_blank and not line.not_placed and index not in alternative:
            findings.refuse(
                "BOM109", at,
                "quantity is blank (give the quantity, or 0 or DNP for a part that is not there)",
                "用量为空（请填写用量；未使用的零件请填 0 或 DNP）",
                **place,
            )  # fmt: skip
        whole.append(line)
    return tuple(whole)


def _top_line(line: ReadLine, *, at_least: float) -> ReadLine:
    return replace(line, quantity=at_least, quantity_blank=False)


def _unique_items(
    table: Table, lines: Sequence[ReadLine], findings: Findings, taken: set[str]
) -> tuple[str, ...]:
    """Return an item name for every line: as written, by row where blank, told apart if twice."""
    items: list[str] = []
    repeated: list[tuple[int, str]] = []
    prefix = "" if table.section == "bom" else f"{table.section}-"
    counter: dict[str, int] = {}
    for line in lines:
        wanted = f"{prefix}{line.item}" if line.item else f"{prefix}row{line.row}"
        item = wanted
        while item in taken:
            counter[wanted] = counter.get(wanted, 1) + 1
            item = f"{wanted}#{counter[wanted]}"
        if item != wanted and not line.repeats:
            repeated.append((line.row, item))
        taken.add(item)
        items.append(item)
    for row, item in repeated:
        findings.say(
            "BOM212", table.sheet.at(row),
            f"item number stands twice; this line is called {item} (both are counted)",
            f"项号重复，本行改称 {item}（两行均计入）",
            row=row,
        )  # fmt: skip
    return tuple(items)


def _check_counts(
    table: Table, lines: Sequence[ReadLine], counts: Sequence[float], findings: Findings
) -> None:
    for line, count in zip(lines, counts, strict=True):
        if not math.isfinite(count):
            findings.refuse(
                "BOM124", table.sheet.at(line.row),
                "quantities multiply to more than a number can hold (correct the quantities above)",
                "各层用量相乘溢出（请更正上级用量）",
                row=line.row,
            )  # fmt: skip
