"""`pcf report`: render a result again, without computing."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.config import language
from pcf.reports.registry import REPORTS, write_reports
from pcf.reports.result_file import read_result_files


@click.command()
@click.argument("result", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "formats", default="pdf", show_default=True, help=", ".join(REPORTS))
@click.option("--lang", type=click.Choice(["en", "zh", "both"]), help="Language of the reports.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder. Default: that of the result.",
)
def report(result: Path, formats: str, lang: str | None, out: Path | None) -> None:
    """Render RESULT.json as workbook or sheet, in either language."""
    document, rows = read_result_files(result)
    languages = ("en", "zh") if lang == "both" else (language(lang),)
    written = write_reports(
        document,
        rows,
        folder=out or result.parent,
        stem=result.stem,
        formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
        languages=languages,
    )
    for path in written:
        click.echo(f"→ {path}")
