"""What `pcf assess` prints: totals, stages with bars, top components, notices, files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from pcf.cli.terminal import err, out, plain, table, three_figures
from pcf.reports.assumption_views import KINDS
from pcf.reports.document_types import Document
from pcf.reports.figures import percent
from pcf.reports.view import ComponentView, ReportView
from pcf.reports.viewing import report_view
from pcf.reports.wording import word

TOP_COMPONENTS = 8
HEADLINES = ("cradle_to_grave", "cradle_to_gate", "use_at_plug", "data_centre_overhead")
SHOWN_NOTICES = 8
BAR_WIDTH = 28
#: Side tables every result has; the others are there because the study asked for them.
_ONLY_VERBOSE = frozenset({"transport", "efficiency"})
LONGEST_NAME = 34
_STAGE_COLOURS = ("blue", "cyan", "yellow", "green", "magenta")


def print_summary(document: Document, written: Sequence[Path], *, lang: str, verbose: bool) -> None:
    """Print the result of one BOM: tables to stdout, notices to stderr."""
    view = report_view(document, (), lang=lang)
    title = " · ".join(part for part in (view.product_name, view.product_model) if part)
    out.print()
    out.print(f"[bold]{plain(title)}[/bold]  {three_figures(view.mass_kg)} kg")
    _print_totals(view)
    _print_stages(view)
    _print_components(view, everything=verbose)
    _print_side_tables(view, everything=verbose)
    _print_assumptions(view)
    _print_quality(view)
    _print_notices(view, everything=verbose)
    for path in written:
        out.print(f"→ {path}", markup=False, soft_wrap=True)


def _print_totals(view: ReportView) -> None:
    unit = "kg CO2e"
    for key in ("cradle_to_gate",) if view.ends_at_gate else HEADLINES:
        value = view.totals[f"{key}_kgco2e"]
        style = "bold" if key == "cradle_to_grave" else "default"
        label = word(view.lang, f"total.{key}")
        out.print(Text.assemble((f"{three_figures(value):>10} {unit}  ", style), label))
    _print_interval(view)


def _print_interval(view: ReportView) -> None:
    spread = view.uncertainty
    if spread is None:
        return
    pairs = [(word(view.lang, "total.cradle_to_grave"), spread.total)]
    pairs.append((word(view.lang, "total.cradle_to_gate"), spread.cradle_to_gate))
    told = word(view.lang, "spread.interval").format(samples=spread.samples, seed=spread.seed)
    for label, figures in pairs:
        low, high = three_figures(figures["p5"]), three_figures(figures["p95"])
        out.print(Text(f"{low} – {high} kg CO2e  {label}, {told}"))


def _bar(share: float, colour: str) -> Text:
    filled = round(max(share, 0.0) * BAR_WIDTH)
    return Text("█" * filled or "▏", style=colour)


def _print_stages(view: ReportView) -> None:
    made = table("", [("", "left"), ("kg CO2e", "right"), ("%", "right"), ("", "left")], ())
    for stage, colour in zip(view.stages, _STAGE_COLOURS, strict=True):
        if not view.asks(stage.key):
            continue
        made.add_row(
            stage.title,
            three_figures(stage.kgco2e),
            f"{100 * stage.share:.1f}",
            _bar(stage.share, colour),
        )
    out.print()
    out.print(made)


def _print_components(view: ReportView, *, everything: bool) -> None:
    ranked = sorted(view.components, key=lambda component: -component.gate_kgco2e)
    shown: Sequence[ComponentView] = ranked if everything else ranked[:TOP_COMPONENTS]
    made = table(
        "",
        [
            ("", "left"),
            ("n", "right"),
            ("kg CO2e", "right"),
            ("%", "right"),
            ("", "left"),
            ("", "left"),
        ],
        (),
    )
    for component in shown:
        origin = "proxy" if component.proxy else component.origin
        made.add_row(
            plain(_clipped(component.name)),
            f"{component.quantity:g}",
            three_figures(component.gate_kgco2e),
            f"{100 * component.gate_share:.1f}",
            _bar(component.gate_share, "blue"),
            Text(word(view.lang, f"short.{origin}"), style=_origin_style(origin)),
        )
    out.print()
    out.print(f"[bold]{word(view.lang, 'sheet.components')}[/bold]")
    out.print(made)
    if len(ranked) > len(shown):
        rest = sum(component.gate_kgco2e for component in ranked[len(shown) :])
        out.print(
            f"[dim]+ {len(ranked) - len(shown)} · {three_figures(rest)} kg CO2e · "
            f"{word(view.lang, 'sheet.other_components')}[/dim]"
        )


def _print_side_tables(view: ReportView, *, everything: bool) -> None:
    """Print what the study asked for beside the result; what stands by every one only with -v."""
    for side in view.side_tables:
        if side.key in _ONLY_VERBOSE and not everything:
            continue
        made = table("", [(plain(column), "left") for column in side.columns], ())
        for row in side.rows:
            made.add_row(*(_side_cell(cell) for cell in row))
        out.print()
        out.print(f"[bold]{plain(side.title)}[/bold]")
        out.print(made)


def _side_cell(cell: float | str | None) -> str:
    if isinstance(cell, str):
        return plain(cell)
    return "" if cell is None else three_figures(cell)


def _clipped(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _origin_style(origin: str) -> str:
    return {"declared": "green", "looked_up": "green", "proxy": "red"}.get(origin, "dim")


def _print_assumptions(view: ReportView) -> None:
    """Print what rests on assumptions by kind and span, and what the functional unit fixes."""
    if not view.assumption_spans:
        return
    columns = [("", "left"), *((word(view.lang, f"assumed.{kind}"), "right") for kind in KINDS)]
    made = table("", columns, ())
    for span in view.asked_spans:
        made.add_row(span.title, *(percent(share) for share in span.shares))
    out.print()
    out.print(f"[bold]{word(view.lang, 'quality.on_assumptions')}[/bold]")
    out.print(made)
    if view.ends_at_gate:
        return
    told = [
        f"{choice.title} {choice.shown} ({choice.chosen}): {percent(choice.share)}"
        for choice in view.functional_choices
    ]
    label = word(view.lang, "quality.functional_choices")
    out.print(Text(f"{label}: {' · '.join(told)}", style="dim"))


def _print_quality(view: ReportView) -> None:
    keys = ["proxy_share", "unspecified_ghg_share", "default_share"]
    if not view.assumption_spans:
        keys.insert(1, "assumption_share")
    parts = [
        f"{word(view.lang, f'quality.{key}')} {view.quality[key]:.0%}"
        for key in keys
        if key in view.quality
    ]
    out.print(f"[dim]{' · '.join(parts).replace('CO~2~e', 'CO2e')}[/dim]")


def _print_notices(view: ReportView, *, everything: bool) -> None:
    shown = view.notices if everything else view.notices[:SHOWN_NOTICES]
    for notice in shown:
        where = f"{notice.where}: " if notice.where else ""
        err.print(
            Text.assemble(("! ", "yellow"), f"{where}{notice.message} [{notice.code}]"),
            soft_wrap=True,
        )
    left = len(view.notices) - len(shown)
    if left:
        err.print(Text(f"! + {left} (-v)", style="yellow"))
