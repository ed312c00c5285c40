"""Archetypes are complete servers: every part known, every figure sourced, masses believable."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.components.classify import Classifier
from pcf.components.plausible import Plausible
from pcf.library import shipped_library
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef
from pcf.pipeline import identify

LCI = Path(__file__).parents[2] / "lci_data"
KEYS = [
    "ai_8gpu", "blade_2s", "blade_4s", "liquid_node", "multinode_2u4n", "node_2s", "rack_1u_1s",
    "rack_1u_2s", "rack_2u_1s", "rack_2u_2s", "rack_2u_4s", "rack_4u_4s", "storage_4u",
    "tower_1s", "tower_2s",
]  # fmt: skip
#: Servers that stand in an enclosure with others.
SHARED = {"blade_2s", "blade_4s", "node_2s"}
COLUMNS = {
    "cpu_count", "memory_gb", "dimm_count", "ssd_count", "ssd_gb", "hdd_count", "hdd_gb",
    "gpu_count", "nic_count", "psu_count", "psu_w", "cpu_cores",
}  # fmt: skip


@cache
def library():
    return shipped_library()


def archetype(key):
    return library().knowledge.archetypes[key]


def every_figure(found):
    yield "mass_factor", found.mass_factor
    yield from ((f"per_core {name}", figure) for name, figure in found.per_core.items())
    yield from ((f"defaults {name}", figure) for name, figure in found.defaults.items())
    for line in found.lines:
        yield from ((f"{line.item} {name}", figure) for name, figure in line.figures.items())


def bill(key):
    at = CellRef(file="test.csv", cell="line 2")
    configuration = Configuration(
        name=key, archetype=key, values={}, file="test.csv", sha256="0", at=at
    )
    return filled_in(configuration, archetype(key))


def test_the_archetypes_are_those_of_the_interface():
    assert sorted(library().knowledge.archetypes) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_an_archetype_is_a_complete_server(key):
    lines = archetype(key).lines
    assert 25 <= len(lines) <= 60
    classes = {line.component_class for line in lines}
    assert classes >= {
        "processor", "memory_module", "solid_state_drive", "hard_disk_drive", "accelerator",
        "mainboard", "power_supply", "network_card", "socket", "sheet_metal_part", "fastener",
        "battery_coin", "cable", "packaging_carton", "packaging_foam", "packaging_pallet",
    }  # fmt: skip
    assert classes & {"fan", "pump"}
    assert classes & {"heat_sink", "cold_plate"}
    shared = {"enclosure"} if key in SHARED else set()
    assert {line.section for line in lines} == {"bom", "packaging"} | shared
    assert sum(line.closes_mass for line in lines) >= 3


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_has_a_source_or_a_reason(key):
    for place, figure in every_figure(archetype(key)):
        if figure.kind == "assumption":
            assert figure.source == "assumption", place
            assert figure.note.startswith("Engineering assumption: "), place
        else:
            assert figure.source in library().sources, place
        if "_count" not in place:  # pieces may be certain
            assert figure.low < figure.high, place


@pytest.mark.parametrize("key", KEYS)
def test_lines_name_classes_parameters_and_choices_there_are(key):
    knowledge = library().knowledge
    plausible = Plausible(knowledge)
    for line in archetype(key).lines:
        data = knowledge.components[line.component_class]
        for name, figure in line.figures.items():
            assert data.parameters[name].unit == figure.unit, (line.item, name)
            assert plausible.holds(name, line.component_class, figure.value)
        assert set(line.columns) <= set(data.parameters), line.item
        assert {*line.choices, *line.choice_columns} <= set(data.choices), line.item
        if line.material:
            assert "material" in data.choices, line.item
            assert line.material in {entry.alias for entry in knowledge.materials}, line.item


@pytest.mark.parametrize("key", KEYS)
def test_every_column_a_line_counts_or_reads_has_a_default(key):
    found = archetype(key)
    used = {name for line in found.lines for name in (*line.per, *line.columns.values())}
    assert used - {"dimm_gb"} <= set(found.defaults)
    assert set(found.defaults) == COLUMNS | ({"enclosure_share"} if key in SHARED else set())
    texts = {line.text_column for line in found.lines} | {
        name for line in found.lines for name in line.choice_columns.values()
    }
    assert texts - {"", "cpu_model"} <= set(found.text_defaults)


@pytest.mark.parametrize("key", KEYS)
def test_every_line_is_read_as_the_class_it_names_without_a_word(key):
    knowledge = library().knowledge
    found = identify(bill(key), knowledge)
    by_item = {line.item: line for line in archetype(key).lines}
    assert found.notices == ()
    for component in found.components:
        assert component.component_class == by_item[component.line.item].component_class
        assert not component.proxy


@pytest.mark.parametrize("key", [key for key in KEYS if archetype(key).published_mass])
def test_an_archetype_weighs_what_such_servers_weigh(key):
    found = identify(bill(key), library().knowledge)
    mass_kg = sum(
        component.parameters["mass_kg"].value * component.count
        for component in found.components
        if component.line.section == "bom"
    )
    published = archetype(key).published_mass
    assert published.low <= mass_kg <= published.high


def test_configuration_columns_cover_the_interface():
    rows = library().knowledge.tables["configuration_columns"]
    assert {row["column"] for row in rows} == COLUMNS | {
        "enclosure_share", "name", "archetype", "cpu_model", "memory_generation", "gpu_model", "mass_kg",
        "annual_kwh", "lifetime_years", "grid", "pue", "market",
    }  # fmt: skip
    for column in {row["column"] for row in rows}:
        same = [row for row in rows if row["column"] == column]
        assert len({(r["unit"], r["kind"], r["lowest"], r["highest"]) for r in same}) == 1, column


def test_the_notes_of_a_file_are_plain_yaml():
    for path in sorted((LCI / "archetypes").glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert content["archetype"] == path.stem


def test_classifier_knows_the_default_accelerators():
    classifier = Classifier(library().knowledge)
    for key in KEYS:
        (line,) = (
            line for line in bill_with_accelerator(key).lines
            if line.component_class == "accelerator"
        )  # fmt: skip
        assert classifier.classify(line).part_key is not None, key


def bill_with_accelerator(key):
    at = CellRef(file="test.csv", cell="line 2")
    values = {"gpu_count": Stated(value=1.0, at=at)}
    configuration = Configuration(
        name=key, archetype=key, values=values, file="test.csv", sha256="0", at=at
    )
    return filled_in(configuration, archetype(key))
