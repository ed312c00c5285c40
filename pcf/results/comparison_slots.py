"""Which component of one revision is which of the other: the same, replaced, added, removed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pcf.results.comparison_side import Piece


class Fate(StrEnum):
    """What became of a component between two revisions."""

    SAME = "same"
    REPLACED = "replaced"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in the product: positions of its component on both sides, ``None`` where none."""

    fate: Fate
    first: int | None
    second: int | None


def slots(first: Sequence[Piece], second: Sequence[Piece]) -> tuple[Slot, ...]:
    """Return the places of two revisions, every component of both in exactly one.

    The same part is found by part number, or by name and description where a line has none,
    at the same item first and anywhere next. What is left is a replacement where item and class,
    item and quantity, or class and name are the same; else it was removed or added.
    """
    left = dict(enumerate(first))
    right = dict(enumerate(second))
    found: list[Slot] = []
    rules: tuple[tuple[Fate, Callable[[Piece], Hashable | None]], ...] = (
        (Fate.SAME, lambda piece: (piece.item, piece.part_number) if piece.part_number else None),
        (Fate.SAME, lambda piece: _text(piece) and (piece.item, _text(piece))),
        (Fate.SAME, lambda piece: piece.part_number or None),
        (Fate.SAME, _text),
        (Fate.REPLACED, lambda piece: (piece.item, piece.component_class)),
        (Fate.REPLACED, lambda piece: (piece.item, piece.quantity)),
        (Fate.REPLACED, lambda piece: (piece.component_class, piece.name)),
    )
    for fate, key in rules:
        for one, other in _pairs(left, right, key, same=fate is Fate.SAME):
            found.append(Slot(fate=fate, first=one, second=other))
            del left[one], right[other]
    found += [Slot(fate=Fate.REMOVED, first=position, second=None) for position in left]
    found += [Slot(fate=Fate.ADDED, first=None, second=position) for position in right]
    return tuple(found)


def _text(piece: Piece) -> Hashable | None:
    """Return what names a part without a number; ``None`` for a part that has one."""
    return None if piece.part_number else piece.name or None


def _pairs(
    left: dict[int, Piece],
    right: dict[int, Piece],
    key: Callable[[Piece], Hashable | None],
    *,
    same: bool,
) -> list[tuple[int, int]]:
    """Return positions that share a key, first come first served on both sides."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for position, piece in right.items():
        if (mark := key(piece)) is not None:
            waiting[mark].append(position)
    found = []
    for position, piece in left.items():
        mark = key(piece)
        candidates = waiting.get(mark, deque()) if mark is not None else deque()
        chosen = next(
            (other for other in candidates if not same or _alike(piece, right[other])), None
        )
        if chosen is not None:
            candidates.remove(chosen)
            found.append((position, chosen))
    return found


def _alike(one: Piece, other: Piece) -> bool:
    """Whether two pieces that share a name also share what their lines say of them."""
    if one.part_number:
        return True
    unknown = not one.description or not other.description
    return unknown or one.description == other.description
