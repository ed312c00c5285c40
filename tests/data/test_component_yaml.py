"""Component data is complete: models get their fields, every number its source and interval."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from pcf.components.part_models import PART_MODELS
from pcf.components.silicon_models import SILICON_MODELS

DATA = Path(__file__).parents[2] / "lci_data"
MODELS = {**PART_MODELS, **SILICON_MODELS}
FILES = sorted(p for p in (DATA / "components").glob("*.yaml") if "." not in p.stem)
RECOVERY_CLASSES = {"data_bearing", "reusable", "recyclable", "hazardous", "disposable"}
KINDS = {"sourced", "derived", "assumption"}
LEAST_SPREAD = 0.02  # relative width under which an assumption would look like a measurement

each_class = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def figures(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every single figure of a class: parameters, and each entry of their tables."""
    for name, spec in data["parameters"].items():
        if "table" not in spec:
            yield name, spec
            continue
        outer = {key: value for key, value in spec.items() if key not in ("table", "by")}
        for entry, inner in spec["table"].items():
            yield f"{name}[{entry}]", {**outer, **inner}


def read_sources() -> set[str]:
    return {key for path in (DATA / "sources").glob("*.yaml") for key in read(path)}


SOURCES = read_sources()


def is_switch(figure: dict[str, Any]) -> bool:
    """Whether a figure is no quantity: a stated switch, or zero for what a variant lacks."""
    if str(figure.get("note", "")).startswith("Switch: "):
        return True
    return "from_parameter" not in figure and figure["value"] == figure["high"] == 0


@each_class
def test_the_data_of_a_class_is_exactly_what_its_model_takes(path: Path) -> None:
    data = read(path)
    assert data["component_class"] == path.stem
    model = MODELS[data.get("model") or path.stem]
    given = [*data["parameters"], *(data.get("choices") or {}), *(data.get("constants") or {})]
    assert sorted(given) == sorted(field.name for field in fields(model.parameters))


@each_class
def test_every_class_has_mass_titles_and_a_recovery_class(path: Path) -> None:
    data = read(path)
    assert "mass_kg" in data["parameters"]
    assert data["title"]
    assert data["title_zh"]
    assert data["group"]
    assert data["recovery_class"] in RECOVERY_CLASSES


@each_class
def test_every_figure_has_unit_source_year_and_geography(path: Path) -> None:
    for name, figure in figures(read(path)):
        missing = {"unit", "kind", "source", "year", "geography", "low", "high"} - set(figure)
        assert not missing, f"{name}: {missing}"
        assert figure["kind"] in KINDS, name
        assert str(figure["year"]), name
        known = SOURCES | {"assumption"} if figure["kind"] == "assumption" else SOURCES
        cited = {source.strip() for source in figure["source"].split(";")}
        assert cited <= known, f"{name}: {cited - known}"


@each_class
def test_every_figure_lies_in_its_interval(path: Path) -> None:
    for name, figure in figures(read(path)):
        middle = 1.0 if "from_parameter" in figure else float(figure["value"])
        assert float(figure["low"]) <= middle <= float(figure["high"]), name


@each_class
def test_every_assumption_says_why_and_has_a_wide_interval(path: Path) -> None:
    for name, figure in figures(read(path)):
        if figure["kind"] != "assumption" or is_switch(figure):
            continue
        assert figure.get("note"), name
        low, high = float(figure["low"]), float(figure["high"])
        middle = 1.0 if "from_parameter" in figure else float(figure["value"])
        assert high - low > LEAST_SPREAD * abs(middle), f"{name}: {low} to {high}"


@each_class
def test_choices_point_into_their_tables(path: Path) -> None:
    data = read(path)
    choices = {
        name: str(choice["default"] if isinstance(choice, dict) else choice)
        for name, choice in (data.get("choices") or {}).items()
    }
    for name, spec in data["parameters"].items():
        if "by" in spec:
            assert choices[spec["by"]] in {str(key) for key in spec["table"]}, name
        if "from_parameter" in spec:
            assert spec["from_parameter"] in data["parameters"], name


@each_class
def test_every_class_has_a_worked_case(path: Path) -> None:
    assert read(path.with_name(f"{path.stem}.cases.yaml"))


def test_every_class_of_the_list_has_data() -> None:
    with (DATA / "mapping" / "classes.csv").open(encoding="utf-8", newline="") as table:
        listed = {row["component_class"] for row in csv.DictReader(table)}
    assert listed == {path.stem for path in FILES}
