"""The shipped study and end-of-life tables hold what the stages need, each figure sourced."""

from __future__ import annotations

import math
import re
from itertools import groupby
from pathlib import Path

import pytest
import yaml
from placing import LCI_DATA, SHIPPED

from pcf.stages.recovery import treatment
from pcf.stages.registry import STAGES

EOL_KEYS = {
    "steel",
    "stainless_steel",
    "aluminium",
    "copper",
    "brass",
    "zinc",
    "magnesium",
    "nickel",
    "tin_solder",
    "gold",
    "silver",
    "palladium",
    "tantalum",
    "neodymium_magnet",
    "printed_board",
    "electronic_component",
    "silicon",
    "plastic_abs_pc",
    "plastic_pa",
    "plastic_pp_pe",
    "plastic_pvc",
    "plastic_other",
    "plastic_glass_filled",
    "rubber_silicone",
    "foam_pe",
    "paper_board",
    "wood",
    "battery_lithium",
    "battery_coin",
    "electrolyte_capacitor",
    "coolant",
    "glass_ceramic",
    "magnet_ferrite",
    "other",
}
SOURCED = [
    (name, number, row)
    for name, rows in SHIPPED.items()
    for number, row in enumerate(rows, start=2)
    if "kind" in row
]


def sources():
    known = {}
    for file in sorted(Path(LCI_DATA / "sources").glob("*.yaml")):
        known.update(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    return known


@pytest.mark.parametrize(
    ("name", "number", "row"), SOURCED, ids=[f"{name}:{number}" for name, number, _ in SOURCED]
)
def test_every_figure_says_where_it_is_from(name, number, row):
    assert row["kind"] in {"sourced", "derived", "assumption", "choice"}
    assert row["note"]
    assert row["year"]
    assert row["geography"]
    if row["kind"] == "assumption":
        assert row["source"] == "assumption"
        assert (
            row.get("unit") == "text"
            or name == "eol_materials"
            or (float(row["low"]) <= float(row["high"]))
        )


def test_every_source_is_cited():
    known = sources()
    named = ";".join(row["source"] for _, _, row in SOURCED)
    cited = {key.strip() for key in named.split(";")} - {"assumption"}
    assert cited - set(known) - {"ipcc_ar6"} == set()


def test_intervals_hold_their_value():
    for name, rows, column in (
        ("defaults", SHIPPED["defaults"], "value"),
        ("assembly", SHIPPED["assembly"], "value"),
        ("pue", SHIPPED["pue"], "pue"),
        ("supply_efficiency", SHIPPED["supply_efficiency"], "efficiency"),
        ("routes", SHIPPED["routes"], "distance_km"),
        ("power_classes", SHIPPED["power_classes"], "idle_share"),
        ("eol_routes", SHIPPED["eol_routes"], "recycling_share"),
        ("spare_parts", SHIPPED["spare_parts"], "replacements_per_year"),
        ("eol_collection", SHIPPED["eol_collection"], "collection_rate"),
        ("eol_board_metals", SHIPPED["eol_board_metals"], "content_share"),
    ):
        for row in rows:
            if row.get("unit") != "text":
                assert float(row["low"]) <= float(row[column]) <= float(row["high"]), (name, row)


def test_time_shares_of_a_profile_add_to_one():
    for profile, rows in groupby(SHIPPED["profiles"], key=lambda row: row["profile"]):
        shares = [float(row["time_share"]) for row in rows]
        assert math.fsum(shares) == pytest.approx(1.0, abs=1e-12), profile


def test_power_curves_rise():
    for row in SHIPPED["power_classes"]:
        points = [0.0, *(float(row[f"f{step}"]) for step in range(10, 100, 10)), 1.0]
        assert points == sorted(points)
        assert float(row["idle_w"]) < float(row["max_w"])


def test_every_market_has_a_route_whose_modes_are_known():
    modes = {row["mode"] for row in SHIPPED["modes"]}
    outbound = {row["market"] for row in SHIPPED["routes"] if row["direction"] == "outbound"}
    assert outbound == {row["market"] for row in SHIPPED["markets"]}
    assert {row["mode"] for row in SHIPPED["routes"]} <= modes


def test_every_material_has_a_global_route_whose_shares_add_to_one():
    assert {row["key"] for row in SHIPPED["eol_materials"]} == EOL_KEYS
    world = {row["material"] for row in SHIPPED["eol_routes"] if row["market"] == "GLO"}
    assert world == EOL_KEYS
    for row in SHIPPED["eol_routes"]:
        shares = [
            float(row[f"{way}_share"]) for way in ("recycling", "energy_recovery", "landfill")
        ]
        assert math.fsum(shares) == pytest.approx(1.0, abs=1e-9), row["material"]
        assert not float(row["energy_recovery_share"]) or row["energy_product"]
        assert not float(row["recycling_share"]) or (
            row["preparation_product"] or row["reprocessing_product"]
        )
        assert not float(row["landfill_share"]) or row["landfill_product"]
        assert 0 <= float(row["recycling_yield"]) <= 1


def test_there_is_a_stage_for_every_stage():
    assert len(STAGES) == 5


def test_every_product_named_is_in_the_inventory_in_the_unit_it_is_drawn():
    units = {}
    for file in (LCI_DATA / "processes").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        units.update(re.findall(r"^- product: (\S+)\n(?:.*\n)*?  unit: (\S+)", text, re.MULTILINE))
    named = {
        row[column]: "kg"
        for row in SHIPPED["eol_routes"]
        for column in row
        if column.endswith("_product") and row[column]
    }
    named |= {row["avoided_product"]: "kg" for row in SHIPPED["eol_board_metals"]}
    named |= {
        row["pretreatment_product"]: "kg"
        for row in SHIPPED["eol_recovery_classes"]
        if row["pretreatment_product"]
    }
    named |= {row["product"]: "tkm" for row in SHIPPED["modes"]}
    assert {product: units.get(product) for product in named} == named


@pytest.mark.parametrize(
    ("market", "burnt_share"), [("CN", 0.7253), ("US", 0.1718), ("EU", 0.55), ("MEA", 0.5)]
)
def test_plastics_that_are_not_recycled_go_the_way_of_the_market(market, burnt_share):
    routes = treatment(SHIPPED, market).routes
    for material in ("plastic_abs_pc", "plastic_pvc", "plastic_glass_filled", "foam_pe"):
        route = routes[material]
        left = 1.0 - route.recycling_share
        assert route.energy_recovery_share == pytest.approx(burnt_share * left, abs=1e-4)
        assert route.landfill_share == pytest.approx((1.0 - burnt_share) * left, abs=1e-4)
