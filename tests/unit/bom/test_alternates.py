import pytest

from pcf.model.bom import Disposition


def counted(bom):
    return [line.part_number for line in bom.counted]


@pytest.mark.parametrize("mark", ["Y", "是", "替代", "alternate", "√", "x"])
def test_a_marked_line_is_an_alternate(reads, mark):
    bom = reads([["Part Number", "Qty", "替代料"], ["A", 1, None], ["B", 1, mark], ["C", 2, "否"]])
    assert counted(bom) == ["A", "C"]
    assert bom.lines[1].disposition is Disposition.ALTERNATE
    assert [n.at.cell for n in bom.notices if n.code == "BOM208"] == ["A3"]


def test_a_column_of_ones_and_zeros_marks_alternates(reads):
    rows = [["Item", "Part Number", "Qty", "Alternate"], [1, "A", 1, 0], [2, "B", 1, 1]]
    assert counted(reads(rows)) == ["A"]


@pytest.mark.parametrize(
    ("first", "second"), [("B", None), (None, "A"), ("B", "A"), ("2", None), (None, "1")]
)
def test_of_two_lines_that_name_each_other_the_first_is_counted(reads, first, second):
    rows = [["Item", "Part Number", "Qty", "Alternate"], [1, "A", 1, first], [2, "B", 1, second]]
    bom = reads([*rows, [3, "C", 1, "approved: Z-9"]])
    assert counted(bom) == ["A", "C"]


def test_an_alternate_that_is_no_line_is_information_only(reads):
    rows = [["Part Number", "Qty", "替代料"], ["A", 1, "X-1; X-2"], ["B", 1, "A-9"]]
    assert counted(reads(rows)) == ["A", "B"]


def test_several_alternates_may_be_named_in_one_cell(reads):
    rows = [["Part Number", "Qty", "替代料"], ["A", 1, "B；C"], ["B", 1, None], ["C", 1, None]]
    assert counted(reads(rows)) == ["A"]


def test_of_a_group_the_first_or_the_one_of_best_priority_is_counted(reads):
    rows = [
        ["Part Number", "Qty", "替代组", "优先级"],
        ["A", 1, "G1", None],
        ["B", 1, "G1", None],
        ["C", 1, "G2", 2],
        ["D", 1, "G2", 1],
        ["E", 1, None, None],
    ]
    assert counted(reads(rows)) == ["A", "D", "E"]


def test_a_group_is_a_group_only_under_one_parent(reads):
    rows = [
        ["Level", "Part Number", "Qty", "替代组"],
        [1, "X", 1, None],
        [2, "A", 1, "1"],
        [2, "B", 1, "1"],
        [1, "Y", 1, None],
        [2, "C", 1, "1"],
    ]
    assert counted(reads(rows)) == ["A", "C"]


def test_a_part_that_is_not_placed_leads_no_group(reads):
    rows = [["Part Number", "Qty", "替代组"], ["A", "DNP", "G"], ["B", 1, "G"]]
    assert counted(reads(rows)) == ["B"]


def test_a_line_that_names_its_main_part_is_the_alternate_wherever_it_stands(reads):
    rows = [["Part Number", "Qty", "主料"], ["B", 1, "A"], ["A", 1, None], ["C", 1, "C"]]
    bom = reads(rows)
    assert counted(bom) == ["A", "C"]
    (said,) = (n for n in bom.notices if n.code == "BOM208")
    assert said.message == "'B' is an alternate of 'A' and is not counted"
    assert said.message_zh == "“B”为“A”的替代料，不计入"


def test_an_alternate_needs_no_quantity(reads):
    rows = [["Part Number", "Qty", "Alternate"], ["A", 2, None], ["B", None, "Y"]]
    assert counted(reads(rows)) == ["A"]
