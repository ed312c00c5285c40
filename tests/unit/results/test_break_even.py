"""Years to pay back and points where totals cross, by hand."""

from __future__ import annotations

import pytest

from pcf.results.break_even import (
    crossing_point,
    crossings,
    first_years,
    payback,
    payback_years,
    years_until,
)


def asked(**given):
    return payback(
        "retire", "base",
        **{
            "making_kgco2e": 3000.0, "gate_kgco2e": 2700.0, "new_annual_use_kgco2e": 1000.0,
            "old_annual_use_kgco2e": 2500.0, "old_remaining_years": 3.0, **given,
        },
    )  # fmt: skip


def test_making_is_paid_back_by_what_use_saves_a_year():
    assert payback_years(3000.0, 2500.0, 1000.0) == 2.0


@pytest.mark.parametrize("new", [2500.0, 2600.0])
def test_a_server_that_uses_no_less_never_pays_back(new):
    assert payback_years(3000.0, 2500.0, new) is None


def test_manufacturing_alone_is_paid_back_sooner():
    # 2 700 and 3 000 kg over 1 500 a year; (2 500 − 1 000) · 3 − 3 000
    found = asked()
    assert (found.gate_payback_years, found.payback_years) == (1.8, 2.0)
    assert found.saving_kgco2e == 1500.0
    assert found.pays_back


def test_a_grid_that_gets_cleaner_pays_back_later():
    # 1 500 in the first year, 750 in the second, 375 in each after: 3 000 − 2 250 in two more
    found = asked(old_remaining_years=5.0, yearly_factors=(1.0, 0.5, 0.25))
    assert found.payback_years == 4.0
    assert found.gate_payback_years == pytest.approx(3.2)
    assert found.saving_kgco2e == 1500 * (1 + 0.5 + 3 * 0.25) - 3000


def test_years_on_a_path_are_turned_into_years_on_the_first_grid_and_back():
    path = (1.0, 0.8, 0.4)
    assert [first_years(at, path) for at in (0.0, 0.5, 1.5, 2.0, 4.0)] == pytest.approx(
        [0.0, 0.5, 1.4, 1.8, 2.6]
    )
    for at in (0.0, 0.3, 1.0, 1.7, 2.0, 5.5):
        assert years_until(first_years(at, path), path) == pytest.approx(at, abs=1e-12)
    assert (first_years(7.0, ()), years_until(7.0, ())) == (7.0, 7.0)


def test_nothing_is_paid_back_once_the_grid_is_clean():
    assert years_until(1.5, (1.0, 0.0)) is None
    assert years_until(1.0, (1.0, 0.0)) == 1.0
    assert asked(yearly_factors=(1.0, 0.0)).payback_years is None


def test_the_curves_of_a_payback_meet_where_it_is_paid_back():
    # kept: 2 500 a year; new: 3 000 and 1 000 a year; drawn to twice the payback
    curve = asked().curve
    assert len(curve) == 41
    assert curve[0] == (0.0, 0.0, 3000.0)
    assert curve[-1] == pytest.approx((4.0, 10000.0, 7000.0))
    assert curve[20] == pytest.approx((2.0, 5000.0, 5000.0))
    # as far as the old ones would run at least, and twice that at most
    assert asked(old_remaining_years=1.5).curve[-1][0] == 3.0
    assert asked(old_annual_use_kgco2e=1001.0).curve[-1][0] == 6.0
    assert asked(old_annual_use_kgco2e=900.0).curve[-1][0] == 3.0


def test_a_payback_after_the_old_would_have_ended_anyway_does_not_count():
    found = asked(old_remaining_years=1.5)
    assert found.payback_years == 2.0
    assert found.saving_kgco2e == -750.0
    assert not found.pays_back
    assert asked(old_remaining_years=2.0).pays_back
    assert not asked(old_annual_use_kgco2e=1000.0).pays_back


def test_two_lines_cross_where_they_are_equal():
    # 100 + 10 x = 160 + 4 x at x = 10, where both are 200
    found = crossing_point(
        "c", "load_factor",
        [("a", lambda x: 100 + 10 * x), ("b", lambda x: 160 + 4 * x)], (0.0, 7.0, 30.0),
    )  # fmt: skip
    assert found.at == (pytest.approx(10.0, abs=1e-12),)
    assert found.total_kgco2e == (pytest.approx(200.0),)
    assert (found.lower_before, found.lower_after) == ("a", "b")
    assert found.curve == ((0.0, 100.0, 160.0), (7.0, 170.0, 188.0), (30.0, 400.0, 280.0))


def test_questions_have_a_chinese_name_where_one_is_given():
    lines = [("a", lambda x: x), ("b", lambda x: x + 1)]
    assert asked().name_zh == "retire"
    assert asked(name_zh="更换").name_zh == "更换"
    assert crossing_point("c", "load_factor", lines, (0, 9)).name_zh == "c"
    assert crossing_point("c", "load_factor", lines, (0, 9), name_zh="交点").name_zh == "交点"


def test_totals_that_never_meet_do_not_cross():
    found = crossing_point("c", "load_factor", [("a", lambda x: x), ("b", lambda x: x + 1)], (0, 9))
    assert (found.at, found.lower_before, found.lower_after) == ((), "a", "a")


def test_equal_totals_have_no_point_of_crossing():
    found = crossing_point("c", "load_factor", [("a", abs), ("b", abs)], (0.0, 1.0))
    assert (found.at, found.lower_before, found.lower_after) == ((), "equal", "equal")


def test_a_crossing_at_a_point_is_found_once():
    assert crossings(lambda x: x - 1, (0.0, 1.0, 2.0)) == (1.0,)


def test_totals_may_cross_more_than_once():
    assert crossings(lambda x: (x - 0.25) * (x - 1.5), (0.0, 1.0, 2.0)) == pytest.approx(
        (0.25, 1.5), abs=1e-12
    )
