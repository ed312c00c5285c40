"""Charts of break-even points: two lines over years, load or utilisation, and where they cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pcf.reports.chart_parts import (
    BLUE,
    INK,
    UNIT,
    VERMILION,
    WIDTH,
    Scale,
    drawing,
    legend,
    plain,
    text,
    tick_figure,
)
from pcf.reports.figures import figure
from pcf.reports.scenario_words import scenario_word
from pcf.results.break_even import CrossingPoint, Curve, Payback

_LEFT, _END, _TOP, _BOTTOM, _HEIGHT = 90, WIDTH - 40, 92, 340, 400


def payback_chart(payback: Payback, titles: Mapping[str, str], *, lang: str) -> bytes:
    """Return the sum of emissions with the old servers kept, and with the new one."""
    new = titles.get(payback.scenario, scenario_word(lang, payback.scenario))
    points = []
    if payback.payback_years is not None:
        at = payback.payback_years
        both = _between(payback.curve, at)
        points = (
            [] if both is None else [(at, both, f"{figure(at)} {scenario_word(lang, 'years')}")]
        )
    return _lines(
        f"{scenario_word(lang, 'break_even')}: {payback.name_zh if lang == 'zh' else payback.name}",
        payback.curve,
        (scenario_word(lang, "old_kept"), f"{scenario_word(lang, 'new_one')} ({new})"),
        points,
        across=scenario_word(lang, "axis.years"),
        up=scenario_word(lang, "axis.sum"),
        ended=(payback.old_remaining_years, scenario_word(lang, "old_end")),
    )


def crossing_chart(crossing: CrossingPoint, titles: Mapping[str, str], *, lang: str) -> bytes:
    """Return the totals of two scenarios over an axis, with every point where they cross."""
    names = tuple(
        titles.get(name, scenario_word(lang, name)) for name in (crossing.first, crossing.second)
    )
    over = scenario_word(lang, f"axis.{crossing.over}")
    points = [
        (at, total, figure(at))
        for at, total in zip(crossing.at, crossing.total_kgco2e, strict=True)
    ]
    name = crossing.name_zh if lang == "zh" else crossing.name
    return _lines(
        f"{scenario_word(lang, 'break_even')}: {name}",
        crossing.curve,
        (names[0], names[1]),
        points,
        across=over,
        up=scenario_word(lang, "axis.total"),
    )


def _lines(
    title: str,
    curve: Curve,
    names: tuple[str, str],
    points: Sequence[tuple[float, float, str]],
    *,
    across: str,
    up: str,
    ended: tuple[float, str] | None = None,
) -> bytes:
    heights = [height for _, *both in curve for height in both]
    x = Scale(lowest=curve[0][0], highest=curve[-1][0], start=_LEFT, end=_END)
    y = Scale(lowest=min(0.0, *heights), highest=max(0.0, *heights) or 1.0, start=_BOTTOM, end=_TOP)
    drawn = [
        *_grid(x, y),
        legend([(VERMILION, names[0]), (BLUE, names[1])]),
        text(20, _TOP - 12, up, "start"),
        text((_LEFT + _END) / 2, _BOTTOM + 40, across, "middle"),
        _line(curve, 1, x, y, VERMILION, names[0]),
        _line(curve, 2, x, y, BLUE, names[1]),
    ]
    if ended is not None:
        drawn.append(_upright(x.at(ended[0]), ended[1]))
    for at, height, told in points:
        drawn.append(
            f'<circle cx="{x.at(at):.1f}" cy="{y.at(height):.1f}" r="5" fill="white" '
            f'stroke="{INK}" stroke-width="2"><title>{plain(f"{told}: {figure(height)} {UNIT}")}'
            "</title></circle>"
        )
        # beside the point, on the side that has room
        right = x.at(at) < (_LEFT + _END) / 2
        drawn.append(
            text(
                x.at(at) + (10 if right else -10),
                y.at(height) + 18,
                told,
                "start" if right else "end",
                size=13,
            )
        )
    return drawing(title, _HEIGHT, drawn)


def _grid(x: Scale, y: Scale) -> Iterable[str]:
    for tick in x.ticks():
        at = x.at(tick)
        yield f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{_BOTTOM}" stroke="#ddd"/>'
        yield text(at, _BOTTOM + 18, tick_figure(tick), "middle")
    for tick in y.ticks():
        at = y.at(tick)
        colour = "#444" if tick == 0 else "#ddd"
        yield f'<line x1="{_LEFT}" x2="{_END}" y1="{at:.1f}" y2="{at:.1f}" stroke="{colour}"/>'
        yield text(_LEFT - 8, at + 4, tick_figure(tick), "end")


def _line(curve: Curve, which: int, x: Scale, y: Scale, colour: str, name: str) -> str:
    places = " ".join(f"{x.at(entry[0]):.1f},{y.at(entry[which]):.1f}" for entry in curve)
    dashes = ' stroke-dasharray="8 4"' if which == 1 else ""
    return (
        f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}>'
        f"<title>{plain(name)}</title></polyline>"
    )


def _upright(at: float, told: str) -> str:
    return (
        f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{_BOTTOM}" stroke="#666" '
        'stroke-dasharray="2 3"/>' + text(at - 6, _BOTTOM - 8, told, "end", colour="#666")
    )


def _between(curve: Curve, at: float) -> float | None:
    """Return the height of the second line at a place inside the curve."""
    for (left, _, low), (right, _, high) in pairwise(curve):
        if left <= at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return None
