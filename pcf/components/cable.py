"""Cables: wire and connector ends by mass, high-speed pairs apart from ordinary wire."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class Cable:
    """Parameters of a cable assembly.

    ``connector_share`` [-] of the mass are the ends, ``high_speed_share`` [-] of the wire is
    shielded twin-axial, ``copper_share`` [-] of the whole is copper.
    """

    mass_kg: float
    length_m: float
    connector_share: float
    high_speed_share: float
    copper_share: float
    cable_type: str
    cable_product: str
    high_speed_product: str
    connector_product: str


def cable(part: Cable) -> ComponentInventory:
    """Return what a cable draws [kg]: ends, high-speed wire, ordinary wire.

    The length acts through the default of ``mass_kg`` (kg per metre).
    """
    ends, wire = shares_of_whole(part.connector_share)
    high_speed, ordinary = shares_of_whole(part.high_speed_share)
    wire_kg = part.mass_kg * wire
    copper, plastic = shares_of_whole(part.copper_share)
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.cable_product, wire_kg * ordinary, "wire"),
            kilograms(part.high_speed_product, wire_kg * high_speed, "high-speed wire"),
            kilograms(part.connector_product, part.mass_kg * ends, "ends"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [("copper", copper), ("plastic_pvc", plastic)]),
    )
