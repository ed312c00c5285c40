"""Names that one table uses and another defines (modes, materials, products); unit sizes."""

from __future__ import annotations

from collections.abc import Collection

from pcf.background.reading import Findings
from pcf.background.store import DataFolder

#: Table and column that use a name, table and column that define it.
DEFINED = (
    ("geographies.csv", "parent", "geographies.csv", "code"),
    ("study/routes.csv", "mode", "study/modes.csv", "mode"),
    ("end_of_life/routes.csv", "material", "end_of_life/materials.csv", "key"),
    ("end_of_life/board_metals.csv", "material", "end_of_life/materials.csv", "key"),
    ("end_of_life/board_metals.csv", "metal", "end_of_life/materials.csv", "key"),
    ("end_of_life/recycled_content.csv", "material", "end_of_life/materials.csv", "key"),
)
#: Columns of products of the inventory.
PRODUCTS = {
    "fuels.csv": ("product",),
    "study/modes.csv": ("product",),
    "study/freight_fuels.csv": ("product",),
    "end_of_life/routes.csv": (
        "preparation_product", "reprocessing_product", "energy_product", "landfill_product",
        "avoided_product",
    ),
    "end_of_life/board_metals.csv": ("avoided_product",),
    "end_of_life/recovery_classes.csv": ("pretreatment_product",),
    "end_of_life/recycled_content.csv": ("product", "virgin_product", "recycled_product"),
}  # fmt: skip
#: Tables whose rows are of a component class.
BY_CLASS = ("study/spare_parts.csv", "end_of_life/reuse.csv")
UNITS = "units.csv"


def check_names(
    folder: DataFolder, products: Collection[str], classes: Collection[str], findings: Findings
) -> None:
    """Hold every name in a table to where it is defined, and every unit to a size above zero."""
    tables = frozenset(folder.names("", ".csv"))
    for name, column, home, key in DEFINED:
        if name in tables and home in tables:
            known = frozenset(row[key] for row in folder.table(home))
            _check(folder, name, column, known, findings)
    for name, columns in PRODUCTS.items():
        for column in columns if name in tables else ():
            _check(folder, name, column, products, findings)
    for name in BY_CLASS:
        if name in tables:
            _check(folder, name, "component_class", classes, findings)
    if UNITS in tables:
        _check_units(folder, findings)


def _check(
    folder: DataFolder, name: str, column: str, known: Collection[str], findings: Findings
) -> None:
    for line, row in enumerate(folder.table(name), start=2):
        used = row.get(column, "")
        if used and used not in known:
            findings.add(
                "DAT067",
                f"{name}:line {line}, {column}",
                f"{used!r} is defined nowhere",
                f"{used!r} 没有定义",
            )


def _check_units(folder: DataFolder, findings: Findings) -> None:
    for line, row in enumerate(folder.table(UNITS), start=2):
        if not float(row["factor"]) > 0.0:
            findings.add(
                "DAT068",
                f"{UNITS}:line {line}, factor",
                f"a unit of size {row['factor']!r}: a number above zero is needed",
                f"单位换算系数 {row['factor']!r} 无效,须为正数",
            )
