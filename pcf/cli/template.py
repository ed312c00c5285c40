"""`pcf template`: an empty BOM workbook with instructions, lists and a worked example."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.options import lang_option
from pcf.cli.terminal import out
from pcf.config import cache_folder, language
from pcf.library import shipped_library
from pcf.reports.xlsx.template import write_template


@click.command()
@click.argument(
    "file",
    metavar="[FILE.xlsx]",
    required=False,
    type=click.Path(dir_okay=False, path_type=Path),
)
@lang_option
def template(file: Path | None, lang: str | None) -> None:
    """Write an empty BOM workbook with instructions. Default: bom_template.xlsx."""
    spoken = language(lang)
    chosen = file or Path("bom_template.xlsx")
    knowledge = shipped_library(cache_folder()).knowledge
    written = write_template(chosen, spoken, knowledge=knowledge)
    out.print(f"→ {written}", markup=False, soft_wrap=True)
