"""Text of BOM cells brought to one form, so that one rule recognises all its spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SIGNS = str.maketrans(
    {"_": " ", "×": "x", "✕": "x", "∗": "*", "“": '"', "”": '"', "″": '"', "’": "'", "‘": "'"}
    | {"、": ",", "。": ".", "【": "(", "】": ")", "−": "-", "–": "-", "—": "-"}
)
_MARKS = str.maketrans({"™": " ", "®": " ", "©": " "})
_SPACE = re.compile(r"\s+")
_NOTHING_SAID = re.compile(r"no description available|\bnone\b|\bn/?a\b|\btbd\b", re.ASCII)
# What follows "for" or "with" names the neighbour, not the part: screw *for heat sink*.
_NEIGHBOUR_EN = re.compile(r"(?<=\S )(?:for|with|w/) .*?(?=[,;)]|$)", re.ASCII)
_NEIGHBOUR_ZH = re.compile(
    r"(?<=\S)(?:(?<![胶扎包绑皮宽布磁捆])带(?![外宽电])|包含|含|附带)[^,;)]*"
)
_TOKEN = re.compile(r"[^\s,;()]+")
_ALNUM = re.compile(r"[^0-9a-z一-鿿+]")


def fold(text: str) -> str:
    """Return ``text`` NFKC-normalised, case-folded, with one kind of sign and single spaces."""
    text = text.translate(_MARKS)  # NFKC would turn the trade mark sign into letters
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)
    return _SPACE.sub(" ", _NOTHING_SAID.sub(" ", folded)).strip()


def head(folded: str) -> str:
    """Return folded text without clauses that name a neighbour of the part (for …, 带 …)."""
    return _SPACE.sub(" ", _NEIGHBOUR_ZH.sub(" ", _NEIGHBOUR_EN.sub(" ", folded))).strip()


def first_phrase(folded: str) -> str:
    """Return the phrase before the first comma or semicolon, where the noun of a part stands."""
    return re.split(r"[,;]", folded, maxsplit=1)[0].strip()


def key(text: str) -> str:
    """Return only letters, digits and ``+`` of folded text: ``U.2`` and ``u2`` are one choice."""
    return _ALNUM.sub("", fold(text))


def part_number_tokens(texts: Iterable[str]) -> str:
    """Return the words that look like part numbers (a digit, four signs or more), a line each."""
    words: dict[str, None] = {}
    for text in texts:
        for word in _TOKEN.findall(text):
            if len(word) >= 4 and any(sign.isdigit() for sign in word):
                words[word] = None
    return "\n".join(words)
