"""Recycled content: the production term of the circular footprint formula and its identities."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from placing import HAND, SHIPPED, part, steel, study

from pcf.model.component import RECYCLED_CONTENT
from pcf.model.provenance import Origin
from pcf.stages.end_of_life import end_of_life
from pcf.stages.materials import materials
from pcf.stages.recycled_content import (
    RecycledRoute,
    content_notices,
    content_rule,
    production_mix,
    recycled_routes,
    with_content,
)

#: Ev = 10, Erecycled = 4 [kg CO2e/kg]; half of the average market product is recycled.
SCORES = {"average": 7.0, "virgin": 10.0, "recycled": 4.0}
ROUTE = RecycledRoute(
    product="average", average_share=0.5, virgin_product="virgin", virgin_share=0.0,
    recycled_product="recycled", cff_a_share=0.2, quality_factor=0.9,
)  # fmt: skip
share = some.floats(min_value=0.0, max_value=1.0)


def burden(parts) -> float:
    return math.fsum(amount * SCORES[product] for product, amount, _ in parts)


def test_the_production_term_is_that_of_the_formula():
    # (1 - 0.3)·10 + 0.3·(0.2·4 + 0.8·10·0.9)
    parts = production_mix(ROUTE, recycled_share=0.3, a_share=0.2)
    assert parts == (
        ("virgin", pytest.approx(0.7), ""),
        ("recycled", pytest.approx(0.06), "recycled content"),
        ("virgin", pytest.approx(0.216), "recycled content, burden of virgin material"),
    )
    assert burden(parts) == pytest.approx(7.0 + 0.24 + 2.16)


@given(recycled_share=share)
def test_a_of_one_is_the_recycled_content_approach(recycled_share):
    parts = production_mix(ROUTE, recycled_share=recycled_share, a_share=1.0)
    assert burden(parts) == pytest.approx((1 - recycled_share) * 10.0 + recycled_share * 4.0)


@given(recycled_share=share)
def test_a_of_nought_makes_recycled_input_as_heavy_as_virgin(recycled_share):
    pure = replace(ROUTE, quality_factor=1.0)
    parts = production_mix(pure, recycled_share=recycled_share, a_share=0.0)
    assert burden(parts) == pytest.approx(10.0)


@given(recycled_share=share, a_share=share)
def test_what_goes_in_and_comes_out_alike_does_not_depend_on_a(recycled_share, a_share):
    # R1 = R2, Q = 1, Erecycled = ErecyclingEoL, Ev = E*v: (1 - R1)·Ev + R1·Erecycled
    pure = replace(ROUTE, quality_factor=1.0)
    going_in = burden(production_mix(pure, recycled_share=recycled_share, a_share=a_share))
    coming_out = (1 - a_share) * recycled_share * (4.0 - 10.0)
    expected = (1 - recycled_share) * 10.0 + recycled_share * 4.0
    assert going_in + coming_out == pytest.approx(expected)


def test_virgin_material_is_found_between_two_mixes():
    # 7 is half recycled: virgin is 2·7 - 4 = 10
    mixed = replace(ROUTE, virgin_product="average", virgin_share=0.5)
    assert burden(production_mix(mixed, recycled_share=0.0, a_share=1.0)) == pytest.approx(10.0)
    assert production_mix(mixed, recycled_share=0.5, a_share=1.0) == (
        ("average", pytest.approx(1.0), ""),
        ("recycled", pytest.approx(-0.5), ""),
        ("recycled", pytest.approx(0.5), "recycled content"),
    )


def tables(average="0.25", a="0.2"):
    """Steel that is a quarter recycled, all of it collected and melted anew."""
    route = {
        **HAND["eol_routes"][0], "recycling_share": average, "landfill_share": "0",
        "recycling_yield": "1", "reprocessing_product": "steel_secondary",
        "reprocessing_share": "1", "avoided_product": "steel_hot_rolled",
    }  # fmt: skip
    return {
        **HAND,
        "eol_routes": (route,),
        "eol_materials": ({**HAND["eol_materials"][0], "cff_a": a},),
        "eol_collection": ({"market": "GLO", "collection_rate": "1"},),
        "eol_recycled_content": ({
            "product": "steel_sheet_galvanised", "recycled_content_share": average,
            "virgin_product": "steel_hot_rolled", "virgin_share": "0",
            "recycled_product": "steel_secondary", "material": "steel",
        },),
    }  # fmt: skip


def life(allocation, content=None, **changes):
    """Amounts of virgin and secondary steel: production, end of life and credits apart."""
    stated = {} if content is None else {RECYCLED_CONTENT: (content, Origin.DECLARED)}
    sheet = part(mass_kg=4.0, exchanges=(steel(4.0),), parameters=stated)
    resolved, given_tables = study(eol_allocation=allocation), tables(**changes)
    rule = content_rule(resolved, given_tables)
    made = replace(sheet, inventory=with_content(sheet.inventory, sheet.component, rule))
    ends = end_of_life([made], resolved, given_tables)
    found = []
    for processes in (
        materials([made], resolved, given_tables),
        [process for process in ends if not process.credit],
        [process for process in ends if process.credit],
    ):
        amounts = {}
        for process in processes:
            for entry in process.exchanges:
                amounts[entry.product] = amounts.get(entry.product, 0.0) + entry.amount
        found.append(
            {
                name: amounts.get(name, 0.0)
                for name in ("steel_sheet_galvanised", "steel_hot_rolled", "steel_secondary")
            }
        )
    return found


def total(allocation, **changes):
    scores = {"steel_sheet_galvanised": 2.0, "steel_hot_rolled": 2.5, "steel_secondary": 0.5}
    return math.fsum(
        scores[name] * amount
        for amounts in life(allocation, **changes)
        for name, amount in amounts.items()
    )


def test_under_the_cutoff_a_market_product_stays_what_it_is():
    production, end, credit = life("cutoff")
    assert production == {
        "steel_sheet_galvanised": 4.0, "steel_hot_rolled": 0.0, "steel_secondary": 0.0,
    }  # fmt: skip
    assert end["steel_secondary"] == 0.0
    assert credit == {
        "steel_sheet_galvanised": 0.0, "steel_hot_rolled": -1.0, "steel_secondary": 1.0,
    }  # fmt: skip


def test_a_stated_content_is_mixed_from_virgin_and_recycled():
    production, _, _ = life("cutoff", content=0.6)
    assert production == {
        "steel_sheet_galvanised": 0.0, "steel_hot_rolled": pytest.approx(1.6),
        "steel_secondary": pytest.approx(2.4),
    }  # fmt: skip


def test_the_circular_formula_holds_on_both_ends_of_a_life():
    # 4 kg, R1 = R2 = 0.25, A = 0.2: virgin 0.75·4 + 0.25·0.8·4, recycled 0.25·0.2·4
    production, end, credit = life("cff")
    assert production["steel_hot_rolled"] == pytest.approx(3.0 + 0.8)
    assert production["steel_secondary"] == pytest.approx(0.2)
    assert end["steel_secondary"] == pytest.approx(0.8)
    assert credit["steel_hot_rolled"] == pytest.approx(-0.8)


@pytest.mark.parametrize("a", ["0", "0.2", "0.5", "0.8", "1"])
def test_a_closed_loop_has_one_footprint_whatever_a(a):
    # (1 - 0.25)·2.5·4 + 0.25·0.5·4, credits counted in for the sake of the identity
    assert total("cff", a=a) == pytest.approx(7.5 + 0.5)


def test_avoided_burden_is_the_formula_with_a_of_nought():
    assert life("avoided_burden") == life("cff", a="0")


def test_the_formula_with_a_of_one_has_the_production_of_the_cutoff():
    assert life("cff", a="1")[0] == life("cutoff", content=0.25)[0]
    assert life("cff", a="1")[2]["steel_hot_rolled"] == 0.0


def test_a_content_no_data_can_act_on_is_said():
    stated = {RECYCLED_CONTENT: (0.3, Origin.DECLARED)}
    wood = part(name="pallet", parameters=stated, exchanges=(replace(steel(1.0), product="wood"),))
    (notice,) = content_notices([wood], SHIPPED)
    assert notice.code == "STU208"
    assert "'pallet'" in notice.message
    assert "0.3" in notice.message_zh
    made = part(parameters=stated, exchanges=(replace(steel(1.0), product="steel_secondary"),))
    assert content_notices([made, part(exchanges=(steel(1.0),))], SHIPPED) == ()


def test_every_route_names_a_material_of_the_end_of_life():
    assert {route.product for route in recycled_routes(SHIPPED).values()} == {
        row["product"] for row in SHIPPED["eol_recycled_content"]
    }
