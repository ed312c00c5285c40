"""`pcf map` out and `pcf assess --mapping` in: what a person edits moves, nothing else."""

from __future__ import annotations

import json

import openpyxl
import pytest

COLUMN = {"item": 1, "component_class": 4, "parameters": 5}
FIRST_ROW = 3


@pytest.fixture
def result_of(pcf, tmp_path):
    def ask(bom, *options):
        pcf.works("assess", bom, "-o", tmp_path / "out", "--format", "json", "-q", *options)
        return json.loads((tmp_path / "out" / f"{bom.stem}.json").read_text(encoding="utf-8"))

    return ask


@pytest.fixture
def edited(tmp_path):
    """Change one cell of a mapping workbook in the row of an item."""

    def edit(path, item, column, value):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        (row,) = (
            number
            for number in range(FIRST_ROW, sheet.max_row + 1)
            if sheet.cell(number, COLUMN["item"]).value == item
        )
        sheet.cell(row, COLUMN[column]).value = value
        book.save(path)
        return f"{'ABCDE'[COLUMN[column] - 1]}{row}"

    return edit


@pytest.fixture
def mapping(pcf, plain_bom, tmp_path):
    pcf.works("map", plain_bom, "-o", tmp_path / "mapping.xlsx")
    return tmp_path / "mapping.xlsx"


def by_item(result):
    return {entry["item"]: entry["cradle_to_gate_kgco2e"] for entry in result["components"]}


@pytest.mark.parametrize("name", ["rack_2u", "ai_8gpu"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unedited_mapping_changes_nothing(pcf, tmp_path, result_of, name, lang):
    bom = pcf.boms / f"{name}.xlsx"
    file = tmp_path / "mapping.xlsx"
    done = pcf.works("map", bom, "-o", file, "--lang", lang)
    assert str(file) in done.stdout
    before, after = result_of(bom), result_of(bom, "--mapping", file)
    assert after["totals"] == before["totals"]
    assert by_item(after) == by_item(before)


def test_an_edited_class_moves_its_line_alone(plain_bom, mapping, edited, result_of):
    before = by_item(result_of(plain_bom))
    edited(mapping, "1", "component_class", "machined_part")
    result = result_of(plain_bom, "--mapping", mapping)
    after = by_item(result)
    assert after["1"] != pytest.approx(before["1"], rel=0.01)
    assert after["2"] == before["2"]
    assert result["components"][0]["component_class"] == "machined_part"


def test_an_edited_parameter_moves_its_line_alone(plain_bom, mapping, edited, result_of):
    before = by_item(result_of(plain_bom))
    edited(mapping, "2", "parameters", "capacity_gb = 64; mass_kg = 0.045")
    after = by_item(result_of(plain_bom, "--mapping", mapping))
    assert after["1"] == before["1"]
    # twice the memory: nearly twice the dies, on one and the same board
    assert 1.3 * before["2"] < after["2"] < 2 * before["2"]


def test_an_item_the_bom_does_not_have_is_refused(pcf, plain_bom, mapping, edited, tmp_path):
    cell = edited(mapping, "2", "item", "99")
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--mapping", mapping)
    assert done.exit_code == 1
    assert f"!{cell}: item '99' is not in the BOM" in done.stderr
    assert "[MAP302]" in done.stderr
    assert not (tmp_path / "out").exists()


def test_everything_wrong_with_a_mapping_is_told_at_once(pcf, plain_bom, mapping, edited, tmp_path):
    edited(mapping, "1", "component_class", "frobnicator")
    edited(mapping, "2", "parameters", "colour = 7")
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--mapping", mapping)
    assert done.exit_code == 1
    assert "[MAP301]" in done.stderr
    assert "[MAP305]" in done.stderr


def test_a_file_that_is_no_workbook_is_no_mapping(pcf, plain_bom, tmp_path):
    text = tmp_path / "mapping.xlsx"
    text.write_text("item,class\n", encoding="utf-8")
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--mapping", text)
    assert done.exit_code == 1
    assert "[MAP101]" in done.stderr
