"""Scenarios side by side, levers about a base, and their order, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from placing import part, steel
from scored import assessed

from pcf.model.study import Study
from pcf.results.abatement import abatement
from pcf.results.scenarios import FIGURES, same_service_kgco2e, scenario_figures
from pcf.results.tornado import LeverSwing, ranked

SHEET = part("1", mass_kg=10.0, exchanges=(steel(10.0),), name="Chassis")
BASE = Study(annual_kwh=100.0, lifetime_years=5, pue=1.5, grid="CN")


@pytest.fixture(scope="module")
def figures():
    results = {
        "base": assessed((SHEET,), BASE),
        "germany": assessed((SHEET,), replace(BASE, grid="DE", pue=1.0)),
        "longer": assessed((SHEET,), replace(BASE, lifetime_years=10)),
    }
    return {(each.scenario, each.figure): each for each in scenario_figures(results)}


def test_a_difference_is_scenario_less_base(figures):
    # 500 kWh · 1.5 · 0.62 = 465; Germany 500 kWh · (0.4 + 0.05 − 0.05) = 200
    use = figures["germany", "use"]
    assert use.kgco2e == pytest.approx(200.0)
    assert use.difference_kgco2e == pytest.approx(-265.0)
    assert use.difference_share == pytest.approx(-265.0 / 465.0)
    assert figures["germany", "materials"].difference_kgco2e == 0.0


def test_the_base_differs_from_itself_by_nothing(figures):
    assert [figures["base", name].difference_kgco2e for name in FIGURES] == [0.0] * len(FIGURES)


def test_stages_of_a_scenario_add_up_to_its_total(figures):
    stages = sum(figures["longer", name].kgco2e for name in FIGURES[:5])
    assert stages == pytest.approx(figures["longer", "cradle_to_grave"].kgco2e, rel=1e-12)
    gate = sum(figures["longer", name].kgco2e for name in FIGURES[:2])
    assert gate == pytest.approx(figures["longer", "cradle_to_gate"].kgco2e, rel=1e-12)


def test_a_longer_life_costs_more_in_all_and_less_a_year(figures):
    longer = figures["longer", "cradle_to_grave"]
    assert longer.difference_kgco2e == pytest.approx(465.0)
    base = figures["base", "cradle_to_grave"].kgco2e
    yearly = figures["longer", "per_year_of_use"]
    assert yearly.kgco2e == pytest.approx((base + 465.0) / 10)
    assert yearly.difference_kgco2e == pytest.approx((base + 465.0) / 10 - base / 5)


def test_a_share_of_nothing_is_not_told():
    none = {"base": assessed((), BASE), "more": assessed((SHEET,), BASE)}
    found = {(each.scenario, each.figure): each for each in scenario_figures(none)}
    assert found["more", "materials"].difference_share is None


def test_the_same_service_is_a_total_by_its_years():
    # 1 400 kg over 7 years do as much as 1 000 kg over 5
    assert same_service_kgco2e(1400.0, lifetime_years=7, base_lifetime_years=5) == 1000.0


def swing(lever, low, high, base=100.0):
    return LeverSwing(
        lever=lever, title=lever, title_zh=lever, low="a", high="b", base_kgco2e=base,
        low_kgco2e=low, high_kgco2e=high, kind="choice", source="s", note="",
    )  # fmt: skip


def test_levers_rank_by_how_far_they_move_the_total():
    found = ranked([swing("short", 99, 101), swing("long", 60, 130), swing("none", 100, 100)])
    assert [each.lever for each in found] == ["long", "short", "none"]
    assert [each.swing_kgco2e for each in found] == [70.0, 2.0, 0.0]
    assert (found[0].low_difference_kgco2e, found[0].high_difference_kgco2e) == (-40.0, 30.0)


def test_a_lever_whose_ends_lie_on_one_side_swings_from_the_base():
    assert swing("one", 110, 130).swing_kgco2e == 30.0
    assert [each.lever for each in ranked([swing("b", 90, 100), swing("a", 100, 110)])] == [
        "a",
        "b",
    ]


FACTORS = {"grid": 0.5, "cooling": 0.8}


def product_of_factors(chosen):
    total = 1000.0
    for lever in chosen:
        total *= FACTORS[lever]
    return total


def test_the_lever_that_saves_most_comes_first_and_takes_from_the_next():
    first, second = abatement(["cooling", "grid"], product_of_factors)
    # grid alone 500; cooling alone 200, after the grid 20 % of 500
    assert (first.lever, first.alone_kgco2e, first.marginal_kgco2e) == ("grid", 500.0, 500.0)
    assert (second.lever, second.alone_kgco2e) == ("cooling", pytest.approx(200.0))
    assert second.marginal_kgco2e == pytest.approx(100.0)
    # grid after cooling: half of 800; cooling after the grid is the last already
    assert (first.last_kgco2e, second.last_kgco2e) == (400.0, pytest.approx(100.0))
    assert (first.interaction_kgco2e, second.interaction_kgco2e) == (0.0, pytest.approx(-100.0))
    assert (first.cumulative_kgco2e, second.cumulative_kgco2e) == (500.0, pytest.approx(600.0))


def test_shapley_shares_are_means_over_both_orders_and_add_up():
    first, second = abatement(["cooling", "grid"], product_of_factors)
    # grid: mean of 500 first and 400 after cooling; cooling: mean of 200 and 100
    assert first.shapley_kgco2e == pytest.approx(450.0)
    assert second.shapley_kgco2e == pytest.approx(150.0)


def test_order_of_levers_changes_nothing_but_ties():
    assert abatement(["grid", "cooling"], product_of_factors) == abatement(
        ["cooling", "grid"], product_of_factors
    )
    tie = abatement(["b", "a"], lambda chosen: 10.0 - len(chosen))
    assert [step.lever for step in tie] == ["b", "a"]


def test_a_lever_that_costs_comes_last_with_a_negative_saving():
    steps = abatement(["bad", "good"], lambda c: 100.0 + 5 * ("bad" in c) - 7 * ("good" in c))
    assert [(step.lever, step.marginal_kgco2e) for step in steps] == [("good", 7.0), ("bad", -5.0)]


def test_every_set_of_levers_is_assessed_once():
    asked = []

    def total(chosen):
        asked.append(chosen)
        return product_of_factors(chosen)

    abatement(["cooling", "grid"], total)
    assert len(asked) == len(set(asked)) == 4
