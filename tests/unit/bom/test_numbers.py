import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.bom.numbers import (
    DecimalMark,
    NotANumberError,
    decimal_mark,
    is_ambiguous,
    parse_number,
    split_measure,
)

HONEST = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).map(lambda x: round(x, 6))


@given(HONEST)
def test_a_printed_number_is_read_back(number):
    assert parse_number(repr(number)) == number


@given(HONEST)
def test_thousands_separators_do_not_change_a_number(number):
    assert parse_number(f"{number:,.2f}") == float(f"{number:.2f}")


@given(HONEST)
def test_a_number_with_decimal_comma_is_read_back(number):
    continental = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_number(continental, decimal=DecimalMark.COMMA) == float(f"{number:.2f}")


@given(HONEST, st.sampled_from(["kg", "g", "千克", "m²", "pcs"]))
def test_a_unit_behind_a_number_is_parted_from_it(number, unit):
    text, found = split_measure(f"{number:.6f} {unit}")
    assert parse_number(text) == float(f"{number:.6f}")
    assert found == unit.replace("²", "2")


@given(st.text(max_size=30))
def test_any_text_is_a_finite_number_or_refused(text):
    with contextlib.suppress(NotANumberError):
        assert abs(parse_number(text)) < float("inf")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("0,350", 0.35),
        ("１２．５", 12.5),
        ("−3", -3.0),
        (" 7 ", 7.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.5e-3", 0.0015),
        ("1.234.567", 1234567.0),
    ],
)
def test_common_ways_to_write_a_number_are_read(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-inf", "9**9**9", "1/2", "1e999", "~5", "1,2,3", "1.2.3", "", "0x10", "五",
     "1" * 65, "1_000", "(5)", "2+3", "٣"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(NotANumberError):
        parse_number(text)


def test_the_same_text_means_another_number_where_the_comma_is_decimal():
    assert parse_number("1,234") == 1234
    assert parse_number("1,234", decimal=DecimalMark.COMMA) == 1.234
    assert parse_number("1.234") == 1.234
    assert parse_number("1.234", decimal=DecimalMark.COMMA) == 1234


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234", "12,5"], DecimalMark.COMMA),
        (["1,234", "0,350"], DecimalMark.COMMA),
        (["1.234,5"], DecimalMark.COMMA),
        (["1,234", "12.5"], DecimalMark.POINT),
        (["1,234.500"], DecimalMark.POINT),
        (["1,234"], None),
        (["12,5", "12.5"], None),
        (["DNP", "12"], None),
    ],
)
def test_a_column_settles_its_decimal_mark_by_its_clear_numbers(texts, mark):
    assert decimal_mark(texts) is mark


def test_only_one_group_of_thousands_is_ambiguous():
    assert is_ambiguous("1,234")
    assert not is_ambiguous("1,234.5")
    assert not is_ambiguous("0,350")
    assert not is_ambiguous("kg")
