"""Text that a spreadsheet must take for text: never a formula, never a broken cell."""

from __future__ import annotations

import re
from functools import lru_cache

CELL_LIMIT = 32_767
_FORMULA_STARTS = frozenset("=+-@＝＋－＠−")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GUARDED = re.compile(r"^'+\s*[=+\-@＝＋－＠−\t\r\n]")


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run ``text``: it begins with = + - @, tab, CR or LF.

    Leading blanks do not hide the sign, and the full-width signs count.
    """
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    return text.lstrip()[:1] in _FORMULA_STARTS if text.strip() else False


def neutral(text: str) -> str:
    """Return ``text`` with an apostrophe before what a spreadsheet might run.

    A text that already looks guarded gets one more apostrophe, so that `original` undoes it.
    """
    return f"'{text}" if starts_like_formula(text) or _GUARDED.match(text) else text


def original(text: str) -> str:
    """Undo `neutral`."""
    return text[1:] if _GUARDED.match(text) else text


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Return text fit for a workbook cell: printable, neutral, at most 32,767 characters."""
    clean = neutral(_UNPRINTABLE.sub("□", text))
    return clean if len(clean) <= CELL_LIMIT else clean[: CELL_LIMIT - 1] + "…"
