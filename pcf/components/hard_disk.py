"""Hard disk drive: casting, cover, motor, magnets, platters and heads by capacity, electronics."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pcf.components.drawn import kilograms, nonzero
from pcf.components.memory import M2_PER_CM2, SIDES_COUNT
from pcf.components.silicon import (
    WORLD,
    WaferProcess,
    assembled_in,
    closed_contents,
    die_yield,
    wafer_per_good_die_cm2,
)
from pcf.model.component import ComponentInventory, MaterialContent
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class HardDisk(WaferProcess):
    """Parameters of a hard disk drive (``lci_data/components/hard_disk_drive.yaml``).

    ``platter_capacity_gb`` [GB] is that of a 3.5-inch platter; ``platter_area_factor`` [-] the
    area of this drive's platter relative to it. Masses of casting, cover, motor and board are
    shares of the drive's mass [-].
    """

    capacity_gb: float
    platter_capacity_gb: float
    platter_area_factor: float
    heads_per_platter_count: float
    platter_mass_kg: float
    base_mass_share: float
    cover_mass_share: float
    motor_mass_share: float
    board_mass_share: float
    magnet_mass_kg: float
    controller_die_area_cm2: float
    controller_defect_density_per_cm2: float
    package_area_cm2: float
    cache_wafer_area_cm2: float
    board_area_cm2: float
    board_layers_count: float
    connector_mass_kg: float
    assembly_energy_kwh: float
    test_energy_kwh: float
    mass_kg: float
    active_w: float
    idle_w: float
    form_factor: str
    assembly_country: str
    base_product: str
    base_forming_product: str
    cover_product: str
    cover_forming_product: str
    motor_product: str
    magnet_product: str
    platter_product: str
    head_product: str
    controller_wafer_product: str
    cache_wafer_product: str
    packaging_product: str
    board_product: str
    finish_product: str
    placement_product: str
    connector_product: str
    electricity_product: str


def platters_count(drive: HardDisk) -> float:
    """Return the platters in a drive [-], whole ones."""
    per_platter_gb = drive.platter_capacity_gb * drive.platter_area_factor
    return 1.0 * math.ceil(drive.capacity_gb / per_platter_gb)


def hard_disk(drive: HardDisk) -> ComponentInventory:
    """Return what one drive draws: mechanics by mass, platters and heads, board, energy."""
    board_m2 = drive.board_area_cm2 * M2_PER_CM2
    return ComponentInventory(
        exchanges=nonzero(
            *_mechanics(drive),
            *_chips(drive),
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
            kilograms(drive.connector_product, drive.connector_mass_kg, "connector"),
            Exchange(
                product=drive.electricity_product,
                amount=drive.assembly_energy_kwh + drive.test_energy_kwh,
                unit="kWh",
                location=assembled_in(drive.assembly_country),
                role="clean-room assembly and test",
            ),
        ),
        mass_kg=drive.mass_kg,
        materials=_materials(drive),
        active_power_w=drive.active_w,
        idle_power_w=drive.idle_w,
    )


def _mechanics(drive: HardDisk) -> tuple[Exchange, ...]:
    base_kg = drive.base_mass_share * drive.mass_kg
    cover_kg = drive.cover_mass_share * drive.mass_kg
    platters = platters_count(drive)
    return (
        kilograms(drive.base_product, base_kg, "base casting"),
        kilograms(drive.base_forming_product, base_kg, "base casting"),
        kilograms(drive.cover_product, cover_kg, "cover"),
        kilograms(drive.cover_forming_product, cover_kg, "cover"),
        kilograms(drive.motor_product, drive.motor_mass_share * drive.mass_kg, "motor, actuator"),
        kilograms(drive.magnet_product, drive.magnet_mass_kg, "magnets"),
        Exchange(
            product=drive.platter_product,
            amount=platters * drive.platter_area_factor,
            unit="piece",
            role="platters",
        ),
        Exchange(
            product=drive.head_product,
            amount=platters * drive.heads_per_platter_count,
            unit="piece",
            role="heads",
        ),
    )


def _chips(drive: HardDisk) -> tuple[Exchange, ...]:
    good = die_yield(
        drive.controller_die_area_cm2,
        defect_density_per_cm2=drive.controller_defect_density_per_cm2,
        clustering_factor=drive.clustering_factor,
    )
    controller_cm2 = wafer_per_good_die_cm2(drive.controller_die_area_cm2, drive, good_yield=good)
    return (
        Exchange(
            product=drive.controller_wafer_product,
            amount=controller_cm2,
            unit="cm2",
            location=WORLD,
            role="controller and motor driver dies",
        ),
        Exchange(
            product=drive.cache_wafer_product,
            amount=drive.cache_wafer_area_cm2,
            unit="cm2",
            location=WORLD,
            role="DRAM cache",
        ),
        Exchange(
            product=drive.packaging_product,
            amount=drive.package_area_cm2,
            unit="cm2",
            location=assembled_in(drive.assembly_country),
            role="packages",
        ),
    )


def _materials(drive: HardDisk) -> tuple[MaterialContent, ...]:
    base_kg = drive.base_mass_share * drive.mass_kg
    platters_kg = platters_count(drive) * drive.platter_area_factor * drive.platter_mass_kg
    return closed_contents(
        drive.mass_kg,
        {
            "aluminium": base_kg + platters_kg,
            "neodymium_magnet": drive.magnet_mass_kg,
            "printed_board": drive.board_mass_share * drive.mass_kg,
        },
        rest="steel",
    )
