"""A bracket of glass-filled plastic instead of steel moves the rates by the hand-computed amount."""

from __future__ import annotations

import pytest

from pcf.bom import read_bom
from pcf.library import shipped_library
from pcf.model.study import Setting, Study
from pcf.pipeline import assess

HEADER = "Item,Name,Qty,Unit Weight (kg),Material,Class\n"
CHASSIS = "1,Chassis,1,8.0,SGCC,chassis\n2,Heat sink,1,1.0,AL6063,heat_sink\n"
STEEL = "3,Bracket,1,1.0,SGCC,sheet_metal_part\n"
PLASTIC = "3,Bracket,1,1.0,PA66-GF30,plastic_part\n"


@pytest.fixture(scope="module")
def library():
    return shipped_library()


def rates(library, folder, bracket):
    file = folder / "bracket.csv"
    file.write_text(HEADER + CHASSIS + bracket, encoding="utf-8")
    above = {"annual_kwh": Setting(value=1.0, origin="option", source="option")}
    result = assess(read_bom(file, library.knowledge), Study(), library, above_sheet=above)
    return result.end_of_life


def test_one_kilogram_of_ten_moves_the_rate_by_a_tenth_of_the_rate_of_steel(library, tmp_path):
    steel, plastic = (rates(library, tmp_path, bracket) for bracket in (STEEL, PLASTIC))
    # routes.csv: steel 0.95 sent x 0.90 back; glass-filled plastic neither, part of it burnt
    assert steel.recyclability_rate - plastic.recyclability_rate == pytest.approx(0.0855)
    assert steel.recycling_input_rate - plastic.recycling_input_rate == pytest.approx(0.095)
    burnt = next(route for route in plastic.routes if route.material == "plastic_glass_filled")
    assert burnt.recycled_kg == 0.0
    moved = plastic.recoverability_rate - steel.recoverability_rate
    assert moved == pytest.approx(0.1 * burnt.energy_kg - 0.0855)
