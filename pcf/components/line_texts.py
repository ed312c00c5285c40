"""The texts of a BOM line as rules see them, from the most telling to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.normalise import first_phrase, fold, head, key, part_number_tokens
from pcf.model.bom import BomLine

# "IC, CPLD, 4300 LUT": so short a phrase is a heading, the noun comes after it.
_SHORTEST_NOUN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTexts:
    """Folded texts of a line.

    ``kind`` is the class column, ``phrases`` hold the noun of name and description, ``head``
    is the whole text without clauses that name a neighbour of the part. ``part_numbers`` has
    one word a line.
    """

    kind: str
    phrases: tuple[str, ...]
    head: str
    whole: str
    part_numbers: str
    material: str
    designators: str

    def field(self, name: str, view: str) -> str:
        """Return what a rule on field ``name`` looks at; ``view`` is the text it looks at."""
        if name == "part_number":
            return self.part_numbers
        return self.material if name == "material" else view


def read_texts(line: BomLine) -> LineTexts:
    """Return the folded texts of ``line``."""
    name, description = fold(line.name), fold(line.description)
    kind, whole = fold(line.component_class), fold(line.text)
    phrases = (_noun(head(name)), _noun(head(description)))
    return LineTexts(
        kind=kind,
        phrases=tuple(phrase for phrase in phrases if phrase),
        head=f"{head(whole)} {kind}".strip(),
        whole=f"{whole} {kind}".strip(),
        part_numbers=part_number_tokens((fold(line.part_number), name, description)),
        material=fold(line.material),
        designators=fold(line.designators),
    )


def _noun(headed: str) -> str:
    """Return the first phrase, or all where that is a mere abbreviation."""
    phrase = first_phrase(headed)
    return headed if phrase.isascii() and len(key(phrase)) < _SHORTEST_NOUN else phrase
