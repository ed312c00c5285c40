"""The reviewed tables of `lci_data` as one frozen :class:`Knowledge`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pcf.background.archetypes import read_archetypes
from pcf.background.compiled import documents
from pcf.background.component_data import read_component
from pcf.background.reading import Findings, Record, cell_number
from pcf.background.store import DataFolder
from pcf.model.component import ComponentData
from pcf.model.knowledge import (
    ClassEntry,
    ClassRule,
    HeaderAlias,
    Knowledge,
    MaterialEntry,
    PartEntry,
    UnitAlias,
)

KNOWLEDGE_PARTS = (
    "mapping/",
    "components/",
    "archetypes/",
    "study/",
    "end_of_life/",
    "units.csv",
    "geographies.csv",
)


def read_knowledge(folder: DataFolder, *, cache: Path | None = None) -> Knowledge:
    """Read mapping tables, component data and study tables.

    Raises
    ------
    DataError
        Everything in them that cannot be read, at once.
    """
    findings = Findings()
    knowledge = Knowledge(
        headers=_aliases(folder, "mapping/columns.csv"),
        setting_names=_aliases(folder, "mapping/settings.csv"),
        units=_units(folder, findings),
        rules=_rules(folder, findings),
        classes=_classes(folder),
        materials=_materials(folder, findings),
        parts=_parts(folder, findings),
        components=_components(folder, cache, findings),
        tables=_tables(folder),
        digest=folder.digest(KNOWLEDGE_PARTS),
        archetypes=read_archetypes(folder, findings, cache=cache),
    )
    findings.raise_if_any()
    return knowledge


def _aliases(folder: DataFolder, name: str) -> tuple[HeaderAlias, ...]:
    return tuple(
        HeaderAlias(
            field=row["field"],
            alias=row["alias"],
            lang=row.get("lang", ""),
            unit=row.get("unit", ""),
        )
        for row in folder.table(name)
    )


def _units(folder: DataFolder, findings: Findings) -> tuple[UnitAlias, ...]:
    return tuple(
        UnitAlias(
            alias=row["alias"],
            unit=row["unit"],
            dimension=row["dimension"],
            factor=cell_number(row, "factor", f"units.csv:line {line}", findings),
        )
        for line, row in enumerate(folder.table("units.csv"), start=2)
    )


def _rules(folder: DataFolder, findings: Findings) -> tuple[ClassRule, ...]:
    name = "mapping/rules.csv"
    return tuple(
        ClassRule(
            component_class=row["component_class"],
            field=row["field"],
            pattern=row["pattern"],
            unless=row.get("unless", ""),
            priority=int(cell_number(row, "priority", f"{name}:line {line}", findings)),
            confidence=cell_number(row, "confidence", f"{name}:line {line}", findings),
        )
        for line, row in enumerate(folder.table(name), start=2)
    )


def _classes(folder: DataFolder) -> dict[str, ClassEntry]:
    synonyms: dict[str, list[str]] = defaultdict(list)
    for row in folder.table("mapping/synonyms.csv"):
        synonyms[row["component_class"]].append(row["synonym"])
    return {
        row["component_class"]: ClassEntry(
            component_class=row["component_class"],
            title=row["title"],
            title_zh=row["title_zh"],
            group=row["group"],
            synonyms=tuple(synonyms[row["component_class"]]),
            example=row["example"],
            example_zh=row["example_zh"],
        )
        for row in folder.table("mapping/classes.csv")
    }


def _materials(folder: DataFolder, findings: Findings) -> tuple[MaterialEntry, ...]:
    name = "mapping/materials.csv"
    return tuple(
        MaterialEntry(
            alias=row["alias"],
            material=row["material"],
            product=row["product"],
            eol_material=row["eol_material"],
            density_kg_m3=cell_number(row, "density_kg_m3", f"{name}:line {line}", findings),
            forming=row["forming"],
        )
        for line, row in enumerate(folder.table(name), start=2)
    )


def _parts(folder: DataFolder, findings: Findings) -> tuple[PartEntry, ...]:
    name = "mapping/parts.csv"
    parts: list[PartEntry] = []
    for line, row in enumerate(folder.table(name), start=2):
        try:
            parameters = json.loads(row["parameters"] or "{}")
            choices = json.loads(row.get("choices") or "{}")
        except ValueError:
            findings.add(
                "DAT015",
                f"{name}:line {line}",
                "parameters or choices are not valid JSON",
                "参数或选项不是有效的 JSON",
            )
            continue
        parts.append(
            PartEntry(
                key=row["key"],
                pattern=row["pattern"],
                component_class=row["component_class"],
                parameters={key: float(value) for key, value in parameters.items()},
                choices={key: str(value) for key, value in choices.items()},
                source=row["source"],
                kind=row.get("kind", ""),
                note=row.get("note", ""),
            )
        )
    return tuple(parts)


def _components(
    folder: DataFolder, cache: Path | None, findings: Findings
) -> dict[str, ComponentData]:
    found: dict[str, ComponentData] = {}
    for name, content in documents(folder, "components/", cache).items():
        if name.endswith(".cases.yaml"):
            continue
        if not isinstance(content, dict):
            findings.add("DAT023", name, "expected one component class", "应为一个部件类别")
            continue
        data = read_component(Record(content, name, findings))
        found[data.component_class] = data
    return found


def _tables(folder: DataFolder) -> dict[str, tuple[Mapping[str, str], ...]]:
    tables: dict[str, tuple[Mapping[str, str], ...]] = {
        "geographies": folder.table("geographies.csv")
    }
    for prefix, stem_prefix in (("study/", ""), ("end_of_life/", "eol_"), ("mapping/", "")):
        for name in folder.names(prefix, ".csv"):
            stem = name.removeprefix(prefix).removesuffix(".csv")
            tables[stem_prefix + stem] = folder.table(name)
    return tables
