"""DRAM: memory module, single chip and HBM stack, from capacity and bit density."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.silicon import (
    WORLD,
    WaferProcess,
    assembled_in,
    closed_contents,
    wafer_per_good_die_cm2,
)
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange

M2_PER_CM2 = 1e-4
SIDES_COUNT = 2.0  # a module is populated on both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class DramDies(WaferProcess):
    """DRAM dies and their wafer (``lci_data/components``).

    ``bit_density_gb_per_cm2`` [GB per cm² of die], ``die_capacity_gb`` [GB],
    ``dram_die_yield`` [-]. ``dram_node`` is the nominal node of the wafer, following
    ``dram_node_nm`` [nm]; ``wafer_family`` is the beginning of the wafer product's name.
    """

    bit_density_gb_per_cm2: float
    die_capacity_gb: float
    dram_die_yield: float
    dram_node_nm: float
    dram_node: str
    dram_wafer_family: str
    fab_country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryModule(DramDies):
    """Parameters of a DIMM (``lci_data/components/memory_module.yaml``).

    ``capacity_gb`` [GB] is what the label says; ``ecc_factor`` [-] raw bits per labelled bit,
    left out where ``error_correction`` is ``none``. At most ``packages_per_rank_count`` times
    the lesser of ``ranks_count`` and ``package_ranks_max_count`` packages fit; further dies are
    stacked with through-silicon vias.
    """

    capacity_gb: float
    ecc_factor: float
    ranks_count: float
    packages_per_rank_count: float
    package_ranks_max_count: float
    package_area_cm2: float
    board_area_cm2: float
    board_layers_count: float
    register_die_area_cm2: float
    register_package_area_cm2: float
    power_die_area_cm2: float
    power_package_area_cm2: float
    mlcc_mass_kg: float
    inductor_mass_kg: float
    gold_mass_kg: float
    test_energy_kwh: float
    mass_kg: float
    component_mass_share: float
    active_w: float
    idle_w: float
    generation: str
    error_correction: str
    module_type: str
    assembly_country: str
    packaging_product: str
    stacking_product: str
    register_wafer_product: str
    power_wafer_product: str
    power_packaging_product: str
    board_product: str
    finish_product: str
    placement_product: str
    mlcc_product: str
    inductor_product: str
    gold_product: str
    electricity_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryChip(DramDies):
    """Parameters of one packaged DRAM chip (``lci_data/components/memory_chip.yaml``)."""

    capacity_gb: float
    package_area_cm2: float
    mass_kg: float
    active_w: float
    idle_w: float
    generation: str
    assembly_country: str
    packaging_product: str
    stacking_product: str


def raw_capacity_gb(module: MemoryModule) -> float:
    """Return the bits on the module as GB, error correction included."""
    factor = 1.0 if module.error_correction == "none" else module.ecc_factor
    return module.capacity_gb * factor


def dram_wafer_per_die_cm2(dies: DramDies) -> float:
    """Return DRAM wafer area behind one good die [cm²]."""
    area_cm2 = dies.die_capacity_gb / dies.bit_density_gb_per_cm2
    return wafer_per_good_die_cm2(area_cm2, dies, good_yield=dies.dram_die_yield)


def dram_dies_count(dies: DramDies, raw_gb: float) -> float:
    """Return how many dies carry ``raw_gb`` [GB]: a real number, so that capacity is linear."""
    return raw_gb / dies.die_capacity_gb


def packages_count(module: MemoryModule) -> float:
    """Return the DRAM packages on a module [-]: one a die until the module is full."""
    dies = math.ceil(dram_dies_count(module, raw_capacity_gb(module)))
    sides = min(module.ranks_count, module.package_ranks_max_count)
    return 1.0 * min(dies, sides * module.packages_per_rank_count)


def stacked_area_cm2(dies: DramDies, *, raw_gb: float, packages: float) -> float:
    """Return the area of dies stacked on others in a package [cm²]."""
    area_cm2 = dies.die_capacity_gb / dies.bit_density_gb_per_cm2
    return max(0.0, dram_dies_count(dies, raw_gb) - packages) * area_cm2


def memory_module(module: MemoryModule) -> ComponentInventory:
    """Return what one DIMM draws: wafers, packages, board, register, power, passives, test."""
    raw_gb = raw_capacity_gb(module)
    packages = packages_count(module)
    board_m2 = module.board_area_cm2 * M2_PER_CM2
    dies_cm2 = raw_gb / module.bit_density_gb_per_cm2
    return ComponentInventory(
        exchanges=nonzero(
            _dram_wafer(module, raw_gb),
            _packaging(module.packaging_product, packages * module.package_area_cm2, module),
            _stacking(module, raw_gb, packages),
            *_support_chips(module),
            Exchange(
                product=module.board_product,
                amount=board_m2 * module.board_layers_count,
                unit="m2_layer",
                role="board",
            ),
            Exchange(
                product=module.finish_product, amount=board_m2, unit="m2", role="board finish"
            ),
            Exchange(
                product=module.placement_product,
                amount=board_m2 * SIDES_COUNT,
                unit="m2",
                role="surface mounting",
            ),
            Exchange(
                product=module.mlcc_product, amount=module.mlcc_mass_kg, unit="kg", role="passives"
            ),
            Exchange(
                product=module.inductor_product,
                amount=module.inductor_mass_kg,
                unit="kg",
                role="passives",
            ),
            Exchange(
                product=module.gold_product, amount=module.gold_mass_kg, unit="kg", role="fingers"
            ),
            Exchange(
                product=module.electricity_product,
                amount=module.test_energy_kwh,
                unit="kWh",
                location=assembled_in(module.assembly_country),
                role="module test",
            ),
        ),
        mass_kg=module.mass_kg,
        materials=closed_contents(
            module.mass_kg,
            {
                "silicon": dies_cm2 * module.die_mass_kg_per_cm2,
                "gold": module.gold_mass_kg,
                "electronic_component": module.component_mass_share * module.mass_kg,
            },
            rest="printed_board",
        ),
        active_power_w=module.active_w,
        idle_power_w=module.idle_w,
    )


def memory_chip(chip: MemoryChip) -> ComponentInventory:
    """Return what one packaged DRAM chip draws; dies beyond the first are stacked."""
    dies_cm2 = chip.capacity_gb / chip.bit_density_gb_per_cm2
    return ComponentInventory(
        exchanges=nonzero(
            _dram_wafer(chip, chip.capacity_gb),
            _packaging(chip.packaging_product, chip.package_area_cm2, chip),
            _stacking(chip, chip.capacity_gb, 1.0),
        ),
        mass_kg=chip.mass_kg,
        materials=closed_contents(
            chip.mass_kg,
            {"silicon": dies_cm2 * chip.die_mass_kg_per_cm2},
            rest="electronic_component",
        ),
        active_power_w=chip.active_w,
        idle_power_w=chip.idle_w,
    )


def dram_wafer_product(dies: DramDies) -> str:
    """Return the product key of the wafer of a nominal node."""
    return f"{dies.dram_wafer_family}_{dies.dram_node}nm"


def _dram_wafer(dies: DramDies, raw_gb: float) -> Exchange:
    return Exchange(
        product=dram_wafer_product(dies),
        amount=dram_dies_count(dies, raw_gb) * dram_wafer_per_die_cm2(dies),
        unit="cm2",
        location=dies.fab_country,
        role="DRAM dies",
    )


def _packaging(
    product: str, area_cm2: float, part: MemoryModule | MemoryChip, role: str = "DRAM packages"
) -> Exchange:
    return Exchange(
        product=product,
        amount=area_cm2,
        unit="cm2",
        location=assembled_in(part.assembly_country),
        role=role,
    )


def _stacking(part: MemoryModule | MemoryChip, raw_gb: float, packages: float) -> Exchange:
    return Exchange(
        product=part.stacking_product,
        amount=stacked_area_cm2(part, raw_gb=raw_gb, packages=packages),
        unit="cm2",
        location=assembled_in(part.assembly_country),
        role="die stacking",
    )


def _support_chips(module: MemoryModule) -> tuple[Exchange, ...]:
    """Return register (and buffers) and power or presence-detect chips: die and package each.

    Their small dies carry edge and kerf but no yield figure of their own: line yield only.
    """
    register_cm2 = _small_die_wafer_cm2(module.register_die_area_cm2, module)
    power_cm2 = _small_die_wafer_cm2(module.power_die_area_cm2, module)
    return (
        Exchange(
            product=module.register_wafer_product,
            amount=register_cm2,
            unit="cm2",
            location=WORLD,
            role="register die",
        ),
        _packaging(
            module.packaging_product, module.register_package_area_cm2, module, "register package"
        ),
        Exchange(
            product=module.power_wafer_product,
            amount=power_cm2,
            unit="cm2",
            location=WORLD,
            role="power die",
        ),
        _packaging(
            module.power_packaging_product, module.power_package_area_cm2, module, "power package"
        ),
    )


def _small_die_wafer_cm2(area_cm2: float, wafer: WaferProcess) -> float:
    if area_cm2 == 0.0:
        return 0.0
    return wafer_per_good_die_cm2(area_cm2, wafer, good_yield=1.0)
