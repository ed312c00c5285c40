"""An archetype file that is not right is told with its place."""

from pathlib import Path

import pytest

from pcf.background.archetypes import read_archetypes
from pcf.background.reading import Findings
from pcf.background.store import DataFolder

GOOD = """
archetype: box
title: Box
title_zh: 盒
year: "2026"
form: rack
fits: {accelerators: 0, disks: 0, units: 1, sockets: 1, rank: 2}
mass_factor: {value: 1, low: 0.5, high: 3, unit: "-", kind: assumption, note: because}
per_core:
  tdp_w: {value: 3, low: 1, high: 5, unit: W, kind: assumption, note: because}
published_mass:
  mass_kg: {value: 14, low: 8, high: 19, unit: kg, kind: sourced, source: scales}
defaults:
  ssd_count: {value: 2, low: 1, high: 4, unit: "-", kind: assumption, note: because}
  gpu_model: L4
lines:
  - {item: "1", name: Tray, name_zh: 托盘, class: chassis, quantity: 1, closes_mass: true,
     figures: {mass_kg: {value: 4, low: 3, high: 5, unit: kg, kind: derived, source: scales,
                         note: half of 8 kg}}}
  - {item: "2", name: Drive, name_zh: 硬盘, class: solid_state_drive, per: {ssd_count: 1},
     columns: {capacity_gb: ssd_gb}, choices: {form_factor: u2}, section: bom}
"""


def read(text, name="archetypes/box.yaml"):
    findings = Findings()
    folder = DataFolder(root=Path(), contents={name: text.encode()})
    return read_archetypes(folder, findings), findings.problems


def test_an_archetype_is_read_as_written():
    found, problems = read(GOOD)
    assert problems == []
    box = found["box"]
    assert (box.file, box.form, box.fits["units"]) == ("archetypes/box.yaml", "rack", 1.0)
    assert box.published_mass.source == "scales"
    assert box.text_defaults == {"gpu_model": "L4"}
    tray, drive = box.lines
    assert (tray.quantity, tray.closes_mass, tray.figures["mass_kg"].high) == (1.0, True, 5.0)
    assert (drive.quantity, drive.per, drive.columns, drive.choices) == (
        0.0, {"ssd_count": 1.0}, {"capacity_gb": "ssd_gb"}, {"form_factor": "u2"},
    )  # fmt: skip
    assert box.line("2") is drive
    assert box.line("3") is None
    assert box.defaults["ssd_count"].source == "assumption"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("value: 4, low: 3", "value: 6, low: 3", "DAT025", " › lines[0] 1 › figures mass_kg"),
        ("kind: derived", "kind: guessed", "DAT026", " › lines[0] 1 › figures mass_kg"),
        ("note: half of 8 kg", "note: ''", "DAT027", " › lines[0] 1 › figures mass_kg"),
        ("source: scales,\n", "source: assumption,\n", "DAT027", " › lines[0] 1 › figures mass_kg"),
        ('item: "2"', 'item: "1"', "DAT028", ""),
        ("low: 0.5, ", "", "DAT012", " › mass_factor"),
        ("name: Tray, ", "", "DAT010", " › lines[0] 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old, new, code, place):
    assert old in GOOD
    _, problems = read(GOOD.replace(old, new))
    assert code in {problem.code for problem in problems}
    told = next(problem for problem in problems if problem.code == code)
    assert str(told.at) == f"archetypes/box.yaml{place}"


def test_a_file_that_is_no_mapping_is_told():
    _, problems = read("- one\n- two\n")
    assert [problem.code for problem in problems] == ["DAT024"]
