"""Texts of the reports in both languages, read once from ``wording.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pcf.background.store import shipped_folder
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


@cache
def _places(lang: str) -> Mapping[str, str]:
    table = shipped_folder() / "geographies.csv"
    text = table.read_text(encoding="utf-8-sig") if table.is_file() else ""
    column = "name_zh" if lang == "zh" else "name"
    return {row["code"]: row[column] for row in csv.DictReader(text.splitlines())}


def place_word(lang: str, code: str) -> str:
    """Return the name of a grid or country with its code; a code without a name as it is."""
    name = _places(lang).get(code, "")
    return f"{name} ({code})" if name else code


def source_words(lang: str, source: str) -> str:
    """Return sources as a reader reads them: citations as they are, our assumptions by the word."""
    return "; ".join(
        word(lang, "source.assumption") if each == "assumption" else each
        for each in source.split("; ")
    )
