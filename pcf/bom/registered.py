"""Readers that other packages register under the entry point group ``pcf.bom_readers``.

Apart from the built-in ones, so that reading a workbook does not load the package metadata.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from pcf.bom.grid import Reader

GROUP = "pcf.bom_readers"


def registered_reader(suffix: str) -> Reader | None:
    """Return the reader registered for ``suffix`` (``.json``), if any."""
    for point in entry_points(group=GROUP):
        if point.name == suffix:
            reader: Reader = point.load()
            return reader
    return None
