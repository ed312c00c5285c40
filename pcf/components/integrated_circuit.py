"""Packaged chips on a board: ASICs on flip-chip substrates, small ICs by package case."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.silicon import (
    WaferProcess,
    assembled_in,
    closed_contents,
    die_yield,
    wafer_per_good_die_cm2,
)
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipDies(WaferProcess):
    """Logic dies of one package, all alike (``lci_data/components``)."""

    die_area_cm2: float
    dies_count: float
    node_nm: float
    defect_density_per_cm2: float
    package_area_cm2: float
    mass_kg: float
    active_w: float
    idle_w: float
    node: str
    fab_country: str
    assembly_country: str
    wafer_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedAsic(ChipDies):
    """Parameters of chipset, BMC, network, storage and switch ASIC, FPGA, CPLD.

    ``flip_chip_share`` [-] is 1 on an organic build-up substrate and 0 for a wire-bonded ball
    grid array on laminate; ``lid_mass_share`` [-] a copper lid.
    """

    flip_chip_share: float
    lid_mass_share: float
    substrate_product: str
    flip_chip_product: str
    wire_bond_product: str
    lid_product: str
    lid_forming_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallIc(ChipDies):
    """Parameters of an IC known by its package ``case`` (SOIC, QFN, LQFP, BGA, WLCSP, …).

    ``laminate_share`` [-] is 1 where the case is a ball grid array, 0 on a lead frame.
    """

    laminate_share: float
    case: str
    laminate_product: str
    leadframe_product: str


def chip_wafer(chip: ChipDies) -> Exchange:
    """Return the wafer area behind the dies of one package [cm²]."""
    good = die_yield(
        chip.die_area_cm2,
        defect_density_per_cm2=chip.defect_density_per_cm2,
        clustering_factor=chip.clustering_factor,
    )
    area = wafer_per_good_die_cm2(chip.die_area_cm2, chip, good_yield=good)
    return Exchange(
        product=f"{chip.wafer_family}_{chip.node}nm",
        amount=chip.dies_count * area,
        unit="cm2",
        location=chip.fab_country,
        role="die",
    )


def packaged_asic(chip: PackagedAsic) -> ComponentInventory:
    """Return what one ASIC draws: wafer, substrate and flip-chip or wire-bond package, lid."""
    flip_chip_cm2 = chip.package_area_cm2 * chip.flip_chip_share
    wire_bond_cm2 = chip.package_area_cm2 * (1.0 - chip.flip_chip_share)
    lid_kg = chip.lid_mass_share * chip.mass_kg
    return ComponentInventory(
        exchanges=nonzero(
            chip_wafer(chip),
            _package(chip.substrate_product, flip_chip_cm2, chip, "substrate"),
            _package(chip.flip_chip_product, flip_chip_cm2, chip, "assembly and test"),
            _package(chip.wire_bond_product, wire_bond_cm2, chip, "package"),
            Exchange(product=chip.lid_product, amount=lid_kg, unit="kg", role="lid"),
            Exchange(product=chip.lid_forming_product, amount=lid_kg, unit="kg", role="lid"),
        ),
        mass_kg=chip.mass_kg,
        materials=closed_contents(
            chip.mass_kg,
            {"silicon": _silicon_kg(chip), "copper": lid_kg},
            rest="electronic_component",
        ),
        active_power_w=chip.active_w,
        idle_power_w=chip.idle_w,
    )


def small_ic(chip: SmallIc) -> ComponentInventory:
    """Return what one small IC draws: wafer, and a package on laminate or lead frame."""
    laminate_cm2 = chip.package_area_cm2 * chip.laminate_share
    leadframe_cm2 = chip.package_area_cm2 * (1.0 - chip.laminate_share)
    return ComponentInventory(
        exchanges=nonzero(
            chip_wafer(chip),
            _package(chip.laminate_product, laminate_cm2, chip, "package"),
            _package(chip.leadframe_product, leadframe_cm2, chip, "package"),
        ),
        mass_kg=chip.mass_kg,
        materials=closed_contents(
            chip.mass_kg, {"silicon": _silicon_kg(chip)}, rest="electronic_component"
        ),
        active_power_w=chip.active_w,
        idle_power_w=chip.idle_w,
    )


def _silicon_kg(chip: ChipDies) -> float:
    return chip.dies_count * chip.die_area_cm2 * chip.die_mass_kg_per_cm2


def _package(product: str, area_cm2: float, chip: ChipDies, role: str) -> Exchange:
    return Exchange(
        product=product,
        amount=area_cm2,
        unit="cm2",
        location=assembled_in(chip.assembly_country),
        role=role,
    )
