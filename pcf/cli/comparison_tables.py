"""What `pcf compare` prints: stages side by side, causes, components, equivalence, verdict."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pcf.cli.terminal import out, plain, table
from pcf.model.system import Stage
from pcf.reports.comparison_wording import (
    aspect_value,
    aspect_word,
    cause_word,
    changes_text,
    remarks,
    said,
    signed,
    verdict,
)
from pcf.reports.figures import figure, percent
from pcf.reports.wording import word
from pcf.results.comparison import Comparison, PlaceEffect
from pcf.results.comparison_side import Side
from pcf.results.equivalence import equivalence

TOP_COMPONENTS = 8
BAR_WIDTH = 20
_TITLE_WIDTH, _PRODUCT_WIDTH = 40, 34  # of the table side by side [characters]
LONGEST_NAME = 34
LONGEST_CHANGES = 100
_TOTALS = ("cradle_to_grave", "cradle_to_gate", "use_at_plug", "data_centre_overhead")


def print_sides(sides: Sequence[Side], lang: str) -> None:
    """Print stages and totals of all products, and each one's difference to the first."""
    first, *others = sides
    # a column that does not fit is cut, and a cut number is another number
    fitting = max(1, (out.width - _TITLE_WIDTH) // _PRODUCT_WIDTH)
    for start in range(0, len(others), fitting):
        _print_beside(first, others[start : start + fitting], lang)
    _print_equivalence(sides, lang)


def _print_beside(first: Side, others: Sequence[Side], lang: str) -> None:
    sides = (first, *others)
    rows = [
        (word(lang, f"stage.{stage.value}"), [side.stages.get(stage.value, 0.0) for side in sides])
        for stage in Stage
    ]
    rows += [
        (word(lang, f"total.{name}"), [side.totals.get(f"{name}_kgco2e", 0.0) for side in sides])
        for name in _TOTALS
    ]
    columns = [("", "left"), (plain(first.name), "right")]
    for side in others:
        columns += [
            (plain(side.name), "right"),
            (said(lang, "difference"), "right"),
            ("%", "right"),
        ]
    out.print()
    out.print(
        table(
            plain(said(lang, "side_by_side")),
            columns,
            ((plain(title), *_figures(values)) for title, values in rows),
        )
    )


def _figures(values: Sequence[float]) -> list[str]:
    first, *others = values
    cells = [figure(first)]
    for value in others:
        share = percent((value - first) / first) if first else "–"
        cells += [figure(value), signed(value - first), share]
    return cells


def _print_equivalence(sides: Sequence[Side], lang: str) -> None:
    rows = [
        (
            plain(aspect_word(lang, aspect.name)),
            said(lang, "same" if aspect.same else "differs"),
            *(
                plain(_clipped(aspect_value(lang, side, aspect.name, value), 60))
                for side, value in zip(sides, aspect.values, strict=True)
            ),
        )
        for aspect in equivalence(sides).aspects
    ]
    names = [(plain(side.name), "left") for side in sides]
    out.print()
    out.print(
        table(
            said(lang, "equivalence"),
            [(said(lang, "aspect"), "left"), ("", "left"), *names],
            rows,
        )
    )


def print_comparison(comparison: Comparison, lang: str) -> None:
    """Print why one product differs from the other, and what may be concluded."""
    _print_causes(comparison, lang)
    _print_places(comparison, lang)
    _print_paired(comparison, lang)
    out.print()
    out.print(Text(verdict(lang, comparison), style="bold"), soft_wrap=True)
    for remark in remarks(lang, comparison):
        out.print(Text(remark, style="dim"), soft_wrap=True)


def _print_causes(comparison: Comparison, lang: str) -> None:
    names = {"first": comparison.first.name, "second": comparison.second.name}
    longest = max((abs(effect.kgco2e) for effect in comparison.causes), default=0.0) or 1.0
    made = table(
        "",
        [
            (said(lang, "cause"), "left"),
            ("kg CO2e", "right"),
            ("", "left"),
            (said(lang, "changed"), "left"),
        ],
        (),
    )
    for effect in comparison.causes:
        colour = "red" if effect.kgco2e > 0 else "green"
        made.add_row(
            cause_word(lang, effect.cause),
            signed(effect.kgco2e),
            Text("█" * round(abs(effect.kgco2e) / longest * BAR_WIDTH) or "▏", style=colour),
            plain(_clipped(changes_text(lang, effect.changes), LONGEST_CHANGES)),
        )
    made.add_row(said(lang, "sum"), signed(comparison.difference_kgco2e), "", "", style="bold")
    out.print()
    out.print(Text(said(lang, "why", **names), style="italic"), soft_wrap=True)
    out.print(made)


def _print_places(comparison: Comparison, lang: str) -> None:
    moved = [effect for effect in comparison.places if effect.difference_kgco2e]
    if not moved:
        return
    made = table(
        plain(said(lang, "components")),
        [
            (said(lang, "component"), "left"),
            ("n", "right"),
            (plain(_clipped(comparison.first.name, LONGEST_NAME)), "right"),
            (plain(_clipped(comparison.second.name, LONGEST_NAME)), "right"),
            (said(lang, "difference"), "right"),
            (said(lang, "main_cause"), "left"),
        ],
        (_place_cells(effect, lang) for effect in moved[:TOP_COMPONENTS]),
    )
    out.print()
    out.print(made)


def _print_paired(comparison: Comparison, lang: str) -> None:
    """Print the spread of both and of their difference over draws they share."""
    if not comparison.paired:
        return
    sampled = comparison.paired[0]
    title = said(lang, "paired", samples=str(sampled.samples), seed=str(sampled.seed))
    rows = []
    for each in comparison.paired:
        name = (
            said(lang, each.figure)
            if each.figure == "per_year_of_use"
            else word(lang, f"total.{each.figure}")
        )
        spreads = (
            (comparison.first.name, each.first, figure),
            (comparison.second.name, each.second, figure),
            (said(lang, "difference"), each.difference, signed),
        )
        rows += [
            (
                plain(name if number == 0 else ""),
                plain(_clipped(whose, LONGEST_NAME)),
                *(
                    told(value)
                    for value in (spread.deterministic, spread.p5, spread.median, spread.p95)
                ),
                f"{each.lower_share:.0%}" if number == len(spreads) - 1 else "",
            )
            for number, (whose, spread, told) in enumerate(spreads)
        ]
    columns = [(said(lang, "figure"), "left"), (said(lang, "whose"), "left")]
    columns += [(heading, "right") for heading in (said(lang, "value"), "P5", "P50", "P95")]
    lower_in = said(lang, "lower_in", name=_clipped(comparison.second.name, LONGEST_NAME))
    columns.append((plain(lower_in), "right"))
    out.print()
    out.print(table(plain(title), columns, rows))


def _place_cells(effect: PlaceEffect, lang: str) -> tuple[str, ...]:
    one, other = effect.quantities
    main = max(effect.by_cause, key=lambda cause: abs(effect.by_cause[cause]), default=None)
    names = dict.fromkeys(name for name in effect.names if name)
    return (
        plain(_clipped(" → ".join(names), LONGEST_NAME)),
        f"{other:g}" if one == other else f"{one:g} → {other:g}",
        *(figure(value) for value in effect.kgco2e),
        signed(effect.difference_kgco2e),
        " · ".join(
            part
            for part in (
                said(lang, f"fate.{effect.fate.value}") if effect.fate.value != "same" else "",
                cause_word(lang, main) if main else "",
            )
            if part
        ),
    )


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
