"""A result file as something that can be computed anew: its components, study and scores.

Whether that gives the figures of the file is for the comparison to check.
"""

from __future__ import annotations

from collections.abc import Mapping

from pcf.model.bom import BomLine, Disposition, StatedLeg
from pcf.model.component import Classification, Component
from pcf.model.provenance import CellRef, Known, KnownText, Origin
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy, Setting
from pcf.reports.document_types import Document
from pcf.reports.fields import Fields
from pcf.results.comparison_side import Piece, Side
from pcf.results.recomputed import Revision

_RECORDED = "result"


def rebuilt(side: Side, document: Document, scores: UnitScores) -> Revision:
    """Return the revision a result file makes with the unit scores it was made with."""
    root = Fields(document, file=f"{side.name}.json")
    sections = {entry.text("cell"): entry.text("section") for entry in root.each("lines")}
    return Revision(
        side=side,
        components=tuple(_component(piece, sections) for piece in side.pieces),
        study=_study(side),
        scores=scores,
    )


def _study(side: Side) -> ResolvedStudy:
    return ResolvedStudy(
        settings={
            name: Setting(
                value=value,
                origin="default" if name in side.defaults else _RECORDED,
                source=_RECORDED,
            )
            for name, value in side.settings.items()
        },
        legs=tuple(
            StatedLeg(mode=mode, distance_km=distance_km, share=share, at=_at("Transport"))
            for mode, distance_km, share in side.route
        ),
    )


def _component(piece: Piece, sections: Mapping[str, str]) -> Component:
    return Component(
        component_class=piece.component_class,
        parameters={
            name: Known(
                value=value, low=value, high=value, origin=Origin.DECLARED, source=_RECORDED
            )
            for name, value in piece.figures.items()
            if not isinstance(value, str)
        },
        choices={
            name: KnownText(value=value, origin=Origin.DECLARED, source=_RECORDED)
            for name, value in piece.figures.items()
            if isinstance(value, str)
        },
        line=_line(piece, sections.get(piece.cell, "bom") or "bom"),
        classification=Classification(
            component_class=piece.component_class,
            confidence=1.0,
            method=_RECORDED,
            reason=_RECORDED,
        ),
        proxy=False,
        production_country=(
            KnownText(value=piece.country, origin=Origin.DECLARED, source=_RECORDED)
            if piece.country
            else None
        ),
    )


def _line(piece: Piece, section: str) -> BomLine:
    return BomLine(
        item=piece.item,
        level=0,
        parent=None,
        part_number=piece.part_number,
        name=piece.name,
        description=piece.description,
        material="",
        component_class=piece.component_class,
        supplier="",
        country="",
        designators="",
        quantity=piece.quantity,
        count=piece.quantity,
        unit="pcs",
        mass_kg=piece.mass_kg / piece.quantity,
        stated={},
        disposition=Disposition.COUNTED,
        at=_at(piece.cell),
        section=section,
    )


def _at(cell: str) -> CellRef:
    return CellRef(file=_RECORDED, cell=cell)
