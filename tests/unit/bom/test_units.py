import pytest

from pcf.bom.units import Units, UnknownUnitError


@pytest.fixture
def units(knowledge):
    return Units.of(knowledge.units)


@pytest.mark.parametrize(
    ("text", "to", "factor"),
    [
        ("g", "kg", 0.001),
        ("千克", "kg", 1),
        ("公斤", "kg", 1),
        ("KG", "kg", 1),
        ("吨", "kg", 1000),
        ("lbs", "kg", 0.45359237),
        ("mm", "m", 0.001),
        ("m²", "m2", 1),
        ("平方毫米", "m2", 1e-6),
        ("㎏", "kg", 1),
        ("个", "pcs", 1),
        ("kpcs", "EA", 1000),
        ("TB", "GB", 1000),
        ("km", "m", 1000),
        ("MW", "mW", 1e9),
    ],
)
def test_units_convert_by_exact_factors(units, text, to, factor):
    assert units.converted(1, text, to=to) == pytest.approx(factor, rel=1e-15)


@pytest.mark.parametrize("text", ["kgg", "parsec", "", "mw", "L"])
def test_what_is_not_on_the_list_is_no_unit(units, text):
    assert units.find(text) is None


def test_a_conversion_adds_no_digits(units):
    assert units.converted(350, "g", to="kg") == 0.35
    assert units.converted(600, "mm2", to="cm2") == 6


def test_a_length_is_no_mass(units):
    with pytest.raises(UnknownUnitError):
        units.converted(1, "m", to="kg")


def test_the_examples_of_a_dimension_are_given_in_both_languages(units):
    assert units.expected["mass"] == "kg, g or 千克"
    assert units.expected_zh["mass"] == "kg、g 或 千克"
    assert units.expected["count"] == "pcs, EA or 个"
