"""Roll-ups over the Rows sheet: SUMIFS formulas together with the value they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from pcf.model.background import FlowClass
from pcf.model.footprint import ROW_COLUMNS, FootprintRow
from pcf.model.system import Stage
from pcf.reports.result_file import sorted_rows
from pcf.reports.view import ReportView
from pcf.reports.xlsx.paper import Formula, Value

NO_LINE = "none"
ROW_SHEET_COLUMNS: tuple[str, ...] = ("line", *ROW_COLUMNS)
GATE_STAGES: tuple[str, ...] = (Stage.MATERIALS.value, Stage.MANUFACTURING.value)
_SHEET_ROW_LIMIT = 1_048_000
_LOOKUP_LIMIT = 30_000_000  # lines × rows beyond which a spreadsheet takes minutes to recalculate


class RollUp:
    """Sums of kg CO2e by BOM line, stage and flow class, as formulas over the Rows sheet.

    Each BOM line has a key (``L1``, ``L2``, …): item numbers will not do, because SUMIFS takes
    text ``1.10`` and ``1.1`` for the same number.
    """

    def __init__(self, view: ReportView, sheet_name: str) -> None:
        self._sheet = sheet_name
        # in the order of rows.csv, so that a result rendered again sums to the same last digit
        ordered = sorted_rows(view.rows)
        self.rows: tuple[FootprintRow, ...] = ordered[:_SHEET_ROW_LIMIT]
        self.complete = len(self.rows) == len(view.rows)
        places = [(line.item, line.cell) for line in view.lines or view.components]
        self._keys: Mapping[tuple[str, str], str] = {
            place: f"L{number}" for number, place in reversed(list(enumerate(places, 1)))
        }
        self.live = self.complete and len(places) * max(len(self.rows), 1) <= _LOOKUP_LIMIT
        self._by_line: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._by_class: dict[tuple[str, str, bool], list[float]] = defaultdict(list)
        for row in ordered:
            if not row.credit:
                self._by_line[self.key(row.item, row.cell), row.stage].append(row.value_kgco2e)
            self._by_class[row.stage, row.flow_class, row.credit].append(row.value_kgco2e)
        if not view.rows:
            self._take_document(view)

    def _take_document(self, view: ReportView) -> None:
        """Take the document's own figures where its long table is not at hand."""
        for stage in view.stages:
            for name, kgco2e in stage.by_flow_class.items():
                self._by_class[stage.key, name, False].append(kgco2e)
        end, fossil = Stage.END_OF_LIFE.value, FlowClass.FOSSIL.value
        self._by_class[end, fossil, True].append(view.totals["credits_kgco2e"])
        for each in view.components:
            key = self.key(each.item, each.cell)
            self._by_line[key, Stage.MATERIALS.value].append(each.gate_kgco2e)
            self._by_line[key, end].append(each.kgco2e - each.gate_kgco2e)

    def key(self, item: str, cell: str) -> str:
        """Return the key of the BOM line ``item`` at ``cell``; `NO_LINE` for what is none."""
        return self._keys.get((item, cell), NO_LINE)

    def _range(self, column: str) -> str:
        letter = xl_col_to_name(ROW_SHEET_COLUMNS.index(column))
        return f"'{self._sheet}'!${letter}$2:${letter}${len(self.rows) + 1}"

    def _sum(self, conditions: Mapping[str, str], *, credit: bool) -> str:
        pairs = "".join(f",{self._range(name)},{wanted}" for name, wanted in conditions.items())
        flag = '"yes"' if credit else '"no"'
        return f"SUMIFS({self._range('value_kgco2e')}{pairs},{self._range('credit')},{flag})"

    def line(self, key: str, cell: str, *, stages: Sequence[str] = ()) -> Value:
        """Return kg CO2e of a line over ``stages`` (all where empty); ``cell`` holds its key."""
        wanted = stages or tuple(stage.value for stage in Stage)
        value = sum(sum(self._by_line[key, stage]) for stage in wanted)
        if not self.live or not self.rows:
            return value
        if not stages:
            return Formula(text=f"={self._sum({'line': cell}, credit=False)}", value=value)
        terms = (self._sum({"line": cell, "stage": f'"{stage}"'}, credit=False) for stage in stages)
        return Formula(text="=" + "+".join(terms), value=value)

    def flow(
        self, stage: str, flow_class: str, *, cells: tuple[str, str], credit: bool = False
    ) -> Value:
        """Return kg CO2e of a stage and flow class; ``cells`` hold their codes."""
        value = sum(self._by_class[stage, flow_class, credit])
        if not self.complete or not self.rows:
            return value
        conditions = {"stage": cells[0], "flow_class": cells[1]}
        return Formula(text=f"={self._sum(conditions, credit=credit)}", value=value)


def plain(value: Value) -> float:
    """Return the number a cell shows."""
    if isinstance(value, Formula):
        return value.value
    return value if isinstance(value, float) else 0.0
