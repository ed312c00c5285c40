"""Text as it is printed: how wide it is, where it is cut, and one line of it."""

from __future__ import annotations

import unicodedata

_WIDE_FORMS = frozenset("WF")


def printed_width(text: str) -> int:
    """Return the width of ``text`` in Latin characters; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE_FORMS else 1 for sign in text)


def clipped(text: str, width: int) -> str:
    """Return ``text`` on one line, cut to ``width`` Latin characters with an ellipsis."""
    line = " ".join(text.split())
    if printed_width(line) <= width:
        return line
    taken = 0
    for place, sign in enumerate(line):
        taken += printed_width(sign)
        if taken > width - 1:
            return line[:place].rstrip() + "…"
    return line
