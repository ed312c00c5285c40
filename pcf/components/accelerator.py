"""Accelerator module: dies and HBM on an interposer, package, module board, no heat sink."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.hbm import HbmStack, hbm_area_cm2, hbm_exchanges
from pcf.components.logic_dies import LogicDies, bonding_yield, die_mass_kg, wafer_exchanges
from pcf.components.memory import M2_PER_CM2, SIDES_COUNT
from pcf.components.silicon import assembled_in, closed_contents
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerator(LogicDies):
    """Parameters of a GPU or AI module (``lci_data/components/accelerator.yaml``).

    ``hbm_assembly_yield`` [-] is the share of packages kept after memory is mounted (1 for
    GDDR, which sits on the board). The voltage regulator is given by the mass of its parts [kg].
    ``module_form`` (module or card) gives the board its outline.
    """

    package_area_cm2: float
    hbm_gb: float
    hbm_stack_gb: float
    dram_node_nm: float
    bit_density_gb_per_cm2: float
    die_capacity_gb: float
    dram_die_yield: float
    base_die_area_cm2: float
    base_defect_density_per_cm2: float
    stacked_share: float
    memory_package_area_cm2: float
    hbm_assembly_yield: float
    board_area_cm2: float
    board_layers_count: float
    power_stage_mass_kg: float
    inductor_mass_kg: float
    mlcc_mass_kg: float
    capacitor_mass_kg: float
    connector_mass_kg: float
    frame_mass_kg: float
    test_energy_kwh: float
    mass_kg: float
    tdp_w: float
    active_w: float
    idle_w: float
    hbm_generation: str
    module_form: str
    dram_node: str
    dram_wafer_family: str
    hbm_fab_country: str
    assembly_country: str
    base_wafer_product: str
    stacking_product: str
    memory_packaging_product: str
    substrate_product: str
    packaging_product: str
    board_product: str
    finish_product: str
    placement_product: str
    power_stage_product: str
    inductor_product: str
    mlcc_product: str
    capacitor_product: str
    connector_product: str
    frame_product: str
    frame_forming_product: str
    electricity_product: str


def memory_of(part: Accelerator) -> HbmStack:
    """Return the HBM of an accelerator as the stacks it is bought as."""
    return HbmStack(
        wafer_diameter_mm=part.wafer_diameter_mm,
        edge_exclusion_mm=part.edge_exclusion_mm,
        kerf_mm=part.kerf_mm,
        edge_loss_factor=part.edge_loss_factor,
        line_yield=part.line_yield,
        clustering_factor=part.clustering_factor,
        die_mass_kg_per_cm2=part.die_mass_kg_per_cm2,
        bit_density_gb_per_cm2=part.bit_density_gb_per_cm2,
        die_capacity_gb=part.die_capacity_gb,
        dram_die_yield=part.dram_die_yield,
        dram_node_nm=part.dram_node_nm,
        dram_node=part.dram_node,
        dram_wafer_family=part.dram_wafer_family,
        fab_country=part.hbm_fab_country,
        hbm_gb=part.hbm_gb,
        hbm_stack_gb=part.hbm_stack_gb,
        base_die_area_cm2=part.base_die_area_cm2,
        base_defect_density_per_cm2=part.base_defect_density_per_cm2,
        stacked_share=part.stacked_share,
        memory_package_area_cm2=part.memory_package_area_cm2,
        mass_kg=0.0,
        active_w=0.0,
        idle_w=0.0,
        hbm_generation=part.hbm_generation,
        assembly_country=part.assembly_country,
        base_wafer_product=part.base_wafer_product,
        stacking_product=part.stacking_product,
        memory_packaging_product=part.memory_packaging_product,
    )


def package_yield(part: Accelerator) -> float:
    """Return the share of packages kept: bonding of dies, and mounting of HBM if any [-]."""
    mounted = part.hbm_assembly_yield if part.hbm_gb > 0.0 else 1.0
    return bonding_yield(part) * mounted


def accelerator(part: Accelerator) -> ComponentInventory:
    """Return what one accelerator module draws; everything in the package shares its yield."""
    kept = package_yield(part)
    memory = memory_of(part)
    silicon_kg = die_mass_kg(part) + hbm_area_cm2(memory) * part.die_mass_kg_per_cm2
    parts_kg = (
        part.power_stage_mass_kg
        + part.inductor_mass_kg
        + part.mlcc_mass_kg
        + part.capacitor_mass_kg
        + part.connector_mass_kg
    )
    return ComponentInventory(
        exchanges=(
            *wafer_exchanges(part, kept_yield=kept),
            *hbm_exchanges(memory, kept_yield=kept),
            *_package(part, kept),
            *_module_board(part),
        ),
        mass_kg=part.mass_kg,
        materials=closed_contents(
            part.mass_kg,
            {"silicon": silicon_kg, "steel": part.frame_mass_kg, "electronic_component": parts_kg},
            rest="printed_board",
        ),
        active_power_w=part.active_w,
        idle_power_w=part.idle_w,
    )


def _package(part: Accelerator, kept_yield: float) -> tuple[Exchange, ...]:
    area_cm2 = part.package_area_cm2 / kept_yield
    steps = ((part.substrate_product, "substrate"), (part.packaging_product, "assembly and test"))
    return nonzero(
        *(
            Exchange(
                product=product,
                amount=area_cm2,
                unit="cm2",
                location=assembled_in(part.assembly_country),
                role=role,
            )
            for product, role in steps
        )
    )


def _module_board(part: Accelerator) -> tuple[Exchange, ...]:
    board_m2 = part.board_area_cm2 * M2_PER_CM2
    masses = (
        (part.power_stage_product, part.power_stage_mass_kg, "voltage regulator"),
        (part.inductor_product, part.inductor_mass_kg, "voltage regulator"),
        (part.mlcc_product, part.mlcc_mass_kg, "decoupling"),
        (part.capacitor_product, part.capacitor_mass_kg, "bulk capacitors"),
        (part.connector_product, part.connector_mass_kg, "connectors"),
        (part.frame_product, part.frame_mass_kg, "stiffener and bracket"),
        (part.frame_forming_product, part.frame_mass_kg, "stiffener and bracket"),
    )
    return nonzero(
        Exchange(
            product=part.board_product,
            amount=board_m2 * part.board_layers_count,
            unit="m2_layer",
            role="module board",
        ),
        Exchange(product=part.finish_product, amount=board_m2, unit="m2", role="board finish"),
        Exchange(
            product=part.placement_product,
            amount=board_m2 * SIDES_COUNT,
            unit="m2",
            role="surface mounting",
        ),
        *(
            Exchange(product=product, amount=mass, unit="kg", role=role)
            for product, mass, role in masses
        ),
        Exchange(
            product=part.electricity_product,
            amount=part.test_energy_kwh,
            unit="kWh",
            location=assembled_in(part.assembly_country),
            role="module test",
        ),
    )
