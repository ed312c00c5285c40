"""Shapley shares: by hand, and the laws they are chosen for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.results.attribution import shapley

FIGURES = st.floats(-1e3, 1e3, allow_nan=False)


def game(values):
    """A game of any values: one figure for each subset of causes 0 … k − 1."""
    return lambda switched: np.array([values[sum(1 << cause for cause in switched)]])


@st.composite
def games(draw):
    count = draw(st.integers(1, 4))
    return count, draw(st.lists(FIGURES, min_size=2**count, max_size=2**count))


def test_an_additive_game_gives_every_cause_its_own_part():
    parts = {"quantity": 3.0, "part": -5.0, "grid": 0.0}
    found = shapley(tuple(parts), lambda on: np.array([7.0 + sum(parts[each] for each in on)]))
    assert {cause: float(value[0]) for cause, value in found.items()} == pytest.approx(parts)


def test_two_factors_share_their_interaction_by_halves():
    # 2 · 3 becomes 4 · 5: quantity 2 · (3 + 5)/2 = 8, score 2 · (2 + 4)/2 = 6, together 14
    def value(on):
        return np.array([(4.0 if "quantity" in on else 2.0) * (5.0 if "score" in on else 3.0)])

    found = shapley(("quantity", "score"), value)
    assert found["quantity"][0] == pytest.approx(8.0)
    assert found["score"][0] == pytest.approx(6.0)


def test_what_needs_all_three_is_shared_by_thirds():
    found = shapley("abc", lambda on: np.array([9.0 if len(on) == 3 else 0.0]))
    assert [float(found[cause][0]) for cause in "abc"] == pytest.approx([3.0, 3.0, 3.0])


def test_a_glove_game_rewards_the_single_right_hand():
    # two left gloves, one right: 1/6, 1/6 and 4/6 of a pair (Shapley's own example)
    def pair(on):
        return np.array([1.0 if "right" in on and len(on) > 1 else 0.0])

    found = shapley(("left", "other left", "right"), pair)
    assert [float(value[0]) for value in found.values()] == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_every_figure_is_attributed_on_its_own():
    def value(on):
        return np.array([2.0, 0.0]) * ("a" in on) + np.array([0.0, 5.0]) * ("b" in on)

    found = shapley("ab", value)
    assert found["a"].tolist() == [2.0, 0.0]
    assert found["b"].tolist() == [0.0, 5.0]


def test_without_causes_nothing_is_attributed():
    assert shapley((), lambda on: np.array([1.0])) == {}


@given(games())
def test_contributions_add_up_to_the_difference(drawn):
    count, values = drawn
    found = shapley(range(count), game(values))
    total = math.fsum(float(value[0]) for value in found.values())
    assert total == pytest.approx(values[-1] - values[0], rel=1e-9, abs=1e-9)


@given(games())
def test_exchanging_the_two_states_turns_every_sign(drawn):
    count, values = drawn
    everything = (1 << count) - 1
    turned = [values[everything ^ mask] for mask in range(2**count)]
    there, back = shapley(range(count), game(values)), shapley(range(count), game(turned))
    for cause in range(count):
        assert there[cause][0] == pytest.approx(-back[cause][0], rel=1e-9, abs=1e-9)


@given(games(), st.randoms(use_true_random=False))
def test_the_order_in_which_causes_are_named_changes_nothing(drawn, random):
    count, values = drawn
    shuffled = list(range(count))
    random.shuffle(shuffled)
    named, other = shapley(range(count), game(values)), shapley(shuffled, game(values))
    for cause in range(count):
        assert named[cause][0] == pytest.approx(other[cause][0], rel=1e-9, abs=1e-9)


@given(games())
def test_a_cause_that_changes_nothing_gets_nothing(drawn):
    count, values = drawn
    found = shapley(range(count + 1), lambda on: game(values)(on - {count}))
    assert found[count][0] == 0.0
