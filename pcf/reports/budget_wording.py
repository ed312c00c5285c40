"""What is said of a limit that is broken: by how much, and by which lines."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.bom.budget_file import BudgetLimit
from pcf.errors import Problem
from pcf.reports.figures import figure
from pcf.reports.wording import word
from pcf.results.budget import BudgetLine, BudgetVerdict

_UNIT = "kg CO2e"


def broken(found: Iterable[BudgetVerdict]) -> tuple[Problem, ...]:
    """Return every limit that is broken as a problem, with the lines that weigh most in it."""
    return tuple(
        Problem(
            code="BUD108",
            message=f"{verdict.limit.title}: {figure(verdict.kgco2e)} {_UNIT}, "
            f"limit {verdict.limit.limit_kgco2e:g}, {figure(verdict.excess_kgco2e)} above it "
            f"({lines_text(verdict.lines, 'en')})",
            message_zh=f"{limit_title(verdict.limit, 'zh')}：{figure(verdict.kgco2e)} {_UNIT}，"
            f"限值 {verdict.limit.limit_kgco2e:g}，超出 {figure(verdict.excess_kgco2e)}"
            f"（{lines_text(verdict.lines, 'zh')}）",
            at=verdict.limit.at,
        )
        for verdict in found
        if not verdict.kept
    )


def limit_title(limit: BudgetLimit, lang: str) -> str:
    """Return what a limit is of: by its keys, in Chinese by their titles where they have one."""
    if lang != "zh":
        return limit.title
    key = word(lang, f"stage.{limit.key}", limit.key) if limit.subject == "stage" else limit.key
    subject = word(lang, f"budget.{limit.subject}")
    reach = word(lang, f"budget.{limit.figure}")
    return f"{subject}{key}（{reach}）" if key else f"{subject}（{reach}）"


def lines_text(lines: Iterable[BudgetLine], lang: str) -> str:
    """Return lines with their figures and cells in a few words."""
    return ("；" if lang == "zh" else "; ").join(_line_text(line, lang) for line in lines)


def _line_text(line: BudgetLine, lang: str) -> str:
    if not line.cell:
        return f"{word(lang, f'total.{line.item}', line.item)} {figure(line.kgco2e)}"
    called = line.item if line.name == line.item else f"{line.item} {line.name}"
    at = "，位于 " if lang == "zh" else " at "
    return f"{called} {figure(line.kgco2e)}{at}{line.cell}"
