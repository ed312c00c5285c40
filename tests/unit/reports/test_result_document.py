"""The document says exactly what the assessment found."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from placing import HAND, part, steel
from scored import assessed

from pcf.library import shipped_library
from pcf.model.background import Source
from pcf.model.bom import Disposition, StatedLeg
from pcf.model.provenance import CellRef, Origin
from pcf.model.study import Study
from pcf.model.system import Exchange
from pcf.reports.document import result_document
from pcf.reports.registry import write_reports
from pcf.results.assessment import Spread, Uncertainty

ROOT = Path(__file__).parents[3]
SHEET = part(
    "1", mass_kg=10.0, exchanges=(steel(10.0),), name="Chassis",
    parameters={"mass_kg": (10.0, Origin.DECLARED), "coating_m2": (1.0, Origin.DEFAULT)},
)  # fmt: skip
BOARD = part(
    "2", component_class="mainboard", mass_kg=0.0, materials=(), count=2, proxy=True, name="Board",
    maker_exchanges=(Exchange(product="smt_line", amount=0.1, unit="m2", role="mounting"),),
    parameters={"layers": (12.0, Origin.DEFAULT)}, choices={"finish": "enig"},
)  # fmt: skip
PARTS = (SHEET, BOARD)


@pytest.fixture(scope="module")
def result():
    found = assessed(PARTS, Study(annual_kwh=100.0, lifetime_years=5, pue=1.5, grid="CN"))
    lines = tuple(each.component.line for each in PARTS)
    spare = replace(
        lines[0], item="9", disposition=Disposition.ALTERNATE,
        at=CellRef(file="t.xlsx", sheet="BOM", cell="A9"),
    )  # fmt: skip
    lost = replace(lines[0], item="8", at=CellRef(file="t.xlsx", sheet="BOM", cell="A8"))
    manifest = replace(
        found.manifest, id="0a", background_digest="0b", method_digest="0c",
        created="2026-11-22T08:00:00+00:00",
    )  # fmt: skip
    return replace(found, bom=replace(found.bom, lines=(*lines, spare, lost)), manifest=manifest)


@pytest.fixture(scope="module")
def found(result):
    return result_document(result, rows_name="t.rows.csv")


def test_the_document_of_an_assessment_obeys_the_schema(found):
    schema = json.loads((ROOT / "pcf/reports/schema/result-1.schema.json").read_text("utf-8"))
    problems = [e.json_path for e in jsonschema.Draft202012Validator(schema).iter_errors(found)]
    assert problems == []


def test_totals_stages_and_flow_classes_add_up(found, result):
    stages = found["stages"]
    total = found["totals"]["cradle_to_grave_kgco2e"]
    assert total == result.total_kgco2e
    assert total == pytest.approx(sum(stage["kgco2e"] for stage in stages.values()), rel=1e-12)
    for stage in stages.values():
        classes = sum(value for name, value in stage.items() if name != "kgco2e")
        assert stage["kgco2e"] == pytest.approx(classes, rel=1e-12)
    parts = sum(each["kgco2e"] for each in found["components"])
    others = sum(each["kgco2e"] for each in found["others"])
    assert parts + others == pytest.approx(total, rel=1e-12)


def test_every_line_says_what_became_of_it(found):
    fates = [(line["item"], line["disposition"], line["reason_code"]) for line in found["lines"]]
    assert fates == [
        ("1", "counted", ""), ("2", "proxy", ""), ("9", "excluded", "alternate"),
        ("8", "excluded", "without_model"),
    ]  # fmt: skip
    assert found["lines"][2]["reason"] == "alternate of a counted line"
    assert found["lines"][2]["reason_zh"] == "替代料：主料已计入"


def test_components_carry_parameters_mapping_and_tags(found):
    board = found["components"][1]
    assert board["quantity"] == 2.0
    assert board["proxy"] is True
    names = [(each["name"], each["value"], each["low"]) for each in board["parameters"]]
    assert names[0][:2] == ("layers", 12.0)
    assert names[1] == ("finish", "enig", None)
    assert board["parameters"][0]["origin"] == "default"
    assert set(board["mapping"]) == {"method", "confidence", "reason", "alternatives"}
    assert "proxy" in board["tags"]


def test_factors_are_the_products_of_the_rows_with_their_unit_scores(found, result):
    used = {(row.product, row.location) for row in result.rows}
    assert {(each["product"], each["location"]) for each in found["factors"]} == used
    electricity = next(each for each in found["factors"] if each["product"] == "electricity")
    assert electricity["kgco2e_per_unit"] == {
        "fossil": 0.6, "biogenic_emission": 0.0, "biogenic_removal": 0.0, "land_use_change": 0.02,
        "aircraft": 0.0,
    }  # fmt: skip
    # a tenth of every unit score of the small background rests on assumptions
    assert electricity["assumption_share"] == pytest.approx(0.1)
    assert electricity["assumption"] is False


def test_defaults_are_assumptions_and_given_settings_are_not(found):
    said = {entry["what"]: entry for entry in found["assumptions"]}
    assert "Load profile" in said
    assert "Grid of use" not in said
    assert said["mainboard: layers"]["value"] == 12.0
    assert said["mainboard: layers"]["note"] == "2"
    assert "sheet_metal_part: mass_kg" not in said


def test_settings_keep_their_origin_and_chinese_wording(found):
    study = found["study"]
    assert study["grid"]["value"] == "CN"
    assert study["grid"]["origin"] == "option"
    assert "functional_unit_zh" not in study
    assert "服务器" in study["functional_unit"]["value_zh"]


def test_titles_and_units_come_from_the_reviewed_tables(result):
    shipped = shipped_library().knowledge
    content = HAND["eol_recycled_content"][:1]
    by_hand = {**shipped.tables, **HAND, "eol_recycled_content": content}
    knowledge = replace(shipped, tables=by_hand)
    found = result_document(result, knowledge=knowledge)
    chassis, board = found["components"]
    assert (chassis["class_title_zh"], board["class_title_zh"]) == ("钣金件", "主板")
    assert chassis["parameters"][0]["unit"] == "kg"
    assert found["study"]["eol_allocation"]["title_zh"] == "再生含量法（截断）"
    assert found["study"]["market"]["title"] == "China"
    assert "title" not in found["study"]["pue"]
    allocations = found["end_of_life"]["allocations"]
    assert [each["allocation"] for each in allocations] == ["cutoff", "avoided_burden", "cff"]
    total = found["totals"]["cradle_to_grave_kgco2e"]
    assert allocations[0]["cradle_to_grave_kgco2e"] == pytest.approx(total, rel=1e-9)


def test_a_line_that_is_no_thing_is_excluded_with_its_reason(result):
    firmware = replace(result.parts[0].component, component_class="non_physical")
    parts = (replace(result.parts[0], component=firmware), result.parts[1])
    line = result_document(replace(result, parts=parts))["lines"][0]
    assert (line["disposition"], line["reason"]) == ("excluded", "not a physical part")


def test_declared_legs_are_listed_with_their_cells(result):
    leg = StatedLeg(mode="rail_freight", distance_km=800.0, share=0.5, at=CellRef(file="t.xlsx"))
    study = replace(result.study, legs=(leg,))
    said = {
        each["what"]: each for each in result_document(replace(result, study=study))["assumptions"]
    }
    found = said["transport leg 1: rail_freight"]
    assert (found["value"], found["unit"], found["source"]) == (800.0, "km", "t.xlsx")
    assert found["note"] == "share 0.5"


def test_sources_are_cited_with_their_place(result):
    source = Source(key="k", citation="Ember 2025", year="2024", licence="CC", locator="row CN",
                    read="primary")  # fmt: skip
    facts = replace(result.scores.facts[0], sources=("k", "other"))
    scores = replace(result.scores, facts=(facts, *result.scores.facts[1:]))
    found = result_document(replace(result, scores=scores), sources={"k": source})
    electricity = next(each for each in found["factors"] if each["product"] == "electricity")
    assert electricity["sources"] == ["Ember 2025 (row CN)", "other"]


def test_a_gate_to_gate_boundary_has_neither_use_nor_end_of_life(result):
    found = result_document(replace(result, use=None, end_of_life=None))
    assert found["use"] is None
    assert found["end_of_life"] is None


def test_sampling_is_written_out(result):
    spread = Spread(deterministic=1.9, median=2.0, mean=2.5, p5=1.0, p95=4.0)
    sampled = Uncertainty(samples=10, seed=7, total=spread, cradle_to_gate=spread,
                          by_stage={"use": spread}, by_component={"1.2": spread})  # fmt: skip
    found = result_document(replace(result, uncertainty=sampled))["uncertainty"]
    plain = {"deterministic": 1.9, "median": 2.0, "mean": 2.5, "p5": 1.0, "p95": 4.0}
    assert found == {"samples": 10, "seed": 7, **plain, "cradle_to_gate": plain,
                     "by_stage": {"use": plain}, "by_component": {"1.2": plain}}  # fmt: skip


def test_a_real_assessment_makes_every_report(found, result, tmp_path):
    written = write_reports(
        found, result.rows, folder=tmp_path, stem="t", formats=("json", "xlsx", "pdf"),
        languages=("en", "zh"),
    )  # fmt: skip
    assert len(written) == 6
    assert all(path.stat().st_size > 1000 for path in written)
