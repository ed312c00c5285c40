"""What parts draw exists in the background in the unit drawn; what they hold can be treated."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml
from part_cases import COMPONENTS, PART_CLASSES, defaults, inventory, read

DATA = COMPONENTS.parent
UNITS = {
    entry["product"]: entry["unit"]
    for path in sorted((DATA / "processes").glob("*/*.yaml"))
    for entry in yaml.safe_load(Path(path).read_text(encoding="utf-8"))
}


def treated() -> set[str]:
    table = (DATA / "end_of_life" / "materials.csv").read_text(encoding="utf-8")
    return {row["key"] for row in csv.DictReader(table.splitlines())}


@pytest.mark.parametrize("name", PART_CLASSES)
def test_every_product_a_part_draws_exists_in_its_unit(name: str) -> None:
    got = inventory(name, defaults(name))
    drawn = {(e.product, e.unit) for e in (*got.exchanges, *got.maker_exchanges)}
    assert {pair for pair in drawn if UNITS.get(pair[0]) != pair[1]} == set()


@pytest.mark.parametrize("name", PART_CLASSES)
def test_every_product_constant_names_a_background_product(name: str) -> None:
    constants: dict[str, str] = read(f"{name}.yaml")["constants"]
    named = {text for key, text in constants.items() if key.endswith("product")}
    assert named <= set(UNITS)


@pytest.mark.parametrize("name", PART_CLASSES)
def test_every_material_a_part_holds_has_an_end_of_life(name: str) -> None:
    held = {content.material for content in inventory(name, defaults(name)).materials}
    assert held <= treated()


def test_a_declared_kilogram_is_a_kilogram() -> None:
    path = DATA / "processes" / "declared" / "declared.yaml"
    (dataset,) = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert dataset["inputs"] == []
    assert [(e["flow"], e["amount"]) for e in dataset["emissions"]] == [("ghg_unspecified", 1.0)]
    assert dataset["unit"] == "kg"
