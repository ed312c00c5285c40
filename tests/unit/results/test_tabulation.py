"""One row per exchange and flow class: amount times unit score."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from scored import SCORES

from pcf.errors import DataError
from pcf.model.footprint import ROW_COLUMNS, FootprintRow
from pcf.model.provenance import CellRef, Origin
from pcf.model.system import Exchange, ProductSystem, Stage, UnitProcess
from pcf.results.tabulate import LocationFallback, location_fallbacks, tabulate

AT = CellRef(file="bom.xlsx", sheet="BOM", cell="A7")


def draw(product, amount, unit="kg", location=None, tags=()):
    return Exchange(
        product=product, amount=amount, unit=unit, location=location, role="why", tags=tags
    )


def system(*exchanges, **changes):
    process = UnitProcess(
        stage=changes.pop("stage", Stage.MATERIALS),
        item="7",
        component_class="chassis",
        exchanges=exchanges,
        tags=changes.pop("tags", ("packaging",)),
        origin=Origin.LOOKED_UP,
        at=changes.pop("at", AT),
        **changes,
    )
    return ProductSystem(declared_unit="one", boundary="cradle_to_grave", processes=(process,))


def test_a_row_carries_all_it_stands_for():
    (row,) = tabulate(system(draw("steel_sheet_galvanised", 4.0, location="CN")), SCORES)
    assert row == FootprintRow(
        scenario="base", stage="materials", item="7", component_class="chassis",
        product="steel_sheet_galvanised", location="CN", amount=4.0, unit="kg",
        indicator="gwp100", flow_class="fossil", tags=("packaging",), credit=False,
        value_kgco2e=12.0, unspecified_kgco2e=3.0, assumption_kgco2e=pytest.approx(1.2),
        parameter_assumption_kgco2e=0.0, setting_assumption_kgco2e=0.0,
        origin="looked_up", role="why", cell="bom.xlsx › BOM!A7",
    )  # fmt: skip
    assert [entry.name for entry in fields(row)] == list(ROW_COLUMNS)
    assert isinstance(row.value_kgco2e, float)


def test_rows_cannot_be_changed():
    (row,) = tabulate(system(draw("steel_sheet_galvanised", 1.0)), SCORES)
    with pytest.raises(FrozenInstanceError):
        row.value_kgco2e = 0.0


def test_each_flow_class_that_is_not_zero_has_a_row():
    rows = tabulate(system(draw("corrugated_board", 2.0)), SCORES, scenario="box")
    assert [(row.flow_class, row.value_kgco2e) for row in rows] == [
        ("fossil", 2.0), ("biogenic_emission", 1.0), ("biogenic_removal", -3.0),
    ]  # fmt: skip
    assert {row.scenario for row in rows} == {"box"}
    assert {row.amount for row in rows} == {2.0}


def test_a_product_without_emissions_has_no_row():
    assert tabulate(system(draw("nothing_at_all", 5.0)), SCORES) == ()
    assert tabulate(system(), SCORES) == ()


def test_tags_of_process_exchange_and_product_join_sorted():
    exchange = draw("air_long_haul", 1.0, "tkm", tags=("aircraft", "transport"))
    rows = tabulate(system(exchange, tags=("proxy",), at=None, credit=True), SCORES)
    assert {row.tags for row in rows} == {("aircraft", "proxy", "transport")}
    assert [row.flow_class for row in rows] == ["fossil", "aircraft"]
    assert {(row.cell, row.credit) for row in rows} == {("", True)}


def test_a_place_without_dataset_takes_the_wider_one_and_says_so():
    exchanges = (
        draw("electricity", 1.0, "kWh", "CN-GD"),
        draw("electricity", 1.0, "kWh", "CN-GD"),
        draw("electricity", 1.0, "kWh", "US"),
        draw("electricity", 1.0, "kWh", "DE"),
        draw("steel_sheet_galvanised", 1.0),
        draw("corrugated_board", 1.0, location="DE"),
    )
    rows = tabulate(system(*exchanges), SCORES)
    assert [row.location for row in rows] == [
        "CN",
        "CN",
        "CN",
        "CN",
        "GLO",
        "DE",
        "DE",
        "DE",
        "GLO",
        "GLO",
        "GLO",
        "GLO",
    ]
    assert location_fallbacks(system(*exchanges), SCORES) == (
        LocationFallback(product="corrugated_board", asked="DE", taken="GLO"),
        LocationFallback(product="electricity", asked="CN-GD", taken="CN"),
        LocationFallback(product="electricity", asked="US", taken="GLO"),
    )


def test_products_unknown_or_in_other_units_are_refused_all_at_once():
    wrong = system(
        draw("unobtainium", 1.0), draw("unobtainium", 2.0), draw("electricity", 1.0, "MJ")
    )
    with pytest.raises(DataError) as caught:
        tabulate(wrong, SCORES)
    assert str(caught.value) == (
        "bom.xlsx › BOM!A7: 7: no dataset provides unobtainium [DAT201]\n"
        "bom.xlsx › BOM!A7: 7: electricity drawn in MJ, its dataset is in kWh [DAT202]"
    )
    assert location_fallbacks(wrong, SCORES) == ()


def test_five_thousand_lines_are_tabulated():
    exchanges = tuple(draw("corrugated_board", 1.0 + place, location="CN") for place in range(8))
    many = ProductSystem(
        declared_unit="one",
        boundary="cradle_to_grave",
        processes=tuple(
            UnitProcess(
                stage=Stage.MATERIALS,
                item=str(line),
                component_class="c",
                exchanges=exchanges,
                at=AT,
            )
            for line in range(5000)
        ),
    )
    rows = tabulate(many, SCORES)
    assert len(rows) == 5000 * 8 * 3
