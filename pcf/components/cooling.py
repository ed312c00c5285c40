"""Cooling: motor-driven parts, and metal assemblies that carry heat."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class MotorPart:
    """Parameters of a fan or pump.

    Shares [-] of the mass: motor, metal carrier, cable; the rest is moulded plastic. Within
    the motor, copper and magnet are given for end of life, the rest is steel. ``active_w`` and
    ``idle_w`` [W] are electrical.
    """

    mass_kg: float
    motor_share: float
    metal_share: float
    cable_share: float
    metal_yield: float
    moulding_yield: float
    motor_copper_share: float
    motor_magnet_share: float
    active_w: float
    idle_w: float
    size: str
    motor_product: str
    metal_product: str
    metal_forming_product: str
    metal_material: str
    plastic_product: str
    cable_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThermalAssembly:
    """Parameters of a heat sink, heat pipe, vapour chamber, cold plate, manifold or hose.

    ``copper_share`` and ``stainless_share`` [-] are the parts beside the main material;
    ``joined_share`` [-] of the mass is brazed or soldered.
    """

    mass_kg: float
    copper_share: float
    stainless_share: float
    material_yield: float
    copper_yield: float
    stainless_yield: float
    joined_share: float
    material: str
    material_product: str
    forming_product: str
    eol_material: str
    copper_product: str
    copper_forming_product: str
    copper_material: str
    stainless_product: str
    stainless_forming_product: str
    joining_product: str


def motor_part(part: MotorPart) -> ComponentInventory:
    """Return what a fan or pump draws: motor, carrier, cable, moulded impeller and frame."""
    motor, metal, wire, plastic = shares_of_whole(
        part.motor_share, part.metal_share, part.cable_share
    )
    copper, magnet, iron = shares_of_whole(part.motor_copper_share, part.motor_magnet_share)
    mass_kg = part.mass_kg
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.motor_product, mass_kg * motor, "motor"),
            kilograms(part.metal_product, mass_kg * metal / part.metal_yield, "carrier"),
            kilograms(part.metal_forming_product, mass_kg * metal, "carrier forming"),
            kilograms(part.cable_product, mass_kg * wire, "cable"),
            kilograms(part.plastic_product, mass_kg * plastic / part.moulding_yield, "plastic"),
            kilograms("injection_moulding", mass_kg * plastic, "moulding"),
        ),
        mass_kg=mass_kg,
        materials=contents(
            mass_kg,
            [
                ("copper", motor * copper),
                ("magnet_ferrite", motor * magnet),
                ("steel", motor * iron),
                (part.metal_material, metal),
                ("plastic_pvc", wire),
                ("plastic_glass_filled", plastic),
            ],
        ),
        active_power_w=part.active_w,
        idle_power_w=part.idle_w,
    )


def thermal_assembly(part: ThermalAssembly) -> ComponentInventory:
    """Return what a heat-carrying assembly draws: each metal over its yield, and joining."""
    copper, stainless, main = shares_of_whole(part.copper_share, part.stainless_share)
    main_kg = part.mass_kg * main
    copper_kg = part.mass_kg * copper
    stainless_kg = part.mass_kg * stainless
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.material_product, main_kg / part.material_yield, "main material"),
            kilograms(part.forming_product, main_kg, "forming"),
            kilograms(part.copper_product, copper_kg / part.copper_yield, "copper"),
            kilograms(part.copper_forming_product, copper_kg, "copper forming"),
            kilograms(part.stainless_product, stainless_kg / part.stainless_yield, "stainless"),
            kilograms(part.stainless_forming_product, stainless_kg, "stainless forming"),
            kilograms(part.joining_product, part.mass_kg * part.joined_share, "joining"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(
            part.mass_kg,
            [
                (part.eol_material, main),
                (part.copper_material, copper),
                ("stainless_steel", stainless),
            ],
        ),
    )
