"""Recycled content declared on a BOM line, from its cell to its footprint."""

from __future__ import annotations

import dataclasses

import pytest

from pcf.bom import read_bom
from pcf.errors import MappingError
from pcf.library import shipped_library
from pcf.model.study import Setting, Study
from pcf.pipeline import assess

HEADER = "序号,名称,规格型号,用量,单重(kg),材质,类别,再生料比例\n"


@pytest.fixture(scope="module")
def library():
    return shipped_library()


def assessed(library, folder, line, **settings):
    file = folder / "lines.csv"
    file.write_text(HEADER + line + "\n", encoding="utf-8")
    gate = {"boundary": "cradle_to_grave", "annual_kwh": 1.0, **settings}
    stated = {
        name: Setting(value=value, origin="option", source="option") for name, value in gate.items()
    }
    return assess(read_bom(file, library.knowledge), Study(), library, above_sheet=stated)


def gate(result):
    return sum(row.value_kgco2e for row in result.rows if row.item == "1" and (
        row.stage == "materials")
    )  # fmt: skip


LINES = {
    "steel": ("1,支架,SGCC 1.0mm,2,1.0,SGCC,sheet_metal_part,{}", "steel_sheet_secondary"),
    "aluminium": ("1,侧板,铝板,2,1.0,AL5052,sheet_metal_part,{}", "aluminium_sheet_recycled"),
    "copper": ("1,铜排,铜板,2,1.0,C1100,sheet_metal_part,{}", "copper_sheet_recycled"),
    "plastic": ("1,面板,PC+ABS 注塑,2,1.0,PC+ABS,plastic_part,{}", "pc_abs_regranulate"),
    "paper": ("1,纸箱,瓦楞纸箱,2,1.0,,packaging_carton,{}", "corrugated_board"),
}


@pytest.mark.parametrize("material", LINES)
def test_a_line_is_made_of_what_it_declares(library, tmp_path, material):
    text, recycled = LINES[material]
    none, some, all_of_it = (
        assessed(library, tmp_path, text.format(share)) for share in ("0", "40%", "1")
    )
    # virgin board is made with the heat of its own residues: recovered fibre is heavier
    assert (gate(all_of_it) < gate(none)) is (material != "paper")
    # linear: 40 % lies two fifths of the way
    assert gate(some) == pytest.approx(0.6 * gate(none) + 0.4 * gate(all_of_it), rel=1e-9)
    drawn = {row.product for row in all_of_it.rows if row.stage == "materials"}
    assert recycled in drawn


def test_what_nobody_declares_stays_the_market_product(library, tmp_path):
    text, _ = LINES["aluminium"]
    result = assessed(library, tmp_path, text.format(""))
    drawn = {row.product for row in result.rows if row.stage == "materials"}
    assert "aluminium_sheet" in drawn
    average = assessed(library, tmp_path, text.format("0.158415842"))
    assert gate(average) == pytest.approx(gate(result), rel=1e-6)


def test_more_than_all_of_a_material_is_refused_with_its_cell(library, tmp_path):
    with pytest.raises(
        MappingError, match=r"lines\.csv › H2: recycled_content_share = 40.0 .*MAP111"
    ):
        assessed(library, tmp_path, LINES["steel"][0].format("40"))


def test_a_material_without_a_recycled_route_says_so(library, tmp_path):
    result = assessed(library, tmp_path, "1,托盘,木托盘,1,5,木材,packaging_pallet,0.5")
    (notice,) = [each for each in result.notices if each.code == "STU208"]
    assert str(notice.at).endswith("H2")


def test_the_origin_of_a_line_does_not_rest_on_its_recycled_content(library, tmp_path):
    text, _ = LINES["steel"]
    plain, stated = (assessed(library, tmp_path, text.format(share)) for share in ("", "0.5"))
    assert stated.parts[0].origin is plain.parts[0].origin
    assert dataclasses.asdict(plain.product) == dataclasses.asdict(stated.product)
