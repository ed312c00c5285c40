"""Printed boards, bare and populated: area, layers and finish, then the parts on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pcf.components.drawn import (
    KG_PER_MG,
    M2_PER_CM2,
    contents,
    drawn,
    kilograms,
    nonzero,
    shares_of_whole,
)
from pcf.model.component import ComponentInventory, MaterialContent
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBoard:
    """Parameters of a bare multilayer board.

    ``layer_pitch_mm`` [mm] is the thickness per layer the background board is made with and
    ``laminate_share`` [-] the part of a layer's burden that grows with thickness;
    ``enig_share`` [-] of the area has gold finish, the rest organic; ``edge_gold_mg`` [mg]
    is hard gold on edge fingers.
    """

    mass_kg: float
    area_cm2: float
    layers: float
    thickness_mm: float
    hdi_layers: float
    panel_utilisation_share: float
    layer_pitch_mm: float
    laminate_share: float
    enig_share: float
    edge_gold_mg: float
    finish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBoard(PrintedBoard):
    """A bare board whose parts, if it has any, are lines of the same BOM.

    ``listed_parts_count`` [piece] are mounted on ``mounted_sides_count`` sides by the maker.
    """

    listed_parts_count: float
    mounted_sides_count: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulatedBoard(PrintedBoard):
    """Parameters of a board with its parts.

    Densities are pieces or kilograms per board area; ``population_share`` [-] is 1 where the
    BOM does not list the parts and 0 where it does. ``dies_count`` large chips of
    ``die_area_cm2`` [cm²] (management, port or storage controller) are in the board line itself,
    on a wafer of ``node`` (nearest to ``node_nm`` [nm]).
    """

    population_share: float
    capacitors_per_cm2: float
    capacitor_mg: float
    resistors_per_cm2: float
    resistor_mg: float
    discretes_per_cm2: float
    discrete_mg: float
    small_ics_per_cm2: float
    small_ic_die_area_cm2: float
    small_ic_package_area_cm2: float
    inductor_kg_per_m2: float
    polymer_capacitor_kg_per_m2: float
    connector_kg_per_m2: float
    dies_count: float
    die_area_cm2: float
    package_area_cm2: float
    node_nm: float
    silicon_yield: float
    bracket_share: float
    heat_sink_share: float
    sheet_yield: float
    smt_sides_count: float
    wave_soldered_share: float
    node: str
    small_ic_wafer_product: str
    wafer_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasedCard(PopulatedBoard):
    """A populated card bought as such, with its power at load and idle [W]."""

    active_w: float
    idle_w: float


def layer_area_m2(board: PrintedBoard) -> float:
    """Return the layer area a board draws [m²·layer], panel waste included.

    area / utilisation · (layers·(1 − s) + s·thickness/pitch), s the laminate share: a thicker
    board of the same layers draws more laminate, a board at the pitch draws its layers.
    """
    laminate_layers = board.thickness_mm / board.layer_pitch_mm
    effective_layers = (
        board.layers * (1.0 - board.laminate_share) + board.laminate_share * laminate_layers
    )
    return panel_area_m2(board) * effective_layers


def panel_area_m2(board: PrintedBoard) -> float:
    """Return the panel area taken by one board [m²]."""
    return board.area_cm2 * M2_PER_CM2 / board.panel_utilisation_share


def bare_board_exchanges(board: PrintedBoard) -> tuple[Exchange, ...]:
    """Return what the bare board draws: layers, build-up layers, surface finish."""
    board_m2 = board.area_cm2 * M2_PER_CM2
    build_up_m2 = panel_area_m2(board) * board.hdi_layers
    return nonzero(
        drawn("printed_board_area", layer_area_m2(board), "m2_layer", "board layers"),
        drawn("board_hdi_adder", build_up_m2, "m2_layer", "build-up layers"),
        drawn("board_finish_enig", board_m2 * board.enig_share, "m2", "gold finish"),
        drawn("board_finish_osp", board_m2 * (1.0 - board.enig_share), "m2", "organic finish"),
        kilograms("gold_plating", board.edge_gold_mg * KG_PER_MG, "edge gold"),
    )


def printed_board(board: PrintedBoard) -> ComponentInventory:
    """Return what a bare printed board draws."""
    return ComponentInventory(
        exchanges=bare_board_exchanges(board),
        mass_kg=board.mass_kg,
        materials=contents(board.mass_kg, [("printed_board", 1.0)]),
    )


def listed_board(board: ListedBoard) -> ComponentInventory:
    """Return a bare board and, where the BOM lists parts for it, their mounting by the maker."""
    bare = printed_board(board)
    if board.listed_parts_count == 0:
        return bare
    side_m2 = board.area_cm2 * M2_PER_CM2
    return replace(
        bare,
        maker_exchanges=(
            drawn("smt_line", side_m2 * board.mounted_sides_count, "m2", "surface mounting"),
            drawn("smt_placement", board.listed_parts_count, "piece", "placements"),
            drawn("board_test", 1.0, "piece", "board test"),
        ),
    )


def small_part_exchanges(board: PopulatedBoard) -> tuple[Exchange, ...]:
    """Return passives, discretes and connectors of a board whose parts are not listed."""
    area_cm2 = board.area_cm2 * board.population_share
    area_m2 = area_cm2 * M2_PER_CM2
    capacitor_kg = area_cm2 * board.capacitors_per_cm2 * board.capacitor_mg * KG_PER_MG
    resistor_kg = area_cm2 * board.resistors_per_cm2 * board.resistor_mg * KG_PER_MG
    discrete_kg = area_cm2 * board.discretes_per_cm2 * board.discrete_mg * KG_PER_MG
    polymer_kg = area_m2 * board.polymer_capacitor_kg_per_m2
    return (
        kilograms("mlcc", capacitor_kg, "ceramic capacitors"),
        kilograms("chip_resistor", resistor_kg, "resistors"),
        kilograms("discrete_semiconductor", discrete_kg, "discretes"),
        kilograms("inductor_bulk", area_m2 * board.inductor_kg_per_m2, "inductors"),
        kilograms("capacitor_electrolytic_bulk", polymer_kg, "polymer capacitors"),
        kilograms("connector_bulk", area_m2 * board.connector_kg_per_m2, "connectors"),
    )


def chip_exchanges(board: PopulatedBoard) -> tuple[Exchange, ...]:
    """Return wafer and package areas of the chips of a board whose parts are not listed."""
    small_count = board.area_cm2 * board.small_ics_per_cm2 * board.population_share
    large_count = board.dies_count * board.population_share
    small_wafer_cm2 = small_count * board.small_ic_die_area_cm2 / board.silicon_yield
    large_wafer_cm2 = large_count * board.die_area_cm2 / board.silicon_yield
    small_package_cm2 = small_count * board.small_ic_package_area_cm2
    large_package_cm2 = large_count * board.package_area_cm2
    return (
        drawn(board.small_ic_wafer_product, small_wafer_cm2, "cm2", "small chips"),
        drawn("ic_packaging_leadframe", small_package_cm2, "cm2", "small packages"),
        drawn(f"{board.wafer_family}_{board.node}nm", large_wafer_cm2, "cm2", "controller die"),
        drawn("ic_substrate_abf", large_package_cm2, "cm2", "controller substrate"),
        drawn("ic_packaging_fcbga", large_package_cm2, "cm2", "controller package"),
    )


def metalwork_exchanges(board: PopulatedBoard) -> tuple[Exchange, ...]:
    """Return bracket and heat sink that belong to the board line."""
    bracket_kg = board.mass_kg * board.bracket_share
    heat_sink_kg = board.mass_kg * board.heat_sink_share
    return (
        kilograms("steel_sheet_galvanised", bracket_kg / board.sheet_yield, "bracket"),
        kilograms("sheet_metal_stamping", bracket_kg, "bracket forming"),
        kilograms("aluminium_profile", heat_sink_kg, "heat sink"),
    )


def mounting_exchanges(board: PopulatedBoard) -> tuple[Exchange, ...]:
    """Return surface mounting, optional wave soldering and test of one board.

    Placements follow the part densities whether or not the BOM lists the parts.
    """
    board_m2 = board.area_cm2 * M2_PER_CM2
    small_parts_per_cm2 = (
        board.capacitors_per_cm2
        + board.resistors_per_cm2
        + board.discretes_per_cm2
        + board.small_ics_per_cm2
    )
    placements_count = board.area_cm2 * small_parts_per_cm2 + board.dies_count
    return nonzero(
        drawn("smt_line", board_m2 * board.smt_sides_count, "m2", "surface mounting"),
        drawn("smt_placement", placements_count, "piece", "placements"),
        drawn("wave_soldering", board_m2 * board.wave_soldered_share, "m2", "wave soldering"),
        drawn("board_test", 1.0, "piece", "board test"),
    )


def card_exchanges(board: PopulatedBoard) -> tuple[Exchange, ...]:
    """Return all that a populated board draws before it is mounted."""
    parts = nonzero(
        *small_part_exchanges(board), *chip_exchanges(board), *metalwork_exchanges(board)
    )
    return (*bare_board_exchanges(board), *parts)


def board_contents(board: PopulatedBoard) -> tuple[MaterialContent, ...]:
    """Return the weighable materials: bracket, heat sink, and the board with its parts."""
    bracket, heat_sink, rest = shares_of_whole(board.bracket_share, board.heat_sink_share)
    return contents(
        board.mass_kg, [("steel", bracket), ("aluminium", heat_sink), ("printed_board", rest)]
    )


def populated_board(board: PopulatedBoard) -> ComponentInventory:
    """Return a board the server maker populates: mounting is the maker's own process."""
    return ComponentInventory(
        exchanges=card_exchanges(board),
        maker_exchanges=mounting_exchanges(board),
        mass_kg=board.mass_kg,
        materials=board_contents(board),
    )


def purchased_card(card: PurchasedCard) -> ComponentInventory:
    """Return a card bought populated: mounting is upstream with its materials."""
    return ComponentInventory(
        exchanges=(*card_exchanges(card), *mounting_exchanges(card)),
        mass_kg=card.mass_kg,
        materials=board_contents(card),
        active_power_w=card.active_w,
        idle_power_w=card.idle_w,
    )
