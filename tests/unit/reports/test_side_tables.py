"""Side tables of a result: what stands beside it, in both languages."""

from __future__ import annotations

import pytest

from pcf.reports.fields import Fields
from pcf.reports.side_tables import side_tables

USE = {
    "transforms": [
        {
            "transform": "liquid_cooling", "pue_before": 1.35, "pue_after": 1.15,
            "saved_annual_kwh": 100.0, "saved_overhead_annual_kwh": 500.0,
            "saved_annual_kgco2e": 360.0, "saved_lifetime_kgco2e": 1800.0,
        }
    ],
    "grid_path": [
        {"year": 2026, "energy_kwh": 1000.0, "path_kgco2e_per_kwh": 0.5,
         "relative_factor": 1.0, "kgco2e": 600.0},
        {"year": 2027, "energy_kwh": 500.0, "path_kgco2e_per_kwh": 0.4,
         "relative_factor": 0.8, "kgco2e": 240.0},
    ],
    "market_based": {
        "instrument_type": "gec", "instrument_year": 2026, "instrument_source": "no. 17",
        "instrument_kgco2e_per_kwh": 0.02, "volume_kwh": 600.0, "energy_kwh": 1500.0,
        "covered_kwh": 600.0, "remainder_kgco2e_per_kwh": 0.7,
        "location_based_kgco2e": 900.0, "market_based_kgco2e": 642.0,
    },
}  # fmt: skip
LEG = {
    "mode": "sea_container", "freight_tkm": 300.0, "well_to_tank_kgco2e": None,
    "tank_to_wheel_kgco2e": None, "kgco2e": 6.0, "load": "average ship", "load_zh": "平均",
}  # fmt: skip


def tables(lang="en", **use):
    whole = Fields({"use": {**USE, **use}, "transport": [LEG]})
    return {table.key: table for table in side_tables(whole, lang)}


def test_features_are_told_with_what_each_saves():
    assert tables()["features"].rows == (
        ("Liquid cooling", 1.35, 1.15, 100.0, 500.0, 360.0, 1800.0),
    )


EFFICIENCY = [
    {"rule": "eu_2019_424", "quantity": "psu_efficiency", "load_share": 0.2, "value": 0.9,
     "unit": "-", "basis": "grade_limit", "missing": "", "threshold": 0.94,
     "verdict": "not_shown", "source": "s"},
    {"rule": "eu_2019_424", "quantity": "active_state_efficiency", "load_share": None,
     "value": None, "unit": "-", "basis": "", "missing": "active_state_efficiency",
     "threshold": None, "verdict": "no_value", "source": "s"},
    {"rule": "eu_2019_424", "quantity": "operating_condition_class", "load_share": None,
     "value": "A2", "unit": "text", "basis": "stated", "missing": "", "threshold": None,
     "verdict": "stated", "source": "s"},
]  # fmt: skip


def test_efficiency_figures_say_what_they_rest_on_and_what_is_missing():
    assert tables(efficiency=EFFICIENCY)["efficiency"].rows == (
        ("EU 2019/424", "Efficiency of the power supply, at 20 % load", 0.9, "",
         "limit of the 80 PLUS grade, a lower bound", 0.94, "not shown by the grade"),
        ("EU 2019/424", "Active state efficiency", None, "",
         "missing: a SERT result or active_state_efficiency",
         "not shown: source not seen", "no figure"),
        ("EU 2019/424", "Operating condition class", "A2", "", "stated in the study",
         "information only", "stated"),
    )  # fmt: skip
    chinese = tables("zh", efficiency=EFFICIENCY)["efficiency"].rows
    assert chinese[0][1] == "电源效率，负载 20 %"
    assert chinese[1][4:] == (
        "缺少：SERT 结果或 active_state_efficiency", "未列出：未见到来源", "无数值",
    )  # fmt: skip


def test_a_path_ends_with_its_sum():
    path = tables()["grid_path"]
    assert [row[0] for row in path.rows] == ["2026", "2027", "all years"]
    assert path.rows[-1] == ("all years", 1500.0, None, None, 840.0)


def test_market_based_never_stands_without_location_based():
    located, market, covered, rest = tables()["market_based"].rows
    assert (located[3], market[3]) == (900.0, 642.0)
    assert covered == (
        "covered by the instrument", 600.0, 0.02, 12.0,
        "green electricity certificate (China) 2026, no. 17",
    )  # fmt: skip
    assert rest == ("remainder", 900.0, 0.7, 630.0, "residual factor stated")
    twin = {**USE["market_based"], "remainder_kgco2e_per_kwh": None}
    assert tables(market_based=twin)["market_based"].rows[3][4] == "average of the grid"


@pytest.mark.parametrize(("lang", "mode", "load"), [
    ("en", "container ship", "average ship"), ("zh", "集装箱海运", "平均"),
])  # fmt: skip
def test_legs_tell_the_load_their_data_have_inside(lang, mode, load):
    (row,) = tables(lang)["transport"].rows
    assert row == (mode, 300.0, None, None, 6.0, load)


def test_every_title_and_column_has_a_chinese_word():
    english, chinese = tables(), tables("zh")
    for key, table in english.items():
        assert not chinese[key].title.isascii()
        for one, other in zip(table.columns, chinese[key].columns, strict=True):
            assert one != other or one == "kg CO2e"


def test_a_result_without_any_of_them_has_no_tables():
    assert side_tables(Fields({"use": None}), "en") == ()
    assert side_tables(Fields({"use": {}}), "en") == ()
