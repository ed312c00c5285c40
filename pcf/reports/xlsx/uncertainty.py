"""Sheet of the sampled figures: total, gate, stages and components with P5 to P95."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import Paper
from pcf.reports.xlsx.rollup import RollUp

_FIGURES: tuple[str, ...] = ("deterministic", "p5", "median", "mean", "p95")


def uncertainty_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write one row per sampled figure; values of the draws are no formulas."""
    found = view.uncertainty
    if found is None:
        return
    titles = [view.word("col.code"), view.word("col.name")]
    titles += [view.word(f"spread.{name}") for name in _FIGURES]
    paper.columns(titles)
    _line(paper, "", view.word("total.cradle_to_grave"), found.total)
    _line(paper, "", view.word("total.cradle_to_gate"), found.cradle_to_gate)
    titles_of = {stage.key: stage.title for stage in view.stages}
    for key, spread in found.by_stage.items():
        _line(paper, key, titles_of.get(key, key), spread)
    names = {each.item: each.name or each.class_title for each in view.components}
    for item, spread in found.by_component.items():
        _line(paper, item, names.get(item, item), spread)
    paper.finish(header_row=0, column_count=len(titles))
    paper.row += 1
    told = view.word("spread.interval").format(samples=found.samples, seed=found.seed)
    for text in (told, view.word("spread.note")):
        paper.put(1, text, "note", widen=False)
        paper.row += 1


def _line(paper: Paper, code: str, title: str, spread: Mapping[str, float]) -> None:
    values = [spread.get(name) for name in _FIGURES]
    paper.line([code, title, *values], ["note", "text", *["kg"] * len(_FIGURES)])
