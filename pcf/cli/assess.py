"""`pcf assess`: read, map, assess, write."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.bom.products import ReadProduct, read_products
from pcf.cli.options import encoding_option, sampling_options, study_options, study_values
from pcf.cli.power import power_option, with_power
from pcf.cli.refusal import with_study_problems
from pcf.cli.terminal import err, working
from pcf.config import cache_folder, language, study_layers
from pcf.errors import OutputError, PcfError, Problem
from pcf.library import Library, shipped_library
from pcf.model.provenance import CellRef
from pcf.pipeline import assess as assess_bom
from pcf.pipeline import with_uncertainty
from pcf.reports.document import result_document
from pcf.reports.registry import FORMATS, write_reports
from pcf.results.assessment import Assessment
from pcf.results.strictness import strict_problems

if TYPE_CHECKING:
    from pcf.reports.xlsx.mapping import MappingRow


@click.command()
@click.argument(
    "boms",
    metavar="BOM...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    envvar="PCF_OUT",
    show_envvar=True,
    help="Folder to write to.",
)
@click.option(
    "--format",
    "formats",
    default="json,xlsx,pdf",
    show_default=True,
    envvar="PCF_FORMAT",
    show_envvar=True,
    help=f"Formats, with commas: {', '.join(FORMATS)}.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh", "both"]),
    envvar="PCF_LANG",
    show_envvar=True,
    help="Language of messages and reports. Default: that of the terminal.",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Reviewed mapping workbook, as written by pcf map.",
)
@study_options
@power_option
@sampling_options
@encoding_option
@click.option("--strict", is_flag=True, help="Many proxies or defaults are an error (exit 1).")
@click.option("--audit", is_flag=True, help="Solve the whole system with bw2calc and compare.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Print every notice and all components.")
def assess(
    boms: tuple[Path, ...],
    out: Path,
    formats: str,
    lang: str | None,
    mapping: Path | None,
    study_file: Path | None,
    power_file: Path | None,
    samples: int,
    seed: int,
    encoding: str | None,
    strict: bool,
    audit: bool,
    quiet: bool,
    verbose: bool,
    **study: float | str | None,
) -> None:
    """Footprint of each BOM (.xlsx, .xls, .csv): result, workbook and one-page sheet.

    A table with a column "archetype" holds one server a row (configurations); Redfish JSON
    and the text of dmidecode are read as configurations too.

    All problems of a file are told at once, each with its cell; a file with problems gets no
    output. The others are assessed all the same, and the exit code is 1.
    """
    spoken = language(lang)
    languages = ("en", "zh") if lang == "both" else (spoken,)
    wanted = tuple(name.strip() for name in formats.split(",") if name.strip())
    library = shipped_library(cache_folder())
    failed = 0
    named: dict[str, Path] = {}
    for path in boms:
        try:
            with working(path.name, quiet=quiet):
                products = read_products(path, library.knowledge, encoding=encoding)
        except PcfError as error:
            layers = study_layers(study_values(study), bom=path, study_file=study_file)
            failed = max(failed, refused(with_study_problems(error, layers, library), spoken))
            continue
        for product in products:
            try:
                _own_name(product.stem, path, named)
                with working(product.stem, quiet=quiet):
                    result = _assessed(
                        path, product, library, mapping, study_file, power_file, study
                    )
                    if samples:
                        result = with_uncertainty(result, library, samples=samples, seed=seed)
                    if strict:
                        strict_problems(result, library.knowledge.tables)
                    document = result_document(
                        result, knowledge=library.knowledge, sources=library.sources
                    )
                    written = write_reports(
                        document,
                        result.rows,
                        folder=out,
                        stem=product.stem,
                        formats=wanted,
                        languages=languages,
                        read=path,
                    )
            except PcfError as error:
                failed = max(failed, refused(error, spoken))
                continue
            if not quiet:
                from pcf.cli.summary import print_summary

                print_summary(document, written, lang=spoken, verbose=verbose)
            if audit:
                # the audit alone needs Brightway in this process
                from pcf.cli.audit_table import print_audit

                failed = max(failed, print_audit(library, result, quiet=quiet))
    sys.exit(failed)


def _own_name(stem: str, path: Path, named: dict[str, Path]) -> None:
    """Keep the first product of a name; `OutputError` OUT108 for a second one."""
    first = named.get(stem.casefold())
    named.setdefault(stem.casefold(), path)
    if first is not None:
        raise OutputError(
            Problem(
                code="OUT108",
                message=f"its reports would replace those of {first}, which has the same name "
                "(rename one, or assess it apart with another folder, -o)",
                message_zh=f"报告将覆盖同名文件 {first} 的报告"
                "（请改名，或用 -o 另选文件夹单独评价）",
                at=CellRef(file=str(path)),
            )
        )


def refused(error: PcfError, lang: str) -> int:
    """Print a refusal and return its exit code."""
    err.print(error.text(lang), markup=False, soft_wrap=True)
    return error.exit_code


def reviewed(path: Path) -> tuple[MappingRow, ...]:
    """Read a reviewed mapping workbook (the reader loads workbook libraries, hence late)."""
    from pcf.reports.xlsx.mapping import read_mapping

    return read_mapping(path)


def _assessed(
    path: Path,
    product: ReadProduct,
    library: Library,
    mapping: Path | None,
    study_file: Path | None,
    power_file: Path | None,
    study: dict[str, float | str | None],
) -> Assessment:
    layers = study_layers(study_values(study), bom=path, study_file=study_file)
    bom, layers = with_power(
        product.bom, layers, power_file=power_file, study_file=study_file, bom_path=path
    )
    return assess_bom(
        bom,
        None,
        library,
        above_sheet=layers.above_sheet,
        below_sheet={**layers.below_sheet, **layers.beside_sheet},
        edits=reviewed(mapping) if mapping else (),
    )
