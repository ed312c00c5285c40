"""Products sampled: models and stages on draws say what they say on floats."""

import dataclasses
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pcf.bom import read_bom
from pcf.components.models import component_inventory
from pcf.engine.score_draws import ScoreDraws
from pcf.library import shipped_library
from pcf.model.bom import Stated
from pcf.model.component import Component, ComponentInventory, MaterialContent
from pcf.model.provenance import CellRef, Known, KnownText, Origin
from pcf.model.study import Setting, Study
from pcf.pipeline import assess
from pcf.sampling import inventories, run
from pcf.sampling.drawn import Drawn, values_of
from pcf.sampling.generations import generations
from pcf.sampling.inventories import sampled_inventory
from pcf.sampling.parameters import Sampler, is_share, parameter_draws
from pcf.sampling.probes import SampledPart, working_part
from pcf.sampling.run import sampled, sampled_contributions, sampled_parts
from pcf.sampling.tables import drawn_tables
from pcf.sampling.treatments import drawn_treatment
from pcf.stages.recovery import study_treatment

SAMPLES = Path(__file__).parents[3] / "bom_samples"
NAMES = ("rack_1u_en", "ai_8gpu", "storage_4u", "liquid_node")


@cache
def library():
    return shipped_library()


@cache
def assessed(name, **study):
    bom = read_bom(SAMPLES / f"{name}.xlsx", library().knowledge)
    return assess(bom, Study(**study), library=library())


def fixed_scores(scores, samples):
    return ScoreDraws(
        method=scores.method,
        seed=1,
        index=scores.index,
        values=np.stack([scores.values] * samples),
    )


class Central(Sampler):
    """A sampler whose draws are the values themselves."""

    def figure(self, name, value, low, high, *, share):
        return Drawn(np.full(self.samples, value)) if low != high else value


def with_spares(bom):
    yes = Stated(value="yes", at=CellRef(file="test"))
    return dataclasses.replace(bom, settings={**bom.settings, "spare_parts": yes})


def central_contributions(result, monkeypatch):
    monkeypatch.setattr(run, "Sampler", Central)
    return sampled_contributions(result, library().knowledge, fixed_scores(result.scores, 2))


def stage_sum(found, stage):
    entries = {**found.components, **found.others}
    return sum(values for key, values in entries.items() if key[0] == stage)


@pytest.mark.parametrize("name", NAMES)
def test_draws_at_the_values_themselves_give_the_deterministic_result(name, monkeypatch):
    result = assessed(name)
    found = central_contributions(result, monkeypatch)
    for total in result.stages:
        said = stage_sum(found, total.stage.value)
        assert said == pytest.approx(np.full(2, total.kgco2e), rel=1e-9)
    for component in result.components:
        said = sum(values for key, values in found.components.items() if key[1] == component.item)
        assert said == pytest.approx(np.full(2, component.kgco2e), rel=1e-9, abs=1e-9)
    for other in result.others:
        said = found.others[other.stage.value, other.item]
        assert said == pytest.approx(np.full(2, other.kgco2e), rel=1e-9)


def test_spare_parts_are_sampled_with_the_parts_they_replace(monkeypatch):
    bom = with_spares(read_bom(SAMPLES / "storage_4u.xlsx", library().knowledge))
    result = assess(bom, library=library())
    assert result.totals.spare_parts_kgco2e > 1.0
    found = central_contributions(result, monkeypatch)
    use = next(total for total in result.stages if total.stage.value == "use")
    assert stage_sum(found, "use") == pytest.approx(np.full(2, use.kgco2e), rel=1e-9)


def test_parts_used_again_are_sampled_as_they_are_counted(monkeypatch):
    bom = read_bom(SAMPLES / "storage_4u.xlsx", library().knowledge)
    reuse = {"reuse_share": Setting(value=0.5, origin="option", source="option")}
    result, without = (assess(bom, library=library(), above_sheet=said) for said in (reuse, {}))
    end = result.stages[4]
    assert end.kgco2e != pytest.approx(without.stages[4].kgco2e, rel=1e-3)
    found = central_contributions(result, monkeypatch)
    assert stage_sum(found, "end_of_life") == pytest.approx(np.full(2, end.kgco2e), rel=1e-9)


@pytest.mark.parametrize("allocation", ["avoided_burden", "cff"])
def test_materials_of_another_allocation_are_sampled_as_they_are_counted(allocation, monkeypatch):
    result = assessed("liquid_node", eol_allocation=allocation)
    moved = result.stages[0].kgco2e - assessed("liquid_node").stages[0].kgco2e
    assert moved > 1.0
    found = central_contributions(result, monkeypatch)
    for total in (result.stages[0], result.stages[1], result.stages[4]):
        said = stage_sum(found, total.stage.value)
        assert said == pytest.approx(np.full(2, total.kgco2e), rel=1e-9)


def test_a_boundary_at_the_gate_samples_two_stages():
    bom = read_bom(SAMPLES / "liquid_node.xlsx", library().knowledge)
    gate = {"boundary": Setting(value="cradle_to_gate", origin="option", source="option")}
    result = assess(bom, library=library(), above_sheet=gate)
    found = sampled(result, library().knowledge, fixed_scores(result.scores, 9))
    assert found.by_stage["use"].p95 == 0.0
    assert found.by_stage["transport"].p95 == 0.0
    assert found.total == found.cradle_to_gate
    assert found.cradle_to_gate.p95 > found.cradle_to_gate.p5 > 0.0


@pytest.mark.parametrize("name", NAMES)
def test_models_on_all_draws_say_what_they_say_draw_by_draw(name):
    result = assessed(name)
    sampler = Sampler(samples=6, seed=5)
    for entry in sampled_parts(result, library().knowledge, sampler):
        component = entry.part.component
        data = library().knowledge.components[component.component_class]
        parameters = parameter_draws(component, data, sampler)
        found = generations(component, data, parameters, sampler)
        assert sorted(draw for one in found for draw in one.draws) == list(range(6))
        for draw in range(sampler.samples):
            one = next(each for each in found if draw in each.draws)
            component, parameters = one.component, one.parameters
            alone = component_inventory(
                component,
                data,
                sampled={
                    key: float(figure.values[draw]) if isinstance(figure, Drawn) else figure
                    for key, figure in parameters.items()
                },
            )
            assert entry.inventory.mass_kg[draw] == pytest.approx(alone.mass_kg, rel=1e-12)
            amounts = sum(exchange.amount for exchange in alone.exchanges)
            together = sum(values[draw] for values in entry.inventory.exchanges.values())
            assert together == pytest.approx(amounts, rel=1e-9)
            materials = sum(values[draw] for values in entry.inventory.materials.values())
            assert materials == pytest.approx(alone.mass_kg, rel=1e-9, abs=1e-12)


def a_component(component_class="heat_sink", **known):
    part = next(
        part.component
        for part in assessed("rack_1u_en").parts
        if part.component.component_class == component_class
    )
    return dataclasses.replace(part, parameters={**part.parameters, **known})


def data_of(component: Component):
    return library().knowledge.components[component.component_class]


def test_a_declared_value_is_not_sampled():
    said = Known(value=2.0, low=2.0, high=2.0, origin=Origin.DECLARED, source="cell")
    component = a_component(mass_kg=said)
    drawn = parameter_draws(component, data_of(component), Sampler(samples=3, seed=1))
    assert drawn["mass_kg"] == 2.0


def test_an_interval_of_one_line_is_its_own():
    said = Known(value=2.0, low=1.0, high=3.0, origin=Origin.EXTRACTED, source="cell")
    first = a_component(mass_kg=said)
    second = dataclasses.replace(first, line=dataclasses.replace(first.line, item="other"))
    sampler = Sampler(samples=3, seed=1)
    one, other = (
        parameter_draws(each, data_of(each), sampler)["mass_kg"] for each in (first, second)
    )
    assert isinstance(one, Drawn)
    assert (one.values != other.values).all()


def test_a_figure_of_the_part_library_is_shared_by_lines_of_that_part():
    said = Known(value=2.0, low=1.0, high=3.0, origin=Origin.LOOKED_UP, source="maker")
    first = a_component(mass_kg=said)
    part = dataclasses.replace(first.classification, part_key="xyz")
    other_part = dataclasses.replace(first.classification, part_key="abc")
    sampler = Sampler(samples=3, seed=1)
    lines = [
        dataclasses.replace(
            first, classification=kind, line=dataclasses.replace(first.line, item=item)
        )
        for kind, item in ((part, "1"), (part, "2"), (other_part, "3"))
    ]
    one, same, other = (parameter_draws(each, data_of(each), sampler)["mass_kg"] for each in lines)
    assert one is same
    assert (one.values != other.values).all()


def test_another_choice_is_another_figure():
    component, spec = next(
        (part.component, spec)
        for part in assessed("rack_1u_en").parts
        for spec in data_of(part.component).parameters.values()
        if spec.by and len(spec.table) > 1
    )
    data, name = data_of(component), spec.name
    first, second = list(spec.table)[:2]
    sampler = Sampler(samples=3, seed=1)
    wide = Known(value=0.5, low=0.4, high=0.6, origin=Origin.DEFAULT, source="x")
    drawn = [
        parameter_draws(
            dataclasses.replace(
                component,
                parameters={**component.parameters, name: wide},
                choices={
                    **component.choices,
                    spec.by: KnownText(value=choice, origin=Origin.DECLARED, source="x"),
                },
            ),
            data,
            sampler,
        )[name]
        for choice in (first, second)
    ]
    assert (drawn[0].values != drawn[1].values).all()


def test_layers_that_are_not_known_move_the_flash_of_a_drive():
    drive = next(
        part.component
        for part in assessed("rack_1u_en").parts
        if part.component.component_class == "solid_state_drive"
    )
    layers = drive.parameters["nand_layers_count"]
    fixed = {
        name: dataclasses.replace(known, low=known.value, high=known.value)
        for name, known in drive.parameters.items()
    }

    def flash_cm2(known):
        component = dataclasses.replace(drive, parameters={**fixed, "nand_layers_count": known})
        sampler = Sampler(samples=50, seed=1)
        drawn = parameter_draws(component, data_of(component), sampler)
        inventory = sampled_inventory(component, data_of(component), drawn, 50)
        (cm2,) = (
            amount
            for key, amount in inventory.exchanges.items()
            if key[0].startswith("wafer_nand_")
        )
        return cm2

    closed = dataclasses.replace(layers, low=layers.value, high=layers.value)
    wide = flash_cm2(dataclasses.replace(layers, low=layers.value / 2, high=layers.value * 2))
    assert np.ptp(flash_cm2(closed)) == 0.0
    assert wide.max() > 1.5 * wide.min()


def test_a_default_that_follows_another_parameter_follows_its_draws():
    component = next(
        part.component
        for part in assessed("rack_1u_en").parts
        for spec in library()
        .knowledge.components[part.component.component_class]
        .parameters.values()
        if spec.from_parameter and part.component.parameters[spec.name].origin is Origin.DEFAULT
    )
    data = data_of(component)
    spec = next(
        spec
        for spec in data.parameters.values()
        if spec.from_parameter and component.parameters[spec.name].origin is Origin.DEFAULT
    )
    parent = component.parameters[spec.from_parameter]
    wide = dataclasses.replace(
        parent, low=parent.value * 0.5, high=parent.value * 2.0, origin=Origin.EXTRACTED
    )
    component = dataclasses.replace(
        component, parameters={**component.parameters, spec.from_parameter: wide}
    )
    sampler = Sampler(samples=4, seed=1)
    drawn = parameter_draws(component, data, sampler)
    ruled = drawn[spec.from_parameter] * spec.slope + spec.intercept
    factor = drawn[spec.name].values / ruled.values
    alone = sampler.figure(
        ("class", component.component_class, spec.name, ""), 1.0, spec.low, spec.high, share=False
    )
    expected = alone.values if isinstance(alone, Drawn) else np.full(4, alone)
    assert factor == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "low", "high", "expected"),
    [
        ("line_yield", 0.5, 1.0, True),
        ("scrap_share", 0.0, 0.2, True),
        ("scrap_share", 0.0, 1.2, False),
        ("mass_kg", 0.1, 0.9, False),
        ("efficiency", -0.1, 0.9, False),
    ],
)
def test_a_share_is_known_by_name_and_interval(name, low, high, expected):
    known = Known(value=0.5, low=low, high=high, origin=Origin.DEFAULT, source="x")
    assert is_share(name, known) is expected


def test_a_model_that_only_knows_floats_runs_draw_by_draw(monkeypatch):
    component = a_component()
    said = Known(value=2.0, low=1.0, high=3.0, origin=Origin.EXTRACTED, source="cell")
    component = dataclasses.replace(component, parameters={**component.parameters, "mass_kg": said})
    data = data_of(component)
    parameters = parameter_draws(component, data, Sampler(samples=4, seed=1))
    together = sampled_inventory(component, data, parameters, 4)

    def strict(component, data, *, sampled):
        return component_inventory(
            component, data, sampled={key: float(value) for key, value in sampled.items()}
        )

    monkeypatch.setattr(inventories, "component_inventory", strict)
    alone = sampled_inventory(component, data, parameters, 4)
    assert alone.mass_kg == pytest.approx(together.mass_kg, rel=1e-15)
    assert alone.exchanges.keys() == together.exchanges.keys()
    for key, values in alone.exchanges.items():
        assert values == pytest.approx(together.exchanges[key], rel=1e-12)


def test_study_numbers_are_drawn_within_reason_and_choices_are_not():
    result = assessed("rack_1u_en")
    tables = library().knowledge.tables
    drawn = drawn_tables(tables, result.study, Sampler(samples=3, seed=1))
    first, second = drawn.at(0), drawn.at(1)
    hours = [
        next(row for row in table["assembly"] if row["name"] == "burn_in_hours")["value"]
        for table in (first, second)
    ]
    assert hours[0] != hours[1]
    for name in ("profiles", "pue", "eol_routes"):
        assert first[name] is tables[name]
    fixed = [
        [row for row in table["defaults"] if row["name"] in ("lifetime_years", "kgce_per_kwh")]
        for table in (first, second)
    ]
    assert fixed[0] == fixed[1]
    assert tables["assembly"][0]["value"] == "11"


def test_points_of_one_efficiency_grade_err_together():
    result = assessed("rack_1u_en")
    tables = library().knowledge.tables
    drawn = drawn_tables(tables, result.study, Sampler(samples=200, seed=1)).drawn
    rows = [n for n, row in enumerate(tables["supply_efficiency"]) if row["grade"] == "bronze"]
    points = [
        drawn["supply_efficiency", n].values for n in rows if ("supply_efficiency", n) in drawn
    ]
    assert len(points) >= 2
    assert np.corrcoef(points)[0, 1] > 0.9


def test_only_routes_of_the_study_are_drawn():
    result = assessed("rack_1u_en")
    tables = library().knowledge.tables
    market = result.study.text("market")
    drawn = drawn_tables(tables, result.study, Sampler(samples=2, seed=1)).drawn
    markets = {tables["routes"][n]["market"] for name, n in drawn if name == "routes"}
    routes = tables["routes"]
    inbound = {row["market"] for row in routes if row["direction"] == "inbound"}
    assert markets == {market, *inbound}
    assert {"domestic", "foreign", "KR"} <= inbound


def test_a_power_supply_is_seen_with_the_rating_of_the_draw():
    part = next(
        part
        for part in assessed("rack_1u_en").parts
        if part.component.component_class == "power_supply"
    )
    component = part.component
    entry = SampledPart(
        part=part,
        place="CN",
        inventory=sampled_inventory(component, data_of(component), {}, 2),
        count=part.count,
        rated_power_w=Drawn(np.array([700.0, 900.0])),
    )
    seen = [working_part(entry, draw).component.parameters["rated_power_w"] for draw in (0, 1)]
    assert [known.value for known in seen] == [700.0, 900.0]
    stated = dataclasses.replace(entry, rated_power_w=800.0)
    assert working_part(stated, 0).component is component


def test_equal_numbers_of_another_material_are_another_part():
    result = assessed("rack_1u_en")
    part = next(p for p in result.parts if "material_product" in p.component.choices)
    said = KnownText(value="copper_sheet", origin=Origin.DECLARED, source="cell")
    other = dataclasses.replace(
        part,
        component=dataclasses.replace(
            part.component, choices={**part.component.choices, "material_product": said}
        ),
    )
    both = dataclasses.replace(result, parts=(part, other, part))
    first, second, again = (
        entry.inventory
        for entry in sampled_parts(both, library().knowledge, Sampler(samples=3, seed=1))
    )
    assert first is again
    assert {key[0] for key in first.exchanges} != {key[0] for key in second.exchanges}


def test_a_material_named_twice_is_added(monkeypatch):
    twice = tuple(MaterialContent(material="steel", mass_kg=kg) for kg in (1.0, 2.0))
    said = ComponentInventory(exchanges=(), mass_kg=3.0, materials=twice)
    monkeypatch.setattr(inventories, "component_inventory", lambda *_, **__: said)
    component = a_component()
    found = sampled_inventory(component, data_of(component), {}, 2)
    assert found.materials["steel"].tolist() == [3.0, 3.0]


def treated(result, samples=500, **stated):
    study = result.study
    if stated:
        settings = {
            name: Setting(value=value, origin="option", source="test")
            for name, value in stated.items()
        }
        study = dataclasses.replace(study, settings={**study.settings, **settings})
    sampler = Sampler(samples=samples, seed=1)
    return drawn_treatment(study, library().knowledge.tables, sampler)


def test_collection_is_drawn_within_its_interval_unless_it_is_stated():
    scheme = treated(assessed("rack_2u"))
    said = {row["market"]: row for row in library().knowledge.tables["eol_collection"]}
    row = said.get("CN", said["GLO"])
    low, high = float(row["low"]), float(row["high"])
    drawn = scheme.collection_rate.values
    assert low < drawn.min() < low + 0.2 * (high - low)
    assert high - 0.2 * (high - low) < drawn.max() < high
    assert treated(assessed("rack_2u"), collection_rate=0.7).collection_rate == 0.7


def test_shares_of_a_route_add_up_in_every_draw():
    given = study_treatment(assessed("rack_2u").study, library().knowledge.tables)
    drawn = 0
    for name, route in treated(assessed("rack_2u")).routes.items():
        shares = (route.recycling_share, route.energy_recovery_share, route.landfill_share)
        if any(isinstance(share, Drawn) for share in shares):
            drawn += 1
            assert sum(shares).values == pytest.approx(np.ones(500), abs=1e-12)
            assert min(values_of(share).min() for share in shares if isinstance(share, Drawn)) >= 0
            # what is not recycled is parted as the table parts it
            table = given.routes[name]
            burnt, buried = table.energy_recovery_share, table.landfill_share
            assert values_of(route.energy_recovery_share * buried) == pytest.approx(
                values_of(route.landfill_share * burnt), abs=1e-12
            )
    assert drawn > 20


def test_end_of_life_and_spare_rates_widen_what_they_scale():
    bom = with_spares(read_bom(SAMPLES / "storage_4u.xlsx", library().knowledge))
    result = assess(bom, library=library())
    samples = 400
    found = sampled_contributions(result, library().knowledge, fixed_scores(result.scores, samples))
    end = stage_sum(found, "end_of_life")
    assert end.std() > 0.05 * end.mean()
    disk = next(p for p in result.parts if p.component.component_class == "hard_disk_drive")
    key = ("use", disk.component.line.item, str(disk.component.line.at))
    made = ("materials", *key[1:])
    # 0.0057 to 0.0425 a year around 0.0157: a factor of 2.7 either way
    ratio = found.components[key] / found.components[made]
    assert np.percentile(ratio, 97.5) / np.median(ratio) == pytest.approx(2.7, rel=0.15)
    assert np.median(ratio) / np.percentile(ratio, 2.5) == pytest.approx(2.75, rel=0.15)


def test_new_streams_of_stages_do_not_correlate():
    tables = library().knowledge.tables
    sampler = Sampler(samples=10_000, seed=1)
    scheme = drawn_treatment(assessed("rack_2u").study, tables, sampler)
    drawn = drawn_tables(tables, assessed("rack_2u").study, sampler)
    rows = [scheme.collection_rate.values, *(rate.values for rate in drawn.rates.values())]
    rows += [
        route.recycling_share.values
        for route in scheme.routes.values()
        if isinstance(route.recycling_share, Drawn)
    ]
    found = np.corrcoef(np.array(rows)) - np.eye(len(rows))
    assert len(rows) > 25
    assert np.abs(found).max() < 0.05
