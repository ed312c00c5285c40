"""Knowledge for mapping tests, read straight from the reviewed tables."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from pcf.model.bom import BomLine, Disposition
from pcf.model.knowledge import (
    ClassEntry,
    ClassRule,
    Knowledge,
    MaterialEntry,
    PartEntry,
)
from pcf.model.provenance import CellRef

MAPPING = Path(__file__).parents[3] / "lci_data" / "mapping"
GEOGRAPHIES = (
    {"code": "CN", "name": "China", "name_zh": "中国", "parent": "GLO"},
    {"code": "CN-GD", "name": "Guangdong", "name_zh": "广东", "parent": "CN"},
    {"code": "TW", "name": "Taiwan", "name_zh": "中国台湾", "parent": "GLO"},
    {"code": "DE", "name": "Germany", "name_zh": "德国", "parent": "RER"},
)


def rows(name: str) -> tuple[dict[str, str], ...]:
    path = MAPPING / name
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def read_knowledge(components=None) -> Knowledge:
    synonyms = defaultdict(list)
    for row in rows("synonyms.csv"):
        synonyms[row["component_class"]].append(row["synonym"])
    return Knowledge(
        headers=(),
        setting_names=(),
        units=(),
        rules=tuple(
            ClassRule(
                component_class=row["component_class"],
                field=row["field"],
                pattern=row["pattern"],
                unless=row["unless"],
                priority=int(row["priority"]),
                confidence=float(row["confidence"]),
            )
            for row in rows("rules.csv")
        ),
        classes={
            row["component_class"]: ClassEntry(
                component_class=row["component_class"],
                title=row["title"],
                title_zh=row["title_zh"],
                group=row["group"],
                synonyms=tuple(synonyms[row["component_class"]]),
                example=row["example"],
                example_zh=row["example_zh"],
            )
            for row in rows("classes.csv")
        },
        materials=tuple(
            MaterialEntry(
                alias=row["alias"],
                material=row["material"],
                product=row["product"],
                eol_material=row["eol_material"],
                density_kg_m3=float(row["density_kg_m3"]),
                forming=row["forming"],
            )
            for row in rows("materials.csv")
        ),
        parts=tuple(
            PartEntry(
                key=row["key"],
                pattern=row["pattern"],
                component_class=row["component_class"],
                parameters=json.loads(row["parameters"]),
                choices=json.loads(row["choices"]),
                source=row["source"],
                kind=row["kind"],
                note=row["note"],
            )
            for row in rows("parts.csv")
        ),
        components=components or {},
        tables={
            "geographies": GEOGRAPHIES,
            **{path.stem: rows(path.name) for path in sorted(MAPPING.glob("*.csv"))},
        },
        digest="test",
    )


def make_line(name: str = "", **fields) -> BomLine:
    given = {
        "item": "1",
        "level": 1,
        "parent": None,
        "part_number": "",
        "name": name,
        "description": "",
        "material": "",
        "component_class": "",
        "supplier": "",
        "country": "",
        "designators": "",
        "quantity": 1.0,
        "count": 1.0,
        "unit": "pcs",
        "mass_kg": None,
        "stated": {},
        "disposition": Disposition.COUNTED,
        "at": CellRef(file="test.xlsx", sheet="BOM", cell="A2"),
    }
    return BomLine(**{**given, **fields})


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge()


@pytest.fixture
def line():
    return make_line
