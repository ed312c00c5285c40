"""Charts of scenarios as small vector graphics: stacked bars, tornado, abatement, intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.model.system import Stage
from pcf.reports.chart_parts import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LABELS,
    ORANGE,
    PURPLE,
    ROW,
    SKY,
    TOP,
    UNIT,
    VERMILION,
    WIDTH,
    Scale,
    across,
    bar,
    bar_axis,
    bar_drawing,
    label,
    legend,
    plain,
    text,
)
from pcf.reports.figures import figure
from pcf.reports.scenario_words import end_word, scenario_word
from pcf.results.abatement import AbatementStep
from pcf.results.paired import PairedDifference
from pcf.results.scenarios import ScenarioFigure
from pcf.results.tornado import LeverSwing

_INTERVALS = 220  # room for intervals and shares

STAGE_COLOURS: tuple[str, ...] = (BLUE, SKY, ORANGE, GREEN, PURPLE)


def stacked_chart(
    figures: Sequence[ScenarioFigure], titles: Mapping[str, str], *, lang: str
) -> bytes:
    """Return one bar a scenario, its stages stacked [kg CO2e per product]."""
    names = list(dict.fromkeys(entry.scenario for entry in figures))
    values = {(entry.scenario, entry.figure): entry.kgco2e for entry in figures}
    stages = [stage.value for stage in Stage]
    bars = {name: [values[name, stage] for stage in stages] for name in names}
    scale = across(
        end
        for stacked in bars.values()
        for end in (
            sum(min(value, 0.0) for value in stacked),
            sum(max(value, 0.0) for value in stacked),
        )
    )
    meanings = [scenario_word(lang, stage) for stage in stages]
    drawn = [
        bar_axis(scale, len(names), scenario_word(lang, "axis.total")),
        legend(list(zip(STAGE_COLOURS, meanings, strict=True))),
    ]
    for position, name in enumerate(names):
        top = TOP + position * ROW
        drawn.append(label(titles.get(name, scenario_word(lang, name)), top))
        below = above = 0.0
        for stage, value, colour in zip(stages, bars[name], STAGE_COLOURS, strict=True):
            start = above if value >= 0 else below
            told = f"{scenario_word(lang, stage)}: {figure(value)} {UNIT}"
            drawn.append(bar(scale, start, start + value, top, colour, told))
            above += max(value, 0.0)
            below += min(value, 0.0)
        total = values[name, "cradle_to_grave"]
        drawn.append(text(scale.at(above) + 6, top + 15, figure(total), "start"))
    return bar_drawing(scenario_word(lang, "scenarios"), len(names), drawn)


def tornado_chart(swings: Sequence[LeverSwing], *, lang: str) -> bytes:
    """Return the levers that swing, longest on top, about the base [kg CO2e per product]."""
    shown = [swing for swing in swings if swing.swing_kgco2e > 0]
    scale = across(
        value
        for swing in shown
        for value in (swing.low_difference_kgco2e, swing.high_difference_kgco2e)
    )
    drawn = [
        bar_axis(scale, len(shown), scenario_word(lang, "axis.difference")),
        legend(
            [(BLUE, scenario_word(lang, "below_base")), (VERMILION, scenario_word(lang, "above"))],
            left=LABELS,
        ),
        text(WIDTH - 8, TOP - 12, scenario_word(lang, "swing"), "end"),
    ]
    for position, swing in enumerate(shown):
        top = TOP + position * ROW
        title = swing.title_zh if lang == "zh" else swing.title
        ends = " … ".join(end_word(lang, swing.lever, end) for end in (swing.low, swing.high))
        drawn.append(label(f"{title}  {ends}", top))
        for end, value in (
            (swing.low, swing.low_difference_kgco2e),
            (swing.high, swing.high_difference_kgco2e),
        ):
            colour = BLUE if value < 0 else VERMILION
            drawn.append(bar(scale, 0.0, value, top, colour, f"{end}: {figure(value)} {UNIT}"))
        drawn.append(text(WIDTH - 8, top + 15, figure(swing.swing_kgco2e), "end"))
    return bar_drawing(scenario_word(lang, "tornado"), len(shown), drawn)


def abatement_chart(
    steps: Sequence[AbatementStep], titles: Mapping[str, str], *, lang: str
) -> bytes:
    """Return the levers in order: saving as the first, after those above, and as the last."""
    scale = across(
        value
        for step in steps
        for value in (step.alone_kgco2e, step.marginal_kgco2e, step.last_kgco2e)
    )
    first, after, last = (scenario_word(lang, key) for key in ("alone", "marginal", "last"))
    drawn = [
        bar_axis(scale, len(steps), scenario_word(lang, "axis.saving")),
        legend([(GREY, first), (BLUE, after), (INK, last)], left=LABELS),
    ]
    for position, step in enumerate(steps):
        top = TOP + position * ROW
        drawn.append(label(titles.get(step.lever, step.lever), top))
        told = f"{first}: {figure(step.alone_kgco2e)} {UNIT}"
        drawn.append(bar(scale, 0.0, step.alone_kgco2e, top, GREY, told))
        told = f"{after}: {figure(step.marginal_kgco2e)} {UNIT}"
        colour = BLUE if step.marginal_kgco2e >= 0 else VERMILION
        drawn.append(bar(scale, 0.0, step.marginal_kgco2e, top, colour, told, inset=5))
        told = f"{last}: {figure(step.last_kgco2e)} {UNIT}"
        drawn.append(_mark(scale, step.last_kgco2e, top, told))
        drawn.append(text(WIDTH - 8, top + 15, figure(step.marginal_kgco2e), "end"))
    return bar_drawing(scenario_word(lang, "abatement"), len(steps), drawn)


def _mark(scale: Scale, value: float, top: int, told: str) -> str:
    """Return a thin stroke at a figure across its row."""
    return (
        f'<rect x="{scale.at(value) - 1:.1f}" y="{top}" width="2" height="{ROW - 8}" '
        f'fill="{INK}"><title>{plain(told)}</title></rect>'
    )


def paired_chart(
    differences: Mapping[str, PairedDifference], titles: Mapping[str, str], *, lang: str
) -> bytes:
    """Return P5 to P95 of the difference of each scenario to the base, and the value itself."""
    ends = [
        value
        for each in differences.values()
        for value in (each.difference.p5, each.difference.p95, each.difference.deterministic)
    ]
    scale = across(ends, right=_INTERVALS)
    yearly = any(each.figure == "per_year_of_use" for each in differences.values())
    drawn = [
        bar_axis(
            scale,
            len(differences),
            scenario_word(lang, "axis.yearly_difference" if yearly else "axis.difference"),
        ),
        legend(
            [
                (BLUE, scenario_word(lang, "lower")),
                (VERMILION, scenario_word(lang, "higher")),
                (GREY, scenario_word(lang, "undecided")),
                (INK, scenario_word(lang, "value")),
            ]
        ),
        text(WIDTH - 70, TOP - 12, "P5 … P95", "end"),
        text(WIDTH - 8, TOP - 12, scenario_word(lang, "lower_in"), "end"),
    ]
    for position, (name, each) in enumerate(differences.items()):
        top = TOP + position * ROW
        apart = each.difference
        drawn.append(label(titles.get(name, name), top))
        told = f"P5–P95: {figure(apart.p5)} … {figure(apart.p95)} {UNIT}"
        colour = BLUE if each.lower_share > each.higher_share else VERMILION
        drawn.append(
            bar(scale, apart.p5, apart.p95, top, colour if each.decided else GREY, told, inset=4)
        )
        value = f"{scenario_word(lang, 'value')}: {figure(apart.deterministic)} {UNIT}"
        drawn.append(_mark(scale, apart.deterministic, top, value))
        interval = f"{figure(apart.p5)} … {figure(apart.p95)}"
        drawn.append(text(WIDTH - 70, top + 15, interval, "end"))
        drawn.append(text(WIDTH - 8, top + 15, f"{each.lower_share:.0%}", "end"))
    return bar_drawing(scenario_word(lang, "paired"), len(differences), drawn)
