"""Sheet of stages × flow classes, summed live over the Rows sheet."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from pcf.model.background import FLOW_CLASSES
from pcf.reports.figures import share_of
from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import UNASKED, Formula, Paper, Value
from pcf.reports.xlsx.rollup import RollUp, plain

_FIRST_CLASS = 2
TOTAL_COLUMN = _FIRST_CLASS + len(FLOW_CLASSES)
_KINDS: tuple[str, ...] = ("note", "text", *["kg"] * (len(FLOW_CLASSES) + 1), "share")
FIRST_ROW, TOTAL_ROW, GATE_ROW = 4, 9, 12  # as a reader counts them, from 1


def stages_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write kg CO2e by stage and flow class, totals, credits apart and a check.

    Rows of the sheet: 1 title, 2 headings, 3 codes, 4–8 stages, 9 total, 10 credits,
    11 blank, 12 cradle to gate, 13 the document's own total, 14 their difference.
    """
    paper.put(0, view.word("book.chart_stages"), "title", widen=False)
    paper.row += 1
    titles = [view.word(f"flow.{name.value}") for name in FLOW_CLASSES]
    paper.columns(
        [
            view.word("col.code"),
            view.word("col.stage"),
            *titles,
            view.word("flow.total"),
            view.word("col.share"),
        ],
        _KINDS,
    )
    codes: list[Value] = ["", "", *(name.value for name in FLOW_CLASSES), "", ""]
    paper.line(codes, ["code"] * len(codes))
    sums = dict.fromkeys(FLOW_CLASSES, 0.0)
    last = xl_col_to_name(TOTAL_COLUMN)
    whole_kgco2e = view.totals["cradle_to_grave_kgco2e"]
    for stage in view.stages:
        if not view.asks(stage.key):
            unasked: list[Value] = [UNASKED] * (len(FLOW_CLASSES) + 2)
            paper.line([stage.key, stage.title, *unasked], _KINDS)
            continue
        row = paper.row + 1
        cells = _classes(rollup, stage.key, row, credit=False)
        for name, cell in zip(FLOW_CLASSES, cells, strict=True):
            sums[name] += plain(cell)
        kgco2e = sum(map(plain, cells))
        share = Formula(
            text=f"=IF({last}${TOTAL_ROW}=0,0,{last}{row}/{last}${TOTAL_ROW})",
            value=share_of(kgco2e, whole_kgco2e),
        )
        values: list[Value] = [stage.key, stage.title, *cells, _across(row, kgco2e), share]
        paper.line(values, _KINDS)
    _totals(paper, view, rollup, [sums[name] for name in FLOW_CLASSES])
    paper.finish()
    paper.sheet.freeze_panes(3, 2)


def _classes(rollup: RollUp, stage: str, row: int, *, credit: bool) -> list[Value]:
    return [
        rollup.flow(
            stage,
            name.value,
            cells=(f"$A{row}", f"{xl_col_to_name(_FIRST_CLASS + index)}$3"),
            credit=credit,
        )
        for index, name in enumerate(FLOW_CLASSES)
    ]


def _across(row: int, value: float) -> Formula:
    first, last = xl_col_to_name(_FIRST_CLASS), xl_col_to_name(TOTAL_COLUMN - 1)
    return Formula(text=f"=SUM({first}{row}:{last}{row})", value=value)


def _down(column: int, value: float) -> Formula:
    letter = xl_col_to_name(column)
    return Formula(text=f"=SUM({letter}{FIRST_ROW}:{letter}{TOTAL_ROW - 1})", value=value)


def _totals(paper: Paper, view: ReportView, rollup: RollUp, sums: list[float]) -> None:
    kgco2e = sum(sums)
    downs = [_down(_FIRST_CLASS + index, value) for index, value in enumerate(sums)]
    whole: list[Value] = [
        "", view.total_title, *downs, _down(TOTAL_COLUMN, kgco2e),
        _down(TOTAL_COLUMN + 1, 1.0 if kgco2e else 0.0),
    ]  # fmt: skip
    paper.line(whole, ["text_total"] * 2 + ["kg_total"] * (len(sums) + 1) + ["share_total"])
    row = paper.row + 1
    cells = _classes(rollup, "end_of_life", row, credit=True)
    across: Value = _across(row, sum(map(plain, cells)))
    if not view.asks("end_of_life"):
        cells, across = [UNASKED] * len(cells), UNASKED
    values: list[Value] = [
        "end_of_life", view.word("total.credits"), *cells, across, view.word("sheet.outside"),
    ]  # fmt: skip
    paper.line(values, [*_KINDS[:-1], "note"])
    paper.row += 1
    letter = xl_col_to_name(TOTAL_COLUMN)
    gate = sum(stage.kgco2e for stage in view.stages[:2])
    own = view.totals["cradle_to_grave_kgco2e"]
    first = FIRST_ROW
    gate_title = view.word("total.cradle_to_gate")
    for text, cell in (
        (gate_title, Formula(text=f"={letter}{first}+{letter}{first + 1}", value=gate)),
        (view.word("book.own_total"), own),
        (
            view.word("book.check"),
            Formula(text=f"={letter}{TOTAL_ROW}-{letter}13", value=kgco2e - own),
        ),
    ):
        paper.put(1, text)
        paper.put(TOTAL_COLUMN, cell, "kg")
        paper.row += 1
