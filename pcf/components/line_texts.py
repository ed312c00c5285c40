"""The texts of a BOM line as rules see them, from the most telling to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.abbreviations import Abbreviations
from pcf.components.normalise import first_phrase, fold, head, key, part_number_tokens, segment
from pcf.model.bom import BomLine

# "IC, CPLD, 4300 LUT": so short a phrase is a heading, the noun comes after it.
_SHORTEST_NOUN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a name or description calls the part: its first phrase, and the start of that."""

    start: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTexts:
    """Folded texts of a line.

    ``kind`` is the class column, ``nouns`` are those of name and description, ``head``
    is the whole text without clauses that name a neighbour of the part. ``part_numbers`` has
    one word a line.
    """

    kind: str
    nouns: tuple[Noun, ...]
    head: str
    whole: str
    part_numbers: str
    material: str
    designators: str

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the phrases of name and description."""
        return tuple(noun.phrase for noun in self.nouns)

    def field(self, name: str, view: str) -> str:
        """Return what a rule on field ``name`` looks at; ``view`` is the text it looks at."""
        if name == "part_number":
            return self.part_numbers
        return self.material if name == "material" else view


def read_texts(line: BomLine, abbreviations: Abbreviations) -> LineTexts:
    """Return the folded texts of ``line``, abbreviations of part names written out."""
    name, description = fold(line.name), fold(line.description)
    said = tuple(map(abbreviations.written_out, (name, description)))
    kind, whole = fold(line.component_class), abbreviations.written_out(fold(line.text))
    phrases = dict.fromkeys(phrase for text in said if (phrase := _noun(head(text))))
    return LineTexts(
        kind=kind,
        nouns=tuple(Noun(start=segment(phrase), phrase=phrase) for phrase in phrases),
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
