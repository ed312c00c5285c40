"""The portfolio table as CSV: fixed columns, numbers unrounded, one row a product."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pcf.reports.all_or_nothing import write_files
from pcf.reports.spreadsheet_text import neutral
from pcf.results.portfolio import PortfolioRow, portfolio_columns, portfolio_records

FILE_NAME = "portfolio.csv"


def portfolio_csv(rows: Sequence[PortfolioRow], *, sampled: bool) -> bytes:
    """Return the table as UTF-8 with LF; texts a spreadsheet might run are neutralised."""
    columns = portfolio_columns(sampled=sampled)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for record in portfolio_records(rows, columns):
        writer.writerow([neutral(cell) if isinstance(cell, str) else repr(cell) for cell in record])
    return text.getvalue().encode()


def write_portfolio(rows: Sequence[PortfolioRow], folder: Path, *, sampled: bool) -> Path:
    """Write ``portfolio.csv`` into a folder.

    Raises
    ------
    OutputError
        OUT101 where the file cannot be written.
    """
    path = folder / FILE_NAME
    write_files({path: portfolio_csv(rows, sampled=sampled)})
    return path
