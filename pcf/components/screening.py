"""Patterns that are compiled only when a text holds the letters they cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRANCH_POINTS = frozenset("([{?*+.^$|\\)]}")


def _scan(pattern: str, start: int = 0) -> Iterator[tuple[int, str, int]]:
    """Return place, sign and depth of groups after it of every sign that is no escape.

    Signs within a class of signs are passed over; its closing bracket is not.
    """
    depth, place, in_class = 0, start, False
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        if not in_class:
            yield place, sign, depth
        place += 1


def _branches(pattern: str) -> list[str]:
    """Split at the alternation signs outside of groups and classes."""
    cuts = [place for place, sign, depth in _scan(pattern) if sign == "|" and depth == 0]
    starts = [0, *(cut + 1 for cut in cuts)]
    ends = [*cuts, len(pattern)]
    return [pattern[start:end] for start, end in zip(starts, ends, strict=True)]


def _skip_group(pattern: str, place: int) -> int:
    """Return the place after the group or class that opens at ``place``."""
    return next((at + 1 for at, _, depth in _scan(pattern, place) if depth == 0), len(pattern))


def _longest_run(branch: str) -> str:
    """Return the longest run of plain signs every match of ``branch`` holds."""
    runs, run, place = [""], "", 0
    while place < len(branch):
        sign, after = branch[place], place + 1
        plain = sign not in _BRANCH_POINTS
        if sign == "\\":
            sign, after = branch[place + 1], place + 2
            plain = not sign.isalnum()
            if sign in "bB":
                runs.append(run)
                run = ""
                place = after
                continue
        elif sign in "([":
            after = _skip_group(branch, place)
        elif sign == "{":
            after = branch.index("}", place) + 1
        optional = after < len(branch) and branch[after] in "?*{"
        if plain and not optional:
            run += sign
        else:
            runs.append(run)
            run = ""
        place = after
    return max([*runs, run], key=len)


def anchors(pattern: str) -> tuple[str, ...]:
    """Return letters of which at least one must stand in a text that ``pattern`` matches.

    Empty where a branch of the pattern has no letters of its own, so nothing can be ruled out.
    """
    runs = tuple(_longest_run(branch) for branch in _branches(pattern))
    return runs if all(runs) else ()


class ScreenedPattern:
    """A regular expression (ASCII word boundaries, each line anchored) compiled on first need."""

    __slots__ = ("_anchors", "_compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._anchors = anchors(pattern)
        self._compiled: re.Pattern[str] | None = None

    def found_in(self, text: str) -> bool:
        """Say whether the pattern occurs in already folded ``text``."""
        if self._anchors:
            for letters in self._anchors:
                if letters in text:
                    break
            else:
                return False
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, re.ASCII | re.MULTILINE)
        return self._compiled.search(text) is not None
