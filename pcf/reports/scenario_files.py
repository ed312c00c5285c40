"""Scenarios on disk: tidy tables, one document, and charts as vector graphics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pcf.bom.scenario import Scenario
from pcf.errors import OutputError, Problem
from pcf.reports.all_or_nothing import write_files
from pcf.reports.break_even_charts import crossing_chart, payback_chart
from pcf.reports.document_types import Document, Json
from pcf.reports.result_file import document_bytes, rows_bytes
from pcf.reports.scenario_charts import (
    abatement_chart,
    paired_chart,
    stacked_chart,
    tornado_chart,
)
from pcf.reports.spreadsheet_text import neutral
from pcf.results.abatement import AbatementStep
from pcf.results.assessment import Assessment
from pcf.results.break_even import CrossingPoint, Payback
from pcf.results.paired import PairedDifference
from pcf.results.scenarios import ScenarioFigure, lifetime_years
from pcf.results.tornado import LeverSwing

SCHEMA_NAME = "pcf-scenarios/1"
FORMATS: tuple[str, ...] = ("json", "csv", "svg")
_YEARLY = "per_year_of_use"

FIGURE_COLUMNS = ("scenario", "figure", "kgco2e", "difference_kgco2e", "difference_share")
TORNADO_COLUMNS = (
    "lever", "title", "low", "high", "base_kgco2e", "low_kgco2e", "high_kgco2e",
    "low_difference_kgco2e", "high_difference_kgco2e", "swing_kgco2e", "kind", "source", "note",
)  # fmt: skip
ABATEMENT_COLUMNS = (
    "lever", "alone_kgco2e", "marginal_kgco2e", "last_kgco2e", "interaction_kgco2e",
    "cumulative_kgco2e", "shapley_kgco2e",
)  # fmt: skip
PAIRED_COLUMNS = (
    "scenario", "figure", "difference_kgco2e", "median_kgco2e", "mean_kgco2e", "p5_kgco2e",
    "p95_kgco2e", "lower_share", "higher_share", "samples", "seed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioReport:
    """All that was found: results by scenario, base first, and what was asked beyond."""

    scenarios: tuple[Scenario, ...]
    results: Mapping[str, Assessment]
    figures: tuple[ScenarioFigure, ...]
    paybacks: tuple[Payback, ...] = ()
    crossings: tuple[CrossingPoint, ...] = ()
    abatement: tuple[AbatementStep, ...] = ()
    tornado: tuple[LeverSwing, ...] = ()
    paired: Mapping[str, tuple[PairedDifference, ...]] = field(default_factory=dict)

    def told_difference(self, name: str) -> PairedDifference:
        """Return the sampled difference a reader is told: a year where years of use differ."""
        by_figure = {each.figure: each for each in self.paired[name]}
        base, other = next(iter(self.results.values())), self.results[name]
        same = lifetime_years(base) == lifetime_years(other)
        yearly = by_figure.get(_YEARLY)
        return by_figure["cradle_to_grave"] if same or yearly is None else yearly


def write_scenarios(
    report: ScenarioReport, folder: Path, *, formats: Sequence[str], languages: Sequence[str]
) -> tuple[Path, ...]:
    """Write all files of the formats asked for, or none.

    Raises
    ------
    OutputError
        OUT101 where a file cannot be written, OUT103 for an unknown format.
    """
    for name in formats:
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise OutputError(
                Problem(
                    code="OUT103",
                    message=f"no format '{name}' of scenarios (choose from {known})",
                    message_zh=f"情景没有格式“{name}”（可选 {known}）",
                )
            )
    contents: dict[str, bytes] = {}
    if "json" in formats:
        contents["scenarios.json"] = document_bytes(scenarios_document(report))
    if "csv" in formats:
        contents.update(_tables(report))
    for lang in languages if "svg" in formats else ():
        infix = ".zh" if lang == "zh" and len(languages) > 1 else ""
        contents.update({f"{stem}{infix}.svg": svg for stem, svg in _charts(report, lang)})
    return write_files({folder / name: content for name, content in contents.items()})


def _tables(report: ScenarioReport) -> dict[str, bytes]:
    tables = {
        "scenarios.csv": _csv(FIGURE_COLUMNS, report.figures),
        "scenarios.rows.csv": rows_bytes(
            [row for result in report.results.values() for row in result.rows]
        ),
    }
    if report.tornado:
        tables["tornado.csv"] = _csv(TORNADO_COLUMNS, report.tornado)
    if report.abatement:
        tables["abatement.csv"] = _csv(ABATEMENT_COLUMNS, report.abatement)
    if report.paired:
        tables["paired.csv"] = paired_bytes(report.paired)
    return tables


def _charts(report: ScenarioReport, lang: str) -> Iterable[tuple[str, bytes]]:
    if len(report.results) > 1:
        yield "scenarios", stacked_chart(report.figures, titles(report, lang), lang=lang)
    if report.tornado:
        yield "tornado", tornado_chart(report.tornado, lang=lang)
    if report.abatement:
        yield "abatement", abatement_chart(report.abatement, titles(report, lang), lang=lang)
    called = titles(report, lang)
    for number, payback in enumerate(report.paybacks, 1):
        yield f"payback_{number}", payback_chart(payback, called, lang=lang)
    for number, crossing in enumerate(report.crossings, 1):
        yield f"crossing_{number}", crossing_chart(crossing, called, lang=lang)
    told = {name: report.told_difference(name) for name in report.paired}
    # a year of use and a whole life have no axis in common
    for stem, yearly in (("paired", False), ("paired_per_year", True)):
        shown = {n: each for n, each in told.items() if (each.figure == _YEARLY) is yearly}
        if shown:
            yield stem, paired_chart(shown, called, lang=lang)


def titles(report: ScenarioReport, lang: str) -> Mapping[str, str]:
    """Return what each scenario is called in a language, by name."""
    return {
        scenario.name: scenario.title_zh if lang == "zh" else scenario.title
        for scenario in report.scenarios
    }


def scenarios_document(report: ScenarioReport) -> Document:
    """Return ``scenarios.json``: what was changed, every figure, and what was asked."""
    changed = {scenario.name: scenario for scenario in report.scenarios}
    base = next(iter(report.results.values()))
    return {
        "schema": SCHEMA_NAME,
        "product": {"name": base.product.name, "model": base.product.model},
        "base": base.manifest.id,
        "scenarios": {
            name: _scenario(name, result, changed.get(name), report.figures)
            for name, result in report.results.items()
        },
        "break_even": {
            "payback": [{**asdict(each), "pays_back": each.pays_back} for each in report.paybacks],
            "crossings": [asdict(each) for each in report.crossings],
        },
        "abatement": [
            {**asdict(each), "interaction_kgco2e": each.interaction_kgco2e}
            for each in report.abatement
        ],
        "paired": {
            name: [asdict(each) for each in differences]
            for name, differences in report.paired.items()
        },
        "tornado": [
            {
                **asdict(each),
                "low_difference_kgco2e": each.low_difference_kgco2e,
                "high_difference_kgco2e": each.high_difference_kgco2e,
                "swing_kgco2e": each.swing_kgco2e,
            }
            for each in report.tornado
        ],
    }


def _scenario(
    name: str,
    result: Assessment,
    scenario: Scenario | None,
    figures: Sequence[ScenarioFigure],
) -> Json:
    own = {figure.figure: figure for figure in figures if figure.scenario == name}
    settings = scenario.settings if scenario else {}
    return {
        "title": scenario.title if scenario else name,
        "title_zh": scenario.title_zh if scenario else name,
        "set": {key: setting.value for key, setting in settings.items()},
        "left_open": list(scenario.left_open) if scenario else [],
        "items_changed": [change.item or "+" for change in scenario.changes] if scenario else [],
        "route_changed": scenario is not None and scenario.legs is not None,
        "functional_unit": result.study.text("functional_unit"),
        "lifetime_years": result.study.number("lifetime_years"),
        "mass_kg": result.product.mass_kg,
        "annual_kwh": result.use.annual_kwh if result.use else None,
        "kgco2e": {figure: entry.kgco2e for figure, entry in own.items()},
        "difference_kgco2e": {figure: entry.difference_kgco2e for figure, entry in own.items()},
    }


def paired_bytes(paired: Mapping[str, Sequence[PairedDifference]]) -> bytes:
    """Return sampled differences as CSV, a row a figure of each scenario."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PAIRED_COLUMNS)
    for name, differences in paired.items():
        for each in differences:
            apart = each.difference
            figures = (apart.deterministic, apart.median, apart.mean, apart.p5, apart.p95)
            shares = (each.lower_share, each.higher_share)
            numbers = (*figures, *shares)
            writer.writerow(
                [neutral(name), each.figure, *map(repr, numbers), each.samples, each.seed]
            )
    return text.getvalue().encode("utf-8", "replace")


def _csv(columns: Sequence[str], entries: Iterable[object]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(getattr(entry, name)) for name in columns] for entry in entries)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else neutral(str(value))
