"""The products of one file: a bill of materials, a table of configurations, or an inventory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pcf.bom.configuration import configuration_table, read_configurations
from pcf.bom.inventory import read_inventory
from pcf.bom.power_settings import with_power_file
from pcf.bom.read import bill_of_materials, read_raw
from pcf.errors import BomError, Problem
from pcf.model.bom import BillOfMaterials
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import CellRef

_UNSAFE = re.compile(r"[^\w.+-]+")
_LONGEST_STEM = 80
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProduct:
    """One product of a file: its name, the stem its results are named by, its lines."""

    name: str
    stem: str
    bom: BillOfMaterials


def read_products(
    path: Path, knowledge: Knowledge, *, encoding: str | None = None
) -> tuple[ReadProduct, ...]:
    """Return every product in ``path``.

    A table with a column ``archetype`` has a configuration a row, named by it; Redfish JSON
    and the text of ``dmidecode`` are one configuration, anything else is one bill of
    materials: these are named by the file.

    Raises
    ------
    BomError
        With every problem of the file at once, in reading order.
    """
    path = Path(path)
    inventory = read_inventory(path, knowledge)
    if inventory is not None:
        return (ReadProduct(name=path.stem, stem=path.stem, bom=inventory),)
    content, raw = read_raw(path, encoding=encoding)
    table = configuration_table(raw, knowledge)
    if table is None:
        bom = with_power_file(bill_of_materials(path.name, content, raw, knowledge), path.parent)
        return (ReadProduct(name=path.stem, stem=path.stem, bom=bom),)
    bills = read_configurations(path.name, content, table, knowledge)
    names = [str(bill.settings["product_name"].value) for bill in bills]
    return tuple(
        ReadProduct(name=name, stem=stem, bom=bill)
        for name, stem, bill in zip(names, safe_stems(names), bills, strict=True)
    )


def read_product(
    path: Path, knowledge: Knowledge, *, encoding: str | None = None
) -> BillOfMaterials:
    """Return the bill of materials of the only product in ``path``.

    Raises
    ------
    BomError
        As :func:`read_products`, and where the file holds several products (BOM158).
    """
    products = read_products(path, knowledge, encoding=encoding)
    if len(products) > 1:
        raise BomError(
            Problem(
                code="BOM158",
                message=f"holds {len(products)} configurations, one is asked for "
                "(keep one row, or use pcf assess or pcf portfolio)",
                message_zh=f"含 {len(products)} 个配置，此处只能处理一个"
                "（请只保留一行，或使用 pcf assess、pcf portfolio）",
                at=CellRef(file=Path(path).name),
            )
        )
    return products[0].bom


def safe_stems(names: Iterable[str]) -> list[str]:
    """Return a file stem for every name: letters, digits, ``.+-_``; repeats are numbered."""
    taken: set[str] = set()
    stems = []
    for name in names:
        plain = _UNSAFE.sub("_", name).strip("._")[:_LONGEST_STEM] or "configuration"
        stem = plain = f"{plain}_" if _RESERVED.fullmatch(plain) else plain
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{plain}-{number}"
        taken.add(stem.casefold())
        stems.append(stem)
    return stems
