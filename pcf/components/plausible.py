"""Ranges outside of which a parameter is a slip of the pen (``mapping/plausible.csv``)."""

from __future__ import annotations

import math

from pcf.model.knowledge import Knowledge

TABLE = "plausible"


class Plausible:
    """Says whether a value can be true for a parameter of a class."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._ranges = {
            (row["parameter"], row["component_class"]): (float(row["low"]), float(row["high"]))
            for row in knowledge.tables.get(TABLE, ())
        }

    def range(self, parameter: str, component_class: str) -> tuple[float, float]:
        """Return low and high of a parameter [its unit]; every positive number where unlisted."""
        specific = self._ranges.get((parameter, component_class))
        return specific or self._ranges.get((parameter, ""), (0.0, math.inf))

    def holds(self, parameter: str, component_class: str, value: float) -> bool:
        """Say whether ``value`` is finite and within the range."""
        low, high = self.range(parameter, component_class)
        return math.isfinite(value) and low <= value <= high
