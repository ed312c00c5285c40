"""Unit scores of a background that can be solved on paper."""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from toy import dataset, drawn, emission, toy_inventory

from pcf.engine.audit import audit
from pcf.engine.score_cache import load_scores, score_key, store_scores
from pcf.engine.scores import unit_scores
from pcf.errors import BackgroundError, DataError
from pcf.model.background import FLOW_CLASSES, FlowClass

FOSSIL = FLOW_CLASSES.index(FlowClass.FOSSIL)
# one kWh needs 1/0.99 kWh of generation, each 1 kg CO2 and 0.01 kg CH4 at 30
ELECTRICITY = 1.3 / 0.99


@pytest.fixture(scope="module")
def scores():
    return unit_scores(toy_inventory(), "gwp100")


def fossil(scores, key, array="values"):
    return getattr(scores, array)[scores.index[key], FOSSIL]


def test_power_that_uses_power_costs_its_generation_divided_by_what_is_left(scores):
    assert fossil(scores, "electricity@GLO") == pytest.approx(ELECTRICITY, rel=1e-12)


def test_a_chain_adds_up_by_hand(scores):
    steel = 2.0 + 0.5 * ELECTRICITY
    assert fossil(scores, "steel@GLO") == pytest.approx(steel, rel=1e-12)
    assert fossil(scores, "bracket@GLO") == pytest.approx(
        1.1 * steel + 0.2 * ELECTRICITY, rel=1e-12
    )


def test_flow_classes_stay_apart(scores):
    flight = scores.values[scores.index["flight@GLO"]]
    assert flight == pytest.approx([0.2, 0, 0, 0, 0.8])
    wood = scores.values[scores.index["wood@GLO"]]
    assert wood == pytest.approx([0, 0.1, -1.6, 0, 0])


def test_the_unspecified_part_follows_the_chain(scores):
    assert fossil(scores, "steel@GLO", "unspecified") == pytest.approx(0.5)
    assert fossil(scores, "bracket@GLO", "unspecified") == pytest.approx(0.55)
    assert fossil(scores, "electricity@GLO", "unspecified") == 0.0


def test_an_assumed_input_brings_its_whole_contribution_in(scores):
    assert fossil(scores, "steel@GLO", "assumption") == pytest.approx(0.5 * ELECTRICITY)
    assert fossil(scores, "bracket@GLO", "assumption") == pytest.approx(0.55 * ELECTRICITY)


def test_pedigree_is_weighted_by_impact(scores):
    row = scores.pedigree[scores.index["flight@GLO"]]
    assert row == pytest.approx([1, 2, 3, 4, 5])
    assumed = 0.5 * ELECTRICITY
    steel = scores.pedigree[scores.index["steel@GLO"]]
    assert steel[0] == pytest.approx((2.0 * 1 + assumed * 3) / (2.0 + assumed))


def test_a_place_falls_back_to_the_wider_one(scores):
    assert scores.locate("steel", "CN") == "steel@GLO"
    assert scores.locate("steel", None) == "steel@GLO"
    assert scores.locate("unobtainium", "CN") is None


def test_a_flow_without_a_factor_is_refused():
    inventory = toy_inventory()
    factors = {"gwp100": {k: v for k, v in inventory.factors["gwp100"].items() if k != "ch4"}}
    with pytest.raises(DataError, match=r"'ch4' has no factor in gwp100 \[DAT050\]"):
        unit_scores(dataclasses.replace(inventory, factors=factors), "gwp100")


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(BackgroundError, match=r"unknown method 'gwp7' \(known: gwp100\)"):
        unit_scores(toy_inventory(), "gwp7")


def test_a_circle_that_makes_nothing_is_refused():
    inventory = toy_inventory()
    circle = dataset("electricity", "kWh", inputs=[drawn("electricity", "GLO", 1.0, "kWh")])
    broken = dataclasses.replace(inventory, datasets={**inventory.datasets, circle.key: circle})
    with pytest.raises(BackgroundError, match="BGD002"):
        unit_scores(broken, "gwp100")


def test_cached_scores_come_back_as_they_were(scores, tmp_path):
    key = score_key(inventory_digest="toy", method="gwp100")
    assert load_scores(tmp_path, key) is None
    store_scores(tmp_path, key, scores)
    again = load_scores(tmp_path, key)
    for name in ("values", "unspecified", "assumption", "pedigree"):
        np.testing.assert_array_equal(getattr(again, name), getattr(scores, name))
    assert again.facts == scores.facts
    assert (again.index, again.locations, again.parents) == (
        scores.index,
        scores.locations,
        scores.parents,
    )


def test_a_damaged_cache_file_is_ignored(scores, tmp_path):
    store_scores(tmp_path, "k", scores)
    (tmp_path / "scores-k.npz").write_bytes(b"PK not a zip")
    assert load_scores(tmp_path, "k") is None


def test_other_data_has_another_key():
    keys = {
        score_key(inventory_digest=digest, method=method)
        for digest in ("a", "b")
        for method in ("gwp100", "gwp20")
    }
    assert len(keys) == 4


def test_a_cache_that_cannot_be_written_stops_nothing(scores, tmp_path):
    (tmp_path / "file").write_text("")
    store_scores(tmp_path / "file" / "below", "k", scores)
    assert load_scores(tmp_path / "file" / "below", "k") is None


def test_the_full_solve_agrees_with_the_dot_product(scores):
    demands = {"materials": {"bracket@GLO": 3.0, "wood@GLO": 2.0}, "transport": {"flight@GLO": 7.0}}
    tabulated = {
        (name, flow): sum(
            amount * scores.values[scores.index[key], column] for key, amount in drawn_.items()
        )
        for name, drawn_ in demands.items()
        for column, flow in enumerate(FLOW_CLASSES)
    }
    lines = audit(toy_inventory(), "gwp100", demands, tabulated)
    assert len(lines) == 10
    assert max(line.difference_share for line in lines) < 1e-12


def test_the_audit_sees_a_wrong_table():
    demands = {"transport": {"flight@GLO": 1.0}}
    tabulated = {("transport", FlowClass.AIRCRAFT): 0.9, ("transport", FlowClass.FOSSIL): 0.2}
    worst = max(
        line.difference_share for line in audit(toy_inventory(), "gwp100", demands, tabulated)
    )
    assert worst == pytest.approx(0.1 / 1.1)


def test_nothing_drawn_needs_no_audit():
    assert audit(toy_inventory(), "gwp100", {"use": {}}, {}) == ()


def test_same_flow_emitted_twice_counts_twice():
    inventory = toy_inventory()
    double = dataset("double", "kg", emissions=[emission("co2", 1.0), emission("co2", 2.0)])
    grown = dataclasses.replace(inventory, datasets={**inventory.datasets, double.key: double})
    assert fossil(unit_scores(grown, "gwp100"), "double@GLO") == pytest.approx(3.0)
