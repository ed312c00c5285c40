"""Parts that charts share: round scales, axes with titles, legends, bars, text, the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, LABELS, RIGHT, ROW, TOP = 860, 270, 110, 30, 84
#: Colours told apart by people who see no red or green (Okabe and Ito).
BLUE, SKY, ORANGE, GREEN, PURPLE = "#0072b2", "#56b4e9", "#e69f00", "#009e73", "#cc79a7"
VERMILION, GREY, INK = "#d55e00", "#d9d9d9", "#1a1a1a"
UNIT = "kg CO2e"
_FONT = "Noto Sans, Noto Sans SC, Arial, Microsoft YaHei, sans-serif"
_TICKS = 5
_LONGEST_LABEL = 42  # signs, a full-width one counting twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Figures to places of the drawing, from ``start`` to ``end`` in pixels."""

    lowest: float
    highest: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a figure."""
        share = (value - self.lowest) / ((self.highest - self.lowest) or 1.0)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> Iterable[float]:
        """Return round figures along the scale."""
        step = round_step((self.highest - self.lowest or 1.0) / _TICKS)
        first, last = math.ceil(self.lowest / step), math.floor(self.highest / step)
        return (number * step for number in range(first, last + 1))


def across(values: Iterable[float], *, right: float = RIGHT) -> Scale:
    """Return the scale of bars: all values and zero, between labels and the room on the right."""
    known = [0.0, *values]
    lowest, highest = min(known), max(known)
    return Scale(
        lowest=lowest,
        highest=highest if highest > lowest else lowest + 1.0,
        start=LABELS,
        end=WIDTH - right,
    )


def round_step(step: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not below a step."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * (1 - 1e-9))


def bar_axis(scale: Scale, rows: int, title: str) -> str:
    """Return vertical lines at round figures below ``rows`` bars, and the title of the axis."""
    bottom = TOP + rows * ROW
    drawn = []
    for tick in scale.ticks():
        x = scale.at(tick)
        colour = "#444" if tick == 0 else "#ddd"
        drawn.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{bottom}" stroke="{colour}"/>'
        )
        drawn.append(text(x, bottom + 16, tick_figure(tick), "middle"))
    middle = (scale.start + scale.end) / 2
    return "".join((*drawn, text(middle, bottom + 36, title, "middle")))


def tick_figure(tick: float) -> str:
    """Print a round figure without digits that say nothing (``5,000``, ``0.2``)."""
    return f"{tick:,.10g}".replace("-", "−")


def legend(entries: Sequence[tuple[str, str]], *, left: float = 20, y: int = 40) -> str:
    """Return colours with what they mean, side by side."""
    wide = (WIDTH - left - 20) / max(len(entries), 1)
    drawn = []
    for position, (colour, meaning) in enumerate(entries):
        x = left + position * wide
        drawn.append(f'<rect x="{x:.1f}" y="{y}" width="12" height="12" fill="{colour}"/>')
        drawn.append(text(x + 18, y + 10, meaning, "start"))
    return "".join(drawn)


def bar(
    scale: Scale, start: float, end: float, top: int, colour: str, told: str, *, inset: int = 0
) -> str:
    """Return a bar from one figure to another; ``told`` is what it says when pointed at."""
    left, right = sorted((scale.at(start), scale.at(end)))
    return (
        f'<rect x="{left:.1f}" y="{top + inset}" width="{right - left:.1f}" '
        f'height="{ROW - 8 - 2 * inset}" fill={quoteattr(colour)}>'
        f"<title>{plain(told)}</title></rect>"
    )


def label(words: str, top: int) -> str:
    """Return the name of a row, cut where it is too long."""
    return text(LABELS - 8, top + 15, clipped(words), "end")


def clipped(words: str, longest: int = _LONGEST_LABEL) -> str:
    """Return words that fit: a full-width sign takes the room of two."""
    if sum(map(_breadth, words)) <= longest:
        return words
    room, kept = longest - 1, ""
    for sign in words:
        room -= _breadth(sign)
        if room < 0:
            break
        kept += sign
    return f"{kept}…"


def _breadth(sign: str) -> int:
    return 2 if ord(sign) > 0x2E7F else 1


def text(x: float, y: float, words: str, anchor: str, *, size: int = 12, colour: str = INK) -> str:
    """Return text, set at its start, middle or end."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{colour}">{plain(words)}</text>'
    )


def plain(words: str) -> str:
    """Return text safe to draw: escaped, without control characters."""
    return escape("".join(sign if sign.isprintable() else " " for sign in words))


def drawing(title: str, height: int, drawn: Iterable[str]) -> bytes:
    """Return the drawing as SVG with its title above."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" font-size="12" '
        f'font-family="{_FONT}">\n'
        f"<title>{plain(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>\n'
        f'<text x="20" y="24" font-size="15" font-weight="bold">{plain(title)}</text>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    ).encode()


def bar_drawing(title: str, rows: int, drawn: Iterable[str]) -> bytes:
    """Return the drawing of ``rows`` bars with an axis below."""
    return drawing(title, TOP + rows * ROW + 50, drawn)
