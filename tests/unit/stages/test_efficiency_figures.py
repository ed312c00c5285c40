"""Figures of efficiency rules: each from its own input, or the name of what is missing."""

from __future__ import annotations

import pytest
from placing import HAND, SHIPPED, part, study, table

from pcf.errors import StudyError
from pcf.model.provenance import Origin
from pcf.model.study import ResolvedStudy
from pcf.stages.supply import supply_efficiency
from pcf.stages.use import use_facts

RULES = table(
    "rule,quantity,load_share,threshold,direction,most_sockets,unit,source",
    "r,idle_power,,150,at_most,2,W,a",
    "r,active_state_efficiency,,,at_least,2,-,a",
    "r,psu_efficiency,0.2,0.93,at_least,4,-,b",
    "r,psu_efficiency,0.5,0.94,at_least,4,-,b",
    "r,psu_power_factor,0.5,,at_least,4,-,a",
    "r,operating_condition_class,,,stated,4,text,a",
)
TABLES = {**HAND, "efficiency_rules": RULES}
CPU = part("1", component_class="processor", count=2)
PSU = part(
    "9", component_class="power_supply", count=2, choices={"efficiency_grade": "platinum"},
    parameters={"rated_power_w": (1000.0, Origin.DECLARED)},
)  # fmt: skip


def figures(parts=(CPU, PSU), tables=TABLES, **settings):
    found = use_facts(parts, study(**settings), tables).efficiency
    return [(each.value, each.basis or each.missing, each.verdict) for each in found]


def test_what_is_stated_and_what_the_bom_says_are_told_with_their_basis():
    assert figures(idle_w=140.0, max_w=500.0) == [
        (140.0, "idle_and_max", "met"),
        (None, "active_state_efficiency", "no_value"),
        # platinum of the hand-made table: 0.90 at 20 %, below the threshold but a lower bound
        (0.90, "grade_limit", "not_shown"),
        (0.94, "grade_limit", "met"),
        (None, "psu_power_factor", "no_value"),
        (None, "operating_condition_class", "no_value"),
    ]


def test_measured_supplies_and_stated_figures_get_a_verdict():
    stated = {
        "psu_efficiency": "0.1:0.89 0.5:0.95 1:0.93", "psu_power_factor": "0.2:0.9 0.8:0.96",
        "active_state_efficiency": 31.5, "operating_condition_class": "A2",
    }  # fmt: skip
    assert figures(power_curve="0:160 1:500", **stated) == [
        (160.0, "power_curve", "not_met"),
        (31.5, "stated", "no_threshold"),
        # 0.89 + 0.06 · (0.2 − 0.1) / 0.4
        (pytest.approx(0.905), "stated", "not_met"),
        (0.95, "stated", "met"),
        # half way from 0.9 to 0.96
        (pytest.approx(0.93), "stated", "no_threshold"),
        ("A2", "stated", "stated"),
    ]


def test_without_supplies_the_grade_assumed_for_the_estimate_is_no_figure():
    assert [row[1:] for row in figures((CPU,), idle_w=1.0, max_w=2.0)][2:4] == [
        ("psu_efficiency", "no_value"), ("psu_efficiency", "no_value"),
    ]  # fmt: skip


def test_more_sockets_than_a_rule_covers_are_out_of_its_scope():
    four = part("1", component_class="processor", count=4)
    verdicts = [row[2] for row in figures((four, PSU), idle_w=100.0, max_w=500.0)]
    assert verdicts[:3] == ["not_applicable", "not_applicable", "not_shown"]
    eight = part("1", component_class="processor", count=8)
    assert {row[2] for row in figures((eight, PSU), idle_w=1.0, max_w=5.0)} == {"not_applicable"}


def test_the_figures_are_those_of_the_product_before_features_of_its_operator():
    plain = figures(power_curve="0:160 1:500")
    capped = figures(power_curve="0:160 1:500", power_cap_w=120.0)
    assert capped == plain


def test_a_score_of_a_sert_file_is_told_as_such():
    resolved = study(power_curve="0:160 1:500", power_result="sert", active_state_efficiency=20.0)
    (score,) = (
        each for each in use_facts([CPU], resolved, TABLES).efficiency
        if each.quantity == "active_state_efficiency"
    )  # fmt: skip
    assert score.basis == "sert"
    settings = dict(resolved.settings)
    stated = settings["active_state_efficiency"]
    settings["active_state_efficiency"] = type(stated)(
        value=20.0, origin="option", source="elsewhere"
    )
    other = use_facts([CPU], ResolvedStudy(settings=settings), TABLES).efficiency
    assert other[1].basis == "stated"


def test_a_measured_supply_replaces_the_limits_of_its_grade():
    measured = study(psu_efficiency="0.1:0.5 1:0.5")
    assert supply_efficiency([PSU], measured, HAND, 300.0) == 0.5
    cpu = part("1", component_class="processor", count=2, active_w=80.0)
    # 2 · 80 W / 0.8 of the board regulators = 200 W of direct current, 400 W at the plug
    assert use_facts([cpu, PSU], measured, HAND).max_power_w == pytest.approx(400.0)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"psu_efficiency": "0.1:0.9 0.2:1.1"}, "a value is not above 0 and at most 1"),
        ({"psu_efficiency": "0.1:0 1:0.9"}, "a value is not above 0 and at most 1"),
        ({"psu_efficiency": "0.1:0.3 0.2:0.9"}, "input power does not rise with output power"),
        ({"psu_power_factor": "0.5:1.2"}, "a value is not above 0 and at most 1"),
        ({"active_state_efficiency": 0.0}, "active_state_efficiency 0.0 is out of range"),
    ],
)
def test_figures_that_cannot_be_are_refused(settings, said):
    with pytest.raises(StudyError, match=said):
        study(**settings)


def test_shipped_rules_show_a_threshold_only_with_its_source():
    shown = [row for row in SHIPPED["efficiency_rules"] if row["threshold"]]
    assert [
        (row["rule"], row["quantity"], row["load_share"], row["threshold"]) for row in shown
    ] == [("eu_2019_424", "psu_efficiency", "0.2", "0.94")]
    assert {row["source"] for row in shown} == {"enviropass_2019_424"}


def test_a_limit_that_is_just_reached_is_met():
    assert figures(idle_w=150.0, max_w=500.0)[0][2] == "met"
    assert figures(idle_w=150.1, max_w=500.0)[0][2] == "not_met"
