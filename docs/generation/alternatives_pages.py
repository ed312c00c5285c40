"""The pages on scenarios and comparisons: tables and figures of the 2U sample."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generation.markdown import table
from pcf.bom import read_bom
from pcf.bom.scenario import BASE, Scenario, ScenarioFile
from pcf.bom.scenario_file import read_scenarios
from pcf.library import Library
from pcf.paired import paired_differences
from pcf.reports.break_even_charts import crossing_chart, payback_chart
from pcf.reports.comparison_chart import waterfall_svg
from pcf.reports.comparison_wording import (
    aspect_word,
    cause_word,
    changes_text,
    signed,
    verdict,
)
from pcf.reports.figures import figure, percent
from pcf.reports.scenario_answers import crossing_texts, payback_text
from pcf.reports.scenario_charts import abatement_chart, paired_chart, stacked_chart
from pcf.results.assessment import Assessment
from pcf.results.compare import compare
from pcf.results.comparison import Comparison
from pcf.results.paired import PairedDifference
from pcf.results.scenarios import ScenarioFigure, lifetime_years, scenario_figures
from pcf.scenario_break_even import crossing_points, paybacks
from pcf.scenario_questions import ranked_levers
from pcf.scenarios import Alternatives

SAMPLES, SEED = 200, 1
_CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_EXAMPLE = "liquid"
_REVISION = ("fewer_larger_dimms", "sichuan", "seven_years")
_COVER = "aluminium_cover"
_SHOWN = ("cradle_to_gate", "use", "cradle_to_grave", "per_year_of_use")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The scenario file of the sample with all its answers."""

    text: str
    file: ScenarioFile
    alternatives: Alternatives
    results: Mapping[str, Assessment]
    paired: Mapping[str, tuple[PairedDifference, ...]]

    @property
    def titles(self) -> Mapping[str, str]:
        """What scenarios are called, the base included."""
        return {BASE: "base", **{each.name: each.title for each in self.file.scenarios}}

    def told(self, name: str) -> PairedDifference:
        """The difference of the total, or of a year where years of use differ."""
        same = lifetime_years(self.results[name]) == lifetime_years(self.results[BASE])
        wanted = "cradle_to_grave" if same else "per_year_of_use"
        return next(each for each in self.paired[name] if each.figure == wanted)


def asked(samples: Path, library: Library) -> Asked:
    """Return the answers to ``scenarios/rack_2u.yaml`` of the 2U sample in folder ``samples``."""
    path = samples / "scenarios" / "rack_2u.yaml"
    file = read_scenarios(path)
    bom = read_bom(samples / "rack_2u.xlsx", library.knowledge)
    alternatives = Alternatives(bom, library, created=_CREATED)
    results = alternatives.assessed(file.scenarios)
    base, *others = results
    found = paired_differences(
        results[base], [results[name] for name in others], library, samples=SAMPLES, seed=SEED
    )
    return Asked(
        text=path.read_text(encoding="utf-8"),
        file=file,
        alternatives=alternatives,
        results=results,
        paired=dict(zip(others, found, strict=True)),
    )


def scenario_blocks(found: Asked, library: Library) -> Mapping[str, str]:
    """Return the blocks of ``docs/scenarios.md``."""
    tables = library.knowledge.tables
    steps = ranked_levers(found.file, found.alternatives)
    columns = ("alone_kgco2e", "marginal_kgco2e", "last_kgco2e", "cumulative_kgco2e",
               "shapley_kgco2e")  # fmt: skip
    return {
        "example": f"```yaml\n{_entry(found.text, _EXAMPLE)}\n```",
        "table": _figures(scenario_figures(found.results), found.titles),
        "paired": _differences(found),
        "break-even": "\n".join(
            [
                f"- {each.name}: {payback_text(each, 'en')}"
                for each in paybacks(found.file, found.results, tables)
            ]
            + [
                f"- {each.name}: {text}"
                for each in crossing_points(found.file, found.results, tables)
                for text in crossing_texts(each, found.titles, "en")
            ]
        ),
        "abatement": table(
            ("Lever [kg CO2e saved]", "first", "next", "last", "in all", "Shapley"),
            (
                (found.titles[step.lever], *(figure(getattr(step, name)) for name in columns))
                for step in steps
            ),
        ),
    }


def scenario_images(found: Asked, library: Library) -> Mapping[str, bytes]:
    """Return the figures of ``docs/scenarios.md`` by file name."""
    tables, titles = library.knowledge.tables, found.titles
    told = {name: each for name in found.paired if (each := found.told(name)).figure != _SHOWN[-1]}
    return {
        "scenarios.svg": stacked_chart(scenario_figures(found.results), titles, lang="en"),
        "scenarios_paired.svg": paired_chart(told, titles, lang="en"),
        "scenarios_payback.svg": payback_chart(
            paybacks(found.file, found.results, tables)[1], titles, lang="en"
        ),
        "scenarios_crossing.svg": crossing_chart(
            crossing_points(found.file, found.results, tables)[1], titles, lang="en"
        ),
        "scenarios_abatement.svg": abatement_chart(
            ranked_levers(found.file, found.alternatives), titles, lang="en"
        ),
    }


def _entry(text: str, name: str) -> str:
    """Return the lines of one scenario as they stand in the file."""
    lines = text.splitlines()
    start = lines.index(f"  - name: {name}")
    end = next(
        place
        for place in range(start + 1, len(lines))
        if lines[place].startswith("  - name: ") or not lines[place].strip()
    )
    return "\n".join(["scenarios:", *lines[start:end]])


def _figures(figures: Sequence[ScenarioFigure], titles: Mapping[str, str]) -> str:
    values = {(each.scenario, each.figure): each for each in figures}
    rows = []
    for name, title in titles.items():
        total = values[name, "cradle_to_grave"]
        apart = "" if name == BASE else signed(total.difference_kgco2e)
        share = "" if name == BASE else percent(total.difference_share)
        rows.append((title, *(figure(values[name, each].kgco2e) for each in _SHOWN), apart, share))
    header = ("Scenario", "gate", "use", "grave", "per year", "difference", "%")
    return table(header, rows)


def _differences(found: Asked) -> str:
    rows = []
    for name in found.paired:
        each = found.told(name)
        note = " (per year of use)" if each.figure == _SHOWN[-1] else ""
        apart = each.difference
        values = (apart.deterministic, apart.p5, apart.median, apart.p95)
        rows.append(
            (f"{found.titles[name]}{note}", *map(signed, values), f"{each.lower_share:.0%}")
        )
    header = (
        f"Difference over {SAMPLES} paired draws", "value", "P5", "P50", "P95", "lower in",
    )  # fmt: skip
    return table(header, rows)


def revisions(found: Asked, library: Library) -> tuple[Comparison, Comparison]:
    """Return the sample against its revision, and against itself with another cover, drawn."""
    by_name = {each.name: each for each in found.file.scenarios}
    changed = _together([by_name[name] for name in _REVISION])
    revision = found.alternatives.assessed([changed])[changed.name]
    base, knowledge = found.results[BASE], library.knowledge
    cover = compare(
        base, found.results[_COVER], knowledge, names=("steel cover", "aluminium cover")
    )
    return (
        compare(base, revision, knowledge, names=("rack_2u", "revision")),
        replace(cover, paired=found.paired[_COVER]),
    )


def _together(scenarios: Sequence[Scenario]) -> Scenario:
    """Return several scenarios as one."""
    first = scenarios[0]
    return Scenario(
        name="revision",
        title="revision",
        title_zh="改版",
        at=first.at,
        settings={name: each for one in scenarios for name, each in one.settings.items()},
        changes=tuple(change for one in scenarios for change in one.changes),
    )


def comparison_blocks(known: Comparison, cover: Comparison) -> Mapping[str, str]:
    """Return the blocks of ``docs/compare.md``."""
    total = cover.paired_total
    assert total is not None
    spreads = (
        (cover.first.name, total.first, figure),
        (cover.second.name, total.second, figure),
        ("difference", total.difference, signed),
    )
    return {
        "causes": table(
            ("Cause", "kg CO2e", "what changed"),
            [
                *(
                    (
                        cause_word("en", effect.cause),
                        signed(effect.kgco2e),
                        changes_text("en", effect.changes),
                    )
                    for effect in known.causes
                ),
                ("**sum**", f"**{signed(known.difference_kgco2e)}**", ""),
            ],
        ),
        "verdict": f"> {verdict('en', known)}",
        "equivalence": table(
            ("Aspect", "", "rack_2u", "revision"),
            (
                (aspect_word("en", aspect.name), "=" if aspect.same else "≠", *aspect.values)
                for aspect in known.equivalence.aspects
                if aspect.name not in ("data", "method", "program", "period", "cut_off")
            ),
        ),
        "paired": table(
            (f"Cradle to grave, {SAMPLES} draws", "value", "P5", "P50", "P95"),
            (
                (name, *map(told, (each.deterministic, each.p5, each.median, each.p95)))
                for name, each, told in spreads
            ),
        )
        + f"\n\n> {verdict('en', cover)}",
    }


def comparison_images(known: Comparison) -> Mapping[str, bytes]:
    """Return the figure of ``docs/compare.md`` by file name."""
    return {"compare.svg": waterfall_svg([known], lang="en")}
