"""Run the whole program in this process: exit codes and streams as a shell sees them."""

from __future__ import annotations

import gc
import shutil
from dataclasses import dataclass
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from pcf.cli.group import main
from pcf.cli.terminal import err, out

ROOT = Path(__file__).resolve().parents[2]
BOMS = ROOT / "bom_samples"


class Program(click.Command):
    """The program with its outermost frame, which turns refusals into exit codes."""

    def main(self, args=None, **_):
        try:
            main(args)
        finally:
            gc.enable()


@dataclass
class Terminal:
    """Types commands and keeps what they answer; has the samples at hand."""

    boms: Path = BOMS

    def __call__(self, *arguments, **environment):
        return CliRunner().invoke(
            Program("pcf"), [str(argument) for argument in arguments], env=environment
        )

    def works(self, *arguments, **environment):
        """The same where nothing but success will do."""
        done = self(*arguments, **environment)
        assert done.exit_code == 0, done.output
        return done

    def sample(self, name, folder):
        """A copy of a sample in ``folder``, where other files may lie beside it."""
        return Path(shutil.copy(self.boms / f"{name}.xlsx", folder))


@pytest.fixture
def pcf(monkeypatch):
    for console in (out, err):
        monkeypatch.setattr(console, "_width", 240)
    return Terminal()


@pytest.fixture
def small_bom(tmp_path):
    """Write a workbook of a few lines, with a Study sheet where settings are given."""

    def write(*lines, name="small.xlsx", settings=()):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "BOM"
        sheet.append(["Item", "Name", "Description", "Qty", "Weight (kg)", "Material"])
        for number, line in enumerate(lines, 1):
            sheet.append([str(number), *line])
        if settings:
            study = book.create_sheet("Study")
            study.append(["Setting", "Value"])
            for entry in settings:
                study.append(list(entry))
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def plain_bom(small_bom):
    """Two lines whose footprint is quickly computed and easy to oversee."""
    return small_bom(
        ("Chassis", "SGCC T=1.0", 1, 10.0, "SGCC"),
        ("Memory", "DDR5 RDIMM 32GB", 8, 0.045, None),
    )
