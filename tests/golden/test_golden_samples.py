"""The figures of every sample and dataset, digit by digit: a change is reviewed as data."""

from __future__ import annotations

import pytest
from golden import check


def test_the_figures_of_a_sample_stay(assessed, sample):
    result = assessed[sample]
    figures = {
        f"{entry.item} | {entry.name}": entry.cradle_to_gate_kgco2e for entry in result.components
    }
    assert len(figures) == len(result.components)
    figures |= {f"stage | {total.stage.value}": total.kgco2e for total in result.stages}
    totals = result.totals
    figures |= {
        "total | cradle_to_grave": totals.cradle_to_grave_kgco2e,
        "total | cradle_to_gate": totals.cradle_to_gate_kgco2e,
        "total | use_at_plug": totals.use_at_plug_kgco2e,
        "total | data_centre_overhead": totals.data_centre_overhead_kgco2e,
        "total | credits": totals.credits_kgco2e,
    }
    check(sample, figures)


def test_the_unit_scores_of_all_datasets_stay(library):
    scores = library.scores("gwp100")
    figures = {key: float(scores.values[row].sum()) for key, row in sorted(scores.index.items())}
    check("unit_scores", figures, unit="kg CO2e per unit")


def test_a_figure_that_moved_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("golden.FOLDER", tmp_path)
    monkeypatch.setenv("PCF_GOLDEN", "write")
    check("three", {"steel": 2.0, "gold": 30000.0, "tin": 17.0})
    monkeypatch.delenv("PCF_GOLDEN")
    check("three", {"steel": 2.0, "gold": 30000.0, "tin": 17.0})
    with pytest.raises(AssertionError, match=r"(?s)3 of 3 .*gold: 30000.0 -> 3.0\n.*tin.*zinc"):
        check("three", {"steel": 2.0 * (1 + 1e-12), "gold": 3.0, "zinc": 0.1})
