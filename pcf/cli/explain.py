"""`pcf explain`: cell → parameter → exchange → unit score → kg CO2e, from a result on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from pcf.cli.options import lang_option
from pcf.cli.terminal import out, plain, table, three_figures
from pcf.config import language
from pcf.reports.explaining import ItemStory, item_story
from pcf.reports.result_file import read_result_files
from pcf.reports.view import ParameterView
from pcf.reports.viewing import report_view
from pcf.reports.wording import word
from pcf.results.explain import ExplainedExchange


@click.command()
@click.argument("result", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("item")
@lang_option
def explain(result: Path, item: str, lang: str | None) -> None:
    """Follow ITEM of RESULT.json (item, part number or name) from its cell to its kg CO2e."""
    spoken = language(lang)
    document, rows = read_result_files(result)
    view = report_view(document, rows, lang=spoken, file=result.name)
    _print(item_story(view, item), spoken)


def _print(story: ItemStory, lang: str) -> None:
    out.print(f"[bold]{plain(story.title)}[/bold]  {plain(story.cell)}")
    component = story.component
    if component is not None:
        out.print(
            f"{component.component_class} ({plain(component.class_title)}) · "
            f"{component.mapping_method} · {plain(component.mapping_reason)}"
        )
        out.print(f"{component.quantity:g} × · {three_figures(component.mass_kg)} kg")
        out.print(_figures(component.parameters, lang))
        out.print(_choices(component.parameters, lang))
    out.print(_exchanges(story, lang))
    out.print(f"[bold]{story.kgco2e:.6g} kg CO2e[/bold]")


def _figures(parameters: Sequence[ParameterView], lang: str) -> Table:
    """Return the numbers a component was modelled with, their intervals and origins."""
    return table(
        "",
        _columns(
            lang, ("col.parameter", "name"), ("col.value", "right"),
            ("explain.interval", "name"), ("col.origin", "name"), ("col.source", "left"),
        ),
        [
            (
                each.name, f"{each.value:.6g} {each.unit.strip('-')}".strip(),
                _interval(each.low, each.high), *_knowing(each, lang),
            )
            for each in parameters
            if isinstance(each.value, float)
        ],
    )  # fmt: skip


def _choices(parameters: Sequence[ParameterView], lang: str) -> Table:
    """Return the names a component was modelled with: generation, place, products drawn."""
    return table(
        "",
        _columns(
            lang, ("explain.choice", "name"), ("col.value", "left"),
            ("col.origin", "name"), ("col.source", "left"),
        ),
        [
            (each.name, plain(str(each.value)), *_knowing(each, lang))
            for each in parameters
            if not isinstance(each.value, float)
        ],
    )  # fmt: skip


def _knowing(parameter: ParameterView, lang: str) -> tuple[str, str]:
    """Return how a value came to be known, and from where; the file stands in the title."""
    cell = parameter.cell.rpartition(" › ")[2]
    origin = word(lang, f"origin.{parameter.origin}", parameter.origin)
    return origin, plain(cell or parameter.source)


def _exchanges(story: ItemStory, lang: str) -> Table:
    """Return what the item draws, stage by stage, credits last, down to its kg CO2e."""
    rows: list[tuple[str, ...]] = []
    groups: dict[str, list[ExplainedExchange]] = {}
    for step in sorted(story.steps, key=lambda step: step.credit):
        key = "total.credits" if step.credit else f"stage.{step.stage}"
        groups.setdefault(key, []).append(step)
    for key, steps in groups.items():
        rows.append(("", f"[bold]{word(lang, key)}[/bold]", "", "", "", ""))
        rows.extend(_exchange(step, story.kgco2e) for step in steps)
    columns = _columns(
        lang,
        ("explain.role", "left"), ("col.product", "name"), ("explain.amount", "right"),
        ("explain.unit_score", "right"), ("col.kgco2e", "right"), ("%", "right"),
    )  # fmt: skip
    return table("", columns, rows)


def _exchange(step: ExplainedExchange, whole_kgco2e: float) -> tuple[str, ...]:
    """Return one line; a credit has no share of a total it is outside of."""
    counted = bool(whole_kgco2e) and not step.credit
    return (
        plain(step.role),
        f"{step.product}@{step.location}",
        f"{step.amount:.4g} {step.unit}",
        f"{step.unit_score_kgco2e:.3g}",
        three_figures(step.kgco2e),
        f"{100 * step.kgco2e / whole_kgco2e:.1f}" if counted else "",
    )


def _columns(lang: str, *columns: tuple[str, str]) -> list[tuple[str, str]]:
    """Return columns with their headings in the language, from keys of the wording."""
    return [(word(lang, key), side) for key, side in columns]


def _interval(low: float | None, high: float | None) -> str:
    """Return both ends; nothing where the value is closed or none is known."""
    return "" if low is None or high is None or low == high else f"{low:.3g}–{high:.3g}"
