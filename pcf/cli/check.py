"""`pcf check`: problems, mapping coverage and mass closure of a BOM; no footprint."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from pcf.bom.products import read_products
from pcf.cli.budget import budget_suite, print_suite, read_limits
from pcf.cli.options import encoding_option, lang_option, study_options, study_values
from pcf.cli.refusal import with_study_problems
from pcf.cli.terminal import err, out, plain, table, three_figures
from pcf.config import Layers, cache_folder, language, study_layers
from pcf.errors import PcfError, Problem
from pcf.library import Library, shipped_library
from pcf.model.bom import BillOfMaterials, Disposition
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef
from pcf.model.study import Study
from pcf.pipeline import groups, identify, model
from pcf.reports.budget_junit import BudgetSuite, write_junit
from pcf.reports.wording import word
from pcf.results.findings import part_notices
from pcf.results.mass_closure import mass_closure
from pcf.stages.placed import PlacedComponent
from pcf.stages.study import resolve_study


@click.command()
@click.argument(
    "boms",
    metavar="BOM...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--annotate",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a copy of the workbook with comments and colours on its cells.",
)
@click.option(
    "--budget",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Design budget (YAML): limits in kg CO2e; a broken one is exit code 1.",
)
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the verdicts on the budget as JUnit XML.",
)
@study_options
@encoding_option
@lang_option
@click.option("-v", "--verbose", is_flag=True, help="Print the class of every line.")
def check(
    boms: tuple[Path, ...],
    annotate: Path | None,
    budget: Path | None,
    junit: Path | None,
    study_file: Path | None,
    encoding: str | None,
    lang: str | None,
    verbose: bool,
    **study: float | str | None,
) -> None:
    """Read and map each BOM: problems with their cells, mapping coverage, mass closure.

    Exit code 1 when a file has problems; nothing is computed without --budget.
    """
    if annotate is not None and len(boms) > 1:
        raise click.UsageError("--annotate takes one BOM at a time")
    if junit is not None and budget is None:
        raise click.UsageError("--junit reports on a --budget")
    spoken = language(lang)
    library = shipped_library(cache_folder())
    limits = read_limits(budget, library) if budget else ()
    suites: list[BudgetSuite] = []
    failed = 0
    for path in boms:
        layers = study_layers(study_values(study), bom=path, study_file=study_file)
        found = checked_products(path, library, layers, encoding)
        for checked in found:
            failed = max(failed, checked.exit_code)
            _print_problems(checked, spoken)
            if checked.parts and checked.bom is not None:
                _print_coverage(checked, spoken, everything=verbose)
                _print_masses(checked.bom, checked.parts, spoken)
            if limits:
                suite = budget_suite(
                    checked,
                    limits,
                    library,
                    layers,
                    bom_path=path,
                    study_file=study_file,
                    lang=spoken,
                )
                suites.append(suite)
                failed = max(failed, print_suite(suite, spoken))
        if annotate is not None:
            _write_annotated(path, annotate, found, spoken, encoding)
    if junit is not None:
        out.print(f"→ {write_junit(suites, junit)}", markup=False, soft_wrap=True)
    sys.exit(failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: problems with the exit code they mean, notices, components."""

    name: str
    bom: BillOfMaterials | None
    parts: tuple[PlacedComponent, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    exit_code: int


def checked_products(
    path: Path, library: Library, layers: Layers, encoding: str | None
) -> tuple[Checked, ...]:
    """Read, resolve and model every product of a file as an assessment would."""
    try:
        products = read_products(path, library.knowledge, encoding=encoding)
    except PcfError as error:
        return (_refused(path.name, None, with_study_problems(error, layers, library)),)
    alone = len(products) == 1
    return tuple(
        checked_bom(path.name if alone else product.name, product.bom, library, layers)
        for product in products
    )


def checked_bom(name: str, bom: BillOfMaterials, library: Library, layers: Layers) -> Checked:
    """Resolve and model a BOM as an assessment would, keeping every problem."""
    knowledge = library.knowledge
    try:
        settings = resolve_study(
            Study(),
            bom,
            knowledge.tables,
            grids=library.grids,
            above_sheet=layers.above_sheet,
            below_sheet={**layers.below_sheet, **layers.beside_sheet},
        )
        identified = identify(bom, knowledge)
        parts = model(identified.components, knowledge, settings)
    except PcfError as error:
        return _refused(name, bom, with_study_problems(error, layers, library))
    said = (*bom.notices, *identified.notices, *part_notices(parts, groups(knowledge)))
    return Checked(name=name, bom=bom, parts=parts, problems=(), notices=said, exit_code=0)


def _refused(name: str, bom: BillOfMaterials | None, error: PcfError) -> Checked:
    return Checked(
        name=name,
        bom=bom,
        parts=(),
        problems=error.problems,
        notices=bom.notices if bom else (),
        exit_code=error.exit_code,
    )


def _print_problems(checked: Checked, lang: str) -> None:
    for problem in checked.problems:
        err.print(Text.assemble(("✗ ", "red"), problem.text(lang)), soft_wrap=True)
    for notice in checked.notices:
        where = f"{notice.at}: " if notice.at else ""
        err.print(
            Text.assemble(("! ", "yellow"), f"{where}{notice.text(lang)} [{notice.code}]"),
            soft_wrap=True,
        )
    colour = "red" if checked.problems else "green"
    out.print(
        Text.assemble(
            (checked.name, "bold"),
            (f"  {len(checked.problems)} ✗  ", colour),
            f"{len(checked.notices)} !",
        )
    )


def _print_coverage(checked: Checked, lang: str, *, everything: bool) -> None:
    assert checked.bom is not None
    fates = Counter(line.disposition for line in checked.bom.lines)
    left = ", ".join(
        f"{count} {word(lang, f'disposition.{fate}')}"
        for fate, count in fates.items()
        if fate is not Disposition.COUNTED
    )
    out.print(
        f"{len(checked.bom.lines)} → {fates[Disposition.COUNTED]} "
        f"{word(lang, 'disposition.counted')}" + (f" ({left})" if left else "")
    )
    methods = Counter(part.component.classification.method for part in checked.parts)
    masses = {
        method: sum(
            part.mass_kg for part in checked.parts if part.component.classification.method == method
        )
        for method in methods
    }
    rows = [
        (word(lang, f"method.{method}", method), str(count), f"{masses[method]:.3g}")
        for method, count in methods.most_common()
    ]
    out.print(
        table(
            "",
            [
                (word(lang, "check.mapped_by"), "left"),
                (word(lang, "check.lines"), "right"),
                ("kg", "right"),
            ],
            rows,
        )
    )
    if everything:
        lines = [
            (
                _short_cell(part.component.line.at),
                plain(part.component.line.label),
                part.component.component_class,
                f"{part.component.classification.confidence:.2f}",
                plain(part.component.classification.reason),
            )
            for part in checked.parts
        ]
        columns = [
            ("cell", "left"), ("line", "left"), ("class", "left"), ("conf.", "right"),
            ("reason", "left"),
        ]  # fmt: skip
        out.print(table("", columns, lines))


def _short_cell(at: CellRef) -> str:
    return "!".join(place for place in (at.sheet, at.cell) if place)


def _print_masses(bom: BillOfMaterials, parts: tuple[PlacedComponent, ...], lang: str) -> None:
    declared = bom.settings.get("mass_kg")
    value = declared.value if declared is not None else None
    closure = mass_closure(bom, parts, value if isinstance(value, float) else None)
    text = word(lang, "check.masses").format(
        product=three_figures(closure.product_kg),
        packaging=three_figures(closure.packaging_kg),
        weighed=f"{closure.weighed_share:.0%}",
    )
    if closure.declared_kg:
        text += word(lang, "check.closure").format(
            declared=f"{closure.declared_kg:g}",
            closure=f"{closure.product_kg / closure.declared_kg:.0%}",
        )
    out.print(plain(text))
    for assembly in closure.assemblies:
        text = word(lang, "check.assembly").format(
            label=assembly.line.label,
            stated=f"{assembly.stated_kg:.3g}",
            parts=f"{assembly.parts_kg:.3g}",
            ratio=f"{assembly.ratio:.0%}",
        )
        out.print(plain(f"  {assembly.line.at}: {text}"))


def _write_annotated(
    path: Path, target: Path, found: Sequence[Checked], lang: str, encoding: str | None
) -> None:
    from pcf.reports.xlsx.annotate import annotate

    written = annotate(
        path,
        target,
        problems=tuple(problem for checked in found for problem in checked.problems),
        notices=tuple(notice for checked in found for notice in checked.notices),
        components=tuple(part.component for checked in found for part in checked.parts),
        lang=lang,
        encoding=encoding,
    )
    out.print(f"→ {written}", markup=False, soft_wrap=True)
