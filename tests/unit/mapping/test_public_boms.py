"""Real BOMs of public projects; skipped where the folder of cases is not at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pcf.components.classify import Classifier

CASES = Path(__file__).parents[4] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")

# Reference designators say what a placed part is, independent of the words of the line.
BY_DESIGNATOR = {
    "AN": {"connector"},
    "C": {"capacitor_ceramic", "capacitor_tantalum"},
    "CR": {"diode"},
    "D": {"diode", "led"},
    "F": {"fuse"},
    "FB": {"inductor"},
    "J": {"connector", "fastener"},
    "L": {"inductor"},
    "P": {"connector"},
    "R": {"resistor"},
    "SKT": {"connector"},
    "SW": {"switch_button"},
    "U": {"integrated_circuit", "module_oscillator", "radio_module", "connector"},
    "Y": {"crystal"},
}
HARDWARE = {"GNSS Standoff": "fastener", "M3 screw": "fastener", "SA53 Screw": "fastener"}


def text(value):
    return "" if value is None else str(value)


def board_rows(table, dnp, name, description, designator, part_number):
    for row in table:
        if text(row[name]) and text(row[dnp]) != "DNP":
            yield {
                "name": text(row[name]),
                "description": text(row[description]),
                "designators": text(row[designator]),
                "part_number": text(row[part_number]),
            }


def sheet(file):
    from openpyxl import load_workbook

    book = load_workbook(CASES / file, data_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


def calamine_sheet(file):
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(CASES / file)).get_sheet_by_index(0).to_python()


def prefix(designators):
    return designators.split(",")[0].strip().rstrip("0123456789")


@pytest.mark.parametrize(
    ("rows", "placed"),
    [
        (lambda: board_rows(sheet("ocp_timecard_v9_bom.xlsx")[1:], 1, 2, 3, 4, 10), 91),
        (lambda: board_rows(calamine_sheet("ocp_timecard_v1_bom.xls")[1:], 0, 1, 2, 3, 6), 37),
    ],
)
def test_every_placed_part_agrees_with_its_designator(knowledge, line, rows, placed):
    classifier = Classifier(knowledge)
    wrong = []
    lines = [line(**row) for row in rows()]
    for each in lines:
        found = classifier.classify(each).component_class
        allowed = {HARDWARE[each.name]} if each.name in HARDWARE else None
        if found not in (allowed or BY_DESIGNATOR[prefix(each.designators)]):
            wrong.append((each.name, each.designators, found))
    assert len(lines) == placed
    assert wrong == []


def test_no_line_of_the_distributor_cart_is_generic(knowledge, line):
    classifier = Classifier(knowledge)
    with (CASES / "ocp_timecard_v0_bom.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [
        classifier.classify(
            line(description=row["Description"], part_number=row["Manufacturer Part Number"])
        )
        for row in rows
    ]
    leads = {"CAP": "capacitor_ceramic", "RES": "resistor", "CONN": "connector", "LED": "led"}
    assert len(rows) == 47
    for row, each in zip(rows, found, strict=True):
        assert not each.component_class.startswith("generic"), row["Description"]
        lead = row["Description"].split()[0]
        assert each.component_class == leads.get(lead, each.component_class)


@pytest.mark.parametrize(
    ("name", "component_class"),
    [
        ("Side wall", "sheet_metal_part"),
        ("Top", "sheet_metal_part"),
        ("Rivet", "fastener"),
        ("Foam Pad", "gasket"),
        ("BusBar", "busbar"),
        ("Busbar lug cover", "plastic_part"),
        ("Medusa cable", "cable"),
        ("Power board", "power_distribution_board"),
        ("PSU", "power_supply"),
        ("PSU screw", "fastener"),
        ("PSU support", "sheet_metal_part"),
        ("Standoff", "fastener"),
    ],
)
def test_the_mechanical_bom_is_read_as_its_maker_means_it(knowledge, line, name, component_class):
    kinds = {
        text(row[0]): text(row[2]) for row in sheet("ocp_discovery_chassis_mechanical_bom.xlsx")
    }
    found = Classifier(knowledge).classify(line(name, component_class=kinds[name]))
    assert found.component_class == component_class


def test_nothing_of_the_mechanical_bom_is_generic(knowledge, line):
    classifier = Classifier(knowledge)
    table = sheet("ocp_discovery_chassis_mechanical_bom.xlsx")
    rows = [row for row in table if row[0] and row[8] and row[0] != "Name"]
    for row in rows:
        found = classifier.classify(line(text(row[0]), component_class=text(row[2])))
        assert not found.component_class.startswith("generic"), row[0]
