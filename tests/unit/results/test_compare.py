"""Why two results differ: each known change under its own cause, to the last gram."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from placing import HAND, leg, part, steel
from scored import PRODUCTS, assessed, unit_scores

from pcf.bom import read_bom
from pcf.library import Library
from pcf.model.provenance import Origin
from pcf.model.study import Study
from pcf.model.system import Stage
from pcf.pipeline import assess
from pcf.reports.comparison_chart import axis, bars
from pcf.reports.comparison_wording import verdict
from pcf.results.causes import Cause
from pcf.results.compare import compare
from pcf.results.comparison_side import Side, side_of
from pcf.results.comparison_slots import Fate, slots
from pcf.results.equivalence import equivalence

USED = {"annual_kwh": 100.0, "grid": "CN"}
MODULE = part(
    "1", count=2, mass_kg=1.0, materials=(), exchanges=(steel(3.0),), name="Memory",
    part_number="D-32", component_class="memory_module",
)  # fmt: skip
BRACKET = part(
    "2", mass_kg=2.0, materials=(), exchanges=(steel(4.0),), name="Bracket", part_number="B-1"
)
NEW_BRACKET = part(
    "2", mass_kg=1.0, materials=(), exchanges=(steel(1.0),), name="Bracket", part_number="B-2"
)
FOUR_MODULES = part(
    "1", count=4, mass_kg=1.0, materials=(), exchanges=(steel(3.0),), name="Memory",
    part_number="D-32", component_class="memory_module",
)  # fmt: skip


def result(*parts, name="server", **settings):
    return assessed(parts, Study(product_name=name, **{**USED, **settings}))


def known(component, **parameters):
    """A component of the same part number whose parameters are known to be these."""
    return replace(
        component,
        component=replace(
            component.component,
            parameters={
                name: replace(BOARD.component.parameters["layers"], value=value)
                for name, value in parameters.items()
            },
        ),
    )


BOARD = part(
    "3", mass_kg=0.0, materials=(), exchanges=(steel(10.0),), name="Board", part_number="PCB-1",
    parameters={"layers": (12.0, Origin.DECLARED)},
)  # fmt: skip
THICK_BOARD = part(
    "3", mass_kg=0.0, materials=(), exchanges=(steel(14.0),), name="Board", part_number="PCB-1",
    parameters={"layers": (14.0, Origin.DECLARED)},
)  # fmt: skip


def effects(comparison):
    return {effect.cause: effect.kgco2e for effect in comparison.causes}


def adds_up(comparison):
    total = math.fsum(effect.kgco2e for effect in comparison.causes)
    scale = max(comparison.first.total_kgco2e, comparison.second.total_kgco2e)
    long = math.fsum(entry.kgco2e for entry in comparison.contributions)
    return abs(total - comparison.difference_kgco2e) <= 1e-9 * scale and (
        abs(long - comparison.difference_kgco2e) <= 1e-9 * scale
    )


@pytest.fixture(scope="module")
def three_ways():
    """Two modules more, another bracket, another grid."""
    return result(MODULE, BRACKET), result(FOUR_MODULES, NEW_BRACKET, grid="DE")


def test_three_known_changes_are_three_causes_by_hand(three_ways):
    found = compare(*three_ways)
    # 2 modules · 3 kg · 2.5 = 15, a quarter of it as scrap, 2 kg · 500 km in and 1000 km out · 0.1
    # bracket: −3 kg · 2.5 · 1.25, −1 kg · 1500 km · 0.1
    # 500 kWh · (1.6 · 0.40 − 1.5 · 0.62): the PUE nobody stated follows the grid
    assert effects(found) == pytest.approx(
        {Cause.QUANTITY: 19.05, Cause.PART: -9.525, Cause.GRID: -145.0}, rel=1e-9
    )
    assert adds_up(found)
    assert found.shared == ()


def test_each_cause_says_what_changed(three_ways):
    quantity, parts, grid = compare(*three_ways).causes
    (count,), (swap,) = quantity.changes, parts.changes
    assert (count.item, count.name, count.first, count.second) == ("1", "Memory", "2", "4")
    assert (swap.first, swap.second) == ("Bracket · B-1", "Bracket · B-2")
    assert {(each.name, each.first, each.second) for each in grid.changes} == {
        ("grid", "CN", "DE"),
        ("pue", "1.5", "1.6"),
    }
    assert quantity.by_stage == pytest.approx(
        {Stage.MATERIALS: 15.1, Stage.MANUFACTURING: 3.75, Stage.TRANSPORT: 0.2}
    )


def test_components_show_what_moved_them(three_ways):
    found = compare(*three_ways)
    memory, bracket = found.places
    assert (memory.fate, memory.quantities) == (Fate.SAME, (2.0, 4.0))
    assert memory.by_cause == pytest.approx({Cause.QUANTITY: 15.1})
    assert memory.difference_kgco2e == pytest.approx(15.1)
    assert (bracket.fate, bracket.names) == (Fate.REPLACED, ("Bracket", "Bracket"))
    assert bracket.by_cause == pytest.approx({Cause.PART: -7.55})


def test_the_other_revision_first_turns_the_signs(three_ways):
    there, back = compare(*three_ways), compare(*reversed(three_ways))
    assert effects(back) == pytest.approx({c: -v for c, v in effects(there).items()}, rel=1e-9)
    assert {swap.fate for swap in back.places} == {Fate.SAME, Fate.REPLACED}


def test_equal_inputs_have_no_difference(three_ways):
    found = compare(three_ways[0], three_ways[0])
    assert found.causes == ()
    assert found.difference_kgco2e == 0.0
    assert found.equivalent
    assert found.better is None
    assert verdict("en", found) == "No difference."


def test_lifetime_and_grid_share_their_product():
    # 150 kWh · (5 a · 0.62 → 4 a · 0.40): years −1 · (0.62 + 0.40)/2, grid −0.22 · (5 + 4)/2
    found = compare(
        result(BRACKET, pue=1.5, lifetime_years=5),
        result(BRACKET, pue=1.5, lifetime_years=4, grid="DE"),
    )
    assert effects(found) == pytest.approx({Cause.GRID: -148.5, Cause.LIFETIME: -76.5})


@pytest.mark.parametrize(
    ("settings", "cause", "kgco2e"),
    [
        # 500 kWh · 0.2 · 0.62
        ({"pue": 1.7}, Cause.USE, 62.0),
        # 5 a · 50 kWh · 1.5 · 0.62
        ({"annual_kwh": 150.0}, Cause.USE, 232.5),
        # 2 kg: 20 000 km · 0.01 + 600 km · 0.1 instead of 1 000 km · 0.1
        ({"market": "EU"}, Cause.MARKET, 0.32),
        # own electricity 10 + 6 + 1 + 8.5 kWh · (0.40 − 0.62), and parts that come from abroad
        ({"factory_grid": "DE"}, Cause.GRID, None),
    ],
)
def test_a_setting_moves_its_own_cause(settings, cause, kgco2e):
    found = compare(result(BRACKET), result(BRACKET, **settings))
    assert [effect.cause for effect in found.causes] == [cause]
    assert found.effect(cause) == pytest.approx(found.difference_kgco2e, rel=1e-9)
    if kgco2e is not None:
        assert found.effect(cause) == pytest.approx(kgco2e)


def settled(*parts, **settings):
    return assessed(parts, Study(**USED), settings=settings)


@pytest.mark.parametrize(
    ("settings", "cause", "kgco2e"),
    [
        # 10 kWh and half as much overhead · 0.62
        ({"assembly_kwh": 20.0}, Cause.FACTORY, 9.3),
        # 1 kg collected · 100 km more · 0.2
        ({"transport_to_recycler_km": 200.0}, Cause.END_OF_LIFE, 0.02),
        # 3 kg stated instead of 2 kg summed, 1 000 km · 0.1
        ({"gross_mass_kg": 3.0}, Cause.MARKET, 0.1),
    ],
)
def test_a_setting_of_the_sheet_moves_its_own_cause(settings, cause, kgco2e):
    plate = part("1", mass_kg=2.0, exchanges=(steel(2.0),))
    found = compare(settled(plate), settled(plate, **settings))
    assert effects(found) == pytest.approx({cause: kgco2e})


def test_a_stated_route_is_a_change_of_transport():
    first = assessed((BRACKET,), Study(**USED))
    legs = replace(first.study, legs=(leg("air_long_haul", 8000.0),))
    second = replace(
        side_of(first), route=tuple((e.mode, e.distance_km, e.share) for e in legs.legs)
    )
    (effect,) = compare(side_of(first), second).causes
    assert effect.cause is Cause.MARKET
    assert effect.changes[0].second == "air_long_haul 8000 km × 1"


def test_the_same_part_known_otherwise_is_mapping():
    found = compare(result(BOARD), result(THICK_BOARD))
    # 4 kg · 2.5 and a quarter of it as scrap
    assert effects(found) == pytest.approx({Cause.MAPPING: 12.5})
    (change,) = found.causes[0].changes
    assert (change.name, change.first, change.second) == ("layers", "12", "14")


def test_another_country_of_the_same_part_is_mapping():
    def made_in(country, at):
        return part(
            "3", mass_kg=0.0, materials=(), exchanges=(steel(10.0, at),), name="Board",
            part_number="PCB-1", country=country,
        )  # fmt: skip

    found = compare(result(made_in("DE", "GLO")), result(made_in("CN", "CN")))
    assert effects(found) == pytest.approx({Cause.MAPPING: 10 * 0.5 * 1.25})


def test_lines_that_come_and_go_are_parts():
    found = compare(result(MODULE, BRACKET), result(MODULE, BOARD))
    # −4 kg and +10 kg · 2.5 · 1.25; −2 kg · 1500 km · 0.1
    assert effects(found) == pytest.approx({Cause.PART: 6 * 2.5 * 1.25 - 0.3})
    assert {place.fate for place in found.places} == {Fate.SAME, Fate.ADDED, Fate.REMOVED}
    assert [change.second for change in found.causes[0].changes] == ["", "Board · PCB-1"]


def other_data(first, scores, **manifest):
    second = assessed((BRACKET,), Study(**USED), scores=scores)
    return replace(second, manifest=replace(first.manifest, **manifest))


def doubled_grid():
    scores = unit_scores(PRODUCTS)
    values = scores.values.copy()
    values[scores.index["electricity@CN"]] *= 2
    return replace(scores, values=values)


def test_other_unit_scores_are_the_data_or_the_method():
    first = result(BRACKET, name="server")
    # use 465, own electricity 25.5 kWh · 0.62
    for entry, cause in (("background_digest", Cause.DATA), ("method_digest", Cause.METHOD)):
        found = compare(first, other_data(first, doubled_grid(), **{entry: "new"}))
        assert effects(found) == pytest.approx({cause: 465 + 15.81})
        assert not found.equivalent


def test_what_data_and_method_moved_together_is_shared_and_said():
    first = result(BRACKET)
    second = other_data(first, doubled_grid(), background_digest="new", method_digest="new")
    found = compare(first, second)
    half = (465 + 15.81) / 2
    assert effects(found) == pytest.approx({Cause.DATA: half, Cause.METHOD: half})
    assert (Stage.USE, (Cause.DATA, Cause.METHOD)) in found.shared
    assert adds_up(found)


def test_stages_beyond_the_boundary_are_the_boundary():
    first = assessed((BRACKET,), Study(**USED))
    second = assessed((BRACKET,), Study(**USED), settings={"boundary": "cradle_to_gate"})
    found = compare(first, second)
    assert effects(found) == pytest.approx({Cause.BOUNDARY: -465.2})
    assert found.equivalence.differing == ("boundary",)


@pytest.mark.parametrize("first_ends", ["cradle_to_grave", "cradle_to_gate"])
def test_treatment_beyond_the_boundary_of_either_is_the_boundary(first_ends):
    plate, more = (part("1", count=n, mass_kg=2.0, exchanges=(steel(2.0),)) for n in (1, 2))
    second_ends = {"cradle_to_grave": "cradle_to_gate", "cradle_to_gate": "cradle_to_grave"}
    first = settled(plate, boundary=first_ends)
    second = settled(more, boundary=second_ends[first_ends])
    found = compare(first, second)
    # 2 kg · 2.5 · 1.25 and 2 kg · 500 km · 0.1 are more pieces, all the rest the boundary
    assert found.effect(Cause.QUANTITY) == pytest.approx(6.35)
    assert set(effects(found)) == {Cause.QUANTITY, Cause.BOUNDARY}
    assert adds_up(found)


def test_between_two_gates_there_is_no_use():
    pair = [settled(plate, boundary="cradle_to_gate") for plate in (MODULE, FOUR_MODULES)]
    found = compare(*pair)
    assert effects(found) == pytest.approx({Cause.QUANTITY: 18.85})


def test_the_first_purchase_brings_its_scrap_along():
    found = compare(result(part("9", materials=(), mass_kg=0.0)), result(BOARD))
    # 10 kg · 2.5 · 1.25
    assert effects(found) == pytest.approx({Cause.PART: 31.25})


def test_packaging_is_bought_without_scrap():
    def box(count):
        return part(
            "3", component_class="packaging_carton", section="packaging", count=count,
            mass_kg=0.0, materials=(), exchanges=(steel(4.0),),
        )  # fmt: skip

    found = compare(result(BRACKET, box(1)), result(BRACKET, box(2)))
    assert effects(found) == pytest.approx({Cause.QUANTITY: 10.0})


def test_another_scrap_rate_of_the_tables_is_data():
    rates = [{**HAND, "assembly": scrapping(rate)} for rate in ("0.2", "0.5")]
    pair = [assessed((BRACKET,), Study(**USED), tables=tables) for tables in rates]
    # 4 kg · 2.5: a quarter becomes the whole
    assert effects(compare(*pair)) == pytest.approx({Cause.DATA: 7.5})


def scrapping(rate):
    return tuple(
        {**row, "value": rate} if row["name"] == "scrap_rate" else row for row in HAND["assembly"]
    )


def test_power_moved_by_pieces_is_no_matter_of_the_pue():
    one, two = (
        part("1", count=count, mass_kg=0.0, materials=(), active_w=90.0, idle_w=90.0)
        for count in (1, 2)
    )
    study = {"grid": "CN", "lifetime_years": 5}
    first = assessed((one,), Study(pue=1.5, **study))
    second = assessed((two,), Study(pue=1.7, **study))
    found = compare(first, second)
    # 90 W at the parts are 100 W at the wall: 876 kWh/a · 5 · 0.62, doubled, from 1.5 to 1.7
    unit = 876 * 5 * 0.62
    assert found.causes[0].by_stage[Stage.USE] == pytest.approx(unit * (1.5 + 1.7) / 2)
    assert found.effect(Cause.USE) == pytest.approx(unit * 0.2 * 1.5)
    assert found.shared == ()


def local(*places):
    """Unit scores with landfill that costs otherwise in every place."""
    extra = [
        (f"landfill_inert@{place}", "kg", (), (score, 0.0, 0.0, 0.0, 0.0))
        for place, score in places
    ]
    return unit_scores((*PRODUCTS, *extra))


def test_what_a_removed_part_would_cost_elsewhere_is_told_by_the_others():
    scores = local(("CN", 1.0), ("DE", 3.0))
    study = {"annual_kwh": 100.0, "pue": 1.5, "lifetime_years": 5}
    plate = part("1", mass_kg=2.0, exchanges=(steel(1.0),), name="Plate")
    lid = part("2", mass_kg=2.0, exchanges=(steel(1.0),), name="Lid")
    first = assessed((plate, lid), Study(grid="CN", **study), scores=scores)
    second = assessed((plate,), Study(grid="DE", **study), scores=scores)
    found = compare(first, second)
    landfilled = next(
        row.amount for row in first.rows if row.item == "1" and row.product == "landfill_inert"
    )
    # the lid's landfill: gone at the mean of 1 and 3; the plate's dearer by 2, the lid's by half
    by_stage = {effect.cause: effect.by_stage[Stage.END_OF_LIFE] for effect in found.causes}
    assert by_stage[Cause.GRID] == pytest.approx(landfilled * (2.0 + 1.0))
    assert adds_up(found)


def test_a_part_from_elsewhere_does_not_stand_in_for_a_missing_one():
    made_here = part("1", mass_kg=0.0, materials=(), exchanges=(steel(1.0, "CN"),), name="Here")
    made_there = part("2", mass_kg=0.0, materials=(), exchanges=(steel(1.0, "GLO"),), name="There")
    found = compare(result(made_here, made_there), result(made_here))
    assert effects(found) == pytest.approx({Cause.PART: -2.5 * 1.25})


def test_spare_parts_live_as_long_as_the_server():
    fan = part("4", component_class="fan", mass_kg=0.0, materials=(), exchanges=(steel(1.0),))
    years = [assessed((fan,), Study(lifetime_years=n, **USED), settings={"spare_parts": "yes"})
             for n in (5, 4)]  # fmt: skip
    found = compare(*years)
    # −1 a · (100 kWh · 1.5 · 0.62 + 0.1 fan · 2.5)
    assert effects(found) == pytest.approx({Cause.LIFETIME: -93.25})


def test_what_cannot_be_split_is_shared_equally():
    thick = part("1", mass_kg=3.0, exchanges=(steel(2.0),), part_number="P",
                 parameters={"t_mm": (3.0, Origin.DECLARED)})  # fmt: skip
    thin = part("1", mass_kg=2.0, exchanges=(steel(2.0),), part_number="P",
                parameters={"t_mm": (2.0, Origin.DECLARED)})  # fmt: skip
    found = compare(settled(thin), settled(thick, transport_to_recycler_km=200.0))
    assert found.shared == ((Stage.END_OF_LIFE, (Cause.MAPPING, Cause.END_OF_LIFE)),)
    assert adds_up(found)


def test_every_change_at_once_adds_up_and_turns_its_signs():
    first = result(MODULE, BRACKET, BOARD, lifetime_years=5)
    second = replace(
        assessed(
            (FOUR_MODULES, NEW_BRACKET, THICK_BOARD),
            Study(grid="DE", lifetime_years=3, pue=1.2, market="EU", annual_kwh=80.0),
            settings={"assembly_kwh": 4.0, "spare_parts": "yes", "gross_mass_kg": 9.0},
            scores=doubled_grid(),
        ),
        manifest=replace(first.manifest, background_digest="new"),
    )
    there, back = compare(first, second), compare(second, first)
    assert adds_up(there)
    assert adds_up(back)
    assert effects(back) == pytest.approx({c: -v for c, v in effects(there).items()}, rel=1e-9)
    assert set(effects(there)) == {
        Cause.QUANTITY, Cause.PART, Cause.MAPPING, Cause.DATA, Cause.GRID, Cause.LIFETIME,
        Cause.USE, Cause.MARKET, Cause.FACTORY,
    }  # fmt: skip


def test_the_chart_climbs_step_by_step_to_the_second_total(three_ways):
    found = compare(*three_ways)
    first, *steps, last = bars(found, "en")
    for before, after in itertools.pairwise((first, *steps)):
        assert after.start_kgco2e == pytest.approx(before.end_kgco2e)
    assert steps[-1].end_kgco2e == pytest.approx(last.end_kgco2e)
    assert [step.figure for step in steps] == ["+19.1", "−9.53", "−145"]


def test_the_axis_leaves_zero_only_where_steps_would_vanish(three_ways):
    totals = [result(BRACKET), result(NEW_BRACKET)]
    near, far = compare(*totals), compare(*three_ways)
    assert axis(bars(far, "en"))[0] == 0.0
    low, high = axis(bars(near, "en"))
    # 9.525 kg and 15 % of it below the lower total
    assert totals[1].total_kgco2e - low == pytest.approx(0.15 * 9.525)
    assert high == pytest.approx(totals[0].total_kgco2e)


# — ranking —


@pytest.mark.parametrize(
    "settings",
    [
        {"lifetime_years": 4}, {"grid": "DE"}, {"pue": 1.1}, {"profile": "full_load"},
        {"market": "EU"}, {"eol_allocation": "avoided_burden"},
        {"functional_unit": "one hour of service"},
    ],
    ids=lambda settings: next(iter(settings)),
)  # fmt: skip
def test_studies_that_ask_otherwise_rank_no_product(settings):
    found = compare(result(MODULE, BRACKET), result(MODULE, NEW_BRACKET, **settings))
    assert found.better is None
    assert next(iter(settings)) in found.equivalence.differing
    for lang, word in (("en", "better"), ("zh", "更优")):
        assert word not in verdict(lang, found)
    assert "not equivalent" in verdict("en", found)


@pytest.mark.parametrize(
    ("entry", "aspect"),
    [
        ("background_digest", "data"), ("background", "data"), ("method_digest", "method"),
        ("pcf_version", "program"), ("created", "period"),
    ],
)  # fmt: skip
def test_another_data_method_period_or_program_ranks_no_product(entry, aspect):
    first, second = result(BRACKET), result(NEW_BRACKET)
    moved = replace(second, manifest=replace(second.manifest, **{entry: "1999"}))
    found = compare(first, moved)
    assert found.equivalence.differing == (aspect,)
    assert found.better is None


def test_equivalent_studies_rank_the_lower_one_whichever_comes_first():
    heavy, light = result(BRACKET, name="Old"), result(NEW_BRACKET, name="New")
    # −3 kg · 2.5 · 1.25 − 0.15 = −9.525 of 515.8
    for pair in ((heavy, light), (light, heavy)):
        found = compare(*pair)
        assert found.better is not None
        assert found.better.name == "New"
        assert "New is the better of the two by 9.53 kg CO2e" in verdict("en", found)


def test_a_server_of_less_memory_is_not_the_better_one():
    found = compare(result(FOUR_MODULES), result(MODULE))
    assert found.equivalence.differing == ("configuration",)
    assert found.better is None
    stated = {"functional_unit": "one server-hour"}
    assert compare(result(FOUR_MODULES, **stated), result(MODULE, **stated)).better is not None


def test_the_configuration_counts_gigabytes_not_modules():
    def memory(count, capacity_gb):
        return part(
            "1", component_class="memory_module", count=count, part_number=f"D-{capacity_gb}",
            parameters={"capacity_gb": (capacity_gb, Origin.DECLARED)},
        )  # fmt: skip

    sides = [side_of(result(memory(8, 64.0))), side_of(result(memory(16, 32.0)))]
    (aspect,) = [each for each in equivalence(sides).aspects if each.name == "configuration"]
    assert aspect.values == ("memory_module 512", "memory_module 512")


def test_overlapping_intervals_are_said_with_the_ranking():
    def spread(side, low, high):
        return replace(side, interval_kgco2e=(low, high))

    one, other = side_of(result(BRACKET)), side_of(result(NEW_BRACKET))
    apart = compare(spread(one, 500.0, 520.0), spread(other, 480.0, 499.0))
    overlapping = compare(spread(one, 500.0, 520.0), spread(other, 480.0, 500.0))
    assert "overlap" not in verdict("en", apart)
    assert "overlap" in verdict("en", overlapping)


def test_an_optional_setting_of_one_study_is_an_aspect():
    one = side_of(result(BRACKET))
    other = replace(one, settings={**one.settings, "grid_path": "declining"})
    assert "grid_path" not in {aspect.name for aspect in equivalence([one, one]).aspects}
    assert equivalence([one, other]).differing == ("grid_path",)


# — which part is which —


def pieces(*parts):
    return side_of(result(*parts)).pieces


def test_a_line_inserted_above_does_not_make_new_parts():
    old = pieces(MODULE, BRACKET)
    new = pieces(
        part("1", name="Label", materials=()),
        part("2", count=2, name="Memory", part_number="D-32"),
        part("3", name="Bracket", part_number="B-1"),
    )
    assert {(slot.fate, slot.first, slot.second) for slot in slots(old, new)} == {
        (Fate.SAME, 0, 1), (Fate.SAME, 1, 2), (Fate.ADDED, None, 0),
    }  # fmt: skip


def test_parts_without_number_are_known_by_name_and_description():
    (plain,) = pieces(part("1", name="Memory"))
    small, large = (replace(plain, description=f"DDR5 {size} GB") for size in (32, 64))
    assert [slot.fate for slot in slots([small], [small])] == [Fate.SAME]
    assert [slot.fate for slot in slots([small], [large])] == [Fate.REPLACED]
    assert [slot.fate for slot in slots([plain], [large])] == [Fate.SAME]


def test_the_same_part_on_two_lines_stays_on_its_line():
    old = pieces(part("1", part_number="D", count=2), part("2", part_number="D", count=8))
    new = pieces(part("2", part_number="D", count=8), part("1", part_number="D", count=2))
    assert {(slot.fate, slot.first, slot.second) for slot in slots(old, new)} == {
        (Fate.SAME, 0, 1), (Fate.SAME, 1, 0),
    }  # fmt: skip


def test_an_item_of_another_class_and_count_is_no_replacement():
    old = pieces(part("1", part_number="A", component_class="fan", count=6))
    assert {slot.fate for slot in slots(old, pieces(part("1", part_number="B", count=1)))} == {
        Fate.ADDED, Fate.REMOVED,
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        # same item and class; same item and quantity; same class and name elsewhere
        part("1", part_number="B", component_class="fan", count=4, name="Fan"),
        part("1", part_number="B", component_class="pump", count=6, name="Pump"),
        part("7", part_number="B", component_class="fan", count=4, name="Old fan"),
    ],
    ids=["other count", "other class", "other item"],
)
def test_a_part_in_the_same_role_is_a_replacement(other):
    old = pieces(part("1", part_number="A", component_class="fan", count=6, name="Old fan"))
    assert [slot.fate for slot in slots(old, pieces(other))] == [Fate.REPLACED]


# — computed anew —

HEADER = "Item,Part Number,Name,Description,Qty,Weight (kg),Material"


@pytest.fixture(scope="module")
def revision(library, tmp_path_factory):
    """Assess a small server in one of eight states."""
    folder = tmp_path_factory.mktemp("revisions")

    def made(on, background=library, **settings):
        bracket = (
            "B-2,Bracket,PC+ABS,1,0.3,PC+ABS" if "part" in on else "B-1,Bracket,SGCC,1,1.2,SGCC"
        )
        lines = [
            HEADER,
            "1,CH-1,Chassis,SGCC T=1.0,1,10,SGCC",
            f"2,D-32,Memory,DDR5 RDIMM 32GB,{12 if 'quantity' in on else 8},0.045,",
            f"3,{bracket}",
            "4,X-9,CPU,Intel Xeon Gold 6430,2,0.08,",
        ]
        path = folder / "server.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        grid = "DE" if "grid" in on else "CN"
        study = Study(grid=grid, pue=1.3, **settings)
        return assess(read_bom(path, library.knowledge), study, background)

    return made


def test_recomputed_causes_are_the_mean_over_all_orders_of_real_assessments(revision, library):
    causes = ("quantity", "part", "grid")
    results = {
        frozenset(on): revision(on)
        for size in range(4)
        for on in itertools.combinations(causes, size)
    }
    by_hand = dict.fromkeys(causes, 0.0)
    for order in itertools.permutations(causes):
        for position, cause in enumerate(order):
            before = results[frozenset(order[:position])].total_kgco2e
            after = results[frozenset(order[: position + 1])].total_kgco2e
            by_hand[cause] += (after - before) / 6
    found = compare(results[frozenset()], results[frozenset(causes)], library.knowledge)
    assert found.basis == "recomputed"
    assert effects(found) == pytest.approx(by_hand, rel=1e-9)
    assert adds_up(found)


def test_four_modules_more_weigh_half_of_the_eight_before(revision, library):
    # power is stated, so that memory moves its own rows, scrap and freight alone
    first, second = (revision(on, annual_kwh=1000.0) for on in ((), ("quantity",)))
    found = compare(first, second, library.knowledge)
    memory = first.components[1]
    assert list(effects(found)) == [Cause.QUANTITY]
    assert found.places[0].by_cause == pytest.approx({Cause.QUANTITY: memory.kgco2e / 2})


def test_another_grid_is_its_factor_times_the_energy(revision, library):
    first, second = (revision(on, annual_kwh=1000.0) for on in ((), ("grid",)))
    found = compare(first, second, library.knowledge)
    scores = library.scores("gwp100")
    factors = [scores.values[scores.index[f"electricity@{place}"]].sum() for place in ("DE", "CN")]
    use = found.causes[0].by_stage[Stage.USE]
    assert use == pytest.approx(5 * 1000 * 1.3 * float(np.subtract(*factors)), rel=1e-9)


def test_what_is_recorded_agrees_with_what_is_recomputed_but_for_the_burn_in(revision, library):
    pair = revision((), annual_kwh=900.0), revision(("quantity", "part", "grid"), annual_kwh=900.0)
    exact = compare(*pair, library.knowledge)
    read = compare(*map(side_of, pair))
    assert (exact.basis, read.basis) == ("recomputed", "recorded")
    assert read.shared == ((Stage.MANUFACTURING, (Cause.QUANTITY, Cause.PART)),)
    # plastic is burnt in the second alone: what burning it costs on the first grid is not recorded
    assert read.effect(Cause.GRID) == pytest.approx(exact.effect(Cause.GRID), rel=1e-5)
    for one, other in zip(read.causes, exact.causes, strict=True):
        for stage in (Stage.MATERIALS, Stage.TRANSPORT, Stage.USE):
            assert one.by_stage.get(stage, 0.0) == pytest.approx(
                other.by_stage.get(stage, 0.0), rel=1e-9, abs=1e-12
            )


def test_recomputed_signs_turn_with_the_sides(revision, library):
    pair = revision(()), revision(("quantity", "part", "grid"), lifetime_years=4, method="gwp20")
    there, back = compare(*pair, library.knowledge), compare(*reversed(pair), library.knowledge)
    assert there.basis == "recomputed"
    assert set(effects(there)) == {
        Cause.QUANTITY, Cause.PART, Cause.METHOD, Cause.GRID, Cause.LIFETIME,
    }  # fmt: skip
    assert adds_up(there)
    assert effects(back) == pytest.approx({c: -v for c, v in effects(there).items()}, rel=1e-9)


def test_a_total_that_cannot_be_reproduced_is_attributed_from_its_record(revision, library):
    first, second = revision(()), revision(("quantity",))
    other = replace(first, scores=replace(first.scores, values=first.scores.values * 1.01))
    found = compare(other, second, library.knowledge)
    assert found.basis == "recorded"
    assert adds_up(found)


def with_scores(library, change, **manifest):
    """A library whose unit scores were changed, and the mark of its results."""
    other = Library(library.folder)
    other._solved["gwp100"] = change(library.scores("gwp100"))

    def mark(found):
        return replace(found, manifest=replace(found.manifest, **manifest))

    return other, mark


def tripled(scores):
    return replace(scores, values=scores.values * 3)


def test_recomputed_data_and_quantity_share_their_product(revision, library):
    # m per module: 8 m becomes 12 · 3 m: quantity 4 m · (1 + 3)/2, data twice the mean count
    other, mark = with_scores(library, tripled, background_digest="new")
    first = revision((), annual_kwh=1000.0)
    second = mark(revision(("quantity",), other, annual_kwh=1000.0))
    found = compare(first, second, library.knowledge)
    memory = first.components[1].kgco2e
    assert found.basis == "recomputed"
    (place,) = [each for each in found.places if each.names[1] == "Memory"]
    assert place.by_cause == pytest.approx(
        {Cause.QUANTITY: memory / 2 * 2, Cause.DATA: memory / 8 * 10 * 2}
    )
    assert adds_up(found)


@pytest.mark.parametrize("cause", [Cause.DATA, Cause.METHOD])
def test_recomputed_scores_belong_to_what_moved_them(revision, library, cause):
    entry = {Cause.DATA: "background_digest", Cause.METHOD: "method_digest"}[cause]
    other, mark = with_scores(library, tripled, **{entry: "new"})
    first, second = revision(()), mark(revision((), other))
    found = compare(first, second, library.knowledge)
    assert effects(found) == pytest.approx({cause: 2 * first.total_kgco2e})


def test_recomputed_data_and_method_share_equally(revision, library):
    other, mark = with_scores(library, tripled, background_digest="new", method_digest="new")
    first, second = revision(()), mark(revision((), other))
    found = compare(first, second, library.knowledge)
    assert effects(found) == pytest.approx(
        {Cause.DATA: first.total_kgco2e, Cause.METHOD: first.total_kgco2e}
    )


def test_a_product_the_other_data_lack_leaves_the_record(revision, library):
    def without_plastic(scores):
        index = {key: row for key, row in scores.index.items() if not key.startswith("pc_abs")}
        places = {name: found for name, found in scores.locations.items() if name[:6] != "pc_abs"}
        return replace(scores, index=index, locations=places)

    other, mark = with_scores(library, without_plastic, background_digest="new")
    found = compare(mark(revision((), other)), revision(("part",)), library.knowledge)
    assert found.basis == "recorded"
    assert adds_up(found)


def test_a_class_the_tables_do_not_know_leaves_the_record(revision, library):
    knowledge = replace(library.knowledge, components={})
    found = compare(revision(()), revision(("quantity",)), knowledge)
    assert found.basis == "recorded"


def test_supplies_keep_the_order_of_the_revision_they_are_in(library, tmp_path):
    # the grade of the first supply is that of all
    grades = {"P-1": "PSU 1200W 80PLUS Platinum", "P-2": "PSU 1200W 80PLUS Titanium"}

    def made(*numbers):
        lines = [
            HEADER,
            "1,CH-1,Chassis,SGCC T=1.0,1,10,SGCC",
            "2,X-9,CPU,Intel Xeon Gold 6430,2,,",
        ]
        lines += [f"{row},{number},PSU,{grades[number]},1,1,"
                  for row, number in enumerate(numbers, 3)]  # fmt: skip
        lines += ["9,F-1,Lid,SGCC T=1.0,1,1,SGCC"] if numbers[0] == "P-2" else []
        path = tmp_path / "supplies.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return assess(read_bom(path, library.knowledge), Study(grid="CN"), library)

    found = compare(made("P-1", "P-2"), made("P-2", "P-1"), library.knowledge)
    assert found.basis == "recomputed"
    assert [effect.cause for effect in found.causes] == [Cause.PART]


def test_two_products_of_one_name_are_told_apart(three_ways):
    found = compare(*three_ways)
    assert (found.first.name, found.second.name) == ("server", "server (2)")
    assert isinstance(found.first, Side)
