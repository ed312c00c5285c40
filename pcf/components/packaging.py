"""Packaging: mass of a material, its biogenic carbon, tagged so that it can be summed apart."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, kilograms, nonzero
from pcf.model.component import ComponentInventory

PACKAGING_TAG = ("packaging",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingPart:
    """Parameters of a packaging part.

    ``biogenic_carbon_share`` [kg C/kg] is the carbon of plant origin in it; ``formed_share``
    [-] of the mass goes through the forming process.
    """

    mass_kg: float
    material_yield: float
    formed_share: float
    biogenic_carbon_share: float
    material: str
    material_product: str
    forming_product: str
    eol_material: str


def packaging_part(part: PackagingPart) -> ComponentInventory:
    """Return what a packaging part draws [kg] and the biogenic carbon it holds [kg C]."""
    material_kg = part.mass_kg / part.material_yield
    formed_kg = part.mass_kg * part.formed_share
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.material_product, material_kg, "material", PACKAGING_TAG),
            kilograms(part.forming_product, formed_kg, "forming", PACKAGING_TAG),
        ),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [(part.eol_material, 1.0)]),
        biogenic_carbon_kgc=part.mass_kg * part.biogenic_carbon_share,
    )
