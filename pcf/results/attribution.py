"""Shapley: the one fair way to share a difference among its causes, whatever their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import comb
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Cause = TypeVar("Cause")


def shapley(
    causes: Sequence[Cause], value: Callable[[frozenset[Cause]], FloatArray]
) -> Mapping[Cause, FloatArray]:
    """Return what each cause contributes to ``value(all) − value(none)``.

    The contribution of a cause is the mean of what switching it changes, over all orders in
    which the causes can be switched (Shapley 1953). Contributions add up to the difference;
    a cause that never changes anything gets nothing; exchanging the two states turns every
    sign.

    Parameters
    ----------
    causes
        What can be switched from the first state to the second; 2^k values are computed.
    value
        Figures [any one unit, shape n] with the given causes in their second state.
    """
    members = tuple(causes)
    values = [
        np.asarray(value(frozenset(_chosen(members, mask))), dtype=np.float64)
        for mask in range(2 ** len(members))
    ]
    return {
        cause: _contribution(position, len(members), values)
        for position, cause in enumerate(members)
    }


def _chosen(members: Sequence[Cause], mask: int) -> list[Cause]:
    return [member for position, member in enumerate(members) if mask >> position & 1]


def _contribution(position: int, count: int, values: Sequence[FloatArray]) -> FloatArray:
    own = 1 << position
    total = np.zeros_like(values[0])
    for mask, weight in enumerate(_weights(count)):
        if not mask & own:
            total = total + weight * (values[mask | own] - values[mask])
    return total


@lru_cache
def _weights(count: int) -> tuple[float, ...]:
    """Return the weight of every coalition a cause may join: 1 / (k · C(k − 1, size))."""
    return tuple(
        1.0 / (count * comb(count - 1, mask.bit_count())) if mask.bit_count() < count else 0.0
        for mask in range(2**count)
    )
