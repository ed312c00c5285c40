"""A result file as one side of a comparison, checked to be whole."""

from __future__ import annotations

import re
from pathlib import Path

from pcf.errors import InputError
from pcf.library import Library
from pcf.model.footprint import FootprintRow
from pcf.model.system import Stage
from pcf.reports.comparison_rebuilt import rebuilt
from pcf.reports.document_types import Document
from pcf.reports.fields import Fields
from pcf.reports.result_file import (
    adds_up,
    apart,
    read_document,
    read_rows,
    require_schema,
    rows_path,
)
from pcf.results.comparison_side import Piece, Route, Side
from pcf.results.recomputed import Revision
from pcf.stages.study_checks import NUMBERS

_LEG = re.compile(r"transport leg \d+: (.+)")
_SHARE = re.compile(r"share ([\d.e+-]+)")
_OURS = "pcf-result/"
_HEAD_BYTES = 200


def is_result(path: Path) -> bool:
    """Whether a file is a result of ours, whole or damaged, and not an inventory or a table."""
    if path.suffix.casefold() != ".json":
        return False
    try:
        schema = read_document(path).get("schema")
    except InputError:
        return _begins_as_result(path)
    return isinstance(schema, str) and schema.startswith(_OURS)


def _begins_as_result(path: Path) -> bool:
    """Whether a file that cannot be read was a result: its first field names our schema."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    return re.match(rb'\s*\{\s*"schema":\s*"' + _OURS.encode(), head) is not None


def read_result(path: Path, library: Library) -> Side | Revision:
    """Return a result file as a revision that can be computed anew, or as what it records.

    Unit scores are those of ``library``, and only where the result was made with the same
    background and method; else there is nothing to compute it from.

    Raises
    ------
    InputError
        As :func:`read_side`.
    """
    side = read_side(path)
    method = side.text("method")
    same = side.manifest.get("background_digest") == library.digest and (
        side.manifest.get("method_digest") == library.method_digest(method)
    )
    if not same:
        return side
    return rebuilt(side, read_document(path), library.scores(method))


def read_side(path: Path) -> Side:
    """Return the side a result file makes; its rows lie beside it.

    Raises
    ------
    InputError
        RES101 for another schema, RES102 for a missing field, RES103 for an unreadable file,
        RES104 where rows, components and total do not belong together.
    """
    document = read_document(path)
    require_schema(document, path.name)
    side = document_side(document, read_rows(rows_path(path, document)), name=path.stem)
    _check(side, path)
    return side


def document_side(document: Document, rows: tuple[FootprintRow, ...], *, name: str) -> Side:
    """Return the side of a result document and its long table."""
    root = Fields(document, file=f"{name}.json")
    product, study = root.part("product"), root.part("study")
    entries = {key: study.part(key) for key in study.names if study.holds_part(key)}
    manifest = root.part("manifest")
    stages = root.part("stages")
    return Side(
        name=name,
        mass_kg=product.number("mass_kg"),
        gross_mass_kg=product.number("gross_mass_kg"),
        settings={
            **{
                key: entry.number("value") if key in NUMBERS else entry.scalar("value")
                for key, entry in entries.items()
            },
            **{
                f"{key}_zh": entry.text("value_zh")
                for key, entry in entries.items()
                if entry.text("value_zh")
            },
        },
        defaults=frozenset(
            key for key, entry in entries.items() if entry.text("origin") == "default"
        ),
        route=_route(root),
        stages={stage.value: stages.part(stage.value).number("kgco2e") for stage in Stage},
        totals=root.part("totals").numbers(),
        pieces=tuple(_piece(entry) for entry in root.each("components")),
        rows=tuple(row for row in rows if not row.credit),
        manifest={key: str(manifest.scalar(key)) for key in manifest.names},
        interval_kgco2e=_interval(root),
    )


def _piece(entry: Fields) -> Piece:
    return Piece(
        item=entry.text("item"),
        name=entry.text("name"),
        part_number=entry.text("part_number"),
        component_class=entry.text("component_class"),
        quantity=entry.number("quantity"),
        mass_kg=entry.number("mass_kg"),
        kgco2e=entry.number("kgco2e"),
        gate_kgco2e=entry.number("cradle_to_gate_kgco2e"),
        cell=entry.text("cell"),
        figures={each.text("name"): each.scalar("value") for each in entry.each("parameters")},
        country=entry.text("country"),
    )


def _route(root: Fields) -> Route:
    """Return the stated legs, which a result lists among its assumptions."""
    legs = []
    for entry in root.each("assumptions"):
        leg = _LEG.fullmatch(entry.text("what"))
        if leg:
            share = _SHARE.fullmatch(entry.text("note"))
            legs.append((leg[1], entry.number("value"), float(share[1]) if share else 1.0))
    return tuple(legs)


def _interval(root: Fields) -> tuple[float, float] | None:
    found = root.part_or_none("uncertainty")
    return (found.number("p5"), found.number("p95")) if found else None


def _check(side: Side, path: Path) -> None:
    known = {(piece.item, piece.cell) for piece in side.pieces if piece.quantity > 0}
    strangers = [
        row for row in side.rows if row.component_class and (row.item, row.cell) not in known
    ]
    if strangers or not adds_up(side.rows, side.total_kgco2e):
        raise apart(path)
