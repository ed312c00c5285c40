"""`pcf scenario RESULT.json`: the inputs a result records give what the BOM gives."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

BOMS = Path(__file__).resolve().parents[2] / "bom_samples"
SAMPLES = sorted(path.stem for path in (BOMS / "scenarios").glob("*.yaml") if path.stem != "budget")
SCENARIOS = """\
- {name: germany, set: {grid: DE}}
- {name: half, lines: [{item: "2", quantity: 4}]}
- {name: open, set: {pue: null}}
"""


@pytest.fixture
def scenarios(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(SCENARIOS, "utf-8")
    return path


@pytest.fixture
def both(pcf, tmp_path, scenarios):
    """Scenarios of a BOM and of the result made of it with the same options, as bytes."""

    def ask(bom, *options, asked=scenarios, scenario_options=()):
        pcf.works("assess", bom, *options, "--format", "json", "-q", "-o", tmp_path / "r")
        (result,) = (tmp_path / "r").glob("*.json")
        found = []
        for source, given in ((bom, options), (result, ())):
            out = tmp_path / f"of_{source.suffix[1:]}"
            pcf.works("scenario", source, asked, *given, *scenario_options, "-q", "-o", out)
            found.append((out / "scenarios.json").read_bytes())
        return found

    return ask


@pytest.mark.parametrize("name", SAMPLES)
def test_scenarios_of_a_result_are_those_of_its_bom(both, name):
    # equal bytes: all figures, and the id of the base, which is a hash of all inputs
    of_bom, of_result = both(
        BOMS / f"{name}.xlsx",
        asked=BOMS / f"scenarios/{name}.yaml",
        scenario_options=("--tornado",),
    )
    assert of_bom == of_result


def test_options_environment_and_study_file_are_recorded(both, plain_bom, tmp_path, monkeypatch):
    study = tmp_path / "study.yaml"
    study.write_text(
        "annual_kwh: 1234\nfactory_grid: CN-GD\nfunctional_unit: one\n"
        "legs: [{mode: rail_freight, distance_km: 4000}]\n",
        "utf-8",
    )
    monkeypatch.setenv("PCF_PUE", "1.3")
    of_bom, of_result = both(plain_bom, "--grid", "US", "--lifetime", 3)
    base = json.loads(of_result)["scenarios"]["base"]
    assert (base["annual_kwh"], base["lifetime_years"]) == (1234.0, 3.0)
    assert of_bom == of_result


def test_a_reviewed_mapping_is_recorded_and_yields_to_a_scenario(pcf, both, plain_bom, tmp_path):
    mapping = tmp_path / "m.xlsx"
    pcf.works("map", plain_bom, "-o", mapping)
    book = openpyxl.load_workbook(mapping)
    sheet = book.worksheets[0]
    (row,) = (row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value == "2")
    sheet.cell(row, 5).value = "capacity_gb = 128; mass_kg = 0.06"
    book.save(mapping)
    asked = tmp_path / "m.yaml"
    asked.write_text(
        """\
- {name: fewer, lines: [{item: "2", quantity: 4}]}
- {name: fewest, lines: [{item: "2", quantity: 2}]}
- {name: smaller, lines: [{item: "2", parameters: {capacity_gb: 64}}]}
- {name: plain, lines: [{item: "2", description: DDR5 RDIMM 32GB, name: Memory, mass_kg: 0.045}]}
- {name: none, lines: [{item: "2", remove: true}]}
""",
        "utf-8",
    )
    of_bom, of_result = both(plain_bom, "--mapping", mapping, asked=asked)
    assert of_bom == of_result
    gate = {
        name: each["kgco2e"]["cradle_to_gate"]
        for name, each in json.loads(of_result)["scenarios"].items()
    }
    pcf.works("assess", plain_bom, "--format", "json", "-q", "-o", tmp_path / "plain")
    as_found = json.loads((tmp_path / "plain/small.json").read_text("utf-8"))
    # another part in its place knows nothing of what was reviewed
    assert gate["plain"] == pytest.approx(as_found["totals"]["cradle_to_gate_kgco2e"], rel=1e-12)
    two = gate["fewer"] - gate["fewest"]
    assert gate["base"] - gate["fewer"] == pytest.approx(2 * two, rel=1e-9)
    assert gate["none"] < gate["plain"] < gate["smaller"] < gate["base"]


def test_a_configuration_is_recorded_with_its_stated_mass(both, tmp_path):
    table = tmp_path / "c.csv"
    table.write_text("name,archetype,mass_kg,memory_gb\na,rack_2u_2s,30,512\n", "utf-8")
    asked = tmp_path / "c.yaml"
    asked.write_text("- {name: heavier, set: {mass_kg: 31}}\n", "utf-8")
    of_bom, of_result = both(table, asked=asked)
    assert of_bom == of_result
    assert json.loads(of_result)["scenarios"]["heavier"]["mass_kg"] == pytest.approx(31, rel=1e-3)


def test_a_measured_power_curve_is_recorded(both, plain_bom, tmp_path):
    (tmp_path / "p.csv").write_text("load,watt\n0,100\n1,100\n", "utf-8")
    (tmp_path / "study.yaml").write_text("power_file: p.csv\n", "utf-8")
    of_bom, of_result = both(plain_bom)
    assert of_bom == of_result
    assert json.loads(of_bom)["scenarios"]["base"]["annual_kwh"] == pytest.approx(876.0)


def test_an_option_changes_the_base_of_a_result(pcf, plain_bom, scenarios, tmp_path):
    pcf.works("assess", plain_bom, "--pue", 1.5, "--format", "json", "-q", "-o", tmp_path)
    done = pcf.works(
        "scenario", tmp_path / "small.json", scenarios, "--pue", 1.0, "-o", tmp_path / "o"
    )
    assert "SCN" not in done.stderr
    base = json.loads((tmp_path / "o/scenarios.json").read_text("utf-8"))["scenarios"]["base"]
    recorded = json.loads((tmp_path / "small.json").read_text("utf-8"))
    assert base["kgco2e"]["use"] == pytest.approx(recorded["stages"]["use"]["kgco2e"] / 1.5)


@pytest.fixture
def changed(pcf, plain_bom, scenarios, tmp_path):
    """Ask scenarios of a result of which something was changed by hand."""
    pcf.works("assess", plain_bom, "--format", "json", "-q", "-o", tmp_path)
    path = tmp_path / "small.json"

    def ask(change):
        document = json.loads(path.read_text("utf-8"))
        change(document)
        path.write_text(json.dumps(document), "utf-8")
        return pcf("scenario", path, scenarios, "-o", tmp_path / "o", "--lang", "en")

    return ask


def test_a_result_without_its_lines_says_what_is_missing(changed):
    done = changed(lambda document: document.pop("inputs"))
    assert done.exit_code == 1
    assert "small.json: does not record the lines" in done.stderr
    assert "[RES105]" in done.stderr


def test_a_total_its_inputs_do_not_give_is_refused(changed):
    def change(document):
        document["totals"]["cradle_to_grave_kgco2e"] *= 1 + 1e-8

    done = changed(change)
    assert (done.exit_code, "[SCN118]" in done.stderr) == (1, True)


def test_a_line_that_is_none_is_named(changed):
    def change(document):
        document["inputs"]["lines"][1]["disposition"] = "forgotten"

    done = changed(change)
    assert done.exit_code == 1
    assert "small.json › inputs.lines[1].disposition: field" in done.stderr
    assert "[RES102]" in done.stderr


def test_a_place_that_is_none_is_named(changed):
    done = changed(lambda document: document["inputs"]["lines"][0].update(at=["BOM"]))
    assert "small.json › inputs.lines[0].at: field" in done.stderr


def test_other_data_are_said_with_both_totals(changed):
    def change(document):
        document["manifest"].update(background_digest="0" * 64, pcf_version="0.0.1")
        document["totals"]["cradle_to_grave_kgco2e"] = 1234.5

    done = changed(change)
    assert done.exit_code == 0
    assert "made with other program, background data: its total of 1234.5 kg CO2e is" in done.stderr
    assert "[SCN204]" in done.stderr


def test_a_result_has_its_mapping_already(pcf, plain_bom, scenarios, tmp_path):
    pcf.works("assess", plain_bom, "--format", "json", "-q", "-o", tmp_path)
    pcf.works("map", plain_bom, "-o", tmp_path / "m.xlsx")
    done = pcf("scenario", tmp_path / "small.json", scenarios, "--mapping", tmp_path / "m.xlsx")
    assert (done.exit_code, "records its mapping" in done.output) == (2, True)
