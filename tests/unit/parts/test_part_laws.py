"""Laws every part model keeps: mass closes, nothing is negative, more draws more."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from part_cases import PART_CLASSES, defaults, inventory, read

from pcf.components.drawn import contents, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory

SHARES = st.floats(min_value=0.0, max_value=1.0)
MASS_BASED = (
    "sheet_metal_part", "chassis", "plastic_part", "fastener", "capacitor_ceramic", "resistor",
    "cable", "fan", "heat_sink", "cold_plate", "battery_lithium", "battery_coin", "coolant",
    "packaging_carton", "packaging_foam", "generic", "generic_electronics", "optical_module",
)  # fmt: skip
BOARDS = (
    "printed_board", "mainboard", "riser_board", "backplane", "power_distribution_board",
    "other_board", "network_card", "storage_controller_card", "expansion_card",
)  # fmt: skip


def drawn_by(got: ComponentInventory) -> dict[str, float]:
    """Amount of each product, all exchanges of a part together."""
    totals: dict[str, float] = defaultdict(float)
    for exchange in (*got.exchanges, *got.maker_exchanges):
        totals[exchange.product] += exchange.amount
    return dict(totals)


@st.composite
def shares_of(draw: st.DrawFn, name: str) -> dict[str, float]:
    """Defaults of a class with every share redrawn, so that they may add to more than one."""
    numbers = defaults(name)
    composition = [key for key in numbers if key.endswith("_share")]
    return {**numbers, **{key: draw(SHARES) for key in composition}}


def with_positive_divisors(numbers: dict[str, float]) -> dict[str, float]:
    return {
        key: max(value, 0.05) if "utilisation" in key else value for key, value in numbers.items()
    }


@pytest.mark.parametrize("name", PART_CLASSES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_materials_weigh_what_the_part_weighs_whatever_the_shares(
    name: str, data: st.DataObject
) -> None:
    numbers = with_positive_divisors(data.draw(shares_of(name)))
    got = inventory(name, numbers)
    total_kg = sum(content.mass_kg for content in got.materials)
    assert total_kg == pytest.approx(got.mass_kg, rel=1e-9, abs=1e-15)
    assert all(content.mass_kg > 0.0 for content in got.materials)
    assert all(e.amount > 0.0 for e in (*got.exchanges, *got.maker_exchanges))


@pytest.mark.parametrize("name", PART_CLASSES)
def test_a_part_with_its_defaults_weighs_its_mass_parameter(name: str) -> None:
    numbers = defaults(name)
    assert inventory(name, numbers).mass_kg == pytest.approx(numbers["mass_kg"])


@pytest.mark.parametrize("name", MASS_BASED)
def test_twice_the_mass_draws_twice_as_much(name: str) -> None:
    once = defaults(name)
    single = drawn_by(inventory(name, once))
    double = drawn_by(inventory(name, {**once, "mass_kg": 2.0 * once["mass_kg"]}))
    assert single
    assert double == pytest.approx({key: 2.0 * value for key, value in single.items()}, rel=1e-9)


@pytest.mark.parametrize("name", BOARDS)
@settings(max_examples=20, deadline=None)
@given(layers=st.integers(min_value=1, max_value=30), more=st.integers(min_value=1, max_value=10))
def test_a_board_of_more_layers_never_draws_less(name: str, layers: int, more: int) -> None:
    numbers = defaults(name)
    few = drawn_by(inventory(name, {**numbers, "layers": float(layers)}))
    many = drawn_by(inventory(name, {**numbers, "layers": float(layers + more)}))
    assert many["printed_board_area"] > few["printed_board_area"]
    assert all(many[product] >= amount for product, amount in few.items())


def test_a_board_whose_parts_are_listed_is_still_mounted_but_draws_no_parts() -> None:
    numbers = defaults("mainboard")
    whole = inventory("mainboard", numbers)
    bare = inventory("mainboard", {**numbers, "population_share": 0.0})
    assert bare.maker_exchanges == whole.maker_exchanges
    assert {e.product for e in bare.exchanges} == {"printed_board_area", "board_finish_enig"}


def test_only_boards_the_maker_populates_are_mounted_by_the_maker() -> None:
    in_house = {name for name in PART_CLASSES if inventory(name, defaults(name)).maker_exchanges}
    assert in_house == {
        "mainboard", "riser_board", "backplane", "power_distribution_board", "other_board",
    }  # fmt: skip


def test_parts_with_power_of_their_own_are_fans_pumps_and_cards() -> None:
    powered = {name for name in PART_CLASSES if inventory(name, defaults(name)).active_power_w}
    cards = {"network_card", "storage_controller_card", "expansion_card"}
    assert powered == {"fan", "pump", *cards}


def test_a_longer_cable_weighs_more_when_the_bom_gives_no_mass() -> None:
    assert defaults("cable", length_m=2.0)["mass_kg"] == pytest.approx(0.2)
    assert defaults("cable", length_m=1.0)["mass_kg"] == pytest.approx(0.1)


def test_packaging_is_tagged_so_that_it_sums_apart() -> None:
    for name in PART_CLASSES:
        data = read(f"{name}.yaml")
        got = inventory(name, defaults(name))
        tagged = {e.tags for e in got.exchanges}
        assert (tagged == {("packaging",)}) is (data["model"] == "packaging_part")


def test_fibre_packaging_holds_biogenic_carbon_and_plastic_packaging_none() -> None:
    held = {
        name: inventory(name, {**defaults(name), "mass_kg": 1.0}).biogenic_carbon_kgc
        for name in PART_CLASSES
        if read(f"{name}.yaml")["model"] == "packaging_part"
    }
    assert {name for name, carbon in held.items() if carbon == 0.0} == {
        "packaging_foam", "packaging_bag", "packaging_tape",
    }  # fmt: skip
    assert held["packaging_carton"] == pytest.approx(0.413)


def test_shares_that_add_to_more_than_one_are_scaled_and_leave_nothing() -> None:
    assert shares_of_whole(1.5, 0.5) == pytest.approx((0.75, 0.25, 0.0))
    assert shares_of_whole(0.25, 0.5) == pytest.approx((0.25, 0.5, 0.25))
    assert shares_of_whole() == (1.0,)


def test_contents_add_equal_materials_and_leave_out_empty_ones() -> None:
    merged = contents(2.0, [("steel", 0.25), ("copper", 0.0), ("steel", 0.5)])
    assert [(m.material, m.mass_kg) for m in merged] == [("steel", 1.5)]


def test_an_empty_list_of_exchanges_stays_empty() -> None:
    assert nonzero() == ()


def test_a_connector_without_mass_has_no_gold_share() -> None:
    numbers = {**defaults("connector"), "mass_kg": 0.0, "added_gold_mg": 1.0}
    got = inventory("connector", numbers)
    assert got.materials == ()
    assert [(e.product, e.amount) for e in got.exchanges] == [("gold_plating", pytest.approx(1e-6))]
