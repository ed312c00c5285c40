"""Strict Open XML workbooks said in the transitional names that openpyxl knows.

Excel's *Strict Open XML Workbook* differs in its namespaces (ISO/IEC 29500-1 against -4) and in
writing dates as text; openpyxl finds no sheet in it.
"""

from __future__ import annotations

import io
import zipfile

_NAMESPACES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/",
     b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/",
     b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
_WORKBOOK = "xl/workbook.xml"


def is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook uses the strict namespaces."""
    return _WORKBOOK in archive.namelist() and _NAMESPACES[0][0] in archive.read(_WORKBOOK)


def transitional(archive: zipfile.ZipFile) -> bytes:
    """Return the workbook with transitional namespaces; nothing else is changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                for strict, usual in _NAMESPACES:
                    data = data.replace(strict, usual)
            copy.writestr(entry.filename, data)
    return out.getvalue()
