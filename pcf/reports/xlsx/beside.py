"""Sheet of what stands beside the result: features, grid path, market-based twin, legs."""

from __future__ import annotations

from pcf.reports.side_tables import SideTable
from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import Paper, Value
from pcf.reports.xlsx.rollup import RollUp

_FEW = 10.0  # figures below it need more than one decimal


def beside_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write the side tables one below the other."""
    for table in view.side_tables:
        paper.head(table.title)
        figures = _figure_kinds(table)
        paper.columns(list(table.columns), figures)
        for row in table.rows:
            cells: list[Value] = list(row)
            kinds = [
                figure if isinstance(cell, float) else "text"
                for cell, figure in zip(row, figures, strict=True)
            ]
            paper.line(cells, kinds)
        paper.row += 1
    paper.put(0, view.word("side.note"), "note", widen=False)
    paper.finish()


def _figure_kinds(table: SideTable) -> tuple[str, ...]:
    """Return how the figures of each column are shown; ``text`` for a column without any.

    A PUE or a factor of half a kilogram says nothing with one decimal, so that a column with
    figures below ten has three. Values of the efficiency rules differ in unit by row and stand
    as they are.
    """
    kinds = []
    for column in range(len(table.columns)):
        sizes = [
            abs(cell)
            for cell in (row[column] for row in table.rows)
            if isinstance(cell, float) and cell
        ]
        held = any(isinstance(row[column], float) for row in table.rows)
        if table.key == "efficiency":
            shown = "number"
        else:
            shown = "kg" if sizes and min(sizes) < _FEW else "figure"
        kinds.append(shown if held else "text")
    return tuple(kinds)
