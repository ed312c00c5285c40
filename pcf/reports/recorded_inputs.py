"""The inputs of a result, read back from its file: what it can be computed from again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pcf.components.mapping_table import ReviewedLine
from pcf.errors import InputError, Problem
from pcf.model.bom import (
    BillOfMaterials,
    BomLine,
    CountTerm,
    Disposition,
    OpenCount,
    Stated,
    StatedLeg,
)
from pcf.model.provenance import CellRef
from pcf.model.study import Setting
from pcf.reports.document_inputs import LINE_TEXTS
from pcf.reports.document_types import Document
from pcf.reports.fields import Fields
from pcf.reports.result_file import require_schema

#: Origins of settings by whether they beat the sheets of the BOM; defaults are found anew.
_ABOVE = frozenset({"option", "environment"})
_BELOW = frozenset({"study_file", "user_file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedInputs:
    """BOM, settings that beat or yield to its sheets, reviewed mapping, and what came of them.

    ``manifest`` and ``total_kgco2e`` [kg CO2e per product] are those of the result.
    """

    bom: BillOfMaterials
    above_sheet: Mapping[str, Setting]
    below_sheet: Mapping[str, Setting]
    edits: tuple[ReviewedLine, ...]
    manifest: Mapping[str, str]
    total_kgco2e: float


def recorded_inputs(path: Path, document: Document) -> RecordedInputs:
    """Return the inputs a result document records.

    Raises
    ------
    InputError
        RES101 for another schema, RES105 where the result records none,
        RES102 where one is not what it should be.
    """
    require_schema(document, path.name)
    root = Fields(document, file=path.name)
    if not root.holds_part("inputs"):
        raise InputError(_no_inputs(path))
    recorded, manifest = root.part("inputs"), root.part("manifest")
    file = recorded.text("file")
    return RecordedInputs(
        bom=BillOfMaterials(
            file=file,
            sha256=manifest.text("bom_sha256"),
            lines=tuple(_line(entry, file) for entry in recorded.each("lines")),
            legs=tuple(_leg(entry, file) for entry in recorded.each("legs")),
            settings=_stated(recorded.part("sheets"), file),
        ),
        above_sheet=_settings(root.part("study"), _ABOVE),
        below_sheet=_settings(root.part("study"), _BELOW),
        edits=tuple(_edit(entry, file) for entry in recorded.each("mapping")),
        manifest={name: str(manifest.scalar(name)) for name in manifest.names},
        total_kgco2e=root.part("totals").number("cradle_to_grave_kgco2e"),
    )


def _no_inputs(path: Path) -> Problem:
    return Problem(
        code="RES105",
        message="does not record the lines it was computed from, field 'inputs' "
        "(write it again with pcf assess, or give the BOM)",
        message_zh="未记录计算所用的 BOM 行（缺字段 inputs，"
        "请用 pcf assess 重新生成，或给出原 BOM）",
        at=CellRef(file=path.name),
    )


def _line(entry: Fields, file: str) -> BomLine:
    texts = {name: entry.text(name) for name in LINE_TEXTS if name != "parent"}
    return BomLine(
        item=entry.text("item"),
        level=int(entry.number("level")),
        parent=entry.text("parent") or None,
        quantity=entry.number("quantity"),
        count=entry.number("count"),
        unit=entry.text("unit"),
        mass_kg=entry.number_or_none("mass_kg"),
        stated=_stated(entry.part("stated"), file) if entry.holds_part("stated") else {},
        disposition=_disposition(entry),
        at=entry.place("at", file),
        section=entry.text("section"),
        open_count=_open_count(entry.part("open_count"))
        if entry.holds_part("open_count")
        else None,
        **texts,
    )


def _open_count(entry: Fields) -> OpenCount:
    return OpenCount(
        fixed_count=entry.number("fixed"),
        at_least=entry.number("at_least"),
        terms=tuple(
            CountTerm(
                ignorance=term.text("ignorance"),
                pieces_count=term.number("pieces"),
                value=term.number("value"),
                low=term.number("low"),
                high=term.number("high"),
            )
            for term in entry.each("terms")
        ),
    )


def _disposition(entry: Fields) -> Disposition:
    return Disposition(entry.one_of("disposition", [each.value for each in Disposition]))


def _leg(entry: Fields, file: str) -> StatedLeg:
    return StatedLeg(
        mode=entry.text("mode"),
        distance_km=entry.number("distance_km"),
        share=entry.number("share"),
        at=entry.place("at", file),
    )


def _edit(entry: Fields, file: str) -> ReviewedLine:
    return ReviewedLine(
        item=entry.text("item"),
        component_class=entry.text("component_class"),
        class_at=entry.place("class_at", file),
        parameters=_stated(entry.part("parameters"), file),
        at=entry.place("at", file),
    )


def _stated(values: Fields, file: str) -> dict[str, Stated]:
    found = {name: values.part(name) for name in values.names}
    return {
        name: Stated(
            value=entry.scalar("value"),
            low=entry.number_or_none("low"),
            high=entry.number_or_none("high"),
            at=entry.place("at", file),
        )
        for name, entry in found.items()
    }


def _settings(study: Fields, origins: frozenset[str]) -> dict[str, Setting]:
    """Return settings given outside the BOM, both languages of a text."""
    found: dict[str, Setting] = {}
    for name in study.names:
        if not study.holds_part(name):
            continue
        entry = study.part(name)
        origin = entry.text("origin")
        if origin not in origins:
            continue
        for key, field in ((name, "value"), (f"{name}_zh", "value_zh")):
            value = entry.scalar(field)
            if value != "":
                found[key] = Setting(value=value, origin=origin, source=entry.text("source"))
    return found
