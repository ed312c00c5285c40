"""Abbreviations of part names written out, so that one rule recognises word and abbreviation."""

from __future__ import annotations

import re

from pcf.model.knowledge import Knowledge

TABLE = "abbreviations"
_WORD = re.compile(r"(?<![a-z0-9])[a-z]{2,6}(?![a-z0-9+])", re.ASCII)


class Abbreviations:
    """Writes out the abbreviations of ``abbreviations.csv`` in folded text.

    One whose ``place`` is ``first`` means the word at the start of a text only: ``MB, 2S`` is a
    mainboard, ``256 MB`` is not.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.tables.get(TABLE, ())
        self._meaning = {row["abbreviation"]: row["meaning"] for row in rows}
        self._only_first = {row["abbreviation"] for row in rows if row["place"] == "first"}

    def written_out(self, folded: str) -> str:
        """Return folded text with its abbreviations replaced by what they mean."""
        return _WORD.sub(self._meant, folded)

    def _meant(self, found: re.Match[str]) -> str:
        word = found[0]
        if found.start() > 0 and word in self._only_first:
            return word
        return self._meaning.get(word, word)
