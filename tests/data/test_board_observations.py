"""Part densities of boards are what the boards on file were counted to have, nothing else."""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parents[2] / "lci_data"
SOURCE = "open_board_designs"
GROUPS = {
    "mainboard": "host",
    "network_card": "card",
    "storage_controller_card": "card",
    "expansion_card": "card",
    "riser_board": "adapter",
    "backplane": "adapter",
    "other_board": "control",
    "power_distribution_board": "power",
}
COUNTS = {
    "capacitors_per_cm2": "ceramic_capacitors_count",
    "resistors_per_cm2": "resistors_count",
    "discretes_per_cm2": "discretes_count",
    "small_ics_per_cm2": "small_ics_count",
}
#: Body over pad outline, sums of 195 small chips drawn with both.
BODY_SHARE = 0.82
MEANS = {
    "capacitor_mg": ("capacitor_mg", 1.0),
    "small_ic_package_area_cm2": ("small_ic_pad_outline_cm2", BODY_SHARE),
}
#: Of few or mostly passive boards the mean is taken: their median would be one board, or nothing.
MIDDLE: dict[str, Callable[[list[float]], float]] = {
    "host": statistics.median,
    "card": statistics.median,
    "adapter": statistics.mean,
    "control": statistics.median,
    "power": statistics.mean,
}
ROUNDED = 0.006  # three digits


@cache
def boards() -> tuple[dict[str, str], ...]:
    with (DATA / "observations" / "boards.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def parameters(component_class: str) -> dict[str, dict[str, object]]:
    path = DATA / "components" / f"{component_class}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["parameters"]


def densities(group: str, column: str) -> list[float]:
    of_group = [row for row in boards() if row["board_group"] == group]
    return [float(row[column]) / float(row["area_cm2"]) for row in of_group]


def stated(group: str, column: str) -> list[float]:
    return [float(row[column]) for row in boards() if row["board_group"] == group and row[column]]


@pytest.mark.parametrize("component_class", GROUPS)
@pytest.mark.parametrize("parameter", COUNTS)
def test_parts_per_area_are_the_middle_of_the_boards_counted(component_class, parameter):
    group = GROUPS[component_class]
    figure = parameters(component_class)[parameter]
    counted = densities(group, COUNTS[parameter])
    assert figure["source"] == SOURCE
    assert figure["value"] == pytest.approx(MIDDLE[group](counted), rel=ROUNDED)
    assert figure["low"] == pytest.approx(min(counted), rel=ROUNDED)
    assert figure["high"] >= max(counted) * (1 - ROUNDED)


@pytest.mark.parametrize("component_class", GROUPS)
@pytest.mark.parametrize("parameter", MEANS)
def test_a_mean_part_is_the_median_board(component_class, parameter):
    column, factor = MEANS[parameter]
    counted = stated(GROUPS[component_class], column)
    assert parameters(component_class)[parameter]["value"] == pytest.approx(
        factor * statistics.median(counted), rel=ROUNDED
    )


@pytest.mark.parametrize("component_class", ["mainboard", "network_card"])
def test_the_interval_of_a_capacitor_is_the_boards_and_their_case_masses(component_class):
    counted = stated(GROUPS[component_class], "capacitor_mg")
    figure = parameters(component_class)["capacitor_mg"]
    assert figure["low"] == pytest.approx(0.6 * min(counted), rel=ROUNDED)
    assert figure["high"] == pytest.approx(1.1 * max(counted), rel=ROUNDED)


def test_no_group_is_counted_that_no_class_uses_but_the_small_computers():
    assert {row["board_group"] for row in boards()} - set(GROUPS.values()) == {"small_host"}


def test_a_host_is_as_large_as_its_group_says_and_a_small_one_is_not():
    area = {row["key"]: float(row["area_cm2"]) for row in boards()}
    of = {row["key"]: row["board_group"] for row in boards()}
    assert [key for key in area if of[key] == "host" and area[key] < 100] == []
    assert [key for key in area if of[key] == "small_host" and area[key] >= 100] == []


def test_every_board_can_be_found_again():
    keys = [row["key"] for row in boards()]
    assert len(set(keys)) == len(keys)
    for row in boards():
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", row["repository"]), row["key"]
        assert re.fullmatch(r"[0-9a-f]{40}", row["commit"]), row["key"]
        assert row["file"].endswith((".kicad_pcb", ".kicad_sch")), row["key"]
        assert row["counted_from"] == ("layout" if row["file"].endswith("pcb") else "schematic")


def test_contacts_of_adapters_carry_the_mass_of_the_socket_class():
    contact_kg = parameters("socket")["mass_kg"]["slope"]
    per_cm2 = statistics.median(densities("adapter", "connector_contacts_count"))
    expected = per_cm2 * 1e4 * float(contact_kg)  # 3.51 x 10 000 x 49 mg
    for component_class in ("riser_board", "backplane"):
        figure = parameters(component_class)["connector_kg_per_m2"]
        assert figure["value"] == pytest.approx(expected, rel=ROUNDED)


def test_a_large_chip_of_a_mainboard_is_the_median_board_and_its_die_the_regression_on_it():
    figure = parameters("mainboard")
    package_cm2 = statistics.median(stated("host", "large_ic_pad_outline_cm2"))
    assert figure["package_area_cm2"]["value"] == pytest.approx(package_cm2, rel=ROUNDED)
    die_cm2 = 0.822 * (package_cm2 * 100.0) ** 0.73 / 100.0  # 0.822 x 620^0.73 = 90 mm2
    assert figure["die_area_cm2"]["value"] == pytest.approx(die_cm2, rel=ROUNDED)
    assert figure["die_area_cm2"]["low"] == pytest.approx(die_cm2 / 2.0, rel=ROUNDED)
    assert figure["die_area_cm2"]["high"] == pytest.approx(die_cm2 * 2.0, rel=ROUNDED)


def test_gold_and_nickel_of_the_finish_are_those_of_the_pads_counted():
    path = DATA / "processes" / "boards" / "printed_boards.yaml"
    datasets = yaml.safe_load(path.read_text(encoding="utf-8"))
    (finish,) = (one for one in datasets if one["product"] == "board_finish_enig")
    drawn = {one["product"]: one for one in finish["inputs"]}
    pads = statistics.median(
        stated("host", "exposed_pad_share") + stated("card", "exposed_pad_share")
    )
    every = [float(row["exposed_pad_share"]) for row in boards() if row["exposed_pad_share"]]
    for product, low_um, high_um, g_per_cm3 in (("gold", 0.05, 0.1, 19.3), ("nickel", 3, 5, 8.9)):
        kg_per_um = 2.0 * g_per_cm3 / 1000.0  # two sides of 1 m2, all of it plated 1 um thick
        mean_um = (low_um + high_um) / 2.0
        assert drawn[product]["amount"] == pytest.approx(pads * mean_um * kg_per_um, rel=0.01)
        assert drawn[product]["low"] == pytest.approx(min(every) * low_um * kg_per_um, rel=0.03)
        assert drawn[product]["high"] == pytest.approx(max(every) * high_um * kg_per_um, rel=0.03)


def test_connectors_of_a_mainboard_are_those_of_the_public_two_socket_board():
    contact_kg = float(str(parameters("socket")["mass_kg"]["slope"]))
    contacts = 32 * 288 + 3 * 164 + 2 * 98 + 4 * 67  # modules, x16 slots, x8 slots, M.2
    figure = parameters("mainboard")["connector_kg_per_m2"]
    assert figure["value"] == pytest.approx(contacts * contact_kg / (0.431 * 0.406), rel=ROUNDED)
    least = min(
        float(row["connector_contacts_count"]) / float(row["area_cm2"])
        for row in boards()
        if row["board_group"] == "host" and row["connector_contacts_count"]
    )
    assert figure["low"] == pytest.approx(least * 1e4 * contact_kg, rel=0.01)
