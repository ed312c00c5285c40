"""Server processor: dies on an organic package under a copper lid."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.logic_dies import LogicDies, bonding_yield, die_mass_kg, wafer_exchanges
from pcf.components.silicon import assembled_in, closed_contents
from pcf.model.component import ComponentInventory
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor(LogicDies):
    """Parameters of a packaged processor (``lci_data/components/processor.yaml``).

    ``package_area_cm2`` [cm²] is the substrate outline; ``lid_mass_share`` [-] the copper lid;
    ``gold_mass_kg`` [kg] the plating of the lands; ``assembly_country`` packages and tests.
    """

    package_area_cm2: float
    mass_kg: float
    lid_mass_share: float
    gold_mass_kg: float
    tdp_w: float
    active_w: float
    idle_w: float
    assembly_country: str
    substrate_product: str
    packaging_product: str
    lid_product: str
    lid_forming_product: str
    gold_product: str


def processor(part: Processor) -> ComponentInventory:
    """Return what one packaged processor draws: wafers, substrate, assembly, lid, gold.

    Everything bonded is divided by the bonding yield; the lid goes on what is kept.
    """
    kept = bonding_yield(part)
    lid_kg = part.lid_mass_share * part.mass_kg
    place = assembled_in(part.assembly_country)
    return ComponentInventory(
        exchanges=(
            *wafer_exchanges(part, kept_yield=kept),
            *nonzero(
                Exchange(
                    product=part.substrate_product,
                    amount=part.package_area_cm2 / kept,
                    unit="cm2",
                    location=place,
                    role="substrate",
                ),
                Exchange(
                    product=part.packaging_product,
                    amount=part.package_area_cm2 / kept,
                    unit="cm2",
                    location=place,
                    role="assembly and test",
                ),
                Exchange(product=part.lid_product, amount=lid_kg, unit="kg", role="lid"),
                Exchange(product=part.lid_forming_product, amount=lid_kg, unit="kg", role="lid"),
                Exchange(
                    product=part.gold_product, amount=part.gold_mass_kg, unit="kg", role="plating"
                ),
            ),
        ),
        mass_kg=part.mass_kg,
        materials=closed_contents(
            part.mass_kg,
            {"silicon": die_mass_kg(part), "copper": lid_kg, "gold": part.gold_mass_kg},
            rest="printed_board",
        ),
        active_power_w=part.active_w,
        idle_power_w=part.idle_w,
    )
