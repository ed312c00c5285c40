"""What the year of a declared server fills in where its row is silent, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcf.model.bom import Stated
from pcf.model.provenance import CellRef

YEARS_TABLE = "declared_years"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """Rows of ``declared_years`` that hold for one year, by column."""

    rows: Mapping[str, Row]

    def text(self, column: str) -> str:
        """Return what is usual of the year in words."""
        return self.rows[column]["value"]

    def value(self, column: str) -> float:
        """Return what is usual of the year."""
        return float(self.rows[column]["value"])

    def stated(self, column: str, file: str) -> Stated:
        """Return what is usual of the year with its interval, as filled in from ``file``."""
        row = self.rows[column]
        return Stated(
            value=float(row["value"]),
            low=float(row["low"]),
            high=float(row["high"]),
            at=CellRef(file=file, cell=YEARS_TABLE),
        )


def figures_of(rows: Sequence[Row], year: int | None) -> YearFigures:
    """Return the latest figures not after a year; those without a year where it is unknown.

    A column that only has a figure without a year has that one in all years.
    """
    columns = {row["column"] for row in rows}
    return YearFigures(
        rows={
            column: _latest([row for row in rows if row["column"] == column], year)
            for column in columns
        }
    )


def _latest(rows: Iterable[Row], year: int | None) -> Row:
    dated = sorted((row for row in rows if row["from_year"]), key=lambda row: int(row["from_year"]))
    undated = next((row for row in rows if not row["from_year"]), None)
    if undated is not None and (year is None or not dated):
        return undated
    begun = [row for row in dated if year is not None and int(row["from_year"]) <= year]
    return begun[-1] if begun else dated[0]
