"""Two products in the same draws: how far apart they are, and how often which is lower."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pcf.model.scores import FloatArray
from pcf.results.assessment import Spread
from pcf.results.uncertainty import spread

#: A product is called lower only where it is in this share of the draws.
DECIDED_SHARE = 0.95
#: Differences below this, relative to the figure, are rounding of floats.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference:
    """Second less first in draws both share [kg CO2e per product, or per product and year].

    All that both rest on is drawn once for both and leaves the difference: it is as wide as
    what the two do not share. ``lower_share`` and ``higher_share`` are of draws in which the
    second lies below and above the first.
    """

    figure: str
    samples: int
    seed: int
    first: Spread
    second: Spread
    difference: Spread
    lower_share: float
    higher_share: float

    @property
    def decided(self) -> bool:
        """Whether one of the two is the lower in nearly all draws."""
        return max(self.lower_share, self.higher_share) >= DECIDED_SHARE


def paired_difference(
    figure: str,
    draws: tuple[FloatArray, FloatArray],
    *,
    deterministic: tuple[float, float],
    seed: int,
) -> PairedDifference:
    """Return how a figure of two products differs, draw by draw.

    Parameters
    ----------
    draws
        The figure in every draw, first and second [shape draws, kg CO2e].
    deterministic
        The figure itself, first and second [kg CO2e].
    """
    first, second = draws
    apart = second - first
    apart = np.where(np.abs(apart) <= _ROUNDING * np.abs(first), 0.0, apart)
    return PairedDifference(
        figure=figure,
        samples=len(apart),
        seed=seed,
        first=spread(first, deterministic[0]),
        second=spread(second, deterministic[1]),
        difference=spread(apart, deterministic[1] - deterministic[0]),
        lower_share=float((apart < 0).mean()),
        higher_share=float((apart > 0).mean()),
    )
