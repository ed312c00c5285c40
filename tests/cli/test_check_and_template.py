"""`pcf check` says what it sees before anything is computed; `pcf template` starts a BOM."""

from __future__ import annotations

import json

import openpyxl
import pytest

UNITS = {"g": 0.001, "kg": 1.0}


def test_coverage_and_masses_of_a_good_bom(pcf):
    done = pcf.works("check", pcf.boms / "rack_2u.xlsx")
    assert "0 ✗" in done.stdout
    assert "mapped by" in done.stdout
    assert "weighed by the BOM" in done.stdout
    assert "BOM207" in done.stderr  # do not place: said
    assert "kg CO2e" not in done.output


def test_each_line_is_printed_with_its_class_where_asked(pcf, plain_bom):
    done = pcf.works("check", plain_bom, "-v")
    assert "memory_module" in done.stdout
    assert "BOM!A3" in done.stdout
    assert "memory_module" not in pcf.works("check", plain_bom).stdout


def test_the_mass_of_the_parts_is_set_beside_the_declared_one(pcf, small_bom):
    bom = small_bom(("Chassis", "SGCC T=1.0", 1, 8.0, "SGCC"), settings=[("Mass", "10 kg")])
    assert "declared 10 kg, closure 80%" in pcf.works("check", bom).stdout


def test_problems_are_exit_1_and_told_with_their_cells(pcf):
    done = pcf("check", pcf.boms / "broken.xlsx")
    assert done.exit_code == 1
    assert "✗ broken.xlsx › BOM!H4: cannot read '12 kgg' as mass" in done.stderr


def test_a_wrong_setting_is_told_by_check_too(pcf, plain_bom):
    done = pcf("check", plain_bom, "--grid", "Atlantis")
    assert done.exit_code == 1
    assert "[STU111]" in done.stderr


@pytest.mark.parametrize(("name", "code"), [("broken", 1), ("rack_2u", 0)])
def test_the_annotated_copy_opens_and_has_its_comments(pcf, tmp_path, name, code):
    copy = tmp_path / "checked.xlsx"
    done = pcf("check", pcf.boms / f"{name}.xlsx", "--annotate", copy)
    assert done.exit_code == code
    book = openpyxl.load_workbook(copy)
    sheet = book["BOM"]
    comments = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    if name == "broken":
        assert "BOM102" in comments["H4"]
        assert "BOM110" in comments["F6"]
        assert sheet["H4"].fill.fgColor.rgb != sheet["H12"].fill.fgColor.rgb
    else:
        assert any("BOM207" in text for text in comments.values())
    original = openpyxl.load_workbook(pcf.boms / f"{name}.xlsx")["BOM"]
    assert sheet["C5"].value == original["C5"].value


def test_several_boms_are_checked_in_one_go(pcf, plain_bom):
    done = pcf("check", plain_bom, pcf.boms / "broken.xlsx")
    assert done.exit_code == 1
    assert "small.xlsx  0 ✗" in done.stdout
    assert "broken.xlsx  9 ✗" in done.stdout


@pytest.mark.parametrize(("lang", "title"), [("en", "Part number"), ("zh", "料号")])
def test_the_template_can_be_read_and_assessed(pcf, tmp_path, lang, title):
    file = tmp_path / "mine.xlsx"
    pcf.works("template", file, "--lang", lang)
    book = openpyxl.load_workbook(file)
    said = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value}
    assert any(title.casefold() in text.casefold() for text in said)
    pcf.works("assess", file, "-o", tmp_path / "out", "--format", "json", "-q")
    result = json.loads((tmp_path / "out" / "mine.json").read_text(encoding="utf-8"))
    assert result["totals"]["cradle_to_gate_kgco2e"] > 1.0
    assert [entry["item"] for entry in result["components"] if entry["proxy"]] == []


def test_the_template_has_a_name_of_its_own(pcf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "bom_template.xlsx" in pcf.works("template").stdout
    assert (tmp_path / "bom_template.xlsx").is_file()
