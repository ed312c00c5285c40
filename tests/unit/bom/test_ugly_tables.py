"""Tables as PLM and ERP systems really export them: read as meant, or said with the place."""

from __future__ import annotations

import pytest

from pcf.model.bom import Disposition


def said(bom):
    return [notice.code for notice in bom.notices]


def fates(bom):
    return [line.disposition for line in bom.lines]


@pytest.mark.parametrize(
    ("title", "written", "mass_kg"),
    [
        ("Unit Weight单重(g)", 260, 0.26),
        ("单重g", 500, 0.5),
        ("单重kg", 1.5, 1.5),
        ("Weight (g/1000pcs)", 450, 0.00045),
        ("单重(kg/千件)", 0.45, 0.00045),
        ("单重(g/个)", 12, 0.012),
    ],
)
def test_the_unit_of_a_mass_is_found_wherever_its_title_has_it(reads, title, written, mass_kg):
    bom = reads([["名称", "用量", title], ["螺钉 M3x6", 20, written]])
    assert bom.lines[0].mass_kg == pytest.approx(mass_kg)
    assert "BOM214" not in said(bom)


def test_a_second_unit_column_is_that_of_the_mass_beside_it(reads):
    bom = reads([["名称", "用量", "单位", "单重", "单位"], ["上盖", 2, "个", 1500, "g"]])
    line = bom.lines[0]
    assert (line.count, line.unit, line.mass_kg) == (2, "pcs", 1.5)


@pytest.mark.parametrize(
    "mark", ["NC", "不贴", "空贴", "DNI", "NI", "No Pop", "不上件", "预留", "未贴", "N.C.", "不焊"]
)
def test_a_remark_says_that_a_part_is_not_placed(reads, mark):
    bom = reads([["名称", "用量", "备注"], ["电阻 10K", 1, mark], ["电阻 1K", 1, "RoHS"]])
    assert fates(bom) == [Disposition.DO_NOT_PLACE, Disposition.COUNTED]
    assert said(bom).count("BOM207") == 1


@pytest.mark.parametrize(
    ("value", "placed"),
    [("10K/NC", False), ("NC", False), ("100nF(DNP)", False), ("微动开关 NO/NC", True),
     ("Relay SPDT NC", True), ("10K", True)],
)  # fmt: skip
def test_a_value_says_that_a_part_is_not_placed(reads, value, placed):
    bom = reads([["Description", "Qty"], [value, 1], ["10uF", 1]])
    assert (bom.lines[0].disposition is Disposition.COUNTED) is placed


@pytest.mark.parametrize("title", ["主/替", "主料/替代料", "Main/Alt"])
def test_a_column_of_main_and_substitute_counts_the_main_part_once(reads, title):
    rows = [
        ["名称", "用量", title],
        ["内存 三星", 16, "主料"],
        ["内存 美光", 16, "替代料"],
        ["SSD", 4, "主"],
    ]
    bom = reads(rows)
    assert [line.count for line in bom.lines] == [16, 0, 4]
    assert fates(bom)[1] is Disposition.ALTERNATE


def test_a_remark_marks_a_substitute_where_no_column_does(reads):
    bom = reads([["名称", "用量", "备注"], ["内存 三星", 16, ""], ["内存 美光", 16, "替代料"]])
    assert [line.count for line in bom.lines] == [16, 0]


def test_blanks_before_names_are_levels(reads):
    rows = [["Part", "Name", "Qty"], ["S", "Server", 1], ["C", "  Chassis assembly", 2],
            ["T", "    Top cover", 1], ["B", "    Screw", 10], ["D", "　　DIMM", 16]]  # fmt: skip
    bom = reads(rows)
    assert [line.level for line in bom.lines] == [1, 2, 3, 3, 3]
    assert [line.count for line in bom.lines] == [1, 2, 2, 20, 32]
    assert "BOM233" in said(bom)


@pytest.mark.parametrize(
    "names",
    [
        ["Fan", " Rail", " Screw"],  # a stray blank is no step
        ["Fan", "  Rail", "Screw", "Clip"],  # one line of four
        ["  Fan", "  Rail", "  Screw"],  # all alike
    ],
)
def test_stray_blanks_make_no_tree(reads, names):
    bom = reads([["Name", "Qty"], *([name, 1] for name in names)])
    assert {line.level for line in bom.lines} == {1}
    assert set(fates(bom)) == {Disposition.COUNTED}
    assert "BOM233" not in said(bom)


def test_signatures_and_changes_below_a_list_are_no_parts(reads):
    bom = reads(
        [
            ["Item", "Name", "Qty"],
            [1, "Fan 8056", 4],
            ["备注：所有物料符合RoHS", None, None],
            ["编制：张三", "审核：李四", "批准：王五"],
            ["Rev", "Date", "Change"],
            ["A01", "2024-01-01", "first release"],
        ]
    )
    assert [line.name for line in bom.lines] == ["Fan 8056"]
    assert said(bom).count("BOM202") == 4


def test_a_part_without_a_figure_above_any_note_is_still_refused(refuses):
    problems = refuses([["Item", "Name", "Qty"], [1, "Fan", "some"], [2, "PSU", 2]])
    assert [problem.code for problem in problems] == ["BOM102"]


def test_lines_that_cease_to_be_valid_are_counted_and_said(reads):
    rows = [
        ["名称", "用量", "失效日期"],
        ["风扇 旧", 4, "2022-12-31"],
        ["风扇 新", 4, "9999-12-31"],
    ]
    bom = reads(rows)
    assert [line.count for line in bom.lines] == [4, 4]
    [notice] = [notice for notice in bom.notices if notice.code == "BOM234"]
    assert "rows 2 " in notice.message
