"""Mechanical parts: mass of a material over its yield, a forming process, a coated surface."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import FACES_COUNT, M_PER_MM, contents, drawn, kilograms, nonzero
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class FormedPart:
    """Parameters of a part formed from one material (``lci_data/components``).

    ``forming_factor`` [-] scales the forming process to what the part takes of it (machining:
    kilograms removed per kilogram of part); ``thickness_mm`` [mm] is the wall, ``coated_share`` [-]
    the part of both faces painted or plated after forming; ``material`` is named as in the BOM.
    """

    mass_kg: float
    material_yield: float
    forming_factor: float
    density_kg_m3: float
    thickness_mm: float
    coated_share: float
    material: str
    material_product: str
    forming_product: str
    coating_product: str
    eol_material: str


def coated_area_m2(part: FormedPart) -> float:
    """Return the coated surface of a sheet-like part [m²]: both faces times the coated share.

    The area of one face is mass / (density · thickness).
    """
    face_m2 = part.mass_kg / (part.density_kg_m3 * part.thickness_mm * M_PER_MM)
    return FACES_COUNT * face_m2 * part.coated_share


def formed_part(part: FormedPart) -> ComponentInventory:
    """Return what a sheet, moulded, cast, extruded or machined part draws.

    Material [kg] = mass / yield (clean scrap leaves without burden: cut-off); forming per kg
    of finished part times its factor; coating per m² (:func:`coated_area_m2`).
    """
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.material_product, part.mass_kg / part.material_yield, "material"),
            kilograms(part.forming_product, part.mass_kg * part.forming_factor, "forming"),
            drawn(part.coating_product, coated_area_m2(part), "m2", "coating"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [(part.eol_material, 1.0)]),
    )
