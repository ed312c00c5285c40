"""Laws of chips, memory and drives: what must grow, what must stay, what must add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from silicon_cases import SILICON_CLASSES, default_part, drawn_of, inventory

from pcf.components.flash import flash_density_gb_per_cm2


@pytest.mark.parametrize("name", SILICON_CLASSES)
def test_contents_add_up_to_the_mass_of_a_default_piece(name: str) -> None:
    got = inventory(name, default_part(name))
    assert sum(c.mass_kg for c in got.materials) == pytest.approx(got.mass_kg, rel=1e-12)
    assert all(c.mass_kg > 0.0 for c in got.materials)
    assert all(e.amount > 0.0 for e in got.exchanges)


def test_twice_the_memory_takes_twice_the_dram_wafer() -> None:
    small = inventory("memory_module", default_part("memory_module", capacity_gb=32))
    large = inventory("memory_module", default_part("memory_module", capacity_gb=64))
    assert drawn_of(large, "wafer_dram_14nm") == pytest.approx(
        2.0 * drawn_of(small, "wafer_dram_14nm"), rel=1e-12
    )
    assert drawn_of(large, "printed_board_area") == drawn_of(small, "printed_board_area")


def test_error_correction_of_ddr5_adds_a_quarter_of_dram() -> None:
    module = default_part("memory_module")
    plain = inventory("memory_module", replace(module, error_correction="none"))
    checked = inventory("memory_module", module)
    assert drawn_of(checked, "wafer_dram_14nm") == pytest.approx(
        1.25 * drawn_of(plain, "wafer_dram_14nm"), rel=1e-12
    )


def test_a_generation_of_memory_brings_its_own_node() -> None:
    got = inventory("memory_module", default_part("memory_module", generation="DDR4"))
    assert drawn_of(got, "wafer_dram_17nm") > 0.0
    assert drawn_of(got, "inductor_bulk") == 0.0


def test_packages_stop_where_the_module_is_full_and_dies_are_stacked() -> None:
    full = default_part("memory_module", capacity_gb=64)
    double = default_part("memory_module", capacity_gb=128, ranks_count=4)
    assert drawn_of(inventory("memory_module", full), "hbm_stacking") == 0.0
    stacked_cm2 = drawn_of(inventory("memory_module", double), "hbm_stacking")
    assert stacked_cm2 == pytest.approx(40 * 0.5)  # 40 of 80 dies, 2 GB / 4 GB per cm2


def test_a_single_rank_module_has_half_the_packages() -> None:
    two = inventory("memory_module", default_part("memory_module", capacity_gb=64))
    one = inventory("memory_module", default_part("memory_module", capacity_gb=64, ranks_count=1))
    saved = drawn_of(two, "ic_packaging_bga") - drawn_of(one, "ic_packaging_bga")
    assert saved == pytest.approx(20 * 0.83)


def test_four_bits_in_a_cell_take_three_quarters_of_the_flash_wafer() -> None:
    three = inventory("solid_state_drive", default_part("solid_state_drive"))
    four = inventory("solid_state_drive", default_part("solid_state_drive", bits_per_cell_count=4))
    ratio = drawn_of(four, "wafer_nand_176l") / drawn_of(three, "wafer_nand_176l")
    # smaller dies lose a little less at the rim, so slightly below three quarters
    assert ratio == pytest.approx(0.75, rel=0.01)
    assert ratio < 0.75


def test_more_layers_choose_a_newer_wafer_and_less_of_it() -> None:
    old = inventory("solid_state_drive", default_part("solid_state_drive", nand_layers_count=96))
    new = inventory("solid_state_drive", default_part("solid_state_drive", nand_layers_count=238))
    assert drawn_of(old, "wafer_nand_96l") > 2.0 * drawn_of(new, "wafer_nand_232l") > 0.0


def test_within_a_class_density_goes_with_the_layers() -> None:
    class_itself = default_part("solid_state_drive", nand_layers_count=64)
    denser = default_part("solid_state_drive", nand_layers_count=72)
    assert denser.nand_class == "64"
    assert flash_density_gb_per_cm2(class_itself) == pytest.approx(16.3 * 3)
    assert flash_density_gb_per_cm2(denser) == pytest.approx(16.3 * 3 * 72 / 64)


def test_planar_flash_of_two_bits_takes_six_times_the_area_of_64_layers() -> None:
    planar = default_part("solid_state_drive", nand_layers_count=16)
    stacked = default_part("solid_state_drive", nand_layers_count=64)
    assert flash_density_gb_per_cm2(planar) == pytest.approx(4 * 2)
    ratio = drawn_of(inventory("solid_state_drive", planar), "wafer_nand_16l") / drawn_of(
        inventory("solid_state_drive", stacked), "wafer_nand_64l"
    )
    assert ratio == pytest.approx(16.3 * 3 / (4 * 2), rel=0.03)  # rims differ with the die


def test_a_die_just_large_enough_to_be_sold_cut_down_takes_less_wafer() -> None:
    cpu = default_part("processor", die_area_cm2=3.0, dies_count=1)
    larger = replace(cpu, die_area_cm2=3.01)
    whole = drawn_of(inventory("processor", cpu), "wafer_logic_10nm")
    cut = drawn_of(inventory("processor", larger), "wafer_logic_10nm")
    assert cut < whole


def test_every_bond_costs_a_share_of_the_packages() -> None:
    one = default_part("processor", die_area_cm2=1.0, dies_count=1)
    eight = replace(one, dies_count=8.0)
    ratio = drawn_of(inventory("processor", eight), "wafer_logic_10nm") / drawn_of(
        inventory("processor", one), "wafer_logic_10nm"
    )
    assert ratio == pytest.approx(8.0 / 0.995**7)


def test_the_board_of_an_accelerator_has_the_outline_of_its_form() -> None:
    module = default_part("accelerator")
    card = default_part("accelerator", module_form="pcie")
    drawn = [
        drawn_of(inventory("accelerator", each), "printed_board_area") for each in (module, card)
    ]
    assert drawn == pytest.approx([0.0109 * 16, 0.0234 * 16])


def test_an_accelerator_without_stacked_memory_loses_none_in_mounting_it() -> None:
    gpu = default_part("accelerator", hbm_gb=0)
    got = inventory("accelerator", gpu)
    assert drawn_of(got, "wafer_dram_16nm") == 0.0
    assert drawn_of(got, "ic_substrate_abf") == pytest.approx(30.0 / 0.995)


def test_the_memory_of_an_accelerator_is_that_of_bought_stacks() -> None:
    gpu = default_part("accelerator", hbm_gb=32, bond_yield=1.0, hbm_assembly_yield=1.0)
    stack = default_part("hbm_stack", hbm_gb=32)
    assert drawn_of(inventory("accelerator", gpu), "wafer_dram_16nm") == pytest.approx(
        drawn_of(inventory("hbm_stack", stack), "wafer_dram_16nm")
    )


def test_a_larger_disk_has_more_platters_and_heads_in_the_same_case() -> None:
    small = inventory("hard_disk_drive", default_part("hard_disk_drive", capacity_gb=4000))
    large = inventory("hard_disk_drive", default_part("hard_disk_drive", capacity_gb=20000))
    assert drawn_of(small, "hdd_platter") == 4.0  # 1080 GB a platter
    assert drawn_of(large, "hdd_platter") == 10.0  # 2200 GB a platter
    assert drawn_of(large, "hdd_head") == 20.0
    assert drawn_of(large, "aluminium_cast_alloy") == drawn_of(small, "aluminium_cast_alloy")


def test_an_unknown_processor_has_silicon_by_its_thermal_power() -> None:
    cpu = default_part("processor", tdp_w=200)
    assert cpu.die_area_cm2 == pytest.approx(2.05)
    assert cpu.active_w == pytest.approx(0.6 * 200.0)
    assert cpu.idle_w == pytest.approx(40.0)


def test_the_place_of_a_fab_goes_to_the_wafer_only() -> None:
    got = inventory("processor", default_part("processor", fab_country="TW"))
    places = {e.product: e.location for e in got.exchanges}
    assert places["wafer_logic_10nm"] == "TW"
    assert places["ic_packaging_fcbga"] is None  # the part's own country decides
    assert places["gold"] is None


def test_a_card_with_gddr_has_no_stacks_and_loses_no_package_to_them() -> None:
    card = default_part("accelerator", hbm_generation="GDDR6", hbm_gb=24, interposer_area_cm2=0)
    got = inventory("accelerator", card)
    assert drawn_of(got, "hbm_stacking") == 0.0
    assert drawn_of(got, "wafer_logic_28nm") == 0.0
    assert drawn_of(got, "ic_packaging_bga") == pytest.approx(12 * 1.68 / 0.995)
    assert drawn_of(got, "ic_substrate_abf") == pytest.approx(30.0 / 0.995)


def test_a_single_io_die_is_drawn_beside_the_compute_dies() -> None:
    cpu = default_part("processor", io_dies_count=1, bond_yield=1.0)
    got = inventory("processor", cpu)
    assert drawn_of(got, "wafer_logic_14nm") > cpu.io_die_area_cm2
