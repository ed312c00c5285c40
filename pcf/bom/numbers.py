"""Text becomes a number here and nowhere else, by a strict grammar.

Read are ``1234``, ``1,234.5``, ``1 234,5``, ``1.234,5``, ``12,5``, ``1.5e-3``, full-width
digits, and a unit behind the number. Not read are ``nan``, ``inf``, fractions, sums, ``~5``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

_LONGEST = 64  # no honest number is longer; keeps the patterns below linear in practice
_MEASURE = re.compile(
    r"(?P<number>[+-]?[0-9.][0-9., ']*(?:(?<=[0-9.])[eE][+-]?[0-9]+)?)\s*(?P<unit>[^0-9.,].*)?"
)
_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = {
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    " ": re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?"),
    "'": re.compile(r"[+-]?[0-9]{1,3}(?:'[0-9]{3})+(?:[.,][0-9]+)?"),
}
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+(?:[eE][+-]?[0-9]{1,3})?")
_LONE_COMMA_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_LONE_POINT_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_SURE_COMMA = re.compile(
    r"[+-]?(?:[0-9.' ]*,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9.]+\.[0-9]{3},[0-9]+)"
)
_SURE_POINT = re.compile(
    r"[+-]?(?:[0-9,' ]*\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9,]+,[0-9]{3}\.[0-9]+)"
)


class NotANumberError(ValueError):
    """A text that the grammar does not read."""


class DecimalMark(Enum):
    """Which sign parts the whole from the decimals in a column."""

    POINT = "."
    COMMA = ","


def split_measure(text: str) -> tuple[str, str]:
    """Return the number and the unit written in ``text`` (``1.2千克`` → ``1.2``, ``千克``).

    Raises
    ------
    NotANumberError
        If ``text`` does not begin with digits, or is longer than any number.
    """
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    match = _MEASURE.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None:
        raise NotANumberError(text)
    return match["number"].strip(), (match["unit"] or "").strip()


def parse_number(text: str, *, decimal: DecimalMark = DecimalMark.POINT) -> float:
    """Return the number ``text`` writes, with nothing before or behind it.

    ``decimal`` settles the two texts that mean different numbers in different countries:
    ``1,234`` and ``1.234``.

    Raises
    ------
    NotANumberError
        If the grammar does not read ``text``, or the number is not finite.
    """
    number, unit = split_measure(text)
    if unit:
        raise NotANumberError(text)
    return value_of(number, decimal=decimal)


def value_of(number: str, *, decimal: DecimalMark = DecimalMark.POINT) -> float:
    """Return what the number part of :func:`split_measure` is worth.

    Raises
    ------
    NotANumberError
        If the grammar does not read it, or it is not finite.
    """
    value = float(_python_spelling(number, decimal))
    if not math.isfinite(value):
        raise NotANumberError(number)
    return value


def is_ambiguous(number: str) -> bool:
    """Whether a number part is ``1,234``: a thousand and more, or one and a bit."""
    return _LONE_COMMA_GROUP.fullmatch(number) is not None


def decimal_mark(texts: Iterable[str]) -> DecimalMark | None:
    """Return the decimal mark that the unambiguous numbers of a column use, if they agree."""
    comma = point = False
    for text in texts:
        try:
            number, _ = split_measure(text)
        except NotANumberError:
            continue
        comma = comma or _SURE_COMMA.fullmatch(number) is not None
        point = point or _SURE_POINT.fullmatch(number) is not None
    if comma is point:
        return None
    return DecimalMark.COMMA if comma else DecimalMark.POINT


def _python_spelling(number: str, decimal: DecimalMark) -> str:
    if decimal is DecimalMark.COMMA:
        if _LONE_POINT_GROUP.fullmatch(number):
            return number.replace(".", "")
        if _DECIMAL_COMMA.fullmatch(number):
            return number.replace(",", ".")
    if _PLAIN.fullmatch(number):
        return number
    for mark, pattern in _GROUPED.items():
        if pattern.fullmatch(number) and not (mark == "," and number.lstrip("+-")[0] == "0"):
            return number.replace(mark, "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(number):
        return number.replace(",", ".")
    raise NotANumberError(number)
