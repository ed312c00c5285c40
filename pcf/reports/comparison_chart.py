"""The waterfall from one footprint to the other, drawn as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pcf.reports.chart_parts import BLUE, VERMILION, Scale, tick_figure
from pcf.reports.comparison_wording import cause_word, said, signed, verdict
from pcf.reports.figures import figure
from pcf.results.comparison import Comparison

_WIDTH, _LEFT, _RIGHT = 860, 210, 110
_ROW, _HEAD, _FOOT = 30, 46, 62
_ZOOM_SHARE = 0.8  # the axis leaves zero where all of the staircase lies in its upper fifth
_MARGIN_SHARE = 0.15
_LINE_SIGNS = 108  # of the verdict, a full-width sign counting twice
_TOTAL, _UP, _DOWN = "#4a5568", VERMILION, BLUE
_FONT = "'Noto Sans SC','Microsoft YaHei','PingFang SC',Arial,sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step: from where to where [kg CO2e], with what is written beside it."""

    label: str
    start_kgco2e: float
    end_kgco2e: float
    figure: str
    colour: str


def waterfall_svg(comparisons: Sequence[Comparison], *, lang: str) -> bytes:
    """Return one waterfall a comparison, one below the other."""
    drawn: list[str] = []
    top = 0
    for comparison in comparisons:
        panel, height = _panel(comparison, lang)
        drawn.append(f'<g transform="translate(0,{top})">{panel}</g>')
        top += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" '
        f'width="{_WIDTH}" height="{top}" font-family="{_FONT}" font-size="13" role="img">'
        f'<rect width="{_WIDTH}" height="{top}" fill="#ffffff"/>{"".join(drawn)}</svg>\n'
    ).encode()


def bars(comparison: Comparison, lang: str) -> tuple[Bar, ...]:
    """Return the steps from the first total over the causes to the second total."""
    first, second = comparison.first.total_kgco2e, comparison.second.total_kgco2e
    steps = [_total(comparison.first.name, first)]
    at = first
    for effect in comparison.causes:
        steps.append(
            Bar(
                label=cause_word(lang, effect.cause),
                start_kgco2e=at,
                end_kgco2e=at + effect.kgco2e,
                figure=signed(effect.kgco2e),
                colour=_UP if effect.kgco2e > 0 else _DOWN,
            )
        )
        at += effect.kgco2e
    return (*steps, _total(comparison.second.name, second))


def _total(name: str, value: float) -> Bar:
    return Bar(label=name, start_kgco2e=0.0, end_kgco2e=value, figure=figure(value), colour=_TOTAL)


def axis(steps: Iterable[Bar]) -> tuple[float, float]:
    """Return the ends of the axis [kg CO2e]; it starts at zero unless the steps would vanish."""
    ends = [step.end_kgco2e for step in steps]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if min(ends) > _ZOOM_SHARE * high > 0 and min(ends) < max(ends):
        margin = _MARGIN_SHARE * (max(ends) - min(ends))
        low = min(ends) - margin
    return (low, high) if high > low else (low, low + 1.0)


def _panel(comparison: Comparison, lang: str) -> tuple[str, int]:
    steps = bars(comparison, lang)
    low, high = axis(steps)

    scale = Scale(lowest=low, highest=high, start=_LEFT, end=_WIDTH - _RIGHT)

    def across(value: float) -> float:
        return scale.at(min(max(value, low), high))

    bottom = _HEAD + len(steps) * _ROW
    title = said(lang, "why", first=comparison.first.name, second=comparison.second.name)
    lines = [*_broken(verdict(lang, comparison))]
    drawn = [
        _text(14, 24, title, weight="bold", size=15),
        *_ticks(scale, bottom),
        *(_step(step, number, across) for number, step in enumerate(steps)),
        _text(
            _LEFT, bottom + 36, said(lang, "axis.zero" if low <= 0 else "axis"), colour="#666666"
        ),
        *(_text(14, bottom + _FOOT + 18 * line, text) for line, text in enumerate(lines)),
    ]
    return "".join(drawn), bottom + _FOOT + 18 * len(lines) + 10


def _step(step: Bar, number: int, across: Callable[[float], float]) -> str:
    top = _HEAD + number * _ROW
    left, right = sorted((across(step.start_kgco2e), across(step.end_kgco2e)))
    return "".join(
        (
            _text(_LEFT - 10, top + 19, _clipped(step.label), anchor="end"),
            f'<rect x="{left:.2f}" y="{top + 5}" width="{max(right - left, 1):.2f}" '
            f'height="{_ROW - 10}" fill="{step.colour}"/>',
            _text(right + 6, top + 19, step.figure),
        )
    )


def _ticks(scale: Scale, bottom: int) -> Iterable[str]:
    for value in scale.ticks():
        x = scale.at(value)
        yield (f'<line x1="{x:.2f}" y1="{_HEAD}" x2="{x:.2f}" y2="{bottom}" stroke="#dddddd"/>')
        yield _text(x, bottom + 16, tick_figure(value), anchor="middle", colour="#666666", size=11)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = "#1a1a1a",
    size: int = 13,
) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="{colour}" font-size="{size}">{escape(printable)}</text>'
    )


def _clipped(label: str, signs: int = 28) -> str:
    room, kept = signs, ""
    for sign in label:
        room -= _breadth(sign)
        if room < 0:
            return f"{kept}…"
        kept += sign
    return kept


def _breadth(sign: str) -> int:
    return 2 if ord(sign) > 0x2E7F else 1


def _broken(text: str) -> Iterable[str]:
    """Yield lines that fit the panel, broken at a space or a full-width sign."""
    line, room = "", _LINE_SIGNS
    for word in _words(text):
        breadth = sum(map(_breadth, word))
        if line and breadth > room:
            yield line.rstrip()
            line, room = "", _LINE_SIGNS
        line, room = line + word, room - breadth
    yield line.rstrip()


def _words(text: str) -> Iterable[str]:
    kept = ""
    for sign in text:
        kept += sign
        if sign == " " or _breadth(sign) == 2:
            yield kept
            kept = ""
    yield kept
