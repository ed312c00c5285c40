"""Lithium battery modules: cells, protection board and casing by mass."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import contents, drawn, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class LithiumBattery:
    """Parameters of a lithium-ion pack; shares [-] of its mass, the rest is moulded plastic."""

    mass_kg: float
    energy_wh: float
    cell_share: float
    board_share: float
    metal_share: float
    board_kg_per_m2: float
    layers: float
    panel_utilisation_share: float
    sheet_yield: float
    moulding_yield: float
    cell_product: str
    metal_product: str
    plastic_product: str


def lithium_battery(pack: LithiumBattery) -> ComponentInventory:
    """Return what a battery pack draws; its energy acts through the default of the mass."""
    cell, board, metal, plastic = shares_of_whole(
        pack.cell_share, pack.board_share, pack.metal_share
    )
    mass_kg = pack.mass_kg
    board_m2 = mass_kg * board / pack.board_kg_per_m2
    layer_m2 = board_m2 * pack.layers / pack.panel_utilisation_share
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(pack.cell_product, mass_kg * cell, "cells"),
            drawn("printed_board_area", layer_m2, "m2_layer", "board layers"),
            drawn("smt_line", board_m2, "m2", "surface mounting"),
            kilograms(pack.metal_product, mass_kg * metal / pack.sheet_yield, "casing"),
            kilograms("sheet_metal_stamping", mass_kg * metal, "casing forming"),
            kilograms(pack.plastic_product, mass_kg * plastic / pack.moulding_yield, "plastic"),
            kilograms("injection_moulding", mass_kg * plastic, "moulding"),
        ),
        mass_kg=mass_kg,
        materials=contents(
            mass_kg,
            [
                ("battery_lithium", cell),
                ("printed_board", board),
                ("steel", metal),
                ("plastic_abs_pc", plastic),
            ],
        ),
    )
