import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from workbooks import Rows, workbook

from pcf.bom import read_bom
from pcf.errors import BomError, Problem
from pcf.model.bom import BillOfMaterials
from pcf.model.component import ComponentData, ParameterSpec
from pcf.model.knowledge import ClassEntry, HeaderAlias, Knowledge, UnitAlias

LCI_DATA = Path(__file__).parents[3] / "lci_data"


def _rows(name: str) -> list[dict[str, str]]:
    with (LCI_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parameter(name: str, unit: str) -> ParameterSpec:
    return ParameterSpec(
        name=name, unit=unit, value=1.0, low=1.0, high=1.0, kind="assumption",
        source="assumption", year="2024", geography="GLO",
    )  # fmt: skip


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The BOM tables of lci_data and one small component class."""
    processor = ComponentData(
        component_class="processor", title="processor", title_zh="处理器", group="silicon",
        recovery_class="reusable",
        parameters={
            name: _parameter(name, unit)
            for name, unit in (
                ("mass_kg", "kg"), ("die_area_cm2", "cm2"), ("node_nm", "nm"), ("dies_count", "-"),
                ("tdp_w", "W"),
            )
        },
        choices={"socket": "lga"},
    )  # fmt: skip
    entry = ClassEntry(
        component_class="processor", title="processor", title_zh="处理器", group="silicon",
        synonyms=("CPU",), example="", example_zh="",
    )  # fmt: skip
    return Knowledge(
        headers=tuple(HeaderAlias(**row) for row in _rows("mapping/columns.csv")),
        setting_names=tuple(HeaderAlias(**row) for row in _rows("mapping/settings.csv")),
        units=tuple(
            UnitAlias(
                alias=row["alias"], unit=row["unit"], dimension=row["dimension"],
                factor=float(row["factor"]),
            )
            for row in _rows("units.csv")
        ),
        rules=(), classes={"processor": entry}, materials=(), parts=(),
        components={"processor": processor}, tables={}, digest="",
    )  # fmt: skip


Reads = Callable[..., BillOfMaterials]
Refuses = Callable[..., list[Problem]]


@pytest.fixture
def reads(tmp_path: Path, knowledge: Knowledge) -> Reads:
    """Write rows to r760.xlsx and read them as a BOM."""

    def read(rows: Rows, *, title: str = "BOM", **sheets: Rows) -> BillOfMaterials:
        return read_bom(workbook(tmp_path / "r760.xlsx", rows, title=title, **sheets), knowledge)

    return read


@pytest.fixture
def refuses(reads: Reads) -> Refuses:
    """Write rows to r760.xlsx and return the problems of reading them as a BOM."""

    def problems(rows: Rows, *, title: str = "BOM", **sheets: Rows) -> list[Problem]:
        with pytest.raises(BomError) as refusal:
            reads(rows, title=title, **sheets)
        return list(refusal.value.problems)

    return problems
