"""Years to pay back and points where totals cross, by hand."""

from __future__ import annotations

import pytest

from pcf.results.break_even import crossing_point, crossings, payback, payback_years


def asked(**given):
    return payback(
        "retire", "base",
        **{
            "making_kgco2e": 3000.0, "new_annual_use_kgco2e": 1000.0, "old_annual_kwh": 2500.0,
            "old_count": 2.0, "use_factor": 0.5, "old_remaining_years": 3.0, **given,
        },
    )  # fmt: skip


def test_making_is_paid_back_by_what_use_saves_a_year():
    assert payback_years(3000.0, 2500.0, 1000.0) == 2.0


@pytest.mark.parametrize("new", [2500.0, 2600.0])
def test_a_server_that_uses_no_less_never_pays_back(new):
    assert payback_years(3000.0, 2500.0, new) is None


def test_two_old_servers_are_replaced_by_one():
    # 2 · 2 500 kWh · 0.5 kg/kWh = 2 500 kg a year; (2 500 − 1 000) · 3 − 3 000
    found = asked()
    assert found.old_annual_use_kgco2e == 2500.0
    assert (found.payback_years, found.saving_kgco2e) == (2.0, 1500.0)
    assert found.pays_back


def test_a_payback_after_the_old_would_have_ended_anyway_does_not_count():
    found = asked(old_remaining_years=1.5)
    assert found.payback_years == 2.0
    assert found.saving_kgco2e == -750.0
    assert not found.pays_back
    assert asked(old_remaining_years=2.0).pays_back
    assert not asked(old_count=0.5).pays_back


def test_two_lines_cross_where_they_are_equal():
    # 100 + 10 x = 160 + 4 x at x = 10, where both are 200
    found = crossing_point(
        "c", "load_factor",
        [("a", lambda x: 100 + 10 * x), ("b", lambda x: 160 + 4 * x)], (0.0, 7.0, 30.0),
    )  # fmt: skip
    assert found.at == (pytest.approx(10.0, abs=1e-12),)
    assert found.total_kgco2e == (pytest.approx(200.0),)
    assert (found.lower_before, found.lower_after) == ("a", "b")


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
