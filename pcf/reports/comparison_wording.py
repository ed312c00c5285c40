"""Texts of a comparison in both languages."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pcf.reports.figures import figure, percent
from pcf.reports.wording import LANGUAGES, place_word, word
from pcf.results.causes import Cause, Change
from pcf.results.comparison import Comparison
from pcf.results.comparison_side import Side

SHOWN_CHANGES = 3


@cache
def _texts(lang: str) -> Mapping[str, str]:
    text = (files("pcf.reports") / "comparison_words.csv").read_text(encoding="utf-8")
    return {row["key"]: row[lang] for row in csv.DictReader(text.splitlines())}


def said(lang: str, key: str, **values: str) -> str:
    """Return one text of the comparison with its braces filled."""
    return _texts(lang if lang in LANGUAGES else "en")[key].format(**values)


def cause_word(lang: str, cause: Cause) -> str:
    """Return what a cause is called."""
    return said(lang, f"cause.{cause.value}")


def aspect_word(lang: str, name: str) -> str:
    """Return what an aspect of equivalence is called: that of its setting, mostly."""
    return _texts(lang).get(f"aspect.{name}") or word(lang, f"setting.{name}")


def aspect_value(lang: str, side: Side, name: str, value: str) -> str:
    """Return what a side says of an aspect, in words: places, choices and texts of the study."""
    if name == "grid":
        return place_word(lang, value)
    if lang == "zh" and side.text(f"{name}_zh"):
        return side.text(f"{name}_zh")
    return word(lang, f"value.{name}.{value}", default=value)


def signed(value: float) -> str:
    """Print a difference with its sign (``+12.3``, ``−0.5``, ``0``)."""
    text = figure(value)
    return f"+{text}" if value > 0 and text != "0" else text


def change_text(lang: str, change: Change) -> str:
    """Return one change as ``name: before → after``."""
    setting = change.name if change.item else word(lang, f"setting.{change.name}", change.name)
    name = _texts(lang).get(f"change.{change.name}", setting)
    where = f"{change.item} " if change.item else ""
    none = "–"
    return f"{where}{name}: {change.first or none} → {change.second or none}"


def changes_text(lang: str, changes: Sequence[Change]) -> str:
    """Return the first few changes, and how many more there are."""
    shown = [change_text(lang, change) for change in changes[:SHOWN_CHANGES]]
    if len(changes) > SHOWN_CHANGES:
        shown.append(said(lang, "more", count=str(len(changes) - SHOWN_CHANGES)))
    return "; ".join(shown)


def verdict(lang: str, comparison: Comparison) -> str:
    """Return what may be concluded; products are ranked only where studies are equivalent."""
    names = [aspect_word(lang, name) for name in comparison.equivalence.differing]
    if names:
        return said(lang, "verdict.unequal", aspects=("、" if lang == "zh" else ", ").join(names))
    lower = comparison.lower
    if lower is None:
        return said(lang, "verdict.equal")
    gap = abs(comparison.difference_kgco2e)
    larger = max(comparison.first.total_kgco2e, comparison.second.total_kgco2e)
    words = {"name": lower.name, "amount": figure(gap), "share": percent(gap / larger)}
    paired = comparison.paired_total
    if paired is None:
        text = said(lang, "verdict.ranked", **words)
        return f"{text} {said(lang, 'verdict.overlap')}" if _overlap(comparison) else text
    of_lower = paired.lower_share if lower is comparison.second else paired.higher_share
    key = "verdict.ranked" if comparison.better else "verdict.undecided"
    draws = said(lang, "verdict.draws", draws=f"{of_lower:.0%}")
    return f"{said(lang, key, **words)} {draws}"


def _overlap(comparison: Comparison) -> bool:
    one, other = comparison.first.interval_kgco2e, comparison.second.interval_kgco2e
    if one is None or other is None:
        return False
    return max(one[0], other[0]) <= min(one[1], other[1])


def remarks(lang: str, comparison: Comparison) -> tuple[str, ...]:
    """Return how the attribution was made and what it could not split."""
    between = "、" if lang == "zh" else ", "
    return (
        said(lang, f"basis.{comparison.basis}"),
        *((said(lang, "paired.causes"),) if comparison.paired else ()),
        *(
            said(
                lang,
                "shared",
                stage=word(lang, f"stage.{stage.value}"),
                causes=between.join(cause_word(lang, cause) for cause in causes),
            )
            for stage, causes in comparison.shared
        ),
    )
