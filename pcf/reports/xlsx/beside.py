"""Sheet of what stands beside the result: features, grid path, market-based twin, legs."""

from __future__ import annotations

from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import Paper, Value
from pcf.reports.xlsx.rollup import RollUp


def beside_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write the side tables one below the other."""
    for table in view.side_tables:
        paper.head(table.title)
        paper.columns(list(table.columns))
        for row in table.rows:
            cells: list[Value] = list(row)
            kinds = ["figure" if isinstance(cell, float) else "text" for cell in row]
            paper.line(cells, kinds)
        paper.row += 1
    paper.put(0, view.word("side.note"), "note", widen=False)
    paper.finish()
