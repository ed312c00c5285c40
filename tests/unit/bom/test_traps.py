"""One sentence a trap of real BOM workbooks: read rightly, or refused with its cell."""

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from workbooks import changed, workbook

from pcf.bom import read_bom
from pcf.errors import BomError
from pcf.model.bom import Disposition

HEADER = ["Item", "Part Number", "Name", "Qty", "Weight (kg)"]
FAN = [1, "F-80", "Fan", 6, 0.2]


def notice(bom, code):
    """The one notice with this code."""
    found = [notice for notice in bom.notices if notice.code == code]
    assert len(found) == 1, [str(other) for other in bom.notices]
    return found[0]


def test_a_wrong_mass_unit_is_refused_with_its_cell_in_both_languages(refuses):
    rows = [["Name", "PN", "Qty", "Weight"]] + [["Fan", "F", 1, 0.1]] * 5
    (problem,) = refuses([*rows, ["Lid", "L", 1, "12 kgg"]])
    assert (
        str(problem)
        == "r760.xlsx › BOM!D7: cannot read '12 kgg' as mass (expected kg, g or 千克) [BOM102]"
    )
    assert problem.text("zh") == (
        "r760.xlsx › BOM!D7: 无法把“12 kgg”读作质量（应为 kg、g 或 千克） [BOM102]"
    )


def test_all_problems_are_told_at_once_in_reading_order(refuses):
    problems = refuses(
        [
            [*HEADER, "Unit"],
            [1, "A", "Fan", None, "x kg", "pcs"],
            [2, "B", "Lid", -1, 1, "barn"],
            [3, "C", "Screw", "#N/A", 1, "pcs"],
        ]
    )
    assert [(problem.at.cell, problem.code) for problem in problems] == [
        ("D2", "BOM109"),
        ("E2", "BOM102"),
        ("D3", "BOM110"),
        ("F3", "BOM113"),
        ("D4", "BOM111"),
    ]


def test_title_rows_above_the_header_are_passed_over(reads):
    bom = reads([["BOM of R760"], [], ["Date", "2026-11-22"], HEADER, FAN])
    assert [(line.name, line.count, line.at.cell) for line in bom.lines] == [("Fan", 6, "A5")]


def test_a_header_below_row_30_is_not_found(refuses):
    (problem,) = refuses([*[["x"]] * 30, HEADER, FAN])
    assert problem.code == "BOM107"


def test_a_table_without_header_names_the_row_that_came_nearest(refuses):
    (problem,) = refuses([["a", "b"], ["Qty", "colour"], [1, "red"]])
    assert problem.code == "BOM107"
    assert "row 2 comes nearest with Qty" in problem.message
    assert "第 2 行" in problem.message_zh


def test_a_header_without_quantity_is_refused_at_its_row(refuses):
    (problem,) = refuses([["title"], ["Part Number", "Name"], ["F-80", "Fan"]])
    assert (problem.code, problem.at.cell) == ("BOM108", "A2")


def test_an_empty_workbook_is_refused(refuses):
    (problem,) = refuses([])
    assert problem.code == "BOM119"


def test_a_lone_line_above_a_subtotal_still_needs_its_quantity(refuses):
    (problem,) = refuses([HEADER, [1, "F-80", "Fan", None, 0.2], ["Total", None, None, 6, 1]])
    assert (problem.code, problem.at.cell) == ("BOM109", "D2")


def test_a_bom_in_a_hidden_sheet_alone_is_refused_by_its_name(tmp_path, knowledge):
    path = workbook(tmp_path / "h.xlsx", [], title="Cover", Old=[HEADER, FAN])
    book = load_workbook(path)
    book["Old"].sheet_state = "veryHidden"
    book.save(path)
    with pytest.raises(BomError) as refusal:
        read_bom(path, knowledge)
    assert "Old" in refusal.value.problems[0].message


def test_a_header_without_lines_is_refused(refuses):
    (problem,) = refuses([HEADER])
    assert problem.code == "BOM119"


def test_a_two_storey_header_is_read_as_one(tmp_path, knowledge):
    book = Workbook()
    sheet = book.active
    sheet.append(["物料编码", "名称", "用量", "重量(g)", None])
    sheet.append([None, None, None, "单重", "总重"])
    sheet.append(["F-80", "风扇", 6, 200, 1200])
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(cells)
    path = tmp_path / "two.xlsx"
    book.save(path)
    bom = read_bom(path, knowledge)
    (line,) = bom.lines
    assert (line.name, line.count, line.mass_kg) == ("风扇", 6, 0.2)
    assert not [n for n in bom.notices if n.code in {"BOM214", "BOM216"}]  # 总重 is in g too


@pytest.mark.parametrize(
    "word", ["合计", "小计：", "总计 (kg)", "Total", "Subtotal:", "TOTAL WEIGHT"]
)
def test_a_subtotal_is_not_counted(reads, word):
    bom = reads([HEADER, FAN, [word, None, None, 6, 1.2]])
    assert [line.disposition for line in bom.lines] == [Disposition.COUNTED, Disposition.SUBTOTAL]
    assert len(bom.counted) == 1
    assert notice(bom, "BOM201").at.cell == "A3"


def test_a_part_that_is_called_total_is_a_part(reads):
    bom = reads([HEADER, [1, "TP-1", "Total Phases adapter", 1, 0.1], ["Total", "T-9", "x", 2, 1]])
    assert [line.count for line in bom.counted] == [1, 2]


def test_a_sum_without_a_label_is_not_counted(reads):
    bom = reads([HEADER, FAN, [None, None, None, 6, 1.2]])
    assert len(bom.lines) == 1
    assert notice(bom, "BOM202").at.cell == "A3"


def test_headings_notes_and_repeated_headers_are_passed_over_and_said(reads):
    rows = [
        HEADER,
        ["Cooling"],
        FAN,
        HEADER,
        [2, "L-1", "Lid", 1, 2],
        ["编制: 张三", None, "审核: 李四"],
        [3],
    ]
    bom = reads(rows)
    assert [line.name for line in bom.lines] == ["Fan", "Lid"]
    skipped = [notice.at.cell for notice in bom.notices if notice.code == "BOM202"]
    assert skipped == ["A2", "A4", "A6", "A7"]


def test_a_line_with_only_a_name_is_not_taken_for_a_heading(refuses):
    (problem,) = refuses([["Name", "Qty"], ["Door", None], ["Lid", 1]])
    assert (problem.code, problem.at.cell) == ("BOM109", "B2")


def test_a_heading_merged_across_the_columns_is_no_part(tmp_path, knowledge):
    rows = [["Name", "Qty", "Weight (kg)"], ["Cooling"], ["Fan", 6, 0.2]]
    path = workbook(tmp_path / "m.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("A2:C2")
    book.save(path)
    assert [line.name for line in read_bom(path, knowledge).lines] == ["Fan"]


def test_a_line_below_a_merged_heading_still_needs_its_quantity(tmp_path, knowledge):
    rows = [["Name", "Qty", "Weight (kg)"], ["Cooling"], ["Fan"], ["Lid", 1, 2]]
    path = workbook(tmp_path / "m.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("A2:C2")
    book.save(path)
    with pytest.raises(BomError) as refusal:
        read_bom(path, knowledge)
    assert [(p.code, p.at.cell) for p in refusal.value.problems] == [("BOM109", "B3")]


def test_a_quantity_of_nothing_is_refused(refuses):
    (problem,) = refuses([HEADER, FAN, [2, None, None, 3, 0.1]])
    assert (problem.code, problem.at.cell) == ("BOM123", "A3")


def test_hidden_rows_are_counted_and_said(tmp_path, knowledge):
    path = workbook(
        tmp_path / "h.xlsx", [HEADER, FAN, [2, "L", "Lid", 1, 2], [3, "M", "Mat", 1, 1]]
    )
    book = load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["D"].hidden = True
    book.save(path)
    bom = read_bom(path, knowledge)
    assert len(bom.counted) == 3
    assert "3-4" in notice(bom, "BOM203").message
    assert notice(bom, "BOM205").at.cell == "D1"


def test_hidden_sheets_are_not_read_and_said(tmp_path, knowledge):
    path = workbook(tmp_path / "h.xlsx", [HEADER, FAN], Old=[HEADER, [1, "X", "Old part", 1, 1]])
    book = load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    bom = read_bom(path, knowledge)
    assert [line.name for line in bom.lines] == ["Fan"]
    assert "Old" in notice(bom, "BOM204").message


def test_a_formula_that_was_never_calculated_is_refused(refuses):
    (problem,) = refuses([HEADER, [1, "F-80", "Fan", "=2*3", 0.2]])
    assert (problem.code, problem.at.cell) == ("BOM112", "D2")


def test_a_calculated_formula_is_read_and_an_empty_text_result_is_blank(tmp_path, knowledge):
    book = xlsxwriter.Workbook(tmp_path / "f.xlsx")
    sheet = book.add_worksheet("BOM")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, [1, "F-80", "Fan"])
    sheet.write_formula(1, 3, "=2*3", None, 6)
    sheet.write_formula(1, 4, '=""', None, "")
    book.close()
    part = "xl/worksheets/sheet1.xml"
    changed(tmp_path / "f.xlsx", part, ('<c r="E2"><f>', '<c r="E2" t="str"><f>'))
    (line,) = read_bom(tmp_path / "f.xlsx", knowledge).lines
    assert (line.count, line.mass_kg) == (6, None)


def test_an_uncalculated_formula_in_a_column_that_is_not_read_is_no_matter(reads):
    bom = reads([[*HEADER, "Price"], [*FAN, "=D2*3"]])
    assert bom.lines[0].count == 6


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_cell_is_refused_only_where_it_is_needed(reads, refuses, error):
    (problem,) = refuses([[*HEADER, "Price"], [1, "F-80", "Fan", 6, error, 1]])
    assert (problem.code, problem.at.cell) == ("BOM111", "E2")
    assert error in problem.message
    assert reads([[*HEADER, "Price"], [*FAN, error]]).lines[0].mass_kg == 0.2


def test_an_error_in_a_text_that_is_read_is_refused_but_not_in_a_suppliers_name(refuses):
    header = ["Name", "Qty", "Material", "Supplier", "Level"]
    problems = refuses([header, ["Fan", 1, "#N/A", "#REF!", 1], ["#NAME?", 1, None, None, 1]])
    assert [(problem.code, problem.at.cell) for problem in problems] == [
        ("BOM111", "C2"),
        ("BOM111", "A3"),
    ]


def test_numbers_written_as_text_are_numbers(reads):
    bom = reads(
        [
            HEADER,
            [1, "A", "Screw", "1,234", "0,35 g"],
            [2, "B", "Fan", "１２", "12,5"],
            [3, "C", "Lid", "3个", "1.5kg"],
            [4, "D", "Pad", " 7 pcs ", "350g"],
        ]
    )
    assert [line.count for line in bom.lines] == [1234, 12, 3, 7]
    assert [line.mass_kg for line in bom.lines] == [0.00035, 12.5, 1.5, 0.35]


def test_a_lone_comma_group_is_said_to_be_thousands(reads):
    assert notice(reads([HEADER, [1, "A", "Screw", "1,234", 1]]), "BOM224").at.cell == "D2"


def test_a_lone_comma_group_is_a_decimal_where_the_column_says_so(reads):
    bom = reads([HEADER, [1, "A", "Rod", 1, "1,234"], [2, "B", "Rod", 1, "12,5"]])
    assert [line.mass_kg for line in bom.lines] == [1.234, 12.5]
    assert not [notice for notice in bom.notices if notice.code == "BOM224"]


@pytest.mark.parametrize("text", ["nan", "inf", "9**9**9", "1/2", "n/a", "-", "about 3"])
def test_a_quantity_that_is_no_number_is_refused(refuses, text):
    (problem,) = refuses([HEADER, [1, "F-80", "Fan", text, 0.2]])
    assert (problem.code, problem.at.cell) == ("BOM102", "D2")


def test_a_truth_value_is_no_quantity(refuses):
    (problem,) = refuses([HEADER, [1, "F-80", "Fan", True, 0.2]])
    assert (problem.code, problem.at.cell) == ("BOM102", "D2")


def test_a_part_number_na_stays_text(reads):
    line = reads([HEADER, [1, "NA", "Fan", 1, "n/a"]]).lines[0]
    assert (line.part_number, line.mass_kg) == ("NA", None)


def test_a_part_number_of_digits_keeps_no_decimal_point(reads):
    assert reads([HEADER, [1, 8240136, "Diode", 1, 0.1]]).lines[0].part_number == "8240136"


def test_units_mixed_in_one_column_are_each_read_and_said(reads):
    bom = reads([["Name", "Qty", "Weight"], ["Fan", 1, "350 g"], ["Lid", 1, "1.2 kg"]])
    assert [line.mass_kg for line in bom.lines] == [0.35, 1.2]
    assert "g, kg" in notice(bom, "BOM215").message


def test_the_unit_of_mass_may_stand_in_a_column_of_its_own(reads):
    bom = reads([["MATNR", "MENGE", "NTGEW", "GEWEI"], ["A", 1, 350, "G"], ["B", 1, 1.2, "KG"]])
    assert [line.mass_kg for line in bom.lines] == [0.35, 1.2]


def test_a_mass_without_unit_is_kg_and_said(reads):
    bom = reads([["Name", "Qty", "单重"], ["Fan", 1, 0.35], ["Lid", 1, 2]])
    assert [line.mass_kg for line in bom.lines] == [0.35, 2]
    assert "0.35 to 2" in notice(bom, "BOM214").message
    assert "kg" in notice(bom, "BOM214").message_zh


@pytest.mark.parametrize("unit", ["kgg", "m", "pcs"])
def test_a_header_with_a_wrong_unit_of_mass_is_refused_once(refuses, unit):
    problems = refuses([["Name", "Qty", f"Weight ({unit})"], ["Fan", 1, 1], ["Lid", 1, 2]])
    assert [(problem.code, problem.at.cell) for problem in problems] == [("BOM113", "C1")]


def test_a_total_mass_is_parted_by_the_quantity(reads):
    bom = reads([["Name", "Qty", "Total Weight (g)"], ["Screw", 8, 24]])
    assert bom.lines[0].mass_kg == 0.003


def test_a_total_mass_that_does_not_agree_is_said_and_the_mass_of_one_wins(reads):
    rows = [["Name", "Qty", "单重(g)", "总重(g)"], ["Screw", 8, 3, 24], ["Lid", 2, 3, 24]]
    bom = reads(rows)
    assert [line.mass_kg for line in bom.lines] == [0.003, 0.003]
    assert notice(bom, "BOM216").at.cell == "D3"


def test_a_mass_of_zero_is_a_mass_not_given(reads):
    bom = reads([HEADER, [1, "A", "Fan", 1, 0]])
    assert bom.lines[0].mass_kg is None
    assert notice(bom, "BOM217").at.cell == "A2"


def test_negative_quantities_and_masses_are_refused(refuses):
    problems = refuses([HEADER, [1, "A", "Fan", -2, 0.1], [2, "B", "Lid", 1, "-0.1 kg"]])
    assert [(problem.code, problem.at.cell) for problem in problems] == [
        ("BOM110", "D2"),
        ("BOM110", "E3"),
    ]


def test_quantities_by_mass_length_and_area_keep_their_dimension(reads):
    bom = reads(
        [
            ["Name", "Qty", "Unit", "Weight (kg)"],
            ["Grease", 12, "g", None],
            ["Cable", 800, "mm", None],
            ["Tape", 0.2, "m", 0.05],
            ["Film", 25, "cm²", None],
            ["Solder", "0.35 kg", "EA", 9],
        ]
    )
    assert [(line.count, line.unit, line.mass_kg) for line in bom.lines] == [
        (0.012, "kg", 1.0),
        (0.8, "m", None),
        (0.2, "m", 0.05),
        (0.0025, "m2", None),
        (0.35, "kg", 1.0),
    ]


def test_a_mass_stays_that_of_one_piece_where_pieces_come_by_the_thousand(reads):
    bom = reads([["Name", "Qty", "Unit", "Weight (g)"], ["Screw", 0.5, "kpcs", 2]])
    assert (bom.lines[0].count, bom.lines[0].mass_kg) == (500, 0.002)
    assert not [n for n in bom.notices if n.code == "BOM222"]


def test_a_mass_header_with_a_plain_word_in_brackets_is_in_kilograms(reads):
    bom = reads([["Name", "Qty", "Weight (net)"], ["Fan", 1, 0.3]])
    assert bom.lines[0].mass_kg == 0.3
    assert notice(bom, "BOM214").at.cell == "C1"


def test_an_unknown_unit_in_a_column_of_mass_units_is_refused(refuses):
    (problem,) = refuses([["MATNR", "MENGE", "NTGEW", "GEWEI"], ["A", 1, 350, "GG"]])
    assert (problem.code, problem.at.cell) == ("BOM113", "D2")


def test_a_mass_per_millimetre_becomes_one_per_metre_and_is_said(reads):
    bom = reads([["Name", "Qty", "Unit", "Weight (g)"], ["Cable", 800, "mm", 0.05]])
    assert (bom.lines[0].count, bom.lines[0].mass_kg) == (0.8, pytest.approx(0.05))
    assert notice(bom, "BOM222").at.cell == "A2"


def test_a_blank_quantity_is_the_number_of_designators(reads):
    rows = [["MPN", "Qty", "Designator"], ["R10K", None, "R1, R3-R5"], ["C1U", 2, "C1 C2"]]
    bom = reads(rows)
    assert [line.count for line in bom.lines] == [4, 2]
    assert notice(bom, "BOM213").at.cell == "A2"


def test_unclear_designators_are_no_quantity(refuses):
    (problem,) = refuses([["MPN", "Qty", "Designator"], ["R10K", None, "see drawing"]])
    assert (problem.code, problem.at.cell) == ("BOM109", "B2")


def test_a_bom_that_has_only_designators_is_counted_by_them(reads):
    bom = reads([["MPN", "位号"], ["R10K", "R1,R2"], ["C1U", "C1"]])
    assert [line.count for line in bom.lines] == [2, 1]


def test_a_quantity_per_several_parents_is_parted(reads):
    bom = reads([["子项物料编码", "用量分子", "用量分母"], ["A", 1, 4], ["B", 3, None]])
    assert [line.count for line in bom.lines] == [0.25, 3]


def test_a_quantity_per_no_parent_is_refused(refuses):
    problems = refuses([["子项物料编码", "用量分子", "用量分母"], ["A", 1, 0], ["B", 1, "x"]])
    assert [(problem.code, problem.at.cell) for problem in problems] == [
        ("BOM102", "C2"),
        ("BOM102", "C3"),
    ]


def test_a_group_title_above_the_header_gives_the_unit_of_mass(tmp_path, knowledge):
    book = Workbook()
    sheet = book.active
    sheet.append(["Parts", None, "Mass (g)", None])
    sheet.append(["名称 Name", "用量 Qty", "单重", "总重"])
    sheet.append(["风扇", 6, 200, 1200])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    book.save(tmp_path / "two.xlsx")
    bom = read_bom(tmp_path / "two.xlsx", knowledge)
    assert (bom.lines[0].name, bom.lines[0].mass_kg) == ("风扇", 0.2)
    assert not [n for n in bom.notices if n.code in {"BOM214", "BOM216"}]


@pytest.mark.parametrize(
    "row",
    [
        ["A", "Fan", 1, "DNP", None],
        ["A", "Fan", 1, "x", None],
        ["A", "Fan", "DNP", None, None],
        ["A", "Fan", "NC", None, None],
        ["A", "Fan", "不贴", None, None],
        ["A", "Fan", 1, None, "header, do not populate"],
        ["A", "Fan", 1, None, "电阻 10K 不贴片"],
        ["A", "Fan (DNP)", 1, None, None],
    ],
)
def test_a_part_that_is_not_placed_is_not_counted(reads, row):
    header = ["MPN", "Name", "Qty", "DNP", "Description"]
    bom = reads([header, row, ["B", "Lid", 1, "N", "NC7WV125 buffer"]])
    assert [line.disposition for line in bom.lines] == [
        Disposition.DO_NOT_PLACE,
        Disposition.COUNTED,
    ]
    assert bom.lines[0].count == 0
    assert notice(bom, "BOM207").at.cell == "A2"


def test_a_column_of_placed_parts_names_those_that_are_not(reads):
    bom = reads(
        [["MPN", "Qty", "Fitted"], ["A", 1, "Fitted"], ["B", 1, "Not Fitted"], ["C", 1, "N"]]
    )
    assert [line.part_number for line in bom.counted] == ["A"]


def test_quantity_zero_is_not_counted_and_said(reads):
    bom = reads([HEADER, FAN, [2, "L", "Lid", 0, 1]])
    assert bom.lines[1].disposition is Disposition.ZERO_QUANTITY
    assert notice(bom, "BOM209").at.cell == "A3"


def test_part_of_a_piece_is_counted_and_said(reads):
    bom = reads([HEADER, [1, "G", "Glue", 0.002, 1]])
    assert bom.lines[0].count == 0.002
    assert notice(bom, "BOM229").at.cell == "A2"


def test_an_item_number_that_stands_twice_gets_a_name_of_its_own(reads):
    bom = reads([HEADER, [10, "A", "Fan", 1, 1], [10, "B", "Lid", 2, 1], [10, "C", "Mat", 3, 1]])
    assert [line.item for line in bom.lines] == ["10", "10#2", "10#3"]
    assert [line.count for line in bom.lines] == [1, 2, 3]
    assert [n.at.cell for n in bom.notices if n.code == "BOM212"] == ["A3", "A4"]


def test_lines_without_item_numbers_are_called_by_their_row(reads):
    bom = reads([["Name", "Qty"], ["Fan", 1], ["Lid", 1]])
    assert [line.item for line in bom.lines] == ["row2", "row3"]


def test_text_columns_that_say_the_same_are_named(reads):
    rows = [
        ["Part Number", "Manufacturer Part Number", "Qty", "Colour"],
        ["D-1", "MPN-1", 1, "red"],
    ]
    bom = reads(rows)
    assert bom.lines[0].part_number == "MPN-1"
    assert notice(bom, "BOM219").at.cell == "A1"
    assert "D 'Colour'" in notice(bom, "BOM218").message


def test_all_columns_of_free_text_are_joined(reads):
    rows = [["MPN", "Value", "Footprint", "Description", "Qty"], ["R", "10K", "0603", "10K", 1]]
    assert reads(rows).lines[0].description == "10K; 0603"


def test_a_class_we_know_is_declared_and_another_joins_the_text(reads):
    rows = [["Name", "Qty", "Class"], ["EPYC 9654", 1, "CPU"], ["Duct", 1, "air thing"]]
    bom = reads(rows)
    assert [line.component_class for line in bom.lines] == ["processor", ""]
    assert bom.lines[1].description == "air thing"
    assert notice(bom, "BOM220").at.cell == "C3"


def test_a_type_column_declares_a_class_only_by_its_full_name(reads):
    bom = reads([["Name", "Qty", "Type"], ["EPYC", 1, "Processor"], ["Xeon", 1, "CPU"]])
    assert [line.component_class for line in bom.lines] == ["processor", ""]
    assert bom.lines[1].description == "CPU"


def test_parameters_declared_in_columns_come_in_their_own_unit(reads):
    rows = [
        ["Name", "Qty", "die_area_cm2", "Node", "Dies", "capacity_gb", "socket"],
        ["CPU", 1, "600 mm²", 7, None, None, "SP5"],
        ["PCB", 1, None, None, "2 pcs", None, None],
        ["SSD", 1, None, None, None, "7.68TB", "-"],
    ]
    cpu, pcb, ssd = reads(rows).lines
    assert {name: stated.value for name, stated in cpu.stated.items()} == {
        "die_area_cm2": pytest.approx(6.0),
        "node_nm": 7,
        "socket": "SP5",
    }
    assert cpu.stated["die_area_cm2"].at.cell == "C2"
    assert pcb.stated["dies_count"].value == 2
    assert ssd.stated["capacity_gb"].value == pytest.approx(7680)


def test_a_parameter_without_unit_is_said_with_the_unit_assumed(reads):
    bom = reads([["Name", "Qty", "Length"], ["Cable", 1, 0.8], ["Cable", 1, 1200]])
    assert bom.lines[0].stated["length_m"].value == 0.8
    assert "m is assumed (values from 0.8 to 1200)" in notice(bom, "BOM214").message
    named = reads([["Name", "Qty", "length_m", "PCF (kgCO2e)"], ["Cable", 1, 0.8, 2]])
    assert not [n for n in named.notices if n.code == "BOM214"]


def test_a_footprint_without_unit_is_in_kilograms_and_said(reads):
    bom = reads([["Name", "Qty", "碳足迹"], ["Fan", 1, 2.5]])
    assert bom.lines[0].stated["footprint_kgco2e"].value == 2.5
    assert "kgCO2e" in notice(bom, "BOM214").message


def test_a_parameter_in_another_dimension_is_refused(refuses):
    (problem,) = refuses([["Name", "Qty", "die_area_cm2"], ["CPU", 1, "6 kg"]])
    assert (problem.code, problem.at.cell) == ("BOM102", "C2")
    assert "die_area_cm2" in problem.message


def test_a_suppliers_footprint_is_declared_per_unit(reads):
    rows = [
        ["Name", "Qty", "Supplier PCF (gCO2e)", "PCF boundary"],
        ["PSU", 2, 51000, "cradle-to-gate"],
    ]
    stated = reads(rows).lines[0].stated
    assert stated["footprint_kgco2e"].value == pytest.approx(51.0)
    assert stated["footprint_boundary"].value == "cradle-to-gate"


def test_the_land_pattern_of_a_board_tool_is_no_carbon_footprint(reads):
    line = reads([["MPN", "Footprint", "Qty"], ["R10K", "0603", 4]]).lines[0]
    assert line.stated == {}
    assert line.description == "0603"


def test_one_mass_merged_over_two_lines_is_refused(tmp_path, knowledge):
    path = workbook(tmp_path / "m.xlsx", [HEADER, FAN, [2, "L", "Lid", 1, None]])
    book = load_workbook(path)
    book.active.merge_cells("E2:E3")
    book.save(path)
    with pytest.raises(BomError) as refusal:
        read_bom(path, knowledge)
    assert [(p.code, p.at.cell) for p in refusal.value.problems] == [("BOM120", "E3")]


def test_a_merged_material_holds_for_every_row(tmp_path, knowledge):
    rows = [["Name", "Qty", "Material"], ["Lid", 1, "SGCC"], ["Base", 1, None], ["Foam", 1, "EPE"]]
    path = workbook(tmp_path / "m.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("C2:C3")
    book.save(path)
    bom = read_bom(path, knowledge)
    assert [line.material for line in bom.lines] == ["SGCC", "SGCC", "EPE"]
    assert "C2:C3" in notice(bom, "BOM210").message


def test_rows_under_one_merged_item_number_are_further_sources_of_it(tmp_path, knowledge):
    rows = [HEADER, [1, "F-80", "Fan", 6, 0.2], [None, "F-81", "Fan B", None, None]]
    path = workbook(tmp_path / "m.xlsx", rows)
    book = load_workbook(path)
    for cells in ("A2:A3", "D2:D3", "E2:E3"):
        book.active.merge_cells(cells)
    book.save(path)
    bom = read_bom(path, knowledge)
    assert [line.disposition for line in bom.lines] == [Disposition.COUNTED, Disposition.ALTERNATE]
    assert notice(bom, "BOM208").message == "'Fan B' is an alternate of 'Fan' and is not counted"


def test_a_further_source_under_a_merged_item_needs_no_level(tmp_path, knowledge):
    rows = [
        ["Level", "Item", "Part Number", "Qty"],
        [1, 1, "wall", 2],
        [2, 2, "fan A", 3],
        [None, None, "fan B", None],
        [2, 3, "frame", 1],
    ]
    path = workbook(tmp_path / "m.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("B3:B4")
    book.save(path)
    bom = read_bom(path, knowledge)
    assert {line.part_number: line.count for line in bom.counted} == {"fan A": 6, "frame": 2}
    assert bom.lines[2].level == 2


def test_a_stray_cell_far_to_the_right_is_named(reads):
    header = HEADER + [None] * 600 + ["x"]
    assert notice(reads([header, FAN]), "BOM231").at.sheet == "BOM"


def test_hostile_names_are_only_text(reads):
    hostile = "../../etc/passwd\n=cmd|' /C calc'!A0"
    bom = reads([HEADER, [hostile, hostile, hostile, 0, 1]])
    assert bom.lines[0].part_number == hostile
    assert "\n" not in notice(bom, "BOM209").message
