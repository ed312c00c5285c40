"""`pcf map`: each line's class and parameters, written for a person to review."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.bom.products import read_product
from pcf.cli.options import encoding_option, lang_option
from pcf.cli.terminal import out
from pcf.config import cache_folder, language
from pcf.library import shipped_library
from pcf.pipeline import identify
from pcf.reports.xlsx.mapping import write_mapping


@click.command()
@click.argument("bom", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--out",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mapping.xlsx"),
    show_default=True,
    help="Workbook to write.",
)
@encoding_option
@lang_option
def map_bom(bom: Path, target: Path, encoding: str | None, lang: str | None) -> None:
    """Write class, parameters, confidence and alternatives of every line of BOM.

    Edit the yellow columns, then: pcf assess BOM --mapping mapping.xlsx.
    """
    knowledge = shipped_library(cache_folder()).knowledge
    components = identify(read_product(bom, knowledge, encoding=encoding), knowledge).components
    written = write_mapping(
        target, components, classes=sorted(knowledge.classes), lang=language(lang)
    )
    fallbacks = sum(component.proxy for component in components)
    out.print(f"{len(components)} lines, {fallbacks} by proxy")
    out.print(f"→ {written}", markup=False, soft_wrap=True)
