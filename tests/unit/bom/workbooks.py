"""Workbooks made in tests: by openpyxl, or part by part where no library would write them."""

import zipfile
from pathlib import Path

from openpyxl import Workbook

Rows = list[list[object]]


def workbook(path: Path, rows: Rows, *, title: str = "BOM", **sheets: Rows) -> Path:
    """Write ``rows`` to the first sheet and each of ``sheets`` behind it."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    book.save(path)
    return path


def changed(path: Path, part: str, *replacements: tuple[str, str], prolog: str = "") -> Path:
    """Rewrite one part of a workbook as text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode("utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    parts[part] = (prolog + text).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
