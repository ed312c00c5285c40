"""Sheet for the recycler: what to take out before all else, where it is, how to treat it."""

from __future__ import annotations

from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import SETTING_WIDTH, Paper, Value
from pcf.reports.xlsx.rollup import RollUp

_KINDS: tuple[str, ...] = (
    "text", "text", "text", "text", "number", "kg", "kg", "setting", "text", "text",
)  # fmt: skip
_TREATMENT = 7


def take_back_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write one line a part and reason; a part that is two things has two lines."""
    table = view.take_back
    if table is None:
        return
    paper.columns(list(table.columns), _KINDS)
    for row in table.rows:
        values: list[Value] = list(row)
        paper.line(values, _KINDS)
    paper.finish(header_row=0, column_count=len(table.columns))
    paper.sheet.set_column(_TREATMENT, _TREATMENT, SETTING_WIDTH)
    paper.row += 1
    paper.put(0, view.word("take_back.note"), "note", widen=False)
    # a long citation runs on on the screen, and must not shrink the printed page
    paper.sheet.print_area(0, 0, paper.row, len(table.columns) - 1)
