"""The annotated copy says on each cell what is wrong or unsure about it."""

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from placed_lines import component

from pcf.errors import OutputError, Problem
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef
from pcf.reports.xlsx.annotate import annotate

RED, YELLOW, ORANGE, GREEN = "FFF4B6B6", "FFFFF2A8", "FFF9CB9C", "FFD9EAD3"


def at(cell, sheet="BOM", file="in.xlsx"):
    return CellRef(file=file, sheet=sheet, cell=cell)


def problem(cell="D2", **place):
    return Problem(code="BOM102", message="cannot read '12 kgg'", message_zh="无法读取",
                   at=at(cell, **place))  # fmt: skip


def notice(cell="B2"):
    return Notice(code="BOM221", message="not counted", message_zh="不计入", at=at(cell))


@pytest.fixture
def source(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "BOM"
    sheet.append(["Item", "Name", "Qty", "Mass"])
    sheet.append(["1", "DIMM", 2, "12 kgg"])
    sheet.append(["2", "Cable", "=1+1", 3])
    sheet["A2"].comment = Comment("mine", "me")
    sheet.merge_cells("B3:C3")
    path = tmp_path / "in.xlsx"
    book.save(path)
    return path


def opened(source, tmp_path, **said):
    return load_workbook(annotate(source, tmp_path / "out.xlsx", **said))


def test_errors_are_red_notices_yellow_mapped_green_proxies_orange(source, tmp_path):
    sheet = opened(
        source, tmp_path, problems=[problem()], notices=[notice("C2")],
        components=[component(cell="B2"), component(item="2", cell="A3", proxy=True)],
    )["BOM"]  # fmt: skip
    colours = {cell: sheet[cell].fill.fgColor.rgb for cell in ("D2", "C2", "B2", "A3")}
    assert colours == {"D2": RED, "C2": YELLOW, "B2": GREEN, "A3": ORANGE}
    assert sheet["D2"].comment.text == "cannot read '12 kgg' [BOM102]"
    assert sheet["B2"].comment.text == "memory_module (rule, 80%)"
    assert sheet["A3"].comment.text.endswith("; proxy")
    assert sheet["D3"].comment is None


def test_the_gravest_remark_colours_a_cell_and_all_are_told(source, tmp_path):
    sheet = opened(
        source, tmp_path, notices=[notice("D2")], problems=[problem()],
        components=[component(cell="D2")], lang="zh",
    )["BOM"]  # fmt: skip
    assert sheet["D2"].fill.fgColor.rgb == RED
    assert sheet["D2"].comment.text.splitlines() == [
        "无法读取 [BOM102]", "不计入 [BOM221]", "memory_module (规则, 80%)",
    ]  # fmt: skip


def test_the_users_cells_and_comments_stay(source, tmp_path):
    sheet = opened(source, tmp_path, notices=[notice("A2")])["BOM"]
    assert sheet["C3"].value is None
    assert sheet["D2"].value == "12 kgg"
    assert sheet["A2"].comment.text == "mine\nnot counted [BOM221]"
    assert sheet["A2"].fill.fgColor.rgb == YELLOW


def test_a_remark_inside_a_merged_range_goes_to_its_first_cell(source, tmp_path):
    sheet = opened(source, tmp_path, problems=[problem("C3")])["BOM"]
    assert sheet["B3"].comment.text == "cannot read '12 kgg' [BOM102]"


def test_a_list_of_everything_links_to_the_cells(source, tmp_path):
    elsewhere = [problem("grid", sheet="Study"), problem("D2:D3")]
    rows = opened(source, tmp_path, problems=elsewhere, notices=[notice()])["pcf check"]
    shown = [[cell.value for cell in row] for row in rows]
    assert shown[0] == ["Kind", "Where", "Message"]
    assert shown[1] == ["error", "in.xlsx › Study!grid", "cannot read '12 kgg' [BOM102]"]
    assert rows["B2"].hyperlink is None
    assert rows["B3"].hyperlink.location or rows["B3"].hyperlink.target == "#'BOM'!D2"
    assert shown[3][0] == "notice"


def test_annotating_twice_keeps_both_lists(source, tmp_path):
    once = annotate(source, tmp_path / "once.xlsx", notices=[notice()])
    assert opened(once, tmp_path).sheetnames == ["BOM", "pcf check", "pcf check 2"]


def test_delimited_text_becomes_a_workbook_of_plain_text(tmp_path):
    path = tmp_path / "bom.csv"
    path.write_bytes("项次,名称,单重\n1,=cmd|' /C calc'!A0,12 kgg\n2,#N/A,1\n".encode("gb18030"))
    said = [problem("C2", sheet="", file="bom.csv"), problem("line 3", sheet="", file="bom.csv")]
    sheet = opened(path, tmp_path, problems=said)["BOM"]
    assert [cell.value for cell in sheet[1]] == ["项次", "名称", "单重"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("'=cmd|' /C calc'!A0", "s")
    assert sheet["B3"].value == "#N/A"
    assert sheet["C2"].fill.fgColor.rgb == RED
    assert sheet["A3"].fill.fgColor.rgb == RED


def test_what_cannot_be_opened_is_refused_with_its_name(tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a zip after all")
    for path in (broken, tmp_path / "absent.xlsx"):
        with pytest.raises(OutputError, match=f"{path.name}.*OUT106"):
            annotate(path, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
