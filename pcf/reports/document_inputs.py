"""What a result was computed from, as read: lines, sheets, legs and reviewed mapping."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.model.bom import BomLine, OpenCount, Stated
from pcf.model.provenance import CellRef
from pcf.reports.document_types import Json
from pcf.results.assessment import Assessment

#: Texts of a line that are left out where empty.
LINE_TEXTS: tuple[str, ...] = (
    "parent", "part_number", "name", "description", "material", "component_class", "supplier",
    "country", "designators",
)  # fmt: skip


def inputs(assessment: Assessment) -> Json:
    """Return the inputs of an assessment: with the data of its manifest they give it again.

    Settings given outside the file are in ``study``, with their origin; legs are those of the
    sheet or of the study file. A place is sheet and cell, and the file where it is another.
    """
    bom = assessment.bom
    return {
        "file": bom.file,
        "lines": [_line(line, bom.file) for line in bom.lines],
        "sheets": _stated(bom.settings, bom.file),
        "legs": [
            {
                "mode": leg.mode,
                "distance_km": leg.distance_km,
                "share": leg.share,
                "at": _place(leg.at, bom.file),
            }
            for leg in assessment.study.legs
        ],
        "mapping": [
            {
                "item": edit.item,
                "component_class": edit.component_class,
                "class_at": _place(edit.class_at, bom.file),
                "parameters": _stated(edit.parameters, bom.file),
                "at": _place(edit.at, bom.file),
            }
            for edit in assessment.edits
        ],
    }


def _line(line: BomLine, file: str) -> Json:
    texts = {name: value for name in LINE_TEXTS if (value := getattr(line, name))}
    return {
        "item": line.item,
        "level": line.level,
        **texts,
        "quantity": line.quantity,
        "count": line.count,
        "unit": line.unit,
        **({} if line.mass_kg is None else {"mass_kg": line.mass_kg}),
        **({"stated": _stated(line.stated, file)} if line.stated else {}),
        "disposition": line.disposition.value,
        "section": line.section,
        **({} if line.open_count is None else {"open_count": _open_count(line.open_count)}),
        "at": _place(line.at, file),
    }


def _stated(values: Mapping[str, Stated], file: str) -> Mapping[str, Json]:
    return {
        name: {"value": stated.value, **_interval(stated), "at": _place(stated.at, file)}
        for name, stated in values.items()
    }


def _interval(stated: Stated) -> Mapping[str, float]:
    """Return the interval of a value that was filled in; what is stated has none."""
    if stated.low is None or stated.high is None:
        return {}
    return {"low": stated.low, "high": stated.high}


def _open_count(count: OpenCount) -> Json:
    return {
        "fixed": count.fixed_count,
        "at_least": count.at_least,
        "terms": [
            {
                "ignorance": term.ignorance,
                "pieces": term.pieces_count,
                "value": term.value,
                "low": term.low,
                "high": term.high,
            }
            for term in count.terms
        ],
    }


def _place(at: CellRef, file: str) -> Json:
    return [at.sheet, at.cell] if at.file == file else [at.sheet, at.cell, at.file]
