"""Public claims come out to the printed digit from their stated inputs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pcf.library import shipped_library
from pcf.results.claims import Claim, ClaimedFigure, printed, rebuild

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import claims as page  # noqa: E402


def claim(formula: str, figures: tuple[ClaimedFigure, ...], **inputs: float) -> Claim:
    return Claim(
        key="k", title="t", title_zh="题", formula=formula, inputs=inputs, figures=figures,
        factor="", reading="",
    )  # fmt: skip


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture(scope="module")
def rebuilt(library):
    sample = page.assess(page.read_bom(page.SAMPLE, library.knowledge), None, library)
    return {each.key: rebuild(each, grid_kgco2e_per_kwh=0.6) for each in page.claims(sample)}


@pytest.mark.parametrize(
    ("key", "name", "shown"),
    [
        ("liquid_cooled_rack", "energy_kwh", "53 000"),
        ("liquid_cooled_rack", "carbon_t", "30"),
        ("rack_five_percent", "energy_kwh", "14 454"),
        ("rack_five_percent", "coal_tce", "4.5"),
        ("dynamic_energy_management", "energy_kwh", "841.0"),
        ("dynamic_energy_management", "coal_kgce", "260.7"),
        ("scope_2_2022", "carbon_t", "7 989.90"),
        ("pue_pair", "energy_kwh", "57 816"),
        ("pue_pair", "facility_share", "0.148"),
        ("recovery_classes", "classes_count", "4"),
        ("study_report", "stages_count", "5"),
    ],
)
def test_a_claim_comes_out_to_the_printed_digit(rebuilt, key, name, shown):
    figure = next(each for each in rebuilt[key].figures if each.figure.name == name)
    assert figure.printed == shown
    assert figure.agrees in (True, None)
    assert (figure.agrees is None) == (figure.figure.claimed is None)


def test_a_rate_without_its_definition_is_not_rebuilt(rebuilt):
    sent, returned, packaging = rebuilt["recyclable_share"].figures
    assert (sent.agrees, packaging.agrees) == (False, False)
    assert returned.rebuilt < sent.rebuilt


def test_the_life_cycle_reading_is_the_energy_at_the_footprint_factor(rebuilt):
    assert rebuilt["rack_five_percent"].life_cycle_kgco2e == pytest.approx(14454 * 0.6)
    assert rebuilt["recyclable_share"].life_cycle_kgco2e is None


def test_a_digit_off_does_not_agree():
    figure = ClaimedFigure(name="energy_kwh", claimed=14455.0, unit="kWh/a", decimals=0)
    inputs = {
        "rack_power_w": 33000.0, "hours_per_year": 8760.0, "saving_share": 0.05,
        "kgce_per_kwh": 0.31,
    }  # fmt: skip
    (found,) = rebuild(claim("rack_share", (figure,), **inputs), grid_kgco2e_per_kwh=1.0).figures
    assert found.agrees is False
    assert found.printed == "14 454"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (52988.364, -3, "53 000"),
        (52499.0, -3, "52 000"),
        (52500.0, -3, "53 000"),
        (7989.903051327, 2, "7 989.90"),
        (0.125, 2, "0.13"),
        (4.48074, 1, "4.5"),
        (1234567.0, 0, "1 234 567"),
    ],
)
def test_numbers_are_printed_half_up_in_groups_of_three(value, decimals, shown):
    assert printed(value, decimals) == shown


def test_the_page_of_claims_is_what_the_data_say(library):
    assert page.PAGE.read_text("utf-8") == page.page(library), "run python docs/claims.py"
