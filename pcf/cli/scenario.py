"""`pcf scenario`: alternatives as differences of one BOM and its study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from pcf.bom.scenario import ScenarioFile
from pcf.bom.scenario_file import read_scenarios
from pcf.cli.assess import reviewed
from pcf.cli.options import encoding_option, sampling_options, study_options
from pcf.cli.power import power_option
from pcf.cli.scenario_source import alternatives_of
from pcf.cli.scenario_tables import print_scenarios
from pcf.cli.terminal import out, working
from pcf.config import cache_folder, language
from pcf.library import Library, shipped_library
from pcf.reports.scenario_files import FORMATS, ScenarioReport, write_scenarios
from pcf.results.assessment import Assessment
from pcf.results.paired import PairedDifference
from pcf.results.scenarios import scenario_figures
from pcf.scenario_break_even import crossing_points, paybacks
from pcf.scenario_questions import ranked_levers, tornado


@click.command()
@click.argument(
    "source",
    metavar="RESULT_OR_BOM",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
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
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Reviewed mapping workbook of the BOM, as written by pcf map.",
)
@click.option("--tornado", "levers", is_flag=True, help="Move one lever at a time, and rank them.")
@study_options
@sampling_options
@power_option
@encoding_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
def scenario(
    source: Path,
    scenarios: Path | None,
    folder: Path,
    formats: str,
    lang: str | None,
    mapping: Path | None,
    levers: bool,
    study_file: Path | None,
    samples: int,
    seed: int,
    power_file: Path | None,
    encoding: str | None,
    quiet: bool,
    **study: float | str | None,
) -> None:
    """Alternatives of one BOM or result side by side, each a difference of the study "base".

    A RESULT.json is computed again from the inputs it records. SCENARIOS.yaml names scenarios
    that set study settings, change, add or remove lines, or take another route; and asks for
    break-even points and a ranking of levers. Writes scenarios.json, scenarios.csv,
    scenarios.rows.csv and charts (SVG). With --samples every scenario is drawn together with the
    base, and its difference has P5 to P95.
    """
    if scenarios is None and not levers:
        raise click.UsageError("give SCENARIOS.yaml, or --tornado, or both")
    spoken = language(lang)
    library = shipped_library(cache_folder())
    with working(source.name, quiet=quiet):
        asked = read_scenarios(scenarios) if scenarios else ScenarioFile(file="")
        alternatives = alternatives_of(
            source,
            library,
            study=study,
            study_file=study_file,
            power_file=power_file,
            edits=reviewed(mapping) if mapping else (),
            encoding=encoding,
            lang=spoken,
        )
        results = alternatives.assessed(asked.scenarios)
        report = ScenarioReport(
            scenarios=asked.scenarios,
            results=results,
            figures=scenario_figures(results),
            paybacks=paybacks(asked, results, library.knowledge.tables),
            crossings=crossing_points(asked, results, library.knowledge.tables),
            abatement=ranked_levers(asked, alternatives),
            tornado=tornado(alternatives) if levers else (),
            paired=_paired(results, library, samples, seed) if samples else {},
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


def _paired(
    results: Mapping[str, Assessment], library: Library, samples: int, seed: int
) -> Mapping[str, tuple[PairedDifference, ...]]:
    """Return the differences of every scenario to the base over draws they share."""
    # sampling is loaded only where it is asked for
    from pcf.paired import paired_differences

    base, *others = results
    found = paired_differences(
        results[base], [results[name] for name in others], library, samples=samples, seed=seed
    )
    return dict(zip(others, found, strict=True))
