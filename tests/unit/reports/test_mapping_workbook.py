"""The mapping workbook goes out, is edited by a person, and comes back."""

import pytest
from openpyxl import Workbook, load_workbook
from placed_lines import CHOICES, DEFAULTS, GIVEN, component

from pcf.errors import MappingError
from pcf.reports.xlsx.mapping import read_mapping, write_mapping


@pytest.fixture
def lines():
    return (
        component(parameters=GIVEN + DEFAULTS, choices=CHOICES),
        component(item="=2", name="=HYPERLINK(1)", component_class="cable", proxy=True),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unedited_mapping_comes_back_as_it_went(lines, lang, tmp_path):
    path = write_mapping(tmp_path / "m.xlsx", lines, classes=("cable",), lang=lang)
    first, second = read_mapping(path)
    assert (first.item, first.component_class) == ("1", "memory_module")
    assert {name: stated.value for name, stated in first.parameters.items()} == {
        "capacity_gb": 64.0, "mass_kg": 0.1 + 0.2, "generation": "DDR5",
    }  # fmt: skip
    assert (second.item, second.component_class, dict(second.parameters)) == ("=2", "cable", {})


def test_every_value_comes_back_with_its_cell(lines, tmp_path):
    first, _ = read_mapping(write_mapping(tmp_path / "m.xlsx", lines))
    assert str(first.at) == "m.xlsx › Mapping!A3"
    assert str(first.class_at) == "m.xlsx › Mapping!D3"
    assert str(first.parameters["capacity_gb"].at) == "m.xlsx › Mapping!E3"


def test_the_reviewer_sees_method_confidence_and_alternatives(lines, tmp_path):
    sheet = load_workbook(write_mapping(tmp_path / "m.xlsx", lines, classes=("cable", "fan")))
    row = [cell.value for cell in sheet["Mapping"][3]]
    assert row[5:10] == ["rule", 0.8, "memory_chip 30%", "declared in the BOM", "word DIMM"]
    assert row[10] == "ranks = 2.0; node = 10"
    assert sheet["Mapping"]["I4"].value == "proxy"
    assert [cell.value for cell in sheet["Lists"]["A"]] == ["cable", "fan"]
    assert sheet["Mapping"]["A4"].data_type == "s"
    assert sheet["Mapping"]["B4"].value == "'=HYPERLINK(1)"


def edited(path, **cells):
    book = load_workbook(path)
    for address, value in cells.items():
        book["Mapping"][address] = value
    book.save(path)
    return path


def test_an_edited_class_and_parameter_is_taken_in(lines, tmp_path):
    path = edited(
        write_mapping(tmp_path / "m.xlsx", lines),
        D3="hbm_stack", E3="capacity_gb＝ 96；stacks = 6\nnode = N5;", A4=2, E4="length_m=1.5e-1",
    )  # fmt: skip
    first, second = read_mapping(path)
    assert first.component_class == "hbm_stack"
    assert {name: stated.value for name, stated in first.parameters.items()} == {
        "capacity_gb": 96.0, "stacks": 6.0, "node": "N5",
    }  # fmt: skip
    assert second.item == "2"
    assert second.parameters["length_m"].value == 0.15


def test_all_mistakes_are_named_at_once_with_their_cells(lines, tmp_path):
    path = edited(
        write_mapping(tmp_path / "m.xlsx", (*lines, component(item="3"))),
        A4="1", D3=None, E5="64 GB; = 3; mass_kg =",
    )  # fmt: skip
    with pytest.raises(MappingError) as refusal:
        read_mapping(path)
    said = [(problem.code, problem.at.cell) for problem in refusal.value.problems]
    assert said == [
        ("MAP105", "D3"), ("MAP104", "A4"), ("MAP103", "E5"), ("MAP103", "E5"), ("MAP103", "E5"),
    ]  # fmt: skip
    assert "请写：名称 = 值" in refusal.value.text("zh")


def test_a_workbook_of_another_kind_is_refused(tmp_path):
    book = Workbook()
    book.active.append(["Item", "Qty"])
    book.save(tmp_path / "bom.xlsx")
    with pytest.raises(MappingError, match="MAP102"):
        read_mapping(tmp_path / "bom.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook")
    for name in ("text.xlsx", "absent.xlsx"):
        with pytest.raises(MappingError, match="MAP101"):
            read_mapping(tmp_path / name)


def test_an_empty_mapping_has_no_rows(tmp_path):
    assert read_mapping(write_mapping(tmp_path / "m.xlsx", ())) == ()
