"""Legs with fuel supply and burning apart."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from placing import SHIPPED, part, study, table
from scored import SCORES

from pcf.library import shipped_library
from pcf.model.system import ProductSystem
from pcf.results.freight import freight_legs
from pcf.stages.transport import transport

TRANSPORT = Path(__file__).parents[3] / "lci_data" / "processes" / "transport"
#: Steel stands in for a fuel of 2.5 kg CO2e/kg: the scores of the unit tests have no diesel.
FUELS = {
    "freight_fuels": table(
        "product,location,fuel,fuel_amount,load,load_zh",
        "lorry_gt_32t,GLO,steel_sheet_galvanised,0.01,average laden,平均装载",
    )
}


def test_supply_and_burning_add_up_to_the_leg():
    legs = transport([part(mass_kg=500.0)], study(), SHIPPED)
    system = ProductSystem(declared_unit="one", boundary="cradle_to_grave", processes=legs)
    lorry, van = freight_legs(system, SCORES, FUELS)
    # 0.5 t · 1 000 km = 500 tkm; 0.1 kg/tkm, of which 0.01 · 2.5 = 0.025 is fuel supply
    assert lorry.freight_tkm == 500.0
    assert lorry.kgco2e == pytest.approx(50.0)
    assert lorry.well_to_tank_kgco2e == pytest.approx(12.5)
    assert lorry.tank_to_wheel_kgco2e == pytest.approx(37.5)
    assert (lorry.load, lorry.aircraft) == ("average laden", False)
    assert (van.mode, van.well_to_tank_kgco2e, van.load) == ("lorry_7_16t", None, "")


def test_the_fuels_are_those_of_the_datasets():
    datasets = {
        (entry["product"], place): entry["inputs"]
        for file in sorted(TRANSPORT.glob("*.yaml"))
        for entry in yaml.safe_load(file.read_text("utf-8"))
        for place in entry["locations"]
        if entry.get("inputs")
    }
    stated = {
        (row["product"], row["location"]): [(row["fuel"], float(row["fuel_amount"]))]
        for row in SHIPPED["freight_fuels"]
    }
    assert stated == {
        key: [(each["product"], each["amount"]) for each in inputs]
        for key, inputs in datasets.items()
    }


@pytest.mark.parametrize("market", [row["market"] for row in SHIPPED["markets"]])
def test_every_default_route_splits_and_burns_more_than_it_supplies(market):
    library = shipped_library()
    legs = transport([part(mass_kg=30.0)], study(market=market), SHIPPED)
    system = ProductSystem(declared_unit="one", boundary="cradle_to_grave", processes=legs)
    found = freight_legs(system, library.scores("gwp100"), library.knowledge.tables)
    assert len(found) == len(legs)
    for leg in found:
        assert leg.well_to_tank_kgco2e + leg.tank_to_wheel_kgco2e == pytest.approx(leg.kgco2e)
        assert 0 < leg.well_to_tank_kgco2e < leg.tank_to_wheel_kgco2e
        assert leg.aircraft == leg.mode.startswith("air")
        assert leg.load
