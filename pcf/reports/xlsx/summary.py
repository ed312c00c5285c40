"""First sheet: headline figures, study in brief, data quality, charts and the colour legend."""

from __future__ import annotations

import xlsxwriter

from pcf.model.background import FLOW_CLASSES
from pcf.reports.assumption_views import KINDS
from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import (
    FONTS,
    NAVY,
    ORIGIN_COLOURS,
    SETTING_WIDTH,
    TEAL,
    UNASKED,
    Formula,
    Paper,
    Value,
)
from pcf.reports.xlsx.rollup import RollUp
from pcf.reports.xlsx.stages import FIRST_ROW, GATE_ROW, TOTAL_COLUMN, TOTAL_ROW

#: Settings that head the sheet already.
_SAID_ABOVE = frozenset({"product_name", "product_model"})
_FLOW_COLOURS: tuple[str, ...] = (NAVY, "#6A994E", "#A7C957", "#BC6C25", "#F2A541")
_CHART_COMPONENTS = 10
_GATE_COLUMN = 7  # column of the Components sheet that holds cradle to gate
_NAME_COLUMN = 2
_CHART_SIZE = {"width": 620, "height": 330}
_SHARES = frozenset({"mass_mapped_share", "proxy_share", "unspecified_ghg_share",
                     "primary_data_share", "assumption_share", "default_share",
                     "mass_closure_share"})  # fmt: skip


def summary_sheet(
    paper: Paper, view: ReportView, rollup: RollUp, book: xlsxwriter.Workbook
) -> None:
    """Write the summary; totals refer to the Stages sheet."""
    paper.put(0, view.word("book.title"), "title", widen=False)
    paper.row += 1
    paper.put(0, f"{view.product_name}  {view.product_model}".strip(), "head", widen=False)
    paper.row += 1
    paper.put(
        0, view.word("book.note_live" if rollup.live else "book.note_static"), "note", widen=False
    )
    paper.row += 2
    _totals(paper, view)
    _pairs(paper, view.word("book.product"), [
        (view.word("product.mass"), view.mass_kg, "kg"),
        (view.word("product.gross_mass"), view.gross_mass_kg, "kg"),
    ])  # fmt: skip
    _pairs(paper, view.word("book.study"), [
        (each.title, each.shown if isinstance(each.value, str) else each.value, "setting")
        for each in view.settings if each.key not in _SAID_ABOVE
    ])  # fmt: skip
    if not view.ends_at_gate:
        _later_stages(paper, view)
    _uncertainty(paper, view)
    _quality(paper, view)
    _assumptions(paper, view)
    _pairs(paper, view.word("book.manifest"), [
        (name, value, "setting") for name, value in view.manifest.items()
    ])  # fmt: skip
    _legend(paper, view)
    paper.finish()
    paper.sheet.set_column(0, 0, 44)
    paper.sheet.set_column(1, 1, SETTING_WIDTH)
    paper.sheet.insert_chart("D5", _stage_chart(book, view))
    paper.sheet.insert_chart("D23", _component_chart(book, view))


def _later_stages(paper: Paper, view: ReportView) -> None:
    use: list[tuple[str, Value, str]] = [
        (view.word(f"use.{name}"), value, "figure") for name, value in view.use.items()
    ]
    _pairs(paper, view.word("book.use"), [
        *use, (view.word("use.power_model"), view.power_model, "setting"),
    ])  # fmt: skip
    _pairs(paper, view.word("book.eol"), [
        (view.word("eol.recyclability_rate"), view.recyclability_rate, "share"),
        (view.word("eol.recoverability_rate"), view.recoverability_rate, "share"),
    ])  # fmt: skip


def _pairs(paper: Paper, title: str, pairs: list[tuple[str, Value, str]]) -> None:
    paper.head(title)
    for name, value, kind in pairs:
        paper.put(0, name)
        paper.put(1, value, kind)
        paper.row += 1
    paper.row += 1


def _totals(paper: Paper, view: ReportView) -> None:
    totals, stages = view.totals, f"'{view.word('book.stages')}'"
    column = "ABCDEFGHIJ"[TOTAL_COLUMN]
    unasked = UNASKED if view.ends_at_gate else None
    whole = Formula(text=f"={stages}!{column}{TOTAL_ROW}", value=totals["cradle_to_grave_kgco2e"])
    gate = Formula(text=f"={stages}!{column}{GATE_ROW}", value=totals["cradle_to_gate_kgco2e"])
    _pairs(paper, f"{view.word('book.totals')} [kg CO2e]", [
        (view.word("total.cradle_to_grave"), unasked or whole, "big"),
        (view.word("total.cradle_to_gate"), gate, "big"),
        (view.word("total.use_at_plug"), unasked or totals["use_at_plug_kgco2e"], "kg"),
        (
            view.word("total.data_centre_overhead"),
            unasked or totals["data_centre_overhead_kgco2e"],
            "kg",
        ),
        (view.word("total.spare_parts"), unasked or totals.get("spare_parts_kgco2e", 0.0), "kg"),
        (f"{view.word('total.credits')} – {view.word('sheet.outside')}",
         unasked or totals["credits_kgco2e"], "kg"),
        (f"{view.word('total.biogenic_carbon_content')} [kg C]",
         totals["biogenic_carbon_content_kgc"], "kg"),
    ])  # fmt: skip


def _uncertainty(paper: Paper, view: ReportView) -> None:
    spread = view.uncertainty
    if spread is None:
        return
    _pairs(paper, f"{view.word('book.uncertainty')} [kg CO2e]", [
        ("P5", spread.p5, "kg"), ("P50", spread.median, "kg"), ("P95", spread.p95, "kg"),
        (view.word("word.mean"), spread.mean, "kg"),
        (view.word("word.samples"), float(spread.samples), "number"),
        (view.word("word.seed"), float(spread.seed), "number"),
    ])  # fmt: skip


def _quality(paper: Paper, view: ReportView) -> None:
    shares: list[tuple[str, Value, str]] = [
        (
            view.word(f"quality.{name}").replace("~2~", "2"),
            value,
            "share" if name in _SHARES else "number",
        )
        for name, value in view.quality.items()
    ]
    dqr: list[tuple[str, Value, str]] = [
        (f"{view.word('quality.dqr')}: {view.word(f'dqr.{name}')}", value, "score")
        for name, value in view.dqr.items()
    ]
    _pairs(paper, view.word("book.quality"), shares + dqr)


def _assumptions(paper: Paper, view: ReportView) -> None:
    """Write what rests on assumptions by kind and span, and what the functional unit fixes."""
    if not view.assumption_spans:
        return
    paper.head(view.word("quality.on_assumptions"))
    paper.columns(["", *(view.word(f"assumed.{kind}") for kind in KINDS)])
    for span in view.asked_spans:
        paper.line([span.title, *span.shares], ["text", *("share" for _ in KINDS)])
    paper.put(0, view.word("quality.assumed_note"), "note", widen=False)
    paper.row += 2
    if view.ends_at_gate:
        return
    paper.head(view.word("quality.functional_choices"))
    for choice in view.functional_choices:
        paper.line(
            [choice.title, choice.shown, choice.chosen, choice.share],
            ["text", "text", "text", "share"],
        )
    paper.row += 1


def _legend(paper: Paper, view: ReportView) -> None:
    paper.head(view.word("book.legend"))
    for name, colour in ORIGIN_COLOURS.items():
        paper.put(0, view.word(f"origin.{name}"), colour=colour)
        paper.row += 1


def _font(view: ReportView, size: int = 9) -> dict[str, str | int | bool]:
    return {"name": FONTS[view.lang], "size": size, "bold": False}


def _stage_chart(book: xlsxwriter.Workbook, view: ReportView) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    sheet = view.word("book.stages")
    asked = sum(view.asks(stage.key) for stage in view.stages)
    first, last = FIRST_ROW - 1, FIRST_ROW - 1 + asked - 1
    for index, _ in enumerate(FLOW_CLASSES):
        chart.add_series({
            "name": [sheet, 1, 2 + index],
            "categories": [sheet, first, 1, last, 1],
            "values": [sheet, first, 2 + index, last, 2 + index],
            "fill": {"color": _FLOW_COLOURS[index]}, "gap": 60,
        })  # fmt: skip
    chart.set_title({"name": view.word("book.chart_stages"), "name_font": _font(view, 11)})
    chart.set_y_axis({"reverse": True, "num_font": _font(view)})
    grid_lines = {"visible": True, "line": {"color": "#CFD9DC"}}
    chart.set_x_axis(
        {
            "num_font": _font(view),
            "num_format": "#,##0",
            "major_gridlines": grid_lines,
            "label_position": "high",
        }
    )
    chart.set_legend({"position": "bottom", "font": _font(view)})
    chart.set_size(_CHART_SIZE)
    return chart


def _component_chart(book: xlsxwriter.Workbook, view: ReportView) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "bar"})
    sheet = view.word("book.components")
    last = max(min(len(view.components), _CHART_COMPONENTS), 1)
    chart.add_series({
        "name": view.word("total.cradle_to_gate"),
        "categories": [sheet, 1, _NAME_COLUMN, last, _NAME_COLUMN],
        "values": [sheet, 1, _GATE_COLUMN, last, _GATE_COLUMN],
        "fill": {"color": TEAL}, "gap": 50,
        "data_labels": {"value": True, "num_format": "#,##0.0", "font": _font(view, 8)},
    })  # fmt: skip
    chart.set_title({"name": view.word("book.chart_components"), "name_font": _font(view, 11)})
    chart.set_y_axis({"reverse": True, "num_font": _font(view)})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_size(_CHART_SIZE)
    return chart
