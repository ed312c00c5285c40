"""The budget part of `pcf check`: assess, hold the limits, say what breaks them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from rich.text import Text

from pcf.bom.budget_file import BudgetLimit, read_budget
from pcf.cli.power import with_power
from pcf.cli.terminal import err, out, plain, table, three_figures
from pcf.config import Layers
from pcf.errors import PcfError, Problem
from pcf.library import Library
from pcf.model.bom import BillOfMaterials
from pcf.pipeline import assess
from pcf.reports.budget_junit import BudgetSuite
from pcf.reports.budget_wording import broken, limit_title
from pcf.reports.wording import word
from pcf.results.budget import unmatched, verdicts


class CheckedProduct(Protocol):
    """What a check says of one product."""

    @property
    def name(self) -> str:
        """Name of the product or its file."""
        ...

    @property
    def bom(self) -> BillOfMaterials | None:
        """Its lines, None where they could not be read."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        ...


def read_limits(path: Path, library: Library) -> tuple[BudgetLimit, ...]:
    """Read a budget file against the component classes there are."""
    return read_budget(path, classes=library.knowledge.components)


def budget_suite(
    checked: CheckedProduct,
    limits: tuple[BudgetLimit, ...],
    library: Library,
    layers: Layers,
    *,
    bom_path: Path,
    study_file: Path | None,
    lang: str,
) -> BudgetSuite:
    """Assess a product that can be, as ``pcf assess`` would, and hold its limits."""
    if checked.bom is None or checked.problems:
        return BudgetSuite(name=checked.name, problems=checked.problems)
    try:
        bom, layers = with_power(
            checked.bom, layers, power_file=None, study_file=study_file, bom_path=bom_path
        )
        result = assess(
            bom,
            None,
            library,
            above_sheet=layers.above_sheet,
            below_sheet={**layers.below_sheet, **layers.beside_sheet},
        )
    except PcfError as error:
        err.print(error.text(lang), markup=False, soft_wrap=True)
        return BudgetSuite(name=checked.name, problems=error.problems)
    for limit in unmatched(result, limits):
        text = word(lang, "budget.of_nothing").format(
            limit=limit_title(limit, lang), name=checked.name
        )
        err.print(Text.assemble(("! ", "yellow"), f"{limit.at}: {text} [BUD201]"), soft_wrap=True)
    return BudgetSuite(name=checked.name, verdicts=verdicts(result, limits))


def print_suite(suite: BudgetSuite, lang: str) -> int:
    """Print the budget of one product and return the exit code: 1 where a limit is broken."""
    if not suite.verdicts:
        return 1 if suite.problems else 0
    out.print(
        table(
            "",
            [
                ("", "left"),
                ("kg CO2e", "right"),
                (word(lang, "budget.limit"), "right"),
                ("", "left"),
            ],
            (
                (
                    plain(limit_title(verdict.limit, lang)),
                    three_figures(verdict.kgco2e),
                    f"{verdict.limit.limit_kgco2e:g}",
                    "[green]✓[/green]" if verdict.kept else "[red]✗[/red]",
                )
                for verdict in suite.verdicts
            ),
        )
    )
    problems = broken(suite.verdicts)
    for problem in problems:
        err.print(Text.assemble(("✗ ", "red"), problem.text(lang)), soft_wrap=True)
    return 1 if problems else 0
