"""Metals, plastics, forming, boards, parts, batteries, cooling and packaging of `lci_data`."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pcf.background.inventory import read_inventory
from pcf.background.reading import Findings
from pcf.background.store import DataFolder, read_folder
from pcf.background.validation import check_dataset
from pcf.model.background import Dataset, Inventory

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "lci_data"
CANDIDATES = ROOT.parent / "shared" / "reference" / "lci_candidates.csv"
GROUPS = (
    "metals",
    "plastics",
    "forming",
    "boards",
    "parts",
    "batteries",
    "cooling",
    "packaging",
    "chemicals",
)
BACKGROUND = ("electricity", "energy", "transport", "water", "end_of_life")
BIOGENIC = {"carbon_dioxide_biogenic", "methane_biogenic", "carbon_dioxide_in_air"}
Score = Callable[[str], float]

CATALOGUE = """
steel_hot_rolled steel_sheet_cold_rolled steel_sheet_galvanised steel_secondary stainless_steel
aluminium_primary aluminium_secondary aluminium_sheet aluminium_profile aluminium_cast_alloy
copper_primary copper_sheet copper_wire copper_secondary brass bronze zinc zinc_alloy_cast tin
solder_sac305 nickel gold silver palladium tantalum magnesium_alloy titanium neodymium_magnet
ferrite electrical_steel pc abs pc_abs pa66_gf30 pp pe_hd pe_ld pet pbt_gf30 lcp pvc pom ps
epoxy_resin silicone_rubber rubber_epdm pu_foam epe_foam epp_foam eps_foam pi_film
pc_abs_recycled pe_recycled glass_fibre sheet_metal_stamping metal_machining
die_casting_aluminium extrusion_aluminium skiving_aluminium wire_drawing_copper
injection_moulding plastic_film_extrusion foam_cutting soldering_brazing zinc_plating
nickel_plating powder_coating anodising gold_plating printed_board_area board_finish_enig
board_finish_osp board_hdi_adder smt_line smt_placement wave_soldering board_test mlcc
chip_resistor capacitor_tantalum_bulk capacitor_electrolytic_bulk capacitor_film_bulk
inductor_bulk transformer_bulk quartz_crystal_bulk discrete_semiconductor led_bulk
connector_bulk cable_pvc cable_highspeed fan_motor battery_cr2032_cell battery_li_ion_cell
supercapacitor_bulk propylene_glycol coolant_pg25 thermal_grease corrugated_board kraft_paper
solid_board wood_pallet packaging_film_pe moulded_pulp printed_paper label_paper
adhesive_tape_bulk nitrogen
"""


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    whole = read_folder(DATA)
    kept = (
        *(f"processes/{group}/" for group in (*GROUPS, *BACKGROUND)),
        "grids/",
        "methods/",
        "sources/",
        "flows.csv",
        "geographies.csv",
    )
    contents = {name: text for name, text in whole.contents.items() if name.startswith(kept)}
    return read_inventory(DataFolder(root=whole.root, contents=contents))


@pytest.fixture(scope="module")
def own(inventory: Inventory) -> list[Dataset]:
    return [dataset for dataset in inventory.datasets.values() if dataset.group in GROUPS]


@pytest.fixture(scope="module")
def score(inventory: Inventory) -> Score:
    """Score of one unit without biogenic flows [kg CO2e]: uptake must not flatter a board."""
    place = {key: number for number, key in enumerate(inventory.datasets)}
    technology, direct = np.eye(len(place)), np.zeros(len(place))
    factors = inventory.factors["gwp100"]
    for key, dataset in inventory.datasets.items():
        for entry in dataset.inputs:
            technology[place[f"{entry.product}@{entry.location}"], place[key]] -= entry.amount
        direct[place[key]] = sum(
            emission.amount * factors[emission.flow]
            for emission in dataset.emissions
            if emission.flow not in BIOGENIC
        )
    solved = np.linalg.solve(technology.T, direct)
    return lambda key: float(solved[place[key]])


def amount(dataset: Dataset, product: str) -> float:
    return sum(entry.amount for entry in dataset.inputs if entry.product == product)


def emitted(dataset: Dataset, flow: str) -> float:
    return sum(emission.amount for emission in dataset.emissions if emission.flow == flow)


# --- what is there ---------------------------------------------------------------------------


def test_no_dataset_breaks_a_rule_of_the_library(inventory: Inventory, own: list[Dataset]) -> None:
    findings = Findings()
    for dataset in own:
        check_dataset(dataset, inventory, findings)
    assert [f"{problem.at}: {problem.message}" for problem in findings.problems] == []


def test_every_product_of_the_catalogue_has_a_world_dataset(inventory: Inventory) -> None:
    assert [name for name in CATALOGUE.split() if f"{name}@GLO" not in inventory.datasets] == []


def test_there_are_over_a_hundred_and_ten_datasets_of_seventy_products(own: list[Dataset]) -> None:
    assert len(own) >= 110
    assert len({dataset.product for dataset in own}) >= 70


def test_every_dataset_is_named_in_chinese_and_says_its_year(own: list[Dataset]) -> None:
    assert [d.key for d in own if not any("\u4e00" <= c <= "\u9fff" for c in d.name_zh)] == []
    assert [d.key for d in own if not d.year[:4].isdigit()] == []


def test_an_assumption_gives_its_reason_and_an_interval_above_zero(own: list[Dataset]) -> None:
    short = [
        f"{dataset.key} {figure.amount}"
        for dataset in own
        for figure in (*dataset.inputs, *dataset.emissions)
        if figure.provenance.kind == "assumption"
        and (len(figure.provenance.note) < 4 or not figure.provenance.low)
    ]
    assert short == []


def test_a_derived_figure_shows_its_arithmetic(own: list[Dataset]) -> None:
    silent = [
        dataset.key
        for dataset in own
        for figure in (*dataset.inputs, *dataset.emissions)
        if figure.provenance.kind == "derived" and len(figure.provenance.note) < 10
    ]
    assert silent == []


def test_no_figure_is_zero_or_negative(own: list[Dataset]) -> None:
    figures = [(d.key, f.amount) for d in own for f in (*d.inputs, *d.emissions)]
    assert [pair for pair in figures if pair[1] <= 0] == []


# --- hand-checked ----------------------------------------------------------------------------


def test_aluminium_draws_13_6_kwh_in_china_and_burns_its_anode(inventory: Inventory) -> None:
    smelter = inventory.datasets["aluminium_primary@CN"]
    power = amount(smelter, "electricity") + amount(smelter, "electricity_from_coal")
    assert power == pytest.approx(13.6)  # 13 599 kWh/t, 2016
    anode_co2 = emitted(smelter, "carbon_dioxide_fossil")
    assert anode_co2 < amount(smelter, "carbon_anode") * 44.01 / 12.011  # cannot exceed its carbon


def test_perfluorocarbons_of_aluminium_are_booked_by_species(inventory: Inventory) -> None:
    smelter = inventory.datasets["aluminium_primary@RER"]
    factors = inventory.factors["gwp100"]
    pfc = sum(
        emitted(smelter, flow) * factors[flow]
        for flow in ("tetrafluoromethane", "hexafluoroethane")
    )
    assert pfc == pytest.approx(0.0772 * 7.38 + 0.0106 * 12.4, rel=1e-3)  # AR6, g x kg/g


def test_solder_is_tin_silver_and_copper(inventory: Inventory, score: Score) -> None:
    metals = 0.965 * 17.1 + 0.03 * 196 + 0.005 * score("copper_primary@CN")
    power = 1.0 * score("electricity@CN")
    assert score("solder_sac305@CN") == pytest.approx(metals + power, rel=1e-9)


def test_gold_plating_is_gold_and_its_bath(score: Score) -> None:
    by_hand = 1.03 * 12_500 + 300 * score("electricity@CN")
    assert score("gold_plating@CN") == pytest.approx(by_hand, rel=1e-9)


def test_zinc_plating_deposits_eight_micrometres(inventory: Inventory) -> None:
    zinc = amount(inventory.datasets["zinc_plating@CN"], "zinc")
    assert zinc == pytest.approx(8e-6 * 7130 * 1.05, rel=0.01)


def test_a_layer_of_board_holds_the_mass_of_a_twelfth_of_a_board(inventory: Inventory) -> None:
    layer = inventory.datasets["printed_board_area@CN"]
    mass_kg = 12 * 0.92 * (amount(layer, "laminate_fr4") + amount(layer, "copper_foil"))
    assert mass_kg == pytest.approx(5.4, rel=0.1)  # 12 layers, 2.0 mm: 4.6-6.2 kg/m2


def test_a_twelve_layer_chinese_board_is_near_250_kg_per_m2(score: Score) -> None:
    panel_use = 0.8  # the dataset is per m2 of panel, published figures are per m2 of board
    board = 12 * score("printed_board_area@CN") / panel_use + score("board_finish_enig@CN")
    assert 150 <= board <= 420
    assert board == pytest.approx(265, rel=0.15)


def test_electricity_leads_a_printed_board(score: Score) -> None:
    share = 21.0 * score("electricity@CN") / score("printed_board_area@CN")
    assert 0.41 <= share <= 0.85  # 41 % in a published four-layer board on a cleaner grid


def test_smt_draws_more_for_the_line_than_for_the_oven(inventory: Inventory) -> None:
    assert amount(inventory.datasets["smt_line@CN"], "electricity") > 1.6


def test_a_cleaner_grid_makes_every_unit_process_cleaner(own: list[Dataset], score: Score) -> None:
    places: dict[str, dict[str, str]] = {}
    for dataset in own:
        places.setdefault(dataset.product, {})[dataset.location] = dataset.key
    both = {p: keys for p, keys in places.items() if {"CN", "RER"} <= set(keys)}
    assert len(both) > 40
    assert [p for p, keys in both.items() if score(keys["RER"]) >= score(keys["CN"])] == []


@pytest.mark.parametrize(
    ("recycled", "primary", "most"),
    [
        ("aluminium_secondary@CN", "aluminium_primary@CN", 0.15),
        ("aluminium_sheet_recycled@CN", "aluminium_sheet@CN", 0.25),
        ("steel_secondary@CN", "steel_hot_rolled@CN", 0.5),
        ("copper_secondary@CN", "copper_primary@CN", 0.4),
        ("pc_abs_recycled@CN", "pc_abs@CN", 0.5),
        ("pe_recycled@CN", "pe_ld@GLO", 0.4),
        ("gold_recycled_ewaste@GLO", "gold@GLO", 0.1),
    ],
)
def test_recycled_material_carries_a_fraction_of_the_primary_burden(
    score: Score, recycled: str, primary: str, most: float
) -> None:
    assert 0 < score(recycled) / score(primary) <= most


def test_gold_from_electronic_scrap_is_not_given_the_figure_of_clean_scrap(score: Score) -> None:
    assert score("gold_recycled_ewaste@GLO") > 10 * score("gold_recycled_high_value@GLO")


def test_forming_draws_energy_and_auxiliaries_but_no_work_piece(own: list[Dataset]) -> None:
    material_groups = ("metals/", "plastics/")
    material = {
        d.product
        for d in own
        if d.file.startswith(tuple(f"processes/{g}" for g in material_groups))
    }
    heavy = [
        (dataset.key, entry.product, entry.amount)
        for dataset in own
        if dataset.group == "forming" and dataset.unit == "kg" and "gold" not in dataset.product
        for entry in dataset.inputs
        if entry.product in material and entry.amount > 0.05
    ]
    assert heavy == []


def test_scrap_losses_of_semi_finished_metal_stay_below_a_tenth(own: list[Dataset]) -> None:
    for product, metals in (
        ("steel_hot_rolled", ("steel_crude_bof",)),
        ("steel_sheet_cold_rolled", ("steel_hot_rolled",)),
        ("aluminium_sheet", ("aluminium_primary", "aluminium_secondary")),
        ("copper_sheet", ("copper_primary", "copper_secondary", "copper_direct_melt")),
        ("copper_wire", ("copper_primary", "copper_secondary")),
    ):
        for dataset in own:
            if dataset.product == product:
                charged = sum(amount(dataset, metal) for metal in metals)
                assert 1.0 <= charged <= 1.1, dataset.key


def test_cathode_metals_of_nmc111_are_a_third_each(inventory: Inventory) -> None:
    cathode = inventory.datasets["cathode_nmc111@CN"]
    moles = [
        amount(cathode, metal) / molar
        for metal, molar in (("nickel", 58.69), ("cobalt", 58.93), ("manganese", 54.94))
    ]
    assert max(moles) / min(moles) < 1.05


# --- biogenic carbon -------------------------------------------------------------------------


def test_carbon_taken_up_is_in_the_product_or_was_released(own: list[Dataset]) -> None:
    checked = 0
    for dataset in own:
        taken = emitted(dataset, "carbon_dioxide_in_air") * 12.011 / 44.01
        if not taken:
            continue
        released = (
            emitted(dataset, "carbon_dioxide_biogenic") * 12.011 / 44.01
            + emitted(dataset, "methane_biogenic") * 12.011 / 16.043
        )
        assert taken == pytest.approx(dataset.biogenic_carbon_kgc + released, rel=0.05), dataset.key
        checked += 1
    assert checked >= 8


def test_paper_and_wood_hold_carbon_and_plastics_none(own: list[Dataset]) -> None:
    holding = {dataset.product for dataset in own if dataset.biogenic_carbon_kgc}
    assert {"corrugated_board", "kraft_paper", "wood_pallet", "moulded_pulp"} <= holding
    assert not {"packaging_film_pe", "epe_foam", "pc_abs", "steel_sheet_galvanised"} & holding


# --- tags ------------------------------------------------------------------------------------


def test_only_precious_metal_itself_carries_its_tag(own: list[Dataset], score: Score) -> None:
    for dataset in own:
        if "precious_metals" in dataset.tags:
            assert score(dataset.key) > 50, (
                dataset.key
            )  # kg CO2e/kg: nothing that merely holds some


def test_packaging_carries_its_tag(own: list[Dataset]) -> None:
    assert [d.key for d in own if d.group == "packaging" and "packaging" not in d.tags] == []


# --- magnitude -------------------------------------------------------------------------------

PUBLISHED = [
    # dataset, low, high, who says so
    ("steel_hot_rolled@GLO", 1.9, 2.9, "worldsteel 1.9-2.34 crude, USLCI 2.31 hot rolled"),
    ("steel_sheet_galvanised@CN", 2.4, 3.4, "USLCI 2.71, DEFRA 2.86"),
    ("steel_secondary@GLO", 0.5, 1.2, "worldsteel 0.69 crude"),
    ("stainless_steel@GLO", 1.95, 7.9, "worldstainless 1.95, USLCI 7.87"),
    ("aluminium_primary@CN", 14.0, 20.0, "Peng 2022: 15.9 in 2020"),
    ("aluminium_primary@GLO", 12.5, 16.8, "IAI 14.4-16.8"),
    ("aluminium_secondary@GLO", 0.6, 1.5, "USLCI 0.68-1.14, DEFRA 1.0"),
    ("copper_primary@GLO", 2.8, 6.0, "Nuss 2.8, ICA 5.4"),
    ("copper_secondary@GLO", 1.6, 2.2, "ICA, smelter route"),
    ("zinc@GLO", 3.0, 3.4, "USLCI 3.20"),
    ("brass@GLO", 2.0, 5.0, "composition of primary metals 4.58"),
    ("neodymium_magnet@CN", 10.0, 90.0, "literature"),
    ("pp@GLO", 1.3, 3.4, "USLCI, PlasticsEurope 2.0, ICE 3.4"),
    ("pe_ld@GLO", 2.0, 2.6, "USLCI 2.27"),
    ("abs@GLO", 3.2, 4.2, "USLCI 3.95, ICE 3.76"),
    ("pc_abs@CN", 4.5, 7.5, "composition of ICE 6.27"),
    ("glass_fibre@GLO", 1.3, 2.2, "USLCI 1.76"),
    ("injection_moulding@CN", 0.4, 1.4, "adder 0.4-0.7, USLCI part 1.38"),
    ("sheet_metal_stamping@CN", 0.2, 0.5, "adder 0.2-0.4"),
    ("corrugated_board@RER", 0.45, 1.1, "FEFCO 0.49-0.53, USLCI 1.07"),
    ("kraft_paper@GLO", 1.0, 1.1, "USLCI 1.05"),
    ("wood_pallet@GLO", 0.2, 0.45, "DEFRA 0.27, ICE 0.31"),
    ("eps_foam@GLO", 3.3, 5.0, "USLCI 4.03"),
    ("battery_li_ion_cell@CN", 6.3, 25.0, "DEFRA 6.3, meta-analysis 17.6 +- 7.3"),
    ("mlcc@CN", 8.0, 300.0, "30-60, factor 5"),
    ("chip_resistor@CN", 10.0, 120.0, "DeltaLCA 0402: 62"),
    ("capacitor_electrolytic_bulk@CN", 5.0, 18.0, "7-11"),
    ("inductor_bulk@CN", 3.0, 14.0, "6-12"),
    ("discrete_semiconductor@CN", 15.0, 70.0, "3.5 g / 0.105 g = 33"),
    ("cable_pvc@CN", 2.5, 7.0, "composition"),
    ("coolant_pg25@CN", 0.6, 1.9, "quarter of a glycol"),
]


@pytest.mark.parametrize(("key", "low", "high", "who"), PUBLISHED)
def test_unit_score_lies_where_the_literature_does(
    score: Score, key: str, low: float, high: float, who: str
) -> None:
    assert low <= score(key) <= high, who


SAME_THING = [
    ("zinc@GLO", "Zinc, Special High Grade (USLCI)", 0.02),
    ("abs@GLO", "Acrylonitrile-butadiene-styrene copolymer resin, at plant, CTR (USLCI)", 0.02),
    ("pe_hd@GLO", "Polyethylene, high density, resin, at plant, CTR (USLCI)", 0.02),
    ("pe_ld@GLO", "Polyethylene, low density, resin, at plant, CTR (USLCI)", 0.02),
    ("pet@GLO", "Polyethylene terephthalate, resin, at plant, CTR (USLCI)", 0.02),
    ("ps@GLO", "Polystyrene, general purpose, at plant, CTR (USLCI)", 0.02),
    ("pvc@GLO", "Polyvinyl chloride, resin, at plant, CTR (USLCI)", 0.02),
    ("gold@GLO", "gold, primary (Nuss & Eckelman)", 0.001),
    ("silver@GLO", "silver, primary (Nuss & Eckelman)", 0.001),
    ("pc@GLO", "polycarbonate (ICE v2)", 0.001),
    ("epoxy_resin@GLO", "epoxy resin (ICE v2)", 0.001),
    ("quicklime@GLO", "Quicklime, at plant (USLCI)", 0.02),
    ("glass_fibre@GLO", "E-glass, at plant (USLCI)", 0.25),
    (
        "aluminium_secondary@GLO",
        "Aluminum, secondary, ingot, from automotive scrap, at plant (USLCI)",
        0.25,
    ),
    ("steel_hot_rolled@GLO", "Hot rolled sheet, steel, at plant (USLCI)", 0.25),
    ("steel_sheet_galvanised@GLO", "Galvanized steel sheet, at plant (USLCI)", 0.25),
    (
        "corrugated_board_virgin@GLO",
        "Corrugated product, containerboard, average production, at mill, 2010 (USLCI)",
        0.02,
    ),
    ("copper_primary@GLO", "copper cathode, global average (ICA)", 0.05),
]


@pytest.mark.skipif(not CANDIDATES.exists(), reason="collected reference figures not at hand")
@pytest.mark.parametrize(("key", "name", "tolerance"), SAME_THING)
def test_dataset_meets_the_collected_figure_of_the_same_thing(
    score: Score, key: str, name: str, tolerance: float
) -> None:
    with CANDIDATES.open(encoding="utf-8", newline="") as file:
        figures = {row["name"]: row["value"] for row in csv.DictReader(file)}
    assert score(key) == pytest.approx(float(figures[name]), rel=tolerance)
