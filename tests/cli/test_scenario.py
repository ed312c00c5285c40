"""`pcf scenario`: alternatives of one BOM, levers, break-even points, and their problems."""

from __future__ import annotations

import csv
import json
import math
from xml.etree import ElementTree as ET

import pytest

STAGES = ["materials", "manufacturing", "transport", "use", "end_of_life"]

SCENARIOS = """\
scenarios:
  - {name: germany, title: used in Germany, title_zh: 德国使用, set: {grid: DE}}
  - {name: tight, set: {pue: 1.0}}
  - {name: longer, set: {lifetime_years: 10}}
  - name: half_memory
    lines: [{item: "2", quantity: 4}]
  - name: aluminium
    lines: [{item: "1", material: AL6063}]
  - name: by_rail
    legs: [{mode: rail_freight, distance_km: 1000}]
break_even:
  - name: retire
    replacement: {scenario: tight, old_annual_kwh: 4000, old_remaining_years: 3}
  - name: load
    crossing: {between: [base, half_memory], over: load_factor}
  - name: years
    crossing: {between: [base, tight], over: lifetime_years}
abatement: [tight, half_memory, germany]
"""


@pytest.fixture
def server(small_bom):
    """Ten kilograms of steel and eight memory modules, 1 000 kWh a year on the Chinese grid."""
    return small_bom(
        ("Chassis", "SGCC T=1.0", 1, 10.0, "SGCC"),
        ("Memory", "DDR5 RDIMM 32GB", 8, 0.045, None),
        settings=[("annual_kwh", 1000), ("lifetime_years", 5), ("pue", 1.5), ("grid", "CN")],
    )


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "s.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def found(pcf, server, written, tmp_path):
    done = pcf.works(
        "scenario", server, written(SCENARIOS), "-o", tmp_path / "o", "--lang", "en", "--tornado"
    )
    return done, json.loads((tmp_path / "o/scenarios.json").read_text("utf-8")), tmp_path / "o"


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_base_is_what_assess_says(pcf, found, server, tmp_path):
    pcf.works("assess", server, "--format", "json", "--lang", "en", "-o", tmp_path / "a")
    result = json.loads((tmp_path / "a/small.json").read_text("utf-8"))
    base = found[1]["scenarios"]["base"]["kgco2e"]
    assert [base[stage] for stage in STAGES] == [result["stages"][s]["kgco2e"] for s in STAGES]
    assert base["cradle_to_grave"] == result["totals"]["cradle_to_grave_kgco2e"]
    assert found[1]["base"] == result["manifest"]["id"]


def test_each_scenario_moves_what_it_speaks_of_and_nothing_else(found):
    apart = {name: each["difference_kgco2e"] for name, each in found[1]["scenarios"].items()}

    def moved(name):
        return {stage for stage in STAGES if abs(apart[name][stage]) > 1e-9}

    assert moved("base") == set()
    assert moved("tight") == moved("longer") == {"use"}
    assert moved("germany") <= {"use", "end_of_life"}  # waste is treated where it arises
    assert moved("by_rail") == {"transport"}
    assert moved("half_memory") == {"materials", "manufacturing", "transport", "end_of_life"}
    assert apart["half_memory"]["materials"] < 0 < apart["aluminium"]["materials"]


def test_a_third_less_power_for_the_hall_is_a_third_less_use(found):
    # PUE 1.5 → 1.0
    base, tight = (found[1]["scenarios"][name]["kgco2e"]["use"] for name in ("base", "tight"))
    assert tight == pytest.approx(base / 1.5, rel=1e-12)


def test_rows_carry_their_scenario_and_add_up_to_the_figures(found):
    _, document, folder = found
    rows = table(folder / "scenarios.rows.csv")
    assert {row["scenario"] for row in rows} == set(document["scenarios"])
    tidy = {
        (r["scenario"], r["figure"]): float(r["kgco2e"]) for r in table(folder / "scenarios.csv")
    }
    for name in document["scenarios"]:
        total = math.fsum(
            float(row["value_kgco2e"])
            for row in rows
            if row["scenario"] == name and row["credit"] == "false"
        )
        assert tidy[name, "cradle_to_grave"] == pytest.approx(total, rel=1e-12)


def test_a_payback_is_making_over_the_use_it_saves(found):
    _, document, _ = found
    (retire,) = document["break_even"]["payback"]
    tight = document["scenarios"]["tight"]["kgco2e"]
    making = tight["cradle_to_grave"] - tight["use"]
    # the old one draws four times the 1 000 kWh, in the same hall
    saved = 3 * tight["use"] / 5
    assert retire["making_kgco2e"] == pytest.approx(making, rel=1e-12)
    assert retire["payback_years"] == pytest.approx(making / saved, rel=1e-9)
    assert retire["saving_kgco2e"] == pytest.approx(3 * saved - making, rel=1e-9)
    assert retire["pays_back"] == (making / saved <= 3)


def test_totals_cross_only_where_their_lines_do(found):
    load, years = found[1]["break_even"]["crossings"]
    # fewer modules save at every load; a hall with less overhead from the first day on
    assert (load["at"], load["lower_after"]) == ([], "half_memory")
    assert years["at"] == [0.0]
    assert (years["lower_before"], years["lower_after"]) == ("equal", "tight")


def test_levers_are_ranked_with_what_they_take_from_each_other(found):
    steps = found[1]["abatement"]
    scenarios = found[1]["scenarios"]
    for step in steps:
        alone = -scenarios[step["lever"]]["difference_kgco2e"]["cradle_to_grave"]
        assert step["alone_kgco2e"] == pytest.approx(alone, rel=1e-9)
    shared = math.fsum(step["shapley_kgco2e"] for step in steps)
    assert shared == pytest.approx(steps[-1]["cumulative_kgco2e"], rel=1e-9)
    by_name = {step["lever"]: step for step in steps}
    assert by_name["half_memory"]["interaction_kgco2e"] == pytest.approx(0.0, abs=0.01)
    # two multiplicative levers on use: each leaves less for the other
    later = max(("germany", "tight"), key=lambda name: steps.index(by_name[name]))
    assert by_name[later]["interaction_kgco2e"] < -1.0


def test_the_tornado_moves_one_lever_at_a_time_and_sorts_them(found):
    _, document, folder = found
    swings = [float(row["swing_kgco2e"]) for row in table(folder / "tornado.csv")]
    assert swings == sorted(swings, reverse=True)
    by_lever = {each["lever"]: each for each in document["tornado"]}
    base = document["scenarios"]["base"]["kgco2e"]
    # PUE of the Chinese interval, all else equal: use is linear in it
    pue = by_lever["pue"]
    assert pue["low_difference_kgco2e"] == pytest.approx(
        base["use"] * (float(pue["low"]) / 1.5 - 1), rel=1e-9
    )
    assert by_lever["profile"]["swing_kgco2e"] == 0.0  # annual energy is stated
    # the same five years of service from servers that live three or seven
    making = base["cradle_to_grave"] - base["use"]
    years = by_lever["lifetime"]
    assert years["low_difference_kgco2e"] == pytest.approx(making * (5 / 3 - 1), rel=1e-9)
    assert years["high_difference_kgco2e"] == pytest.approx(making * (5 / 7 - 1), rel=1e-9)
    assert by_lever["dram_node"]["swing_kgco2e"] > 0


def test_charts_are_drawn_in_the_language_asked_for(pcf, server, written, tmp_path):
    done = pcf.works(
        "scenario", server, written(SCENARIOS), "-o", tmp_path, "--format", "svg", "--lang", "both"
    )
    names = {path.name for path in tmp_path.glob("*.svg")}
    assert names == {
        f"{stem}{infix}.svg"
        for stem in ("scenarios", "abatement", "payback_1", "crossing_1", "crossing_2")
        for infix in ("", ".zh")
    }  # fmt: skip
    assert "used in Germany" in (tmp_path / "scenarios.svg").read_text("utf-8")
    assert "德国使用" in (tmp_path / "scenarios.zh.svg").read_text("utf-8")
    for name in names:
        ET.fromstring((tmp_path / name).read_bytes())
    assert not list(tmp_path.glob("*.json"))
    assert "scenarios.zh.svg" in done.stdout


def test_the_terminal_says_differences_and_break_even(found):
    done = found[0]
    assert "used in Germany" in done.stdout
    assert "Break-even" in done.stdout
    assert "is paid back in" in done.stdout
    assert "no crossing; half_memory is lower throughout" in done.stdout
    assert "One lever at a time" in done.stdout
    assert "longer: years of use differ from the base" in done.stderr
    assert "aluminium: s.yaml › line 8 material: item 1 is of another material" in done.stderr


def test_the_terminal_speaks_chinese(pcf, server, written, tmp_path):
    done = pcf.works("scenario", server, written(SCENARIOS), "-o", tmp_path, "--lang", "zh")
    assert "德国使用" in done.stdout
    assert "平衡点" in done.stdout


def test_nothing_is_printed_where_asked(pcf, server, written, tmp_path):
    done = pcf.works("scenario", server, written(SCENARIOS), "-o", tmp_path, "-q", "--lang", "en")
    assert done.output == ""


def test_a_tornado_needs_no_scenarios(pcf, server, tmp_path):
    pcf.works("scenario", server, "--tornado", "-o", tmp_path, "--lang", "en")
    assert (tmp_path / "tornado.svg").is_file()
    assert not (tmp_path / "scenarios.svg").exists()
    assert pcf("scenario", server).exit_code == 2


def test_the_same_scenarios_give_the_same_bytes(pcf, server, written, tmp_path):
    for folder in ("a", "b"):
        pcf.works("scenario", server, written(SCENARIOS), "-o", tmp_path / folder, "--lang", "en")
    names = [path.name for path in (tmp_path / "a").iterdir()]
    assert len(names) == 9
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_every_problem_of_all_scenarios_is_told_with_line_and_key(pcf, server, written, tmp_path):
    done = pcf(
        "scenario", server,
        written("""\
- {name: a, set: {grid: Atlantis, pue: 0.5, colour: red}}
- name: b
  lines:
    - {item: "9", quantity: 1}
    - {item: "2", component_class: sofa}
- name: c
  lines: [{item: "2", parameters: {sails: 3}}]
- name: d
  lines: [{item: "1", material: unobtainium, country: Atlantis}]
- name: e
  set: {lifetime_years: 0}
  legs: [{mode: balloon, distance_km: 3}]
- name: f
  lines: [{item: "2", parameters: {capacity_gb: much}}]
"""),
        "-o", tmp_path / "o", "--lang", "en",
    )  # fmt: skip
    assert done.exit_code == 1
    told = [
        (line.split(": ")[0], line.rpartition("[")[2][:-1]) for line in done.stderr.splitlines()
    ]
    assert told == [
        ("s.yaml › line 1 colour", "SCN107"),
        ("s.yaml › line 1 pue", "STU102"),
        ("s.yaml › line 1 grid", "STU111"),
        ("s.yaml › line 4 item", "SCN108"),
        ("s.yaml › line 5 component_class", "SCN109"),
        ("s.yaml › line 7 sails", "SCN110"),
        ("s.yaml › line 9 material", "SCN112"),
        ("s.yaml › line 9 country", "SCN112"),
        ("s.yaml › line 11 lifetime_years", "STU101"),
        ("s.yaml › line 12 legs", "STU121"),
        ("s.yaml › line 14 capacity_gb", "MAP112"),
    ]
    assert not (tmp_path / "o").exists()


def test_levers_that_turn_the_same_thing_cannot_be_ranked(pcf, server, written, tmp_path):
    done = pcf(
        "scenario", server,
        written("""\
scenarios:
  - {name: a, set: {grid: DE}}
  - {name: b, set: {grid: FR}}
abatement: [a, b]
"""),
        "-o", tmp_path / "o", "--lang", "en",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "s.yaml › line 3 grid: b and a both change set grid" in done.stderr


def test_too_many_levers_are_refused(pcf, server, written, tmp_path):
    names = [f"s{number}" for number in range(9)]
    settings = (
        "grid: DE", "pue: 1.2", "lifetime_years: 4", "factory_grid: CN-GD", "market: EU",
        "spare_parts: yes", "eol_allocation: cutoff", "burn_in_hours: 1", "assembly_kwh: 1",
    )  # fmt: skip
    scenarios = "\n".join(
        f"  - {{name: {name}, set: {{{setting}}}}}"
        for name, setting in zip(names, settings, strict=True)
    )
    text = f"scenarios:\n{scenarios}\nabatement: [{', '.join(names)}]\n"
    done = pcf("scenario", server, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert (done.exit_code, "[SCN114]" in done.stderr) == (1, True)


def test_questions_about_use_need_a_use_stage(pcf, server, written, tmp_path):
    text = """\
scenarios:
  - {name: gate, set: {boundary: cradle_to_gate}}
break_even:
  - {name: x, replacement: {scenario: gate, old_annual_kwh: 9, old_remaining_years: 1}}
  - {name: y, crossing: {between: [base, gate], over: load_factor}}
"""
    done = pcf("scenario", server, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert done.exit_code == 1
    assert "s.yaml › line 4 replacement: 'gate' ends at the gate" in done.stderr


def test_stated_energy_follows_no_utilisation(pcf, server, written, tmp_path):
    text = """\
scenarios: [{name: a, set: {grid: DE}}]
break_even: [{name: y, crossing: {between: [base, a], over: utilisation}}]
"""
    done = pcf("scenario", server, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert (done.exit_code, done.stderr.count("[SCN117]")) == (1, 2)


def test_liquid_cooling_wins_from_a_utilisation_on(pcf, server, written, tmp_path):
    # idle 0 W, 300 W in full: at 1.0 instead of 1.5 half of P(u) is saved, for one cold plate
    text = """\
scenarios:
  - name: liquid
    set: {pue: 1.0}
    lines: [{add: {name: Cold plate, component_class: cold_plate, mass_kg: 5}}]
  - {name: open, set: {annual_kwh: null}}
break_even: [{name: y, crossing: {between: [base, liquid], over: utilisation}}]
"""
    study = tmp_path / "study.yaml"
    study.write_text("{idle_w: 0, max_w: 300}\n", encoding="utf-8")
    bom = pcf.sample("rack_1u_en", tmp_path)
    stated = pcf("scenario", bom, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert "[SCN117]" in stated.stderr  # the sample states its annual energy
    text = text.replace("{pue: 1.0}", "{pue: 1.0, annual_kwh: null}").replace(
        "[base, liquid]", "[open, liquid]"
    )
    pcf.works("scenario", bom, written(text), "-o", tmp_path / "o", "--lang", "en")
    document = json.loads((tmp_path / "o/scenarios.json").read_text("utf-8"))
    (crossing,) = document["break_even"]["crossings"]
    assert crossing["lower_before"] == "open"
    assert crossing["lower_after"] == "liquid"
    (at,) = crossing["at"]
    assert 0.0 < at < 0.1


def test_a_table_of_configurations_holds_too_many_products(pcf, written, tmp_path):
    table = tmp_path / "c.csv"
    table.write_text("name,archetype\na,rack_1u_1s\nb,rack_1u_1s\n", encoding="utf-8")
    done = pcf("scenario", table, written(SCENARIOS), "-o", tmp_path / "o", "--lang", "en")
    assert done.exit_code == 2
    assert "holds 2 products" in done.output


def test_up_to_the_gate_there_is_no_figure_per_year(pcf, server, written, tmp_path):
    text = "- {name: gate, set: {boundary: cradle_to_gate}}\n"
    done = pcf.works("scenario", server, written(text), "-o", tmp_path, "--lang", "en")
    document = json.loads((tmp_path / "scenarios.json").read_text("utf-8"))
    gate = document["scenarios"]["gate"]
    assert "per_year_of_use" not in gate["kgco2e"]
    assert gate["annual_kwh"] is None
    assert gate["kgco2e"]["cradle_to_grave"] == gate["kgco2e"]["cradle_to_gate"]
    assert "Per year of use" not in done.stdout


def test_a_configuration_of_stated_mass_says_what_makes_up_for_a_part(pcf, written, tmp_path):
    table = tmp_path / "c.csv"
    table.write_text("name,archetype,mass_kg\na,rack_2u_2s,30\n", encoding="utf-8")
    scenarios = written("""\
- {name: more, lines: [{add: {name: Bracket, material: SGCC, mass_kg: 1}}]}
- {name: heavier, set: {mass_kg: 31}, lines: [{add: {name: Bracket, material: SGCC, mass_kg: 1}}]}
""")
    done = pcf.works("scenario", table, scenarios, "-o", tmp_path, "--lang", "en")
    assert done.stderr.count("[SCN203]") == 1
    assert "more: s.yaml › line 1 name: the configuration states its mass" in done.stderr
    document = json.loads((tmp_path / "scenarios.json").read_text("utf-8"))["scenarios"]
    assert document["more"]["mass_kg"] == pytest.approx(document["base"]["mass_kg"], rel=1e-3)
    assert document["heavier"]["mass_kg"] == pytest.approx(31.0, rel=1e-3)


def test_an_unknown_format_is_refused(pcf, server, written, tmp_path):
    done = pcf(
        "scenario", server, written(SCENARIOS), "--format", "png", "-o", tmp_path / "o",
        "--lang", "en",
    )  # fmt: skip
    assert (done.exit_code, "[OUT103]" in done.stderr) == (5, True)


def test_the_shipped_scenarios_of_the_2u_sample_run(pcf, tmp_path):
    pcf.works(
        "scenario", pcf.boms / "rack_2u.xlsx", pcf.boms / "scenarios/rack_2u.yaml",
        "-o", tmp_path, "--lang", "en",
    )  # fmt: skip
    document = json.loads((tmp_path / "scenarios.json").read_text("utf-8"))
    assert len(document["scenarios"]) == 11
    assert len(document["abatement"]) == 4
    figures = {
        (row["scenario"], row["figure"]): float(row["difference_kgco2e"])
        for row in csv.DictReader((tmp_path / "scenarios.csv").read_text("utf-8").splitlines())
    }
    # parts used again: their tests are in the total, what they spare is outside it
    assert figures["parts_used_again", "credits"] < -100.0
    assert 0.1 < figures["parts_used_again", "cradle_to_grave"] < 2.0


def test_sampled_scenarios_have_intervals_of_what_they_differ_by(pcf, server, written, tmp_path):
    done = pcf.works(
        "scenario", server, written(SCENARIOS), "-o", tmp_path, "--lang", "en", "--samples", 60,
        "--seed", 5,
    )  # fmt: skip
    assert "Difference to the base over 60 paired draws (seed 5)" in done.stdout
    assert "Savings and Shapley shares are of the values, not of the draws." in done.stdout
    rows = {(row["scenario"], row["figure"]): row for row in table(tmp_path / "paired.csv")}
    document = json.loads((tmp_path / "scenarios.json").read_text("utf-8"))
    assert "base" not in {scenario for scenario, _ in rows}
    for (name, figure), row in rows.items():
        # the value is that of the table, sampled or not
        told = document["scenarios"][name]["difference_kgco2e"][figure]
        assert float(row["difference_kgco2e"]) == pytest.approx(told, abs=1e-9)
        assert (row["samples"], row["seed"]) == ("60", "5")
    # no PUE is drawn: a third less of use, whatever a kWh emits in that draw
    tight = rows["tight", "cradle_to_grave"]
    assert (tight["lower_share"], tight["higher_share"]) == ("1.0", "0.0")
    assert float(rows["tight", "cradle_to_gate"]["p95_kgco2e"]) == 0.0
    # used for twice the years: what is told is a year of it
    assert (tmp_path / "paired_per_year.svg").is_file()
    assert "longer (per year of use)" in done.stdout


def test_a_replacement_follows_a_grid_path_and_the_hall_of_the_old(pcf, server, written, tmp_path):
    text = """\
break_even:
  - {name: a, replacement: {old_annual_kwh: 950, old_remaining_years: 3, old_pue: 1.8}}
  - name: b
    title_zh: 乙
    replacement: {old_annual_kwh: 950, old_remaining_years: 3, old_pue: 1.8, grid_path: cn_central}
scenarios: [{name: x, set: {pue: 1.5}}]
"""
    done = pcf.works("scenario", server, written(text), "-o", tmp_path, "--lang", "zh")
    still, path = json.loads((tmp_path / "scenarios.json").read_text("utf-8"))["break_even"][
        "payback"
    ]
    # 950 kWh at 1.8 against 1 000 kWh at 1.5
    assert still["old_annual_use_kgco2e"] == pytest.approx(
        still["new_annual_use_kgco2e"] * 0.95 * 1.8 / 1.5, rel=1e-12
    )
    assert still["gate_payback_years"] < still["payback_years"] < path["payback_years"]
    assert (still["grid_path"], path["grid_path"]) == ("", "cn_central")
    assert path["saving_kgco2e"] < still["saving_kgco2e"]
    assert "乙: 制造排放" in done.stdout
    assert "电网路径 cn_central" in done.stdout


@pytest.mark.parametrize(
    ("path", "code"), [("moon_central", "[SCN119]"), ("eu_central", "[STU139]")]
)
def test_a_grid_path_that_is_none_of_the_grid_is_refused(
    pcf, server, written, tmp_path, path, code
):
    text = f"""\
scenarios: [{{name: x, set: {{pue: 1.5}}}}]
break_even:
  - {{name: a, replacement: {{old_annual_kwh: 9, old_remaining_years: 3, grid_path: {path}}}}}
"""
    done = pcf("scenario", server, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert (done.exit_code, code in done.stderr) == (1, True)
    assert "s.yaml › line 3 replacement" in done.stderr


def test_a_hall_below_nothing_is_refused(pcf, server, written, tmp_path):
    text = """\
scenarios: [{name: x, set: {pue: 1.5}}]
break_even:
  - {name: a, replacement: {old_annual_kwh: 9, old_remaining_years: 3, old_pue: 0.9}}
"""
    done = pcf("scenario", server, written(text), "-o", tmp_path / "o", "--lang", "en")
    assert "s.yaml › line 3 old_pue: a PUE of 0.9 is below 1" in done.stderr


def test_the_grid_lever_leaves_a_grid_path_aside(pcf, server, tmp_path):
    (tmp_path / "path.yaml").write_text("grid: CN\ngrid_path: cn_central\n", encoding="utf-8")
    swings = []
    for given in ((), ("--study", tmp_path / "path.yaml")):
        pcf.works("scenario", server, "--tornado", "-o", tmp_path / "o", "--lang", "en", *given)
        swings.append((tmp_path / "o/tornado.csv").read_text("utf-8-sig"))
    assert "use_grid" in swings[0]
    assert swings[0] == swings[1]


@pytest.mark.parametrize(("asked", "said"), [("zh", "未知的键"), ("en", "unknown key")])
@pytest.mark.parametrize("form", ["--lang {}", "--lang={}"])
def test_a_refusal_speaks_the_language_asked_for(pcf, server, written, tmp_path, asked, said, form):
    file = written("scenarios: [{name: x, colour: red, set: {pue: 1.5}}]\n")
    spoken = form.format(asked).split()
    done = pcf("scenario", server, file, "-o", tmp_path / "o", *spoken)
    assert (done.exit_code, said in done.stderr) == (1, True)


def test_tables_keep_their_units_and_ends_are_said_in_words(pcf, server, tmp_path):
    done = pcf.works("scenario", server, "--tornado", "-o", tmp_path / "o", "--lang", "zh")
    assert "单因素敏感性 [kg CO2e]" in done.stdout
    assert "不计入" in done.stdout
    assert "持续满载" in done.stdout


def test_features_are_told_with_their_units(pcf, small_bom, tmp_path):
    bom = small_bom(
        ("Chassis", "SGCC", 1, 10.0, "SGCC"),
        settings=(("idle_w", 100), ("max_w", 300), ("power_cap_w", 200)),
    )
    done = pcf.works("assess", bom, "-o", tmp_path / "o", "--format", "json", "--lang", "en")
    assert "[kWh/a]" in done.stdout
