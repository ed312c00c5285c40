"""Passives, discretes and other parts drawn by mass from one bulk product."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, drawn, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPart:
    """Parameters of a part made of one bulk product; ``metal_share`` [-] is recoverable metal."""

    mass_kg: float
    metal_share: float
    product: str
    metal_material: str
    eol_material: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasedPart:
    """A bulk part whose mass follows from its case size (``0402``, ``sot_23``, …)."""

    mass_kg: float
    metal_share: float
    case_size: str
    product: str
    metal_material: str
    eol_material: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSemiconductor:
    """Parameters of a power transistor or power stage.

    The silicon of the switches is in the bulk product; ``control_die_area_cm2`` [cm²] is the
    driver die of an integrated stage.
    """

    mass_kg: float
    control_die_area_cm2: float
    silicon_yield: float
    copper_share: float
    case_size: str
    product: str
    wafer_product: str


def bulk_part(part: BulkPart | CasedPart) -> ComponentInventory:
    """Return what a part drawn by mass from one product draws: mass [kg] of that product."""
    metal, rest = shares_of_whole(part.metal_share)
    return ComponentInventory(
        exchanges=nonzero(kilograms(part.product, part.mass_kg, "part")),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [(part.metal_material, metal), (part.eol_material, rest)]),
    )


def power_semiconductor(part: PowerSemiconductor) -> ComponentInventory:
    """Return what a power semiconductor draws: discretes by mass, wafer of the driver die.

    Wafer [cm²] = driver die area / yield.
    """
    copper, rest = shares_of_whole(part.copper_share)
    wafer_cm2 = part.control_die_area_cm2 / part.silicon_yield
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.product, part.mass_kg, "switches and package"),
            drawn(part.wafer_product, wafer_cm2, "cm2", "driver die"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [("copper", copper), ("electronic_component", rest)]),
    )
