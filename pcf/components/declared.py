"""A part with a footprint declared by its supplier: the figure replaces the model."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, kilograms, nonzero
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFootprint:
    """Parameters of a declared part: its footprint per piece [kg CO2e] and mass [kg]."""

    mass_kg: float
    footprint_kgco2e: float
    product: str
    eol_material: str


def declared_footprint(part: DeclaredFootprint) -> ComponentInventory:
    """Return the declared footprint as kilograms of a product that emits one each."""
    return ComponentInventory(
        exchanges=nonzero(kilograms(part.product, part.footprint_kgco2e, "declared footprint")),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [(part.eol_material, 1.0)]),
    )
