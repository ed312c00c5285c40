"""Laws of the stages: linearity, additivity, conservation, indifference to order."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from placing import GRIDS, HAND, SHIPPED, bom, leg, part, steel, study
from scored import SCORES, assessed

from pcf.model.study import Study
from pcf.model.system import Exchange, ProductSystem
from pcf.results.contribution import totals
from pcf.results.tabulate import tabulate
from pcf.stages.manufacturing import manufacturing
from pcf.stages.measured import value_at
from pcf.stages.power import power_curve
from pcf.stages.recovery import material_fates, treatment
from pcf.stages.recyclability import end_of_life_facts
from pcf.stages.registry import unit_processes
from pcf.stages.study import resolve_study
from pcf.stages.supply import grade_points
from pcf.stages.transport import transport
from pcf.stages.use import use

amount = some.floats(min_value=1e-3, max_value=1e3)
share = some.floats(min_value=0.0, max_value=1.0)
milliwatts = some.integers(min_value=0, max_value=400_000)  # no power below what floats can part
count = some.integers(min_value=1, max_value=40)
MATERIALS = ("steel", "plastic_other", "printed_board", "gold", "paper_board")


@some.composite
def components(draw, most=6):
    parts = []
    for place in range(draw(some.integers(min_value=1, max_value=most))):
        masses = draw(some.lists(amount, min_size=1, max_size=3))
        parts.append(
            part(
                str(place),
                component_class=draw(
                    some.sampled_from(("chassis", "processor", "fan", "power_supply"))
                ),
                count=draw(count),
                mass_kg=math.fsum(masses),
                materials=tuple(zip(MATERIALS, masses, strict=False)),
                exchanges=(steel(draw(amount)),),
                maker_exchanges=draw(
                    some.sampled_from(((), (Exchange(product="smt_line", amount=0.1, unit="m2"),)))
                ),
                active_w=draw(milliwatts) / 1000.0,
                section=draw(some.sampled_from(("bom", "packaging"))),
                recovery_class=draw(some.sampled_from(("recyclable", "data_bearing"))),
            )
        )
    return tuple(parts)


def rows_of(parts, resolved):
    system = ProductSystem(
        declared_unit="one", boundary="cradle_to_grave",
        processes=unit_processes(parts, resolved, HAND),
    )  # fmt: skip
    return tabulate(system, SCORES)


def energy(processes):
    return math.fsum(
        exchange.amount
        for process in processes
        for exchange in process.exchanges
        if exchange.product == "electricity"
    )


@given(pue=some.floats(min_value=1.0, max_value=3.0), kwh=amount)
def test_use_is_linear_in_pue(pue, kwh):
    drawn = energy(use([], study(annual_kwh=kwh, pue=pue), HAND))
    at_plug = energy(use([], study(annual_kwh=kwh, pue=1.0), HAND))
    assert drawn == pytest.approx(pue * at_plug, rel=1e-12)


@given(years=some.floats(min_value=0.1, max_value=20.0), parts=components())
def test_use_is_linear_in_lifetime(years, parts):
    one, many = (use(parts, study(lifetime_years=value), HAND) for value in (1.0, years))
    assert energy(many) == pytest.approx(years * energy(one), rel=1e-12)


@given(distances=some.lists(amount, min_size=1, max_size=5), parts=components())
def test_transport_is_the_sum_of_its_legs(distances, parts):
    together = transport(parts, study(legs=tuple(leg("sea", km) for km in distances)), HAND)
    apart = [transport(parts, study(legs=(leg("sea", km),)), HAND)[0] for km in distances]
    assert [process.exchanges for process in together] == [process.exchanges for process in apart]
    tonnes = math.fsum(entry.mass_kg for entry in parts) / 1000
    assert math.fsum(process.exchanges[0].amount for process in together) == pytest.approx(
        tonnes * math.fsum(distances), rel=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(parts=components(), settings=some.sampled_from(("cutoff", "avoided_burden", "cff")))
def test_the_whole_is_stages_is_components_and_the_rest(parts, settings):
    result = assessed(parts, Study(eol_allocation=settings))
    whole = result.totals.cradle_to_grave_kgco2e
    stages = math.fsum(stage.kgco2e for stage in result.stages)
    owned = math.fsum(entry.kgco2e for entry in (*result.components, *result.others))
    assert stages == pytest.approx(whole, rel=1e-9)
    assert owned == pytest.approx(whole, rel=1e-9)
    use = result.totals.use_at_plug_kgco2e + result.totals.data_centre_overhead_kgco2e
    assert use == pytest.approx(result.stages[3].kgco2e, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(parts=components(), where=some.integers(min_value=0, max_value=5))
def test_doubling_a_count_doubles_the_rows_of_its_component(parts, where):
    chosen = parts[where % len(parts)]
    line = chosen.component.line
    doubled = part(
        chosen.item,
        component_class=chosen.component.component_class,
        count=2 * chosen.count,
        mass_kg=chosen.inventory.mass_kg,
        materials=tuple((entry.material, entry.mass_kg) for entry in chosen.inventory.materials),
        exchanges=chosen.inventory.exchanges,
        maker_exchanges=chosen.inventory.maker_exchanges,
        section=line.section,
        recovery_class=chosen.recovery_class,
    )
    fixed = study(annual_kwh=100.0)
    once = [row.value_kgco2e for row in rows_of((chosen,), fixed) if row.component_class]
    twice = [row.value_kgco2e for row in rows_of((doubled,), fixed) if row.component_class]
    assert twice == pytest.approx([2 * value for value in once], rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(parts=components(), seed=some.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(parts, seed):
    shuffled = list(parts)
    seed.shuffle(shuffled)
    one, other = assessed(parts), assessed(tuple(shuffled))
    assert one.totals == other.totals
    assert one.stages == other.stages
    assert sorted(one.components, key=lambda entry: entry.item) == sorted(
        other.components, key=lambda entry: entry.item
    )


@given(parts=components(), collected=share, reused=share)
def test_end_of_life_neither_loses_nor_makes_mass(parts, collected, reused):
    scheme = treatment(HAND, "CN")
    for entry in parts:
        fates = material_fates(entry, scheme, collected_share=collected, reused_share=reused)
        left = math.fsum(
            mass
            for fate in fates
            for mass in (
                fate.recovered_kg, fate.process_loss_kg, fate.energy_kg, fate.landfill_kg,
                fate.uncollected_kg, fate.reused_kg,
            )
        )  # fmt: skip
        assert left == pytest.approx(entry.mass_kg, rel=1e-9)


@given(
    material=some.sampled_from([row["key"] for row in SHIPPED["eol_materials"]]),
    market=some.sampled_from([row["market"] for row in SHIPPED["markets"]]),
    handling=some.sampled_from([row["key"] for row in SHIPPED["eol_recovery_classes"]]),
    reused=share,
)
def test_shipped_routes_conserve_mass_in_every_market(material, market, handling, reused):
    piece = part(mass_kg=3.0, materials=((material, 3.0),), recovery_class=handling)
    (fate,) = material_fates(
        piece, treatment(SHIPPED, market), collected_share=0.6, reused_share=reused
    )
    masses = (
        fate.recovered_kg,
        fate.process_loss_kg,
        fate.energy_kg,
        fate.landfill_kg,
        fate.uncollected_kg,
        fate.reused_kg,
    )
    assert math.fsum(masses) == pytest.approx(3.0, rel=1e-9)
    assert min(masses) >= 0.0


@given(parts=components(), reuse_share=share)
def test_rates_are_shares_and_recovery_holds_recycling(parts, reuse_share):
    facts = end_of_life_facts(parts, study(reuse_share=reuse_share), HAND)
    assert 0.0 <= facts.recyclability_rate <= facts.recoverability_rate <= 1.0 + 1e-12
    for route in facts.routes:
        fates = (route.reused_kg, route.recycled_kg, route.energy_kg, route.disposed_kg)
        assert math.fsum(fates) == pytest.approx(route.mass_kg)


@settings(max_examples=30, deadline=None)
@given(parts=components())
def test_a_cleaner_grid_never_raises_use_and_leaves_the_gate_alone(parts):
    dirty, clean = (assessed(parts, Study(grid=grid, pue=1.3)) for grid in ("CN", "DE"))
    assert clean.stages[3].kgco2e < dirty.stages[3].kgco2e
    assert clean.totals.cradle_to_gate_kgco2e == dirty.totals.cradle_to_gate_kgco2e


@given(load=share, more=share, parts=components())
def test_power_never_falls_with_load(load, more, parts):
    curve = power_curve(parts, study(), HAND)
    low, high = sorted((load, more))
    assert curve.power_w(low) <= curve.power_w(high) + 1e-9


@given(
    load=some.floats(min_value=0.0, max_value=1.5),
    grade=some.sampled_from(["gold", "platinum", "titanium", "unheard of"]),
)
def test_shipped_supplies_lose_something_and_not_everything(load, grade):
    assert 0.5 < value_at(grade_points(SHIPPED, grade), load) < 1.0


@given(parts=components())
def test_more_scrap_never_means_less(parts):
    def scrap(rate):
        tables = {**HAND, "assembly": tuple(
            {**row, "value": rate} if row["name"] == "scrap_rate" else row
            for row in HAND["assembly"]
        )}  # fmt: skip
        made = manufacturing(parts, study(annual_kwh=1.0), tables)
        return math.fsum(e.amount for p in made if p.item == "scrap" for e in p.exchanges)

    assert scrap("0") == 0.0 <= scrap("0.01") <= scrap("0.02")


@given(
    legs=some.lists(
        some.tuples(some.sampled_from(("sea", "air", "truck")), amount), min_size=1, max_size=4
    )
)
def test_resolving_a_resolved_study_again_changes_nothing(legs):
    stated = tuple(leg(mode, km) for mode, km in legs)
    once = resolve_study(Study(), bom(legs=stated), SHIPPED, grids=GRIDS)
    again = resolve_study(
        Study(), bom(legs=once.legs), SHIPPED, grids=GRIDS, above_sheet=once.settings
    )
    assert again == once


@settings(max_examples=40, deadline=None)
@given(
    parts=components(),
    allocation=some.sampled_from(("cutoff", "avoided_burden", "cff")),
    reuse_share=share,
    tested_share=share,
    remaining_life_share=share,
)
def test_credits_are_no_part_of_any_total(
    parts, allocation, reuse_share, tested_share, remaining_life_share
):
    fixed = study(
        annual_kwh=100.0, eol_allocation=allocation, reuse_share=reuse_share,
        tested_share=tested_share, remaining_life_share=remaining_life_share,
    )  # fmt: skip
    rows = rows_of(parts, fixed)
    counted = math.fsum(row.value_kgco2e for row in rows if not row.credit)
    found = totals(rows, biogenic_carbon_kgc=0.0)
    assert found.cradle_to_grave_kgco2e == pytest.approx(counted, rel=1e-9)
    assert found.credits_kgco2e == pytest.approx(
        math.fsum(row.value_kgco2e for row in rows if row.credit), rel=1e-9, abs=1e-12
    )
    reused = [row.value_kgco2e for row in rows if "reuse" in row.tags]
    assert all(row.credit for row in rows if "reuse" in row.tags)
    assert max(reused, default=0.0) <= 0.0


@given(parts=components(), reuse_share=share, more=share)
def test_more_reuse_leaves_less_to_recover(parts, reuse_share, more):
    low, high = sorted((reuse_share, more))
    scheme = treatment(HAND, "CN")
    for entry in parts:
        little, much = (
            material_fates(entry, scheme, collected_share=0.5, reused_share=reused)
            for reused in (low, high)
        )
        for one, other in zip(little, much, strict=True):
            assert other.recycled_input_kg <= one.recycled_input_kg + 1e-12
            assert other.uncollected_kg == one.uncollected_kg
