"""Laws of power supplies and of features: what must hold at every load and for every curve."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from placing import HAND, SHIPPED, part, study

from pcf.errors import StudyError
from pcf.model.provenance import Origin
from pcf.stages.measured import value_at
from pcf.stages.supply import grade_points, supply_efficiency
from pcf.stages.transforms import capped, liquid, managed, standing_by
from pcf.stages.use import load_profile, use_facts

share = some.floats(min_value=0.0, max_value=1.0)
watts = some.floats(min_value=1.0, max_value=2000.0)
grades = some.sampled_from(("bronze", "silver", "gold", "platinum", "titanium"))


def supplies(count, rated_w, grade):
    return part(
        "9", component_class="power_supply", count=count, choices={"efficiency_grade": grade},
        parameters={"rated_power_w": (rated_w, Origin.DECLARED)},
    )  # fmt: skip


@some.composite
def power_curves(draw):
    """Points of a measured curve that rises from idle to full load."""
    steps = draw(some.lists(some.floats(min_value=0.0, max_value=200.0), min_size=3, max_size=6))
    power_w, points = draw(some.floats(min_value=50.0, max_value=300.0)), []
    for place, step in enumerate(steps):
        power_w += step
        points.append((place / (len(steps) - 1), power_w))
    return points


@some.composite
def profiles(draw):
    """Time shares at some loads that add up to 1."""
    loads = sorted(draw(some.sets(some.integers(0, 20), min_size=1, max_size=6)))
    weights = [draw(some.integers(1, 9)) for _ in loads]
    return [(load / 20, weight / sum(weights)) for load, weight in zip(loads, weights, strict=True)]


def spelled(points):
    return " ".join(f"{load!r}:{value!r}" for load, value in points)


@given(grade=grades, less=watts, more=watts, count=some.integers(1, 4))
def test_a_supply_that_gives_more_draws_more(grade, less, more, count):
    units = [supplies(count, 1000.0, grade)]
    less, more = sorted((less, more))
    drawn = [output / supply_efficiency(units, study(), SHIPPED, output) for output in (less, more)]
    assert drawn[0] <= drawn[1] * (1 + 1e-12)
    assert all(output < input_w for output, input_w in zip((less, more), drawn, strict=True))


@given(grade=grades, load=share)
def test_efficiency_lies_between_its_neighbouring_limits(grade, load):
    points = grade_points(SHIPPED, grade)
    below = [value for at, value in points if at <= load] or [points[0][1]]
    above = [value for at, value in points if at >= load] or [points[-1][1]]
    low, high = sorted((below[-1], above[0]))
    assert low - 1e-12 <= value_at(points, load) <= high + 1e-12


@settings(max_examples=60)
@given(curve=power_curves(), profile=profiles())
def test_energy_is_the_sum_over_the_profile_by_hand(curve, profile):
    asked = study(power_curve=spelled(curve), load_profile=spelled(profile))
    by_hand = 0.0
    for load, time_share in profile:
        steps = len(curve) - 1
        left = min(int(load * steps), steps - 1)
        inside = load * steps - left
        power_w = curve[left][1] + (curve[left + 1][1] - curve[left][1]) * inside
        by_hand += time_share * power_w * 8760.0 / 1000.0
    facts = use_facts([], asked, HAND)
    assert facts.annual_kwh == pytest.approx(by_hand, rel=1e-9)
    assert math.fsum(time_share for _, time_share in load_profile(asked, HAND)) == pytest.approx(1)


@settings(max_examples=60)
@given(curve=power_curves(), profile=profiles(), pue=some.floats(1.0, 3.0))
def test_mean_power_lies_between_idle_and_maximum_whatever_the_pue(curve, profile, pue):
    asked = study(power_curve=spelled(curve), load_profile=spelled(profile), pue=pue)
    facts = use_facts([], asked, HAND)
    low, high = curve[0][1], curve[-1][1]
    assert low * (1 - 1e-9) <= facts.mean_power_w <= high * (1 + 1e-9)
    assert facts.mean_power_w * 8.76 == pytest.approx(facts.annual_kwh)


@given(load=share, cap=watts, saving=some.floats(0.0, 0.99))
def test_a_cap_and_a_saving_never_raise_power(load, cap, saving):
    def power(at):
        return 100.0 + 400.0 * at

    assert capped(power, cap)(load) == min(cap, power(load))
    assert managed(power, repr(saving))(load) == pytest.approx(power(load) * (1 - saving))


@given(load=share, fans=share, left=share, pumps=share)
def test_liquid_cooling_saves_where_the_fans_taken_out_outweigh_the_pumps(load, fans, left, pumps):
    def power(at):
        return 100.0 + 400.0 * at

    cooled = liquid(power, fan_share=fans, residual_fan_share=left, pump_share=pumps)(load)
    assert power(load) - cooled == pytest.approx(
        power(load) * (fans * (1 - left) - pumps), abs=1e-9
    )


@settings(max_examples=60)
@given(grade=grades, load=share, rated=some.floats(300.0, 3000.0), standby_w=some.floats(0.0, 20.0))
def test_standing_by_keeps_the_direct_current(grade, load, rated, standby_w):
    def power(at):
        return 80.0 + 200.0 * at

    points = grade_points(SHIPPED, grade)

    def efficiency(of_w):
        return lambda current_w: value_at(points, current_w / of_w)

    same = standing_by(
        power, before=efficiency(rated), after=efficiency(rated), standby_w=standby_w
    )
    assert same(load) == pytest.approx(power(load) + standby_w, rel=1e-12)
    half = standing_by(
        power, before=efficiency(rated), after=efficiency(rated / 2), standby_w=standby_w
    )
    # the direct current found from the new wall power is that behind the old one
    low_w, high_w = 0.0, power(load)
    for _ in range(80):
        middle = (low_w + high_w) / 2
        low_w, high_w = (
            (middle, high_w)
            if middle / value_at(points, middle / rated) < power(load)
            else (low_w, middle)
        )
    assert (half(load) - standby_w) * value_at(points, high_w / (rated / 2)) == pytest.approx(
        high_w, rel=1e-9
    )


@given(
    points=some.lists(some.floats(0.05, 1.0), min_size=2, max_size=5),
    less=some.floats(1.0, 1000.0),
    more=some.floats(1.0, 1000.0),
)
def test_every_measured_curve_that_is_accepted_draws_more_for_more(points, less, more):
    steps = len(points)
    curve = spelled([((place + 1) / steps, value) for place, value in enumerate(points)])
    units = [supplies(1, 1000.0, "gold")]
    try:
        asked = study(psu_efficiency=curve)
    except StudyError:
        inputs = [(place + 1) / value for place, value in enumerate(points)]
        assert any(left >= right for left, right in pairwise(inputs))
        return
    less, more = sorted((less, more))
    drawn = [output / supply_efficiency(units, asked, HAND, output) for output in (less, more)]
    assert drawn[0] <= drawn[1] * (1 + 1e-9)
