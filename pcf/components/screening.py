"""Patterns that are compiled only when a text holds the letters they cannot do without."""

from __future__ import annotations

import re

_BRANCH_POINTS = frozenset("([{?*+.^$|\\)]}")


def _branches(pattern: str) -> list[str]:
    """Split at the alternation signs outside of groups and classes."""
    found, start, depth, place, in_class = [], 0, 0, 0, False
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and depth == 0:
            found.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*found, pattern[start:]]


def _skip_group(pattern: str, place: int) -> int:
    """Return the place after the group or class that opens at ``place``."""
    depth, in_class = 0, False
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        if depth == 0 and not in_class:
            return place + 1
        place += 1
    return place


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
