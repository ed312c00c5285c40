"""An edited mapping moves what was edited and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from pcf.components.classify import Classifier
from pcf.components.mapping_table import apply_mapping
from pcf.components.resolve import Resolver
from pcf.errors import MappingError
from pcf.model.bom import Stated
from pcf.model.component import ChoiceSpec, ComponentData, ParameterSpec
from pcf.model.provenance import CellRef, Origin


def at(cell):
    return CellRef(file="mapping.xlsx", sheet="Mapping", cell=cell)


@dataclass(frozen=True)
class Edit:
    item: str
    component_class: str = ""
    parameters: dict[str, Stated] = field(default_factory=dict)
    class_at: CellRef = field(default_factory=lambda: at("D3"))
    at: CellRef = field(default_factory=lambda: CellRef(file="mapping.xlsx", cell="A3"))


def wrote(**values):
    return {name: Stated(value=value, at=at("E3")) for name, value in values.items()}


def component_data(name, *parameters):
    return ComponentData(
        component_class=name,
        title=name,
        title_zh=name,
        group="",
        recovery_class="recyclable",
        parameters={
            each: ParameterSpec(
                name=each,
                unit="-",
                value=2.0,
                low=1.0,
                high=3.0,
                kind="assumption",
                source="assumption",
                year="2024",
                geography="GLO",
            )
            for each in parameters
        },
        choices={
            "generation": ChoiceSpec(name="generation", default="DDR5", values=("DDR4", "DDR5"))
        },
    )


@pytest.fixture(scope="module")
def small(knowledge):
    classes = (
        component_data("memory_module", "mass_kg", "capacity_gb"),
        component_data("cable", "mass_kg", "length_m"),
    )
    return replace(knowledge, components={each.component_class: each for each in classes})


@pytest.fixture
def components(small, line):
    lines = (line("DDR5 RDIMM 64GB", item="1"), line("cable 600mm", item="2"))
    classifier, resolver = Classifier(small), Resolver(small)
    return tuple(resolver.resolve(each, classifier.classify(each)).component for each in lines)


def test_an_untouched_table_changes_nothing(components, small):
    edits = [
        Edit("1", "memory_module", wrote(capacity_gb=64.0, generation="DDR5")),
        Edit("2", "cable", wrote(length_m=0.6)),
    ]
    taken = apply_mapping(components, edits, small)
    assert tuple(each.component for each in taken) == components


def test_a_written_value_is_declared_at_its_cell(components, small):
    taken = apply_mapping(components, [Edit("1", "", wrote(capacity_gb=96.0, mass_kg=0.05))], small)
    found = taken[0].component.parameters
    assert (found["capacity_gb"].value, found["capacity_gb"].origin) == (96, Origin.DECLARED)
    assert found["capacity_gb"].at == at("E3")
    assert found["mass_kg"].value == 0.05
    assert taken[1].component is components[1]


def test_a_changed_class_is_marked_as_mapped_and_found_values_do_not_follow(components, small):
    edit = Edit("1", "线缆", wrote(capacity_gb=64.0, generation="DDR5", length_m=1.5))
    found = apply_mapping(components, [edit], small)[0].component
    assert found.component_class == "cable"
    assert (found.classification.method, found.classification.confidence) == ("mapping", 1.0)
    assert found.parameters["length_m"].value == 1.5
    assert not found.proxy


def test_all_faults_of_a_table_come_at_once(components, small):
    edits = [
        Edit("1", "spaceship", wrote(wings=2.0)),
        Edit("1", "cable"),
        Edit("9", "cable"),
        Edit("2", "", wrote(length_m=1e9, generation="DDR9")),
    ]
    with pytest.raises(MappingError) as refusal:
        apply_mapping(components, edits, small)
    codes = [problem.code for problem in refusal.value.problems]
    assert codes == ["MAP303", "MAP302", "MAP301", "MAP305", "MAP111", "MAP113"]
    assert refusal.value.problems[2].at == at("D3")
    assert refusal.value.problems[3].at == at("E3")
