"""What goes wrong: a message with its place, an exit code, and nothing written."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

BROKEN_CELLS = {
    "BOM!H4": "BOM102",  # 12 kgg
    "BOM!F5": "BOM102",  # two
    "BOM!F6": "BOM110",  # -8
    "BOM!H9": "BOM112",  # =1/0, never calculated
    "BOM!A10": "BOM116",  # level 4 below level 1
    "BOM!G11": "BOM113",  # furlong
    "BOM!F13": "BOM109",  # no quantity
    "Study!B3": "STU102",  # PUE below 1
    "Study!B4": "STU111",  # Atlantis
}


def told(stderr):
    return {line.rpartition(" [")[2].rstrip("]") for line in stderr.splitlines() if "[" in line}


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--grid", "Atlantis", "STU111"),
        ("--pue", "0.9", "STU102"),
        ("--lifetime", "-1", "STU101"),
        ("--lifetime", "nan", "STU101"),
        ("--profile", "tetris", "STU113"),
        ("--market", "Mars", "STU114"),
        ("--method", "gwp1000", "STU115"),
        ("--eol", "wishful", "STU116"),
    ],
)
def test_a_study_that_cannot_be_is_refused(pcf, plain_bom, tmp_path, option, value, code):
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", option, value)
    assert done.exit_code == 1
    assert told(done.stderr) == {code}
    assert value in done.stderr
    assert not (tmp_path / "out").exists()


def test_all_wrong_settings_are_told_at_once(pcf, plain_bom, tmp_path):
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--grid", "Atlantis", "--pue", "0.9")
    assert told(done.stderr) == {"STU102", "STU111"}


def test_a_wrong_setting_of_a_sheet_is_told_with_its_cell(pcf, small_bom, tmp_path):
    bom = small_bom(("Fan", "8038", 1, 0.2, None), settings=[("Grid", "Atlantis"), ("PUE", 0.9)])
    done = pcf("assess", bom, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "small.xlsx › Study!B2: unknown grid 'Atlantis'" in done.stderr
    assert "small.xlsx › Study!B3: pue 0.9" in done.stderr


def test_a_wrong_line_of_a_study_file_is_told_with_its_line(pcf, plain_bom, tmp_path):
    (tmp_path / "study.yaml").write_text("market: CN\npue: 0.9\n", encoding="utf-8")
    done = pcf("assess", plain_bom, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "study.yaml › line 2 pue" in done.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("grid: [CN, DE]\n", "STU021"), ("- grid\n", "STU021"), ("grid: 'CN\n", "STU020"),
        ("grid: CN\ngrid: DE\n", "STU022"), ("pue:\n", "STU023"), ("", "STU023"),
        ("legs: far\n", "STU024"),
    ],
)  # fmt: skip
def test_a_study_file_that_is_no_list_of_settings_is_refused(pcf, plain_bom, tmp_path, text, code):
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--study", file)
    assert done.exit_code == 1
    assert told(done.stderr) == {code}
    assert not (tmp_path / "out").exists()


BAD_STUDY = """\
grid: Atlantis
pue: 0.9
profile: [general]
lifetime_years: .nan
lifetme_years: 5
load_profile: 0:0.5 1:0.6
market: CN
market: EU
legs:
  - {mode: lorry, distance_km: -5, share: 0.4}
  - {mode: lorry, distance_km: 5, share: 0.4}
  - {mode: broom, distance_km: 100}
"""
BAD_LINES = (
    ("line 1 grid", "STU111", "unknown grid 'Atlantis'"),
    ("line 2 pue", "STU102", "pue 0.9 is out of range"),
    ("line 3 profile", "STU021", "expected one value"),
    ("line 4 lifetime_years", "STU101", "lifetime_years .nan is out of range"),
    ("line 5 lifetme_years", "STU109", "did you mean lifetime_years?"),
    ("line 6 load_profile", "STU137", "time shares add to 1.1, not to 1"),
    ("line 8 market", "STU022", "market stands twice, first in line 7"),
    ("line 10 legs", "STU122", "distance -5 km"),
    ("line 10 legs", "STU124", "add to 0.8"),
    ("line 12 legs", "STU121", "unknown transport mode 'broom'"),
)


@pytest.mark.parametrize("command", ["assess", "check", "portfolio"])
def test_everything_wrong_with_a_study_file_is_told_at_once_line_by_line(
    pcf, plain_bom, tmp_path, command
):
    (tmp_path / "bad.yaml").write_text(BAD_STUDY, encoding="utf-8")
    out = ("-o", tmp_path / "out") if command == "assess" else ()
    source = plain_bom.parent if command == "portfolio" else plain_bom
    done = pcf(command, source, *out, "--study", tmp_path / "bad.yaml")
    assert done.exit_code == 1
    lines = [line for line in done.output.splitlines() if "bad.yaml › line" in line]
    found = [
        next(
            (at, code, what)
            for at, code, what in BAD_LINES
            if f"bad.yaml › {at}:" in line and f"[{code}]" in line and what in line
        )
        for line in lines
    ]
    assert sorted(found) == sorted(BAD_LINES)
    numbers = [int(at.split()[1]) for at, _, _ in found]
    assert numbers == sorted(numbers)


def test_a_bad_study_file_is_told_in_chinese_too(pcf, plain_bom, tmp_path):
    (tmp_path / "bad.yaml").write_text(BAD_STUDY, encoding="utf-8")
    done = pcf("assess", plain_bom, "--study", tmp_path / "bad.yaml", "--lang", "zh")
    assert "bad.yaml › line 8 market: market 重复，首次在第 7 行" in done.stderr
    assert "是否为 lifetime_years？" in done.stderr
    assert done.stderr.count("bad.yaml › line") == len(BAD_LINES)


def test_problems_of_bom_and_study_file_come_together(pcf, small_bom, tmp_path):
    (tmp_path / "bad.yaml").write_text("pue: 0.9\npue: 1.2\n", encoding="utf-8")
    bom = small_bom(("Fan", "8038", 1, "12 kgg", None))
    done = pcf("assess", bom, "--study", tmp_path / "bad.yaml")
    assert told(done.stderr) == {"BOM102", "STU022"}


def test_a_study_file_that_a_sheet_overrules_is_checked_and_told(pcf, small_bom, tmp_path):
    bom = small_bom(("Fan", "8038", 1, 0.2, None), settings=[("PUE", 1.3), ("Grid", "CN")])
    (tmp_path / "mine.yaml").write_text("pue: 1.2\ngrid: cn\n", encoding="utf-8")
    said = pcf.works("check", bom, "--study", tmp_path / "mine.yaml", "-v").output
    assert "STU221" not in said  # check tells no notices of the study
    done = pcf.works("assess", bom, "-o", tmp_path / "out", "--study", tmp_path / "mine.yaml", "-v")
    (notice,) = [line for line in done.output.splitlines() if "STU221" in line]
    assert "mine.yaml › line 1 pue: pue 1.2 is set aside" in notice
    assert "small.xlsx › Study!B2" in notice
    (tmp_path / "mine.yaml").write_text("pue: 0.2\n", encoding="utf-8")
    refused = pcf("assess", bom, "-o", tmp_path / "out", "--study", tmp_path / "mine.yaml")
    assert told(refused.stderr) == {"STU102"}


def test_a_bom_is_never_replaced_by_its_own_report(pcf, small_bom, tmp_path):
    bom = small_bom(("Fan", "8038", 1, 0.2, None))
    before = bom.read_bytes()
    done = pcf("assess", bom, "-o", bom.parent, "--format", "json,xlsx")
    assert done.exit_code == 5
    assert told(done.stderr) == {"OUT107"}
    assert bom.read_bytes() == before
    assert not bom.with_suffix(".json").exists()
    pcf.works("assess", bom, "-o", bom.parent, "--format", "json")
    assert bom.with_suffix(".json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess",),
        ("assess", "no-such-file.xlsx"),
        ("assess", "{bom}", "--lang", "fr"),
        ("assess", "{bom}", "--lifetime", "long"),
        ("assess", "{bom}", "--mapping", "no-such-file.xlsx"),
        ("assess", "{bom}", "--no-such-option"),
        ("check", "{bom}", "{bom}", "--annotate", "copy.xlsx"),
        ("explain", "no-such-result.json", "1"),
        ("data", "show", "unobtainium"),
        ("conjure",),
    ],
)
def test_wrong_usage_is_exit_2(pcf, plain_bom, tmp_path, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = pcf(*(word.format(bom=plain_bom) for word in arguments))
    assert done.exit_code == 2
    assert "Usage" in done.stderr or "Error" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("lang", "phrase"), [("en", "is negative"), ("zh", "为负")])
def test_the_broken_sample_is_refused_with_every_cell(pcf, tmp_path, lang, phrase):
    done = pcf("assess", pcf.boms / "broken.xlsx", "-o", tmp_path / "out", "--lang", lang)
    assert done.exit_code == 1
    for cell, code in BROKEN_CELLS.items():
        told_of_cell = [
            line
            for line in done.stderr.splitlines()
            if line.startswith(f"broken.xlsx › {cell}: ") and line.endswith(f"[{code}]")
        ]
        assert len(told_of_cell) == 1, cell
    assert phrase in done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_the_broken_sample_is_refused_in_a_process_of_its_own(pcf, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from pcf.cli.main import run; run()",
         "assess", str(pcf.boms / "broken.xlsx"), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") >= len(BROKEN_CELLS)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_one_broken_bom_does_not_keep_the_others_from_being_assessed(pcf, plain_bom, tmp_path):
    done = pcf(
        "assess", pcf.boms / "broken.xlsx", plain_bom, "-o", tmp_path / "out", "--format", "json"
    )
    assert done.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "small.json", "small.rows.csv",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_made_is_exit_5(pcf, plain_bom, tmp_path):
    done = pcf("assess", plain_bom, "-o", plain_bom / "out", "--format", "json", "--lang", "zh")
    assert done.exit_code == 5
    assert told(done.stderr) == {"OUT101"}
    assert "无法写入" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_replaced_leaves_no_half_result(pcf, plain_bom, tmp_path):
    (tmp_path / "out" / "small.rows.csv").mkdir(parents=True)
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--format", "json")
    assert done.exit_code == 5
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("formats", ["json,abacus", "", " , "])
def test_an_unknown_format_writes_nothing_and_names_the_known(pcf, plain_bom, tmp_path, formats):
    done = pcf("assess", plain_bom, "-o", tmp_path / "out", "--format", formats)
    assert done.exit_code == 5
    assert "json, xlsx, pdf" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_strict_run_refuses_a_result_made_of_proxies(pcf, small_bom, tmp_path):
    bom = small_bom(("Widget", "frobnicator", 1, 3.0, None), ("Gadget", "gizmo", 2, 1.0, None))
    pcf.works("assess", bom, "-o", tmp_path / "lenient", "--format", "json")
    done = pcf("assess", bom, "-o", tmp_path / "out", "--format", "json", "--strict")
    assert done.exit_code == 1
    assert "STR101" in told(done.stderr)
    assert not (tmp_path / "out").exists()


def test_a_bug_is_shown_whole_and_asked_to_be_reported(pcf, plain_bom, tmp_path, monkeypatch):
    def stumble(*_, **__):
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("pcf.cli.assess.result_document", stumble)
    done = pcf("assess", plain_bom, "-o", tmp_path / "out")
    assert done.exit_code == 70
    assert "RuntimeError: a wheel came off" in done.stderr
    assert "Please report it" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_interrupted_run_says_so(pcf, plain_bom, tmp_path, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("pcf.cli.assess.result_document", interrupt)
    done = pcf("assess", plain_bom, "-o", tmp_path / "out")
    assert done.exit_code == 130
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("line", ["1,spare,0", "1,Software licence,1"])
def test_a_bom_of_which_nothing_is_left_is_no_result(pcf, tmp_path, line):
    bom = tmp_path / "none.csv"
    bom.write_text(f"Item,Name,Qty\n{line}\n", encoding="utf-8")
    done = pcf("assess", bom, "--lang", "en", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "none of the 1 lines is a physical part that is counted" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_second_file_of_one_name_does_not_replace_the_first(pcf, small_bom, tmp_path):
    for folder, mass_kg in (("a", 10.0), ("b", 20.0)):
        (tmp_path / folder).mkdir()
        bom = small_bom(("Chassis", "SGCC", 1, mass_kg, "SGCC"), settings=(("Grid", "DE"),))
        bom.rename(tmp_path / folder / "one.xlsx")
    boms = [tmp_path / folder / "one.xlsx" for folder in ("a", "b")]
    done = pcf("assess", *boms, "-o", tmp_path / "out", "--format", "json", "-q", "--lang", "zh")
    assert done.exit_code == 5
    assert f"{boms[1]}: " in done.stderr
    assert f"同名文件 {boms[0]}" in done.stderr
    assert told(done.stderr) == {"OUT108"}
    result = json.loads((tmp_path / "out/one.json").read_text(encoding="utf-8"))
    assert result["product"]["mass_kg"] == 10.0
