"""A figure in all draws at once calculates like a float, and never answers for two branches."""

import math

import numpy as np
import pytest

from pcf.sampling.drawn import Divided, Drawn, in_groups, values_of

A = Drawn(np.array([1.0, 2.0, 4.0]))
B = Drawn(np.array([4.0, 2.0, 1.0]))


@pytest.mark.parametrize(
    "formula",
    [
        lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b,
        lambda a, b: a**b, lambda a, b: a + 3.0, lambda a, b: 3.0 + a, lambda a, b: a - 3.0,
        lambda a, b: 3.0 - a, lambda a, b: a * 3.0, lambda a, b: 3.0 * a, lambda a, b: a / 3.0,
        lambda a, b: 3.0 / a, lambda a, b: a**3.0, lambda a, b: 3.0**a, lambda a, b: -a,
        lambda a, b: abs(a - 2.5), lambda a, b: 1.0 * math.ceil(a / b),
        lambda a, b: 1.0 * math.floor(a / b), lambda a, b: sum([a, b]),
    ],
)  # fmt: skip
def test_arithmetic_is_that_of_each_draw(formula):
    expected = [formula(a, b) for a, b in zip(A.values, B.values, strict=True)]
    assert formula(A, B).values == pytest.approx(np.array(expected), rel=1e-15)


def test_a_question_all_draws_answer_alike_is_answered():
    assert A > 0.0
    assert A >= 1.0
    assert A < 5.0
    assert A <= 4.0
    assert A != 9.0
    assert bool(A)
    assert not A == 9.0  # noqa: SIM201  (both operators are under test)
    assert not Drawn(np.zeros(3))
    assert max(0.0, A) is A
    assert min(9.0, A) is A


@pytest.mark.parametrize(
    "question",
    [
        lambda a: a > 1.0, lambda a: a >= 2.0, lambda a: a < 4.0, lambda a: a <= 1.0,
        lambda a: a == 2.0, lambda a: a != 2.0, lambda a: bool(a - 1.0), lambda a: max(2.0, a),
    ],
)  # fmt: skip
def test_a_question_that_divides_draws_is_not_answered(question):
    with pytest.raises(Divided):
        question(A)


def test_the_answer_of_each_draw_comes_with_the_division():
    with pytest.raises(Divided) as divided:
        bool(A > 1.0)
    assert divided.value.yes.tolist() == [False, True, True]


def test_what_only_floats_can_do_is_refused():
    with pytest.raises(TypeError):
        math.exp(A)
    with pytest.raises(TypeError):
        float(A)


def test_another_kind_of_thing_is_never_equal():
    assert A != "text"
    assert not A == "text"  # noqa: SIM201


def test_a_float_is_its_own_value_in_every_draw():
    assert values_of(2.0) == 2.0
    assert values_of(A) is A.values


def test_draws_can_be_chosen():
    assert A.chosen(np.array([2, 0])).values.tolist() == [4.0, 1.0]


def test_groups_take_their_own_branch_and_each_draw_runs_once():
    figure = Drawn(np.array([1.0, 5.0, 2.0, 9.0]))
    result = np.zeros(4)
    ran = []

    def run(draws):
        mine = figure.chosen(draws)
        value = mine * 10.0 if mine > 4.0 else mine + (100.0 if mine == 1.0 else 200.0)
        ran.extend(draws.tolist())
        result[draws] = value.values

    in_groups(run, np.arange(4))
    assert result.tolist() == [101.0, 50.0, 202.0, 90.0]
    assert sorted(ran) == [0, 1, 2, 3]
