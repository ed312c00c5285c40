"""`pcf validate`: the model against a table of declared footprints, nothing fitted."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from pcf.bom.declared_table import DeclaredServer, read_declared
from pcf.cli.options import MAX_SAMPLES, encoding_option
from pcf.cli.terminal import out, plain, table, three_figures, working
from pcf.config import cache_folder
from pcf.library import Library, shipped_library
from pcf.pipeline import assess
from pcf.reports.all_or_nothing import write_files
from pcf.results.validation import Comparison, ValidationSummary, comparison, summary

COLUMNS = (
    ("name", "left"), ("declared", "right"), ("ours", "right"), ("P5", "right"),
    ("P50", "right"), ("P95", "right"), ("ratio", "right"), ("inside", "right"),
    ("kWh/a declared", "right"), ("kWh/a ours", "right"),
)  # fmt: skip
CSV_COLUMNS = (
    "name", "archetype", "declared_manufacturing_kgco2e", "manufacturing_kgco2e",
    "manufacturing_p5_kgco2e", "manufacturing_p50_kgco2e", "manufacturing_p95_kgco2e", "ratio",
    "inside", "spread_factor", "declared_annual_kwh", "annual_kwh", "electricity_factor",
    "assumed",
)  # fmt: skip


@click.command()
@click.argument(
    "declared",
    metavar="DECLARED.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    "target",
    metavar="FILE.csv",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the table, unrounded.",
)
@click.option(
    "--samples",
    type=click.IntRange(2, MAX_SAMPLES),
    default=200,
    show_default=True,
    envvar="PCF_SAMPLES",
    show_envvar=True,
    help="Monte Carlo draws for P5 to P95.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the draws.")
@encoding_option
@click.option("-q", "--quiet", is_flag=True, help="Print the summary only.")
def validate(
    declared: Path,
    target: Path | None,
    samples: int,
    seed: int,
    encoding: str | None,
    quiet: bool,
) -> None:
    """Compare the model with declared footprints: ours P5 to P95, ratio, inside or not.

    Each row is a server: name, gwp_manufacturing_kgco2e, and what is known of it
    (server_type, height_u, number_cpu, cores_per_cpu_max, memory_gb, n_ssd, ssd_total_gb,
    n_hdd, hdd_total_gb, weight_kg, release_year, lifetime_years, use_location,
    yearly_tec_kwh). The rest is its archetype's. Manufacturing is compared from cradle to
    gate, use in kWh a year as estimated from the parts. No figure of the model is fitted.
    """
    library = shipped_library(cache_folder())
    servers = read_declared(declared, library.knowledge, encoding=encoding)
    found = []
    for server in servers:
        with working(server.name, quiet=quiet):
            found.append(compared(server, library, samples=samples, seed=seed))
    if target is not None:
        write_comparisons(target, found)
    if not quiet:
        out.print(table("Cradle to gate, kg CO2e", COLUMNS, [_row(each) for each in found]))
    _print_summary(summary(found))


def compared(server: DeclaredServer, library: Library, *, samples: int, seed: int) -> Comparison:
    """Return our sampled footprint of a declared server beside what it declares.

    A place of use without a grid of its own is left to the default: only kWh are compared.
    """
    settings = dict(server.bom.settings)
    if "grid" in settings and settings["grid"].value not in library.grids:
        del settings["grid"]
    bom = replace(server.bom, settings=settings)
    result = assess(bom, None, library, samples=samples, seed=seed)
    return comparison(
        result,
        name=server.name,
        archetype=server.archetype,
        declared_kgco2e=server.manufacturing_kgco2e,
        declared_annual_kwh=server.annual_kwh,
        assumed=server.assumed,
    )


def write_comparisons(target: Path, comparisons: Sequence[Comparison]) -> None:
    """Write the comparisons as CSV, unrounded, all or nothing.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_record(each) for each in comparisons)
    write_files({target: text.getvalue().encode()})


def _record(each: Comparison) -> tuple[str | float, ...]:
    ratio = each.electricity_factor
    return (
        each.name, each.archetype, each.declared_kgco2e, each.ours.deterministic,
        each.ours.p5, each.ours.median, each.ours.p95, each.model_factor,
        "yes" if each.inside else "no", each.spread_factor,
        each.declared_annual_kwh or "", each.annual_kwh or "", "" if ratio is None else ratio,
        " ".join(each.assumed),
    )  # fmt: skip


def _row(each: Comparison) -> tuple[str, ...]:
    ours = each.ours
    figures = (each.declared_kgco2e, ours.deterministic, ours.p5, ours.median, ours.p95)
    electricity = (each.declared_annual_kwh, each.annual_kwh)
    return (
        plain(each.name),
        *(three_figures(figure) for figure in figures),
        f"{each.model_factor:.2f}",
        "yes" if each.inside else "no",
        *(three_figures(figure) if figure else "" for figure in electricity),
    )


def _print_summary(found: ValidationSummary) -> None:
    inside = round(found.inside_share * found.count)
    out.print(
        f"{found.count} declared footprints: {inside} ({found.inside_share:.0%}) inside our P5 to "
        f"P95; median ratio {found.median_model_factor:.2f} "
        f"({found.median_draw_factor:.2f} with the median of the draws); "
        f"{found.within_factor_two_share:.0%} within a factor of 2; "
        f"P95/P5 {found.median_spread_factor:.2f} (median), "
        f"{found.largest_spread_factor:.2f} (largest).",
        soft_wrap=True,
    )
    if found.median_electricity_factor is not None:
        out.print(
            "Electricity a year, ours over declared: "
            f"{found.median_electricity_factor:.2f} (median)."
        )
