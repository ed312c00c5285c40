"""What an archetype fills in is a default; cores size a processor, sheet metal closes the mass."""

from dataclasses import replace
from functools import cache

import pytest

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.components.classify import Classifier
from pcf.components.configured import ConfiguredResolver, archetype_of, by_cores, closed_to_mass
from pcf.components.resolve import Resolver
from pcf.errors import MappingError
from pcf.library import shipped_library
from pcf.model.archetype import ArchetypeFigure
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef, Origin
from pcf.pipeline import identify


@cache
def knowledge():
    return shipped_library().knowledge


@cache
def tools():
    resolver = Resolver(knowledge())
    return {"classifier": Classifier(knowledge()), "resolver": resolver}


def bill(key="rack_2u_2s", row=2, **cells):
    values = {
        name: Stated(value=value, at=CellRef(file="quote.csv", cell=f"{name} {row}"))
        for name, value in cells.items()
    }
    configuration = Configuration(
        name=key, archetype=key, values=values, file="quote.csv", sha256="0",
        at=CellRef(file="quote.csv", cell=f"A{row}"),
    )  # fmt: skip
    return filled_in(configuration, knowledge().archetypes[key])


def components(bom, **more):
    found = identify(bom, knowledge(), **tools(), **more)
    return {component.line.name: component for component in found.components}


def mass_kg(found):
    return sum(
        part.parameters["mass_kg"].value * part.count
        for part in found.values()
        if part.line.section == "bom"
    )


def figure(value, low, high):
    return ArchetypeFigure(
        value=value, low=low, high=high, unit="W", kind="assumption", source="assumption", note="-"
    )


def test_what_the_archetype_fills_in_is_a_default_with_its_interval_and_source():
    tray = components(bill())["Chassis tray"]
    mass = tray.parameters["mass_kg"]
    assert mass.value == pytest.approx(0.43 * 11.5)
    assert mass.low < mass.value < mass.high
    assert (mass.origin, mass.source) == (Origin.DEFAULT, "dell_r740_lca_2019")
    assert {known.origin for known in tray.parameters.values()} == {Origin.DEFAULT}
    assert {known.origin for known in tray.choices.values()} == {Origin.DEFAULT}


def test_what_a_cell_states_is_declared():
    found = components(bill(ssd_count=3.0, ssd_gb=1920.0, memory_generation="DDR4"))
    capacity = found["Solid-state drive"].parameters["capacity_gb"]
    assert (capacity.value, capacity.low, capacity.origin) == (1920.0, 1920.0, Origin.DECLARED)
    generation = found["Memory module"].choices["generation"]
    assert (generation.value, generation.origin) == ("DDR4", Origin.DECLARED)
    module = found["Memory module"].parameters["capacity_gb"]
    assert module.origin is Origin.DEFAULT
    # memory 512 GB (64 to 2048) in 16 modules
    assert (module.value, module.low, module.high) == (32.0, 4.0, 128.0)


def test_a_known_processor_is_looked_up_and_its_cores_change_nothing():
    one = components(bill(cpu_model="AMD EPYC 9654", cpu_cores=8.0))["Processor"]
    other = components(bill(cpu_model="AMD EPYC 9654", cpu_cores=96.0))["Processor"]
    assert one.parameters["die_area_cm2"].origin is Origin.LOOKED_UP
    assert one.parameters["die_area_cm2"].value == 0.663
    assert other.parameters["die_area_cm2"] == one.parameters["die_area_cm2"]


def test_an_unknown_processor_is_sized_by_its_cores():
    found = components(bill(cpu_model="Acme 9000", cpu_cores=20.0))["Processor"]
    area = found.parameters["die_area_cm2"]
    # four dies of 0.3 + 20 x 0.051 cm2
    assert area.value == pytest.approx(1.32)
    assert (area.low, area.high) == pytest.approx((0.1 + 20 * 0.03, 0.6 + 20 * 0.08))
    assert area.origin is Origin.DEFAULT
    assert found.parameters["dies_count"].value == 4
    assert found.parameters["tdp_w"].value == pytest.approx(90 + 20 * 3)
    # what follows from the power follows
    assert found.parameters["active_w"].value == pytest.approx(0.6 * 150.0)


def test_a_row_without_cores_takes_those_of_the_archetype():
    area = components(bill())["Processor"].parameters["die_area_cm2"]
    assert area.value == pytest.approx(0.3 + 32 * 0.051)


def test_cores_nobody_stated_widen_what_follows_from_them():
    per_core = {"tdp_w": figure(3, 3, 3), "tdp_w_base": figure(90, 90, 90)}
    known, open_ = by_cores(per_core, 20.0), by_cores(per_core, 20.0, 5.0, 50.0)
    assert (known["tdp_w"].low, known["tdp_w"].high) == pytest.approx((150.0, 150.0))
    # 90 + 5 x 3 and 90 + 50 x 3
    assert (open_["tdp_w"].low, open_["tdp_w"].high) == pytest.approx((105.0, 240.0))


def test_independent_ignorances_of_a_processor_add_as_squares():
    per_core = {"tdp_w": figure(1, 0.5, 2), "tdp_w_base": figure(0, 0, 0)}
    both = by_cores(per_core, 10.0, 5.0, 20.0)["tdp_w"]
    # factors 2 and 2: exp(sqrt(2) ln 2) = 2.665
    assert (both.low, both.high) == pytest.approx((10 / 2.6651, 10 * 2.6651), rel=1e-4)


def test_figures_by_cores_need_a_base():
    per_core = {
        "tdp_w": figure(3, 2, 4),
        "tdp_w_base": figure(90, 50, 130),
        "idle_w": figure(1, 1, 1),
    }
    (name,) = found = by_cores(per_core, 10)
    assert name == "tdp_w"
    assert (found[name].value, found[name].low, found[name].high) == (120, 70, 170)


def test_an_accelerator_the_archetype_names_is_a_default_and_a_stated_one_is_not():
    filled = components(bill("ai_8gpu"))["Accelerator"]
    stated = components(bill("ai_8gpu", gpu_model="NVIDIA H100 SXM5 80GB"))["Accelerator"]
    assert filled.parameters["hbm_gb"].value == stated.parameters["hbm_gb"].value == 80
    assert filled.parameters["hbm_gb"].origin is Origin.DEFAULT
    assert stated.parameters["hbm_gb"].origin is Origin.LOOKED_UP


def test_sheet_metal_closes_the_stated_mass():
    plain = components(bill())
    found = components(bill(mass_kg=30.0))
    assert mass_kg(found) == pytest.approx(30.0)
    factor = found["Chassis tray"].parameters["mass_kg"].value / (0.43 * 11.5)
    assert found["Drive cage"].parameters["mass_kg"].value == pytest.approx(factor * 0.13 * 11.5)
    assert found["Chassis tray"].line.mass_kg == found["Chassis tray"].parameters["mass_kg"].value
    assert found["Rail kit"].parameters == plain["Rail kit"].parameters
    assert found["Carton"].parameters == plain["Carton"].parameters


@pytest.mark.parametrize(("stated_kg", "factor"), [(1.0, 0.5), (500.0, 3.0)])
def test_sheet_metal_is_scaled_within_its_range_only(stated_kg, factor):
    tray = components(bill(mass_kg=stated_kg))["Chassis tray"]
    mass = tray.parameters["mass_kg"]
    assert mass.value == pytest.approx(factor * 0.43 * 11.5)
    assert mass.low / mass.value == pytest.approx(0.43 * 9 * 0.7 / (0.43 * 11.5), rel=1e-3)


def test_a_blade_is_closed_to_its_mass_without_its_share_of_the_enclosure():
    found = components(bill("blade_2s", mass_kg=6.4))
    assert mass_kg(found) == pytest.approx(6.4, rel=1e-9)
    frame = found["Enclosure frame share"]
    assert frame.line.section == "enclosure"
    assert frame.parameters["mass_kg"].value == 62.0


def test_a_mass_no_node_can_have_is_that_of_the_chassis_and_closes_nothing():
    by_node, by_chassis = (
        components(bill("node_2s", **cells)) for cells in ({}, {"mass_kg": 43.6})
    )
    assert mass_kg(by_chassis) == mass_kg(by_node)


def test_without_sheet_metal_nothing_is_scaled():
    found = [part for name, part in components(bill()).items() if name == "Fan"]
    archetype = knowledge().archetypes["rack_2u_2s"]
    assert closed_to_mass(found, archetype, 30.0) == tuple(found)


def test_equal_lines_are_resolved_once_and_keep_their_own_place():
    configured = ConfiguredResolver(tools()["resolver"])
    first = components(bill(row=2, ssd_gb=960.0), configured=configured)
    second = components(bill(row=3, ssd_gb=960.0, ssd_count=9.0), configured=configured)
    drive = second["Solid-state drive"]
    assert drive.line.at.cell == "ssd_count 3"
    assert drive.count == 9
    assert second["Chassis tray"].parameters is first["Chassis tray"].parameters


def test_different_lines_are_not_mixed_up():
    configured = ConfiguredResolver(tools()["resolver"])
    for key in ("rack_1u_2s", "rack_2u_2s"):
        for gigabytes in (960.0, 3840.0):
            shared = components(bill(key, ssd_gb=gigabytes), configured=configured)
            alone = components(bill(key, ssd_gb=gigabytes))
            assert shared == alone


def test_processors_of_different_text_are_not_mixed_up():
    configured = ConfiguredResolver(tools()["resolver"])
    areas = [
        components(bill(cpu_model="Acme", cpu_cores=cores), configured=configured)["Processor"]
        .parameters["die_area_cm2"]
        .value
        for cores in (10.0, 20.0)
    ]
    assert areas == pytest.approx([0.3 + 0.51, 0.3 + 1.02])


def test_a_value_that_cannot_be_is_refused_in_every_row():
    configured = ConfiguredResolver(tools()["resolver"])
    for row in (2, 3):
        with pytest.raises(MappingError) as refused:
            components(bill(row=row, memory_gb=1.0, dimm_count=16.0), configured=configured)
        assert refused.value.problems[0].at.cell == f"memory_gb {row}"


def test_a_bom_of_its_own_has_no_archetype():
    bom = bill()
    assert archetype_of(bom, knowledge()).key == "rack_2u_2s"
    elsewhere = [line for line in bom.lines if line.at.file == "quote.csv"]
    assert archetype_of(replace(bom, lines=tuple(elsewhere)), knowledge()) is None
