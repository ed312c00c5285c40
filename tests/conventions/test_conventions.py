"""House rules that a machine can hold: names, docstrings, layering, sizes, what is committed."""

from __future__ import annotations

import ast
import csv
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from source_tree import ROOT, docstring_gaps, floats_of, modules

ROOMS_OF_FIGURES = ("pcf/model/", "pcf/components/", "pcf/stages/", "pcf/results/")
UNITS = frozenset(
    [
        "kg",
        "kgc",
        "kgco2e",
        "kwh",
        "wh",
        "mj",
        "w",
        "v",
        "cm2",
        "m2",
        "mm2",
        "m3",
        "mm",
        "cm",
        "m",
        "km",
        "nm",
        "um",
        "gb",
        "tb",
        "mg",
        "g",
        "years",
        "hours",
        "tkm",
        "tonnes",
        "kgce",
        "l",
        "awg",
        "share",
        "rate",
        "yield",
        "factor",
        "count",
    ]
)
LONGEST_FILE = 300
LONGER_FILES = {  # path -> why it holds one idea all the same
    "pcf/results/recorded.py": "factors of recorded rows and the causes behind them belong together",
}

# Spelled in pieces, so that this file does not contain what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(("/" + "work/", "/" + "root/", "/" + "home/[a-z]", r"[A-Z]:\\\\" + "Users"))
)
REGISTRY_HOSTS = re.compile(
    "|".join(("pypi" + r"\.org", "python" + "hosted", "index" + "-url", "arti" + "factory",
              "anaconda" + r"\.org", "mirrors" + r"\."))
)  # fmt: skip


def plain_names():
    path = Path(__file__).with_name("plain_float_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["reason"] for row in csv.DictReader(file)}


def float_names():
    return [
        (f"{path}:{line}", name)
        for path, tree in modules().items()
        if path.startswith(ROOMS_OF_FIGURES)
        for name, line in floats_of(tree)
    ]


def test_a_float_says_its_unit():
    allowed = plain_names()
    nameless = [
        f"{place} {name}"
        for place, name in float_names()
        if name.removesuffix("_per_year").rpartition("_")[2] not in UNITS and name not in allowed
    ]
    assert nameless == []


def test_an_exception_to_the_names_is_in_use_and_has_its_reason():
    used = {name for _, name in float_names()}
    assert {name for name in plain_names() if name not in used} == set()
    assert all(plain_names().values())


def test_what_is_public_has_a_docstring():
    gaps = [gap for path, tree in modules().items() for gap in docstring_gaps(path, tree)]
    assert gaps == []


def test_only_the_outermost_frame_catches_everything():
    found = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert found == ["pcf/cli/group.py"]


def test_only_the_command_line_prints():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if not path.startswith("pcf/cli/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"))
    ]
    assert found == []


def test_only_settings_are_read_from_the_environment():
    found = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert found == {"pcf/config.py"}


def test_vocabulary_models_and_results_do_no_input_or_output():
    forbidden = {"open", "read_text", "write_text", "read_bytes", "write_bytes"}
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path.startswith(ROOMS_OF_FIGURES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in forbidden
    ]
    assert found == []


def test_a_file_holds_one_idea():
    sizes = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    assert {path for path, size in sizes.items() if size > LONGEST_FILE} <= set(LONGER_FILES)
    assert set(LONGER_FILES) <= set(sizes)


def test_no_drawer_for_odds_and_ends():
    names = {Path(path).stem for path in modules()}
    assert names & {"utils", "util", "helpers", "common", "misc", "tools"} == set()


def test_no_module_hides_a_public_function():
    import pcf

    shadowed = [name for name in pcf.__all__ if (ROOT / "pcf" / f"{name}.py").exists()]
    assert shadowed == []


def test_the_layers_are_written_down():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (layers,) = (
        contract["layers"]
        for contract in linter["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    rooms = [room.strip() for layer in layers for room in layer.split("|")]
    order = ["pcf.cli", "pcf.config", "pcf.reports", "pcf.scenarios", "pcf.pipeline", "pcf.library"]
    assert [room for room in rooms if room in order] == order
    strangers = next(layer for layer in layers if "pcf.components" in layer)
    assert set(strangers.replace("pcf.", "").split(" | ")) == {
        "bom", "components", "stages", "background", "engine",
    }  # fmt: skip
    assert rooms[-1] == "pcf.model"


@pytest.mark.skipif(
    importlib.util.find_spec("importlinter") is None, reason="import-linter comes with [dev]"
)
def test_the_layers_hold():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()",
         "--no-cache"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_an_assessment_loads_no_heavy_library(library, tmp_path):
    heavy = ("pandas", "pydantic", "matplotlib", "bw2calc", "bw2data", "scipy", "typst")
    assert library.scores("gwp100").facts  # from here on in the cache
    program = (
        "import sys; from pcf.cli.main import run\n"
        "try: run()\n"
        f"finally: print(sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "assess", str(ROOT / "bom_samples/rack_2u.xlsx"),
         "-o", str(tmp_path), "--format", "json", "-q"],
        env=dict(os.environ), capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"


def committed_texts():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:  # workbooks, pictures and the like have no lines
            yield name, content.decode("utf-8")


def test_nothing_committed_names_a_machine_or_a_package_host():
    found = [
        f"{name}: {match[0]}"
        for name, text in committed_texts()
        for pattern in (MACHINE_PATHS, REGISTRY_HOSTS)
        if (match := pattern.search(text))
    ]
    assert found == []


def test_text_is_committed_with_plain_line_ends():
    assert [name for name, text in committed_texts() if "\r\n" in text] == []
