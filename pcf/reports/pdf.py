"""The one-page A4 sheet as tagged PDF/A-2a, set by typst from data passed beside the markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from pcf.errors import OutputError, Problem
from pcf.reports.glyphs import Printable, shown_characters
from pcf.reports.sheet import sheet_data
from pcf.reports.view import ReportView

_TEMPLATE = Path(__file__).parent / "templates" / "sheet.typ"
_FONT_PACKAGE = "justmytype_intl_cjk"
_FONT_FOLDER = Path("fonts", "ofl", "notosanssc")


@cache
def font_folder() -> Path:
    """Return the folder of Noto Sans SC; `OutputError` OUT104 where it is not installed."""
    spec = find_spec(_FONT_PACKAGE)
    folder = Path(spec.origin).parent / _FONT_FOLDER if spec and spec.origin else Path()
    if not any(folder.glob("*.ttf")):
        raise OutputError(
            Problem(
                code="OUT104",
                message="font Noto Sans SC is not installed (pip install justmytype-intl-cjk)",
                message_zh="未安装 Noto Sans SC 字体（pip install justmytype-intl-cjk）",
            )
        )
    return folder


def sheet_bytes(view: ReportView) -> bytes:
    """Return the sheet of ``view``; the same view gives the same bytes.

    Raises
    ------
    OutputError
        OUT104 without its font, OUT105 where the page cannot be set.
    """
    font = next(iter(sorted(font_folder().glob("*.ttf"))))
    fit = Printable(shown_characters(font))
    data = dict(sheet_data(view, fit))
    data["glyphs"] = view.word("sheet.glyphs").format(count=fit.replaced) if fit.replaced else ""
    created = _created(view)
    try:
        pdf = typst.compile(
            _TEMPLATE,
            format="pdf",
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(data, ensure_ascii=False), "created": created},
            pdf_standards="a-2a",
        )
    except RuntimeError as error:
        raise OutputError(
            Problem(
                code="OUT105",
                message=f"the PDF sheet cannot be set: {error}",
                message_zh=f"无法排版 PDF 信息表：{error}",
            )
        ) from error
    return bytes(pdf)


def _created(view: ReportView) -> str:
    """Return the document's own moment in UTC, ``2026-11-22T09:30:00``; the epoch without one."""
    try:
        moment = datetime.fromisoformat(view.manifest.get("created", ""))
    except ValueError:
        moment = datetime.fromtimestamp(0, UTC)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
