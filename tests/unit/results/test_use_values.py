"""What stands beside the use stage: grid path, market-based twin, water, features in kilograms."""

from __future__ import annotations

import pytest
from placing import HAND, study, table
from scored import SCORES

from pcf.errors import StudyError
from pcf.results.use_values import grid_kgco2e_per_kwh, valued
from pcf.stages.grid_path import path_points
from pcf.stages.measured import value_at
from pcf.stages.study_notices import study_notices
from pcf.stages.use import use_facts

TABLES = HAND
FALLING = table(
    "grid_path,title,title_zh,aliases,grids,year,kgco2e_per_kwh",
    "falling,falling,下降,,CN,2020,0.5",
    "falling,falling,下降,,CN,2030,0.3",
)
GEC = {
    "instrument_type": "gec",
    "instrument_volume_kwh": 500.0,
    "instrument_kgco2e_per_kwh": 0.02,
    "instrument_year": 2026.0,
    "instrument_source": "certificate 17",
}


def facts_of(**settings):
    resolved = study(annual_kwh=1000.0, pue=1.5, lifetime_years=2.5, grid="CN", **settings)
    return valued(use_facts([], resolved, TABLES), resolved, SCORES)


def test_the_grid_of_the_result_has_all_its_flow_classes():
    assert grid_kgco2e_per_kwh(study(grid="CN"), SCORES) == pytest.approx(0.62)


def test_a_constant_grid_has_no_path():
    assert facts_of(grid_path="constant").grid_path == ()
    assert facts_of().grid_path == ()


def test_a_path_scales_the_grid_of_each_year_and_ends_within_the_last():
    years = facts_of(grid_path="cn_central", use_start_year=2025.0).grid_path
    assert [year.year for year in years] == [2025, 2026, 2027]
    assert [year.energy_kwh for year in years] == [1500.0, 1500.0, 750.0]


def test_a_path_is_linear_between_its_years_and_constant_after_them():
    points = path_points(FALLING, "falling")
    assert points == ((2020.0, 0.5), (2030.0, 0.3))
    assert value_at(points, 2025.0) == pytest.approx(0.4)
    assert value_at(points, 2040.0) == 0.3


def test_kilograms_of_a_year_are_todays_grid_times_the_ratio_of_the_path():
    first, second, _ = facts_of(grid_path="cn_central", use_start_year=2024.0).grid_path
    assert first.relative_factor == 1.0
    assert first.kgco2e == pytest.approx(1500.0 * 0.62)
    # shipped path: 0.578 in 2024, 0.47 in 2030, so 0.56 in 2025
    assert second.path_kgco2e_per_kwh == pytest.approx(0.56)
    assert second.kgco2e == pytest.approx(1500.0 * 0.62 * 0.56 / 0.578)


def test_a_path_of_another_grid_is_refused():
    with pytest.raises(StudyError, match="STU139"):
        study(grid="DE", grid_path="cn_central")
    with pytest.raises(StudyError, match="unknown grid path 'utopia'"):
        study(grid="DE", grid_path="utopia")
    assert study(grid="CN-GD", grid_path="cn_central").text("grid_path") == "cn_central"


def test_the_market_based_twin_never_stands_alone():
    twin = facts_of(**GEC).market_based
    # life: 1 000 kWh · 1.5 · 2.5 a = 3 750 kWh at 0.62; 500 kWh covered at 0.02
    assert twin.energy_kwh == 3750.0
    assert twin.covered_kwh == 500.0
    assert twin.location_based_kgco2e == pytest.approx(2325.0)
    assert twin.market_based_kgco2e == pytest.approx(500 * 0.02 + 3250 * 0.62)
    assert twin.instrument_source == "certificate 17"


def test_the_remainder_has_the_residual_factor_where_one_is_stated():
    twin = facts_of(**GEC, residual_kgco2e_per_kwh=0.7).market_based
    assert twin.market_based_kgco2e == pytest.approx(500 * 0.02 + 3250 * 0.7)
    notices = study_notices(study(**GEC), [], TABLES)
    assert "STU219" in [notice.code for notice in notices]
    notices = study_notices(study(**GEC, residual_kgco2e_per_kwh=0.7), [], TABLES)
    assert "STU219" not in [notice.code for notice in notices]


def test_an_instrument_covers_no_more_than_the_electricity():
    twin = facts_of(**{**GEC, "instrument_volume_kwh": 1e6}).market_based
    assert twin.covered_kwh == 3750.0
    assert twin.market_based_kgco2e == pytest.approx(75.0)


def test_an_instrument_without_its_certificate_is_refused():
    with pytest.raises(StudyError, match="instrument_year, instrument_source missing"):
        study(instrument_type="go", instrument_volume_kwh=1.0, instrument_kgco2e_per_kwh=0.0)


def test_a_feature_saves_kilograms_on_the_grid_of_use():
    resolved = study(power_curve="0:100 1:300", power_cap_w=150.0, pue=1.5, lifetime_years=4.0)
    facts = valued(use_facts([], resolved, TABLES), resolved, SCORES)
    # hand profile: half idle, half at load 0.5 (200 W → 150 W): 25 W · 8.76 = 219 kWh
    (effect,) = facts.transforms
    assert effect.saved_annual_kgco2e == pytest.approx(219 * 1.5 * 0.62)
    assert effect.saved_lifetime_kgco2e == pytest.approx(4 * 219 * 1.5 * 0.62)


def test_a_data_centre_gives_pue_and_water():
    resolved = study(annual_kwh=1000.0, data_centre="cloud_sg")
    facts = use_facts([], resolved, TABLES)
    assert resolved.number("pue") == 1.32
    assert resolved.settings["pue"].source == "real_time_cloud_2024"
    assert facts.water_l_per_year == pytest.approx(1680.0)
    assert use_facts([], study(data_centre="cloud_de"), TABLES).water_l_per_year is None
    assert use_facts([], study(), TABLES).water_l_per_year is None
    assert study(data_centre="cloud_sg", pue=1.05).number("pue") == 1.05
