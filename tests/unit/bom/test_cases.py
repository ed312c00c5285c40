"""Published BOMs of open hardware, where their files are at hand."""

from pathlib import Path

import pytest

from pcf.bom import read_bom
from pcf.model.bom import Disposition

CASES = Path(__file__).parents[4] / "shared" / "cases"
pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the published BOM files are not part of the repository"
)


def test_time_card_v9_has_96_lines_of_which_5_are_not_placed(knowledge):
    bom = read_bom(CASES / "ocp_timecard_v9_bom.xlsx", knowledge)
    aside = [line for line in bom.lines if line.disposition is Disposition.DO_NOT_PLACE]
    assert (len(bom.lines), len(bom.counted)) == (96, 91)
    assert [line.at.cell for line in aside] == ["A53", "A64", "A71", "A78", "A79"]
    capacitor = bom.lines[4]
    assert (capacitor.part_number, capacitor.count) == ("04023C104KAT2A", 33)
    assert capacitor.supplier == "Kyocera AVX"


def test_time_card_v1_marks_a_part_not_placed_in_its_line_number(knowledge):
    bom = read_bom(CASES / "ocp_timecard_v1_bom.xls", knowledge)
    assert (len(bom.lines), len(bom.counted)) == (38, 37)
    assert bom.lines[0].disposition is Disposition.DO_NOT_PLACE
    assert bom.lines[4].name == "8240136"


def test_time_card_v0_is_a_distributors_text(knowledge):
    bom = read_bom(CASES / "ocp_timecard_v0_bom.csv", knowledge)
    assert len(bom.counted) == 47
    assert (bom.lines[0].item, bom.lines[0].part_number) == ("1", "C0603C103K5RACTU")
    assert sum(line.count for line in bom.counted) == 164


def test_the_discovery_chassis_has_its_header_in_row_4(knowledge):
    bom = read_bom(CASES / "ocp_discovery_chassis_mechanical_bom.xlsx", knowledge)
    assert len(bom.counted) == 36
    nut = next(line for line in bom.lines if line.name == "Self clinching nut")
    assert (nut.count, nut.part_number, nut.description) == (8, "SP-M6-1", "Fastening hardware")
