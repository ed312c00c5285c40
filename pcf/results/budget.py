"""A design budget: limits in kg CO2e for product, stage, class or item, and what breaks them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pcf.bom.budget_file import BudgetLimit
from pcf.results.assessment import Assessment
from pcf.results.contribution import GATE as GATE_STAGES

GATE_FIGURE = "cradle_to_gate"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of the BOM, or a process of no line, with its part in a limited sum [kg CO2e]."""

    item: str
    name: str
    cell: str
    kgco2e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetVerdict:
    """A limit and what the product has of it [kg CO2e]; ``lines`` are the largest in the sum."""

    limit: BudgetLimit
    kgco2e: float
    lines: tuple[BudgetLine, ...]

    @property
    def kept(self) -> bool:
        """Whether the limit is kept; a figure on the limit keeps it."""
        return self.kgco2e <= self.limit.limit_kgco2e

    @property
    def excess_kgco2e(self) -> float:
        """How far the figure lies above the limit, negative below it [kg CO2e]."""
        return self.kgco2e - self.limit.limit_kgco2e


def verdicts(
    result: Assessment, limits: Iterable[BudgetLimit], *, shown: int = _SHOWN
) -> tuple[BudgetVerdict, ...]:
    """Return every limit with its figure, in the order of the budget."""
    return tuple(_verdict(result, limit, shown) for limit in limits)


def unmatched(result: Assessment, limits: Iterable[BudgetLimit]) -> tuple[BudgetLimit, ...]:
    """Return limits on an item or a class that the product does not have."""
    items = {component.item for component in result.components}
    classes = {component.component_class for component in result.components}
    return tuple(
        limit
        for limit in limits
        if (limit.subject == "item" and limit.key not in items)
        or (limit.subject == "component_class" and limit.key not in classes)
    )


def _verdict(result: Assessment, limit: BudgetLimit, shown: int) -> BudgetVerdict:
    lines = _lines(result, limit)
    return BudgetVerdict(
        limit=limit,
        kgco2e=math.fsum(line.kgco2e for line in lines),
        lines=tuple(sorted(lines, key=lambda line: -line.kgco2e)[:shown]),
    )


def _lines(result: Assessment, limit: BudgetLimit) -> Sequence[BudgetLine]:
    """Return all that a limit sums over: rows of its subject inside its figure, by line."""
    from_rows: dict[tuple[str, str], list[float]] = {}
    names = {(part.item, part.cell): part.name for part in result.components}
    for row in result.rows:
        if row.credit or (limit.figure == GATE_FIGURE and row.stage not in GATE_STAGES):
            continue
        if limit.subject == "stage" and row.stage != limit.key:
            continue
        if limit.subject == "item" and (row.item != limit.key or not row.component_class):
            continue
        if limit.subject == "component_class" and row.component_class != limit.key:
            continue
        from_rows.setdefault((row.item, row.cell), []).append(row.value_kgco2e)
    return [
        BudgetLine(item=item, name=names.get((item, cell), item), cell=cell, kgco2e=math.fsum(rows))
        for (item, cell), rows in from_rows.items()
    ]
