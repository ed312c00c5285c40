"""Accelerator memory: HBM stacks on a base die, or GDDR packages, from capacity and density."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.memory import (
    DramDies,
    dram_dies_count,
    dram_wafer_per_die_cm2,
    dram_wafer_product,
)
from pcf.components.silicon import (
    WORLD,
    assembled_in,
    closed_contents,
    die_yield,
    wafer_per_good_die_cm2,
)
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class HbmStack(DramDies):
    """Parameters of HBM or GDDR (``lci_data/components/hbm_stack.yaml``).

    ``hbm_gb`` [GB] in stacks of ``hbm_stack_gb`` [GB] each; ``dram_die_yield`` [-] is the
    composite yield of die, through-silicon vias and stack; the base die is logic. GDDR is a
    stack of one die: ``stacked_share`` [-] 0, no base die, ``memory_package_area_cm2`` [cm²]
    of package of its own.
    """

    hbm_gb: float
    hbm_stack_gb: float
    base_die_area_cm2: float
    base_defect_density_per_cm2: float
    stacked_share: float
    memory_package_area_cm2: float
    mass_kg: float
    active_w: float
    idle_w: float
    hbm_generation: str
    assembly_country: str
    base_wafer_product: str
    stacking_product: str
    memory_packaging_product: str


def hbm_area_cm2(stack: HbmStack) -> float:
    """Return the area of all DRAM dies [cm²]."""
    return stack.hbm_gb / stack.bit_density_gb_per_cm2


def stacks_count(stack: HbmStack) -> float:
    """Return the number of stacks, or of packages of GDDR [-]."""
    return stack.hbm_gb / stack.hbm_stack_gb


def base_wafer_cm2(stack: HbmStack) -> float:
    """Return logic wafer area behind the base dies [cm²], one a stack."""
    if stack.base_die_area_cm2 == 0.0:
        return 0.0
    good = die_yield(
        stack.base_die_area_cm2,
        defect_density_per_cm2=stack.base_defect_density_per_cm2,
        clustering_factor=stack.clustering_factor,
    )
    per_die = wafer_per_good_die_cm2(stack.base_die_area_cm2, stack, good_yield=good)
    return stacks_count(stack) * per_die


def hbm_exchanges(stack: HbmStack, *, kept_yield: float = 1.0) -> tuple[Exchange, ...]:
    """Return what the stacks draw when a share ``kept_yield`` [-] survives mounting."""
    dram_cm2 = dram_dies_count(stack, stack.hbm_gb) * dram_wafer_per_die_cm2(stack)
    return nonzero(
        Exchange(
            product=dram_wafer_product(stack),
            amount=dram_cm2 / kept_yield,
            unit="cm2",
            location=stack.fab_country,
            role="memory dies",
        ),
        Exchange(
            product=stack.base_wafer_product,
            amount=base_wafer_cm2(stack) / kept_yield,
            unit="cm2",
            location=WORLD,
            role="HBM base die",
        ),
        Exchange(
            product=stack.stacking_product,
            amount=stack.stacked_share * hbm_area_cm2(stack) / kept_yield,
            unit="cm2",
            location=assembled_in(stack.assembly_country),
            role="HBM stacking",
        ),
        Exchange(
            product=stack.memory_packaging_product,
            amount=stacks_count(stack) * stack.memory_package_area_cm2 / kept_yield,
            unit="cm2",
            location=assembled_in(stack.assembly_country),
            role="memory packages",
        ),
    )


def hbm_stack(stack: HbmStack) -> ComponentInventory:
    """Return what HBM bought as stacks draws."""
    return ComponentInventory(
        exchanges=hbm_exchanges(stack),
        mass_kg=stack.mass_kg,
        materials=closed_contents(
            stack.mass_kg,
            {"silicon": hbm_area_cm2(stack) * stack.die_mass_kg_per_cm2},
            rest="electronic_component",
        ),
        active_power_w=stack.active_w,
        idle_power_w=stack.idle_w,
    )
