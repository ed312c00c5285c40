"""Biogenic carbon of every packaging line closes over the life cycle as it is booked."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pcf.bom import read_bom
from pcf.engine.scores import unit_scores
from pcf.library import shipped_library
from pcf.pipeline import assess

SAMPLES = Path(__file__).parents[3] / "bom_samples"
#: kg C per kg of flow, taken up negative: 12.011/44.01 of CO2, 12.011/16.043 of CH4.
CARBON = {
    "carbon_dioxide_in_air": -12.011 / 44.01,
    "carbon_dioxide_biogenic": 12.011 / 44.01,
    "methane_biogenic": 12.011 / 16.043,
}


@cache
def library():
    return shipped_library()


@cache
def carbon_scores():
    inventory = library().inventory
    factors = {flow: CARBON.get(flow, 0.0) for flow in inventory.flows}
    return unit_scores(dataclasses.replace(inventory, factors={"carbon": factors}), "carbon")


def balances(name):
    """Return kg C by packaging item: fibre of the line itself, and all of its life cycle."""
    result = assess(read_bom(SAMPLES / f"{name}.xlsx", library().knowledge), None, library())
    held = {part.item: part.inventory.biogenic_carbon_kgc * part.count for part in result.parts
            if part.is_packaging}  # fmt: skip
    net: dict[str, float] = defaultdict(float)
    scores = carbon_scores()
    for process in result.system.processes:
        if process.item in held and not process.credit:
            for exchange in process.exchanges:
                row = scores.index[scores.locate(exchange.product, exchange.location)]
                net[process.item] += exchange.amount * scores.values[row].sum()
    return {item: (held[item], net[item]) for item in held}


@pytest.mark.parametrize("name", ["rack_2u", "rack_1u_en", "ai_8gpu", "storage_4u", "liquid_node"])
def test_what_a_packaging_line_takes_up_it_gives_back(name):
    found = balances(name)
    assert any(held > 0.5 for held, _ in found.values())
    for item, (held, net) in found.items():
        # nothing is stored: the rest is rounding of the carbon contents in the data
        assert net == pytest.approx(0.0, abs=2e-3 * held + 1e-3), item
