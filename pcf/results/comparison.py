"""What a comparison says: two sides, causes, components, equivalence, and which is better."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.model.system import Stage
from pcf.results.causes import Cause, Change
from pcf.results.comparison_side import Side
from pcf.results.comparison_slots import Fate
from pcf.results.equivalence import Equivalence
from pcf.results.paired import DECIDED_SHARE, PairedDifference

#: How far a recomputed total may be from the result's own, relative to it.
REPRODUCED = 1e-9
#: The figure products are ranked by.
TOTAL = "cradle_to_grave"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseEffect:
    """What one cause contributes to the difference [kg CO2e per product], and what changed."""

    cause: Cause
    kgco2e: float
    by_stage: Mapping[Stage, float]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEffect:
    """A component on both sides; ``by_cause`` adds up to what it moved [kg CO2e per product].

    Names and classes are empty and quantities zero on the side that does not have it.
    """

    item: str
    fate: Fate
    names: tuple[str, str]
    classes: tuple[str, str]
    quantities: tuple[float, float]
    kgco2e: tuple[float, float]
    by_cause: Mapping[Cause, float]

    @property
    def difference_kgco2e(self) -> float:
        """Second less first [kg CO2e per product]."""
        return self.kgco2e[1] - self.kgco2e[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One entry of the long table: cause, stage and item [kg CO2e per product]."""

    cause: Cause
    stage: Stage
    item: str
    name: str
    kgco2e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two results, the causes of their difference and whether their studies are equivalent.

    ``basis`` is ``recomputed`` where every product between the two was computed anew, or
    ``recorded`` where factors of the recorded rows were switched instead; ``shared`` then names
    stages and causes that could not be told apart and were given equal parts. ``paired`` has the
    difference over draws both share, where they were sampled; causes stay those of the values.
    """

    first: Side
    second: Side
    causes: tuple[CauseEffect, ...]
    places: tuple[PlaceEffect, ...]
    contributions: tuple[Contribution, ...]
    equivalence: Equivalence
    basis: str
    shared: tuple[tuple[Stage, tuple[Cause, ...]], ...] = ()
    paired: tuple[PairedDifference, ...] = ()

    @property
    def difference_kgco2e(self) -> float:
        """Second less first [kg CO2e per product]; the sum of ``causes``."""
        return self.second.total_kgco2e - self.first.total_kgco2e

    @property
    def equivalent(self) -> bool:
        """Whether the products may be ranked at all."""
        return self.equivalence.equivalent

    @property
    def paired_total(self) -> PairedDifference | None:
        """The difference of the totals over shared draws; ``None`` where nothing was sampled."""
        return next((each for each in self.paired if each.figure == TOTAL), None)

    @property
    def lower(self) -> Side | None:
        """The side with the lower footprint; ``None`` where they are equal."""
        if equal(self.first.total_kgco2e, self.second.total_kgco2e):
            return None
        return self.second if self.difference_kgco2e < 0 else self.first

    @property
    def better(self) -> Side | None:
        """The lower side where products may be ranked: equivalent, and decided if sampled.

        ``None`` also where the draws say the opposite of the values.
        """
        lower, sampled = self.lower, self.paired_total
        if not self.equivalent or lower is None or sampled is None:
            return lower if self.equivalent else None
        share = sampled.lower_share if lower is self.second else sampled.higher_share
        return lower if share >= DECIDED_SHARE else None

    def effect(self, cause: Cause | str) -> float:
        """Return what one cause contributes [kg CO2e per product], zero where it differs not."""
        return math.fsum(effect.kgco2e for effect in self.causes if effect.cause == cause)


def equal(one_kgco2e: float, other_kgco2e: float) -> bool:
    """Return whether two totals are one figure computed in two ways [kg CO2e per product]."""
    return math.isclose(one_kgco2e, other_kgco2e, rel_tol=REPRODUCED, abs_tol=REPRODUCED)
