"""What must hold of the pedigree table: five indicators, five scores, spread growing with score."""

from __future__ import annotations

from pcf.background.reading import Findings
from pcf.background.store import DataFolder

TABLE = "uncertainty/pedigree.csv"
INDICATORS = ("reliability", "completeness", "time", "geography", "technology")
SCORES = ("1", "2", "3", "4", "5")


def check_pedigree_table(folder: DataFolder, findings: Findings) -> None:
    """Every indicator has a variance for scores 1 to 5 that never falls from one to the next."""
    rows = {(row["indicator"], row["score"]): row["variance"] for row in folder.table(TABLE)}
    if not rows:
        return
    for indicator in INDICATORS:
        before = 0.0
        for score in SCORES:
            where = f"{TABLE}:{indicator} {score}, variance"
            try:
                variance = float(rows[indicator, score])
            except (KeyError, ValueError):
                findings.add("DAT076", where, "no variance", "缺少方差")
                continue
            if variance < before:
                findings.add(
                    "DAT077",
                    where,
                    f"variance {variance:g} is below that of the better score, {before:g}",
                    f"方差 {variance:g} 小于更优评分的方差 {before:g}",
                )
            before = variance
