"""Limits of a design budget held against a result, by hand."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from placing import part, steel
from scored import assessed

from pcf.bom.budget_file import BudgetLimit
from pcf.errors import Problem
from pcf.model.provenance import CellRef
from pcf.model.study import Study
from pcf.reports.budget_junit import BudgetSuite, junit_bytes
from pcf.reports.budget_wording import broken
from pcf.results.budget import unmatched, verdicts

PARTS = (
    part("1", mass_kg=10.0, exchanges=(steel(10.0),), name="Chassis <main> & rails"),
    part("2", mass_kg=2.0, exchanges=(steel(2.0),), name="Bracket"),
    part("3", component_class="fan", mass_kg=1.0, exchanges=(steel(1.0),), name="Fan"),
)


@pytest.fixture(scope="module")
def result():
    return assessed(PARTS, Study(annual_kwh=100.0, lifetime_years=5, pue=1.0, grid="CN"))


def limit(subject="product", key="", figure="cradle_to_grave", limit_kgco2e=1.0, line=3):
    return BudgetLimit(
        subject=subject, key=key, figure=figure, limit_kgco2e=limit_kgco2e,
        at=CellRef(file="budget.yaml", cell=f"line {line} limits"),
    )  # fmt: skip


def figure(result, *given, **named):
    return verdicts(result, [limit(*given, **named)])[0]


def test_the_product_is_held_to_gate_or_grave(result):
    assert figure(result).kgco2e == pytest.approx(result.totals.cradle_to_grave_kgco2e, rel=1e-12)
    gate = figure(result, figure="cradle_to_gate")
    assert gate.kgco2e == pytest.approx(result.totals.cradle_to_gate_kgco2e, rel=1e-12)


def test_a_stage_is_the_sum_of_its_rows(result):
    # 500 kWh · 0.62
    assert figure(result, "stage", "use").kgco2e == pytest.approx(310.0)


def test_a_class_is_all_of_its_lines_and_an_item_one(result):
    sheets = figure(result, "component_class", "sheet_metal_part", figure="cradle_to_gate")
    by_item = {each.item: each.cradle_to_gate_kgco2e for each in result.components}
    assert sheets.kgco2e == pytest.approx(by_item["1"] + by_item["2"], rel=1e-12)
    assert [line.item for line in sheets.lines] == ["1", "2"]
    assert figure(result, "item", "3", figure="cradle_to_gate").kgco2e == pytest.approx(
        by_item["3"]
    )


def test_a_process_of_no_line_is_no_item(result):
    assert {each.item for each in result.others} >= {"assembly", "use_at_plug"}
    assert figure(result, "item", "use_at_plug").kgco2e == 0.0
    assert unmatched(result, [limit("item", "assembly")]) == (limit("item", "assembly"),)


def test_end_of_life_of_a_part_counts_to_the_grave_alone(result):
    grave = figure(result, "item", "1").kgco2e
    own = next(each for each in result.components if each.item == "1")
    assert grave == pytest.approx(own.kgco2e, rel=1e-12)
    assert grave != pytest.approx(own.cradle_to_gate_kgco2e)


def test_a_figure_on_its_limit_keeps_it(result):
    on = figure(result, "stage", "use").kgco2e
    assert figure(result, "stage", "use", limit_kgco2e=on).kept
    above = figure(result, "stage", "use", limit_kgco2e=on - 10)
    assert not above.kept
    assert above.excess_kgco2e == pytest.approx(10.0)


def test_a_broken_limit_names_its_place_and_the_lines_in_it(result):
    kept, low = limit(limit_kgco2e=1e6), limit("component_class", "sheet_metal_part", line=7)
    (problem,) = broken(verdicts(result, [kept, low]))
    assert str(problem.at) == "budget.yaml › line 7 limits"
    assert problem.code == "BUD108"
    assert "1 Chassis <main> & rails" in problem.message
    assert "bom.xlsx › BOM!A1" in problem.message
    assert "限值 1" in problem.message_zh
    assert problem.message_zh.startswith("部件类别：sheet_metal_part（从摇篮到坟墓）")


def test_figures_of_a_broken_limit_are_read_without_powers_of_ten(result):
    (use,) = broken(verdicts(result, [limit("stage", "use", limit_kgco2e=0.001)]))
    assert "e+" not in use.message
    assert "阶段：使用" in use.message_zh
    assert "设备用电（插座端）" in use.message_zh


def test_no_more_lines_are_told_than_asked_for(result):
    (verdict,) = verdicts(result, [limit()], shown=2)
    assert len(verdict.lines) == 2
    assert verdict.lines[0].kgco2e >= verdict.lines[1].kgco2e


def test_limits_of_nothing_are_found(result):
    gone = [limit("item", "9"), limit("component_class", "hose")]
    there = [limit(), limit("stage", "use"), limit("item", "3"), limit("component_class", "fan")]
    assert unmatched(result, [*there, *gone]) == tuple(gone)
    assert verdicts(result, gone)[0].kgco2e == 0.0


def test_junit_is_well_formed_and_escaped(result):
    found = verdicts(result, [limit(limit_kgco2e=1e6), limit("item", "1", line=9)])
    root = ET.fromstring(junit_bytes([BudgetSuite(name='<2U> & "x"\x07', verdicts=found)]))
    suite = root.find("testsuite")
    assert suite.get("name") == '<2U> & "x" '
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    good, bad = suite.findall("testcase")
    assert (good.get("name"), good.find("failure")) == ("product cradle_to_grave", None)
    failure = bad.find("failure")
    assert "budget.yaml › line 9 limits" in failure.get("message")
    assert "Chassis <main> & rails" in failure.text


def test_a_product_that_cannot_be_read_is_an_error_in_junit():
    problem = Problem(code="BOM101", message="is <damaged>", message_zh="损坏")
    root = ET.fromstring(junit_bytes([BudgetSuite(name="b.xlsx", problems=(problem,))]))
    suite = root.find("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("1", "0", "1")
    assert suite.find("testcase/error").get("message") == "is <damaged> [BOM101]"
