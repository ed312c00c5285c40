"""`pcf explain`: cell → parameter → exchange → unit score → kg CO2e, from a result on disk."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.options import lang_option
from pcf.cli.terminal import out, plain, table, three_figures
from pcf.config import language
from pcf.reports.explaining import ItemStory, item_story
from pcf.reports.result_file import read_result_files
from pcf.reports.viewing import report_view
from pcf.reports.wording import word


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
        columns = [
            ("parameter", "left"), ("value", "right"), ("unit", "left"), ("interval", "left"),
            ("origin", "left"), ("source", "left"),
        ]  # fmt: skip
        parameters = [
            (
                parameter.name,
                plain(
                    f"{parameter.value:.6g}"
                    if isinstance(parameter.value, float)
                    else str(parameter.value)
                ),
                parameter.unit,
                ""
                if parameter.low is None or parameter.high is None
                else f"{parameter.low:.4g} – {parameter.high:.4g}",
                word(lang, f"origin.{parameter.origin}", parameter.origin),
                plain(parameter.cell or parameter.source),
            )
            for parameter in component.parameters
        ]
        out.print(table("", columns, parameters))
    columns = [
        ("stage", "left"), ("for", "left"), ("product", "left"), ("amount", "right"),
        ("unit", "left"), ("kg CO2e/unit", "right"), ("kg CO2e", "right"), ("%", "right"),
    ]  # fmt: skip
    rows = [
        (
            word(lang, f"stage.{step.stage}"),
            plain(step.role),
            f"{step.product}@{step.location}",
            f"{step.amount:.5g}",
            step.unit,
            f"{step.unit_score_kgco2e:.5g}",
            three_figures(step.kgco2e) + (" (credit)" if step.credit else ""),
            f"{100 * step.kgco2e / story.kgco2e:.1f}" if story.kgco2e and not step.credit else "",
        )
        for step in story.steps
    ]
    out.print(table("", columns, rows))
    out.print(f"[bold]{story.kgco2e:.6g} kg CO2e[/bold]")
