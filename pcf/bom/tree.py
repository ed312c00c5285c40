"""The tree of a BOM: who is whose parent, and how quantities multiply down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.bom.wording import folded

_OUTLINE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})+")
_LEVEL = re.compile(r"[.\s·+\-_>|]*(?:level|lvl|lv|l|第)?\s*([0-9]{1,3})\s*(?:级|层|阶)?")
_LEAST_STEP = 2  # blanks
_LONGEST_LEVEL = 64  # characters
_MARKS = re.compile(r"[.+>·\-]{1,60}")


class LevelError(ValueError):
    """A level cell that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Parents of every line by index (several where an assembly is used in several places)."""

    parents: tuple[tuple[int, ...], ...]
    levels: tuple[int, ...]

    def order(self) -> tuple[int, ...]:
        """Indices with every parent before its children; lines on a cycle are left out."""
        children: list[list[int]] = [[] for _ in self.parents]
        waiting = [len(parents) for parents in self.parents]
        for index, parents in enumerate(self.parents):
            for parent in parents:
                children[parent].append(index)
        ready = [index for index, count in enumerate(waiting) if not count]
        for index in ready:  # grows while it is walked
            for child in children[index]:
                waiting[child] -= 1
                if not waiting[child]:
                    ready.append(child)
        return tuple(ready)

    def on_cycle(self) -> tuple[int, ...]:
        """Indices of the lines that are above themselves, or below such a line."""
        reached = set(self.order())
        return tuple(index for index in range(len(self.parents)) if index not in reached)

    def multiplied(self, quantities: Sequence[float]) -> tuple[float, ...]:
        """Return units per product: each quantity times the counts of its parents.

        Parameters
        ----------
        quantities
            Per parent, 0 for a line that is set aside (nothing below it counts either).
        """
        counts = [0.0] * len(quantities)
        for index in self.order():
            parents = self.parents[index]
            above = sum(counts[parent] for parent in parents) if parents else 1.0
            counts[index] = quantities[index] * above
        return tuple(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A line that does not fit into the tree: its index and what is wrong, in both languages."""

    index: int
    code: str
    message: str
    message_zh: str


def flat(lines: int) -> Tree:
    """Return the tree of a list without levels: every line directly in the product."""
    return Tree(parents=((),) * lines, levels=(1,) * lines)


def parse_levels(texts: Sequence[str]) -> tuple[int | None, ...]:
    """Return the depth each level cell states: ``2``, ``..2``, ``L2``, ``++``, ``1.2.1``.

    One outline number (``1.2.1``) makes the whole column one of outline numbers; ``None`` where
    a cell cannot be read or is blank.
    """
    plain = [folded(text) for text in texts]
    outline = any(_OUTLINE.fullmatch(text) for text in plain)
    return tuple(_depth(text, outline) for text in plain)


def _depth(text: str, outline: bool) -> int | None:
    if len(text) > _LONGEST_LEVEL:
        return None
    if outline:
        return text.count(".") + 1 if _OUTLINE.fullmatch(text) or text.isdigit() else None
    match = _LEVEL.fullmatch(text)
    if match:
        return int(match[1])
    return len(text) if _MARKS.fullmatch(text) else None


def from_levels(levels: Sequence[int]) -> tuple[Tree, tuple[Misfit, ...]]:
    """Return the tree that depths in reading order describe: each is in the last shallower one."""
    parents: list[tuple[int, ...]] = []
    misfits: list[Misfit] = []
    above: list[int] = []
    for index, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        if above and level > levels[above[-1]] + 1:
            if levels[index - 1] != level:  # its neighbours of the same level share the fault
                misfits.append(_jump(index, levels[above[-1]], level))
        elif not above and level != levels[0]:
            misfits.append(_above_top(index, levels[0], level))
        parents.append((above[-1],) if above else ())
        above.append(index)
    return Tree(parents=tuple(parents), levels=tuple(levels)), tuple(misfits)


def indented_levels(indents: Sequence[int]) -> tuple[int, ...] | None:
    """Return the depths that blanks before names describe, ``None`` where they describe none.

    A stray blank makes no tree: the first line stands at the left, steps are two blanks or more,
    and half of the lines are indented.
    """
    deeper = [indent for indent in indents if indent]
    if not deeper or indents[0] or min(deeper) < _LEAST_STEP or 2 * len(deeper) < len(indents):
        return None
    levels: list[int] = []
    above: list[int] = []
    for indent in indents:
        while above and above[-1] >= indent:
            above.pop()
        above.append(indent)
        levels.append(len(above))
    return tuple(levels)


def has_outline(items: Sequence[str]) -> bool:
    """Whether item numbers such as ``1.2`` have their ``1`` among them."""
    known = set(items)
    return any(_OUTLINE.fullmatch(item) and item.rpartition(".")[0] in known for item in items)


def from_outline(items: Sequence[str]) -> tuple[Tree, tuple[Misfit, ...]]:
    """Return the tree that item numbers ``1``, ``1.1``, ``1.1.2`` describe."""
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        first.setdefault(item, index)
    parents: list[tuple[int, ...]] = []
    misfits: list[Misfit] = []
    for index, item in enumerate(items):
        above = item.rpartition(".")[0] if _OUTLINE.fullmatch(item) else ""
        if above in first:
            parents.append((first[above],))
            continue
        parents.append(())
        if above and _has_ancestor(above, first):
            misfits.append(_orphan(index, item, above))
    levels = tuple(item.count(".") + 1 if _OUTLINE.fullmatch(item) else 1 for item in items)
    return Tree(parents=tuple(parents), levels=levels), tuple(misfits)


def from_parents(
    names: Sequence[tuple[str, ...]], above: Sequence[str]
) -> tuple[Tree, tuple[Misfit, ...], str]:
    """Return the tree that a parent column describes, and the name of the product itself.

    ``names`` are what each line is called (item, part number), ``above`` the parent it names. A
    parent that no line is called by is the product; only one such name is possible.
    """
    called: dict[str, list[int]] = {}
    for index, own in enumerate(names):
        for name in dict.fromkeys(own):
            called.setdefault(folded(name), []).append(index)
    product = ""
    parents: list[tuple[int, ...]] = []
    misfits: list[Misfit] = []
    for index, name in enumerate(above):
        found = tuple(called.get(folded(name), ())) if name else ()
        parents.append(found)
        if name and not found:
            product = product or name
            if folded(name) != folded(product):
                misfits.append(_two_products(index, name, product))
    tree = Tree(parents=tuple(parents), levels=(1,) * len(parents))
    levels = [1] * len(parents)
    for index in tree.order():
        levels[index] = 1 + max((levels[parent] for parent in parents[index]), default=0)
    misfits.extend(_cycle(index) for index in tree.on_cycle())
    return Tree(parents=tuple(parents), levels=tuple(levels)), tuple(misfits), product


def _has_ancestor(item: str, known: dict[str, int]) -> bool:
    while item:
        if item in known:
            return True
        item = item.rpartition(".")[0]
    return False


def _jump(index: int, above: int, level: int) -> Misfit:
    return Misfit(
        index=index, code="BOM116",
        message=f"level jumps from {above} to {level} (a line of level {above + 1} is missing)",
        message_zh=f"层级从 {above} 跳到 {level}（缺少第 {above + 1} 层的行）",
    )  # fmt: skip


def _above_top(index: int, top: int, level: int) -> Misfit:
    return Misfit(
        index=index, code="BOM116",
        message=f"level {level} is above the first line's level {top} (the first line is the top)",
        message_zh=f"层级 {level} 高于首行层级 {top}（首行应为最高层）",
    )  # fmt: skip


def _orphan(index: int, item: str, above: str) -> Misfit:
    return Misfit(
        index=index, code="BOM116",
        message=f"item {item} has no line {above} above it (add it, or renumber)",
        message_zh=f"项号 {item} 缺少上级行 {above}（请补上或重新编号）",
    )  # fmt: skip


def _two_products(index: int, name: str, product: str) -> Misfit:
    return Misfit(
        index=index, code="BOM118",
        message=f"parent '{name}' is no line of this BOM, and '{product}' already stands for the "
        "product (correct the name, or add the line)",
        message_zh=f"父项“{name}”不在本 BOM 中，而“{product}”已代表产品本身"
        "（请更正名称或补上该行）",
    )  # fmt: skip


def _cycle(index: int) -> Misfit:
    return Misfit(
        index=index, code="BOM117",
        message="is part of itself: its parents lead back to it (correct the parent column)",
        message_zh="构成循环：其父项最终又指向自身（请更正父项列）",
    )  # fmt: skip
