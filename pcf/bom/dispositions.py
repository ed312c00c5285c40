"""What becomes of each line: counted, assembly, alternate, not placed, zero, subtotal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.bom.lines import ReadLine
from pcf.bom.tree import Tree
from pcf.bom.wording import folded, squashed
from pcf.bom.words import ALTERNATE, MAIN, NO
from pcf.model.bom import Disposition

SET_ASIDE = frozenset(
    {
        Disposition.DO_NOT_PLACE,
        Disposition.ALTERNATE,
        Disposition.ZERO_QUANTITY,
        Disposition.SUBTOTAL,
    }
)
_LAST_PRIORITY = 1e9


def alternates(lines: Sequence[ReadLine], tree: Tree) -> Mapping[int, int | None]:
    """Return the lines that are alternates, each with the line it stands in for (if known).

    Of two lines that name each other the first is counted; of a group, the one with the
    lowest priority number, then the first; a cell merged over several rows means that the
    lower ones are further sources of the first.
    """
    found: dict[int, int | None] = {}
    _by_repetition(lines, found)
    _by_main_part(lines, found)
    _by_group(lines, tree, found)
    _by_name_or_flag(lines, found)
    return found


def _by_repetition(lines: Sequence[ReadLine], found: dict[int, int | None]) -> None:
    main: int | None = None
    for index, line in enumerate(lines):
        if line.repeats:
            found[index] = main
        else:
            main = index


def _by_main_part(lines: Sequence[ReadLine], found: dict[int, int | None]) -> None:
    called = _called(lines)
    for index, line in enumerate(lines):
        name = folded(line.text("alternate_of"))
        if name and squashed(name) not in NO:
            target = next((other for other in called.get(name, ()) if other != index), None)
            if index not in called.get(name, ()) or target is not None:
                found.setdefault(index, target)


def _by_group(lines: Sequence[ReadLine], tree: Tree, found: dict[int, int | None]) -> None:
    groups: dict[tuple[tuple[int, ...], str], list[int]] = {}
    for index, line in enumerate(lines):
        name = folded(line.text("alternate_group"))
        if name and squashed(name) not in NO and not line.not_placed:
            groups.setdefault((tree.parents[index], name), []).append(index)
    for members in groups.values():
        main = min(members, key=lambda index: (_priority(lines[index]), index))
        for index in members:
            if index != main:
                found.setdefault(index, main)


def _priority(line: ReadLine) -> float:
    text = line.text("alternate_priority")
    return float(text) if text.isascii() and text.isdigit() else _LAST_PRIORITY


def _by_name_or_flag(lines: Sequence[ReadLine], found: dict[int, int | None]) -> None:
    """A column of marks flags alternates; otherwise its texts name them."""
    texts = [line.text("alternates") for line in lines]
    marks = {squashed(text) for text in texts if text}
    flags_only = marks <= ALTERNATE | MAIN
    called = {} if flags_only else _called(lines)
    for index, text in enumerate(texts):
        mark = squashed(text)
        if not text or mark in NO or (mark in MAIN and flags_only):
            continue
        if mark in ALTERNATE and (flags_only or folded(text) not in called):
            found.setdefault(index, None)
            continue
        for name in text.replace("；", ";").replace("，", ",").replace(";", ",").split(","):
            for other in called.get(folded(name), ()):
                if other != index:
                    found.setdefault(max(index, other), min(index, other))


def _called(lines: Sequence[ReadLine]) -> dict[str, list[int]]:
    called: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        for name in {folded(line.item), folded(line.text("part_number"))} - {""}:
            called.setdefault(name, []).append(index)
    return called


def disposed(
    lines: Sequence[ReadLine], tree: Tree, alternative: Mapping[int, int | None]
) -> tuple[Disposition, ...]:
    """Return the disposition of every line; what hangs below a line set aside shares its fate."""
    own = [_own(line, index in alternative) for index, line in enumerate(lines)]
    order = tree.order()
    for index in order:
        parents = tree.parents[index]
        if (
            own[index] is Disposition.COUNTED
            and parents
            and all(own[parent] in SET_ASIDE for parent in parents)
        ):
            own[index] = own[parents[0]]
    for index in reversed(order):
        if own[index] in SET_ASIDE:
            continue
        for parent in tree.parents[index]:
            if own[parent] is Disposition.COUNTED:
                own[parent] = Disposition.ASSEMBLY
    return tuple(own)


def _own(line: ReadLine, is_alternate: bool) -> Disposition:
    if line.subtotal:
        return Disposition.SUBTOTAL
    if line.not_placed:
        return Disposition.DO_NOT_PLACE
    if is_alternate:
        return Disposition.ALTERNATE
    if line.quantity == 0:
        return Disposition.ZERO_QUANTITY
    return Disposition.COUNTED
