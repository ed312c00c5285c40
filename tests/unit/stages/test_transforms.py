"""Features on the power curve, by hand."""

from __future__ import annotations

import pytest
from placing import GRIDS, HAND, SHIPPED, bom, part, study, table

from pcf.errors import StudyError
from pcf.model.provenance import Origin
from pcf.model.study import Setting, Study
from pcf.stages.measured import curve_points, value_at
from pcf.stages.power import power_curve
from pcf.stages.study import resolve_study
from pcf.stages.study_notices import study_notices
from pcf.stages.transforms import capped, fan_row, liquid, managed, standing_by
from pcf.stages.use import use, use_facts

NUMBERS = {
    **HAND,
    "transforms": table(
        "name,value",
        "fan_power_share_1u,0.2",
        "fan_power_share_2u,0.1",
        "fan_power_share_accelerated,0.3",
        "residual_fan_share,0.5",
        "pump_power_share,0.02",
        "liquid_pue,1.1",
        "standby_supply_w,4",
        "standby_active_share,0.5",
        "use_start_year,2026",
    ),
    "supply_efficiency": table(
        "grade,load_share,efficiency", "gold,0,0.5", "gold,0.5,0.8", "gold,1,0.8"
    ),
}
#: 100 W idle, 300 W at half load, 400 W at full load; half the time idle, half at 0.5: 200 W.
CURVE = "0:100 0.5:300 1:400"
SUPPLIES = part(
    component_class="power_supply",
    count=2,
    parameters={"rated_power_w": (200.0, Origin.DECLARED)},
    choices={"efficiency_grade": "gold"},
)


def measured(**settings):
    return study(power_curve=CURVE, lifetime_years=4.0, pue=1.5, **settings)


def facts_of(parts=(), **settings):
    return use_facts(parts, measured(**settings), NUMBERS)


def codes(parts=(), **settings):
    return [notice.code for notice in study_notices(study(**settings), parts, NUMBERS)]


def test_energy_over_the_profile_equals_the_hand_calculation_exactly():
    facts = facts_of()
    # (0.5 · 100 + 0.5 · 300) W · 8 760 h = 1 752 kWh
    assert facts.annual_kwh == 1752.0
    assert facts.lifetime_kwh == 7008.0
    assert facts.mean_power_w == 200.0
    assert (facts.idle_power_w, facts.max_power_w) == (100.0, 400.0)
    assert facts.power_model == "power_curve"
    assert facts.transforms == ()


def test_a_measured_curve_is_exact_at_its_points_and_linear_between_them():
    curve = power_curve([], measured(), NUMBERS)
    loads = (0.0, 0.25, 0.5, 0.75, 1.0)
    assert [curve.power_w(load) for load in loads] == [100.0, 200.0, 300.0, 350.0, 400.0]
    assert value_at(((0.2, 5.0), (0.4, 7.0)), 0.1) == 5.0
    assert value_at(((0.2, 5.0), (0.4, 7.0)), 0.9) == 7.0


def test_the_kind_of_measurement_is_the_power_model():
    assert facts_of(power_result="sert").power_model == "sert"
    (plug, overhead) = use([], measured(power_result="sert"), NUMBERS)
    assert plug.origin is overhead.origin is Origin.DECLARED


def test_energy_management_saves_a_share_of_each_load():
    facts = facts_of(dynamic_energy_management="0:0.2 0.5:0.1 1:0")
    # idle 100 → 80 W, half load 300 → 270 W: mean 175 W; 25 W · 8.76 h = 219 kWh
    assert facts.annual_kwh == pytest.approx(1533.0)
    (effect,) = facts.transforms
    assert effect.transform == "dynamic_energy_management"
    assert effect.saved_annual_kwh == pytest.approx(219.0)
    assert effect.saved_overhead_annual_kwh == pytest.approx(109.5)
    assert facts.max_power_w == 400.0
    assert facts.idle_power_w == 80.0


@pytest.mark.parametrize("saving", ["5%", "0.05", 0.05])
def test_one_saving_holds_for_all_loads(saving):
    assert facts_of(dynamic_energy_management=saving).annual_kwh == pytest.approx(1664.4)


def test_a_cap_holds_the_power_at_the_plug():
    facts = facts_of(power_cap_w=220.0)
    # idle 100 W, half load 220 W instead of 300: mean 160 W
    assert facts.annual_kwh == pytest.approx(1401.6)
    assert facts.max_power_w == 220.0
    assert facts.transforms[0].saved_annual_kwh == pytest.approx(350.4)
    assert capped(lambda load: 100.0 * load, 60.0)(0.5) == 50.0


def test_liquid_cooling_takes_fans_out_puts_pumps_in_and_changes_the_site():
    facts = facts_of(liquid_cooling="yes", liquid_pue=1.2)
    # 2U: 1 − 0.1 · (1 − 0.5) + 0.02 = 0.97; 200 W → 194 W
    assert facts.annual_kwh == pytest.approx(1699.44)
    (effect,) = facts.transforms
    assert (effect.pue_before, effect.pue_after) == (1.5, 1.2)
    assert effect.saved_annual_kwh == pytest.approx(52.56)
    # 0.5 · 1752 − 0.2 · 1699.44 = 876 − 339.888
    assert effect.saved_overhead_annual_kwh == pytest.approx(536.112)
    overhead = use([], measured(liquid_cooling="yes", liquid_pue=1.2), NUMBERS)[1]
    assert overhead.exchanges[0].amount == pytest.approx(4 * 339.888)


def test_liquid_cooling_keeps_a_stated_pue_and_else_takes_the_cold_plate_site():
    assert facts_of(liquid_cooling="yes").transforms[0].pue_after == 1.5
    open_site = study(power_curve=CURVE, liquid_cooling="yes")
    (effect,) = use_facts([], open_site, NUMBERS).transforms
    assert (effect.pue_before, effect.pue_after) == (1.5, 1.1)  # hand table: CN 1.5
    assert facts_of(liquid_cooling="no").transforms == ()
    sited = study(power_curve=CURVE, liquid_cooling="yes", data_centre="cloud_sg")
    assert use_facts([], sited, NUMBERS).transforms[0].pue_after == 1.32


def test_the_study_says_the_pue_a_liquid_cooled_server_runs_at():
    stated = study(liquid_cooling="yes", pue=1.5, liquid_pue=1.2)
    site = study(liquid_cooling="yes", pue=1.5)
    plant = study(liquid_cooling="yes")
    assert [each.number("liquid_pue") for each in (stated, site, plant)] == [1.2, 1.5, 1.1]
    assert plant.settings["liquid_pue"].origin == "default"
    assert not study(pue=1.5).has("liquid_pue")


def test_the_functional_unit_names_the_pue_of_the_overhead():
    def unit(**settings):
        return resolve_study(Study(), bom(settings), SHIPPED, grids=GRIDS).text("functional_unit")

    assert "PUE of 1.2" in unit(pue=1.5, liquid_cooling="yes", liquid_pue=1.2)
    assert "PUE of 1.5" in unit(pue=1.5, liquid_cooling="no", liquid_pue=1.2)


def test_shares_of_fans_and_pumps_may_be_stated():
    stated = {"fan_power_share": 0.4, "residual_fan_share": 0.0, "pump_power_share": 0.0}
    facts = facts_of(liquid_cooling="yes", **stated)
    assert facts.annual_kwh == pytest.approx(1752.0 * 0.6)
    power = liquid(lambda _: 100.0, fan_share=0.1, residual_fan_share=0.2, pump_share=0.03)
    assert power(0.3) == pytest.approx(95.0)


def test_fans_are_those_of_the_form():
    assert fan_row([], study()) == "fan_power_share_2u"
    assert fan_row([], study(rack_units="1")) == "fan_power_share_1u"
    assert fan_row([], study(rack_units="1U")) == "fan_power_share_1u"
    accelerated = [part(component_class="accelerator")]
    assert fan_row(accelerated, study(rack_units="1")) == "fan_power_share_accelerated"


def test_standing_by_moves_the_other_supply_up_its_efficiency_curve():
    # both carry 400 W rating: η(dc/400); half load 300 W in gives 0.8·300 = 240 W dc (60 %)
    # one alone: 240 W of 200 W rating is above its range, 0.8: 300 W; and 4 W standby
    facts = facts_of([SUPPLIES], redundancy_mode="standby")
    power = power_curve([SUPPLIES], measured(), NUMBERS).power_w
    assert power(0.5) == 300.0
    # idle 100 W in: dc = 100 · (0.5 + 0.6 · dc/400) → dc · 0.85 = 50 → 58.8235 W
    # alone: 0.5 + 0.6 · 58.8235/200 = 0.676471 → 86.9565 W; with 4 W standby 90.9565 W
    assert facts.idle_power_w == pytest.approx(90.956522)
    assert facts.annual_kwh == pytest.approx((90.956522 + 304.0) / 2 * 8.76)


def test_standing_by_needs_two_supplies_of_known_rating():
    assert facts_of([], redundancy_mode="standby").transforms == ()
    assert facts_of([SUPPLIES], redundancy_mode="load_sharing").transforms == ()
    assert "STU218" in codes(power_curve=CURVE, redundancy_mode="standby")
    assert "STU218" not in codes([SUPPLIES], power_curve=CURVE, redundancy_mode="standby")


def test_equal_efficiency_changes_nothing_but_the_standby_power():
    power = standing_by(
        lambda load: 100.0 + 100.0 * load,
        before=lambda _: 0.9, after=lambda _: 0.9, standby_w=7.0,
    )  # fmt: skip
    assert power(0.5) == pytest.approx(157.0)


def test_effects_follow_a_fixed_order_and_add_up_to_the_difference():
    facts = facts_of(
        [SUPPLIES],
        power_cap_w=200.0,
        redundancy_mode="standby",
        liquid_cooling="yes",
        liquid_pue=1.2,
        dynamic_energy_management="0.1",
    )
    assert [effect.transform for effect in facts.transforms] == [
        "dynamic_energy_management", "liquid_cooling", "redundancy_mode", "power_cap_w",
    ]  # fmt: skip
    saved = sum(effect.saved_annual_kwh for effect in facts.transforms)
    assert saved == pytest.approx(1752.0 - facts.annual_kwh)
    overhead = sum(effect.saved_overhead_annual_kwh for effect in facts.transforms)
    assert overhead == pytest.approx(0.5 * 1752.0 - 0.2 * facts.annual_kwh)


def test_features_find_no_hold_on_stated_energy_and_that_is_said():
    stated = study(annual_kwh=1000.0, power_cap_w=50.0)
    assert use_facts([], stated, NUMBERS).annual_kwh == 1000.0
    assert use_facts([], stated, NUMBERS).transforms == ()
    assert "STU216" in codes(annual_kwh=1000.0, power_cap_w=50.0)
    assert "STU216" not in codes(annual_kwh=1000.0, liquid_cooling="no")
    assert "STU216" not in codes(power_curve=CURVE, power_cap_w=50.0)


def test_a_measured_curve_replaces_a_stated_number_of_equal_origin():
    both = study(annual_kwh=1.0, power_curve=CURVE)
    assert use_facts([], both, NUMBERS).annual_kwh == 1752.0
    assert codes(annual_kwh=1.0, power_curve=CURVE).count("STU215") == 1


def test_a_number_of_stronger_origin_sets_the_curve_aside():
    optional = Setting(value=CURVE, origin="study_file", source="study.yaml")
    resolved = resolve_study(
        Study(annual_kwh=1.0), bom(), HAND, grids=GRIDS, below_sheet={"power_curve": optional}
    )
    assert use_facts([], resolved, NUMBERS).annual_kwh == 1.0
    told = [notice.message for notice in study_notices(resolved, [], NUMBERS)]
    assert any(message.startswith("power_curve is set aside: annual_kwh") for message in told)


def test_a_saving_without_evidence_is_said():
    with_source = {"dynamic_energy_management_source": "test report 12"}
    managed_study = {"power_curve": CURVE, "dynamic_energy_management": "0.1"}
    assert "STU217" in codes(**managed_study)
    assert "STU217" not in codes(**managed_study, **with_source)
    assert managed(lambda _: 100.0, "0.1")(0.7) == 90.0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"power_curve": "0:100 x"}, "power_curve cannot be used: 'x' is not load:value"),
        ({"power_curve": "0:100 0.5:200"}, "does not reach from load 0 to load 1"),
        ({"power_curve": "0.1:100 1:200"}, "does not reach from load 0 to load 1"),
        ({"power_curve": "0:0 1:200"}, "a power is not above 0 W"),
        ({"power_curve": "0:1 0:2 1:200"}, "loads do not rise"),
        ({"power_curve": "0:1 1.5:200"}, "load 1.5 is not between 0 and 1"),
        ({"power_curve": " "}, "no points"),
        ({"power_curve": "0:1.2.3 1:5"}, "'1.2.3' is not a number"),
        ({"dynamic_energy_management": "1.0"}, "a saving is not a share"),
        ({"dynamic_energy_management": "0:-0.1"}, "is not load:value"),
        ({"dynamic_energy_management": "nan"}, "'nan' is not a number"),
        ({"power_cap_w": 0.0}, "power_cap_w 0.0 is out of range"),
        ({"liquid_pue": 0.9}, "liquid_pue 0.9 is out of range"),
        ({"liquid_cooling": "perhaps"}, "unknown answer to liquid_cooling 'perhaps'"),
        ({"redundancy_mode": "2+1"}, "unknown redundancy mode '2+1'"),
        ({"data_centre": "cellar"}, "unknown data centre 'cellar'"),
        ({"fan_power_share": 1.2}, "fan_power_share 1.2 is out of range"),
    ],
)
def test_what_cannot_be_is_refused(settings, said):
    with pytest.raises(StudyError) as caught:
        study(**settings)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"power_curve": "0:100 x"}, "'x' 不是 负载:数值"),
        ({"power_curve": "0:1 1.5:200"}, "负载 1.5 不在 0 至 1 之间"),
        ({"load_profile": "0:0.5 1:0.4"}, "时间占比合计为 0.9，应为 1"),
        ({"psu_efficiency": "0.5:1.2"}, "数值须大于 0 且不大于 1"),
    ],
)
def test_a_curve_is_refused_in_chinese_too(settings, said):
    with pytest.raises(StudyError) as caught:
        study(**settings)
    assert said in caught.value.text("zh")


def test_points_may_be_parted_by_commas_and_semicolons():
    assert curve_points("0:1, 0.5:2;1:3") == ((0.0, 1.0), (0.5, 2.0), (1.0, 3.0))
    assert curve_points("1e-05:0.25 1.0:3.0") == ((1e-05, 0.25), (1.0, 3.0))
