"""Reviewed numbers of the study tables, looked up by what names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.errors import DataError, Problem
from pcf.model.provenance import ASSUMPTION, NEARLY_ALL_SHARE

Row = Mapping[str, str]
Tables = Mapping[str, tuple[Row, ...]]


def rows(tables: Tables, table: str) -> Sequence[Row]:
    """Return all rows of a table of ``lci_data``; raises `DataError` where it is missing."""
    if table not in tables:
        raise DataError(
            Problem(
                code="DAT301",
                message=f"table {table} is missing from lci_data",
                message_zh=f"lci_data 缺少表 {table}",
            )
        )
    return tables[table]


def row(tables: Tables, table: str, **keys: str) -> Row:
    """Return the one row whose columns equal ``keys``; raises `DataError` where there is none."""
    for candidate in rows(tables, table):
        if all(candidate.get(column) == value for column, value in keys.items()):
            return candidate
    wanted = ", ".join(f"{column}={value}" for column, value in keys.items())
    raise DataError(
        Problem(
            code="DAT302",
            message=f"table {table} has no row {wanted}",
            message_zh=f"表 {table} 中没有 {wanted} 的行",
        )
    )


def is_assumed(entry: Row) -> bool:
    """Whether a row is an engineering assumption."""
    return entry.get("kind") == ASSUMPTION


def assumed_share(entry: Row, column: str = "value") -> float:
    """Return the part of what a row scales that rests on it: nothing unless it is assumed.

    A factor scales all. Of a share above one half what is lost is assumed, so that an
    efficiency counts by its losses.
    """
    if not is_assumed(entry):
        return 0.0
    value = float(entry[column])
    nearly_all = entry.get("unit") == "-" and NEARLY_ALL_SHARE < value <= 1.0
    return min(1.0, (1.0 - value) / value) if nearly_all else 1.0


def number(tables: Tables, table: str, name: str) -> float:
    """Return the value of row ``name`` in a name–value table, in the unit the row states."""
    return float(row(tables, table, name=name)["value"])


def text(tables: Tables, table: str, name: str) -> str:
    """Return the text value of row ``name`` in a name–value table."""
    return row(tables, table, name=name)["value"]
