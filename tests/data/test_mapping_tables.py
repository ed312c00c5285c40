"""The reviewed mapping tables keep their promises, row by row."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from pcf.components.choice_words import matching_value
from pcf.components.classify import Classifier
from pcf.components.normalise import key
from pcf.components.plausible import Plausible
from pcf.components.resolve import Resolver
from pcf.library import shipped_library
from pcf.model.bom import BomLine, Disposition
from pcf.model.provenance import CellRef, Origin

LCI = Path(__file__).parents[2] / "lci_data"
MAPPING = LCI / "mapping"
AT = CellRef(file="test.csv", cell="line 2")


def rows(name):
    with (MAPPING / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def knowledge():
    return shipped_library().knowledge


@cache
def classifier():
    return Classifier(knowledge())


def line(name="", **fields):
    given = dict.fromkeys(
        ("part_number", "description", "material", "component_class", "supplier", "country"), ""
    )
    given |= {"designators": "", "unit": "pcs", "item": "1", "level": 1, "parent": None}
    given |= {"quantity": 1.0, "count": 1.0, "mass_kg": None, "stated": {}, "name": name}
    return BomLine(**(given | {"disposition": Disposition.COUNTED, "at": AT} | fields))


CLASSES = [row["component_class"] for row in rows("classes.csv")]
PARTS = {row["key"]: row for row in rows("parts.csv")}


@pytest.mark.parametrize("language", ["example", "example_zh"])
@pytest.mark.parametrize("row", rows("classes.csv"), ids=lambda row: row["component_class"])
def test_the_example_of_a_class_is_classified_as_it(row, language):
    found = classifier().classify(line(row[language]))
    assert found.component_class == row["component_class"], found.reason


def test_every_class_has_component_data_and_every_component_a_class():
    files = {path.stem for path in (LCI / "components").glob("*.yaml") if ".cases" not in path.name}
    assert set(CLASSES) == files
    assert len(CLASSES) == len(set(CLASSES))


def test_a_reviewed_name_belongs_to_one_class():
    owner: dict[str, str] = {}
    for row in rows("synonyms.csv"):
        name = key(row["synonym"])
        assert owner.setdefault(name, row["component_class"]) == row["component_class"], name
        assert row["lang"] in {"en", "zh"}
    for row in rows("classes.csv"):
        for title in (row["title"], row["title_zh"]):
            assert owner.get(key(title), row["component_class"]) == row["component_class"], title


@pytest.mark.parametrize("row", rows("synonyms.csv"), ids=lambda row: row["synonym"])
def test_a_reviewed_name_is_classified_as_its_class(row):
    assert classifier().classify(line(row["synonym"])).component_class == row["component_class"]


@pytest.mark.parametrize("table", ["rules.csv", "parts.csv", "choice_words.csv"])
def test_patterns_compile_and_cannot_run_away(table):
    # A repeated group that itself repeats is what makes matching time explode.
    runaway = re.compile(r"\([^()]*[+*][^()]*\)[+*]")
    for row in rows(table):
        for pattern in (row["pattern"], row.get("unless", "")):
            re.compile(pattern, re.ASCII)
            assert not runaway.search(pattern), pattern
            assert ".*" not in pattern, pattern


def test_rules_name_known_classes_fields_and_shares():
    for row in rows("rules.csv"):
        assert row["component_class"] in CLASSES
        assert row["field"] in {"text", "part_number", "material", "designators"}
        assert 0 < float(row["confidence"]) <= 1
        assert row["pattern"]


def test_a_text_made_to_stall_rules_is_classified():
    hostile = "a" * 3000 + " x" * 1500 + " 0402" * 300 + "-" * 2000
    found = Classifier(knowledge()).classify(line(hostile, part_number="1" * 3000))
    assert found.component_class in CLASSES


@pytest.mark.parametrize("row", PARTS.values(), ids=lambda row: row["key"])
def test_a_part_has_a_source_and_figures_within_their_intervals(row):
    parameters = json.loads(row["parameters"])
    choices = json.loads(row["choices"])
    assert row["component_class"] in CLASSES
    assert row["kind"] in {"sourced", "derived", "assumption"}
    assert isinstance(choices, dict)
    if row["kind"] == "assumption":
        assert row["source"] == "assumption"
        assert "engineering assumption" in row["note"]
    else:
        assert set(row["source"].split("; ")) <= sources()
    for name, value in parameters.items():
        if name.endswith(("_low", "_high")):
            assert name.rsplit("_", 1)[0] in parameters
            continue
        assert (
            parameters.get(f"{name}_low", value) <= value <= parameters.get(f"{name}_high", value)
        )
        assert Plausible(knowledge()).holds(name, row["component_class"], value), name


@cache
def sources():
    found: set[str] = set()
    for path in (LCI / "sources").glob("*.yaml"):
        found |= set(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("row", PARTS.values(), ids=lambda row: row["key"])
def test_what_is_known_of_a_part_reaches_its_model(row):
    owner = knowledge().components[row["component_class"]]
    published = {
        name for name in json.loads(row["parameters"]) if not name.endswith(("_low", "_high"))
    }
    assert "die_area_cm2" in published
    assert {"die_area_cm2", "dies_count", "node_nm"} <= set(owner.parameters)


@pytest.mark.parametrize(
    ("text", "part", "die_area_cm2"),
    [
        ("AMD EPYC 7742 64-Core", "epyc_7742", 0.74),
        ("AMD EPYC 7601", "epyc_7601", 2.13),
        ("Intel Xeon Platinum 8280", "xeon_platinum_8280", 6.94),
        ("Intel Xeon Platinum 8280L", "xeon_platinum_8280l", 6.94),
        ("NVIDIA H100 PCIe", "nvidia_h100_pcie_80_gb", 8.14),
        ("NVIDIA H200", "nvidia_h200_sxm_141_gb", 8.14),
        ("Tesla V100S 32GB", "nvidia_tesla_v100s_pcie_32_gb", 8.15),
        ("昇腾910B NPU模组", "ascend_910b", 6.656),
        ("飞腾 D2000", "phytium_d2000", 1.32),
    ],
)
def test_a_known_part_brings_its_published_die(text, part, die_area_cm2):
    found = classifier().classify(line(text))
    assert found.part_key == part
    resolved = Resolver(knowledge()).resolve(line(text), found).component
    die = resolved.parameters["die_area_cm2"]
    assert (die.value, die.origin) == (die_area_cm2, Origin.LOOKED_UP)


def test_materials_are_many_named_once_and_have_density_within_nature():
    table = rows("materials.csv")
    assert len(table) >= 80
    assert len({row["alias"].casefold() for row in table}) == len(table)
    for row in table:
        assert 10 <= float(row["density_kg_m3"]) <= 20_000
        assert row["source"] in sources() | {"assumption"}
        assert "assumption" in row["note"]
        assert row["bare"] in {"0", "1"}


def test_one_material_has_one_product_and_one_recovery():
    by_material: dict[str, tuple[str, ...]] = {}
    for row in rows("materials.csv"):
        rest = (row["product"], row["eol_material"], row["density_kg_m3"], row["forming"])
        assert by_material.setdefault(row["material"], rest) == rest


def test_every_material_has_a_recovery_and_products_that_exist():
    recovered = {row["key"] for row in knowledge().tables["eol_materials"]}
    products = {
        dataset["product"]
        for path in (LCI / "processes").rglob("*.yaml")
        for dataset in yaml.safe_load(path.read_text(encoding="utf-8"))
    }
    for entry in knowledge().materials:
        assert entry.eol_material in recovered, entry.alias
        assert {entry.product, entry.forming} - {""} <= products, entry.alias


def test_words_of_variants_lead_to_variants_that_exist():
    for row in rows("choice_words.csv"):
        for name in row["component_class"].split(";"):
            data = knowledge().components[name]
            assert row["choice"] in data.choices, (name, row["choice"])
            rows_of_choice = {
                entry
                for spec in data.parameters.values()
                if spec.by == row["choice"]
                for entry in spec.table
            }
            if rows_of_choice and len(row["component_class"].split(";")) == 1:
                found = matching_value(row["value"], tuple(rows_of_choice))
                assert found, (name, row["choice"], row["value"])


def test_other_names_lead_to_parameters_of_some_class():
    known = {
        name
        for data in knowledge().components.values()
        for name in (*data.parameters, *data.choices)
    }
    for row in rows("parameters.csv"):
        assert row["parameter"] in known, row


def test_defaults_of_every_class_are_plausible():
    plausible = Plausible(knowledge())
    for row in rows("plausible.csv"):
        assert float(row["low"]) < float(row["high"])
    for data in knowledge().components.values():
        for name, spec in data.parameters.items():
            if spec.by is None and spec.from_parameter is None:
                assert plausible.holds(name, data.component_class, spec.value), (
                    data.component_class,
                    name,
                )


@pytest.mark.parametrize("row", rows("classes.csv"), ids=lambda row: row["component_class"])
def test_the_example_of_every_class_resolves_without_remark(row):
    for text in (row["example"], row["example_zh"]):
        each = line(text)
        resolution = Resolver(knowledge()).resolve(each, classifier().classify(each))
        assert resolution.problems == ()
        assert [notice.code for notice in resolution.notices if notice.code != "MAP202"] == []
        assert set(resolution.component.parameters) == set(
            knowledge().components[row["component_class"]].parameters
        )


def test_aliases_of_countries_lead_to_known_places():
    codes = {row["code"] for row in knowledge().tables["geographies"]}
    assert {row["code"] for row in rows("country_names.csv")} <= codes
