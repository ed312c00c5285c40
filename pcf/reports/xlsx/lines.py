"""Sheets of BOM lines: every line with what became of it, components ranked, parameters."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from pcf.reports.figures import rounded, share_of
from pcf.reports.view import ComponentView, LineView, ParameterView, ReportView
from pcf.reports.xlsx.paper import ORIGIN_COLOURS, Formula, Paper, Value
from pcf.reports.xlsx.rollup import GATE_STAGES, NO_LINE, RollUp, plain

_BOM_COLUMNS: tuple[str, ...] = (
    "line", "cell", "item", "level", "part_number", "name", "quantity", "count", "unit", "class",
    "mapping", "confidence", "parameters", "origin", "mass_kg", "kgco2e", "gate", "share",
    "disposition", "reason",
)  # fmt: skip
_BOM_KINDS: tuple[str, ...] = (
    "text", "text", "text", "number", "text", "text", "number", "number", "text", "text",
    "text", "share", "text", "text", "kg", "kg", "kg", "share", "text", "text",
)  # fmt: skip
_RANKED_COLUMNS: tuple[str, ...] = (
    "line", "item", "name", "part_number", "class", "quantity", "mass_kg", "gate", "gate_share",
    "kgco2e", "share", "origin", "proxy", "tags", "cell",
)  # fmt: skip
_RANKED_KINDS: tuple[str, ...] = (
    "text", "text", "text", "text", "text", "number", "kg", "kg", "share",
    "kg", "share", "text", "text", "text", "text",
)  # fmt: skip
_PARAMETER_COLUMNS: tuple[str, ...] = (
    "line", "item", "name", "parameter", "value", "unit", "low", "high", "origin", "source", "cell",
)  # fmt: skip
_PARAMETER_KINDS: tuple[str, ...] = (
    "text", "text", "text", "text", "number", "text", "number", "number", "text", "text", "text",
)  # fmt: skip

_BOUND_DIGITS = 6


def _letter(columns: tuple[str, ...], name: str) -> str:
    return str(xl_col_to_name(columns.index(name)))


def _number_text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _short(bound: float | None) -> float | None:
    """Return the bound of an interval at six digits: 7850 / 1.05 is 7476.19, no more."""
    return None if bound is None else rounded(bound, _BOUND_DIGITS)


def shown_unit(unit: str) -> str:
    """Return a unit as a cell shows it: a bare hyphen would look like a broken formula."""
    return "–" if unit == "-" else unit


def parameter_text(parameter: ParameterView, view: ReportView) -> str:
    """Return ``name = value unit (origin)`` of one parameter."""
    unit = f" {parameter.unit}" if parameter.unit not in {"", "-"} else ""
    origin = view.word(f"origin.{parameter.origin}")
    return f"{parameter.name} = {_number_text(parameter.value)}{unit} ({origin})"


def _component_cells(component: ComponentView | None, view: ReportView) -> list[Value]:
    if component is None:
        return ["", "", None, "", "", None]
    return [
        component.class_title,
        view.word(f"method.{component.mapping_method}") if component.mapping_method else "",
        component.mapping_confidence,
        _parameters_text(component, view),
        view.word(f"origin.{component.origin}"),
        component.mass_kg,
    ]


def _parameters_text(component: ComponentView, view: ReportView) -> str:
    """Return what was given for a component; its defaults are counted, and listed elsewhere."""
    given = [each for each in component.parameters if each.origin != "default"]
    texts = [parameter_text(each, view) for each in given]
    count = len(component.parameters) - len(given)
    if count:
        sheet = view.word("book.parameters")
        texts.append(view.word("book.more_defaults").format(count=count, sheet=sheet))
    return "; ".join(texts)


def _lines(view: ReportView) -> tuple[LineView, ...]:
    """Return the BOM lines; counted components stand in where a document lists no lines."""
    return view.lines or tuple(
        LineView(
            item=each.item, level=1, part_number=each.part_number, name=each.name,
            quantity=each.quantity, count=each.quantity, unit="pcs",
            disposition="proxy" if each.proxy else "counted", reason="", cell=each.cell,
            section="bom",
        )
        for each in view.components
    )  # fmt: skip


def bom_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every BOM line with mapping, parameters, kg CO2e and what became of it."""
    components = {(each.item, each.cell): each for each in view.components}
    paper.columns([view.word(f"col.{name}") for name in _BOM_COLUMNS], _BOM_KINDS)
    lines = _lines(view)
    total_row = len(lines) + 3
    sums = {"kgco2e": 0.0, "gate": 0.0}
    for number, line in enumerate(lines, 1):
        key = f"L{number}"
        first = rollup.key(line.item, line.cell) == key
        component = components.get((line.item, line.cell)) if first else None
        name = "  " * max(line.level - 1, 0) + line.name
        start: list[Value] = [
            key, line.cell, line.item, float(line.level), line.part_number, name,
            line.quantity, line.count, line.unit,
        ]  # fmt: skip
        figures = _figures(paper, view, rollup, key, total_row, sums)
        end: list[Value] = [view.word(f"disposition.{line.disposition}"), line.reason]
        values = [*start, *_component_cells(component, view), *figures, *end]
        paper.line(values, _BOM_KINDS, colours=_bom_colours(component))
    rest = _figures(paper, view, rollup, NO_LINE, total_row, sums)
    before: list[Value] = [NO_LINE, "", "", None, "", view.word("book.beyond"), None, None, ""]
    paper.line([*before, *_component_cells(None, view), *rest, "", ""], _BOM_KINDS)
    _bom_total(paper, view, sums)
    paper.finish(header_row=0, column_count=len(_BOM_COLUMNS), large=True)
    paper.sheet.freeze_panes(1, _BOM_COLUMNS.index("name") + 1)


def _figures(
    paper: Paper,
    view: ReportView,
    rollup: RollUp,
    key: str,
    total_row: int,
    sums: dict[str, float],
) -> list[Value]:
    """Return kg CO2e, cradle to gate and share of one line, and add them to ``sums``."""
    row, kg = paper.row + 1, _letter(_BOM_COLUMNS, "kgco2e")
    kgco2e = rollup.line(key, f"$A{row}")
    gate_kgco2e = rollup.line(key, f"$A{row}", stages=GATE_STAGES)
    sums["kgco2e"] += plain(kgco2e)
    sums["gate"] += plain(gate_kgco2e)
    share = Formula(
        text=f"=IF({kg}${total_row}=0,0,{kg}{row}/{kg}${total_row})",
        value=share_of(plain(kgco2e), view.totals["cradle_to_grave_kgco2e"]),
    )
    return [kgco2e, gate_kgco2e, share]


def _bom_colours(component: ComponentView | None) -> dict[int, str]:
    if component is None:
        return {}
    colours = {_BOM_COLUMNS.index("origin"): ORIGIN_COLOURS.get(component.origin, "")}
    if component.proxy:
        colours[_BOM_COLUMNS.index("class")] = ORIGIN_COLOURS["proxy"]
    return colours


def _bom_total(paper: Paper, view: ReportView, sums: dict[str, float]) -> None:
    last = paper.row
    for column, name in enumerate(_BOM_COLUMNS):
        letter = xl_col_to_name(column)
        span = f"=SUM({letter}2:{letter}{last})"
        if name in sums:
            paper.put(column, Formula(text=span, value=sums[name]), "kg_total")
        elif name == "share":
            paper.put(column, Formula(text=span, value=1.0), "share_total")
        elif name == "mass_kg":
            mass_kg = sum(each.mass_kg for each in view.components)
            paper.put(column, Formula(text=span, value=mass_kg), "kg_total")
        else:
            text = view.total_title if name == "name" else ""
            paper.put(column, text, "text_total")


def components_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write components by falling cradle-to-gate footprint."""
    paper.columns([view.word(f"col.{name}") for name in _RANKED_COLUMNS], _RANKED_KINDS)
    gate, kg = _letter(_RANKED_COLUMNS, "gate"), _letter(_RANKED_COLUMNS, "kgco2e")
    stages = f"'{view.word('book.stages')}'"
    gate_total, whole_total = f"{stages}!$H$12", f"{stages}!$H$9"
    for each in sorted(view.components, key=lambda part: (-part.gate_kgco2e, part.item)):
        row = paper.row + 1
        key = rollup.key(each.item, each.cell)
        gate_kgco2e = rollup.line(key, f"$A{row}", stages=GATE_STAGES)
        kgco2e = rollup.line(key, f"$A{row}")
        values: list[Value] = [
            key, each.item, each.name, each.part_number, each.class_title,
            each.quantity, each.mass_kg, gate_kgco2e,
            Formula(text=f"=IF({gate_total}=0,0,{gate}{row}/{gate_total})",
                    value=share_of(plain(gate_kgco2e), view.totals["cradle_to_gate_kgco2e"])),
            kgco2e,
            Formula(text=f"=IF({whole_total}=0,0,{kg}{row}/{whole_total})",
                    value=share_of(plain(kgco2e), view.totals["cradle_to_grave_kgco2e"])),
            view.word(f"origin.{each.origin}"), view.word("yes" if each.proxy else "no"),
            " ".join(each.tags), each.cell,
        ]  # fmt: skip
        proxy = {_RANKED_COLUMNS.index("class"): ORIGIN_COLOURS["proxy"]} if each.proxy else {}
        origin = {_RANKED_COLUMNS.index("origin"): ORIGIN_COLOURS.get(each.origin, "")}
        paper.line(values, _RANKED_KINDS, colours=origin | proxy)
    paper.finish(header_row=0, column_count=len(_RANKED_COLUMNS), large=True)


def parameters_sheet(paper: Paper, view: ReportView, rollup: RollUp) -> None:
    """Write every resolved parameter with interval, origin and source."""
    paper.columns([view.word(f"col.{name}") for name in _PARAMETER_COLUMNS], _PARAMETER_KINDS)
    for component in view.components:
        key = rollup.key(component.item, component.cell)
        for each in component.parameters:
            values: list[Value] = [
                key, component.item, component.name, each.name, each.value,
                shown_unit(each.unit), _short(each.low), _short(each.high),
                view.word(f"origin.{each.origin}"), each.source, each.cell,
            ]  # fmt: skip
            origin = {_PARAMETER_COLUMNS.index("origin"): ORIGIN_COLOURS.get(each.origin, "")}
            paper.line(values, _PARAMETER_KINDS, colours=origin)
    paper.finish(header_row=0, column_count=len(_PARAMETER_COLUMNS))
