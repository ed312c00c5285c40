"""Every report format by name, and the one place that writes files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from pcf.errors import OutputError, Problem
from pcf.model.footprint import FootprintRow
from pcf.model.provenance import CellRef
from pcf.reports.all_or_nothing import write_files
from pcf.reports.document_types import Document
from pcf.reports.result_file import document_bytes, rows_bytes
from pcf.reports.view import ReportView
from pcf.reports.viewing import report_view

Renderer = Callable[[ReportView], bytes]
"""Turns a view into the bytes of one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """One rendered format: suffix of its file and where its renderer lives (loaded on use)."""

    suffix: str
    module: str
    function: str

    def renderer(self) -> Renderer:
        """Import and return the renderer; heavy libraries load only here."""
        return cast(Renderer, getattr(import_module(self.module), self.function))


REPORTS: Mapping[str, ReportFormat] = {
    "xlsx": ReportFormat(
        suffix="xlsx", module="pcf.reports.xlsx.workbook", function="workbook_bytes"
    ),
    "pdf": ReportFormat(suffix="pdf", module="pcf.reports.pdf", function="sheet_bytes"),
}
"""Formats rendered from a view; ``json`` is the result itself and always known."""

FORMATS: tuple[str, ...] = ("json", *REPORTS)


def write_reports(
    document: Document,
    rows: Sequence[FootprintRow],
    *,
    folder: Path,
    stem: str,
    formats: Sequence[str] = ("json", "xlsx", "pdf"),
    languages: Sequence[str] = ("en",),
    read: Path | None = None,
) -> tuple[Path, ...]:
    """Write the result in every format and language asked for, all files or none.

    ``<stem>.json`` and ``<stem>.rows.csv`` have no language; where both languages are asked
    for, the Chinese edition has ``.zh`` before its suffix. ``read`` is the file the result
    comes from: it is never written over.

    Returns
    -------
    tuple of Path
        The files in the order written.

    Raises
    ------
    OutputError
        OUT101 where a file cannot be written, OUT103 for an unknown format, OUT107 where a
        report would replace ``read``.
    """
    # no format at all is a slip too: nothing would be written, and nobody told
    chosen = {name: report_format(name) for name in formats or ("",) if name != "json"}
    named: Document = {**document, "rows": f"{stem}.rows.csv"}
    contents: dict[Path, bytes] = {}
    if "json" in formats:
        contents[folder / f"{stem}.json"] = document_bytes(named)
        contents[folder / f"{stem}.rows.csv"] = rows_bytes(rows)
    for lang in languages if chosen else ():
        view = report_view(named, rows, lang=lang)
        infix = ".zh" if lang == "zh" and len(languages) > 1 else ""
        for each in chosen.values():
            contents[folder / f"{stem}{infix}.{each.suffix}"] = each.renderer()(view)
    _keep(read, contents)
    return write_files(contents)


def _keep(read: Path | None, contents: Mapping[Path, bytes]) -> None:
    """Refuse to write over the file that was read."""
    if read is None or read.resolve() not in {path.resolve() for path in contents}:
        return
    raise OutputError(
        Problem(
            code="OUT107",
            message=f"a report would replace the input {read.name} "
            "(choose another folder with -o, or another format)",
            message_zh=f"报告将覆盖输入文件 {read.name}（请用 -o 另选文件夹，或更换格式）",
            at=CellRef(file=read.name),
        )
    )


def write_report(
    document: Document, rows: Sequence[FootprintRow], path: Path, *, lang: str = "en"
) -> Path:
    """Write one file whose format follows from its suffix; json brings its rows along."""
    name = path.suffix.lstrip(".").lower()
    if name == "json":
        return write_reports(document, rows, folder=path.parent, stem=path.stem, formats=("json",))[
            0
        ]
    content = report_format(name).renderer()(report_view(document, rows, lang=lang))
    return write_files({path: content})[0]


def report_format(name: str) -> ReportFormat:
    """Return a format by name; `OutputError` OUT103 lists the known ones."""
    if name not in REPORTS:
        known = ", ".join(FORMATS)
        raise OutputError(
            Problem(
                code="OUT103",
                message=f"no report format '{name}' (choose from {known})",
                message_zh=f"没有报告格式“{name}”（可选 {known}）",
            )
        )
    return REPORTS[name]
