"""Sheet of recovery routes: the table of rates a recyclability claim must be rebuilt from."""

from __future__ import annotations

from pcf.reports.figures import share_of
from pcf.reports.side_tables import SideTable
from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import Formula, Paper, Value
from pcf.reports.xlsx.rollup import RollUp

_COLUMNS: tuple[str, ...] = (
    "material", "packaging", "mass_kg", "reused_kg", "recycled_kg", "energy_kg", "disposed_kg",
    "recycling_rate", "recovery_rate", "source",
)  # fmt: skip
_KINDS: tuple[str, ...] = (
    "text", "text", "kg", "kg", "kg", "kg", "kg", "share", "share", "text",
)  # fmt: skip

#: Height of a header of three lines, and the columns that follow their text in every table.
_TITLE_HEIGHT = 40.5
_WIDENED = 3


def end_of_life_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write mass and fate of every material; recyclability and recoverability as formulas."""
    paper.columns([view.word(f"route.{name}") for name in _COLUMNS], _KINDS)
    for route in view.routes:
        values: list[Value] = [
            route.title, view.word("yes" if route.packaging else "no"), route.mass_kg,
            route.reused_kg, route.recycled_kg, route.energy_kg, route.disposed_kg,
            route.recycling_rate, route.recovery_rate, route.source,
        ]  # fmt: skip
        paper.line(values, _KINDS)
    paper.finish(header_row=0, column_count=len(_COLUMNS))
    if view.routes:
        _rates(paper, view)
    for table in view.end_of_life_tables:
        paper.row += 2
        _table(paper, table, view)
    # a long citation runs on on the screen, and must not shrink the printed page
    paper.sheet.print_area(0, 0, paper.row, len(_COLUMNS) - 1)


def _table(paper: Paper, table: SideTable, view: ReportView) -> None:
    """Write a table below what stands already, its note under it."""
    paper.put(0, table.title, "head", widen=False)
    paper.row += 1
    # titles stand over columns as wide as those of the table above: they wrap
    paper.sheet.set_row(paper.row, _TITLE_HEIGHT)
    for place, (title, cell) in enumerate(zip(table.columns, table.rows[0], strict=True)):
        kind = "column_right" if isinstance(cell, float) else "column"
        paper.put(place, title, kind, widen=False)
    paper.row += 1
    for row in table.rows:
        for place, cell in enumerate(row):
            kind = "kg" if isinstance(cell, float) else "text"
            paper.put(place, cell, kind, widen=place < _WIDENED)
        paper.row += 1
    paper.put(0, view.word(f"{table.key}.note"), "note", widen=False)


def _rates(paper: Paper, view: ReportView) -> None:
    last, no = paper.row, view.word("no")

    def product(column: str) -> str:
        return f'SUMIFS({column}2:{column}{last},B2:B{last},"{no}")'

    own = [route for route in view.routes if not route.packaging]
    mass_kg = sum(route.mass_kg for route in own)
    recycled_kg = sum(route.reused_kg + route.recycled_kg for route in own)
    energy_kg = sum(route.energy_kg for route in own)
    paper.row += 1
    for key, text, kept_kg in (
        ("recyclability_rate", f"({product('D')}+{product('E')})", recycled_kg),
        (
            "recoverability_rate",
            f"({product('D')}+{product('E')}+{product('F')})",
            recycled_kg + energy_kg,
        ),
    ):
        formula = Formula(
            text=f"=IF({product('C')}=0,0,{text}/{product('C')})", value=share_of(kept_kg, mass_kg)
        )
        paper.put(0, view.word(f"eol.{key}"), "text_total")
        paper.put(1, formula, "share_total")
        paper.row += 1
    paper.put(0, view.word("route.note"), "note", widen=False)
