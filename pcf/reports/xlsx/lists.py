"""Plain list sheets: factors with their sources, study, notices, assumptions, the long table."""

from __future__ import annotations

from pcf.model.background import FLOW_CLASSES
from pcf.model.footprint import FootprintRow
from pcf.reports.view import ReportView
from pcf.reports.xlsx.lines import shown_unit
from pcf.reports.xlsx.paper import ORIGIN_COLOURS, SETTING_WIDTH, Paper, Value
from pcf.reports.xlsx.rollup import ROW_SHEET_COLUMNS, RollUp

_NUMBER_COLUMNS = frozenset(
    {
        "amount", "value_kgco2e", "unspecified_kgco2e", "assumption_kgco2e",
        "parameter_assumption_kgco2e", "setting_assumption_kgco2e",
    }
)  # fmt: skip


def factors_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every background product used: kg CO2e per unit, kind, year, sources."""
    titles = [view.word(f"col.{name}") for name in ("product", "location", "unit")]
    titles += [view.word("col.total_per_unit")]
    titles += [view.word(f"flow.{name.value}") for name in FLOW_CLASSES]
    titles += [
        view.word(f"col.{name}")
        for name in ("name", "kind", "year", "geography", "assumption", "sources")
    ]
    kinds = ["text"] * 3 + ["small"] * (1 + len(FLOW_CLASSES)) + ["text"] * 6
    paper.columns(titles, kinds)
    for each in view.factors:
        values: list[Value] = [
            each.product, each.location, each.unit, each.total,
            *(each.by_flow_class.get(name.value, 0.0) for name in FLOW_CLASSES),
            each.name, view.word(f"kind.{each.kind}"), each.year, each.geography,
            view.word("yes" if each.assumption else "no"), " | ".join(each.sources),
        ]  # fmt: skip
        assumed = {len(titles) - 2: ORIGIN_COLOURS["default"]} if each.assumption else {}
        paper.line(values, kinds, colours=assumed)
    paper.finish(header_row=0, column_count=len(titles), large=True)


def study_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every study setting with its origin and source."""
    names = ("setting", "code", "value", "origin", "source")
    paper.columns([view.word(f"col.{name}") for name in names])
    for each in view.settings:
        value: Value = each.shown if isinstance(each.value, str) else each.value
        values: list[Value] = [
            each.title, each.key, value, view.word(f"setting_origin.{each.origin}"), each.source,
        ]  # fmt: skip
        paper.line(
            values, ["text", "note", "setting", "text", "text"],
            colours={3: ORIGIN_COLOURS["default"]} if each.origin == "default" else {},
        )  # fmt: skip
    paper.finish(header_row=0, column_count=len(names))
    paper.sheet.set_column(2, 2, SETTING_WIDTH)


def notices_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every notice with its place."""
    names = ("notice_code", "where", "message")
    paper.columns([view.word(f"col.{name}") for name in names])
    for each in view.notices:
        paper.line([each.code, each.where, each.message], ["text", "text", "wrap"])
    paper.finish(header_row=0, column_count=len(names))


def assumptions_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every stated assumption with value, origin, source and reason."""
    names = ("what", "value", "unit", "origin", "source", "note")
    kinds = ("text", "number", "text", "text", "text", "wrap")
    paper.columns([view.word(f"col.{name}") for name in names], kinds)
    for each in view.assumptions:
        values: list[Value] = [
            each.what, each.value, shown_unit(each.unit), view.word(f"origin.{each.origin}"),
            each.source, each.note,
        ]  # fmt: skip
        paper.line(values, kinds)
    paper.finish(header_row=0, column_count=len(names))


def rows_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write the long table; column names and codes stay as in ``rows.csv``."""
    kinds = ["number" if name in _NUMBER_COLUMNS else "text" for name in ROW_SHEET_COLUMNS]
    paper.columns(ROW_SHEET_COLUMNS, kinds)
    for row in rollup.rows:
        paper.line([rollup.key(row.item, row.cell), *_row_values(row)], kinds)
    paper.finish(header_row=0, column_count=len(ROW_SHEET_COLUMNS), large=True)


def _row_values(row: FootprintRow) -> list[Value]:
    return [
        row.scenario, row.stage, row.item, row.component_class, row.product, row.location,
        row.amount, row.unit, row.indicator, row.flow_class, " ".join(row.tags),
        "yes" if row.credit else "no", row.value_kgco2e, row.unspecified_kgco2e,
        row.assumption_kgco2e, row.parameter_assumption_kgco2e, row.setting_assumption_kgco2e,
        row.origin, row.role, row.cell,
    ]  # fmt: skip
