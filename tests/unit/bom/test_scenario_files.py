"""Scenario and budget files: what they say, and every problem with its line and key."""

from __future__ import annotations

import pytest

from pcf.bom.budget_file import read_budget
from pcf.bom.scenario_file import read_scenarios
from pcf.errors import InputError

GOOD = """\
scenarios:
  - name: germany
    title: used in Germany
    title_zh: 德国使用
    set: {grid: DE, pue: 1.2, annual_kwh: null}
  - name: lean
    lines:
      - {item: 1.10, quantity: 8}
      - {item: "1.2", remove: yes}
      - {item: "1.3", material: AL6063, parameters: {capacity_gb: 64}, mass_kg: 0.4}
      - add: {name: Cold plate, component_class: cold_plate, under: "1.3", quantity: 2}
    legs:
      - {mode: rail_freight, distance_km: 9000}
      - {mode: lorry_gt_32t, distance_km: 50, share: 0.5}
break_even:
  - name: retire
    replacement: {old_annual_kwh: 3000, old_remaining_years: 2}
  - name: meet
    crossing: {between: [germany, lean], over: load_factor}
abatement: [germany, lean]
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="s.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def refused(written):
    """The problems of a text, as (place, code)."""

    def problems(text, read=read_scenarios):
        with pytest.raises(InputError) as refusal:
            read(written(text))
        return [(each.at.cell, each.code) for each in refusal.value.problems]

    return problems


def test_settings_keep_their_place_and_may_be_left_open(written):
    germany = read_scenarios(written(GOOD)).scenarios[0]
    assert {name: said.value for name, said in germany.settings.items()} == {
        "grid": "DE",
        "pue": 1.2,
    }
    assert str(germany.settings["pue"].at) == "s.yaml › line 5 pue"
    assert germany.settings["grid"].origin == "scenario"
    assert list(germany.left_open) == ["annual_kwh"]
    assert (germany.title, germany.title_zh) == ("used in Germany", "德国使用")
    assert germany.legs is None


def test_lines_are_changed_removed_and_added(written):
    lean = read_scenarios(written(GOOD)).scenarios[1]
    more, gone, other, added = lean.changes
    assert (more.item, more.quantity, more.remove) == ("1.10", 8.0, False)
    assert gone.remove
    assert other.texts["material"].value == "AL6063"
    assert other.parameters["capacity_gb"].value == 64.0
    assert str(other.parameters["capacity_gb"].at) == "s.yaml › line 10 capacity_gb"
    assert other.mass_kg.value == 0.4
    assert not other.other_part
    assert (added.added, added.under, added.quantity, added.other_part) == (True, "1.3", 2.0, True)
    assert lean.title == lean.title_zh == "lean"


def test_a_route_and_the_questions_are_read(written):
    read = read_scenarios(written(GOOD))
    assert [(leg.mode, leg.distance_km, leg.share) for leg in read.scenarios[1].legs] == [
        ("rail_freight", 9000.0, 1.0),
        ("lorry_gt_32t", 50.0, 0.5),
    ]
    (retire,) = read.replacements
    assert (retire.scenario, retire.old_count, retire.old_annual_kwh) == ("base", 1.0, 3000.0)
    (meet,) = read.crossings
    assert (meet.first, meet.second, meet.over) == ("germany", "lean", "load_factor")
    assert [name for name, _ in read.levers] == ["germany", "lean"]


def test_a_bare_list_is_a_list_of_scenarios(written):
    read = read_scenarios(written("- {name: norway, set: {grid: NO}}\n"))
    assert read.scenarios[0].settings["grid"].value == "NO"


def test_all_problems_are_told_at_once_with_line_and_key(refused):
    text = """\
scenarios:
  - name: a
    set: {pue: [1, 2], pue: 3}
    colour: red
  - name: a
    lines:
      - {quantity: -2}
      - {item: "1", quantity: many, remove: perhaps, mass_kg: 0}
      - {item: "1", remove: true}
      - add: {quantity: 1}
  - set: {grid: DE}
  - name: base
    legs: [{mode: air}]
  - name: empty
    set: {}
break_even:
  - name: x
    replacement: {scenario: nowhere, old_annual_kwh: 0}
  - name: y
    crossing: {between: [a, a]}
  - name: z
  - {name: v, crossing: {over: load_factor}}
  - {name: u, crossing: {between: [a, base], over: colour}}
abatement: [a, a, nobody]
"""
    assert set(refused(text)) == {
        ("line 3 pue", "SCN101"),
        ("line 3 pue", "SCN103"),
        ("line 4 colour", "SCN102"),
        ("line 5 name", "SCN106"),
        ("line 7 item", "SCN105"),
        ("line 7 quantity", "SCN104"),
        ("line 8 quantity", "SCN104"),
        ("line 8 remove", "SCN101"),
        ("line 8 mass_kg", "SCN104"),
        ("line 9 item", "SCN103"),
        ("line 10 add", "SCN105"),
        ("line 11 name", "SCN105"),
        ("line 12 name", "SCN106"),
        ("line 13 legs", "SCN105"),
        ("line 14 name", "SCN105"),
        ("line 18 old_annual_kwh", "SCN104"),
        ("line 18 replacement", "SCN105"),
        ("line 20 crossing", "SCN101"),
        ("line 21 break_even", "SCN105"),
        ("line 22 crossing", "SCN105"),
        ("line 23 crossing", "SCN101"),
        ("line 24 abatement", "SCN103"),
        ("line 24 abatement", "SCN111"),
    }


def test_unknown_scenarios_of_questions_are_told(refused):
    text = """\
break_even:
  - {name: x, replacement: {scenario: a, old_annual_kwh: 9, old_remaining_years: 1}}
  - {name: y, crossing: {between: [base, b]}}
"""
    assert refused(text) == [("line 2 replacement", "SCN111"), ("line 3 crossing", "SCN111")]


def test_the_base_is_no_lever(refused):
    assert refused("abatement: [base]\n") == [("line 1 abatement", "SCN111")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: [1\n", ("line 2", "SCN100")),
        ("", ("", "SCN105")),
        ("just words\n", ("line 1", "SCN101")),
        ("scenarios: 5\n", ("line 1 scenarios", "SCN101")),
        ("- 5\n", ("line 1", "SCN101")),
    ],
)
def test_a_file_of_another_shape_is_refused(refused, text, found):
    assert refused(text)[0] == found


def test_a_folder_is_no_scenario_file(tmp_path):
    with pytest.raises(InputError, match="SCN100"):
        read_scenarios(tmp_path)


CLASSES = ("fan", "memory_module")


def budget(path):
    return read_budget(path, classes=CLASSES)


def test_limits_are_of_product_stage_class_and_item(written):
    text = """\
limits:
  - {of: product, limit_kgco2e: 1200}
  - {stage: use, limit_kgco2e: 900.5}
  - {component_class: fan, figure: cradle_to_gate, limit_kgco2e: 0}
  - {item: 1.10, limit_kgco2e: 3}
"""
    found = budget(written(text))
    assert [(each.subject, each.key, each.figure, each.limit_kgco2e) for each in found] == [
        ("product", "", "cradle_to_grave", 1200.0),
        ("stage", "use", "cradle_to_grave", 900.5),
        ("component_class", "fan", "cradle_to_gate", 0.0),
        ("item", "1.10", "cradle_to_grave", 3.0),
    ]
    assert str(found[2].at) == "s.yaml › line 4 limits"
    assert found[2].title == "component_class fan cradle_to_gate"


def test_problems_of_a_budget_are_told_at_once(refused):
    text = """\
limits:
  - {of: product, stage: use, limit_kgco2e: 1}
  - {stage: cooking, limit_kgco2e: 1}
  - {component_class: hose, limit_kgco2e: 1}
  - {item: "1", figure: cradle_to_door, limit_kgco2e: 1}
  - {item: "2"}
  - {item: "3", limit_kgco2e: lots}
  - {item: "4", limit_kgco2e: 1}
  - {item: "4", limit_kgco2e: 2}
  - {of: planet, limit_kgco2e: 2}
  - 7
"""
    assert refused(text, budget) == [
        ("line 2 limits", "BUD101"),
        ("line 3 stage", "BUD106"),
        ("line 4 component_class", "BUD106"),
        ("line 5 figure", "BUD106"),
        ("line 6 limits", "BUD105"),
        ("line 7 limit_kgco2e", "BUD104"),
        ("line 9 limits", "BUD103"),
        ("line 10 limits", "BUD101"),
        ("line 11", "BUD101"),
    ]


@pytest.mark.parametrize("text", ["", "limits: []\n", "[]\n"])
def test_a_budget_without_limits_is_refused(refused, text):
    assert [code for _, code in refused(text, budget)] == ["BUD105"]


def test_a_bare_list_is_a_list_of_limits(written):
    assert budget(written("- {of: product, limit_kgco2e: 5}\n"))[0].limit_kgco2e == 5.0


@pytest.mark.parametrize(
    ("said", "value"), [("1e6", 1e6), ("1_000", 1000.0), ("2.5", 2.5), ("0", 0.0), ("'7'", 7.0)]
)
def test_numbers_are_read_as_people_write_them(written, said, value):
    limits = budget(written(f"- {{of: product, limit_kgco2e: {said}}}\n"))
    assert limits[0].limit_kgco2e == value


@pytest.mark.parametrize(
    "said", ["1e999", "-1", "1:30", "nan", ".inf", "12 kg", "[1]", "", "'１２'"]
)
def test_what_is_no_number_is_refused(refused, said):
    text = f"- {{of: product, limit_kgco2e: {said}}}\n"
    assert refused(text, budget) == [("line 1 limit_kgco2e", "BUD104")]


@pytest.mark.parametrize("stage", ["transport", "use", "end_of_life"])
def test_a_limit_up_to_the_gate_is_of_no_stage_beyond_it(refused, written, stage):
    text = "- {stage: %s, figure: cradle_to_gate, limit_kgco2e: 1}\n"
    assert refused(text % stage, budget) == [("line 1 limits", "BUD107")]
    assert budget(written(text % "manufacturing"))[0].key == "manufacturing"
