"""Parts used again: how many, what their test takes, what they spare, by hand."""

from __future__ import annotations

import pytest
from placing import HAND, SHIPPED, part, steel, study

from pcf.model.system import Exchange
from pcf.stages.end_of_life import end_of_life
from pcf.stages.recyclability import end_of_life_facts
from pcf.stages.reuse import NO_REUSE, reuse_of
from pcf.stages.reuse_settings import REUSABLE_CLASSES

PROCESSORS = part(
    component_class="processor", recovery_class="reusable", count=2, mass_kg=1.0,
    exchanges=(steel(3.0, "GLO"),),
)  # fmt: skip


def draws(process):
    return {(entry.product, entry.role): entry.amount for entry in process.exchanges}


def test_nothing_is_reused_unless_a_study_says_so():
    assert reuse_of(PROCESSORS, study(tested_share=0.5), HAND) is NO_REUSE
    assert all(not process.tags for process in end_of_life([PROCESSORS], study(), HAND))


def test_reused_processors_spare_new_ones_for_the_life_they_have_left():
    # 2 pieces of 1 kg, half collected: 1 piece; 0.5 to test, 0.8 of them pass: 0.4 piece;
    # five of ten years are left: 0.2 new processors of 3 kg steel each
    burden, recycled, spared = end_of_life([PROCESSORS], study(reuse_share=0.5), HAND)
    assert spared.credit
    assert spared.tags == ("reuse",)
    assert spared.exchanges == (
        Exchange(
            product="steel_sheet_galvanised", amount=pytest.approx(-0.6), unit="kg",
            location="GLO", role="avoided new part (reuse)",
        ),
    )  # fmt: skip
    # 0.6 kg of the 1 kg collected is left to recover: 0.48 kg to the furnace
    assert draws(burden) == {
        ("electricity", "test for reuse"): pytest.approx(0.25),  # 0.5 kWh for half a piece
        ("lorry_16_32t", "collection"): pytest.approx(0.1),
        ("weee_dismantling", "dismantling"): pytest.approx(1.0),
        ("steel_scrap_treatment", "preparation"): pytest.approx(0.48),
        ("landfill_inert", "landfill"): pytest.approx(1.12),
    }
    assert not burden.credit
    assert draws(recycled)["steel_hot_rolled", "avoided production"] == pytest.approx(-0.24)
    assert "reuse" not in recycled.tags


@pytest.mark.parametrize(
    ("allocation", "credited_kg"), [("cutoff", -0.6), ("avoided_burden", -0.6), ("cff", -0.3)]
)
def test_the_circular_formula_credits_half_of_what_the_others_do(allocation, credited_kg):
    stated = study(reuse_share=0.5, eol_allocation=allocation)
    spared = end_of_life([PROCESSORS], stated, HAND)[-1]
    assert [entry.amount for entry in spared.exchanges] == pytest.approx([credited_kg])


def test_what_is_said_of_a_class_beats_what_is_said_of_all():
    stated = study(
        reuse_share=0.5, tested_share=0.9, remaining_life_share=0.25,
        processor_reuse_share=0.2, power_supply_tested_share=1.0,
    )  # fmt: skip
    processor = reuse_of(PROCESSORS, stated, HAND)
    assert (processor.reuse_share, processor.tested_share) == (0.2, 0.9)
    assert processor.remaining_life_share == 0.25
    assert processor.reused_share == pytest.approx(0.18)
    supply = reuse_of(part(component_class="power_supply"), stated, HAND)
    assert (supply.reuse_share, supply.tested_share) == (0.5, 1.0)


def test_a_part_at_the_end_of_its_technical_life_spares_nothing():
    worn = study(reuse_share=1.0, lifetime_years=12.0)
    assert reuse_of(PROCESSORS, worn, HAND).remaining_life_share == 0.0
    assert [process.tags for process in end_of_life([PROCESSORS], worn, HAND)] == [(), ()]


def test_a_chassis_and_a_boxed_spare_are_never_reused():
    stated = study(reuse_share=1.0)
    assert reuse_of(part(component_class="chassis"), stated, HAND) is NO_REUSE
    boxed = part(component_class="processor", section="packaging")
    assert reuse_of(boxed, stated, HAND) is NO_REUSE


def test_a_reused_drive_is_erased_and_not_shredded():
    drive = part(
        component_class="hard_disk_drive", recovery_class="data_bearing", mass_kg=2.0,
        exchanges=(steel(1.0),),
    )  # fmt: skip
    burden = end_of_life([drive], study(reuse_share=1.0, tested_share=0.25), HAND)[0]
    # 1 kg collected, a quarter of it used again
    assert draws(burden)["weee_dismantling", "dismantling"] == pytest.approx(0.25)
    assert draws(burden)["weee_shredding", "dismantling"] == pytest.approx(0.75)


def test_what_is_used_again_counts_as_recyclable():
    # of the steel 0.4 comes back; half of the part is used again and half of the rest treated
    facts = end_of_life_facts([PROCESSORS], study(reuse_share=0.5, tested_share=1.0), HAND)
    assert facts.recyclability_rate == pytest.approx(0.5 + 0.5 * 0.4)
    (steel_route,) = facts.routes
    assert steel_route.reused_kg == pytest.approx(1.0)
    assert steel_route.recycled_kg == pytest.approx(0.4)


def test_every_reusable_class_has_its_four_figures_and_starts_at_none():
    shipped = {(row["component_class"], row["parameter"]): row for row in SHIPPED["eol_reuse"]}
    parameters = ("reuse_share", "tested_share", "technical_life_years", "test_kwh")
    assert set(shipped) == {(name, each) for name in REUSABLE_CLASSES for each in parameters}
    assert {shipped[name, "reuse_share"]["value"] for name in REUSABLE_CLASSES} == {"0"}
