"""Every dataset has a golden unit score, so that a change of data shows its effect."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pcf.library import shipped_library

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "unit_scores.csv"


@pytest.mark.skipif(not GOLDEN.exists(), reason="golden unit scores not written yet")
def test_every_dataset_has_a_golden_unit_score_and_no_other() -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = {
        next((cell for cell in row.values() if "@" in cell), None)
        or f"{row['product']}@{row['location']}"
        for row in rows
    }
    assert keys == set(shipped_library().inventory.datasets)
