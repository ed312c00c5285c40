"""Markdown from plain values: tables, numbers, and blocks between markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

SIGNIFICANT_DIGITS = 6


def number(value: float) -> str:
    """Print a number as data: up to six significant digits, no trailing zeros."""
    return f"{value:.{SIGNIFICANT_DIGITS}g}"


def three_figures(value: float) -> str:
    """Print a result with three significant digits."""
    return f"{value:.3g}"


def cell(text: str) -> str:
    """Escape what would end a table cell."""
    return " ".join(text.split()).replace("|", "\\|")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; one line a row."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell(entry) for entry in line) + " |" for line in lines)


def marked(name: str, content: str) -> str:
    """Return a block that `fill` finds again."""
    return f"<!-- generated: {name} -->\n{content.strip()}\n<!-- end: {name} -->"


def fill(page: str, blocks: Mapping[str, str]) -> str:
    """Replace the content of every marked block of a page; what stands outside is kept.

    Raises
    ------
    KeyError
        A block is marked in the page but not among ``blocks``.
    """

    def replaced(match: re.Match[str]) -> str:
        return marked(match["name"], blocks[match["name"]])

    return re.sub(
        r"<!-- generated: (?P<name>[\w-]+) -->.*?<!-- end: (?P=name) -->",
        replaced,
        page,
        flags=re.DOTALL,
    )
