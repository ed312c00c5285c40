"""Texts of the reports in both languages, read once from ``wording.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pcf.errors import OutputError, Problem

LANGUAGES: tuple[str, ...] = ("en", "zh")


@cache
def wording(lang: str) -> Mapping[str, str]:
    """Return the texts of ``lang`` (``en`` or ``zh``) by key; `OutputError` OUT102 otherwise."""
    if lang not in LANGUAGES:
        raise OutputError(
            Problem(
                code="OUT102",
                message=f"no report language '{lang}' (choose en or zh)",
                message_zh=f"没有报告语言“{lang}”（可选 en 或 zh）",
            )
        )
    text = (files("pcf.reports") / "wording.csv").read_text(encoding="utf-8")
    return {row["key"]: row[lang] for row in csv.DictReader(text.splitlines())}


def word(lang: str, key: str, default: str | None = None) -> str:
    """Return one text; a key without an entry reads as ``default`` or its last segment."""
    fallback = key.rsplit(".", 1)[-1].replace("_", " ") if default is None else default
    return wording(lang).get(key, fallback)
