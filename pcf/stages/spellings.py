"""Every way a choice of the study may be written: its key, its titles, its other names."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.stages.reviewed import Row, Tables, rows

_IGNORED = str.maketrans("", "", " \t_-–")


def plain(text: str) -> str:
    """Return text without case, blanks, hyphens and underscores: ``Cut-off`` is ``cutoff``."""
    return text.casefold().translate(_IGNORED)


def choice_spellings(name: str, tables: Tables, grids: frozenset[str]) -> dict[str, str]:
    """Return key by plain spelling of a setting that is chosen from a list."""
    if name in ("grid", "factory_grid", "supply_location"):
        return {plain(code): code for code in grids}
    if name == "profile":
        return _spellings("profile", rows(tables, "profiles"))
    if name == "market":
        return _spellings("market", rows(tables, "markets"))
    if name == "data_centre":
        return _spellings("data_centre", rows(tables, "data_centres"))
    stated = _spellings(
        "value", (entry for entry in rows(tables, "choices") if entry["setting"] == name)
    )
    if name == "grid_path":
        return {**_spellings("grid_path", rows(tables, "grid_paths")), **stated}
    return stated


def mode_spellings(tables: Tables) -> dict[str, str]:
    """Return transport mode by plain spelling."""
    return _spellings("mode", rows(tables, "modes"))


def _spellings(key: str, entries: Iterable[Row]) -> dict[str, str]:
    """Return key by spelling; a key itself beats an alias of another entry."""
    known = tuple(entries)
    spellings = {
        plain(name): entry[key]
        for entry in known
        for name in (*entry["aliases"].split(";"), entry["title"], entry["title_zh"])
        if name
    }
    return {**spellings, **{plain(entry[key]): entry[key] for entry in known}}
