"""Tables, colour and progress on the terminal; Chinese text aligned, nothing decorated in pipes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def plain(text: str) -> str:
    """Text of a file made safe to print: no markup, no control characters."""
    return escape("".join(sign if sign.isprintable() else " " for sign in text))


def table(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table; ``columns`` are (heading, ``left``, ``right``, or ``name``: never broken)."""
    made = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for heading, side in columns:
        made.add_column(
            heading,
            justify="right" if side == "right" else "left",
            overflow="fold",
            no_wrap=side in ("right", "name") or not heading,
        )
    for row in rows:
        made.add_row(*row)
    return made


def three_figures(value: float) -> str:
    """Round to three significant figures for people, thousands apart (``1 230``)."""
    if value == 0:
        return "0"
    text = f"{value:.3g}"
    if "e" in text or abs(value) >= 1000:
        digits = float(text)
        return f"{digits:,.0f}".replace(",", " ") if abs(digits) >= 1 else text
    return text


@contextmanager
def working(message: str, *, quiet: bool = False) -> Iterator[None]:
    """Show that something takes time: on stderr, only on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    with err.status(message):
        yield
