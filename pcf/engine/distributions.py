"""Distributions of one figure from its value and interval, or from its pedigree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from pcf.model.background import Provenance
from pcf.model.scores import FloatArray

#: Standard score of the 97.5th percentile: the ends of a 95 % interval (an identity).
Z_95 = 1.959963984540054
INDICATORS: tuple[str, ...] = ("reliability", "completeness", "time", "geography", "technology")

#: Additional variance of the logarithm by indicator and score (``uncertainty/pedigree.csv``).
PedigreeVariances = Mapping[tuple[str, int], float]


def pedigree_variances(table: Sequence[Mapping[str, str]]) -> dict[tuple[str, int], float]:
    """Return the variance of the logarithm that each score adds [-] (source weidema_2013)."""
    return {(row["indicator"], int(row["score"])): float(row["variance"]) for row in table}


def pedigree_sigma(provenance: Provenance, variances: PedigreeVariances) -> float:
    """Return the standard deviation of the logarithm from basic uncertainty and pedigree [-].

    ``basic_gsd2`` is the squared geometric standard deviation, hence half of its logarithm is
    the sigma that goes with it; variances of independent reasons add.
    """
    basic = math.log(provenance.basic_gsd2) / 2.0
    added = sum(
        variances[indicator, score]
        for indicator, score in zip(INDICATORS, provenance.pedigree, strict=True)
    )
    return math.sqrt(basic**2 + added)


def lognormal(value: float, sigma: float, random: np.random.Generator, samples: int) -> FloatArray:
    """Draw a figure whose median is ``value`` and whose logarithm spreads by ``sigma``."""
    drawn: FloatArray = value * np.exp(sigma * random.standard_normal(samples))
    return drawn


def within(
    value: float,
    low: float,
    high: float,
    random: np.random.Generator,
    samples: int,
    *,
    share: bool = False,
) -> FloatArray:
    """Draw a figure from its value and interval.

    A positive figure is lognormal on either side of its value: the median is the value, 2.5 %
    of the draws lie below ``low`` and 2.5 % above ``high``. Shares, and figures whose interval
    reaches zero, are triangular between ``low`` and ``high``, which are then limits: a tail
    beyond them could leave 0 to 1, or change sign. Either way a draw is the quantile of one
    standard normal: figures that share a stream have their draws at the same quantiles.
    """
    if low == high:
        return np.full(samples, value)
    low, high = min(low, value), max(high, value)
    z = random.standard_normal(samples)
    if share or low <= 0.0:
        return _triangular(value, low, high, z)
    down, up = math.log(value / low) / Z_95, math.log(high / value) / Z_95
    drawn: FloatArray = value * np.exp(z * np.where(z < 0.0, down, up))
    return drawn


def _triangular(value: float, low: float, high: float, z: FloatArray) -> FloatArray:
    """Return the quantiles of a triangular figure at standard scores."""
    below = np.array([0.5 * math.erfc(-score / math.sqrt(2.0)) for score in z.tolist()])
    width = high - low
    rising = low + np.sqrt(below * width * (value - low))
    falling = high - np.sqrt((1.0 - below) * width * (high - value))
    drawn: FloatArray = np.where(below * width < value - low, rising, falling)
    return drawn
