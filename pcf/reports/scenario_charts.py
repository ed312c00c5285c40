"""Charts of scenarios as small vector graphics: stacked bars, tornado, abatement steps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from pcf.model.system import Stage
from pcf.reports.figures import figure
from pcf.reports.scenario_words import scenario_word
from pcf.results.abatement import AbatementStep
from pcf.results.scenarios import ScenarioFigure
from pcf.results.tornado import LeverSwing

#: Colours of the stages in order, told apart by people who see no red or green.
STAGE_COLOURS: tuple[str, ...] = ("#0072b2", "#56b4e9", "#e69f00", "#009e73", "#cc79a7")
_LESS, _MORE = "#0072b2", "#d55e00"
_WIDTH, _LABELS, _RIGHT, _ROW, _TOP = 860, 240, 110, 30, 76
_UNIT = "kg CO2e"


def stacked_chart(
    figures: Sequence[ScenarioFigure], titles: Mapping[str, str], *, lang: str
) -> bytes:
    """Return one bar a scenario, its stages stacked [kg CO2e per product]."""
    names = list(dict.fromkeys(entry.scenario for entry in figures))
    values = {(entry.scenario, entry.figure): entry.kgco2e for entry in figures}
    stages = [stage.value for stage in Stage]
    bars = {name: [values[name, stage] for stage in stages] for name in names}
    lowest = min(0.0, *(sum(min(value, 0.0) for value in bar) for bar in bars.values()))
    highest = max(sum(max(value, 0.0) for value in bar) for bar in bars.values())
    scale = _Scale(lowest, highest)
    drawn = [_axis(scale, len(names)), *_legend(stages, lang)]
    for position, name in enumerate(names):
        top = _TOP + position * _ROW
        drawn.append(_label(titles.get(name, scenario_word(lang, name)), top))
        below = above = 0.0
        for stage, value, colour in zip(stages, bars[name], STAGE_COLOURS, strict=True):
            start = above if value >= 0 else below
            told = f"{scenario_word(lang, stage)}: {figure(value)} {_UNIT}"
            drawn.append(_bar(scale, start, start + value, top, colour, told))
            above += max(value, 0.0)
            below += min(value, 0.0)
        total = values[name, "cradle_to_grave"]
        drawn.append(_text(scale.x(above) + 6, top + 15, figure(total), "start"))
    return _svg(scenario_word(lang, "scenarios"), len(names), drawn)


def tornado_chart(swings: Sequence[LeverSwing], *, lang: str) -> bytes:
    """Return the levers that swing, longest on top, about the base [kg CO2e per product]."""
    shown = [swing for swing in swings if swing.swing_kgco2e > 0]
    ends = [
        value
        for swing in shown
        for value in (swing.low_difference_kgco2e, swing.high_difference_kgco2e)
    ]
    scale = _Scale(min(0.0, *ends, 0.0), max(0.0, *ends, 0.0))
    drawn = [_axis(scale, len(shown))]
    for position, swing in enumerate(shown):
        top = _TOP + position * _ROW
        title = swing.title_zh if lang == "zh" else swing.title
        drawn.append(_label(f"{title}  {swing.low} … {swing.high}", top))
        for end, value in (
            (swing.low, swing.low_difference_kgco2e),
            (swing.high, swing.high_difference_kgco2e),
        ):
            colour = _LESS if value < 0 else _MORE
            drawn.append(_bar(scale, 0.0, value, top, colour, f"{end}: {figure(value)} {_UNIT}"))
        drawn.append(_text(_WIDTH - 8, top + 15, figure(swing.swing_kgco2e), "end"))
    return _svg(scenario_word(lang, "tornado"), len(shown), drawn)


def abatement_chart(
    steps: Sequence[AbatementStep], titles: Mapping[str, str], *, lang: str
) -> bytes:
    """Return the levers in order: saving alone as outline, marginal as bar [kg CO2e]."""
    values = [value for step in steps for value in (step.alone_kgco2e, step.marginal_kgco2e)]
    scale = _Scale(min(0.0, *values), max(0.0, *values))
    drawn = [_axis(scale, len(steps))]
    for position, step in enumerate(steps):
        top = _TOP + position * _ROW
        drawn.append(_label(titles.get(step.lever, step.lever), top))
        alone = f"{scenario_word(lang, 'alone')}: {figure(step.alone_kgco2e)} {_UNIT}"
        marginal = f"{scenario_word(lang, 'marginal')}: {figure(step.marginal_kgco2e)} {_UNIT}"
        drawn.append(_bar(scale, 0.0, step.alone_kgco2e, top, "#d9d9d9", alone))
        colour = _LESS if step.marginal_kgco2e >= 0 else _MORE
        drawn.append(_bar(scale, 0.0, step.marginal_kgco2e, top, colour, marginal, inset=5))
        drawn.append(_text(_WIDTH - 8, top + 15, figure(step.marginal_kgco2e), "end"))
    return _svg(scenario_word(lang, "abatement"), len(steps), drawn)


class _Scale:
    """Kilograms to the width of the drawing."""

    def __init__(self, lowest: float, highest: float) -> None:
        span = highest - lowest or 1.0
        self.lowest, self.highest = lowest, lowest + span
        self.step = _nice(span / 5)

    def x(self, value: float) -> float:
        share = (value - self.lowest) / (self.highest - self.lowest)
        return _LABELS + share * (_WIDTH - _LABELS - _RIGHT)

    def ticks(self) -> Iterable[float]:
        first = math.ceil(self.lowest / self.step)
        last = math.floor(self.highest / self.step)
        return (number * self.step for number in range(first, last + 1))


def _nice(step: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not below a step."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * (1 - 1e-9))


def _axis(scale: _Scale, rows: int) -> str:
    bottom = _TOP + rows * _ROW
    drawn = []
    for tick in scale.ticks():
        x = scale.x(tick)
        colour = "#444" if tick == 0 else "#ddd"
        drawn.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{bottom}" stroke="{colour}"/>'
        )
        drawn.append(_text(x, bottom + 16, figure(tick), "middle"))
    return "".join(drawn)


def _legend(stages: Sequence[str], lang: str) -> Iterable[str]:
    wide = (_WIDTH - 40) / len(stages)
    for position, (stage, colour) in enumerate(zip(stages, STAGE_COLOURS, strict=True)):
        x = 20 + position * wide
        yield f'<rect x="{x:.1f}" y="40" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 18, 50, scenario_word(lang, stage), "start")


def _bar(
    scale: _Scale, start: float, end: float, top: int, colour: str, told: str, *, inset: int = 0
) -> str:
    left, right = sorted((scale.x(start), scale.x(end)))
    return (
        f'<rect x="{left:.1f}" y="{top + inset}" width="{right - left:.1f}" '
        f'height="{_ROW - 8 - 2 * inset}" fill={quoteattr(colour)}>'
        f"<title>{_plain(told)}</title></rect>"
    )


def _label(text: str, top: int) -> str:
    longest = 38
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return _text(_LABELS - 8, top + 15, short, "end")


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_plain(text)}</text>'


def _plain(text: str) -> str:
    return escape("".join(sign if sign.isprintable() else " " for sign in text))


def _svg(title: str, rows: int, drawn: Iterable[str]) -> bytes:
    height = _TOP + rows * _ROW + 34
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" font-size="12" '
        'font-family="Noto Sans, Noto Sans SC, Arial, Microsoft YaHei, sans-serif">\n'
        f"<title>{_plain(title)}</title>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>\n'
        f'<text x="20" y="24" font-size="15" font-weight="bold">{_plain(title)} [{_UNIT}]</text>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    ).encode()
