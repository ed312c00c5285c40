"""What must hold of CSV rows with a number: kind, source, year, place, interval, sums."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from pcf.background.check_figures import (
    ASSUMPTION,
    CHOICE,
    check_interval,
    check_origin,
    cited,
)
from pcf.background.reading import Findings
from pcf.background.store import DataFolder
from pcf.model.background import Source

Row = Mapping[str, str]

#: Folders (and files) whose rows are held here; mapping tables have their own rules.
CHECKED = ("study/", "end_of_life/", "grids/", "methods/", "uncertainty/", "fuels.csv")
#: The column that ``low`` and ``high`` of a row enclose; a column ``interval_of`` overrides it.
BOUNDED = {
    "study/assembly.csv": "value",
    "study/defaults.csv": "value",
    "study/power_classes.csv": "idle_share",
    "study/profiles.csv": "time_share",
    "study/pue.csv": "pue",
    "study/routes.csv": "distance_km",
    "study/spare_parts.csv": "replacements_per_year",
    "study/supply_efficiency.csv": "efficiency",
    "end_of_life/board_metals.csv": "content_share",
    "end_of_life/collection.csv": "collection_rate",
    "end_of_life/recycled_content.csv": "recycled_content_share",
    "end_of_life/recovery_classes.csv": "metal_capture_share",
    "end_of_life/reuse.csv": "value",
    "end_of_life/routes.csv": "recycling_share",
    "end_of_life/take_back.csv": "least_mass_kg",
    "grids/losses.csv": "loss_share",
}
#: Tables of names and switches: no engineering number.
WITHOUT_NUMBERS = frozenset({"study/choices.csv", "study/markets.csv", "study/modes.csv"})
#: Number columns of tables of plain published figures: source and year, no interval.
PUBLISHED = {
    "grids/mixes.csv": ("share",),
    "grids/published.csv": ("kgco2e_per_kwh", "band"),
    "methods/gwp100.csv": ("factor",),
    "methods/gwp20.csv": ("factor",),
    "study/efficiency_rules.csv": (),
}
#: Columns whose shares add up to one over the rows that agree in the columns before.
SUMS = {
    "study/profiles.csv": (("profile",), "time_share"),
    "grids/mixes.csv": (("location",), "share"),
}
#: Share columns that add up to one within a row.
ROW_SUMS = {
    "end_of_life/routes.csv": ("recycling_share", "energy_recovery_share", "landfill_share"),
}
SUM_TOLERANCE = 1e-3
TEXT = "text"


def check_tables(folder: DataFolder, sources: Mapping[str, Source], findings: Findings) -> None:
    """Hold every row of study, end-of-life, grid, method and uncertainty tables."""
    places = frozenset(row["code"] for row in folder.table("geographies.csv"))
    for name in folder.names("", ".csv"):
        if not name.startswith(CHECKED) or name in WITHOUT_NUMBERS:
            continue
        rows = folder.table(name)
        if name in PUBLISHED:
            _check_published(name, rows, sources, findings)
        elif not rows or "kind" not in rows[0]:
            findings.add("DAT070", name, "table without column 'kind'", "表缺少 kind 列")
        else:
            for line, row in enumerate(rows, start=2):
                _check_row(name, line, row, sources, findings)
        _check_places(name, rows, places, findings)
        _check_shares(name, rows, findings)
        _check_sums(name, rows, findings)


def _check_published(
    name: str, rows: tuple[Row, ...], sources: Mapping[str, Source], findings: Findings
) -> None:
    for line, row in enumerate(rows, start=2):
        for column in PUBLISHED[name]:
            _number(name, line, row, column, findings)
        if row.get("low") or row.get("high"):
            _check_bounds(name, line, row, PUBLISHED[name][0], "", findings)
        _require(name, line, row, ("year",), findings)
        for key in cited(row.get("source", "")) or ("",):
            if key not in sources:
                findings.add(
                    "DAT113",
                    f"{name}:line {line}, source",
                    f"source {key!r} is not in sources/",
                    f"来源 {key!r} 不在 sources/ 中",
                )


def _check_row(
    name: str, line: int, row: Row, sources: Mapping[str, Source], findings: Findings
) -> None:
    _require(name, line, row, ("unit", "year", "geography", "location"), findings)
    kind = row["kind"]
    place = f"{name}:line {line}, {'note' if kind == ASSUMPTION else 'source'}"
    check_origin(kind, row.get("source", ""), row.get("note", ""), sources, place, findings)
    if "low" not in row or row.get("unit") == TEXT or kind == CHOICE:
        return
    column = row.get("interval_of") or BOUNDED.get(name, "")
    if column not in row:
        findings.add(
            "DAT071",
            f"{name}:line {line}, low",
            "which column low and high enclose is not known",
            "不知 low、high 对应哪一列",
        )
        return
    _check_bounds(name, line, row, column, kind, findings)


def _check_bounds(
    name: str, line: int, row: Row, column: str, kind: str, findings: Findings
) -> None:
    value = _number(name, line, row, column, findings)
    low = _number(name, line, row, "low", findings)
    high = _number(name, line, row, "high", findings)
    if value is not None and low is not None and high is not None:
        check_interval(value, low, high, kind, f"{name}:line {line}, {column}", findings)


def _require(name: str, line: int, row: Row, columns: tuple[str, ...], findings: Findings) -> None:
    """Cells of ``columns`` the table has must not be empty; grids state the place as location."""
    for column in columns:
        if column == "location" and "geography" in row:
            continue
        if row.get(column) == "":
            findings.add(
                "DAT072",
                f"{name}:line {line}, {column}",
                f"column {column!r} is empty",
                f"列 {column!r} 为空",
            )


def _number(name: str, line: int, row: Row, column: str, findings: Findings) -> float | None:
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    findings.add(
        "DAT073",
        f"{name}:line {line}, {column}",
        f"not a number: {row[column]!r}",
        f"不是数字:{row[column]!r}",
    )
    return None


def _check_places(
    name: str, rows: tuple[Row, ...], places: frozenset[str], findings: Findings
) -> None:
    """Geography, location and grid of a row are codes of `geographies.csv`."""
    for line, row in enumerate(rows, start=2):
        for column in ("geography", "location", "grid"):
            code = row.get(column)
            if code and code not in places:
                findings.add(
                    "DAT078",
                    f"{name}:line {line}, {column}",
                    f"place {code!r} is not in geographies.csv",
                    f"地点 {code!r} 不在 geographies.csv 中",
                )


def _check_shares(name: str, rows: tuple[Row, ...], findings: Findings) -> None:
    """Cells of columns named share, rate or yield lie between 0 and 1."""
    for line, row in enumerate(rows, start=2):
        for column, cell in row.items():
            if not column.endswith(("share", "_rate", "_yield")) or not cell:
                continue
            value = _number(name, line, row, column, findings)
            if value is not None and not 0.0 <= value <= 1.0:
                findings.add(
                    "DAT074",
                    f"{name}:line {line}, {column}",
                    f"a share of {value:g} is not between 0 and 1",
                    f"份额 {value:g} 不在 0 与 1 之间",
                )


def _check_sums(name: str, rows: tuple[Row, ...], findings: Findings) -> None:
    if name in ROW_SUMS:
        for line, row in enumerate(rows, start=2):
            shares = [_share(row[column]) for column in ROW_SUMS[name]]
            _check_sum(f"{name}:line {line}, {ROW_SUMS[name][0]}", shares, findings)
    if name in SUMS:
        keys, column = SUMS[name]
        groups: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            groups[" ".join(row[key] for key in keys)].append(_share(row[column]))
        for group, shares in groups.items():
            _check_sum(f"{name}:{group}, {column}", shares, findings)


def _share(cell: str) -> float:
    # a cell that is no number is told by _check_shares
    try:
        return float(cell or 0)
    except ValueError:
        return 0.0


def _check_sum(where: str, shares: list[float], findings: Findings) -> None:
    total_share = math.fsum(shares)
    if abs(total_share - 1.0) > SUM_TOLERANCE:
        findings.add(
            "DAT075",
            where,
            f"shares add up to {total_share:.4f}, not 1",
            f"份额之和为 {total_share:.4f},不等于 1",
        )
