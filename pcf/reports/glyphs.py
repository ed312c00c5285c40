"""Which characters a font can show, read from its character map; the rest become □."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

TOFU = "□"
_FORMAT_SEGMENTED_COVERAGE = 12


@cache
def shown_characters(font: Path) -> frozenset[int]:
    """Return the code points of a TrueType font's full (format 12) character map.

    Layout after the OpenType specification, tables ``cmap`` and its subtable format 12.
    """
    data = font.read_bytes()
    start = _table_offset(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    points: set[int] = set()
    for index in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * index + 4)
        points.update(_segmented_coverage(data, start + offset))
    return frozenset(points)


def _table_offset(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"font without table {tag!r}")


def _segmented_coverage(data: bytes, at: int) -> set[int]:
    (layout,) = struct.unpack_from(">H", data, at)
    if layout != _FORMAT_SEGMENTED_COVERAGE:
        return set()
    (groups,) = struct.unpack_from(">I", data, at + 12)
    points: set[int] = set()
    for index in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * index)
        points.update(range(first, last + 1))
    return points


class Printable:
    """Makes text fit for a font and remembers how many characters had to be replaced."""

    def __init__(self, shown: frozenset[int]) -> None:
        self._shown = shown
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """Return ``text`` on one line, every character the font lacks as □."""
        line = " ".join(text.split())
        unknown = {char for char in line if ord(char) not in self._shown}
        self.replaced += sum(1 for char in line if char in unknown)
        return "".join(TOFU if char in unknown else char for char in line)
