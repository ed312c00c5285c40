"""Electricity as built against the life-cycle intensity others published, within stated bands."""

from __future__ import annotations

from pcf.background.reading import Findings
from pcf.background.store import DataFolder
from pcf.model.scores import UnitScores

TABLE = "grids/published.csv"
#: Scope of a published intensity: at the busbar (before grid losses) or as delivered.
GENERATION = "generation"


def check_published_grids(folder: DataFolder, scores: UnitScores, findings: Findings) -> None:
    """Each row of `grids/published.csv` is met by the built mix within its ``band``."""
    losses = {row["location"]: float(row["loss_share"]) for row in folder.table("grids/losses.csv")}
    for line, row in enumerate(folder.table(TABLE), start=2):
        where = f"{TABLE}:line {line}, kgco2e_per_kwh"
        key = f"electricity@{row['location']}"
        if key not in scores.index:
            findings.add(
                "DAT091", where, f"no grid {row['location']!r}", f"没有电网 {row['location']!r}"
            )
            continue
        built = float(scores.values[scores.index[key]].sum())
        if row["scope"] == GENERATION:
            built *= 1.0 - losses.get(row["location"], losses.get("GLO", 0.0))
        published, band = float(row["kgco2e_per_kwh"]), float(row["band"])
        deviation_percent = 100.0 * (built / published - 1.0)
        if abs(deviation_percent) > 100.0 * band:
            findings.add(
                "DAT090",
                where,
                f"{row['location']} is built at {built:.4f} kg/kWh, published {published:.4f}: "
                f"{deviation_percent:+.0f} % is outside ±{100 * band:.0f} %",
                f"{row['location']} 计算值 {built:.4f} kg/kWh,公布值 {published:.4f}:"
                f"偏差 {deviation_percent:+.0f} %,超出 ±{100 * band:.0f} %",
            )
