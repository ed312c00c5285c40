"""`pcf portfolio`: many BOMs or configurations, one table."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pcf.bom import READERS
from pcf.bom.products import read_products
from pcf.cli.options import (
    encoding_option,
    lang_option,
    sampling_options,
    study_options,
    study_values,
)
from pcf.cli.power import with_power
from pcf.cli.terminal import err, out, plain, table, three_figures, working
from pcf.config import cache_folder, language, study_layers
from pcf.errors import BomError, PcfError, Problem
from pcf.library import shipped_library
from pcf.model.provenance import CellRef
from pcf.portfolio import Portfolio
from pcf.reports.portfolio_table import FILE_NAME, write_portfolio
from pcf.results.portfolio import PortfolioRow

LARGEST_SHOWN = 8
_SUFFIXES = frozenset({*READERS, ".json"})


@click.command()
@click.argument("source", metavar="FILE_OR_DIR", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    envvar="PCF_OUT",
    show_envvar=True,
    help="Folder to write portfolio.csv to.",
)
@study_options
@sampling_options
@encoding_option
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
def portfolio(
    source: Path,
    folder: Path,
    study_file: Path | None,
    samples: int,
    seed: int,
    encoding: str | None,
    lang: str | None,
    quiet: bool,
    **study: float | str | None,
) -> None:
    """Footprint of many products in one table (portfolio.csv).

    FILE_OR_DIR is a table of configurations (a column "archetype", one server a row) or a
    folder of BOMs. A product with problems is left out, its problems are told, and the exit
    code is 1.
    """
    spoken = language(lang)
    library = shipped_library(cache_folder())
    rows: list[PortfolioRow] = []
    failed = 0
    with working(source.name, quiet=quiet):
        assessed = Portfolio(library)
        for path in products_in(source):
            try:
                layers = study_layers(study_values(study), bom=path, study_file=study_file)
                products = read_products(path, library.knowledge, encoding=encoding)
            except PcfError as error:
                failed = max(failed, _refused(error, spoken))
                continue
            for product in products:
                try:
                    bom, own = with_power(
                        product.bom, layers, power_file=None, study_file=study_file, bom_path=path
                    )
                    row = assessed.row(
                        product.name,
                        bom,
                        above_sheet=own.above_sheet,
                        below_sheet={**own.below_sheet, **own.beside_sheet},
                        samples=samples,
                        seed=seed,
                    )
                except PcfError as error:
                    failed = max(failed, _refused(error, spoken))
                    continue
                rows.append(row)
        if not rows and not failed:
            failed = _refused(BomError(_nothing_in(source)), spoken)
        written = write_portfolio(rows, folder, sampled=bool(samples)) if rows else None
    if written and not quiet:
        print_portfolio(rows)
        out.print(f"→ {written}", markup=False, soft_wrap=True)
    sys.exit(failed)


def products_in(source: Path) -> Iterator[Path]:
    """Return the file itself, or what can be read in a folder, by name."""
    if not source.is_dir():
        yield source
        return
    for path in sorted(source.iterdir()):
        hidden = path.name.startswith((".", "~$")) or path.name == FILE_NAME
        if path.is_file() and path.suffix.casefold() in _SUFFIXES and not hidden:
            yield path


def print_portfolio(rows: Sequence[PortfolioRow]) -> None:
    """Print the spread over all products and the largest of them."""
    made = table(
        plain(f"{len(rows)} products [kg CO2e]"),
        [("", "left"), *((word, "right") for word in ("lowest", "median", "highest", "sum"))],
        (
            (
                title,
                *(three_figures(figure(values)) for figure in (min, statistics.median, max, sum)),
            )
            for title, values in (
                (title, [row.figures[column] for row in rows])
                for title, column in (
                    ("cradle to gate", "cradle_to_gate_kgco2e"),
                    ("use", "use_kgco2e"),
                    ("cradle to grave", "cradle_to_grave_kgco2e"),
                )
            )
        ),
    )
    out.print()
    out.print(made)
    largest = sorted(rows, key=lambda row: -row.figures["cradle_to_grave_kgco2e"])
    out.print()
    out.print(
        table(
            "",
            [("", "left"), ("cradle to gate", "right"), ("cradle to grave", "right")],
            (
                (
                    plain(row.name),
                    three_figures(row.figures["cradle_to_gate_kgco2e"]),
                    three_figures(row.figures["cradle_to_grave_kgco2e"]),
                )
                for row in largest[:LARGEST_SHOWN]
            ),
        )
    )


def _refused(error: PcfError, lang: str) -> int:
    err.print(error.text(lang), markup=False, soft_wrap=True)
    return error.exit_code


def _nothing_in(source: Path) -> Problem:
    return Problem(
        code="BOM157",
        message=f"holds no file that can be read (expected {', '.join(sorted(_SUFFIXES))})",
        message_zh=f"没有可读取的文件（应为 {', '.join(sorted(_SUFFIXES))}）",
        at=CellRef(file=source.name),
    )
