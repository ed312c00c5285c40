"""Power supply units, built from casing, magnetics, capacitors, board, semiconductors, fan."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, drawn, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSupply:
    """Parameters of one power supply unit.

    Shares [-] of ``mass_kg`` [kg]; what they leave is moulded plastic. ``rated_power_w`` [W] and
    ``efficiency_grade`` serve mass and the use stage, which looks the efficiencies up.
    """

    mass_kg: float
    rated_power_w: float
    steel_share: float
    aluminium_share: float
    magnetics_share: float
    capacitor_share: float
    ceramic_capacitor_share: float
    semiconductor_share: float
    board_share: float
    connector_share: float
    fan_share: float
    board_kg_per_m2: float
    layers: float
    panel_utilisation_share: float
    winding_copper_share: float
    control_silicon_cm2: float
    control_package_cm2: float
    silicon_yield: float
    sheet_yield: float
    moulding_yield: float
    efficiency_grade: str
    control_wafer_product: str
    plastic_product: str


def power_supply(unit: PowerSupply) -> ComponentInventory:
    """Return what a power supply unit draws, by mass shares of its subassemblies.

    Board layers [m²·layer] = board mass / areal mass · layers / panel utilisation. Its own
    losses are not a component power: they are in the efficiency curve of the use stage.
    """
    (
        steel, aluminium, magnetics, capacitor, ceramic, semiconductor, board, connector, fan,
        plastic,
    ) = shares_of_whole(
        unit.steel_share, unit.aluminium_share, unit.magnetics_share, unit.capacitor_share,
        unit.ceramic_capacitor_share, unit.semiconductor_share, unit.board_share,
        unit.connector_share, unit.fan_share,
    )  # fmt: skip
    mass_kg = unit.mass_kg
    board_m2 = mass_kg * board / unit.board_kg_per_m2
    layer_m2 = board_m2 * unit.layers / unit.panel_utilisation_share
    wafer_cm2 = unit.control_silicon_cm2 / unit.silicon_yield
    return ComponentInventory(
        exchanges=nonzero(
            kilograms("steel_sheet_galvanised", mass_kg * steel / unit.sheet_yield, "casing"),
            kilograms("sheet_metal_stamping", mass_kg * steel, "casing forming"),
            kilograms("aluminium_profile", mass_kg * aluminium, "heat sinks"),
            kilograms("transformer_bulk", mass_kg * magnetics, "magnetics"),
            kilograms("capacitor_electrolytic_bulk", mass_kg * capacitor, "bulk capacitors"),
            kilograms("mlcc", mass_kg * ceramic, "ceramic capacitors"),
            kilograms("discrete_semiconductor", mass_kg * semiconductor, "power semiconductors"),
            drawn("printed_board_area", layer_m2, "m2_layer", "board layers"),
            drawn("smt_line", board_m2, "m2", "surface mounting"),
            drawn("wave_soldering", board_m2, "m2", "wave soldering"),
            drawn(unit.control_wafer_product, wafer_cm2, "cm2", "control chips"),
            drawn("ic_packaging_leadframe", unit.control_package_cm2, "cm2", "control packages"),
            kilograms("connector_bulk_power", mass_kg * connector, "connectors"),
            kilograms("fan_motor", mass_kg * fan, "fan"),
            kilograms(unit.plastic_product, mass_kg * plastic / unit.moulding_yield, "plastic"),
            kilograms("injection_moulding", mass_kg * plastic, "moulding"),
        ),
        mass_kg=mass_kg,
        materials=contents(
            mass_kg,
            [
                ("steel", steel),
                ("aluminium", aluminium),
                ("copper", magnetics * unit.winding_copper_share),
                ("magnet_ferrite", magnetics * (1.0 - unit.winding_copper_share)),
                ("electrolyte_capacitor", capacitor),
                ("electronic_component", ceramic + semiconductor + connector + fan),
                ("printed_board", board),
                ("plastic_abs_pc", plastic),
            ],
        ),
    )
