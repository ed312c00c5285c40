import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.bom.tree import Tree, from_levels, from_outline, from_parents, parse_levels
from pcf.model.bom import Disposition

HEADER = ["Level", "Part Number", "Qty"]


def counts(bom):
    return {line.part_number: line.count for line in bom.counted}


def codes(problems):
    return [(problem.code, problem.at.cell) for problem in problems]


def test_quantities_multiply_down_the_levels(reads):
    bom = reads(
        [
            HEADER,
            [0, "server", 1],
            [1, "fan wall", 2],
            [2, "fan", 3],
            [3, "screw", 4],
            [2, "frame", 1],
            [1, "lid", 1],
        ]
    )
    assert counts(bom) == {"screw": 24, "frame": 2, "lid": 1}  # 2 × 3 × 4, 2 × 1, 1
    by_name = {line.part_number: line for line in bom.lines}
    assert by_name["fan"].disposition is Disposition.ASSEMBLY
    assert by_name["fan"].count == 6
    assert by_name["screw"].parent == by_name["fan"].item
    assert by_name["server"].parent is None


@pytest.mark.parametrize(
    "levels",
    [
        [0, 1, 2, 1],
        ["1", "2", "3", "2"],
        ["0", ".1", "..2", ".1"],
        [" 1", "  2", "   3", "  2"],
        ["+", "++", "+++", "++"],
        ["L1", "L2", "L3", "L2"],
        ["第1层", "第2层", "第3层", "第2层"],
        ["1", "1.1", "1.1.1", "1.2"],
        [1, 1.1, "1.1.1", 1.2],
    ],
)
def test_levels_are_read_in_every_notation(reads, levels):
    quantities = (1, 2, 3, 5)
    rows = [[level, name, n] for level, name, n in zip(levels, "abcd", quantities, strict=True)]
    assert counts(reads([HEADER, *rows])) == {"c": 6, "d": 5}


def test_dotted_item_numbers_are_a_tree(reads):
    rows = [["1", "a", 2], ["1.1", "b", 3], ["1.1.1", "c", 5], ["1.2", "d", 7], ["2", "e", 1]]
    bom = reads([["Item", "Part Number", "Qty"], *rows])
    assert counts(bom) == {"c": 30, "d": 14, "e": 1}
    assert [line.level for line in bom.lines] == [1, 2, 3, 2, 1]


def test_dotted_item_numbers_without_their_parents_are_a_list(reads):
    bom = reads([["Item", "Part Number", "Qty"], ["1.1", "a", 2], ["1.2", "b", 3]])
    assert counts(bom) == {"a": 2, "b": 3}


def test_a_missing_outline_number_between_is_refused(refuses):
    rows = [["1", "a", 1], ["1.1", "b", 1], ["1.2.1", "c", 1]]
    assert codes(refuses([["Item", "Part Number", "Qty"], *rows])) == [("BOM116", "A4")]


def test_an_outline_group_without_any_ancestor_stands_at_the_top(reads):
    rows = [["1", "a", 2], ["1.1", "b", 3], ["5.1", "c", 4]]
    assert counts(reads([["Item", "Part Number", "Qty"], *rows])) == {"b": 6, "c": 4}


def test_a_parent_column_is_a_tree_and_a_shared_assembly_counts_in_each_place(reads):
    rows = [
        ["R760", "node", 2],
        ["R760", "shelf", 1],
        ["node", "fan module", 4],
        ["shelf", "fan module 2", 1],
        ["fan module", "fan", 2],
        ["shelf", "fan module", 3],
    ]
    bom = reads([["父项物料编码", "子项物料编码", "用量"], *rows])
    # fans: 2 per module; modules: 2 nodes × 4 and 1 shelf × 3
    assert counts(bom) == {"fan module 2": 1, "fan": 22}
    assert [n.code for n in bom.notices if "R760" in n.message] == ["BOM223"]


def test_a_part_that_is_its_own_ancestor_is_refused(refuses):
    rows = [["B", "A", 1], ["A", "B", 1], ["R760", "C", 1]]
    assert codes(refuses([["Parent", "Part Number", "Qty"], *rows])) == [
        ("BOM117", "A2"),
        ("BOM117", "A3"),
    ]


def test_a_misspelt_parent_is_refused_where_the_product_is_known(refuses):
    rows = [["R760", "A", 1], ["R76O", "B", 1]]
    assert codes(refuses([["Parent", "Part Number", "Qty"], *rows])) == [("BOM118", "A3")]


def test_a_jump_of_levels_is_refused_once_for_its_group(refuses):
    rows = [[0, "a", 1], [2, "b", 1], [2, "c", 1], [1, "d", 1]]
    assert codes(refuses([HEADER, *rows])) == [("BOM116", "A3")]


def test_a_level_above_the_first_line_is_refused(refuses):
    assert codes(refuses([HEADER, [1, "a", 1], [0, "b", 1]])) == [("BOM116", "A3")]


@pytest.mark.parametrize("level", [None, "top", "1-2", -1.5])
def test_an_unreadable_level_is_refused_with_its_cell(refuses, level):
    assert codes(refuses([HEADER, [1, "a", 1], [level, "b", 1]])) == [("BOM115", "A3")]


def test_the_product_on_top_needs_no_quantity(reads):
    bom = reads([HEADER, [0, "server", None], [1, "fan", 6]])
    assert counts(bom) == {"fan": 6}
    assert [n.at.cell for n in bom.notices if n.code == "BOM226"] == ["C2"]


def test_a_top_quantity_multiplies_everything_and_is_said(reads):
    bom = reads([HEADER, [0, "server", 2], [1, "fan", 6]])
    assert counts(bom) == {"fan": 12}
    assert [n.code for n in bom.notices if n.code == "BOM226"] == ["BOM226"]


def test_an_assembly_below_the_top_needs_a_quantity(refuses):
    rows = [[0, "server", 1], [1, "board", None], [2, "chip", 2]]
    assert codes(refuses([HEADER, *rows])) == [("BOM109", "C3")]


@pytest.mark.parametrize(
    ("quantity", "fate"),
    [(0, Disposition.ZERO_QUANTITY), ("DNP", Disposition.DO_NOT_PLACE)],
)
def test_parts_of_a_line_set_aside_are_set_aside_with_it(reads, quantity, fate):
    rows = [
        [0, "server", 1],
        [1, "option", quantity],
        [2, "card", 4],
        [3, "chip", 2],
        [1, "lid", 1],
    ]
    bom = reads([HEADER, *rows])
    assert counts(bom) == {"lid": 1}
    assert [line.disposition for line in bom.lines[1:4]] == [fate] * 3
    assert [line.count for line in bom.lines[1:4]] == [0, 0, 0]


def test_an_assembly_none_of_whose_parts_is_counted_is_counted_itself(reads):
    bom = reads([HEADER, [1, "lid", 1], [1, "kit", 2], [2, "card", "DNP"]])
    assert counts(bom) == {"lid": 1, "kit": 2}
    assert [n.at.cell for n in bom.notices if n.code == "BOM227"] == ["A3"]


def test_assemblies_are_named_in_one_notice(reads):
    bom = reads([HEADER, [0, "server", 1], [1, "wall", 2], [2, "fan", 3]])
    (said,) = (n for n in bom.notices if n.code == "BOM221")
    assert said.message.endswith("(2): server, wall")


def test_the_declared_footprint_of_an_assembly_with_counted_parts_is_said_unused(reads):
    rows = [["Level", "Name", "Qty", "PCF"], [0, "server", 1, 900], [1, "fan", 2, 3]]
    assert [n.at.cell for n in reads(rows).notices if n.code == "BOM228"] == ["A2"]


def test_subtotals_do_not_break_the_tree(reads):
    rows = [[0, "server", 1], [1, "wall", 2], ["小计", None, 2], [2, "fan", 3]]
    assert counts(reads([HEADER, *rows])) == {"fan": 6}


def test_quantities_that_overflow_are_refused(refuses):
    rows = [[0, "a", 1e200], [1, "b", 1e200], [1, "c", 1]]
    assert codes(refuses([HEADER, *rows])) == [("BOM124", "A3")]


def test_a_chain_of_fifty_thousand_levels_does_not_exhaust_the_stack():
    size = 50_000
    tree, misfits = from_levels(range(size))
    assert misfits == ()
    assert tree.multiplied([1.0] * size)[-1] == 1.0
    names = [(f"n{index}",) for index in range(size)]
    above = ["", *(f"n{index}" for index in range(size - 1))]
    chain, misfits, _ = from_parents(names, above)
    assert misfits == ()
    assert chain.levels[-1] == size


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(2, 5))
def test_a_multiple_of_the_top_is_the_multiple_of_everything_below(quantities, factor):
    tree, _ = from_levels(range(len(quantities)))
    once = tree.multiplied(quantities)
    more = tree.multiplied([quantities[0] * factor, *quantities[1:]])
    assert once[-1] == math.prod(quantities)
    assert more == tuple(count * factor for count in once)


def test_lines_below_a_cycle_never_get_an_order():
    tree = Tree(parents=((1,), (0,), (0,), ()), levels=(1, 1, 1, 1))
    assert tree.order() == (3,)
    assert tree.on_cycle() == (0, 1, 2)
    assert tree.multiplied([2.0] * 4) == (0.0, 0.0, 0.0, 2.0)


def test_an_endless_level_is_no_level():
    assert parse_levels([" . " * 20_000 + "x"]) == (None,)


def test_outline_levels_do_not_mix_with_words():
    assert parse_levels(["1", "1.2", "x"]) == (1, 2, None)
    assert parse_levels(["1", "..2", "x", ""]) == (1, 2, None, None)


def test_an_outline_item_may_stand_before_its_parent():
    tree, misfits = from_outline(["1.1", "1", "2"])
    assert misfits == ()
    assert tree.parents == ((1,), (), ())
