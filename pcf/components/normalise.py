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
    r"(?<=.)(?:(?<![胶扎包绑皮宽布磁捆编])带(?![外宽电])|包含|含|附带|用于|适用|配套"
    r"|支持(?!架)|兼容|适配(?!器))[^,;)]*"
)
# A bracket that says a size or names a neighbour: "(0402)", "(2.5英寸托架)"; not "(SSD)".
_DETAIL = re.compile(r"\((?=[^()]*(?:\d|[㐀-鿿]{3}))[^()]*\)")
_CJK = re.compile(r"[㐀-鿿]")
_SEGMENT_END = re.compile(r"-| (?=[^ ]*\d)")
_SHORTEST_SEGMENT = 3
_TOKEN = re.compile(r"[^\s,;()]+")
_ALNUM = re.compile(r"[^0-9a-z一-鿿+]")


def fold(text: str) -> str:
    """Return ``text`` NFKC-normalised, case-folded, with one kind of sign and single spaces."""
    text = text.translate(_MARKS)  # NFKC would turn the trade mark sign into letters
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)
    return _SPACE.sub(" ", _NOTHING_SAID.sub(" ", folded)).strip()


def head(folded: str) -> str:
    """Return folded text without what names a neighbour of the part (for …, 带 …) or a detail."""
    without = _DETAIL.sub(" ", folded)
    told = without if key(without) else folded
    return _SPACE.sub(" ", _NEIGHBOUR_ZH.sub(" ", _NEIGHBOUR_EN.sub(" ", told))).strip()


def first_phrase(folded: str) -> str:
    """Return the phrase before the first comma or semicolon, where the noun of a part stands."""
    return re.split(r"[,;]", folded, maxsplit=1)[0].strip()


def segment(phrase: str) -> str:
    """Return the Chinese noun before the first hyphen or word with a digit, else the phrase.

    A coded name starts with what the part is and goes on to what it is like:
    ``固态硬盘-960GB-SATA``, ``RAID卡 9560-8i 4G缓存``. Two signs (``硬盘 2.5寸 托架``) may as
    well be what the part belongs to, so they alone decide nothing.
    """
    start = _SEGMENT_END.split(phrase, maxsplit=1)[0].strip()
    told = _CJK.search(start) and len(key(start)) >= _SHORTEST_SEGMENT
    return start if told else phrase


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
