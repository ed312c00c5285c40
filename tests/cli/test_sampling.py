"""`--samples` and `--seed`: intervals in result, workbook, sheet and terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import jsonschema
import openpyxl
import pytest
from pypdf import PdfReader

STAGES = ["materials", "manufacturing", "transport", "use", "end_of_life"]


def result(folder, stem="liquid_node"):
    return json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))


@pytest.fixture
def sampled(pcf, tmp_path):
    done = pcf.works(
        "assess", pcf.boms / "liquid_node.xlsx", "--samples", 60, "--lang", "en", "-o", tmp_path
    )
    return done, tmp_path


def test_without_samples_nothing_is_sampled(pcf, tmp_path):
    done = pcf.works(
        "assess", pcf.boms / "liquid_node.xlsx", "--format", "json", "--lang", "en", "-o", tmp_path
    )
    assert result(tmp_path)["uncertainty"] is None
    assert "interval" not in done.stdout


def test_the_result_tells_spreads_by_stage_and_component(pcf, sampled):
    document = result(sampled[1])
    schema = (pcf.boms.parent / "pcf/reports/schema/result-1.schema.json").read_text("utf-8")
    jsonschema.validate(document, json.loads(schema))
    found = document["uncertainty"]
    assert (found["samples"], found["seed"]) == (60, 1)
    assert list(found["by_stage"]) == STAGES
    assert set(found["by_component"]) == {part["item"] for part in document["components"]}
    assert found["p5"] < found["median"] < found["p95"]
    assert found["deterministic"] == document["totals"]["cradle_to_grave_kgco2e"]
    gate = found["cradle_to_gate"]
    assert gate["deterministic"] == document["totals"]["cradle_to_gate_kgco2e"]
    assert gate["p5"] < gate["mean"] < gate["p95"] < found["p5"]


def test_terminal_workbook_and_sheet_tell_the_interval(sampled):
    done, folder = sampled
    assert "90 % interval, 60 draws, seed 1" in done.stdout
    pages = PdfReader(folder / "liquid_node.pdf").pages
    assert "60 Monte Carlo samples" in " ".join(pages[0].extract_text().split())
    book = openpyxl.load_workbook(folder / "liquid_node.xlsx")
    sheet = book["Uncertainty (Monte Carlo)"]
    found = result(folder)["uncertainty"]
    whole, gate = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3))
    names = ("deterministic", "p5", "median", "mean", "p95")
    assert whole[2:7] == pytest.approx([found[name] for name in names])
    assert gate[2:7] == pytest.approx([found["cradle_to_gate"][name] for name in names])
    items = [row[0].value for row in sheet.iter_rows(min_row=4 + len(STAGES))][:-3]
    assert items == list(found["by_component"])
    assert "deterministic value" in sheet.cell(sheet.max_row, 2).value


def test_one_seed_gives_one_result_and_another_another(pcf, tmp_path):
    found = []
    for n, seed in enumerate((5, 5, 6)):
        pcf.works(
            "assess", pcf.boms / "liquid_node.xlsx", "--samples", 20, "--seed", seed,
            "--format", "json", "-o", tmp_path / str(n), PCF_CACHE_DIR=str(tmp_path / f"cache{n}"),
        )  # fmt: skip
        found.append(result(tmp_path / str(n))["uncertainty"])
    assert found[0] == found[1]
    assert found[0]["p5"] != found[2]["p5"]


@pytest.mark.parametrize("number", ["-1", "10001", "many"])
def test_a_number_that_cannot_be_is_refused(pcf, tmp_path, number):
    done = pcf("assess", pcf.boms / "liquid_node.xlsx", "--samples", number, "-o", tmp_path)
    assert done.exit_code == 2
    assert "--samples" in done.output


def test_solvers_are_not_loaded_where_draws_are_on_disk(pcf, tmp_path):
    arguments = (
        "assess", str(pcf.boms / "liquid_node.xlsx"), "--samples", "20", "--format", "json",
        "-o", str(tmp_path),
    )  # fmt: skip
    pcf.works(*arguments)
    program = (
        "import sys; from pcf.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('scipy', 'bw2calc') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, encoding="utf-8", env=dict(os.environ), check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
