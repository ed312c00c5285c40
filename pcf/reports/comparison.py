"""The files of a comparison: ``compare.json``, ``compare.csv`` and the chart ``compare.svg``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pcf.reports.all_or_nothing import write_files
from pcf.reports.comparison_chart import waterfall_svg
from pcf.reports.comparison_wording import remarks, verdict
from pcf.reports.document_types import Document, Json
from pcf.reports.spreadsheet_text import neutral
from pcf.results.comparison import CauseEffect, Comparison, PlaceEffect
from pcf.results.comparison_side import Side
from pcf.results.equivalence import Equivalence

SCHEMA_NAME = "pcf-comparison/1"
STEM = "compare"
CSV_COLUMNS = ("first", "second", "cause", "stage", "item", "name", "kgco2e")


def write_comparison(
    comparisons: Sequence[Comparison], equivalent: Equivalence, folder: Path, *, lang: str
) -> tuple[Path, ...]:
    """Write result, long table and chart of the first product against each other one.

    Raises
    ------
    OutputError
        OUT101 where a file cannot be written.
    """
    return write_files(
        {
            folder / f"{STEM}.json": document_bytes(comparison_document(comparisons, equivalent)),
            folder / f"{STEM}.csv": table_bytes(comparisons),
            folder / f"{STEM}.svg": waterfall_svg(comparisons, lang=lang),
        }
    )


def comparison_document(comparisons: Sequence[Comparison], equivalent: Equivalence) -> Document:
    """Return the comparison as plain values, floats in full (schema ``pcf-comparison/1``)."""
    sides = [comparisons[0].first, *(comparison.second for comparison in comparisons)]
    return {
        "schema": SCHEMA_NAME,
        "sides": [_side(side) for side in sides],
        "equivalence": {
            "equivalent": equivalent.equivalent,
            "aspects": [
                {"name": aspect.name, "values": list(aspect.values), "same": aspect.same}
                for aspect in equivalent.aspects
            ],
        },
        "comparisons": [_comparison(comparison) for comparison in comparisons],
    }


def _side(side: Side) -> Json:
    return {
        "name": side.name,
        "mass_kg": side.mass_kg,
        "totals": dict(side.totals),
        "stages": dict(side.stages),
        "manifest": dict(side.manifest),
    }


def _comparison(comparison: Comparison) -> Json:
    better = comparison.better
    return {
        "first": comparison.first.name,
        "second": comparison.second.name,
        "difference_kgco2e": comparison.difference_kgco2e,
        "basis": comparison.basis,
        "equivalent": comparison.equivalent,
        "lower_footprint": better.name if better else None,
        "causes": [_cause(effect) for effect in comparison.causes],
        "paired": [asdict(each) for each in comparison.paired],
        "components": [_place(effect) for effect in comparison.places],
        "verdict": {lang: verdict(lang, comparison) for lang in ("en", "zh")},
        "remarks": {lang: list(remarks(lang, comparison)) for lang in ("en", "zh")},
    }


def _cause(effect: CauseEffect) -> Json:
    return {
        "cause": effect.cause.value,
        "kgco2e": effect.kgco2e,
        "by_stage": {stage.value: value for stage, value in effect.by_stage.items()},
        "changes": [
            {
                "item": change.item,
                "name": change.name,
                "first": change.first,
                "second": change.second,
            }
            for change in effect.changes
        ],
    }


def _place(effect: PlaceEffect) -> Json:
    return {
        "item": effect.item,
        "fate": effect.fate.value,
        "names": list(effect.names),
        "component_classes": list(effect.classes),
        "quantities": list(effect.quantities),
        "kgco2e": list(effect.kgco2e),
        "difference_kgco2e": effect.difference_kgco2e,
        "by_cause": {cause.value: value for cause, value in effect.by_cause.items()},
    }


def document_bytes(document: Document) -> bytes:
    """Return JSON in UTF-8, full floats, indented by one."""
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def table_bytes(comparisons: Sequence[Comparison]) -> bytes:
    """Return the long table as CSV; its figures add up to the differences."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(
        (
            neutral(comparison.first.name),
            neutral(comparison.second.name),
            entry.cause.value,
            entry.stage.value,
            neutral(entry.item),
            neutral(entry.name),
            repr(entry.kgco2e),
        )
        for comparison in comparisons
        for entry in comparison.contributions
    )
    return text.getvalue().encode()
