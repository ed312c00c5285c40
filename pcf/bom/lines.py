"""What one row of a BOM table says, before the tree and the alternates are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.bom.wording import folded
from pcf.model.bom import Stated

_SEPARATOR = re.compile(r"[\s,;、]+")
_DESIGNATOR = re.compile(r"([a-z]{1,5})([0-9]{1,5})[a-z]?")
_DESIGNATOR_RANGE = re.compile(r"([a-z]{1,5})([0-9]{1,5})[-~]([a-z]{0,5})([0-9]{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One row as read.

    ``quantity`` is ``None`` where the cell is blank (``quantity_blank``) or unreadable.
    ``mass_kg`` is per one of ``unit``. ``repeats`` is the row above whose item or designators
    are merged over this one. ``texts`` holds the text fields by name.
    """

    row: int
    item: str
    texts: Mapping[str, str]
    quantity: float | None
    quantity_blank: bool
    unit: str
    mass_kg: float | None
    stated: Mapping[str, Stated]
    not_placed: bool
    subtotal: bool = False
    repeats: bool = False
    indent: int = 0  # blanks before the name, a full-width one counts as two

    def text(self, field: str) -> str:
        """Return the text of ``field``, empty where the table has none."""
        return self.texts.get(field, "")

    @property
    def label(self) -> str:
        """The shortest name a person would know the line by."""
        names = (self.text(field) for field in ("name", "part_number", "description"))
        return next((name for name in names if name), self.item)


def count_designators(text: str) -> int | None:
    """Return how many parts ``R1, R3-R5`` names, ``None`` where the text is not that clear."""
    count = 0
    for token in _SEPARATOR.split(folded(text)):
        if not token:
            continue
        span = _DESIGNATOR_RANGE.fullmatch(token)
        if span:
            first, last = int(span[2]), int(span[4])
            if span[3] not in {"", span[1]} or last < first:
                return None
            count += last - first + 1
        elif _DESIGNATOR.fullmatch(token):
            count += 1
        else:
            return None
    return count or None
