"""Option > PCF_* > Study sheet > study.yaml beside the BOM > user file > default."""

from __future__ import annotations

import json

import pytest

LINE = ("Chassis", "SGCC T=1.0", 1, 10.0, "SGCC")


@pytest.fixture
def pue_of(pcf, tmp_path):
    """Assess a BOM and return the PUE with its origin, as the result has it."""

    def ask(bom, *options, **environment):
        pcf.works(
            "assess", bom, "-o", tmp_path / "out", "--format", "json", "-q", *options, **environment
        )
        result = json.loads((tmp_path / "out" / "small.json").read_text(encoding="utf-8"))
        entry = result["study"]["pue"]
        return entry["value"], entry["origin"]

    return ask


@pytest.fixture
def user_file(tmp_path):
    path = tmp_path / "config" / "config.yaml"
    path.parent.mkdir()
    path.write_text("pue: 1.9\n", encoding="utf-8")
    return str(path)


def test_an_option_beats_the_environment(small_bom, pue_of):
    assert pue_of(small_bom(LINE), "--pue", "1.1", PCF_PUE="1.2") == (1.1, "option")


def test_the_environment_beats_the_sheet(small_bom, pue_of):
    bom = small_bom(LINE, settings=[("PUE", 1.3)])
    assert pue_of(bom, PCF_PUE="1.2") == (1.2, "environment")


def test_the_sheet_beats_the_study_file_beside_it(small_bom, pue_of, tmp_path):
    (tmp_path / "study.yaml").write_text("pue: 1.4\n", encoding="utf-8")
    bom = small_bom(LINE, settings=[("PUE", 1.3)])
    assert pue_of(bom) == (1.3, "sheet")


def test_the_study_file_beats_the_users_own(small_bom, pue_of, tmp_path, user_file):
    (tmp_path / "study.yaml").write_text("pue: 1.4\n", encoding="utf-8")
    assert pue_of(small_bom(LINE), PCF_CONFIG=user_file) == (1.4, "study_file")


def test_the_users_own_file_beats_the_default(small_bom, pue_of, user_file):
    assert pue_of(small_bom(LINE), PCF_CONFIG=user_file) == (1.9, "user_file")


def test_what_nobody_gives_is_the_mean_of_the_grid(small_bom, pue_of, library):
    means = {row["grid"]: float(row["pue"]) for row in library.knowledge.tables["pue"]}
    assert pue_of(small_bom(LINE)) == (means["CN"], "default")


def test_a_named_study_file_stands_in_for_the_one_beside(small_bom, pue_of, tmp_path):
    (tmp_path / "study.yaml").write_text("pue: 1.4\n", encoding="utf-8")
    named = tmp_path / "named.yaml"
    named.write_text("# ours\npue: 1.6\n", encoding="utf-8")
    assert pue_of(small_bom(LINE), "--study", named) == (1.6, "study_file")


def test_an_empty_study_file_changes_nothing(small_bom, pue_of, tmp_path):
    bom = small_bom(LINE)
    without = pue_of(bom)
    (tmp_path / "study.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert pue_of(bom) == without


def test_the_language_option_beats_the_environment(pcf, small_bom, tmp_path):
    bom = small_bom(LINE)
    for lang, word in (("en", "unknown grid"), ("zh", "未知的电网")):
        done = pcf("assess", bom, "-o", tmp_path, "--grid", "X", "--lang", lang, PCF_LANG="en")
        assert word in done.stderr
    assert "未知的电网" in pcf("assess", bom, "-o", tmp_path, "--grid", "X", PCF_LANG="zh").stderr


def test_a_chinese_terminal_is_answered_in_chinese(pcf, small_bom, tmp_path):
    done = pcf("assess", small_bom(LINE), "-o", tmp_path, "--grid", "X", LC_ALL="zh_CN.UTF-8")
    assert "未知的电网" in done.stderr


def test_a_slip_of_the_pen_in_a_study_file_is_told_with_its_line(pcf, small_bom, tmp_path):
    (tmp_path / "study.yaml").write_text("pue: 1.4\ngird: DE\n", encoding="utf-8")
    done = pcf("assess", small_bom(LINE), "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert (
        "study.yaml › line 2 gird: unknown setting 'gird' (did you mean grid? known: "
        in done.stderr
    )
    assert not (tmp_path / "out").exists()


def test_a_variable_that_is_no_setting_of_ours_has_no_say(pcf, small_bom, tmp_path):
    bom = small_bom(LINE)
    studies = []
    for variables in ({}, {"PCF_HOME": "/opt/other"}):
        pcf.works("assess", bom, "-o", tmp_path, "--format", "json", "-q", **variables)
        result = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
        studies.append((result["study"], result["manifest"]["id"]))
    assert studies[0] == studies[1]


def test_every_setting_of_a_sheet_is_one_a_file_may_have_too(library):
    from pcf.stages.study_checks import KNOWN

    of_legs = {"mode", "distance_km", "share"}
    assert {alias.field for alias in library.knowledge.setting_names} - of_legs <= KNOWN
