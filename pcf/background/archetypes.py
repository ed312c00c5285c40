"""`lci_data/archetypes`: complete bills of materials for servers known by configuration only."""

from __future__ import annotations

from pathlib import Path

from pcf.background.compiled import documents
from pcf.background.reading import Findings, Record
from pcf.background.store import DataFolder
from pcf.model.archetype import Archetype, ArchetypeFigure, ArchetypeLine

_ASSUMPTION = "assumption"


def read_archetypes(
    folder: DataFolder, findings: Findings, *, cache: Path | None = None
) -> dict[str, Archetype]:
    """Return every archetype by its key; wrong fields become findings with their place."""
    found: dict[str, Archetype] = {}
    for name, content in documents(folder, "archetypes/", cache).items():
        if not isinstance(content, dict):
            findings.add("DAT024", name, "expected one archetype", "应为一个原型")
            continue
        archetype = _archetype(Record(content, name, findings))
        found[archetype.key] = archetype
    return found


def _archetype(record: Record) -> Archetype:
    defaults = record.mapping("defaults")
    lines = tuple(_line(entry) for entry in record.records("lines"))
    _refuse_repeats(lines, record)
    return Archetype(
        key=record.text("archetype"),
        title=record.text("title"),
        title_zh=record.text("title_zh"),
        file=record.where,
        year=record.text("year"),
        lines=lines,
        defaults=_figures(record, "defaults"),
        text_defaults={
            name: str(value) for name, value in defaults.items() if not isinstance(value, dict)
        },
        mass_factor=_figure(_inner(record, "mass_factor")),
        per_core=_figures(record, "per_core"),
        form=record.text("form", ""),
        published_mass=_figures(record, "published_mass").get("mass_kg"),
        fits={
            name: _inner(record, "fits").required_number(name) for name in record.mapping("fits")
        },
    )


def _inner(record: Record, name: str) -> Record:
    return Record(record.mapping(name), f"{record.where}:{name}", record.findings)


def _figures(record: Record, name: str) -> dict[str, ArchetypeFigure]:
    return {
        key: _figure(Record(entry, f"{record.where}:{name} {key}", record.findings))
        for key, entry in record.mapping(name).items()
        if isinstance(entry, dict)
    }


def _figure(record: Record) -> ArchetypeFigure:
    figure = ArchetypeFigure(
        value=record.required_number("value"),
        low=record.required_number("low"),
        high=record.required_number("high"),
        unit=record.text("unit"),
        kind=record.text("kind"),
        source=record.text("source", _ASSUMPTION),
        note=record.text("note", ""),
    )
    if not figure.low <= figure.value <= figure.high:
        record.findings.add(
            "DAT025",
            record.where,
            f"{figure.value:g} is not between {figure.low:g} and {figure.high:g}",
            f"{figure.value:g} 不在 {figure.low:g} 与 {figure.high:g} 之间",
        )
    if figure.kind not in {"sourced", "derived", _ASSUMPTION}:
        record.findings.add(
            "DAT026", record.where, f"unknown kind '{figure.kind}'", f"未知类别“{figure.kind}”"
        )
    if (figure.kind == _ASSUMPTION) is not (figure.source == _ASSUMPTION) or (
        figure.kind != "sourced" and not figure.note
    ):
        record.findings.add(
            "DAT027",
            record.where,
            "a sourced figure needs its source, an assumption its reason",
            "有来源的数值须注明来源,假设须说明理由",
        )
    return figure


def _line(record: Record) -> ArchetypeLine:
    placed = Record(
        record.fields, f"{record.where} {record.fields.get('item', '')}", record.findings
    )
    open_quantity = isinstance(placed.fields.get("quantity"), dict)
    quantity = _figure(_inner(placed, "quantity")) if open_quantity else None
    return ArchetypeLine(
        item=placed.text("item"),
        name=placed.text("name"),
        name_zh=placed.text("name_zh"),
        component_class=placed.text("class"),
        quantity=quantity.value if quantity else placed.number("quantity") or 0.0,
        quantity_figure=quantity,
        at_least=placed.number("at_least") or 0.0,
        per={
            column: Record(placed.mapping("per"), placed.where, placed.findings).required_number(
                column
            )
            for column in placed.mapping("per")
        },
        description=placed.text("description", ""),
        material=placed.text("material", ""),
        section=placed.text("section", "bom"),
        figures=_figures(placed, "figures"),
        columns=_texts(placed, "columns"),
        choices=_texts(placed, "choices"),
        choice_columns=_texts(placed, "choice_columns"),
        text_column=placed.text("text_column", ""),
        closes_mass=bool(placed.fields.get("closes_mass", False)),
        note=placed.text("note", ""),
    )


def _texts(record: Record, name: str) -> dict[str, str]:
    return {key: str(value) for key, value in record.mapping(name).items()}


def _refuse_repeats(lines: tuple[ArchetypeLine, ...], record: Record) -> None:
    items = [line.item for line in lines]
    for item in sorted({item for item in items if items.count(item) > 1}):
        record.findings.add(
            "DAT028", record.where, f"item {item} is there twice", f"项号 {item} 重复"
        )
