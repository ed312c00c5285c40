"""A bill of materials with the lines of a scenario changed, removed and added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcf.bom.scenario import LineChange
from pcf.bom.wording import squashed
from pcf.errors import InputError, Problem
from pcf.model.bom import BillOfMaterials, BomLine, Disposition
from pcf.model.knowledge import Knowledge

_TEXTS = ("name", "description", "part_number", "material", "supplier", "country")


def changed_bill(
    bom: BillOfMaterials, changes: Sequence[LineChange], knowledge: Knowledge
) -> BillOfMaterials:
    """Return the bill with all changes; what hangs below a line follows it.

    A new quantity multiplies down the tree. A new name, description or part number is another
    part: nothing but the quantity of the old one stays. Otherwise what is not named stays,
    the mass of one piece included.

    Raises
    ------
    InputError
        An item that is not there (SCN108), an unknown class (SCN109), an added item whose
        number is taken (SCN115); all at once.
    """
    problems: list[Problem] = []
    lines = list(bom.lines)
    for number, change in enumerate(changes, 1):
        positions = {line.item: position for position, line in enumerate(lines)}
        texts = _class_known(change, knowledge, problems)
        if change.added:
            added = _added(change, texts, number, lines, positions, problems)
            lines.extend(added)
        elif change.item not in positions:
            problems.append(_no_item(change, change.item))
        elif change.remove:
            gone = {change.item, *_below(lines, change.item)}
            lines = [line for line in lines if line.item not in gone]
        else:
            _change(lines, positions[change.item], change, texts)
    if problems:
        raise InputError(problems)
    return replace(bom, lines=tuple(lines))


def _change(lines: list[BomLine], position: int, change: LineChange, texts: dict[str, str]) -> None:
    line = lines[position]
    if change.other_part:
        texts = {**dict.fromkeys((*_TEXTS, "component_class"), ""), **texts}
        line = replace(line, mass_kg=None, stated={})
    stated = {**line.stated, **change.parameters}
    mass_kg = line.mass_kg
    if change.mass_kg is not None:
        mass_kg, stated["mass_kg"] = float(change.mass_kg.value), change.mass_kg
    lines[position] = replace(
        line,
        name=texts.get("name", line.name),
        description=texts.get("description", line.description),
        part_number=texts.get("part_number", line.part_number),
        material=texts.get("material", line.material),
        component_class=texts.get("component_class", line.component_class),
        supplier=texts.get("supplier", line.supplier),
        country=texts.get("country", line.country),
        mass_kg=mass_kg,
        stated=stated,
    )
    if change.quantity is not None:
        _count_anew(lines, position, change.quantity)


def _count_anew(lines: list[BomLine], position: int, quantity_pieces: float) -> None:
    """Give a line another quantity; counts below it are multiplied, 0 counts nothing."""
    line = lines[position]
    parents = {each.item: each for each in lines}
    above = parents[line.parent].count if line.parent in parents else 1.0
    if line.quantity > 0 and line.count > 0:
        factor = quantity_pieces / line.quantity
        count = line.count * factor
    else:
        factor, count = 1.0, quantity_pieces * above
    disposition = line.disposition
    if quantity_pieces == 0:
        disposition = Disposition.ZERO_QUANTITY
    elif disposition is not Disposition.ASSEMBLY:
        disposition = Disposition.COUNTED
    lines[position] = replace(
        line, quantity=quantity_pieces, count=count, disposition=disposition, open_count=None
    )
    below = _below(lines, line.item)
    for other, each in enumerate(lines):
        if each.item not in below:
            continue
        gone = quantity_pieces == 0 and each.disposition is Disposition.COUNTED
        lines[other] = replace(
            each,
            count=each.count * factor,
            open_count=None,
            disposition=Disposition.ZERO_QUANTITY if gone else each.disposition,
        )


def _below(lines: Sequence[BomLine], item: str) -> set[str]:
    """Return the items of all lines under one, in any depth."""
    found: set[str] = set()
    open_items = {item}
    while open_items:
        open_items = {line.item for line in lines if line.parent in open_items} - found - {item}
        found |= open_items
    return found


def _added(
    change: LineChange,
    texts: dict[str, str],
    number: int,
    lines: Sequence[BomLine],
    positions: dict[str, int],
    problems: list[Problem],
) -> tuple[BomLine, ...]:
    item = change.item or f"+{number}"
    if item in positions:
        problems.append(
            Problem(
                code="SCN115",
                message=f"item '{item}' is in the BOM already (change it, or number it anew)",
                message_zh=f"BOM 中已有项号“{item}”（请改为修改该行，或换一个项号）",
                at=change.at,
            )
        )
        return ()
    if change.under and change.under not in positions:
        problems.append(_no_item(change, change.under))
        return ()
    above = lines[positions[change.under]] if change.under else None
    quantity = change.quantity if change.quantity is not None else 1.0
    blank = dict.fromkeys((*_TEXTS, "component_class"), "")
    return (
        BomLine(
            item=item,
            level=above.level + 1 if above else 1,
            parent=above.item if above else None,
            designators="",
            quantity=quantity,
            count=quantity * (above.count if above else 1.0),
            unit="pcs",
            mass_kg=float(change.mass_kg.value) if change.mass_kg else None,
            stated=dict(change.parameters),
            disposition=Disposition.COUNTED if quantity else Disposition.ZERO_QUANTITY,
            at=change.at,
            open_count=None,
            **{**blank, **texts},
        ),
    )


def _class_known(
    change: LineChange, knowledge: Knowledge, problems: list[Problem]
) -> dict[str, str]:
    """Return the texts of a change, its class by key; an unknown class is a problem."""
    texts = {name: str(said.value) for name, said in change.texts.items()}
    wanted = texts.get("component_class")
    if wanted is None:
        return texts
    for entry in knowledge.classes.values():
        names = (entry.component_class, entry.title, entry.title_zh)
        if squashed(wanted) in map(squashed, names):
            return {**texts, "component_class": entry.component_class}
    problems.append(
        Problem(
            code="SCN109",
            message=f"'{wanted}' is not a component class (see pcf map for those of the BOM)",
            message_zh=f"“{wanted}”不是部件类别（可用 pcf map 查看）",
            at=change.texts["component_class"].at,
        )
    )
    return texts


def _no_item(change: LineChange, item: str) -> Problem:
    return Problem(
        code="SCN108",
        message=f"item '{item}' is not in the BOM",
        message_zh=f"BOM 中没有项号“{item}”",
        at=change.at,
    )
