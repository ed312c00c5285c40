"""Where a value comes from: its place in a file, its origin and its interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

#: Kind of a figure that nobody published: it has a reason and a wide interval instead.
ASSUMPTION = "assumption"
#: From here on a share is nearly all, and what is assumed of it is what is lost.
NEARLY_ALL_SHARE = 0.5


class Origin(IntEnum):
    """How a parameter value was obtained; a higher one wins (method.md §4)."""

    DEFAULT = 0
    EXTRACTED = 1
    LOOKED_UP = 2
    DECLARED = 3

    @property
    def word(self) -> str:
        """Lower-case word used in tables and result.json (`declared`, `looked_up`, …)."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRef:
    """A place in an input file; prints as ``r760.xlsx › BOM!D7``.

    ``sheet`` is empty for formats without sheets (csv), ``cell`` may be a line or a key
    (``line 7``, ``grid``) where there are no cells.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{self.file} › {place}" if place else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A number resolved once: value with its interval [same unit], origin and source.

    ``source`` is a key of ``lci_data/sources.yaml``, ``assumption`` or the printed
    :class:`CellRef` of a declared value. ``assumed``: it is an engineering assumption, or
    derived from one.
    """

    value: float
    low: float
    high: float
    origin: Origin
    source: str
    at: CellRef | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """A choice among named variants (``generation`` = ``DDR5``) with its origin."""

    value: str
    origin: Origin
    source: str
    at: CellRef | None = None
