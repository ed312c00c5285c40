"""Parts without a model of their own: electronic modules, material mixes, non-physical lines."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, drawn, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory

UNKNOWN_MATERIAL = "unknown"  # the BOM names no material the tables know


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicModule:
    """Parameters of an electronic part known by its mass.

    Shares [-] of the mass; what they leave is moulded plastic. Silicon and package areas are
    per kilogram of part [cm²/kg].
    """

    mass_kg: float
    board_share: float
    ceramic_capacitor_share: float
    resistor_share: float
    electrolytic_capacitor_share: float
    inductor_share: float
    discrete_share: float
    connector_share: float
    metal_share: float
    board_kg_per_m2: float
    layers: float
    panel_utilisation_share: float
    silicon_cm2_per_kg: float
    package_cm2_per_kg: float
    silicon_yield: float
    metal_yield: float
    moulding_yield: float
    wafer_product: str
    package_product: str
    metal_product: str
    metal_forming_product: str
    metal_material: str
    plastic_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericPart:
    """Parameters of a part known by mass alone, or by mass and material.

    Shares [-] are those of an average server; what they leave is copper. Of the electronics
    ``bare_board_share`` [-] is bare board, the rest parts drawn as one bulk product.
    """

    mass_kg: float
    steel_share: float
    aluminium_share: float
    plastic_share: float
    electronics_share: float
    bare_board_share: float
    material_yield: float
    board_kg_per_m2: float
    layers: float
    panel_utilisation_share: float
    material: str
    material_product: str
    forming_product: str
    eol_material: str
    steel_product: str
    aluminium_product: str
    plastic_product: str
    copper_product: str
    component_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NonPhysical:
    """Parameters of a line that is no matter: software, firmware, labour; its mass is zero."""

    mass_kg: float


def electronic_module(part: ElectronicModule) -> ComponentInventory:
    """Return what an electronic part draws, as populated board, chips, connectors and casing."""
    (
        board, ceramic, resistor, electrolytic, inductor, discrete, connector, metal, plastic,
    ) = shares_of_whole(
        part.board_share, part.ceramic_capacitor_share, part.resistor_share,
        part.electrolytic_capacitor_share, part.inductor_share, part.discrete_share,
        part.connector_share, part.metal_share,
    )  # fmt: skip
    mass_kg = part.mass_kg
    board_m2 = mass_kg * board / part.board_kg_per_m2
    layer_m2 = board_m2 * part.layers / part.panel_utilisation_share
    wafer_cm2 = mass_kg * part.silicon_cm2_per_kg / part.silicon_yield
    package_cm2 = mass_kg * part.package_cm2_per_kg
    components = ceramic + resistor + inductor + discrete + connector
    return ComponentInventory(
        exchanges=nonzero(
            drawn("printed_board_area", layer_m2, "m2_layer", "board layers"),
            drawn("smt_line", board_m2, "m2", "surface mounting"),
            drawn(part.wafer_product, wafer_cm2, "cm2", "chips"),
            drawn(part.package_product, package_cm2, "cm2", "chip packages"),
            kilograms("mlcc", mass_kg * ceramic, "ceramic capacitors"),
            kilograms("chip_resistor", mass_kg * resistor, "resistors"),
            kilograms("capacitor_electrolytic_bulk", mass_kg * electrolytic, "electrolytics"),
            kilograms("inductor_bulk", mass_kg * inductor, "inductors"),
            kilograms("discrete_semiconductor", mass_kg * discrete, "discretes"),
            kilograms("connector_bulk", mass_kg * connector, "connectors"),
            kilograms(part.metal_product, mass_kg * metal / part.metal_yield, "casing"),
            kilograms(part.metal_forming_product, mass_kg * metal, "casing forming"),
            kilograms(part.plastic_product, mass_kg * plastic / part.moulding_yield, "plastic"),
            kilograms("injection_moulding", mass_kg * plastic, "moulding"),
        ),
        mass_kg=mass_kg,
        materials=contents(
            mass_kg,
            [
                ("printed_board", board),
                ("electronic_component", components),
                ("electrolyte_capacitor", electrolytic),
                (part.metal_material, metal),
                ("plastic_abs_pc", plastic),
            ],
        ),
    )


def generic_part(part: GenericPart) -> ComponentInventory:
    """Return mass of the named material, or of the average server mix where none is named."""
    if part.material == UNKNOWN_MATERIAL:
        return average_mix(part)
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.material_product, part.mass_kg / part.material_yield, "material"),
            kilograms(part.forming_product, part.mass_kg, "forming"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(part.mass_kg, [(part.eol_material, 1.0)]),
    )


def average_mix(part: GenericPart) -> ComponentInventory:
    """Return a part as the average server: ferrous, aluminium, plastics, boards, copper."""
    steel, aluminium, plastic, electronics, copper = shares_of_whole(
        part.steel_share, part.aluminium_share, part.plastic_share, part.electronics_share
    )
    mass_kg = part.mass_kg
    bare_board, components = shares_of_whole(part.bare_board_share)
    board_m2 = mass_kg * electronics * bare_board / part.board_kg_per_m2
    layer_m2 = board_m2 * part.layers / part.panel_utilisation_share
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.steel_product, mass_kg * steel / part.material_yield, "steel"),
            kilograms("sheet_metal_stamping", mass_kg * steel, "steel forming"),
            kilograms(part.aluminium_product, mass_kg * aluminium, "aluminium"),
            kilograms(part.plastic_product, mass_kg * plastic, "plastic"),
            kilograms("injection_moulding", mass_kg * plastic, "moulding"),
            drawn("printed_board_area", layer_m2, "m2_layer", "board layers"),
            drawn("smt_line", board_m2, "m2", "surface mounting"),
            kilograms(part.component_product, mass_kg * electronics * components, "parts"),
            kilograms(part.copper_product, mass_kg * copper, "copper"),
        ),
        mass_kg=mass_kg,
        materials=contents(
            mass_kg,
            [
                ("steel", steel),
                ("aluminium", aluminium),
                ("plastic_abs_pc", plastic),
                ("printed_board", electronics),
                ("copper", copper),
            ],
        ),
    )


def non_physical(_line: NonPhysical) -> ComponentInventory:
    """Return nothing, whatever mass is stated: the line is outside the product system."""
    return ComponentInventory(exchanges=(), mass_kg=0.0, materials=())
