"""The three allocations of the 2U sample: both ends follow, credits stay outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pcf.bom import read_bom
from pcf.library import shipped_library
from pcf.model.study import Setting, Study
from pcf.pipeline import assess
from pcf.results.allocations import ALLOCATIONS, allocation_table

SAMPLE = Path(__file__).parents[3] / "bom_samples" / "rack_2u.xlsx"
REUSE = {"reuse_share": Setting(value=0.5, origin="option", source="option")}


@cache
def library():
    return shipped_library()


@cache
def assessed(allocation, boundary=None):
    above = dict(REUSE)
    if boundary:
        above["boundary"] = Setting(value=boundary, origin="option", source="option")
    bom = read_bom(SAMPLE, library().knowledge)
    return assess(bom, Study(eol_allocation=allocation), library(), above_sheet=above)


@pytest.mark.parametrize("allocation", ALLOCATIONS)
def test_a_row_of_the_table_is_the_assessment_under_its_allocation(allocation):
    result = assessed(allocation)
    rows = {
        row.allocation: row
        for row in allocation_table(assessed("cutoff"), library().knowledge.tables)
    }
    row = rows[allocation]
    assert row.production_kgco2e == pytest.approx(result.totals.cradle_to_gate_kgco2e, rel=1e-9)
    assert row.end_of_life_kgco2e == pytest.approx(result.stages[4].kgco2e, rel=1e-9)
    assert row.cradle_to_grave_kgco2e == pytest.approx(result.total_kgco2e, rel=1e-9)
    credits = row.recycling_credits_kgco2e + row.reuse_credits_kgco2e
    assert credits == pytest.approx(result.totals.credits_kgco2e, rel=1e-9)
    reused = sum(each.value_kgco2e for each in result.rows if "reuse" in each.tags)
    assert row.reuse_credits_kgco2e == pytest.approx(reused, rel=1e-9)


def test_the_circular_formula_lies_between_the_other_two():
    cutoff, avoided, formula = allocation_table(assessed("cutoff"), library().knowledge.tables)
    for name in ("production_kgco2e", "end_of_life_kgco2e", "cradle_to_grave_kgco2e"):
        assert getattr(cutoff, name) < getattr(formula, name) < getattr(avoided, name)
    assert formula.reuse_credits_kgco2e == pytest.approx(
        0.5 * cutoff.reuse_credits_kgco2e, rel=0.01
    )
    assert cutoff.reuse_credits_kgco2e == pytest.approx(avoided.reuse_credits_kgco2e, rel=0.01)


def test_the_table_does_not_depend_on_the_allocation_chosen():
    first, second = (
        allocation_table(assessed(name), library().knowledge.tables) for name in ("cutoff", "cff")
    )
    for one, other in zip(first, second, strict=True):
        assert other.cradle_to_grave_kgco2e == pytest.approx(one.cradle_to_grave_kgco2e, rel=1e-12)


def test_a_study_that_ends_at_the_gate_has_no_table():
    assert allocation_table(assessed("cutoff", "cradle_to_gate"), library().knowledge.tables) == ()
