"""What of a result rests on assumptions: by hand, from one model to the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from placing import HAND, part, steel, study
from scored import SCORES, assessed

from pcf.components import assumed
from pcf.components.inventories import Inventories
from pcf.library import shipped_library
from pcf.model.provenance import Known, KnownText, Origin
from pcf.model.study import Study
from pcf.model.system import Exchange
from pcf.results.assumptions import assumption_shares
from pcf.stages.end_of_life import end_of_life
from pcf.stages.manufacturing import burn_in_assumed
from pcf.stages.transport import transport
from pcf.stages.use import use

DATA = shipped_library().knowledge.components
#: (value, assumed) of a bracket of 0.7 kg, yield 0.8, painted on a tenth of both faces.
BRACKET = {
    "mass_kg": (0.7, False), "material_yield": (0.8, False), "forming_factor": (1.0, False),
    "density_kg_m3": (7000.0, False), "thickness_mm": (1.0, False), "coated_share": (0.1, False),
}  # fmt: skip


@pytest.fixture
def samples(request):
    """The assessed samples, under a name of their own: here ``assessed`` makes small products."""
    return request.getfixturevalue("assessed")


def marked(model="sheet_metal_part", figures=BRACKET, **guessed):
    """Inventory of a part some of whose figures are assumed."""
    data = DATA[model]
    chosen = {name: (value, guessed.get(name, False)) for name, (value, _) in figures.items()}
    component = replace(
        part(component_class=model).component,
        parameters={
            name: Known(value=value, low=value, high=value, origin=Origin.DEFAULT, source="s",
                        assumed=is_assumed)
            for name, (value, is_assumed) in chosen.items()
        },
        choices={
            name: KnownText(value=value, origin=Origin.DEFAULT, source="s")
            for name, value in {"material": "galvanised_steel", **data.constants}.items()
        },
    )  # fmt: skip
    return Inventories().of(component, data)


def shares_of(inventory):
    return {exchange.role: exchange.parameter_share for exchange in inventory.exchanges}


def rows_assumed(name, *assumed, **values):
    """Table of the hand tables whose named rows are assumptions."""
    return tuple(
        {**row, "unit": row.get("unit", "-"),
         "kind": "assumption" if row.get("name") in assumed else "sourced",
         "value": values.get(row.get("name", ""), row.get("value", ""))}
        for row in HAND[name]
    )  # fmt: skip


STATED = tuple({**row, "kind": "sourced"} for row in HAND["defaults"])
#: Tables without any assumption: what a test assumes stands out.
SOURCED = {**HAND, "defaults": STATED}


def test_nothing_assumed_rests_on_nothing():
    inventory = marked()
    assert shares_of(inventory) == {"material": 0.0, "forming": 0.0, "coating": 0.0}
    assert inventory.mass_parameter_share == 0.0


def test_an_assumed_mass_carries_all_it_scales():
    inventory = marked(mass_kg=True)
    assert shares_of(inventory) == {
        role: pytest.approx(1.0, rel=1e-5) for role in ("material", "forming", "coating")
    }
    assert inventory.mass_parameter_share == pytest.approx(1.0, rel=1e-5)
    assert [c.parameter_share for c in inventory.materials] == [pytest.approx(1.0, rel=1e-5)]


def test_an_assumed_yield_carries_what_is_lost():
    # 0.875 kg of sheet for 0.7 kg of part: 0.175 kg is lost, a quarter of the 0.7 kg
    assert shares_of(marked(material_yield=True)) == {
        "material": pytest.approx(0.25, rel=1e-5), "forming": 0.0, "coating": 0.0,
    }  # fmt: skip


def test_an_assumed_allowance_carries_what_it_adds():
    figures = {**BRACKET, "forming_factor": (1.25, False)}
    # 0.175 of 0.875 kg formed are the allowance
    assert shares_of(marked(figures=figures, forming_factor=True)) == {
        "material": 0.0, "forming": pytest.approx(0.2, rel=1e-5), "coating": 0.0,
    }  # fmt: skip


def test_a_part_of_a_sum_carries_its_part():
    # paint is in proportion to the painted share and to 1/thickness: one alone is all of it
    assert shares_of(marked(coated_share=True))["coating"] == pytest.approx(1.0, rel=1e-5)
    both = shares_of(marked(coated_share=True, thickness_mm=True))
    assert both == {"material": 0.0, "forming": 0.0, "coating": 1.0}


def test_equal_components_are_asked_once(monkeypatch):
    asked = []

    def counted(component, data, before, name):
        asked.append(name)
        return {("mass_kg",): 1.0}

    monkeypatch.setattr(assumed, "follows", counted)
    data = DATA["sheet_metal_part"]
    component = shipped_component(guessed=True)
    other = shipped_component(guessed=False)
    inventories = Inventories()
    of = [inventories.of(each, data) for each in (component, replace(component), other)]
    assert [each.mass_parameter_share for each in of] == [1.0, 1.0, 0.0]
    assert asked == ["mass_kg"]


def test_what_differs_is_not_taken_for_equal():
    data, inventories = DATA["sheet_metal_part"], Inventories()
    bracket = shipped_component(guessed=False)
    named = bracket.parameters
    lighter = {**named, "mass_kg": replace(named["mass_kg"], value=0.35)}
    # the same figures in the same order under other names
    swapped = {
        "material_yield": named["mass_kg"], "mass_kg": named["material_yield"],
        **{name: named[name] for name in list(BRACKET)[2:]},
    }  # fmt: skip
    eol = replace(bracket.choices["eol_material"], value="aluminium")
    of = [
        inventories.of(each, data)
        for each in (
            bracket,
            replace(bracket, parameters=lighter),
            replace(bracket, parameters=swapped),
            replace(bracket, choices={**bracket.choices, "eol_material": eol}),
        )
    ]
    assert [each.mass_kg for each in of] == pytest.approx([0.7, 0.35, 0.8, 0.7])
    assert [each.materials[0].material for each in of] == [
        "steel", "steel", "steel", "aluminium",
    ]  # fmt: skip


def shipped_component(*, guessed):
    component = replace(part().component, parameters={}, choices={})
    figures = {
        name: Known(value=value, low=value, high=value, origin=Origin.DEFAULT, source="s",
                    assumed=guessed and name == "mass_kg")
        for name, (value, _) in BRACKET.items()
    }  # fmt: skip
    texts = {
        name: KnownText(value=value, origin=Origin.DEFAULT, source="s")
        for name, value in {
            "material": "galvanised_steel", **DATA["sheet_metal_part"].constants
        }.items()
    }  # fmt: skip
    return replace(component, parameters=figures, choices=texts)


def test_a_kilogram_counts_once_inventory_then_parameter_then_setting():
    # 10 kg · 2.5; a tenth is assumed in the inventory, 0.4 of the amount, then half by settings
    exchange = replace(steel(10.0), parameter_share=0.4, setting_share=0.5)
    result = assessed((part(mass_kg=0.0, materials=(), exchanges=(exchange,)),), tables=SOURCED)
    row = next(row for row in result.rows if row.product == "steel_sheet_galvanised")
    assert row.value_kgco2e == pytest.approx(25.0)
    assert row.assumption_kgco2e == pytest.approx(2.5)
    assert row.parameter_assumption_kgco2e == pytest.approx(22.5 * 0.4)
    assert row.setting_assumption_kgco2e == pytest.approx(22.5 * 0.6 * 0.5)


def test_shares_of_a_whole_study_by_hand():
    """A 10 kg plate whose mass is assumed, in a factory whose assembly energy is assumed."""
    plate = part(mass_kg=10.0, exchanges=(replace(steel(10.0), parameter_share=1.0),))
    plate = replace(plate, inventory=replace(plate.inventory, mass_parameter_share=1.0))
    tables = {**SOURCED, "assembly": rows_assumed("assembly", "assembly_kwh", "scrap_rate")}
    result = assessed((plate,), tables=tables, settings={"boundary": "cradle_to_gate"},
                      scores=replace(SCORES, assumption=SCORES.assumption * 0.0))  # fmt: skip
    shares = result.quality.assumption_shares
    # 25 kg plate and 0.5 kg its way in rest on its mass; nothing else of the materials
    assert shares["materials"].parameter_share == pytest.approx(1.0)
    assert shares["materials"].setting_share == 0.0
    # 6.2 kg assembly, 3.1+0.62+... of others: burn-in 6, packing 1, overhead 8.5 kWh are given
    made = 0.62 * (10 + 20 * 0.3 + 1 + 8.5) + 6.25
    assert shares["manufacturing"].parameter_share == pytest.approx(6.25 / made)
    assert shares["manufacturing"].setting_share == pytest.approx(6.2 / made)
    whole = shares["cradle_to_grave"]
    assert whole == shares["cradle_to_gate"]
    assert whole.parameter_share == pytest.approx((25.5 + 6.25) / (25.5 + made))
    assert whole.setting_share == pytest.approx(6.2 / (25.5 + made))
    assert whole.total_share == pytest.approx(whole.parameter_share + whole.setting_share)
    assert result.quality.assumption_share == whole.total_share
    assert set(shares) == {"cradle_to_grave", "cradle_to_gate", "materials", "manufacturing"}


def test_assumed_legs_scale_their_freight_and_stated_ones_do_not():
    assumed = {**HAND, "routes": tuple({**row, "kind": "assumption"} for row in HAND["routes"])}
    plate = part(mass_kg=10.0)
    half = replace(plate, inventory=replace(plate.inventory, mass_parameter_share=0.5))
    (leg,) = transport((half, part("2", mass_kg=30.0)), study(), assumed)
    # 5 of 40 kg are assumed
    assert leg.exchanges[0].setting_share == 1.0
    assert leg.exchanges[0].parameter_share == pytest.approx(0.125)
    (stated,) = transport((half,), study(gross_mass_kg=12.0), HAND)
    assert (stated.exchanges[0].setting_share, stated.exchanges[0].parameter_share) == (0.0, 0.0)


def a_board(active_w, idle_w, active_share, idle_share, component_class="mainboard"):
    made = part("9", component_class=component_class, active_w=active_w, idle_w=idle_w)
    inventory = replace(
        made.inventory,
        active_power_parameter_share=active_share,
        idle_power_parameter_share=idle_share,
    )
    return replace(made, inventory=inventory)


def test_energy_rests_on_the_assumed_watts():
    # half the time idle (40 W, half assumed), half at half load (70 W: 40 + 60 / 2)
    board = a_board(100.0, 40.0, 0.2, 0.5)
    plug, overhead = use((board,), study(), SOURCED)
    # assumed: idle 20 W, maximum 20 W, so 20 W at every load of 55 W in the mean
    assert plug.exchanges[0].parameter_share == pytest.approx(20.0 / 55.0)
    assert plug.exchanges[0].setting_share == 0.0
    assert overhead.exchanges[0].parameter_share == plug.exchanges[0].parameter_share


def test_energy_that_is_stated_rests_on_nothing():
    board = a_board(100.0, 40.0, 1.0, 1.0)
    for stated in ({"annual_kwh": 100.0}, {"mean_w": 50.0}, {"idle_w": 40.0, "max_w": 90.0},
                   {"power_curve": "0:40 1:90"}):  # fmt: skip
        plug = use((board,), study(**stated), SOURCED)[0]
        assert (plug.exchanges[0].parameter_share, plug.exchanges[0].setting_share) == (0.0, 0.0)


def test_assumed_efficiencies_count_by_their_losses():
    # processor 80 W at 0.8 conversion: 100 W, 20 of them lost; supply 0.9 unstated grade
    chip = a_board(80.0, 80.0, 0.0, 0.0, "processor")
    losing = {**HAND, "defaults": rows_assumed("defaults", "processor_conversion_efficiency")}
    plug = use((chip,), study(), losing)[0]
    assert plug.exchanges[0].setting_share == pytest.approx(0.2 / 0.8)
    both = rows_assumed(
        "defaults", "processor_conversion_efficiency", "supply_efficiency_without_data"
    )
    plug = use((chip,), study(), {**HAND, "defaults": both})[0]
    assert plug.exchanges[0].setting_share == pytest.approx(0.25 + 0.1 / 0.9)


def test_an_assumed_idle_share_carries_the_idle_power():
    assumed = {**HAND, "defaults": rows_assumed("defaults", "new_server_idle_share")}
    plug = use((a_board(0.0, 0.0, 0.0, 0.0),), study(max_w=400.0), assumed)[0]
    # idle 100 W of it: all at idle, 50 of 250 W at half load
    assert plug.exchanges[0].setting_share == pytest.approx(150.0 / 350.0)


def test_lifetime_and_profile_are_told_and_not_counted():
    result = assessed((part(),), Study(annual_kwh=100.0, lifetime_years=5, pue=1.5), tables=SOURCED)
    use_share = result.stages[3].kgco2e / result.total_kgco2e
    told = {choice.name: choice for choice in result.quality.functional_choices}
    assert result.quality.assumption_shares["use"].setting_share == 0.0
    assert told["lifetime_years"].share == pytest.approx(use_share)
    assert told["lifetime_years"].value == 5
    assert told["grid"].share == pytest.approx(use_share)
    assert told["pue"].share == pytest.approx(use_share / 3)
    assert told["profile"].share == 0.0  # energy is stated
    estimated = assessed((part(),), Study(), tables=SOURCED)
    by_profile = {choice.name: choice.share for choice in estimated.quality.functional_choices}
    assert by_profile["profile"] == by_profile["grid"]


def test_burn_in_rests_on_hours_or_on_its_load():
    board = a_board(100.0, 40.0, 0.0, 0.0)
    hours = {**SOURCED, "assembly": rows_assumed("assembly", "burn_in_hours")}
    assert burn_in_assumed((board,), study(), hours).setting_share == 1.0
    assert burn_in_assumed((board,), study(burn_in_hours=5.0), hours).setting_share == 0.0
    load = {**SOURCED, "assembly": rows_assumed("assembly", "burn_in_load_share")}
    # at half load 70 W, of which 30 W go with the load
    found = burn_in_assumed((board,), study(), load)
    assert found.setting_share == pytest.approx(30.0 / 70.0)
    watts = study(burn_in_w=90.0)
    assert burn_in_assumed((board,), watts, load).setting_share == 0.0


def test_end_of_life_rests_on_collection_and_on_the_routes():
    plate = part(mass_kg=10.0)
    # nothing assumed but the collection rate: treatment in proportion, the uncollected as well
    collected = {
        **SOURCED,
        "eol_collection": tuple({**row, "kind": "assumption"} for row in HAND["eol_collection"]),
    }
    (treated,) = [p for p in processes(plate, collected) if not p.credit]
    assert {e.role: e.setting_share for e in treated.exchanges} == dict.fromkeys(
        ("collection", "dismantling", "preparation", "landfill"), 1.0
    )
    # with a stated rate, only what an assumed route sends where: 1 kg of 6 to landfill
    routed = {
        **SOURCED, "eol_routes": tuple({**row, "kind": "assumption"} for row in HAND["eol_routes"])
    }  # fmt: skip
    (treated,) = [p for p in processes(plate, routed, collection_rate=0.5) if not p.credit]
    assert {e.role: e.setting_share for e in treated.exchanges} == {
        "collection": 0.0, "dismantling": 0.0, "preparation": 1.0,
        "landfill": pytest.approx(1.0 / 6.0),
    }  # fmt: skip


def processes(plate, tables, **settings):
    return end_of_life((plate,), study(**settings), tables)


def test_spare_parts_rest_on_an_assumed_rate():
    fan = part("4", component_class="fan", exchanges=(replace(steel(2.0), parameter_share=0.5),))
    rates = {
        **SOURCED, "spare_parts": tuple({**row, "kind": "assumption"} for row in HAND["spare_parts"])
    }  # fmt: skip
    for tables, expected in ((rates, 1.0), (SOURCED, 0.0)):
        spare = use((fan,), study(spare_parts="yes", annual_kwh=10.0), tables)[-1]
        assert [(e.setting_share, e.parameter_share) for e in spare.exchanges] == [(expected, 0.5)]


def test_scrap_weighs_the_assumed_parts_of_what_is_bought():
    bought = (replace(steel(3.0), parameter_share=1.0), steel(1.0))
    result = assessed((part(exchanges=bought, mass_kg=0.0, materials=()),), tables=SOURCED)
    row = next(row for row in result.rows if row.item == "scrap")
    # 3 of 4 kg are assumed; a tenth of all is in the inventory
    assert row.parameter_assumption_kgco2e == pytest.approx(0.9 * row.value_kgco2e * 0.75)


def test_scrap_rests_on_an_assumed_rate():
    tables = {**SOURCED, "assembly": rows_assumed("assembly", "scrap_rate")}
    result = assessed((part(exchanges=(steel(1.0),), mass_kg=0.0, materials=()),), tables=tables)
    row = next(row for row in result.rows if row.item == "scrap")
    assert row.setting_assumption_kgco2e == pytest.approx(0.9 * row.value_kgco2e)


def test_an_assumed_pue_carries_the_overhead_and_a_stated_one_does_not():
    guessed = tuple({**row, "source": "assumption"} for row in HAND["pue"])
    for tables, stated, expected in (
        ({**SOURCED, "pue": guessed}, {}, 1.0), (SOURCED, {}, 0.0),
        ({**SOURCED, "pue": guessed}, {"pue": 1.3}, 0.0),
    ):  # fmt: skip
        result = assessed((part(),), tables=tables, settings=stated)
        rows = {row.item: row for row in result.rows if row.stage == "use"}
        overhead, plug = rows["data_centre_overhead"], rows["use_at_plug"]
        assert overhead.setting_assumption_kgco2e == pytest.approx(
            expected * 0.9 * overhead.value_kgco2e
        )
        assert plug.setting_assumption_kgco2e == 0.0


def test_an_uptake_does_not_hide_an_assumption():
    box = Exchange(product="corrugated_board", amount=2.0, unit="kg", parameter_share=1.0)
    result = assessed((part(exchanges=(box,), mass_kg=0.0, materials=()),), tables=SOURCED,
                      settings={"boundary": "cradle_to_gate"})  # fmt: skip
    rows = [row for row in result.rows if row.product == "corrugated_board"]
    shares = assumption_shares([row for row in rows if row.stage == "materials"])
    assert shares["materials"].inventory_share == pytest.approx(0.1)
    assert shares["materials"].total_share == pytest.approx(1.0)


def test_liquid_cooling_by_assumed_shares_carries_the_energy_it_changes():
    settings = {"liquid_cooling": "yes", "idle_w": 100.0, "max_w": 100.0, "liquid_pue": 1.1}
    plug = use((part(),), study(**settings), SOURCED)[0]
    # fans 6 % of which 30 % stay, pump 1.5 %: 1 − 0.042 + 0.015
    factor = 1.0 - 0.06 * 0.7 + 0.015
    assert plug.exchanges[0].setting_share == pytest.approx((1.0 - factor) / factor)
    stated = {**settings, "fan_power_share": 0.06, "residual_fan_share": 0.3,
              "pump_power_share": 0.015}  # fmt: skip
    assert use((part(),), study(**stated), SOURCED)[0].exchanges[0].setting_share == 0.0


def test_figures_know_whether_they_are_assumed(samples, library):
    kinds = {part.key: part.kind for part in library.knowledge.parts}
    seen = set()
    for name in ("rack_1u_en", "rack_2u", "storage_4u", "ai_8gpu", "liquid_node"):
        for placed in samples[name].parts:
            component = placed.component
            data = library.knowledge.components[component.component_class]
            for name_of, known in component.parameters.items():
                spec = data.parameters.get(name_of)
                if known.origin is Origin.DEFAULT and spec is not None:
                    row = (
                        spec.table.get(component.choices[spec.by].value, spec) if spec.by else spec
                    )
                    parent = component.parameters.get(row.from_parameter or "")
                    follows_assumed = parent is not None and parent.assumed and row.slope != 0.0
                    assert known.assumed is (row.kind == "assumption" or follows_assumed), name_of
                    seen.add((row.kind == "assumption", follows_assumed))
                key = component.classification.part_key
                if known.origin is Origin.LOOKED_UP and key and name_of != "density_kg_m3":
                    assert known.assumed is (kinds[key] == "assumption")
                    seen.add(("part", known.assumed))
                if known.origin in (Origin.DECLARED, Origin.EXTRACTED):
                    assert not known.assumed
    assert {(True, False), (False, False), ("part", True), ("part", False)} <= seen
