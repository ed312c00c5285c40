"""The model against declared footprints: ratio, inside or not, and what a set of them says.

Nothing here feeds back: a declared figure moves no number of the inventory.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.results.assessment import Assessment, Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One declared footprint beside ours, to the factory gate [kg CO2e per product].

    ``annual_kwh`` is our estimate from the parts, 0 where the declaration has no electricity to
    compare. ``assumed`` names the columns the declaration leaves open.
    """

    name: str
    archetype: str
    declared_kgco2e: float
    ours: Spread
    declared_annual_kwh: float
    annual_kwh: float
    assumed: tuple[str, ...] = ()

    @property
    def model_factor(self) -> float:
        """Ours over declared; below one where we say less."""
        return self.ours.deterministic / self.declared_kgco2e

    @property
    def draw_factor(self) -> float:
        """Median of our draws over declared; above ``model_factor`` for lopsided intervals."""
        return self.ours.median / self.declared_kgco2e

    @property
    def inside(self) -> bool:
        """Whether the declared figure lies within our P5 to P95."""
        return self.ours.p5 <= self.declared_kgco2e <= self.ours.p95

    @property
    def spread_factor(self) -> float:
        """P95 over P5 of ours."""
        return self.ours.p95 / self.ours.p5

    @property
    def electricity_factor(self) -> float | None:
        """Our yearly electricity over the declared one; None where either is unknown."""
        if not self.annual_kwh or not self.declared_annual_kwh:
            return None
        return self.annual_kwh / self.declared_annual_kwh


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationSummary:
    """What a set of comparisons says."""

    count: int
    inside_share: float
    median_model_factor: float
    median_draw_factor: float
    within_factor_two_share: float
    median_spread_factor: float
    largest_spread_factor: float
    median_electricity_factor: float | None


def comparison(
    assessment: Assessment,
    *,
    name: str,
    archetype: str,
    declared_kgco2e: float,
    declared_annual_kwh: float = 0.0,
    assumed: tuple[str, ...] = (),
) -> Comparison:
    """Return the comparison of a sampled assessment with a declared manufacturing figure.

    Raises
    ------
    ValueError
        The assessment was not sampled: without an interval nothing can be inside it.
    """
    if assessment.uncertainty is None:
        raise ValueError("an assessment without draws has no interval to compare with")
    return Comparison(
        name=name,
        archetype=archetype,
        declared_kgco2e=declared_kgco2e,
        ours=assessment.uncertainty.cradle_to_gate,
        declared_annual_kwh=declared_annual_kwh,
        annual_kwh=assessment.use.annual_kwh if assessment.use else 0.0,
        assumed=assumed,
    )


def summary(comparisons: Sequence[Comparison]) -> ValidationSummary:
    """Return shares and medians over comparisons.

    Raises
    ------
    ValueError
        There are none.
    """
    if not comparisons:
        raise ValueError("nothing to sum up")
    ratios = [each.model_factor for each in comparisons]
    spreads = [each.spread_factor for each in comparisons]
    electricity = [ratio for each in comparisons if (ratio := each.electricity_factor) is not None]
    return ValidationSummary(
        count=len(comparisons),
        inside_share=_share([each.inside for each in comparisons]),
        median_model_factor=statistics.median(ratios),
        median_draw_factor=statistics.median([each.draw_factor for each in comparisons]),
        within_factor_two_share=_share([0.5 <= ratio <= 2.0 for ratio in ratios]),
        median_spread_factor=statistics.median(spreads),
        largest_spread_factor=max(spreads),
        median_electricity_factor=statistics.median(electricity) if electricity else None,
    )


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)
