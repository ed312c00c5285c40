"""Materials named on drawings, found in the material column or in the text of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pcf.components.normalise import fold, key
from pcf.model.knowledge import Knowledge, MaterialEntry

_CJK = re.compile(r"[㐀-鿿]")
_LETTER_OR_DIGIT = "0-9a-z"
# Shorter words (PC, PS, T2) mean a material only in a material column.
_SHORTEST_IN_TEXT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMaterial:
    """A recognised material; ``bare`` where the word names a metal but no grade of it."""

    entry: MaterialEntry
    bare: bool


def _pattern(alias: str) -> re.Pattern[str]:
    """Return the alias as whole words; in Chinese there are no word boundaries."""
    body = r"[ -]?".join(re.escape(word) for word in re.split(r"[ -]", alias))
    if _CJK.search(alias):
        return re.compile(body)
    return re.compile(rf"(?<![{_LETTER_OR_DIGIT}]){body}(?![{_LETTER_OR_DIGIT}])")


def _tells_in_text(alias: str) -> bool:
    if _CJK.search(alias):
        return len(alias) > 1
    return len(key(alias)) >= _SHORTEST_IN_TEXT and not alias.replace(".", "").isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    alias: str
    start: str
    telling: bool
    found: FoundMaterial


def _word(alias: str, found: FoundMaterial) -> _Word:
    start = re.split(r"[ -]", alias, maxsplit=1)[0]
    return _Word(alias=alias, start=start, telling=_tells_in_text(alias), found=found)


class MaterialWords:
    """Recognises the aliases of ``materials.csv``, longest first."""

    def __init__(self, knowledge: Knowledge) -> None:
        bare = {
            row["alias"] for row in knowledge.tables.get("materials", ()) if row.get("bare") == "1"
        }
        self._exact: dict[str, FoundMaterial] = {}
        self._words: list[_Word] = []
        for entry in knowledge.materials:
            found = FoundMaterial(entry=entry, bare=entry.alias in bare)
            self._exact.setdefault(key(entry.alias), found)
            self._words.append(_word(fold(entry.alias), found))
        self._words.sort(key=lambda word: -len(word.alias))
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._seen: dict[tuple[str, bool], FoundMaterial | None] = {}

    def in_column(self, text: str) -> FoundMaterial | None:
        """Return the material a material column names, alone or among other words."""
        exact = self._exact.get(key(text))
        return exact or self._search(fold(text), only_telling=False)

    def in_text(self, text: str) -> FoundMaterial | None:
        """Return the material that stands in a name or description."""
        return self._search(fold(text), only_telling=True)

    def _search(self, folded: str, *, only_telling: bool) -> FoundMaterial | None:
        memory = (folded, only_telling)
        if memory not in self._seen:
            self._seen[memory] = self._first(folded, only_telling=only_telling)
        return self._seen[memory]

    def _first(self, folded: str, *, only_telling: bool) -> FoundMaterial | None:
        for word in self._words:
            if word.start not in folded or (only_telling and not word.telling):
                continue
            if word.alias not in self._patterns:
                self._patterns[word.alias] = _pattern(word.alias)
            if self._patterns[word.alias].search(folded):
                return word.found
        return None
