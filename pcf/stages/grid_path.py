"""A grid that changes over the life: the electricity of each year with its relative factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import Points, value_at
from pcf.stages.reviewed import Row, Tables, number, rows

CONSTANT = "constant"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathYear:
    """One year of use on a grid path.

    ``path_kgco2e_per_kwh`` is the level of the path, ``relative_factor`` its ratio to the
    first year; ``kgco2e`` is ``energy_kwh`` (overhead included) times today's factor of the
    study's grid times that ratio.
    """

    year: int
    energy_kwh: float
    path_kgco2e_per_kwh: float
    relative_factor: float
    kgco2e: float = 0.0


def path_years(study: ResolvedStudy, tables: Tables, annual_kwh: float) -> tuple[PathYear, ...]:
    """Return the years of use on the study's path, none where the grid is constant.

    The path is a scenario beside the result: the result itself keeps today's grid. A lifetime
    that is no whole number of years ends within its last year.
    """
    if not study.has("grid_path") or study.text("grid_path") == CONSTANT:
        return ()
    points = path_points(rows(tables, "grid_paths"), study.text("grid_path"))
    start = int(
        study.number("use_start_year")
        if study.has("use_start_year")
        else number(tables, "transforms", "use_start_year")
    )
    first = value_at(points, start)
    lifetime_years = study.number("lifetime_years")
    years = []
    step = 0
    while step < lifetime_years:
        level = value_at(points, start + step)
        years.append(
            PathYear(
                year=start + step,
                energy_kwh=annual_kwh * min(1.0, lifetime_years - step),
                path_kgco2e_per_kwh=level,
                relative_factor=level / first,
            )
        )
        step += 1
    return tuple(years)


def path_points(entries: Sequence[Row], key: str) -> Points:
    """Return (year, kg CO2e/kWh) of a path, in order of years."""
    return tuple(
        sorted(
            (float(entry["year"]), float(entry["kgco2e_per_kwh"]))
            for entry in entries
            if entry["grid_path"] == key
        )
    )
