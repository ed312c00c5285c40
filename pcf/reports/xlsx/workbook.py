"""The engineering workbook: every figure of a result, traceable from line to total."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import xlsxwriter

from pcf.reports.view import ReportView
from pcf.reports.xlsx.beside import beside_sheet
from pcf.reports.xlsx.end_of_life import end_of_life_sheet
from pcf.reports.xlsx.lines import bom_sheet, components_sheet, parameters_sheet
from pcf.reports.xlsx.lists import (
    assumptions_sheet,
    factors_sheet,
    notices_sheet,
    rows_sheet,
    study_sheet,
)
from pcf.reports.xlsx.paper import Paper, Styles
from pcf.reports.xlsx.rollup import RollUp
from pcf.reports.xlsx.stages import stages_sheet
from pcf.reports.xlsx.summary import summary_sheet
from pcf.reports.xlsx.take_back import take_back_sheet
from pcf.reports.xlsx.uncertainty import uncertainty_sheet

_SHEETS: tuple[str, ...] = (
    "summary", "bom", "stages", "components", "parameters", "end_of_life", "factors",
    "study", "notices", "assumptions", "rows",
)  # fmt: skip
#: The sheet that only a sampled result has, and the one it stands before.
_SAMPLED, _BEFORE = "uncertainty", "factors"
#: The sheet of side tables, for a result that has any; it stands there too.
_BESIDE = "beside"
#: The list for the recycler, for a result that has one; it stands behind the end of life.
_TAKE_BACK = "take_back"
_WRITERS: dict[str, Callable[[Paper, ReportView, RollUp], None]] = {
    "bom": bom_sheet,
    "stages": stages_sheet,
    "components": components_sheet,
    "parameters": parameters_sheet,
    "end_of_life": end_of_life_sheet,
    "take_back": take_back_sheet,
    "beside": beside_sheet,
    "uncertainty": uncertainty_sheet,
    "factors": factors_sheet,
    "study": study_sheet,
    "notices": notices_sheet,
    "assumptions": assumptions_sheet,
    "rows": rows_sheet,
}


def workbook_bytes(view: ReportView) -> bytes:
    """Return the engineering workbook of ``view``; the same view gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        },
    )
    book.set_properties(
        {
            "title": f"{view.word('sheet.title')} – {view.product_name}"[:250],
            "author": f"pcf {view.manifest.get('pcf_version', '')}",
            "comments": view.manifest.get("id", ""),
            "created": _created(view),
        }
    )
    styles = Styles(book, view.lang)
    papers = {
        name: Paper(book.add_worksheet(view.word(f"book.{name}")), styles) for name in _sheets(view)
    }
    rollup = RollUp(view, view.word("book.rows"))
    for name, write in _WRITERS.items():
        if name in papers:
            write(papers[name], view, rollup)
    summary_sheet(papers["summary"], view, rollup, book)
    book.close()
    return out.getvalue()


def _sheets(view: ReportView) -> tuple[str, ...]:
    place = _SHEETS.index(_BEFORE)
    taken = (_TAKE_BACK,) if view.take_back else ()
    beside = (_BESIDE,) if view.side_tables else ()
    sampled = () if view.uncertainty is None else (_SAMPLED,)
    return (*_SHEETS[:place], *taken, *beside, *sampled, *_SHEETS[place:])


def _created(view: ReportView) -> datetime:
    """Return the document's own moment, without a zone as workbooks want it."""
    try:
        moment = datetime.fromisoformat(view.manifest.get("created", ""))
    except ValueError:
        return datetime(1980, 1, 1)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
