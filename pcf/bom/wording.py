"""Text of cells as people meant it: one spelling for look-ups, safe quotation in messages."""

from __future__ import annotations

import re
import unicodedata

_SQUASHED_AWAY = re.compile(r"[\s_\-‐-―./\\:;,'\"*&()\[\]{}【】<>|]+")
_QUOTED_LENGTH = 40


def folded(text: str) -> str:
    """Return ``text`` with full-width forms, case and outer spaces ironed out."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def squashed(text: str) -> str:
    """Return ``text`` folded and without spaces and punctuation (``Part No.`` → ``partno``)."""
    plain = folded(text)
    return _SQUASHED_AWAY.sub("", plain) or plain


def shown(text: str) -> str:
    """Return ``text`` for a message: one line, printable, at most 40 characters."""
    printable = "".join(char if char.isprintable() else "·" for char in text)
    if len(printable) <= _QUOTED_LENGTH:
        return printable
    return printable[: _QUOTED_LENGTH - 1] + "…"


def listed(names: list[str], *, at_most: int = 8) -> str:
    """Return the first ``at_most`` of ``names`` and how many more there are."""
    head = ", ".join(names[:at_most])
    return head if len(names) <= at_most else f"{head} … (+{len(names) - at_most})"
