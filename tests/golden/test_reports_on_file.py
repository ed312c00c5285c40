"""What lies in `reports/` is what the samples come to, on one page, in both languages."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "samples"))

from make_reports import SAMPLES, table_of, write_sample  # noqa: E402


@pytest.fixture(scope="module")
def written(library, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    return folder, {name: write_sample(name, library, folder) for name in SAMPLES}


def test_every_sheet_is_one_page(written):
    folder, _ = written
    for name in SAMPLES:
        for infix, title in (("", "footprint"), (".zh", "碳足迹")):
            pages = PdfReader(folder / f"{name}{infix}.pdf").pages
            assert len(pages) == 1, name + infix
            assert title in pages[0].extract_text(), name + infix


def test_no_cell_of_a_workbook_shows_an_error(written):
    folder, _ = written
    for name in SAMPLES:
        book = openpyxl.load_workbook(folder / f"{name}.zh.xlsx", data_only=True, read_only=True)
        shown = (
            value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
        )
        wrong = {value for value in shown if isinstance(value, str) and value.startswith("#")}
        assert wrong == set(), name
        book.close()


def test_the_table_has_a_line_for_each_sample(written):
    _, results = written
    lines = [line for line in table_of(results).splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == list(SAMPLES)
    for name, line in zip(SAMPLES, lines, strict=True):
        assert f"| {results[name].product.mass_kg:.1f} |" in line


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_on_file_is_of_these_figures(assessed, name):
    path = ROOT / "reports" / f"{name}.json"
    if not path.is_file():
        pytest.skip("reports/ is not made yet (just reports)")
    kept = json.loads(path.read_text(encoding="utf-8"))["totals"]
    found = assessed.document(name)["totals"]
    assert kept == pytest.approx(found, rel=1e-9), "run `just reports` and review its table"
