"""A part of unknown generation is drawn with the data of each generation it may be."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from pcf.components.classify import Classifier
from pcf.components.models import component_inventory
from pcf.components.resolve import Resolver
from pcf.library import shipped_library
from pcf.model.bom import BomLine, Disposition, Stated
from pcf.model.provenance import CellRef
from pcf.sampling.generations import generations
from pcf.sampling.inventories import inventory_of_generations
from pcf.sampling.parameters import Sampler, parameter_draws

AT = CellRef(file="test.csv", cell="line 2")
SAMPLES = 300


@cache
def tools():
    knowledge = shipped_library().knowledge
    return knowledge, Classifier(knowledge), Resolver(knowledge)


def component(name, component_class, **stated):
    knowledge, classifier, resolver = tools()
    line = BomLine(
        item="1", level=1, parent=None, part_number="", name=name, description="", material="",
        component_class=component_class, supplier="", country="", designators="", quantity=1.0,
        count=1.0, unit="pcs", mass_kg=None, disposition=Disposition.COUNTED, at=AT,
        stated=stated,
    )  # fmt: skip
    found = resolver.resolve(line, classifier.classify(line)).component
    return found, knowledge.components[found.component_class]


def between(value, low, high):
    return Stated(value=value, low=low, high=high, at=AT)


def drawn_generations(found, data):
    sampler = Sampler(samples=SAMPLES, seed=2)
    return generations(found, data, parameter_draws(found, data, sampler), sampler)


def drive(layers):
    return component(
        "3.84TB SSD", "solid_state_drive",
        capacity_gb=Stated(value=3840.0, at=AT), nand_layers_count=layers,
    )  # fmt: skip


def test_layers_between_two_generations_are_of_either():
    found = drawn_generations(*drive(between(96.0, 64.0, 128.0)))
    classes = {one.component.choices["nand_class"].value: len(one.draws) for one in found}
    assert set(classes) == {"64", "96", "128", "176"}  # beyond 150.1 in a few draws
    assert sum(classes.values()) == SAMPLES
    # the nearest class in log scale: 96 from 78.4 to 110.9 layers
    layers = found[0].parameters["nand_layers_count"].values
    assert classes["96"] == np.sum((layers > np.sqrt(64 * 96)) & (layers < np.sqrt(96 * 128)))


def test_each_generation_has_its_wafer_and_its_density():
    component_, data = drive(between(96.0, 64.0, 128.0))
    table = data.parameters["cell_density_gb_per_cm2"].table
    found = drawn_generations(component_, data)
    for one in found:
        layers = one.component.choices["nand_class"].value
        assert one.component.parameters["cell_density_gb_per_cm2"].value == table[layers].value
    inventory = inventory_of_generations(found, data, SAMPLES)
    wafers = {
        key[0]: values
        for key, values in inventory.exchanges.items()
        if key[0].startswith("wafer_nand")
    }
    assert len(wafers) == len(found) == 4
    used = sum((values > 0).astype(int) for values in wafers.values())
    assert (used == 1).all()


def test_layers_that_are_stated_are_of_one_generation():
    (one,) = drawn_generations(*drive(Stated(value=96.0, at=AT)))
    assert one.component.choices["nand_class"].value == "96"
    assert len(one.draws) == SAMPLES


def test_unknown_dies_of_memory_move_its_density():
    found, data = component(
        "32GB DDR4 RDIMM", "memory_module",
        capacity_gb=Stated(value=32.0, at=AT), dram_node_nm=between(18.0, 17.0, 20.0),
    )  # fmt: skip
    nodes = {one.component.choices["dram_node"].value for one in drawn_generations(found, data)}
    assert nodes == {"17", "18", "20"}


def test_the_value_of_a_generation_is_that_of_a_part_stated_so():
    unknown, data = drive(between(96.0, 64.0, 128.0))
    stated, _ = drive(Stated(value=64.0, at=AT))
    (one,) = (
        one for one in drawn_generations(unknown, data)
        if one.component.choices["nand_class"].value == "64"
    )  # fmt: skip
    layers = one.component.parameters["nand_layers_count"]
    same = replace(
        one.component,
        parameters={
            **one.component.parameters, "nand_layers_count": replace(layers, value=64.0)
        },
    )  # fmt: skip
    for mine, its in zip(
        component_inventory(same, data).exchanges,
        component_inventory(stated, data).exchanges,
        strict=True,
    ):
        assert (mine.product, mine.amount) == (its.product, pytest.approx(its.amount, rel=1e-12))
