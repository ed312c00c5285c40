"""One lever at a time: what the footprint is at the low and at the high end of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSwing:
    """One lever at its two ends, all else as in the base [kg CO2e per product].

    ``low`` and ``high`` say the ends in words; totals are for the years of use of the base.
    """

    lever: str
    title: str
    title_zh: str
    low: str
    high: str
    base_kgco2e: float
    low_kgco2e: float
    high_kgco2e: float
    kind: str
    source: str
    note: str

    @property
    def low_difference_kgco2e(self) -> float:
        """Footprint at the low end less that of the base [kg CO2e]."""
        return self.low_kgco2e - self.base_kgco2e

    @property
    def high_difference_kgco2e(self) -> float:
        """Footprint at the high end less that of the base [kg CO2e]."""
        return self.high_kgco2e - self.base_kgco2e

    @property
    def swing_kgco2e(self) -> float:
        """Distance between the lowest and the highest of low end, base and high end [kg CO2e]."""
        values = (self.low_kgco2e, self.base_kgco2e, self.high_kgco2e)
        return max(values) - min(values)


def ranked(swings: Iterable[LeverSwing]) -> tuple[LeverSwing, ...]:
    """Return levers by their swing, the longest first; equals by name."""
    return tuple(sorted(swings, key=lambda swing: (-swing.swing_kgco2e, swing.lever)))
