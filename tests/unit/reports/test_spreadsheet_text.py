"""Text stays text in every spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.reports.figures import figure, percent, rounded
from pcf.reports.spreadsheet_text import (
    CELL_LIMIT,
    cell_text,
    neutral,
    original,
    starts_like_formula,
)


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠\t\r\n"))
def test_signs_that_start_a_formula_get_an_apostrophe(sign):
    assert neutral(f"{sign}1+1") == f"'{sign}1+1"


def test_blanks_do_not_hide_a_formula():
    assert neutral("  =1+1") == "'  =1+1"


@pytest.mark.parametrize("text", ["", " ", "DIMM 64 GB", "a=b", "'quoted", "1-2", "内存条"])
def test_plain_text_is_left_alone(text):
    assert neutral(text) == text
    assert cell_text(text) == text


@given(st.text())
def test_neutral_text_is_undone_exactly(text):
    assert original(neutral(text)) == text
    assert not starts_like_formula(neutral(text))


def test_a_cell_takes_no_control_characters_and_ends_at_its_limit():
    assert cell_text("a\x00b\ud800c") == "a□b□c"
    assert len(cell_text("x" * 40_000)) == CELL_LIMIT
    assert cell_text("x" * 40_000).endswith("x…")
    assert len(cell_text("=" + "x" * 40_000)) == CELL_LIMIT


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (1234.5, "1,230"), (2145.0, "2,150"), (-21.5, "−21.5"), (0.0012345, "0.00123"),
     (9.999, "10.0"), (12, "12.0"), (1.2e-7, "1.20e-07"), (None, "–"), (0.5, "0.500")],
)  # fmt: skip
def test_figures_for_people_have_three_significant_digits(value, shown):
    assert figure(value) == shown


def test_halves_round_away_from_zero():
    assert rounded(2145.0) == 2150.0
    assert rounded(-2145.0) == -2150.0
    assert rounded(0.00125, 2) == 0.0013
    assert rounded(24.949999999999996) == 25.0


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0.0 %"), (0.0001, "<0.1 %"), (-0.0001, ">−0.1 %"), (0.0006, "0.1 %"),
     (0.8813, "88.1 %"), (-0.02, "−2.0 %"), (None, "–")],
)  # fmt: skip
def test_shares_are_printed_in_per_cent(share, shown):
    assert percent(share) == shown
