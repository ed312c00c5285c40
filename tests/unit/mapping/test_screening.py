"""Letters a pattern cannot do without are really in every text it matches."""

from __future__ import annotations

import re

import pytest

from pcf.components.screening import ScreenedPattern, anchors


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\bheat ?sinks?\b|散热器", ("heat", "散热器")),
        (r"^(?:rc|rt)0402\w{3,}", ("0402",)),
        (r"^(?:rc|rt)(?:0402|0603)\w{3,}", ()),
        (r"\bfan\b|\d+", ()),
        (r"ab?cd", ("cd",)),
        (r"x\.y\+z", ("x.y+z",)),
        (r"[ab]cde{2}f", ("cd",)),
    ],
)
def test_anchors_are_the_longest_plain_run_of_each_branch(pattern, letters):
    assert anchors(pattern) == letters


def test_a_screened_pattern_agrees_with_the_plain_expression():
    for pattern in (r"\bfan\b|风扇", r"^c0402\w+", r"\b\d+ ?w\b", r"a{2}b"):
        for text in ("a fan here", "cpu风扇", "x\nc0402abc", "350 w", "aab", "nothing"):
            expected = re.search(pattern, text, re.ASCII | re.MULTILINE) is not None
            assert ScreenedPattern(pattern).found_in(text) is expected


def test_chinese_signs_do_not_hide_a_word_boundary():
    assert ScreenedPattern(r"\bcpu\b").found_in("cpu散热器")
