"""`pcf assess --power`, and the power file of a Use sheet or a study file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

REPORT = Path(__file__).parents[1] / "unit" / "bom" / "specpower_report.txt"
#: Idle all year round: 200 W · 8 760 h.
IDLE_KWH = 1752.0


@pytest.fixture
def folder(tmp_path):
    shutil.copy(REPORT, tmp_path / "power.txt")
    return tmp_path


def assessed(pcf, bom, folder, *options):
    pcf.works("assess", bom, "-o", folder / "out", "--format", "json", "--lang", "en", *options)
    return json.loads((folder / "out" / f"{bom.stem}.json").read_text("utf-8"))


def sheet_with(pcf, folder, **settings):
    bom = pcf.sample("rack_2u", folder)
    book = openpyxl.load_workbook(bom)
    for name, value in settings.items():
        book["Use"].append([name, value])
    book.save(bom)
    return bom


def codes(result):
    return [notice["code"] for notice in result["notices"]]


def test_a_power_option_replaces_what_the_sheet_says_of_power(pcf, folder):
    bom = pcf.sample("rack_2u", folder)
    result = assessed(pcf, bom, folder, "--power", folder / "power.txt", "--profile", "full_load")
    assert result["use"]["power_model"] == "specpower_ssj2008"
    assert result["use"]["annual_kwh"] == 8760.0  # 1 000 W all year
    assert result["study"]["power_file"] == {
        "value": "power.txt", "origin": "option", "source": "power.txt",
    }  # fmt: skip
    assert codes(result).count("STU211") == 1
    assert "STU215" in codes(result)  # idle_w and max_w of the sheet


def test_the_use_sheet_names_a_power_file_beside_it(pcf, folder):
    bom = sheet_with(pcf, folder, power_file="power.txt")
    result = assessed(pcf, bom, folder, "--profile", "full_load")
    assert result["use"]["annual_kwh"] == 8760.0
    # an option beats the sheet, and only the notices of the file used stand
    (folder / "other.csv").write_text("0,200\n100,200\n", "utf-8")
    result = assessed(pcf, bom, folder, "--power", folder / "other.csv")
    assert result["use"]["annual_kwh"] == pytest.approx(IDLE_KWH)
    assert result["use"]["power_model"] == "measured_table"
    assert "STU211" not in codes(result)


def test_the_study_file_names_a_power_file_beside_it(pcf, folder):
    (folder / "study.yaml").write_text("power_file: power.txt\nprofile: full_load\n", "utf-8")
    bom = sheet_with(pcf, folder)
    result = assessed(pcf, bom, folder, "--profile", "full_load")
    assert result["study"]["power_result"]["origin"] == "study_file"
    assert result["use"]["annual_kwh"] == 8760.0


@pytest.mark.parametrize("stated", ["../power.txt", "/etc/hostname", "none.txt"])
def test_a_power_file_that_cannot_be_read_is_refused_at_its_cell(pcf, folder, stated):
    inner = folder / "inner"
    inner.mkdir()
    bom = sheet_with(pcf, inner, power_file=stated)
    done = pcf("assess", bom, "-o", folder / "out", "--lang", "en")
    assert done.exit_code == 1
    assert "rack_2u.xlsx › Use!B" in done.output
    assert "STU131" in done.output or "STU136" in done.output


def test_a_malformed_power_file_is_refused_with_its_line(pcf, folder):
    (folder / "bad.csv").write_text("load,watt\n0,100\n100,many\n", "utf-8")
    bom = pcf.sample("rack_2u", folder)
    done = pcf("assess", bom, "-o", folder / "out", "--power", folder / "bad.csv", "--lang", "en")
    assert done.exit_code == 1
    assert "bad.csv › line 3: average power 'many' is not a number of watts" in done.output


def test_features_and_scenarios_of_the_use_stage_are_in_the_result(pcf, folder):
    (folder / "study.yaml").write_text(
        "liquid_cooling: yes\npower_cap_w: 500\ngrid_path: cn_central\ninstrument_type: GEC\n"
        "instrument_volume_kwh: 1000\ninstrument_kgco2e_per_kwh: 0.02\ninstrument_year: 2026\n"
        "instrument_source: certificate 17\n",
        "utf-8",
    )
    bom = pcf.sample("rack_2u", folder)
    plain = assessed(pcf, bom, folder)
    use = plain["use"]
    assert [effect["transform"] for effect in use["transforms"]] == [
        "liquid_cooling", "power_cap_w",
    ]  # fmt: skip
    assert len(use["grid_path"]) == 5
    located = plain["stages"]["use"]["kgco2e"]
    assert use["market_based"]["location_based_kgco2e"] == pytest.approx(located)
    assert use["market_based"]["market_based_kgco2e"] < located


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("grid: XX", "study.yaml › line 2 grid: unknown grid 'XX'"),
        ("pue: 0.9", "study.yaml › line 2 pue: pue 0.9 is out of range"),
        ("profile: idle-ish", "study.yaml › line 2 profile: unknown load profile 'idle-ish'"),
        ("power_curve: 0:100 1", "study.yaml › line 2 power_curve: power_curve cannot be used"),
        (
            "load_profile: 0:0.5 1:0.4",
            "line 2 load_profile: load_profile cannot be used: time shares",
        ),
        ("load_profile: 1", "line 2 load_profile: load_profile cannot be used: one number"),
        ("grid_path: us_central", "study.yaml › line 2 grid_path: grid_path us_central is not"),
        ("power_file: gone.txt", "study.yaml › line 2 power_file: power_file 'gone.txt' is not"),
        ("instrument_type: GEC", "study.yaml › line 2 instrument_type: an instrument is counted"),
    ],
)
def test_a_bad_study_file_is_refused_with_file_line_and_key(pcf, folder, line, said):
    # a copy without its Use sheet, which would beat the study file
    bom = pcf.sample("rack_2u", folder)
    book = openpyxl.load_workbook(bom)
    for name in ("Use", "Study"):
        del book[name]
    book.save(bom)
    (folder / "study.yaml").write_text(f"lifetime_years: 4\n{line}\n", "utf-8")
    done = pcf("assess", bom, "-o", folder / "out", "--lang", "en")
    assert done.exit_code == 1
    assert said in done.output


def test_every_command_takes_the_power_file_of_a_study(pcf, plain_bom, tmp_path):
    # 100 W all year
    (tmp_path / "p.csv").write_text("load,watt\n0,100\n1,100\n", "utf-8")
    (tmp_path / "study.yaml").write_text("{power_file: p.csv, burn_in_hours: 10}\n", "utf-8")
    result = assessed(pcf, plain_bom, tmp_path)
    assert result["use"]["annual_kwh"] == 876.0
    total = result["totals"]["cradle_to_grave_kgco2e"]
    pcf.works("compare", tmp_path / "out/small.json", plain_bom, "-q", "-o", tmp_path / "c")
    compared = json.loads((tmp_path / "c/compare.json").read_text("utf-8"))
    assert compared["comparisons"][0]["difference_kgco2e"] == pytest.approx(0.0, abs=1e-9)
    pcf.works("portfolio", plain_bom, "-q", "-o", tmp_path / "p")
    row = (tmp_path / "p/portfolio.csv").read_text("utf-8").splitlines()[1]
    assert repr(total) in row.split(",")
    budget = tmp_path / "b" / "budget.yaml"
    budget.parent.mkdir()
    for limit, code in ((total * 1.000001, 0), (total * 0.999999, 1)):
        budget.write_text(f"- {{of: product, limit_kgco2e: {limit!r}}}\n", "utf-8")
        assert pcf("check", plain_bom, "--budget", budget).exit_code == code
