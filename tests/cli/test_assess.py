"""`pcf assess`: which files it writes, in which language, and what it prints."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys

import jsonschema
import pytest
from pypdf import PdfReader

FOUR = ["rack_1u_en.json", "rack_1u_en.pdf", "rack_1u_en.rows.csv", "rack_1u_en.xlsx"]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_result_rows_workbook_and_sheet_are_written(pcf, tmp_path):
    done = pcf.works("assess", pcf.boms / "rack_1u_en.xlsx", "-o", tmp_path / "out")
    assert names(tmp_path / "out") == FOUR
    assert [line for line in done.stdout.splitlines() if line.startswith("→")] == [
        f"→ {tmp_path / 'out' / name}" for name in (FOUR[0], FOUR[2], FOUR[3], FOUR[1])
    ]


def test_only_the_formats_asked_for_are_written(pcf, plain_bom, tmp_path):
    pcf.works("assess", plain_bom, "-o", tmp_path / "out", "--format", "json")
    assert names(tmp_path / "out") == ["small.json", "small.rows.csv"]
    pcf.works("assess", plain_bom, "-o", tmp_path / "sheet", PCF_FORMAT="pdf")
    assert names(tmp_path / "sheet") == ["small.pdf"]


def test_the_result_names_the_rows_beside_it(pcf, plain_bom, tmp_path):
    pcf.works("assess", plain_bom, "-o", tmp_path, "--format", "json")
    result = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
    with (tmp_path / result["rows"]).open(encoding="utf-8", newline="") as file:
        items = {row["item"] for row in csv.DictReader(file)}
    assert {"1", "2"} <= items


def test_chinese_alone_takes_the_plain_name(pcf, tmp_path):
    pcf.works(
        "assess", pcf.boms / "liquid_node.xlsx", "-o", tmp_path, "--format", "pdf", "--lang", "zh"
    )
    assert names(tmp_path) == ["liquid_node.pdf"]
    assert "碳足迹" in text_of(tmp_path / "liquid_node.pdf")


def test_both_languages_lie_side_by_side(pcf, plain_bom, tmp_path):
    pcf.works("assess", plain_bom, "-o", tmp_path / "out", "--lang", "both")
    assert names(tmp_path / "out") == [
        "small.json", "small.pdf", "small.rows.csv", "small.xlsx", "small.zh.pdf", "small.zh.xlsx",
    ]  # fmt: skip
    assert "碳足迹" in text_of(tmp_path / "out" / "small.zh.pdf")
    assert "碳足迹" not in text_of(tmp_path / "out" / "small.pdf")


def test_the_terminal_shows_stages_and_components(pcf, plain_bom, tmp_path):
    done = pcf.works("assess", plain_bom, "-o", tmp_path, "--format", "json", "--grid", "DE")
    assert "Use" in done.stdout
    assert "Memory" in done.stdout
    quality = json.loads((tmp_path / f"{plain_bom.stem}.json").read_text("utf-8"))["quality"]
    gate = quality["assumption_shares"]["cradle_to_gate"]["total_share"]
    told = [line for line in done.stdout.splitlines() if line.startswith("Cradle to gate ")]
    assert f"{gate:.1%}".replace("%", " %") in told[-1]
    assert "STU204" in done.stderr  # no packaging: a notice, and notices are no data


def test_a_verbose_run_leaves_no_notice_out(pcf, tmp_path):
    bom = pcf.boms / "rack_2u.xlsx"
    brief = pcf.works("assess", bom, "-o", tmp_path, "--format", "json")
    full = pcf.works("assess", bom, "-o", tmp_path, "--format", "json", "-v")
    told = len(json.loads((tmp_path / "rack_2u.json").read_text(encoding="utf-8"))["notices"])
    assert full.stderr.count("\n! ") + 1 == told
    assert brief.stderr.count("\n! ") + 1 < told


def test_a_quiet_run_says_nothing(pcf, plain_bom, tmp_path):
    done = pcf.works("assess", plain_bom, "-o", tmp_path, "--format", "json", "-q")
    assert done.output == ""
    assert (tmp_path / "small.json").is_file()


def test_the_audit_is_told(pcf, plain_bom, tmp_path):
    done = pcf.works("assess", plain_bom, "-o", tmp_path, "--format", "json", "--audit")
    assert "full solve agrees with the table" in done.stdout


def test_an_audit_that_disagrees_is_an_error_of_the_background(
    pcf, plain_bom, tmp_path, monkeypatch
):
    monkeypatch.setattr("pcf.cli.audit_table.TOLERANCE_SHARE", -1.0)
    done = pcf("assess", plain_bom, "-o", tmp_path, "--format", "json", "--audit")
    assert done.exit_code == 4
    assert "DISAGREES" in done.stderr


def test_each_bom_gets_its_own_files(pcf, plain_bom, small_bom, tmp_path):
    other = small_bom(("Bracket", "SGCC T=1.0", 1, 0.4, "SGCC"), name="other.xlsx")
    pcf.works("assess", plain_bom, other, "-o", tmp_path / "out", "--format", "json", "-q")
    assert names(tmp_path / "out") == [
        "other.json", "other.rows.csv", "small.json", "small.rows.csv",
    ]  # fmt: skip


def test_twenty_years_of_methane_weigh_more_than_a_hundred(pcf, plain_bom, tmp_path):
    totals = {}
    for method in ("gwp100", "gwp20"):
        pcf.works("assess", plain_bom, "-o", tmp_path, "--format", "json", "-q", "--method", method)
        result = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
        totals[method] = result["totals"]["cradle_to_grave_kgco2e"]
    assert totals["gwp20"] > 1.02 * totals["gwp100"]


def test_the_installed_program_does_the_same_in_a_process_of_its_own(plain_bom, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from pcf.cli.main import run; run()",
         "assess", str(plain_bom), "-o", str(tmp_path / "out"), "--format", "json"],
        capture_output=True, text=True, encoding="utf-8", env=dict(os.environ), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path / "out") == ["small.json", "small.rows.csv"]


@pytest.mark.parametrize("boundary", ["cradle_to_grave", "cradle_to_gate"])
def test_what_is_written_keeps_the_schema(pcf, small_bom, tmp_path, boundary):
    schema = json.loads(
        (pcf.boms.parent / "pcf/reports/schema/result-1.schema.json").read_text(encoding="utf-8")
    )
    bom = small_bom(("Chassis", "SGCC T=1.0", 1, 10.0, "SGCC"), settings=[("Boundary", boundary)])
    pcf.works("assess", bom, "-o", tmp_path, "--format", "json", "-q")
    result = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
    jsonschema.validate(result, schema)
    assert (result["use"] is None) == (boundary == "cradle_to_gate")
