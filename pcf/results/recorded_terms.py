"""A recorded figure as a product of factors, and what each factor's cause contributes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pcf.model.system import Stage
from pcf.results.attribution import FloatArray, shapley
from pcf.results.causes import Cause

SAME = 1e-11  # relative; two floats this close are one figure computed in another order


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One number on both sides and what may have moved it."""

    first: float
    second: float
    causes: tuple[Cause, ...]

    @property
    def moved(self) -> bool:
        """Whether the two differ by more than rounding."""
        return not math.isclose(self.first, self.second, rel_tol=SAME, abs_tol=0.0)

    def at(self, switched: frozenset[Cause]) -> float:
        """Return the number with some causes switched, between the two where not all are."""
        share = sum(cause in switched for cause in self.causes) / len(self.causes)
        return self.first + share * (self.second - self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A figure [kg CO2e per product] as a product of factors, in a place and a stage."""

    place: int | None
    stage: Stage
    factors: tuple[Factor, ...]

    def contributions(self) -> Mapping[Cause, float]:
        """Return what each cause contributes to the second figure less the first."""
        moved = [factor for factor in self.factors if factor.moved]
        causes = [cause for cause in Cause if any(cause in factor.causes for factor in moved)]

        def value(switched: frozenset[Cause]) -> FloatArray:
            numbers = (
                factor.at(switched) if factor.moved else factor.first for factor in self.factors
            )
            return np.array([math.prod(numbers)])

        return {cause: float(part[0]) for cause, part in shapley(causes, value).items()}


def shared_causes(terms: Iterable[Term]) -> tuple[tuple[Stage, tuple[Cause, ...]], ...]:
    """Return the stages and causes of factors that could not be split, each once."""
    found: dict[Stage, dict[tuple[Cause, ...], None]] = defaultdict(dict)
    for term in terms:
        for factor in term.factors:
            if factor.moved and len(factor.causes) > 1:
                found[term.stage][factor.causes] = None
    return tuple((stage, causes) for stage in Stage for causes in found.get(stage, {}))
