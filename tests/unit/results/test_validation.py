"""Comparisons with declared footprints, on figures one can check by hand."""

from types import SimpleNamespace

import pytest

from pcf.results.assessment import Spread
from pcf.results.validation import Comparison, comparison, summary


def compared(declared, *, value=100.0, p5=80.0, p95=160.0, kwh=0.0, declared_kwh=0.0):
    return Comparison(
        name="server",
        archetype="rack_2u_2s",
        declared_kgco2e=declared,
        ours=Spread(deterministic=value, median=110.0, mean=112.0, p5=p5, p95=p95),
        declared_annual_kwh=declared_kwh,
        annual_kwh=kwh,
    )


def test_the_ratio_is_ours_over_the_declared_figure():
    assert compared(200.0).model_factor == 0.5


def test_ratio_rests_on_the_result_not_on_the_median_of_the_draws():
    assert compared(110.0).model_factor == pytest.approx(100 / 110)
    assert compared(110.0).draw_factor == 1.0


@pytest.mark.parametrize(
    ("declared", "inside"), [(79.9, False), (80.0, True), (160.0, True), (160.1, False)]
)
def test_a_declared_figure_is_inside_from_p5_to_p95(declared, inside):
    assert compared(declared).inside is inside


def test_the_spread_factor_is_p95_over_p5():
    assert compared(100.0).spread_factor == 2.0


@pytest.mark.parametrize(("kwh", "declared_kwh"), [(0.0, 500.0), (500.0, 0.0)])
def test_electricity_is_not_compared_where_one_side_is_unknown(kwh, declared_kwh):
    assert compared(100.0, kwh=kwh, declared_kwh=declared_kwh).electricity_factor is None


def test_a_summary_counts_shares_and_takes_medians():
    found = summary(
        [
            compared(100.0, kwh=300.0, declared_kwh=200.0),  # ratio 1, inside
            compared(200.0),  # ratio 0.5, outside, within a factor of 2
            compared(400.0, p95=320.0),  # ratio 0.25, outside
            compared(50.0, kwh=100.0, declared_kwh=200.0),  # ratio 2, outside
        ]
    )
    assert found.count == 4
    assert found.inside_share == 0.25
    assert found.median_model_factor == 0.75
    assert found.median_draw_factor == pytest.approx(0.825)
    assert found.within_factor_two_share == 0.75
    assert found.median_spread_factor == 2.0
    assert found.largest_spread_factor == 4.0
    assert found.median_electricity_factor == 1.0


def test_a_summary_without_electricity_has_none():
    assert summary([compared(100.0)]).median_electricity_factor is None


def test_nothing_cannot_be_summed_up():
    with pytest.raises(ValueError, match="nothing"):
        summary([])


def test_an_assessment_without_draws_cannot_be_compared():
    unsampled = SimpleNamespace(uncertainty=None)
    with pytest.raises(ValueError, match="draws"):
        comparison(unsampled, name="a", archetype="b", declared_kgco2e=1.0)


def test_a_comparison_takes_the_gate_figure_and_the_modelled_electricity():
    gate = Spread(deterministic=3.0, median=3.1, mean=3.2, p5=2.0, p95=5.0)
    result = SimpleNamespace(
        uncertainty=SimpleNamespace(cradle_to_gate=gate), use=SimpleNamespace(annual_kwh=7.0)
    )
    found = comparison(
        result, name="a", archetype="b", declared_kgco2e=6.0, declared_annual_kwh=14.0
    )
    assert (found.model_factor, found.electricity_factor, found.inside) == (0.5, 0.5, False)


def test_to_the_gate_there_is_no_electricity():
    gate = Spread(deterministic=3.0, median=3.1, mean=3.2, p5=2.0, p95=5.0)
    result = SimpleNamespace(uncertainty=SimpleNamespace(cradle_to_gate=gate), use=None)
    assert comparison(result, name="a", archetype="b", declared_kgco2e=6.0).annual_kwh == 0.0
