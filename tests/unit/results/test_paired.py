"""Differences over shared draws, by hand, and what they allow to be said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from placing import part, steel
from scored import assessed

from pcf.model.study import Study
from pcf.reports.comparison_wording import remarks, verdict
from pcf.results.compare import compare
from pcf.results.paired import paired_difference

STUDY = Study(annual_kwh=100.0, grid="CN", product_name="server")
LIGHT, HEAVY = (
    part("1", mass_kg=mass_kg, exchanges=(steel(mass_kg),), name="Bracket") for mass_kg in (1, 2)
)


def difference(first, second, figure="cradle_to_grave"):
    draws = (np.array(first, dtype=float), np.array(second, dtype=float))
    return paired_difference(figure, draws, deterministic=(first[0], second[0]), seed=7)


def test_what_both_share_leaves_the_difference():
    # both lie anywhere between 100 and 500, and always one apart
    found = difference([100, 200, 300, 400, 500], [101, 201, 301, 401, 501])
    assert (found.samples, found.seed) == (5, 7)
    assert found.first.p95 - found.first.p5 == pytest.approx(360.0)
    assert found.second.p95 - found.second.p5 == pytest.approx(360.0)
    apart = found.difference
    assert (apart.deterministic, apart.p5, apart.median, apart.mean, apart.p95) == (1.0,) * 5
    assert (found.lower_share, found.higher_share) == (0.0, 1.0)


def test_shares_count_the_draws_of_either_sign():
    found = difference([10, 10, 10, 10, 10], [9, 8, 10, 11, 7])
    assert (found.lower_share, found.higher_share) == (0.6, 0.2)
    assert found.difference.median == -1.0
    # linear between sorted differences −3 −2 −1 0 1: a fifth of a step inside either end
    assert (found.difference.p5, found.difference.p95) == (pytest.approx(-2.8), pytest.approx(0.8))
    assert not found.decided


def test_rounding_of_floats_makes_no_product_the_lower():
    found = difference([0.3, 1000.0], [0.1 + 0.2, 1000.0 + 1e-10])
    assert (found.lower_share, found.higher_share) == (0.0, 0.0)
    assert found.difference.p95 == 0.0


@pytest.mark.parametrize(("lower", "decided"), [(18, False), (19, True), (20, True)])
def test_nineteen_draws_of_twenty_decide(lower, decided):
    draws = [-1.0] * lower + [1.0] * (20 - lower)
    assert difference([0.0] * 20, draws).decided is decided
    assert difference([0.0] * 20, [-draw for draw in draws]).decided is decided


@pytest.fixture(scope="module")
def heavier():
    return compare(assessed((LIGHT,), STUDY), assessed((HEAVY,), STUDY), names=("light", "heavy"))


def drawn(comparison, *apart):
    return replace(comparison, paired=(difference([5.0] * len(apart), [5.0 + a for a in apart]),))


def test_a_product_that_is_lower_in_nearly_all_draws_is_the_better(heavier):
    found = drawn(heavier, *[1.0] * 19, -1.0)
    assert found.better is found.first
    told = verdict("en", found)
    assert "light is the better" in told
    assert told.endswith("It is lower in 95% of the paired draws.")
    assert verdict("zh", found).endswith("在 95% 的配对抽样中较低。")


@pytest.mark.parametrize("apart", [(1.0, 1.0, 1.0, -1.0), (-1.0, -1.0, -1.0, -1.0)])
def test_a_product_the_draws_do_not_tell_apart_is_not_the_better(heavier, apart):
    found = drawn(heavier, *apart)
    assert heavier.better is heavier.first
    assert found.better is None
    assert found.lower is found.first
    told = verdict("en", found)
    assert "no product is ranked" in told
    assert f"lower in {apart.count(1.0) / 4:.0%} of the paired draws" in told


def test_draws_rank_nothing_where_studies_are_not_equivalent():
    elsewhere = replace(STUDY, grid="DE")
    found = compare(assessed((LIGHT,), STUDY), assessed((LIGHT,), elsewhere))
    assert drawn(found, *[1.0] * 20).better is None


def test_causes_are_said_to_be_of_the_values(heavier):
    said = "Causes and Shapley shares are of the values, not of the draws."
    assert said in remarks("en", drawn(heavier, 1.0, 1.0))
    assert said not in remarks("en", heavier)
    assert drawn(heavier, 1.0, 1.0).causes == heavier.causes
