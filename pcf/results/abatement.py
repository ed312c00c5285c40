"""Levers ranked by what they save, alone and after the others, and by their fair share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pcf.results.attribution import shapley

#: Every set of levers is assessed, 2^n of them.
MOST_LEVERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AbatementStep:
    """One lever in the order it should be taken; savings are positive [kg CO2e per product].

    ``alone`` is what the lever saves as the first, ``marginal`` after all levers above it,
    ``last`` after all others, ``cumulative`` with all above and itself; ``interaction`` is
    marginal less alone. ``shapley`` is the mean of what the lever saves over all orders; these
    add up to the saving of all levers.
    """

    lever: str
    alone_kgco2e: float
    marginal_kgco2e: float
    last_kgco2e: float
    cumulative_kgco2e: float
    shapley_kgco2e: float

    @property
    def interaction_kgco2e(self) -> float:
        """What the levers above take from this one, negative, or add to it [kg CO2e]."""
        return self.marginal_kgco2e - self.alone_kgco2e


def abatement(
    levers: Sequence[str], total_kgco2e: Callable[[frozenset[str]], float]
) -> tuple[AbatementStep, ...]:
    """Return levers in greedy order: at every step the one that saves most after the others.

    Parameters
    ----------
    levers
        Names; equals in saving keep this order.
    total_kgco2e
        Footprint with a set of levers pulled [kg CO2e]; asked once for every set.
    """
    known: dict[frozenset[str], float] = {}

    def total(chosen: frozenset[str]) -> float:
        if chosen not in known:
            known[chosen] = total_kgco2e(chosen)
        return known[chosen]

    shares = shapley(levers, lambda chosen: np.array([total(chosen)]))
    base, everything = total(frozenset()), frozenset(levers)
    steps: list[AbatementStep] = []
    taken: frozenset[str] = frozenset()
    while len(taken) < len(levers):
        best = min(
            (lever for lever in levers if lever not in taken),
            key=lambda lever: total(taken | {lever}),
        )
        after = taken | {best}
        steps.append(
            AbatementStep(
                lever=best,
                alone_kgco2e=base - total(frozenset({best})),
                marginal_kgco2e=total(taken) - total(after),
                last_kgco2e=total(everything - {best}) - total(everything),
                cumulative_kgco2e=base - total(after),
                shapley_kgco2e=-float(shares[best][0]),
            )
        )
        taken = after
    return tuple(steps)
