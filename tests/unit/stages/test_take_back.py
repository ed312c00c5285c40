"""The recycler's list and the green rule, by hand."""

from __future__ import annotations

import pytest
from placing import GRIDS, SHIPPED, bom, part

from pcf.errors import StudyError
from pcf.model.study import Study
from pcf.stages.green_packaging import named_materials, packaging_facts
from pcf.stages.study import resolve_study
from pcf.stages.take_back import group_mass_kg, take_back


def study(**settings):
    return resolve_study(Study(), bom(settings), SHIPPED, grids=GRIDS)


SUPPLY = part(
    "8", component_class="power_supply", count=2, mass_kg=1.0, recovery_class="reusable",
    materials=(("steel", 0.7), ("printed_board", 0.2), ("electrolyte_capacitor", 0.1)),
)  # fmt: skip
DRIVE = part(
    "5", component_class="hard_disk_drive", count=4, mass_kg=0.7, recovery_class="data_bearing",
    materials=(("aluminium", 0.65), ("printed_board", 0.05)),
)  # fmt: skip
COIN = part("2", mass_kg=0.003, materials=(("battery_coin", 0.003),), recovery_class="hazardous")
CHIP = part("3", mass_kg=0.002, materials=(("printed_board", 0.002),))
BOX = part("9", mass_kg=3.0, materials=(("paper_board", 3.0),), section="packaging")


def test_a_part_is_listed_for_every_reason_with_its_own_mass():
    tagged = part("9", mass_kg=0.01, materials=(("battery_coin", 0.01),), section="packaging")
    entries = take_back([SUPPLY, DRIVE, COIN, CHIP, BOX, tagged], SHIPPED)
    assert [(each.group, each.item, each.concerned_mass_kg) for each in entries] == [
        ("hazardous", "2", pytest.approx(0.003)),
        ("hazardous", "8", pytest.approx(0.2)),
        ("data_bearing", "5", pytest.approx(2.8)),
        ("reusable", "8", pytest.approx(2.0)),
        ("precious_board", "8", pytest.approx(0.4)),
        ("precious_board", "5", pytest.approx(0.2)),
    ]
    capacitor = entries[1]
    assert (capacitor.count, capacitor.part_mass_kg) == (2, pytest.approx(2.0))
    assert (capacitor.title, capacitor.title_zh) == ("electrolytic capacitors", "电解电容")
    assert str(capacitor.at) == "bom.xlsx › BOM!A8"
    assert group_mass_kg(entries, "precious_board") == pytest.approx(0.6)


def test_a_board_below_ten_square_centimetres_stays_where_it_is():
    assert take_back([CHIP], SHIPPED) == ()
    larger = part("3", mass_kg=0.003, materials=(("printed_board", 0.003),))
    assert [each.group for each in take_back([larger], SHIPPED)] == ["precious_board"]


FOAM = part("10", mass_kg=1.0, materials=(("foam_pe", 1.0),), section="packaging")
BAGS = part("11", count=2, mass_kg=0.25, materials=(("plastic_pp_pe", 0.25),), section="packaging")


def test_fibre_and_wood_are_green_unless_a_study_says_otherwise():
    facts = packaging_facts([BOX, FOAM, BAGS, SUPPLY], study(), SHIPPED)
    assert (facts.mass_kg, facts.green_mass_kg) == (4.5, 3.0)
    assert facts.green_share == pytest.approx(2 / 3)
    assert facts.materials == ("paper_board", "wood")
    assert not facts.stated
    assert [(line.item, line.green) for line in facts.lines] == [
        ("9", True), ("10", False), ("11", False),
    ]  # fmt: skip
    assert facts.lines[1].reason_zh == "化石基发泡塑料（EPE）"


def test_a_study_may_have_a_green_rule_of_its_own():
    own = study(green_packaging="paper_board；plastic_pp_pe")
    facts = packaging_facts([BOX, FOAM, BAGS], own, SHIPPED)
    assert (facts.stated, facts.green_mass_kg) == (True, 3.5)
    assert {line.reason for line in facts.lines} == {""}


def test_the_biogenic_carbon_of_a_box_is_its_own():
    box = part(
        "9", count=2, mass_kg=3.0, materials=(("paper_board", 2.0), ("foam_pe", 1.0)),
        section="packaging", biogenic_carbon_kgc=0.9,
    )  # fmt: skip
    facts = packaging_facts([box], study(), SHIPPED)
    assert facts.biogenic_carbon_kgc == pytest.approx(1.8)


def test_a_product_without_packaging_has_no_green_share():
    assert packaging_facts([SUPPLY], study(), SHIPPED).green_share == 0.0


def test_a_rule_that_names_no_material_is_refused_with_its_place():
    with pytest.raises(
        StudyError, match=r"names no material: hemp \(known: .*wood, zinc\) \[STU120\]"
    ):
        study(green_packaging="wood, hemp")
    assert named_materials(" wood、 paper_board ") == ("wood", "paper_board")
