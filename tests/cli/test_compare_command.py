"""`pcf compare`: revisions and results side by side, and why they differ."""

from __future__ import annotations

import csv
import json
import math
import xml.etree.ElementTree as ElementTree

import openpyxl
import pytest

from pcf.cli.terminal import out
from pcf.reports.comparison_sources import read_side
from pcf.reports.comparison_wording import signed

LINES = (
    ("Chassis", "SGCC T=1.0", 1, 10.0, "SGCC"),
    ("Memory", "DDR5 RDIMM 32GB", 8, 0.045, None),
)
MORE_MEMORY = (LINES[0], ("Memory", "DDR5 RDIMM 32GB", 12, 0.045, None))
USE = (("annual_kwh", 1000), ("lifetime_years", 5), ("functional_unit", "one server-hour"))


@pytest.fixture
def revisions(small_bom):
    """A small server and its next revision: four modules more."""
    return (
        small_bom(*LINES, name="one.xlsx", settings=USE),
        small_bom(*MORE_MEMORY, name="two.xlsx", settings=USE),
    )


@pytest.fixture
def abroad(small_bom):
    """The next revision, used in Germany."""
    return small_bom(*MORE_MEMORY, name="abroad.xlsx", settings=(*USE, ("grid", "DE")))


def document(folder):
    return json.loads((folder / "compare.json").read_text(encoding="utf-8"))


def causes(comparison):
    return {entry["cause"]: entry["kgco2e"] for entry in comparison["causes"]}


def test_two_revisions_are_shown_side_by_side_with_their_causes(pcf, revisions):
    shown = pcf.works("compare", *revisions).stdout
    for said in ("Side by side", "Total, cradle to grave", "quantity", "2 Memory: 8 → 12"):
        assert said in shown
    assert "one is the better of the two" in shown
    assert "computed anew" in shown


def test_the_files_say_the_same_and_add_up(pcf, revisions, abroad, tmp_path):
    done = pcf.works("compare", revisions[0], abroad, "-o", tmp_path / "out")
    assert "compare.svg" in done.stdout
    (found,) = document(tmp_path / "out")["comparisons"]
    one, other = document(tmp_path / "out")["sides"]
    difference = other["totals"]["cradle_to_grave_kgco2e"] - one["totals"]["cradle_to_grave_kgco2e"]
    assert found["difference_kgco2e"] == difference
    assert set(causes(found)) == {"quantity", "grid"}
    assert math.fsum(causes(found).values()) == pytest.approx(difference, rel=1e-9)
    with (tmp_path / "out" / "compare.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert math.fsum(float(row["kgco2e"]) for row in rows) == pytest.approx(difference, rel=1e-9)
    memory = {row["stage"] for row in rows if row["cause"] == "quantity" and row["item"] == "2"}
    assert memory == {"materials", "end_of_life"}


def test_studies_that_are_not_equivalent_rank_nothing(pcf, revisions, abroad, tmp_path):
    shown = pcf.works("compare", revisions[0], abroad, "-o", tmp_path)
    assert "better" not in shown.output
    assert "not equivalent (Grid of use" in shown.stdout
    (found,) = document(tmp_path)["comparisons"]
    assert found["equivalent"] is False
    assert found["lower_footprint"] is None
    assert "better" not in (tmp_path / "compare.json").read_text(encoding="utf-8")


def test_the_other_order_turns_the_signs(pcf, revisions, abroad, tmp_path):
    pcf.works("compare", revisions[0], abroad, "-o", tmp_path / "there", "-q")
    pcf.works("compare", abroad, revisions[0], "-o", tmp_path / "back", "-q")
    there, back = (document(tmp_path / way)["comparisons"][0] for way in ("there", "back"))
    assert causes(back) == pytest.approx({name: -v for name, v in causes(there).items()}, rel=1e-9)


def test_results_are_compared_without_their_boms(pcf, revisions, abroad, tmp_path):
    for path in (revisions[0], abroad):
        pcf.works("assess", path, "-o", tmp_path / "out", "--format", "json", "-q")
    results = [tmp_path / "out" / f"{name}.json" for name in ("one", "abroad")]
    shown = pcf.works("compare", *results, "-o", tmp_path / "read")
    pcf.works("compare", revisions[0], abroad, "-o", tmp_path / "made", "-q")
    assert "computed anew" in shown.stdout
    read, made = (document(tmp_path / way)["comparisons"][0] for way in ("read", "made"))
    assert (read["basis"], made["basis"]) == ("recomputed", "recomputed")
    assert causes(read) == pytest.approx(causes(made), rel=1e-9)


def test_a_result_of_other_data_is_attributed_from_its_record(pcf, revisions, abroad, tmp_path):
    for path in (revisions[0], abroad):
        pcf.works("assess", path, "-o", tmp_path / "out", "--format", "json", "-q")
    path = tmp_path / "out" / "one.json"
    text = path.read_text(encoding="utf-8")
    digest = json.loads(text)["manifest"]["background_digest"]
    path.write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    shown = pcf.works("compare", path, tmp_path / "out" / "abroad.json", "-o", tmp_path)
    assert "Attributed from what the results record" in shown.stdout
    assert "cannot be told apart" in shown.stdout
    (found,) = document(tmp_path)["comparisons"]
    assert found["basis"] == "recorded"
    assert set(causes(found)) == {"quantity", "data", "grid"}
    assert math.fsum(causes(found).values()) == pytest.approx(found["difference_kgco2e"], rel=1e-9)


def test_a_result_and_the_bom_it_is_of_do_not_differ(pcf, revisions, tmp_path):
    pcf.works("assess", revisions[0], "-o", tmp_path / "out", "--format", "json", "-q")
    shown = pcf.works("compare", tmp_path / "out" / "one.json", revisions[0]).stdout
    assert "No difference." in shown
    assert "one (2)" in shown or "out/one" in shown


def test_options_of_the_study_hold_for_all_boms(pcf, revisions, abroad, tmp_path):
    pcf.works("compare", revisions[0], abroad, "--grid", "FR", "-o", tmp_path, "-q")
    assert set(causes(document(tmp_path)["comparisons"][0])) == {"quantity"}


def test_the_first_is_compared_with_each_of_the_others(pcf, revisions, abroad, tmp_path):
    shown = pcf.works("compare", *revisions, abroad, "-o", tmp_path).stdout
    found = document(tmp_path)
    assert [side["name"] for side in found["sides"]] == ["one", "two", "abroad"]
    assert [(each["first"], each["second"]) for each in found["comparisons"]] == [
        ("one", "two"), ("one", "abroad"),
    ]  # fmt: skip
    assert found["equivalence"]["equivalent"] is False
    assert "Why: two less one" in shown
    assert "Why: abroad less one" in shown
    chart = ElementTree.parse(tmp_path / "compare.svg").getroot()
    assert len(chart.findall("{http://www.w3.org/2000/svg}g")) == 2


def test_the_chart_climbs_from_the_first_total_to_the_second(pcf, revisions, tmp_path):
    pcf.works("compare", *revisions, "--lang", "zh", "-o", tmp_path, "-q")
    text = (tmp_path / "compare.svg").read_text(encoding="utf-8")
    words = [node.text for node in ElementTree.fromstring(text).iter() if node.text]
    (found,) = document(tmp_path)["comparisons"]
    assert "数量" in words
    assert signed(causes(found)["quantity"]) in words
    assert "坐标轴不从零开始" in " ".join(words)
    assert any("one 更优" in word for word in words)


def test_a_table_of_configurations_is_a_product_a_row(pcf, tmp_path):
    table = tmp_path / "servers.csv"
    table.write_text(
        "name,archetype,dimm_count\nsmall,rack_2u_2s,8\nlarge,rack_2u_2s,16\n", encoding="utf-8"
    )
    shown = pcf.works("compare", table, "-q", "-o", tmp_path)
    assert shown.stdout == ""
    assert [side["name"] for side in document(tmp_path)["sides"]] == ["small", "large"]


def test_one_product_is_not_enough(pcf, revisions):
    done = pcf("compare", revisions[0])
    assert done.exit_code == 2
    assert "two products" in done.output


def test_a_bom_with_problems_is_refused_with_its_cells(pcf, revisions, small_bom):
    broken = small_bom(("Chassis", "SGCC", "many", 10.0, "SGCC"), name="broken.xlsx")
    done = pcf("compare", revisions[0], broken)
    assert done.exit_code == 1
    assert "broken.xlsx › BOM!D2" in done.output


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda result, rows: result["components"].clear(), "RES104"),
        (lambda result, rows: result["totals"].update(cradle_to_grave_kgco2e=1.0), "RES104"),
        (lambda result, rows: result["product"].pop("mass_kg"), "RES102"),
        (lambda result, rows: result["study"]["pue"].update(value="x"), "RES102"),
        (lambda result, rows: result.update(schema="pcf-result/2"), "RES101"),
        (lambda result, rows: rows.unlink(), "RES103"),
    ],
    ids=[
        "component gone",
        "total moved",
        "field gone",
        "text for a PUE",
        "other schema",
        "rows gone",
    ],
)
def test_a_result_that_does_not_hold_together_is_refused(pcf, revisions, tmp_path, spoil, code):
    pcf.works("assess", revisions[0], "-o", tmp_path / "out", "--format", "json", "-q")
    path = tmp_path / "out" / "one.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    spoil(result, tmp_path / "out" / "one.rows.csv")
    path.write_text(json.dumps(result), encoding="utf-8")
    done = pcf("compare", path, revisions[1])
    assert done.exit_code == 1
    assert code in done.output


def test_a_result_cut_short_is_told_as_a_result(pcf, revisions, tmp_path):
    pcf.works("assess", revisions[0], "-o", tmp_path / "out", "--format", "json", "-q")
    path = tmp_path / "out" / "one.json"
    path.write_bytes(path.read_bytes()[:2000])
    done = pcf("compare", path, revisions[1])
    assert done.exit_code == 1
    assert "cannot be read as a result" in done.output
    assert "RES103" in done.output


def test_stated_legs_are_read_back_from_a_result(pcf, tmp_path):
    for name in ("rack_2u", "rack_1u_en"):
        pcf.works("assess", pcf.boms / f"{name}.xlsx", "-o", tmp_path, "--format", "json", "-q")
    results = [tmp_path / f"{name}.json" for name in ("rack_2u", "rack_1u_en")]
    pcf.works("compare", *results, "-o", tmp_path, "-q")
    (found,) = document(tmp_path)["comparisons"]
    assert found["basis"] == "recomputed"
    (market,) = [entry for entry in found["causes"] if entry["cause"] == "market"]
    route = [change for change in market["changes"] if change["name"] == "route"]
    assert "lorry_gt_32t 1200 km × 1" in route[0]["first"]
    assert math.fsum(causes(found).values()) == pytest.approx(found["difference_kgco2e"], rel=1e-9)


def test_a_leg_of_part_of_the_load_is_read_with_its_share(pcf, tmp_path):
    pcf.works("assess", pcf.boms / "rack_2u.xlsx", "-o", tmp_path, "--format", "json", "-q")
    path = tmp_path / "rack_2u.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    leg = next(entry for entry in result["assumptions"] if "transport leg 1" in entry["what"])
    leg["note"] = "share 0.25"
    path.write_text(json.dumps(result), encoding="utf-8")
    assert read_side(path).route[0] == ("lorry_gt_32t", 1200.0, 0.25)


def test_products_are_drawn_together_from_boms_and_results(pcf, revisions, tmp_path):
    first, second = revisions
    pcf.works("assess", second, "-o", tmp_path, "--format", "json", "-q")
    result = tmp_path / f"{second.stem}.json"
    for folder, other in (("b", second), ("r", result)):
        done = pcf.works(
            "compare", first, other, "--samples", 60, "-o", tmp_path / folder, "--lang", "en"
        )
        assert "Difference over 60 paired draws, seed 1" in done.stdout
        assert "Causes and Shapley shares are of the values, not of the draws." in done.stdout
    (of_bom,), (of_result,) = (document(tmp_path / each)["comparisons"] for each in "br")
    assert of_bom["paired"] == of_result["paired"]
    assert of_bom["causes"] == of_result["causes"]
    total = of_bom["paired"][1]
    assert total["figure"] == "cradle_to_grave"
    assert total["difference"]["deterministic"] == pytest.approx(
        of_bom["difference_kgco2e"], abs=1e-9
    )
    assert total["lower_share"] + total["higher_share"] == 1.0


@pytest.mark.parametrize(
    ("entry", "code"), [("background_digest", "RES106"), ("pcf_version", "RES106")]
)
def test_a_result_of_other_data_is_not_drawn_with_ours(pcf, revisions, tmp_path, entry, code):
    first, second = revisions
    pcf.works("assess", second, "-o", tmp_path, "--format", "json", "-q")
    path = tmp_path / f"{second.stem}.json"
    changed = json.loads(path.read_text("utf-8"))
    changed["manifest"][entry] = "another"
    path.write_text(json.dumps(changed), "utf-8")
    done = pcf("compare", first, path, "--samples", 60, "--lang", "en")
    assert (done.exit_code, f"[{code}]" in done.stderr) == (1, True)
    # without draws it is compared by what it records, or anew
    assert pcf("compare", first, path, "--lang", "en").exit_code == 0


@pytest.fixture
def written(pcf, revisions, tmp_path):
    """Write the result of the first revision with some options, into a folder."""

    def ask(folder, *options):
        first, _ = revisions
        pcf.works("assess", first, *options, "-o", tmp_path / folder, "--format", "json", "-q")
        return tmp_path / folder / f"{first.stem}.json"

    return ask


def compared(pcf, tmp_path, *results):
    pcf.works("compare", *results, "-q", "-o", tmp_path / "c")
    return document(tmp_path / "c")


def test_sampled_and_unsampled_results_of_one_bom_do_not_differ(pcf, written, tmp_path):
    found = compared(pcf, tmp_path, written("a"), written("b", "--samples", 20))
    assert found["comparisons"][0]["difference_kgco2e"] == 0.0
    assert found["comparisons"][0]["causes"] == []
    assert found["equivalence"]["equivalent"] is True


def test_a_gate_against_a_grave_differs_by_the_stages_beyond_it(pcf, written, tmp_path):
    (tmp_path / "gate.yaml").write_text("boundary: cradle_to_gate\n", "utf-8")
    whole, gate = written("a"), written("b", "--study", tmp_path / "gate.yaml")
    (one,) = compared(pcf, tmp_path, whole, gate)["comparisons"]
    stages = json.loads(whole.read_text("utf-8"))["stages"]
    beyond = sum(stages[name]["kgco2e"] for name in ("transport", "use", "end_of_life"))
    assert causes(one) == {"boundary": pytest.approx(-beyond, rel=1e-9)}
    assert one["lower_footprint"] is None
    assert (one["equivalent"], "no product is ranked" in one["verdict"]["en"]) == (False, True)


def test_a_reviewed_mapping_is_the_cause_of_what_it_moves(pcf, revisions, written, tmp_path):
    mapping = tmp_path / "m.xlsx"
    pcf.works("map", revisions[0], "-o", mapping)
    book = openpyxl.load_workbook(mapping)
    sheet = book.worksheets[0]
    row = next(row for row in range(3, 9) if sheet.cell(row, 4).value == "memory_module")
    sheet.cell(row, 5).value = "capacity_gb = 512"
    book.save(mapping)
    (one,) = compared(pcf, tmp_path, written("a"), written("b", "--mapping", mapping))[
        "comparisons"
    ]
    assert set(causes(one)) == {"mapping"}
    assert causes(one)["mapping"] == pytest.approx(one["difference_kgco2e"], rel=1e-9)
    assert one["difference_kgco2e"] > 100.0  # half a terabyte of memory


def test_a_result_of_another_program_ranks_no_product(pcf, revisions, written, tmp_path):
    other = written("b", "--pue", 1.01)
    changed = json.loads(other.read_text("utf-8"))
    changed["manifest"]["pcf_version"] = "0.0.9"
    other.write_text(json.dumps(changed), "utf-8")
    found = compared(pcf, tmp_path, written("a"), other)
    assert found["comparisons"][0]["lower_footprint"] is None
    differing = {each["name"] for each in found["equivalence"]["aspects"] if not each["same"]}
    assert differing >= {"program", "pue"}


def test_no_figure_of_a_third_product_is_cut(pcf, monkeypatch):
    monkeypatch.setattr(out, "_width", 80)
    boms = [pcf.boms / f"{name}.xlsx" for name in ("rack_2u", "storage_4u", "rack_1u_en")]
    done = pcf.works("compare", *boms, "--lang", "en")
    beside = done.stdout[: done.stdout.index("Equivalence")]
    assert beside.count("Total, cradle to grave") == 2
    assert beside.count("12,400") == 2
    assert "storage_4u" in beside
    assert "rack_1u_en" in beside
    assert "…" not in beside


def test_aspects_are_said_in_words(pcf, revisions, abroad):
    done = pcf.works("compare", revisions[0], abroad, "--lang", "zh")
    assert "从摇篮到坟墓" in done.stdout
    assert "德国 (DE)" in done.stdout
    assert "cradle_to_grave" not in done.stdout
    assert "不静默舍弃任何物料" in done.stdout
