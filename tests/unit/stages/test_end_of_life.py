"""Treatment, credits, mass balance and recyclability at end of life, by hand."""

from __future__ import annotations

import math

import pytest
from placing import HAND, part, study

from pcf.errors import DataError
from pcf.stages.end_of_life import end_of_life
from pcf.stages.recovery import material_fates, treatment
from pcf.stages.recyclability import end_of_life_facts

PRECIOUS = ("gold", "silver", "palladium", "printed_board", "electronic_component")


def draws(process):
    return {(entry.product, entry.role): entry.amount for entry in process.exchanges}


def test_steel_is_collected_dismantled_and_its_rest_landfilled():
    # 10 kg, half collected: 5 kg over 100 km; 20 % of 5 kg and the other 5 kg to landfill
    burden, credit = end_of_life([part(count=5, mass_kg=2.0)], study(grid="DE"), HAND)
    assert draws(burden) == {
        ("lorry_16_32t", "collection"): 0.5,
        ("weee_dismantling", "dismantling"): 5.0,
        ("landfill_inert", "landfill"): pytest.approx(6.0),
        ("steel_scrap_treatment", "preparation"): pytest.approx(4.0),
    }
    assert not burden.credit
    assert {entry.location for entry in burden.exchanges} == {"DE"}
    # beyond the boundary: of 4 kg half comes back, melted anew, and replaces hot-rolled steel
    assert credit.credit
    assert draws(credit) == {
        ("steel_secondary", "reprocessing"): pytest.approx(2.0),
        ("steel_hot_rolled", "avoided production"): pytest.approx(-2.0),
    }


def test_avoided_burden_takes_the_treatment_into_the_stage():
    burden, credit = end_of_life([part(mass_kg=10.0)], study(eol_allocation="avoided_burden"), HAND)
    assert draws(burden)["steel_secondary", "reprocessing"] == pytest.approx(2.0)
    assert draws(credit) == {("steel_hot_rolled", "avoided production"): pytest.approx(-2.0)}


def test_the_circular_footprint_formula_takes_one_less_a_of_both():
    burden, credit = end_of_life([part(mass_kg=10.0)], study(eol_allocation="cff"), HAND)
    assert draws(burden)["steel_secondary", "reprocessing"] == pytest.approx(1.6)
    assert draws(burden)["steel_scrap_treatment", "preparation"] == pytest.approx(4.0)
    assert draws(credit) == {("steel_hot_rolled", "avoided production"): pytest.approx(-1.6)}


def test_recovered_paper_counts_at_its_quality():
    box = part(mass_kg=10.0, materials=(("paper_board", 10.0),), section="packaging")
    burden, credit = end_of_life([box], study(), HAND)
    # packaging rates hold its collection: half of 10 kg recycled, at quality 0.85; its way to
    # treatment counts and it is not dismantled
    assert draws(credit)["corrugated_board", "avoided production"] == pytest.approx(-4.25)
    assert draws(burden) == {
        ("lorry_16_32t", "collection"): 1.0,
        ("paper_incineration", "incineration"): pytest.approx(5.0),
        ("paper_recycling", "preparation"): pytest.approx(5.0),
    }
    assert burden.tags == ("packaging",)


def test_plastic_is_treated_as_the_market_does():
    plastic = part(mass_kg=1.0, materials=(("plastic_other", 1.0),))
    (china,) = end_of_life([plastic], study(), HAND)
    assert draws(china)["plastic_incineration", "incineration"] == pytest.approx(0.25)
    (europe,) = end_of_life([plastic], study(market="EU_RAIL"), {
        **HAND, "routes": HAND["routes"],
    })  # fmt: skip
    assert draws(europe)["plastic_incineration", "incineration"] == pytest.approx(0.72)
    assert draws(europe)["landfill_inert", "landfill"] == pytest.approx(0.28)


def test_a_stated_collection_rate_and_distance_are_used():
    (burden,) = end_of_life(
        [part(mass_kg=1.0, materials=(("plastic_other", 1.0),))],
        study(collection_rate=1.0, transport_to_recycler_km=1000.0),
        HAND,
    )
    assert draws(burden)["lorry_16_32t", "collection"] == 1.0
    assert draws(burden)["plastic_incineration", "incineration"] == pytest.approx(0.5)


def test_boards_give_back_copper_and_the_gold_they_do_not_list():
    board = part(mass_kg=4.0, materials=(("printed_board", 4.0),))
    burden, credit = end_of_life([board], study(), HAND)
    # 2 kg collected and smelted: 0.4 kg copper, 2 g gold at a yield of half
    assert draws(credit) == {
        ("printed_board_smelting", "reprocessing"): pytest.approx(2.0),
        ("copper_primary", "avoided production"): pytest.approx(-0.4),
        ("gold", "avoided production"): pytest.approx(-0.001),
    }
    assert {entry.unit for entry in credit.exchanges} == {"kg"}
    assert {entry.unit: entry.tags for entry in burden.exchanges} == {
        "tkm": ("transport",),
        "kg": (),
    }
    theirs, shown = end_of_life([board], study(eol_allocation="avoided_burden"), HAND)
    assert draws(theirs)["printed_board_smelting", "reprocessing"] == pytest.approx(2.0)
    assert {entry.unit for entry in theirs.exchanges} == {"tkm", "kg"}
    assert draws(shown)["gold", "avoided production"] == pytest.approx(-0.001)


def test_gold_a_component_lists_itself_is_not_credited_twice():
    board = part(mass_kg=2.0, materials=(("printed_board", 1.998), ("gold", 0.002)))
    credit = end_of_life([board], study(), HAND)[1]
    assert draws(credit)["gold", "avoided production"] == pytest.approx(-0.0005)
    assert draws(credit)["printed_board_smelting", "reprocessing"] == pytest.approx(1.0)


def test_shredded_drives_lose_their_boards():
    drive = part(
        mass_kg=2.0, materials=(("printed_board", 1.0), ("steel", 1.0)),
        recovery_class="data_bearing",
    )  # fmt: skip
    burden, credit = end_of_life([drive], study(), HAND)
    assert draws(burden)["weee_shredding", "dismantling"] == 1.0
    assert draws(credit)["printed_board_smelting", "reprocessing"] == pytest.approx(0.125)
    assert draws(credit)["steel_secondary", "reprocessing"] == pytest.approx(0.2)


def test_a_shredder_loses_what_is_precious_and_keeps_what_is_bulk():
    for material in PRECIOUS:
        routes = {**HAND, "eol_routes": tuple(
            {**HAND["eol_routes"][0], "material": material} for _ in range(1)
        ), "eol_materials": ({**HAND["eol_materials"][0], "key": material},)}  # fmt: skip
        drive = part(mass_kg=1.0, materials=((material, 1.0),), recovery_class="data_bearing")
        (fate,) = material_fates(drive, treatment(routes, "CN"), collected_share=1.0)
        assert fate.recycled_input_kg == pytest.approx(0.2)
        assert fate.landfill_kg == pytest.approx(0.8)


def test_mass_is_neither_lost_nor_made():
    drive = part(
        count=3, mass_kg=4.0,
        materials=(("printed_board", 1.0), ("steel", 2.5), ("plastic_other", 0.5)),
        recovery_class="data_bearing",
    )  # fmt: skip
    fates = material_fates(drive, treatment(HAND, "CN"), collected_share=0.7)
    for fate in fates:
        parts = (fate.recovered_kg, fate.process_loss_kg, fate.energy_kg, fate.landfill_kg,
                 fate.uncollected_kg)  # fmt: skip
        assert math.fsum(parts) == pytest.approx(fate.mass_kg, rel=1e-12)
        assert min(parts) >= 0
    assert math.fsum(fate.mass_kg for fate in fates) == pytest.approx(12.0)


def test_recyclability_is_mass_times_rate_over_mass_without_packaging():
    parts = [
        part("1", mass_kg=6.0),  # steel 0.8 · 0.5 = 0.4
        part("2", mass_kg=4.0, materials=(("plastic_other", 4.0),)),  # 0 recycled, 0.5 energy
        part("3", mass_kg=9.0, materials=(("paper_board", 9.0),), section="packaging"),
    ]
    facts = end_of_life_facts(parts, study(), HAND)
    assert facts.recyclability_rate == pytest.approx(0.24)
    assert facts.recoverability_rate == pytest.approx(0.44)
    assert facts.recycling_input_rate == pytest.approx(0.48)
    assert facts.collection_rate == 0.5
    plastic, steel, paper = facts.routes
    assert (steel.material, steel.packaging, steel.mass_kg) == ("steel", False, 6.0)
    assert (steel.recycling_rate, steel.recovery_rate) == pytest.approx((0.4, 0.4))
    assert steel.recycling_input_rate == pytest.approx(0.8)
    assert steel.disposed_kg == pytest.approx(3.6)
    assert (plastic.recovery_rate, plastic.title_zh) == (pytest.approx(0.5), "其他塑料")
    assert (paper.packaging, paper.recovery_rate) == (True, pytest.approx(1.0))


def test_a_product_without_mass_has_no_rate():
    weightless = part(mass_kg=0.0, materials=(("steel", 0.0),))
    facts = end_of_life_facts([weightless], study(), HAND)
    assert (facts.recyclability_rate, facts.recoverability_rate, facts.routes) == (0.0, 0.0, ())


def test_a_material_or_class_without_data_is_a_fault_of_ours():
    with pytest.raises(DataError, match=r"material cheese has no end-of-life route \[DAT303\]"):
        end_of_life([part(materials=(("cheese", 2.0),))], study(), HAND)
    with pytest.raises(DataError, match=r"recovery class immortal .*\[DAT304\]"):
        end_of_life([part(recovery_class="immortal")], study(), HAND)
