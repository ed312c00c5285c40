"""A result on disk is explained and rendered again without computing."""

from __future__ import annotations

import json
import math
import re
import shutil

import pytest

from pcf.reports.explaining import item_story
from pcf.reports.registry import write_reports
from pcf.reports.result_file import read_document, read_rows
from pcf.reports.viewing import report_view


@pytest.fixture(scope="module")
def written(assessed, tmp_path_factory):
    """The 2U sample in all formats and both languages."""
    folder = tmp_path_factory.mktemp("written")
    write_reports(
        assessed.document("rack_2u"),
        assessed["rack_2u"].rows,
        folder=folder,
        stem="rack_2u",
        languages=("en", "zh"),
    )
    return folder


def test_explain_adds_up_to_what_the_component_weighs(written):
    document = read_document(written / "rack_2u.json")
    view = report_view(document, read_rows(written / "rack_2u.rows.csv"), lang="en")
    for component in document["components"]:
        story = item_story(view, component["item"])
        own = math.fsum(step.kgco2e for step in story.steps if not step.credit)
        assert own == pytest.approx(component["kgco2e"], rel=1e-9, abs=1e-12)
        for step in story.steps:
            assert step.amount * step.unit_score_kgco2e == pytest.approx(step.kgco2e, rel=1e-9)


def test_the_printed_story_ends_in_the_kilograms_of_the_result(pcf, written):
    document = read_document(written / "rack_2u.json")
    heaviest = max(document["components"], key=lambda entry: entry["kgco2e"])
    done = pcf.works("explain", written / "rack_2u.json", heaviest["item"])
    assert heaviest["cell"] in done.stdout
    last = re.search(r"([\d.]+) kg CO2e\s*$", done.stdout)
    assert float(last[1]) == pytest.approx(heaviest["kgco2e"], rel=1e-5)


def test_use_at_the_plug_is_explained_too(pcf, written):
    use = json.loads((written / "rack_2u.json").read_text(encoding="utf-8"))["totals"]
    done = pcf.works("explain", written / "rack_2u.json", "use_at_plug", "--lang", "zh")
    last = re.search(r"([\d.]+) kg CO2e\s*$", done.stdout)
    assert float(last[1]) == pytest.approx(use["use_at_plug_kgco2e"], rel=1e-5)


@pytest.mark.parametrize(
    ("lang", "headings"),
    [("en", ("Parameter", "Interval", "Amount")), ("zh", ("参数", "区间", "数量"))],
)
def test_a_story_has_headings_of_its_language_and_whole_names(pcf, written, lang, headings):
    document = read_document(written / "rack_2u.json")
    memory = next(
        entry for entry in document["components"] if entry["component_class"] == "memory_module"
    )
    done = pcf.works("explain", written / "rack_2u.json", memory["item"], "--lang", lang)
    assert [heading for heading in headings if heading not in done.stdout] == []
    assert "register_package_area_cm2" in done.stdout  # the longest name, in one piece


def test_an_item_nobody_knows_is_refused(pcf, written):
    done = pcf("explain", written / "rack_2u.json", "flux capacitor")
    assert done.exit_code == 1
    assert "[RES201]" in done.stderr


def test_a_name_of_several_lines_is_refused_with_their_items(pcf, written):
    names = [entry["name"] for entry in read_document(written / "rack_2u.json")["components"]]
    shared = next(name for name in names if names.count(name) > 1)
    done = pcf("explain", written / "rack_2u.json", shared)
    assert done.exit_code == 1
    assert "[RES202]" in done.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_result_rendered_again_has_the_same_bytes(pcf, written, tmp_path, lang):
    infix = ".zh" if lang == "zh" else ""
    pcf.works(
        "report", written / "rack_2u.json", "--format", "xlsx,pdf", "--lang", lang, "-o", tmp_path
    )
    for suffix in ("xlsx", "pdf"):
        again = (tmp_path / f"rack_2u.{suffix}").read_bytes()
        assert again == (written / f"rack_2u{infix}.{suffix}").read_bytes(), suffix


def test_the_report_goes_beside_the_result_by_default(pcf, written, tmp_path):
    for name in ("rack_2u.json", "rack_2u.rows.csv"):
        shutil.copy(written / name, tmp_path)
    pcf.works("report", tmp_path / "rack_2u.json", "--lang", "both")
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"rack_2u.pdf", "rack_2u.zh.pdf"}


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda folder: (folder / "rack_2u.json").write_text("{", encoding="utf-8"), "not JSON"),
        (lambda folder: (folder / "rack_2u.json").write_text("[]", encoding="utf-8"), "object"),
        (lambda folder: (folder / "rack_2u.rows.csv").unlink(), "rack_2u.rows.csv"),
        (
            lambda folder: (folder / "rack_2u.rows.csv").write_text(
                "scenario\nx\n", encoding="utf-8"
            ),
            "line 2",
        ),
    ],
)
def test_a_damaged_result_is_refused(pcf, written, tmp_path, damage, word):
    for name in ("rack_2u.json", "rack_2u.rows.csv"):
        shutil.copy(written / name, tmp_path)
    damage(tmp_path)
    done = pcf("report", tmp_path / "rack_2u.json")
    assert done.exit_code == 1
    assert "[RES103]" in done.stderr
    assert word in done.stderr
    assert not (tmp_path / "rack_2u.pdf").exists()


@pytest.mark.parametrize("command", ["report", "explain"])
def test_a_total_edited_by_hand_is_not_shown(pcf, written, tmp_path, command):
    document = json.loads((written / "rack_2u.json").read_text(encoding="utf-8"))
    document["totals"]["cradle_to_grave_kgco2e"] -= 1.0
    shutil.copy(written / "rack_2u.rows.csv", tmp_path)
    edited = tmp_path / "edited.json"
    edited.write_text(json.dumps(document), encoding="utf-8")
    done = pcf(command, edited, *(("1.4.1",) if command == "explain" else ("-o", tmp_path)))
    assert (done.exit_code, "edited.json: " in done.stderr) == (1, True)
    assert "[RES104]" in done.stderr
    assert not list(tmp_path.glob("*.pdf"))
