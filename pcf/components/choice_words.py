"""Variants of a class (form factor, case size, efficiency grade) read from words of a line."""

from __future__ import annotations

import math
import re
from collections import defaultdict

from pcf.components.normalise import fold, key, part_number_tokens
from pcf.components.screening import ScreenedPattern
from pcf.model.bom import BomLine
from pcf.model.knowledge import Knowledge

TABLE = "choice_words"
_CASE = re.compile(
    r"^(?:[a-z]*?)(qfn|dfn|son|qfp|tssop|ssop|msop|soic|sop|so|sot|bga|lga|csp)(\d*)$"
)
# Outlines that are drawn alike: a table of cases names only one of each family.
_FAMILY = {
    "son": "dfn",
    "lga": "qfn",
    "sop": "soic",
    "so": "soic",
    "msop": "tssop",
    "csp": "wlcsp",
    "qfp": "lqfp",
}


class ChoiceWords:
    """Reads choices of a line by the reviewed patterns of ``choice_words.csv``."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._rows: dict[str, list[tuple[str, str, str, ScreenedPattern]]] = defaultdict(list)
        for row in knowledge.tables.get(TABLE, ()):
            pattern = ScreenedPattern(row["pattern"])
            for component_class in row["component_class"].split(";"):
                self._rows[component_class].append(
                    (row["choice"], row["value"], row["field"], pattern)
                )

    def read(self, line: BomLine, component_class: str) -> dict[str, str]:
        """Return choice name to value; the first row that matches a choice wins."""
        rows = self._rows.get(component_class)
        if not rows:
            return {}
        # A house number may hold "1206" by chance: words are read without the part number.
        text = fold(" ".join((line.name, line.description, line.material)))
        numbers = part_number_tokens((fold(line.part_number), text))
        found: dict[str, str] = {}
        for choice, value, field, pattern in rows:
            searched = numbers if field == "part_number" else text
            if choice not in found and pattern.found_in(searched):
                found[choice] = value
        return found


def _case_parts(text: str) -> tuple[str, int | None] | None:
    match = _CASE.match(key(text))
    if match is None:
        return None
    family = _FAMILY.get(match[1], match[1])
    return family, int(match[2]) if match[2] else None


def nearest_case(package: str, values: tuple[str, ...]) -> str | None:
    """Return the case of the same outline family with the nearest count of pins (log scale)."""
    wanted = _case_parts(package)
    if wanted is None:
        return None
    family, pins = wanted
    alike: list[tuple[float, str]] = []
    for value in values:
        parts = _case_parts(value)
        if parts is None or parts[0] != family:
            continue
        distance = abs(math.log(parts[1] / pins)) if parts[1] and pins else 0.0
        alike.append((distance, value))
    return min(alike)[1] if alike else None


def matching_value(text: str, values: tuple[str, ...]) -> str | None:
    """Return the allowed value that ``text`` spells, or the text itself where all are allowed."""
    if not values:
        return text.strip() or None
    spelled = {key(value): value for value in values}
    return spelled.get(key(text)) or nearest_case(text, values)
