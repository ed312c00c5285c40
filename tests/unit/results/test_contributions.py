"""Totals by stage, component and what belongs to none, by hand."""

from __future__ import annotations

import math

import pytest
from placing import HAND, part, steel
from scored import SCORES, assessed

from pcf.errors import InputError
from pcf.model.background import FLOW_CLASSES, FlowClass
from pcf.model.provenance import Origin
from pcf.model.study import Study
from pcf.model.system import Exchange, Stage
from pcf.results.quality import quality_notices

SMT = Exchange(product="smt_line", amount=0.1, unit="m2", role="mounting")
BOARD = part(
    "2", component_class="mainboard", mass_kg=0.0, materials=(), maker_exchanges=(SMT,), count=2,
    proxy=True, name="Main board", part_number="MB-1",
    parameters={"area_cm2": (300.0, Origin.DECLARED), "layers": (12.0, Origin.DEFAULT)},
    choices={"finish": "enig"},
)  # fmt: skip
SHEET = part("1", mass_kg=10.0, exchanges=(steel(10.0),), name="Chassis", biogenic_carbon_kgc=0.3)
BOX = part(
    "3", component_class="packaging_carton", section="packaging", mass_kg=2.0,
    materials=(("paper_board", 2.0),), biogenic_carbon_kgc=0.4,
    exchanges=(Exchange(product="corrugated_board", amount=2.0, unit="kg"),),
)  # fmt: skip
PARTS = (SHEET, BOARD, BOX)


@pytest.fixture(scope="module")
def result():
    return assessed(PARTS, Study(annual_kwh=100.0, lifetime_years=5, pue=1.5, grid="CN"))


def test_use_is_energy_times_grid_at_plug_and_above(result):
    # 500 kWh · 0.62 kg/kWh; half as much again for the data centre
    assert result.totals.use_at_plug_kgco2e == pytest.approx(310.0)
    assert result.totals.data_centre_overhead_kgco2e == pytest.approx(155.0)
    use = result.stages[3]
    assert use.stage is Stage.USE
    assert use.kgco2e == pytest.approx(465.0)
    assert use.by_flow_class[FlowClass.LAND_USE_CHANGE] == pytest.approx(15.0)


def test_materials_are_production_and_the_way_in(result):
    # 10 kg · 2.5 + box 2·(1.0 + 0.5 − 1.5) + 12 kg · 500 km · 0.1 kg/tkm
    materials = result.stages[0]
    assert materials.kgco2e == pytest.approx(25.6)
    assert materials.by_flow_class[FlowClass.FOSSIL] == pytest.approx(27.6)
    assert materials.by_flow_class[FlowClass.BIOGENIC_REMOVAL] == pytest.approx(-3.0)


def test_manufacturing_is_boards_electricity_and_scrap(result):
    # 0.2 m² · 20; 10 + 6 + 1 + 8.5 kWh · 0.62; scrap a quarter of 25
    assert result.stages[1].kgco2e == pytest.approx(4.0 + 15.81 + 6.25)


def test_transport_is_gross_mass_over_the_route(result):
    assert result.stages[2].kgco2e == pytest.approx(12.0 / 1000 * 1000 * 0.1)


def test_end_of_life_is_treatment_and_credits_stand_apart(result):
    # steel: 0.5 tkm·0.2 + 5 kg·0.05 + 6 kg·0.01 + 4 kg·0.4
    # box: 0.2 tkm·0.2 + 1 kg·1.5 + 1 kg·0.3
    assert result.stages[4].kgco2e == pytest.approx(0.1 + 0.25 + 0.06 + 1.6 + 0.04 + 1.5 + 0.3)
    # steel 2·0.8 − 2·2.0; paper 1·0.6 − 0.85·0.0 (the classes of board cancel)
    assert result.totals.credits_kgco2e == pytest.approx(1.6 - 4.0 + 0.6)


def test_the_gate_is_the_first_two_stages(result):
    assert result.totals.cradle_to_gate_kgco2e == pytest.approx(25.6 + 26.06)
    assert result.totals.biogenic_carbon_content_kgc == pytest.approx(0.7)


def test_the_whole_is_the_sum_of_its_parts(result):
    whole = result.totals.cradle_to_grave_kgco2e
    assert whole == result.total_kgco2e
    assert math.fsum(stage.kgco2e for stage in result.stages) == pytest.approx(whole, rel=1e-12)
    by_component = math.fsum(entry.kgco2e for entry in result.components)
    apart = math.fsum(entry.kgco2e for entry in result.others)
    assert by_component + apart == pytest.approx(whole, rel=1e-12)
    for stage in result.stages:
        assert set(stage.by_flow_class) == set(FLOW_CLASSES)
        assert math.fsum(stage.by_flow_class.values()) == pytest.approx(stage.kgco2e)


def test_a_component_carries_its_own_boards_and_treatment(result):
    sheet, board, box = result.components
    assert sheet.kgco2e == pytest.approx(25.0 + 0.5 + 2.01)
    assert sheet.cradle_to_gate_kgco2e == pytest.approx(25.5)
    assert sheet.share == pytest.approx(27.51 / result.total_kgco2e)
    assert (sheet.item, sheet.name, sheet.cell) == ("1", "Chassis", "bom.xlsx › BOM!A1")
    assert board.kgco2e == board.cradle_to_gate_kgco2e == pytest.approx(4.0)
    assert (board.proxy, board.quantity, board.origin) == (True, 2.0, "declared")
    assert (board.part_number, board.component_class) == ("MB-1", "mainboard")
    assert (box.mass_kg, box.quantity) == (2.0, 1.0)


def test_a_component_that_draws_nothing_is_listed_with_nothing():
    bare = part("9", mass_kg=0.0, materials=())
    no_tables = {**HAND, "assembly": tuple({**row, "value": "0"} for row in HAND["assembly"])}
    gate = {"boundary": "cradle_to_gate"}
    for parts, tables in (((SHEET, bare), HAND), ((bare,), no_tables)):
        entry = assessed(parts, settings=gate, tables=tables).components[-1]
        assert (entry.kgco2e, entry.cradle_to_gate_kgco2e, entry.share) == (0.0, 0.0, 0.0)


def test_what_belongs_to_no_component_is_named_in_stage_order(result):
    assert [(entry.stage.value, entry.item) for entry in result.others] == [
        ("manufacturing", "assembly"), ("manufacturing", "burn_in"),
        ("manufacturing", "factory_overhead"), ("manufacturing", "packing"),
        ("manufacturing", "scrap"), ("transport", "lorry_gt_32t"),
        ("use", "data_centre_overhead"), ("use", "use_at_plug"),
    ]  # fmt: skip
    assert result.others[0].kgco2e == pytest.approx(6.2)


def test_the_product_is_named_and_weighed(result):
    assert (result.product.mass_kg, result.product.gross_mass_kg) == (10.0, 12.0)
    assert (result.product.name, result.product.model) == ("bom", "")
    named = assessed(PARTS, settings={"product_model": "R1", "gross_mass_kg": 15.0})
    assert (named.product.model, named.product.gross_mass_kg) == ("R1", 15.0)


def test_spare_parts_are_in_the_use_stage_and_in_their_component():
    fan = part("4", component_class="fan", mass_kg=0.0, materials=(), exchanges=(steel(2.0),))
    spared = assessed((fan,), Study(annual_kwh=100.0, pue=1.5), settings={"spare_parts": "yes"})
    # one in ten a year, five years: half a fan more
    assert spared.totals.spare_parts_kgco2e == pytest.approx(2.5)
    assert spared.totals.use_at_plug_kgco2e == pytest.approx(310.0)
    assert spared.stages[3].kgco2e == pytest.approx(310.0 + 155.0 + 2.5)
    (component,) = spared.components
    assert component.kgco2e == pytest.approx(7.5)
    assert component.cradle_to_gate_kgco2e == pytest.approx(5.0)


def test_a_gate_study_ends_at_the_gate():
    gate = assessed(PARTS, settings={"boundary": "cradle_to_gate"})
    assert gate.totals.cradle_to_grave_kgco2e == gate.totals.cradle_to_gate_kgco2e
    assert [stage.kgco2e for stage in gate.stages[2:]] == [0.0, 0.0, 0.0]
    assert (gate.use, gate.end_of_life, gate.totals.credits_kgco2e) == (None, None, 0.0)


def test_nothing_weighs_nothing():
    empty = assessed((), settings={"boundary": "cradle_to_gate", "assembly_kwh": 0.0,
                                   "burn_in_hours": 0.0},
                     tables={**HAND, "assembly": tuple(
                         {**row, "value": "0"} for row in HAND["assembly"])})  # fmt: skip
    assert empty.total_kgco2e == 0.0
    assert empty.quality.proxy_share == 0.0
    assert empty.quality.dqr["overall"] == 0.0
    assert empty.quality.mass_mapped_share == 1.0


def test_quality_counts_lines_mass_and_impact(result):
    quality = result.quality
    assert (quality.lines, quality.lines_mapped) == (3, 2)
    assert quality.mass_mapped_share == 1.0
    # gate without sign: 25 + 2 + 1 + 3 + 0.6 way in + 26.06 made
    assert quality.proxy_share == pytest.approx(4.0 / 57.66)
    assert quality.unspecified_ghg_share == pytest.approx(0.25)
    # a tenth of the inventory; of the rest 0.14 kg of the way to the recycler
    assert quality.assumption_share == pytest.approx(0.1 + 0.9 * 0.14 / 527.71)
    assert quality.primary_data_share == 0.0
    assert quality.default_share == pytest.approx((57.66 - 4.0) / 57.66)
    assert quality.mass_closure_share is None


def test_pedigree_is_weighted_by_impact(result):
    # electricity on the CN grid carries (1, 2, 3, 4, 5), everything else 2
    weight = math.fsum(
        abs(row.value_kgco2e) for row in result.rows if row.location == "CN" and not row.credit
    ) / math.fsum(abs(row.value_kgco2e) for row in result.rows if not row.credit)
    dqr = result.quality.dqr
    assert list(dqr) == [
        "reliability", "completeness", "time", "geography", "technology", "overall",
    ]  # fmt: skip
    assert dqr["reliability"] == pytest.approx(2 - weight)
    assert dqr["completeness"] == pytest.approx(2.0)
    assert dqr["technology"] == pytest.approx(2 + 3 * weight)
    assert dqr["overall"] == pytest.approx(2 + weight)


def test_a_declared_footprint_is_primary_data():
    own = part("5", component_class="declared_footprint", mass_kg=0.0, materials=(),
               exchanges=(steel(10.0),))  # fmt: skip
    quality = assessed((SHEET, own)).quality
    gate = 25.0 + 25.0 + 0.5 + 15.81 + 12.5
    assert quality.primary_data_share == pytest.approx(25.0 / gate)


def test_a_mass_that_does_not_close_is_said():
    closed = assessed((SHEET,), settings={"mass_kg": 10.2}).quality
    assert closed.mass_closure_share == pytest.approx(10 / 10.2)
    assert quality_notices(closed, HAND) == ()
    for mass_kg, words in ((20.0, "weigh 50% of"), (5.0, "weigh 200% of")):
        (notice,) = quality_notices(assessed((SHEET,), settings={"mass_kg": mass_kg}).quality, HAND)
        assert notice.code == "QUA101"
        assert words in notice.message


def test_mass_counted_by_proxy_is_said():
    unknown = part("8", mass_kg=1.0, method="fallback")
    (notice,) = quality_notices(assessed((SHEET, unknown)).quality, HAND)
    assert notice.code == "QUA102"
    assert notice.message.startswith("9% of the mass")


def test_the_table_has_all_rows_and_columns(result):
    table = result.table
    assert len(table) == len(result.rows)
    assert table["tags"].str.contains("transport").any()
    assert table.loc[~table["credit"], "value_kgco2e"].sum() == pytest.approx(result.total_kgco2e)


def test_sums_by_column_leave_credits_out_unless_asked(result):
    by_stage = result.by("stage")
    assert list(by_stage.index) == [stage.value for stage in Stage]
    assert by_stage["use"] == pytest.approx(465.0)
    assert by_stage.sum() == pytest.approx(result.total_kgco2e)
    assert result.by("stage", "flow_class")["use", "land_use_change"] == pytest.approx(15.0)
    assert result.by("credit")[True] == pytest.approx(result.totals.credits_kgco2e)


def test_an_item_is_explained_from_cell_to_kilogram(result):
    why = result.explain("MB-1")
    assert (why.item, why.name, why.cell) == ("2", "Main board", "bom.xlsx › BOM!A2")
    assert (why.component_class, why.count, why.mass_kg) == ("mainboard", 2.0, 0.0)
    assert why.classification.reason == "test"
    assert [(entry.name, entry.value, entry.origin, entry.low) for entry in why.parameters] == [
        ("area_cm2", 300.0, "declared", 300.0), ("layers", 12.0, "default", 12.0),
        ("finish", "enig", "declared", None),
    ]  # fmt: skip
    (exchange,) = why.exchanges
    assert (exchange.product, exchange.amount, exchange.unit) == ("smt_line", 0.2, "m2")
    assert exchange.unit_score_kgco2e == pytest.approx(20.0)
    assert exchange.kgco2e == why.kgco2e == pytest.approx(4.0)
    assert exchange.by_flow_class == {"fossil": pytest.approx(4.0)}


def test_an_explanation_shows_credits_last_and_leaves_them_out(result):
    why = result.explain("chassis")
    assert [exchange.credit for exchange in why.exchanges] == [False] * 6 + [True] * 2
    assert why.exchanges[0].product == "steel_sheet_galvanised"
    assert why.kgco2e == pytest.approx(result.components[0].kgco2e)
    assert math.fsum(
        entry.amount * entry.unit_score_kgco2e for entry in why.exchanges if not entry.credit
    ) == pytest.approx(why.kgco2e)


def test_use_is_explained_without_component(result):
    why = result.explain("use_at_plug")
    assert (why.classification, why.parameters, why.cell) == (None, (), "")
    assert (why.count, why.mass_kg) == (1.0, 0.0)
    assert [exchange.amount for exchange in why.exchanges] == [500.0]
    assert why.kgco2e == pytest.approx(310.0)
    assert why.exchanges[0].by_flow_class == {
        "fossil": pytest.approx(300.0), "land_use_change": pytest.approx(10.0),
    }  # fmt: skip


def test_equal_draws_of_one_component_are_explained_as_one():
    twice = part("1", mass_kg=0.0, materials=(), exchanges=(steel(1.5), steel(1.5)))
    (exchange,) = assessed((twice,)).explain("1").exchanges
    assert (exchange.amount, exchange.kgco2e) == (3.0, 7.5)
    assert exchange.unit_score_kgco2e == 2.5


def test_lines_of_two_sheets_that_share_an_item_are_kept_apart():
    sheet = part("1", name="Chassis", exchanges=(steel(10.0),))
    carton = part("1", name="Carton", exchanges=(steel(4.0),), sheet="Packaging")
    both = assessed((sheet, carton))
    assert both.explain("carton").exchanges[0].amount == 4.0
    assert both.explain("carton").kgco2e == both.components[1].kgco2e
    assert both.components[0].kgco2e - both.components[1].kgco2e == pytest.approx(15.0)
    with pytest.raises(InputError, match="RES202"):
        both.explain("1")


def test_an_item_unknown_or_ambiguous_is_refused():
    alike = assessed((part("1", name="Fan"), part("2", name="FAN")))
    with pytest.raises(InputError, match=r"names several lines \(give one of the items 1, 2\)"):
        alike.explain("fan")
    with pytest.raises(InputError, match="RES201"):
        alike.explain("warp drive")
    with pytest.raises(InputError, match="RES201"):
        alike.explain("")


def test_scores_are_kept_with_the_result(result):
    assert result.scores is SCORES
    assert result.uncertainty is None
