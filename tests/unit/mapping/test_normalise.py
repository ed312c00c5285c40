"""Spellings of one text become one text."""

from __future__ import annotations

import pytest

from pcf.components.normalise import first_phrase, fold, head, key, part_number_tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＤＤＲ５　６４ＧＢ", "ddr5 64gb"),
        ("430×320ｍｍ", "430x320mm"),
        ("FUSE_0603_5.00A", "fuse 0603 5.00a"),
        ("Intel® Xeon™ 8480+", "intel xeon 8480+"),
        ("2.2µF", "2.2μf"),
        ("  a \n b ", "a b"),
        ("No Description Available", ""),
        ("螺钉，M3", "螺钉,m3"),
    ],
)
def test_fold_brings_spellings_to_one_form(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("screw for heat sink", "screw"),
        ("fan with cable, 12v", "fan , 12v"),
        ("散热器带螺钉", "散热器"),
        ("主板(含风扇)", "主板"),
        ("固态硬盘(2.5英寸托架)", "固态硬盘"),
        ("硬盘(ssd)", "硬盘(ssd)"),
        ("(m3x6)", "(m3x6)"),
        ("raid卡 9560 含超级电容", "raid卡 9560"),
        ("扎带 用于sata线缆", "扎带"),
        ("电源适配器", "电源适配器"),
        ("封箱胶带", "封箱胶带"),
        ("带外管理芯片", "带外管理芯片"),
        ("for spare", "for spare"),
    ],
)
def test_head_leaves_out_the_neighbour_a_part_belongs_to(text, noun):
    assert head(text) == noun


def test_the_noun_stands_before_the_first_comma():
    assert first_phrase("conn, hdr, 2x5") == "conn"


def test_key_ignores_everything_but_letters_digits_and_plus():
    assert key("PC+ABS ") == key("pc + abs") == "pc+abs"
    assert key("U.2") == key("u_2") == "u2"
    assert key("不锈钢 304") == "不锈钢304"


def test_part_numbers_are_words_with_a_digit_and_four_signs_once_each():
    assert part_number_tokens(("grm155 10k r12", "erj-2ge0r00x, grm155")) == "grm155\nerj-2ge0r00x"
