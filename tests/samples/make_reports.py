"""Assess every good sample anew and write `reports/`: results, workbooks, sheets, a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from pcf.bom import read_bom
from pcf.config import cache_folder
from pcf.library import Library, shipped_library
from pcf.pipeline import assess
from pcf.reports.document import result_document
from pcf.reports.registry import write_reports
from pcf.results.assessment import Assessment

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("rack_1u_en", "rack_2u", "storage_4u", "liquid_node", "ai_8gpu")
#: One time stamp for all, so that only a change of a figure changes a file.
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FORMATS = ("json", "xlsx", "pdf")


def main() -> None:
    """Write the reports of all samples and the table that sums them up."""
    library = shipped_library(cache_folder())
    results = {name: write_sample(name, library, ROOT / "reports") for name in SAMPLES}
    readme = ROOT / "reports" / "README.md"
    readme.write_text(table_of(results), encoding="utf-8", newline="\n")
    print(f"{readme.relative_to(ROOT)}: {len(results)} samples")


def write_sample(name: str, library: Library, folder: Path) -> Assessment:
    """Assess one sample and write all its files, in English and Chinese."""
    bom = read_bom(ROOT / "bom_samples" / f"{name}.xlsx", library.knowledge)
    result = assess(bom, None, library, created=CREATED)
    write_reports(
        result_document(result, knowledge=library.knowledge, sources=library.sources),
        result.rows,
        folder=folder,
        stem=name,
        formats=FORMATS,
        languages=("en", "zh"),
    )
    return result


def table_of(results: Mapping[str, Assessment]) -> str:
    """Return the summary of all samples as Markdown."""
    head: Sequence[str] = (
        "# Reports of the samples",
        "",
        "Written by `just reports` (`tests/samples/make_reports.py`) from `bom_samples/`, which are",
        "synthetic. For each sample: the result (`.json`, `.rows.csv`), the engineering workbook",
        "(`.xlsx`) and the one-page sheet (`.pdf`); `.zh` marks the Chinese edition. The time stamp",
        "in them is fixed, so that a file changes only when a figure does.",
        "",
        "| sample | product | mass [kg] | cradle to gate [kg CO2e] | cradle to grave [kg CO2e] "
        "| use [kWh] | years, grid, PUE | sheet |",
        "|---|---|---:|---:|---:|---:|---|---|",
    )
    return "\n".join((*head, *(row_of(name, result) for name, result in results.items()), ""))


def row_of(name: str, result: Assessment) -> str:
    """Return one line of the table; three significant figures, as in the reports."""
    study = result.study
    terms = f"{study.number('lifetime_years'):g}, {study.text('grid')}, {study.number('pue'):g}"
    kwh = result.use.lifetime_kwh if result.use else 0.0
    figures = (
        f"{result.product.mass_kg:.1f}",
        three(result.totals.cradle_to_gate_kgco2e),
        three(result.totals.cradle_to_grave_kgco2e),
        three(kwh),
    )
    sheets = f"[en]({name}.pdf), [zh]({name}.zh.pdf)"
    return f"| `{name}` | {result.product.name} | {' | '.join(figures)} | {terms} | {sheets} |"


def three(value: float) -> str:
    """Round to three significant figures, thousands apart."""
    return f"{float(f'{value:.3g}'):,.0f}".replace(",", " ")


if __name__ == "__main__":
    main()
