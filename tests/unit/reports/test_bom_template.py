"""The empty BOM workbook can be read back as the BOM it shows."""

import pytest
from openpyxl import load_workbook

from pcf.bom.read import read_bom
from pcf.errors import OutputError
from pcf.library import shipped_library
from pcf.model.bom import Disposition
from pcf.reports.xlsx.template import write_template

SHEETS = ["BOM", "Packaging", "Study", "Use", "EndOfLife", "Transport", "Lists"]


@pytest.fixture(scope="module")
def knowledge():
    return shipped_library().knowledge


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_worked_example_reads_as_fifteen_lines(lang, knowledge, tmp_path):
    path = write_template(tmp_path / "t.xlsx", lang, knowledge=knowledge)
    bom = read_bom(path, knowledge)
    by_item = {line.item: line for line in bom.lines}
    assert len(bom.lines) == 15
    assert len(bom.counted) == 13
    assert by_item["1.7"].disposition is Disposition.ASSEMBLY
    assert by_item["1.7.1"].count == 6
    assert by_item["1.2"].mass_kg == 0.045
    assert by_item["1.4"].stated["layers"].value == 16
    assert [line.section for line in bom.lines].count("packaging") == 2
    assert {line.component_class for line in bom.counted} <= set(knowledge.classes)
    assert bom.settings["lifetime_years"].value == 5
    assert bom.settings["profile"].value == "general"
    assert "pue" not in bom.settings
    assert [(leg.mode, leg.distance_km) for leg in bom.legs] == [
        ("lorry_gt_32t", 1200.0), ("van_last_mile", 50.0),
    ]  # fmt: skip


def test_both_editions_describe_the_same_server(knowledge, tmp_path):
    english, chinese = (
        read_bom(write_template(tmp_path / f"{lang}.xlsx", lang, knowledge=knowledge), knowledge)
        for lang in ("en", "zh")
    )
    facts = [
        [(line.item, line.level, line.count, line.mass_kg, line.component_class, line.country)
         for line in bom.lines]
        for bom in (english, chinese)
    ]  # fmt: skip
    assert facts[0] == facts[1]
    assert chinese.lines[1].name == "处理器"
    assert chinese.settings["product_name"].value == "2U 机架式服务器"


def test_lists_and_comments_guide_who_fills_it_in(knowledge, tmp_path):
    book = load_workbook(write_template(tmp_path / "t.xlsx", knowledge=knowledge))
    assert book.sheetnames == ["Instructions", *SHEETS]
    bom = book["BOM"]
    lists = {str(v.sqref): v.formula1 for v in bom.data_validations.dataValidation}
    titles = [cell.value for cell in bom[1]]
    assert titles[9] == "Class"
    assert "J2:J2001" in lists
    classes = [cell.value for cell in book["Lists"]["F"] if cell.value]
    assert classes[0] == "list: class"
    assert set(classes[1:]) == set(knowledge.classes)
    assert lists["J2:J2001"] == f"Lists!$F$2:$F${len(classes)}"
    assert "DDR5 RDIMM 64GB" in bom["E1"].comment.text


def test_every_setting_of_the_template_is_one_the_reader_knows(knowledge, tmp_path):
    path = write_template(tmp_path / "t.xlsx", knowledge=knowledge)
    book = load_workbook(path)
    for name in ("Study", "Use", "EndOfLife"):
        for row in book[name].iter_rows(min_row=2, max_col=2):
            if row[1].value is None and row[0].value != "Power File":
                row[1].value = 0.5
    book.save(path)
    bom = read_bom(path, knowledge)
    assert {"pue", "annual_kwh", "idle_w", "max_w", "collection_rate", "reuse_share"} <= set(
        bom.settings
    )


def test_a_template_without_knowledge_has_no_class_list(tmp_path):
    book = load_workbook(write_template(tmp_path / "t.xlsx"))
    assert [cell.value for cell in book["Lists"][1]] == [
        "list: unit", "list: yes_no", "list: method", "list: eol_allocation", "list: boundary",
    ]  # fmt: skip


def test_another_language_is_refused(tmp_path):
    with pytest.raises(OutputError, match="OUT102"):
        write_template(tmp_path / "t.xlsx", "fr")
    assert list(tmp_path.iterdir()) == []
