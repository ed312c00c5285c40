"""Power, energy and overhead of the use stage, by hand."""

from __future__ import annotations

import pytest
from placing import HAND, part, steel, study

from pcf.model.provenance import Origin
from pcf.stages.measured import value_at
from pcf.stages.power import PowerCurve, power_class, power_curve
from pcf.stages.supply import grade_points, supply_efficiency
from pcf.stages.use import load_profile, use, use_facts

CPU = {"component_class": "processor", "mass_kg": 0.1}


def test_stated_annual_energy_is_taken_as_it_is():
    facts = use_facts([], study(annual_kwh=1000.0, lifetime_years=4.0), HAND)
    assert facts.annual_kwh == 1000.0
    assert facts.lifetime_kwh == 4000.0
    assert facts.mean_power_w == pytest.approx(114.15525114)  # 1e6 / 8760
    assert facts.kgce_per_year == pytest.approx(122.9)
    assert facts.kgce_equivalent_per_year == pytest.approx(300.0)
    assert facts.power_model == "annual_kwh"


def test_stated_mean_power_runs_all_hours():
    facts = use_facts([], study(mean_w=100.0), HAND)
    assert facts.annual_kwh == 876.0
    assert facts.power_model == "mean_w"
    assert facts.mean_power_w == pytest.approx(100.0)


def test_stated_idle_and_maximum_follow_the_curve_and_the_profile():
    # half the time idle at 100 W, half at load 0.5: 100 + 300 · 0.5 = 250 W; mean 175 W
    facts = use_facts([], study(idle_w=100.0, max_w=400.0), HAND)
    assert facts.mean_power_w == pytest.approx(175.0)
    assert facts.annual_kwh == pytest.approx(1533.0)
    assert facts.lifetime_kwh == pytest.approx(7665.0)
    assert facts.power_model == "idle_and_max"
    assert (facts.idle_power_w, facts.max_power_w) == (100.0, 400.0)


def test_stated_maximum_alone_takes_idle_by_share():
    curve = power_curve([], study(max_w=400.0), HAND)
    assert (curve.idle_w, curve.max_w, curve.model) == (100.0, 400.0, "max_only")


def test_stated_idle_alone_keeps_the_maximum_of_the_components_above_it():
    parts = [part(active_w=180.0, idle_w=9.0)]
    curve = power_curve(parts, study(idle_w=50.0), HAND)
    assert (curve.idle_w, curve.max_w, curve.model) == (50.0, 200.0, "idle_only")
    assert power_curve(parts, study(idle_w=500.0), HAND).max_w == 500.0


def test_component_power_counts_pieces_and_losses():
    # DC at most 2·160/0.8 + 10·5 = 450 W; at idle 2·16/0.8 + 10·1 = 50 W; supply 0.9
    parts = [
        part("1", count=2, active_w=160.0, idle_w=16.0, **CPU),
        part("2", count=10, component_class="memory_module", active_w=5.0, idle_w=1.0),
    ]
    curve = power_curve(parts, study(), HAND)
    assert curve.max_w == pytest.approx(500.0)
    assert curve.idle_w == pytest.approx(50.0 / 0.9)
    assert (curve.model, curve.power_class) == ("components", "two_socket")


def test_idle_never_exceeds_maximum():
    curve = power_curve([part(active_w=10.0, idle_w=30.0)], study(), HAND)
    assert curve.idle_w == curve.max_w == pytest.approx(10.0 / 0.9)


def test_without_any_power_the_class_stands_in():
    curve = power_curve([part("1", count=1, **CPU)], study(), HAND)
    assert (curve.idle_w, curve.max_w, curve.model) == (50.0, 250.0, "class_median")


@pytest.mark.parametrize(
    ("sockets", "expected"),
    [(0, "two_socket"), (1, "one_socket"), (2, "two_socket"), (3, "two_socket"),
     (4, "four_socket"), (8, "four_socket")],
)  # fmt: skip
def test_the_power_class_follows_the_sockets(sockets, expected):
    parts = [part("1", count=sockets, **CPU)] if sockets else []
    assert power_class(parts, HAND)["power_class"] == expected


def test_an_accelerator_makes_an_accelerated_node():
    parts = [part("1", count=2, **CPU), part("2", component_class="accelerator")]
    assert power_class(parts, HAND)["power_class"] == "accelerated"


def test_the_curve_is_linear_between_its_points_and_flat_beyond():
    curve = PowerCurve(
        idle_w=100.0, max_w=200.0, model="m", power_class="c",
        fractions=(0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0),
    )  # fmt: skip
    assert curve.power_w(0.05) == pytest.approx(110.0)
    assert curve.power_w(0.1) == pytest.approx(120.0)
    assert curve.power_w(0.95) == pytest.approx(197.5)
    assert curve.power_w(-1.0) == 100.0
    assert curve.power_w(1.5) == 200.0


def psu(count, grade="platinum", rated_w=1000.0):
    return part(
        "9", component_class="power_supply", count=count, choices={"efficiency_grade": grade},
        parameters={"rated_power_w": (rated_w, Origin.DECLARED)},
    )  # fmt: skip


def test_redundant_supplies_share_the_load():
    # 300 W on two units of 1000 W: 15 % each, half way between 0.80 and 0.90
    assert supply_efficiency([psu(2)], study(), HAND, 300.0) == pytest.approx(0.85)
    assert supply_efficiency([psu(1)], study(), HAND, 300.0) == pytest.approx(0.90 + 0.04 / 3)
    assert supply_efficiency([psu(2)], study(), HAND, 100.0) == 0.80
    assert supply_efficiency([psu(1)], study(), HAND, 900.0) == 0.94


def test_an_unknown_grade_is_taken_as_the_default_one():
    assert value_at(grade_points(HAND, "ruby"), 0.2) == 0.90
    assert value_at(grade_points(HAND, "titanium"), 0.3) == pytest.approx(0.93)


def test_a_supply_without_rating_takes_the_efficiency_without_data():
    bare = part("9", component_class="power_supply")
    assert supply_efficiency([bare], study(), HAND, 300.0) == 0.9


def test_plug_and_overhead_are_two_processes_on_the_grid_of_use():
    plug, overhead = use([], study(annual_kwh=1000.0, pue=1.25, grid="DE"), HAND)
    assert (plug.item, plug.exchanges[0].amount) == ("use_at_plug", 5000.0)
    assert (overhead.item, overhead.exchanges[0].amount) == ("data_centre_overhead", 1250.0)
    assert overhead.tags == ("data_centre_overhead",)
    assert plug.tags == ()
    for process in (plug, overhead):
        assert process.exchanges[0].location == "DE"
        assert (process.exchanges[0].product, process.exchanges[0].unit) == ("electricity", "kWh")
        assert process.component_class == ""
        assert process.origin is Origin.DECLARED


def test_a_pue_of_one_has_no_overhead():
    assert [process.item for process in use([], study(pue=1.0), HAND)] == ["use_at_plug"]


def test_stated_power_is_declared():
    for stated in ({"mean_w": 9.0}, {"annual_kwh": 9.0}, {"idle_w": 1.0, "max_w": 9.0}):
        assert use([], study(**stated), HAND)[0].origin is Origin.DECLARED


def test_estimated_power_is_a_default():
    assert use([], study(), HAND)[0].origin is Origin.DEFAULT


def test_a_profile_is_its_rows():
    assert load_profile(study(), HAND) == ((0.0, 0.5), (0.5, 0.5))


def test_spare_parts_are_bought_again_only_if_asked_for():
    fan = part("4", component_class="fan", count=6, exchanges=(steel(0.5),), proxy=True)
    rest = (part("5", exchanges=(steel(9.0),)), part("6", component_class="hard_disk_drive"))
    asked = use([fan, *rest], study(spare_parts="yes", lifetime_years=4.0, mean_w=1.0), HAND)
    spare = asked[-1]
    assert len(asked) == 3
    assert (spare.item, spare.component_class, spare.tags) == ("4", "fan", ("proxy", "spare_parts"))
    # six fans, one in ten replaced a year, four years, 0.5 kg each
    assert spare.exchanges[0].amount == pytest.approx(1.2)
    assert spare.at is fan.component.line.at
    assert len(use([fan, *rest], study(lifetime_years=4.0, mean_w=1.0), HAND)) == 2
    alone = use([fan], study(spare_parts="yes", pue=1.0), HAND)
    assert [process.item for process in alone] == ["use_at_plug", "4"]


def test_time_shares_a_study_states_are_its_profile():
    stated = study(idle_w=100.0, max_w=300.0, load_profile="0:0.25 0.5:0.5 1:0.25")
    facts = use_facts([], stated, HAND)
    # the hand-made curve is a straight line: 0.25·100 + 0.5·200 + 0.25·300 = 200 W
    assert facts.mean_power_w == pytest.approx(200.0)
    assert stated.text("profile") == "stated"
    assert 'load profile "stated in the study"' in stated.text("functional_unit")
    assert stated.settings["profile"].origin == stated.settings["load_profile"].origin
