"""NAND flash: solid-state drive and single chip, from capacity, layers and bits per cell."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.memory import M2_PER_CM2, SIDES_COUNT
from pcf.components.silicon import (
    WORLD,
    WaferProcess,
    assembled_in,
    closed_contents,
    die_yield,
    wafer_per_good_die_cm2,
)
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashDies(WaferProcess):
    """NAND dies and their wafer (``lci_data/components``).

    ``cell_density_gb_per_cm2`` [GB per cm² of die and per bit in a cell] times
    ``bits_per_cell_count`` is the bit density at the layers of ``nand_class``, which names the
    wafer and is the class nearest to ``nand_layers_count``.
    """

    cell_density_gb_per_cm2: float
    bits_per_cell_count: float
    nand_layers_count: float
    nand_die_capacity_gb: float
    nand_die_yield: float
    nand_class: str
    nand_wafer_family: str
    fab_country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SolidStateDrive(FlashDies):
    """Parameters of a drive (``lci_data/components/solid_state_drive.yaml``).

    ``over_provisioning_factor`` [-] raw capacity per labelled capacity; controller die on a
    logic wafer; DRAM buffer of ``dram_gb_per_tb`` [GB per TB]; board, hold-up capacitors,
    connector and case by form factor.
    """

    capacity_gb: float
    over_provisioning_factor: float
    dies_per_package_count: float
    package_area_cm2: float
    controller_die_area_cm2: float
    controller_defect_density_per_cm2: float
    controller_package_area_cm2: float
    dram_gb_per_tb: float
    bit_density_gb_per_cm2: float
    dram_die_capacity_gb: float
    dram_die_yield: float
    dram_package_area_cm2: float
    board_area_cm2: float
    board_layers_count: float
    capacitor_mass_kg: float
    connector_mass_kg: float
    case_mass_kg: float
    gold_mass_kg: float
    test_energy_kwh: float
    mass_kg: float
    component_mass_share: float
    active_w: float
    idle_w: float
    form_factor: str
    endurance: str
    assembly_country: str
    packaging_product: str
    controller_wafer_product: str
    controller_packaging_product: str
    dram_wafer_product: str
    board_product: str
    finish_product: str
    placement_product: str
    capacitor_product: str
    connector_product: str
    case_product: str
    case_forming_product: str
    gold_product: str
    electricity_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashChip(FlashDies):
    """Parameters of one packaged flash chip or card (``lci_data/components/flash_chip.yaml``)."""

    capacity_gb: float
    package_area_cm2: float
    controller_die_area_cm2: float
    controller_defect_density_per_cm2: float
    mass_kg: float
    active_w: float
    idle_w: float
    assembly_country: str
    packaging_product: str
    controller_wafer_product: str


def flash_density_gb_per_cm2(dies: FlashDies) -> float:
    """Return the bit density [GB/cm² of die]; within its class it goes with the layers.

    So 72 layers are denser than the 64 of their class, and layers that are not known move the
    area of flash and not only the name of its wafer.
    """
    layers_of_class = dies.nand_layers_count / float(dies.nand_class)
    return dies.cell_density_gb_per_cm2 * dies.bits_per_cell_count * layers_of_class


def flash_die_area_cm2(dies: FlashDies) -> float:
    """Return the area of one NAND die [cm²]: capacity over bit density."""
    return dies.nand_die_capacity_gb / flash_density_gb_per_cm2(dies)


def flash_wafer_cm2(dies: FlashDies, raw_gb: float) -> float:
    """Return NAND wafer area behind ``raw_gb`` [GB] of good dies [cm²], linear in capacity."""
    per_die = wafer_per_good_die_cm2(flash_die_area_cm2(dies), dies, good_yield=dies.nand_die_yield)
    return raw_gb / dies.nand_die_capacity_gb * per_die


def raw_flash_gb(drive: SolidStateDrive) -> float:
    """Return the flash on the drive [GB], spare area included."""
    return drive.capacity_gb * drive.over_provisioning_factor


def buffer_gb(drive: SolidStateDrive) -> float:
    """Return the DRAM of the mapping table [GB]."""
    return drive.capacity_gb / 1000.0 * drive.dram_gb_per_tb


def controller_wafer_cm2(part: SolidStateDrive | FlashChip) -> float:
    """Return logic wafer area behind one controller [cm²]."""
    if part.controller_die_area_cm2 == 0.0:
        return 0.0
    good = die_yield(
        part.controller_die_area_cm2,
        defect_density_per_cm2=part.controller_defect_density_per_cm2,
        clustering_factor=part.clustering_factor,
    )
    return wafer_per_good_die_cm2(part.controller_die_area_cm2, part, good_yield=good)


def flash_packages_count(drive: SolidStateDrive) -> float:
    """Return the NAND packages on a drive: whole ones, ``dies_per_package_count`` dies each."""
    dies = raw_flash_gb(drive) / drive.nand_die_capacity_gb
    return 1.0 * math.ceil(dies / drive.dies_per_package_count)


def buffer_packages_count(drive: SolidStateDrive) -> float:
    """Return the DRAM packages on a drive, one die each."""
    return 1.0 * math.ceil(buffer_gb(drive) / drive.dram_die_capacity_gb)


def solid_state_drive(drive: SolidStateDrive) -> ComponentInventory:
    """Return what one drive draws: flash, buffer, controller, packages, board, case, test."""
    board_m2 = drive.board_area_cm2 * M2_PER_CM2
    silicon_cm2 = (
        raw_flash_gb(drive) / drive.nand_die_capacity_gb * flash_die_area_cm2(drive)
        + drive.controller_die_area_cm2
    )
    return ComponentInventory(
        exchanges=nonzero(
            *_chips(drive),
            _kilograms(drive.case_product, drive.case_mass_kg, "case"),
            _kilograms(drive.case_forming_product, drive.case_mass_kg, "case"),
            _kilograms(drive.capacitor_product, drive.capacitor_mass_kg, "hold-up capacitors"),
            _kilograms(drive.connector_product, drive.connector_mass_kg, "connector"),
            _kilograms(drive.gold_product, drive.gold_mass_kg, "edge contacts"),
            Exchange(
                product=drive.board_product,
                amount=board_m2 * drive.board_layers_count,
                unit="m2_layer",
                role="board",
            ),
            Exchange(product=drive.finish_product, amount=board_m2, unit="m2", role="board finish"),
            Exchange(
                product=drive.placement_product,
                amount=board_m2 * SIDES_COUNT,
                unit="m2",
                role="surface mounting",
            ),
            Exchange(
                product=drive.electricity_product,
                amount=drive.test_energy_kwh,
                unit="kWh",
                location=assembled_in(drive.assembly_country),
                role="drive test",
            ),
        ),
        mass_kg=drive.mass_kg,
        materials=closed_contents(
            drive.mass_kg,
            {
                "aluminium": drive.case_mass_kg,
                "silicon": silicon_cm2 * drive.die_mass_kg_per_cm2,
                "gold": drive.gold_mass_kg,
                "electronic_component": drive.component_mass_share * drive.mass_kg,
            },
            rest="printed_board",
        ),
        active_power_w=drive.active_w,
        idle_power_w=drive.idle_w,
    )


def flash_chip(chip: FlashChip) -> ComponentInventory:
    """Return what one flash package draws: NAND dies, controller (cards, eMMC), package."""
    silicon_cm2 = (
        chip.capacity_gb / chip.nand_die_capacity_gb * flash_die_area_cm2(chip)
        + chip.controller_die_area_cm2
    )
    return ComponentInventory(
        exchanges=nonzero(
            _flash_wafer(chip, chip.capacity_gb),
            Exchange(
                product=chip.controller_wafer_product,
                amount=controller_wafer_cm2(chip),
                unit="cm2",
                location=WORLD,
                role="controller die",
            ),
            _package(chip.packaging_product, chip.package_area_cm2, chip.assembly_country, "flash"),
        ),
        mass_kg=chip.mass_kg,
        materials=closed_contents(
            chip.mass_kg,
            {"silicon": silicon_cm2 * chip.die_mass_kg_per_cm2},
            rest="electronic_component",
        ),
        active_power_w=chip.active_w,
        idle_power_w=chip.idle_w,
    )


def _chips(drive: SolidStateDrive) -> tuple[Exchange, ...]:
    """Return wafers and packages of flash, buffer and controller."""
    place = drive.assembly_country
    dram_die_cm2 = drive.dram_die_capacity_gb / drive.bit_density_gb_per_cm2
    dram_cm2 = wafer_per_good_die_cm2(dram_die_cm2, drive, good_yield=drive.dram_die_yield)
    flash_cm2 = flash_packages_count(drive) * drive.package_area_cm2
    buffer_cm2 = buffer_packages_count(drive) * drive.dram_package_area_cm2
    return (
        _flash_wafer(drive, raw_flash_gb(drive)),
        Exchange(
            product=drive.controller_wafer_product,
            amount=controller_wafer_cm2(drive),
            unit="cm2",
            location=WORLD,
            role="controller die",
        ),
        Exchange(
            product=drive.dram_wafer_product,
            amount=buffer_gb(drive) / drive.dram_die_capacity_gb * dram_cm2,
            unit="cm2",
            location=WORLD,
            role="DRAM buffer",
        ),
        _package(drive.packaging_product, flash_cm2, place, "flash packages"),
        _package(drive.packaging_product, buffer_cm2, place, "buffer packages"),
        _package(
            drive.controller_packaging_product,
            drive.controller_package_area_cm2,
            place,
            "controller package",
        ),
    )


def _flash_wafer(dies: FlashDies, raw_gb: float) -> Exchange:
    return Exchange(
        product=f"{dies.nand_wafer_family}_{dies.nand_class}l",
        amount=flash_wafer_cm2(dies, raw_gb),
        unit="cm2",
        location=dies.fab_country,
        role="flash dies",
    )


def _package(product: str, area_cm2: float, place: str, role: str) -> Exchange:
    return Exchange(
        product=product, amount=area_cm2, unit="cm2", location=assembled_in(place), role=role
    )


def _kilograms(product: str, mass_kg: float, role: str) -> Exchange:
    return Exchange(product=product, amount=mass_kg, unit="kg", role=role)
