"""Study tables as they stand in one draw: numbers of the maker, of supplies and of routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.sampling.drawn import Drawn
from pcf.sampling.parameters import Sampler
from pcf.stages.reviewed import Row, Tables, rows

#: Defaults the power model rests on; the others are choices or thresholds and stay fixed.
_POWER_DEFAULTS = frozenset(
    {
        "new_server_idle_share",
        "processor_conversion_efficiency",
        "supply_efficiency_without_data",
    }
)
_COLUMNS = {
    "assembly": "value",
    "defaults": "value",
    "routes": "distance_km",
    "supply_efficiency": "efficiency",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTables:
    """Study tables with some numbers drawn; ``at`` gives them as of one draw."""

    tables: Tables
    drawn: dict[tuple[str, int], Drawn]  # table and row

    def at(self, draw: int) -> Tables:
        """Return the tables of one draw."""
        replaced: dict[str, list[Row]] = {name: list(self.tables[name]) for name in _COLUMNS}
        for (name, place), figure in self.drawn.items():
            value = repr(float(figure.values[draw]))
            replaced[name][place] = {**replaced[name][place], _COLUMNS[name]: value}
        return {**self.tables, **{name: tuple(found) for name, found in replaced.items()}}


def drawn_tables(tables: Tables, study: ResolvedStudy, sampler: Sampler) -> DrawnTables:
    """Return the study tables with every number drawn that the study does not fix itself.

    Lifetime, PUE, load profile, market and end-of-life shares are what the study chooses; they
    stay as they are. The points of one efficiency grade err together.
    """
    drawn: dict[tuple[str, int], Drawn] = {}
    for name in _COLUMNS:
        for place, entry in enumerate(rows(tables, name)):
            for stream_name in _stream_names(name, entry, study):
                figure = _figure(name, entry, stream_name, sampler)
                if isinstance(figure, Drawn):
                    drawn[name, place] = figure
    return DrawnTables(tables=tables, drawn=drawn)


def _stream_names(name: str, entry: Row, study: ResolvedStudy) -> Iterator[tuple[str, ...]]:
    """Yield the stream of a row, none where the row is not of this study."""
    if name == "assembly" or (name == "defaults" and entry["name"] in _POWER_DEFAULTS):
        yield ("study", name, entry["name"])
    elif name == "supply_efficiency":
        yield ("study", name, entry["grade"])
    elif name == "routes" and entry["market"] in (study.text("market"), "domestic", "foreign"):
        yield ("study", name, entry["direction"], entry["market"], entry["leg"])


def _figure(name: str, entry: Row, stream_name: tuple[str, ...], sampler: Sampler) -> Drawn | float:
    value, low, high = float(entry[_COLUMNS[name]]), float(entry["low"]), float(entry["high"])
    share = entry["unit"] == "-" and low >= 0.0 and high <= 1.0
    return sampler.figure(stream_name, value, low, high, share=share)
