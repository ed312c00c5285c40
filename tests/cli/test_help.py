"""Help is complete, quick and true; what the README shows works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pcf.cli.group import cli
from pcf.cli.main import COMMANDS, HELP_FILE

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: What lies beside a person who types the commands of the README.
TABLES = {
    "portfolio": "name,archetype,memory_gb\nsmall,rack_1u_1s,64\nlarge,rack_2u_2s,512\n",
    "validate": "name,gwp_manufacturing_kgco2e,number_cpu,memory_gb\nours,1000,2,256\n",
}


def commands(group, words=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_help_page_on_file_is_what_click_prints():
    printed = CliRunner().invoke(cli, ["--help"], prog_name="pcf", terminal_width=80)
    assert printed.output == HELP_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2)])
def test_bare_help_is_answered_without_click(arguments, code):
    program = (
        "import sys; from pcf.cli.main import run\n"
        "try: run()\n"
        "finally: assert 'click' not in sys.modules and 'numpy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert done.stdout == HELP_FILE.read_text(encoding="utf-8")


def test_every_command_and_option_is_explained():
    silent = [
        " ".join((*words, parameter.opts[0]))
        for words, command in commands(cli)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []
    assert all(command.help for _, command in commands(cli))


def test_the_first_line_of_help_is_whole(pcf):
    for words, _ in commands(cli):
        assert "Usage: pcf" in pcf.works(*words, "--help").stdout


def test_the_version_is_told(pcf):
    assert re.fullmatch(r"pcf, version \d+\.\d+\.\d+\n", pcf.works("--version").stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_the_readme(name):
    assert any(line.startswith(f"pcf {name} ") for line in "\n".join(blocks("sh")).splitlines())


def test_the_commands_of_the_readme_run_in_their_order(pcf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(pcf.boms / "rack_2u.xlsx", tmp_path / "bom.xlsx")
    shutil.copy(pcf.boms / "rack_2u.xlsx", tmp_path)
    shutil.copy(pcf.boms / "scenarios/rack_2u.yaml", tmp_path / "scenarios.yaml")
    shutil.copy(pcf.boms / "scenarios/budget.yaml", tmp_path)
    pcf.works("assess", "rack_2u.xlsx", "-o", "out", "--format", "json", "-q")
    lines = [line for line in "\n".join(blocks("sh")).splitlines() if line.startswith("pcf ")]
    assert len(lines) >= len(COMMANDS)
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        for word in words[1:]:
            if words[0] in TABLES and word.endswith(".csv") and not Path(word).exists():
                Path(word).write_text(TABLES[words[0]], encoding="utf-8")
        pcf.works(*words)
    assert {"bom.zh.pdf", "bom.json", "rack_2u.pdf"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }


def test_the_python_of_the_readme_runs(tmp_path):
    (example,) = blocks("python")
    (tmp_path / "bom_samples").symlink_to(ROOT / "bom_samples")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, env=dict(os.environ),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.splitlines()[0]) > 1000
    assert (tmp_path / "rack_2u.pdf").read_bytes().startswith(b"%PDF")


def test_the_second_command_of_the_readme_runs_these_tests():
    setups = [line for line in README.splitlines() if line.startswith("python3 -m venv ")]
    assert len(setups) == 2
    assert "pcf assess bom_samples/rack_2u.xlsx" in setups[0]
    assert setups[1].endswith("-m pytest")
