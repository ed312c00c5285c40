"""Which mean PUE stands in where a study states none."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.stages.reviewed import Row, Tables, row, rows


def pue_row(grid: str, tables: Tables) -> Row:
    """Return the row of table ``pue`` for a grid: its own, its country's, the nearest wider one.

    A row may cover countries by name (``covers``); else the places of table ``geographies``
    lead from country to continent to world.
    """
    entries = rows(tables, "pue")
    for place in _wider(grid, tables):
        for entry in entries:
            if place == entry["grid"] or place in entry.get("covers", "").split(";"):
                return entry
    return row(tables, "pue", grid="GLO")


def _wider(grid: str, tables: Tables) -> Iterator[str]:
    """Yield a grid, its country and the places around it, the world last."""
    yield grid
    parents = {entry["code"]: entry["parent"] for entry in rows(tables, "geographies")}
    place = grid.split("-")[0]
    while place:
        yield place
        place = parents.get(place, "")
