"""Compare figures with a table on file; ``PCF_GOLDEN=write`` takes new ones over."""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path

FOLDER = Path(__file__).parent
RELATIVE = 1e-9


def check(name, figures, unit="kg CO2e"):
    """Hold ``figures`` (name -> value) against ``<name>.csv``; a miss shows the ten largest."""
    path = FOLDER / f"{name}.csv"
    if os.environ.get("PCF_GOLDEN") == "write":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([("figure", unit), *((key, repr(v)) for key, v in figures.items())])
    with path.open(encoding="utf-8", newline="") as file:
        kept = {key: float(value) for key, value in list(csv.reader(file))[1:]}
    moved = sorted(
        (-abs(figures.get(key, 0.0) - kept.get(key, 0.0)), key)
        for key in {**kept, **figures}
        if key not in kept
        or key not in figures
        or not math.isclose(figures[key], kept[key], rel_tol=RELATIVE, abs_tol=1e-15)
    )
    shown = "\n".join(
        f"  {key}: {kept.get(key, 'absent')} -> {figures.get(key, 'absent')}"
        for _, key in moved[:10]
    )
    assert not moved, f"{len(moved)} of {len(kept)} figures of {path.name} moved [{unit}]:\n{shown}"
