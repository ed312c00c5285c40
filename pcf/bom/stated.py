"""What the cells of a line declare: component parameters, choices, the supplier's footprint."""

from __future__ import annotations

from pcf.bom.cells import Cells
from pcf.bom.grid import Row, is_blank
from pcf.bom.headers import Column
from pcf.bom.measures import Wanted
from pcf.model.bom import Stated

_TEXTS = ("footprint_boundary", "footprint_period", "footprint_source")


def read_stated(cells: Cells, row: Row) -> dict[str, Stated]:
    """Return declared values by parameter name, numbers in the unit the name ends in.

    The supplier's footprint stands under ``footprint_kgco2e`` [kg CO2e per unit].
    """
    stated: dict[str, Stated] = {}
    for column in cells.table.header.parameters:
        if not is_blank(cells.value(row, column)):
            _parameter(stated, cells, row, column)
    _footprint(stated, cells, row)
    for field in _TEXTS:
        place = cells.column(field)
        text = cells.text(row, field)
        if place and text:
            at = cells.table.sheet.at(row.number, place.index)
            stated[field] = Stated(value=text, at=at)
    return stated


def _parameter(stated: dict[str, Stated], cells: Cells, row: Row, column: Column) -> None:
    name = column.heading.field
    vocabulary = cells.table.vocabulary
    at = cells.table.sheet.at(row.number, column.index)
    unit = vocabulary.columns.field_units.get(name, "")
    value = cells.value(row, column)
    is_number = name in vocabulary.numbers or bool(unit) or isinstance(value, float)
    if name in vocabulary.choices or not is_number:
        text = cells.column_text(row, column)
        if text:
            stated[name] = Stated(value=text, at=at)
        return
    wanted = Wanted(name=name, name_zh=name, unit=unit, assumed=column.heading.unit or unit)
    read = cells.measures.read(value, row=row.number, column=column.index, wanted=wanted)
    if read:
        stated[name] = Stated(value=read[0], at=at)


def _footprint(stated: dict[str, Stated], cells: Cells, row: Row) -> None:
    column = cells.column("footprint")
    if column is None:
        return
    wanted = Wanted(
        name="carbon footprint",
        name_zh="碳足迹",
        unit="kgCO2e",
        assumed=column.heading.unit or "kgCO2e",
        may_be_negative=True,  # removals in a bio-based part
    )
    read = cells.measures.read(
        cells.value(row, column), row=row.number, column=column.index, wanted=wanted
    )
    if read:
        at = cells.table.sheet.at(row.number, column.index)
        stated["footprint_kgco2e"] = Stated(value=read[0], at=at)
