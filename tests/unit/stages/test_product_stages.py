"""Materials, manufacturing and transport, by hand."""

from __future__ import annotations

import pytest
from placing import HAND, leg, part, steel, study, table

from pcf.errors import DataError
from pcf.model.provenance import Origin
from pcf.model.system import Exchange, Stage
from pcf.stages.manufacturing import burn_in_kwh, manufacturing
from pcf.stages.materials import materials
from pcf.stages.placed import gross_mass_kg, product_mass_kg
from pcf.stages.registry import STAGES, stages_within, unit_processes
from pcf.stages.reviewed import number, row, rows
from pcf.stages.transport import transport

SMT = Exchange(product="smt_line", amount=0.1, unit="m2", role="mounting")


def amounts(process):
    return {exchange.product: exchange.amount for exchange in process.exchanges}


def test_production_is_drawn_once_per_piece():
    (process,) = materials([part(count=3, exchanges=(steel(2.2, "CN"),))], study(), HAND)
    exchange = process.exchanges[0]
    assert process.stage is Stage.MATERIALS
    assert (exchange.product, exchange.unit, exchange.location, exchange.role) == (
        "steel_sheet_galvanised", "kg", "CN", "sheet",
    )  # fmt: skip
    assert exchange.amount == pytest.approx(6.6)


def test_a_part_of_unknown_or_home_country_comes_by_road():
    for country in (None, "CN", "CN-GD", "GLO"):
        (process,) = materials([part(count=2, mass_kg=5.0, country=country)], study(), HAND)
        # 10 kg over 500 km
        assert amounts(process) == {"lorry_gt_32t": pytest.approx(5.0)}
        assert process.exchanges[0].role == "inbound transport"
        assert process.exchanges[0].tags == ("transport",)


def test_a_part_takes_the_route_of_its_suppliers_country_to_a_factory_in_china():
    routes = (
        *HAND["routes"],
        *table(
            "direction,market,leg,mode,location,distance_km,share",
            "inbound,KR,1,sea_container,,800,1",
        ),
    )
    tables = {**HAND, "routes": routes}

    def distance_km(country, **settings):
        made = part("1", mass_kg=1000.0, country=country)
        (process,) = materials([made], study(**settings), tables)
        return [exchange.amount for exchange in process.exchanges]

    assert distance_km("KR") == [800.0]
    assert distance_km("KR", factory_grid="CN-GD") == [800.0]
    # no route of its own, or a factory elsewhere: the one foreign route, half by air
    assert distance_km("JP") == [1000.0, 2000.0]
    assert distance_km("KR", factory_grid="DE") == [1000.0, 2000.0]
    assert distance_km("CN-HA") == [500.0]


def test_a_foreign_part_comes_half_by_air_and_half_by_sea():
    (process,) = materials([part(mass_kg=10.0, country="KR")], study(), HAND)
    assert amounts(process) == {"air_short_haul": 10.0, "sea_container": 20.0}
    assert process.exchanges[0].tags == ("aircraft", "transport")


def test_home_is_where_the_factory_is():
    (process,) = materials([part(country="DE")], study(factory_grid="DE"), HAND)
    assert list(amounts(process)) == ["lorry_gt_32t"]


def test_a_part_of_no_stated_country_comes_from_the_supply_location():
    (near,) = materials([part()], study(factory_grid="DE", supply_location="DE"), HAND)
    (far,) = materials([part()], study(factory_grid="DE", supply_location="CN-GD"), HAND)
    assert list(amounts(near)) == ["lorry_gt_32t"]
    assert list(amounts(far)) == ["air_short_haul", "sea_container"]


def test_a_part_without_mass_and_without_exchanges_draws_nothing():
    assert materials([part(mass_kg=0.0)], study(), HAND) == ()


def test_packaging_and_proxies_are_tagged():
    box = part("2", section="packaging", exchanges=(steel(1.0),))
    guess = part("3", proxy=True, exchanges=(steel(1.0),))
    tags = [process.tags for process in materials([part("1"), box, guess], study(), HAND)]
    assert tags == [(), ("packaging",), ("proxy",)]


def test_the_origin_of_a_component_is_that_of_what_sizes_it():
    sized = part(parameters={"mass_kg": (1.0, Origin.DECLARED), "area": (1.0, Origin.EXTRACTED)})
    weighed = part(parameters={"mass_kg": (1.0, Origin.DECLARED)})
    chosen = part(parameters={"area": (1.0, Origin.DEFAULT)}, choices={"finish": "enig"})
    assert sized.origin is Origin.EXTRACTED
    assert weighed.origin is Origin.DECLARED
    assert chosen.origin is Origin.DECLARED
    assert part().origin is Origin.DEFAULT
    assert materials([sized], study(), HAND)[0].origin is Origin.EXTRACTED


def test_the_maker_mounts_boards_on_its_own_grid():
    abroad = Exchange(product="board_test", amount=1.0, unit="piece", location="US")
    board = part("7", count=2, component_class="mainboard", maker_exchanges=(SMT, abroad))
    process = manufacturing([board], study(factory_grid="CN-HA"), HAND)[0]
    assert (process.item, process.component_class) == ("7", "mainboard")
    assert [(entry.product, entry.amount, entry.location) for entry in process.exchanges] == [
        ("smt_line", 0.2, "CN-HA"), ("board_test", 2.0, "US"),
    ]  # fmt: skip


def test_assembly_burn_in_packing_and_overhead_are_electricity_of_the_factory():
    # burn-in at half load: 0.5·(100 + 500) W · 20 h = 6 kWh; overhead half of 10 + 6 + 1
    made = manufacturing([], study(factory_grid="CN-HA"), HAND)
    assert {process.item: process.exchanges[0].amount for process in made} == {
        "assembly": 10.0, "burn_in": 6.0, "packing": 1.0, "factory_overhead": 8.5,
    }  # fmt: skip
    assert {process.exchanges[0].location for process in made} == {"CN-HA"}
    assert {process.component_class for process in made} == {""}


def test_stated_factory_figures_replace_the_assumptions():
    stated = study(assembly_kwh=3.0, burn_in_hours=10.0, burn_in_w=200.0)
    assert burn_in_kwh([], stated, HAND) == 2.0
    made = {
        process.item: process.exchanges[0].amount for process in manufacturing([], stated, HAND)
    }
    assert made["assembly"] == 3.0
    assert made["factory_overhead"] == 3.0


def test_scrap_is_bought_again_and_packaging_is_not():
    # one part in five is scrapped: 0.2 / 0.8 = a quarter more, of 3·2 + 4 = 10 kg
    parts = [
        part("1", count=3, exchanges=(steel(2.0),)),
        part("2", exchanges=(steel(4.0),)),
        part("3", exchanges=(steel(1.0, "CN"),)),
        part("4", exchanges=(steel(9.0),), section="packaging"),
    ]
    scrap = manufacturing(parts, study(), HAND)[-1]
    assert scrap.item == "scrap"
    assert [(entry.amount, entry.location) for entry in scrap.exchanges] == [
        (2.5, None), (0.25, "CN"),
    ]  # fmt: skip


def test_no_scrap_where_the_rate_is_zero():
    tables = {**HAND, "assembly": tuple(
        {**entry, "value": "0"} if entry["name"] == "scrap_rate" else entry
        for entry in HAND["assembly"]
    )}  # fmt: skip
    items = [
        process.item for process in manufacturing([part(exchanges=(steel(1.0),))], study(), tables)
    ]
    assert "scrap" not in items


def test_the_packed_product_takes_the_route_of_its_market():
    parts = [part("1", mass_kg=20.0), part("2", mass_kg=5.0, section="packaging")]
    assert product_mass_kg(parts) == 20.0
    assert gross_mass_kg(parts) == 25.0
    sea, road = transport(parts, study(market="EU"), HAND)
    assert (sea.item, sea.exchanges[0].amount, sea.exchanges[0].unit) == (
        "sea_container", 500.0, "tkm",
    )  # fmt: skip
    assert (sea.tags, sea.exchanges[0].role) == (("transport",), "transport")
    assert (road.item, road.exchanges[0].amount) == ("lorry_gt_32t", 15.0)
    assert road.exchanges[0].location == "RER"
    assert (road.origin, road.component_class) == (Origin.DEFAULT, "")


def test_stated_legs_and_gross_mass_replace_route_and_sum():
    stated = study(legs=(leg("air", 9000.0, 0.5), leg("sea", 1000.0, 0.5)), gross_mass_kg=40.0)
    air, sea = transport([part(mass_kg=20.0)], stated, HAND)
    assert air.exchanges[0].amount == 180.0
    assert air.exchanges[0].tags == ("aircraft", "transport")
    assert (air.item, air.origin, air.at.cell) == ("air_long_haul", Origin.DECLARED, "A2")
    assert sea.exchanges[0].amount == 20.0


def test_nothing_to_carry_has_no_transport():
    assert transport([], study(), HAND) == ()


def test_a_stated_leg_of_no_distance_draws_nothing():
    (process,) = transport([part()], study(legs=(leg("sea", 0.0),)), HAND)
    assert process.exchanges == ()


def test_the_boundary_names_its_stages():
    assert stages_within("cradle_to_gate") == (Stage.MATERIALS, Stage.MANUFACTURING)
    assert stages_within("cradle_to_grave") == tuple(Stage) == tuple(STAGES)


def test_unit_processes_come_in_stage_order_within_the_boundary():
    parts = [part(exchanges=(steel(1.0),))]
    grave = unit_processes(parts, study(), HAND)
    order = list(Stage)
    positions = [order.index(process.stage) for process in grave]
    assert positions == sorted(positions)
    assert set(positions) == {0, 1, 2, 3, 4}
    gate = unit_processes(parts, study(boundary="cradle_to_gate"), HAND)
    assert {process.stage for process in gate} == {Stage.MATERIALS, Stage.MANUFACTURING}


def test_missing_tables_and_rows_are_faults_of_our_data():
    with pytest.raises(DataError, match="table profiles is missing"):
        rows({}, "profiles")
    with pytest.raises(DataError, match="table assembly has no row name=glue"):
        number(HAND, "assembly", "glue")
    assert row(HAND, "modes", mode="rail_freight")["product"] == "rail_freight"
