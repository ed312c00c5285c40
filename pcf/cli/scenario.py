"""`pcf scenario`: alternatives as differences of one BOM and its study."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.bom.products import read_products
from pcf.bom.scenario import ScenarioFile
from pcf.bom.scenario_file import read_scenarios
from pcf.cli.options import encoding_option, study_options, study_values
from pcf.cli.scenario_tables import print_scenarios
from pcf.cli.terminal import out, working
from pcf.config import cache_folder, language, study_layers
from pcf.errors import InputError, Problem
from pcf.library import shipped_library
from pcf.model.provenance import CellRef
from pcf.reports.document_types import SCHEMA_NAME
from pcf.reports.result_file import read_document
from pcf.reports.scenario_files import FORMATS, ScenarioReport, write_scenarios
from pcf.results.scenarios import scenario_figures
from pcf.scenario_questions import crossing_points, paybacks, ranked_levers, tornado
from pcf.scenarios import Alternatives


@click.command()
@click.argument("bom", metavar="BOM", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "scenarios",
    metavar="[SCENARIOS.yaml]",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    "folder",
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
    default=",".join(FORMATS),
    show_default=True,
    help=f"Formats, with commas: {', '.join(FORMATS)}.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh", "both"]),
    envvar="PCF_LANG",
    show_envvar=True,
    help="Language of messages, tables and charts. Default: that of the terminal.",
)
@click.option("--tornado", "levers", is_flag=True, help="Move one lever at a time, and rank them.")
@study_options
@encoding_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
def scenario(
    bom: Path,
    scenarios: Path | None,
    folder: Path,
    formats: str,
    lang: str | None,
    levers: bool,
    study_file: Path | None,
    encoding: str | None,
    quiet: bool,
    **study: float | str | None,
) -> None:
    """Alternatives of one BOM side by side, each a difference of the study "base".

    SCENARIOS.yaml names scenarios that set study settings, change, add or remove lines, or
    take another route; and asks for break-even points and a ranking of levers. Writes
    scenarios.json, scenarios.csv, scenarios.rows.csv and charts (SVG).
    """
    if scenarios is None and not levers:
        raise click.UsageError("give SCENARIOS.yaml, or --tornado, or both")
    spoken = language(lang)
    library = shipped_library(cache_folder())
    with working(bom.name, quiet=quiet):
        _refuse_result(bom)
        asked = read_scenarios(scenarios) if scenarios else ScenarioFile(file="")
        products = read_products(bom, library.knowledge, encoding=encoding)
        if len(products) != 1:
            raise click.UsageError(f"{bom.name} holds {len(products)} products; give one")
        layers = study_layers(study_values(study), bom=bom, study_file=study_file)
        alternatives = Alternatives(
            products[0].bom,
            library,
            above_sheet=layers.above_sheet,
            below_sheet={**layers.below_sheet, **layers.beside_sheet},
        )
        results = alternatives.assessed(asked.scenarios)
        report = ScenarioReport(
            scenarios=asked.scenarios,
            results=results,
            figures=scenario_figures(results),
            paybacks=paybacks(asked, results),
            crossings=crossing_points(asked, results, library.knowledge.tables),
            abatement=ranked_levers(asked, alternatives),
            tornado=tornado(alternatives) if levers else (),
        )
        written = write_scenarios(
            report,
            folder,
            formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
            languages=("en", "zh") if lang == "both" else (spoken,),
        )
    if quiet:
        return
    print_scenarios(report, lang=spoken)
    for path in written:
        out.print(f"→ {path}", markup=False, soft_wrap=True)


def _refuse_result(path: Path) -> None:
    """Refuse a result: scenarios change lines, and a result has none to read again."""
    if path.suffix.casefold() == ".json" and read_document(path).get("schema") == SCHEMA_NAME:
        raise InputError(
            Problem(
                code="SCN118",
                message="is a result, not a BOM (give the BOM it was made from)",
                message_zh="是结果文件而非 BOM（请给出原 BOM）",
                at=CellRef(file=path.name),
            )
        )
