"""Study tables as they stand in one draw: numbers of the maker, of supplies and of routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pcf.model.scores import FloatArray
from pcf.model.study import ResolvedStudy
from pcf.sampling.drawn import Drawn, values_of
from pcf.sampling.parameters import Sampler
from pcf.sampling.treatments import drawn_treatment
from pcf.stages.recovery import Treatment
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
    """Study tables with some numbers drawn; ``at`` gives them as of one draw.

    ``rates`` are figures that scale what they stand for, by table and key, and ``treatment``
    is that of end of life: they are asked for once for all draws.
    """

    tables: Tables
    drawn: dict[tuple[str, int], Drawn]  # table and row
    rates: dict[tuple[str, str], Drawn]  # table and key, over the value of the table
    treatment: Treatment

    def at(self, draw: int) -> Tables:
        """Return the tables of one draw."""
        replaced: dict[str, list[Row]] = {name: list(self.tables[name]) for name in _COLUMNS}
        for (name, place), figure in self.drawn.items():
            value = repr(float(figure.values[draw]))
            replaced[name][place] = {**replaced[name][place], _COLUMNS[name]: value}
        return {**self.tables, **{name: tuple(found) for name, found in replaced.items()}}

    def relative(self, table: str, key: str) -> FloatArray | float:
        """Return a rate in every draw over the value of the table."""
        figure = self.rates.get((table, key))
        return values_of(figure) if figure is not None else 1.0


def drawn_tables(tables: Tables, study: ResolvedStudy, sampler: Sampler) -> DrawnTables:
    """Return the study tables with every number drawn that the study does not fix itself.

    Lifetime, PUE, load profile and market are what the study chooses; they stay as they are.
    The points of one efficiency grade err together.
    """
    drawn: dict[tuple[str, int], Drawn] = {}
    for name in _COLUMNS:
        for place, entry in enumerate(rows(tables, name)):
            for stream_name in _stream_names(name, entry, study):
                figure = _figure(name, entry, stream_name, sampler)
                if isinstance(figure, Drawn):
                    drawn[name, place] = figure
    return DrawnTables(
        tables=tables,
        drawn=drawn,
        rates=_spare_rates(tables, sampler),
        treatment=drawn_treatment(study, tables, sampler),
    )


def _spare_rates(tables: Tables, sampler: Sampler) -> dict[tuple[str, str], Drawn]:
    """Return the replacement rate of every class in every draw over its value."""
    found = {}
    for entry in rows(tables, "spare_parts"):
        key = entry["component_class"]
        value, low, high = (
            float(entry[column]) for column in ("replacements_per_year", "low", "high")
        )
        figure = sampler.figure(("study", "spare_parts", key), value, low, high, share=False)
        if isinstance(figure, Drawn) and value:
            found["spare_parts", key] = figure / value
    return found


def _stream_names(name: str, entry: Row, study: ResolvedStudy) -> Iterator[tuple[str, ...]]:
    """Yield the stream of a row, none where the row is not of this study."""
    if name == "assembly" or (name == "defaults" and entry["name"] in _POWER_DEFAULTS):
        yield ("study", name, entry["name"])
    elif name == "supply_efficiency":
        yield ("study", name, entry["grade"])
    elif name == "routes" and (
        entry["direction"] == "inbound" or entry["market"] == study.text("market")
    ):
        yield ("study", name, entry["direction"], entry["market"], entry["leg"])


def _figure(name: str, entry: Row, stream_name: tuple[str, ...], sampler: Sampler) -> Drawn | float:
    value, low, high = float(entry[_COLUMNS[name]]), float(entry["low"]), float(entry["high"])
    share = entry["unit"] == "-" and low >= 0.0 and high <= 1.0
    return sampler.figure(stream_name, value, low, high, share=share)
