"""Tables of the end of life in the reader's language: allocations, packaging, take-back list."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pcf.reports.fields import Fields
from pcf.reports.side_tables import Cell, SideTable
from pcf.reports.wording import source_words, word

_ALLOCATIONS = (
    "allocation", "production_kgco2e", "end_of_life_kgco2e", "cradle_to_grave_kgco2e",
    "recycling_credits_kgco2e", "reuse_credits_kgco2e",
)  # fmt: skip
_PACKAGING = ("item", "name", "material", "mass_kg", "biogenic_carbon_kgc", "green", "reason")
_TAKE_BACK = (
    "group", "item", "name", "reason", "count", "part_mass_kg", "concerned_mass_kg",
    "treatment", "cell", "source",
)  # fmt: skip


def end_of_life_tables(end: Fields | None, lang: str) -> tuple[SideTable, ...]:
    """Return the tables a result has; none for one that ends at the gate or is older."""
    if end is None:
        return ()
    tables = (_allocations(end, lang), _packaging(end, lang))
    return tuple(table for table in tables if table.rows)


def take_back_table(end: Fields | None, lang: str) -> SideTable | None:
    """Return the list of what a recycler takes out, None where there is nothing to list."""
    entries = end.each("take_back") if end else ()
    if not entries:
        return None

    def rows() -> Iterator[tuple[Cell, ...]]:
        for entry in entries:
            yield (
                word(lang, f"take_back.group.{entry.text('group')}"),
                entry.text("item"),
                entry.text("name"),
                _either(entry, "title", lang),
                entry.number("count"),
                entry.number("part_mass_kg"),
                entry.number("concerned_mass_kg"),
                _either(entry, "treatment", lang),
                entry.text("cell"),
                source_words(lang, entry.text("source")),
            )

    return _table("take_back", _TAKE_BACK, rows(), lang)


def _allocations(end: Fields, lang: str) -> SideTable:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for entry in end.each("allocations"):
            key = entry.text("allocation")
            title = word(lang, f"value.eol_allocation.{key}", default=key)
            yield (title, *(entry.number(column) for column in _ALLOCATIONS[1:]))

    return _table("allocations", _ALLOCATIONS, rows(), lang)


def _packaging(end: Fields, lang: str) -> SideTable:
    packaging = end.part_or_none("packaging")

    def rows() -> Iterator[tuple[Cell, ...]]:
        lines = packaging.each("lines") if packaging else ()
        for line in lines:
            yield (
                line.text("item"),
                line.text("name"),
                _either(line, "title", lang),
                line.number("mass_kg"),
                line.number("biogenic_carbon_kgc"),
                word(lang, "yes" if line.flag("green") else "no"),
                _either(line, "reason", lang),
            )
        if packaging and lines:
            share = packaging.number("green_share")
            rule = "packaging.rule_stated" if packaging.flag("stated") else "packaging.rule_own"
            yield (
                "",
                word(lang, "packaging.green_share"),
                "",
                packaging.number("mass_kg"),
                math.fsum(line.number("biogenic_carbon_kgc") for line in lines),
                f"{100 * share:.0f} %",
                word(lang, rule),
            )

    return _table("packaging", _PACKAGING, rows(), lang)


def _table(
    key: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], lang: str
) -> SideTable:
    return SideTable(
        key=key,
        title=word(lang, f"{key}.title"),
        columns=tuple(word(lang, f"{key}.{column}") for column in columns),
        rows=tuple(rows),
    )


def _either(part: Fields, name: str, lang: str) -> str:
    """Return a text in the reader's language, the English one where there is no other."""
    return (lang == "zh" and part.text(f"{name}_zh")) or part.text(name)
