"""Real BOMs of open hardware, from the file to the footprint, where the files are at hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pcf.bom import read_bom
from pcf.model.bom import Disposition
from pcf.pipeline import assess

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")

TIME_CARDS = {
    # file: lines, counted, cradle-to-gate corridor [kg CO2e] of a bare card of about 200 g
    "ocp_timecard_v9_bom.xlsx": (96, 91),
    "ocp_timecard_v1_bom.xls": (38, 37),
    "ocp_timecard_v0_bom.csv": (47, 47),
}
DISCOVERY = "ocp_discovery_chassis_mechanical_bom.xlsx"
FOOTPRINT_CORRIDOR_KGCO2E = (1.0, 60.0)
MASS_CORRIDOR_KG = (0.03, 0.6)


@pytest.fixture(scope="module")
def case(library):
    """Read and assess a case, once each."""
    results = {}

    def ask(name):
        if name not in results:
            bom = read_bom(CASES / name, library.knowledge)
            results[name] = assess(bom, None, library)
        return results[name]

    return ask


def told(result, code):
    return [notice for notice in result.notices if notice.code == code]


@pytest.mark.parametrize(("name", "counts"), TIME_CARDS.items())
def test_every_line_of_a_time_card_is_accounted_for(case, name, counts):
    result = case(name)
    fates = Counter(line.disposition for line in result.bom.lines)
    assert (len(result.bom.lines), fates[Disposition.COUNTED]) == counts
    assert fates[Disposition.DO_NOT_PLACE] == counts[0] - counts[1]
    said = {str(notice.at) for notice in told(result, "BOM207")}
    assert said == {
        str(line.at) for line in result.bom.lines if line.disposition is Disposition.DO_NOT_PLACE
    }
    assert len(result.components) == counts[1]


def test_five_parts_of_the_ninth_card_are_not_placed(case):
    aside = told(case("ocp_timecard_v9_bom.xlsx"), "BOM207")
    assert [notice.at.cell for notice in aside] == ["A53", "A64", "A71", "A78", "A79"]
    assert all("is not placed" in notice.message for notice in aside)
    assert all("未贴装" in notice.message_zh or "不贴装" in notice.message_zh for notice in aside)


@pytest.mark.parametrize("name", [*TIME_CARDS, DISCOVERY])
def test_nine_of_ten_placed_parts_are_known_for_what_they_are(case, name):
    components = case(name).components
    generic = [part.name for part in components if part.component_class.startswith("generic")]
    assert len(generic) <= 0.1 * len(components), generic


@pytest.mark.parametrize("name", [*TIME_CARDS, DISCOVERY])
def test_no_zero_passes_for_a_result(case, name):
    for part in case(name).components:
        assert part.cradle_to_gate_kgco2e > 0, part.name
        assert part.mass_kg > 0, part.name


@pytest.mark.parametrize("name", TIME_CARDS)
def test_a_card_is_a_card_and_not_a_server(case, name):
    result = case(name)
    low, high = FOOTPRINT_CORRIDOR_KGCO2E
    assert low < result.totals.cradle_to_gate_kgco2e < high
    low, high = MASS_CORRIDOR_KG
    assert low < result.product.mass_kg < high
    heaviest = max(result.components, key=lambda part: part.mass_kg / part.quantity)
    assert heaviest.mass_kg / heaviest.quantity < 0.2, heaviest.name


@pytest.mark.parametrize("name", TIME_CARDS)
def test_a_bom_of_mounted_parts_without_their_board_says_so(case, name):
    (notice,) = told(case(name), "RES304")
    assert "no printed board is listed" in notice.message


@pytest.mark.parametrize("name", [*TIME_CARDS, DISCOVERY])
def test_masses_nobody_gave_are_told_in_number_and_share(case, name):
    result = case(name)
    (notice,) = told(result, "RES303")
    lines = int(re.match(r"\d+", notice.message)[0])
    assert 0.9 * len(result.components) <= lines <= len(result.components)
    assert "without a mass" in notice.message


def test_the_chassis_without_masses_is_read_and_owns_up_to_it(case):
    result = case(DISCOVERY)
    assert len(result.components) == 36
    (notice,) = told(result, "RES303")
    assert notice.message.startswith("36 lines")
    assert "100% of the mass" in notice.message
    assert result.quality.default_share > 0.5
    assert {part.origin for part in result.components} <= {"default", "extracted"}


def test_a_distributors_text_without_units_of_mass_loses_no_piece(case):
    result = case("ocp_timecard_v0_bom.csv")
    assert sum(part.quantity for part in result.components) == 164
