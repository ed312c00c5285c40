"""What `import pcf` offers, in the words of the README."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest

import pcf as package
from pcf.cli.main import HELP_FILE, run
from pcf.errors import BomError, OutputError, StudyError

ROOT = Path(__file__).resolve().parents[2]
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def result():
    bom = package.read_bom(ROOT / "bom_samples" / "liquid_node.xlsx")
    return package.assess(bom, package.Study(grid="DE", lifetime_years=4), created=CREATED)


def test_the_python_of_the_readme_says_what_it_shows(tmp_path, monkeypatch, capsys):
    (tmp_path / "bom_samples").symlink_to(ROOT / "bom_samples")
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names = {}
    exec(example, names)
    printed = capsys.readouterr().out
    assert float(printed.splitlines()[0]) == names["result"].total_kgco2e
    assert "end_of_life" in printed
    assert (tmp_path / "rack_2u.pdf").is_file()


def test_the_study_of_the_caller_is_the_study_of_the_result(result):
    assert result.study.text("grid") == "DE"
    assert result.study.settings["lifetime_years"].origin == "option"
    assert result.manifest.created == "2026-01-01T00:00:00Z"


def test_every_figure_is_a_sum_of_the_table(result):
    by_stage = result.by("stage")
    assert by_stage.sum() == pytest.approx(result.total_kgco2e, rel=1e-9)
    for total in result.stages:
        assert by_stage[total.stage.value] == pytest.approx(total.kgco2e, rel=1e-9)
    credits = result.by("credit")[True]
    assert credits == pytest.approx(result.totals.credits_kgco2e, rel=1e-9)


def test_an_item_is_explained_by_its_name(result):
    story = result.explain("内存条")
    own = [entry for entry in result.components if entry.item == story.item]
    assert story.kgco2e == pytest.approx(own[0].kgco2e, rel=1e-9)
    assert story.component_class == "memory_module"


@pytest.mark.parametrize(("suffix", "start"), [("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_the_suffix_is_the_format(result, tmp_path, suffix, start):
    written = package.write_report(result, tmp_path / f"node.{suffix}", lang="zh")
    assert written.read_bytes().startswith(start)
    assert (tmp_path / "node.rows.csv").is_file() == (suffix == "json")


def test_refusals_are_exceptions_of_one_family(result, tmp_path):
    with pytest.raises(BomError, match="BOM102"):
        package.read_bom(ROOT / "bom_samples" / "broken.xlsx")
    with pytest.raises(StudyError, match="STU111"):
        package.assess(result.bom, package.Study(grid="Atlantis"))
    with pytest.raises(OutputError, match="OUT103"):
        package.write_report(result, tmp_path / "node.abacus")
    assert issubclass(BomError, package.PcfError)


def test_public_names_are_listed_and_no_other_is_there():
    assert dir(package) == sorted(package.__all__)
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="teapot"):
        _ = package.teapot


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-h"], 0, None),
        ([], 2, None),
        (["--version"], 0, "pcf, version"),
        (["data", "list", "no such thing"], 0, "dataset"),
    ],
)
def test_the_console_script_answers(monkeypatch, capsys, arguments, code, words):
    monkeypatch.setattr(sys, "argv", ["pcf", *arguments])
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == code
    assert (words or HELP_FILE.read_text(encoding="utf-8")) in capsys.readouterr().out
