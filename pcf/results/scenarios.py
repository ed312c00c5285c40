"""Scenarios side by side: stages, gate and grave of each, and what differs from the base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pcf.model.system import Stage
from pcf.results.assessment import Assessment

#: Figures of a scenario in the order of the table; stages first, then sums.
FIGURES: tuple[str, ...] = (
    *(stage.value for stage in Stage),
    "cradle_to_gate",
    "cradle_to_grave",
    "per_year_of_use",
    "credits",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFigure:
    """One figure of one scenario [kg CO2e per product; ``per_year_of_use`` per product and year].

    ``difference_kgco2e`` is scenario less base, ``difference_share`` that over the base, None
    where the base is zero.
    """

    scenario: str
    figure: str
    kgco2e: float
    difference_kgco2e: float
    difference_share: float | None


def figures_of(result: Assessment) -> Mapping[str, float]:
    """Return the figures of one assessment by name of ``FIGURES`` [kg CO2e].

    A result that ends at the gate has no figure per year of use.
    """
    totals = result.totals
    figures = {
        **{total.stage.value: total.kgco2e for total in result.stages},
        "cradle_to_gate": totals.cradle_to_gate_kgco2e,
        "cradle_to_grave": totals.cradle_to_grave_kgco2e,
        "credits": totals.credits_kgco2e,
    }
    if result.use is not None:
        figures["per_year_of_use"] = totals.cradle_to_grave_kgco2e / lifetime_years(result)
    return figures


def scenario_figures(results: Mapping[str, Assessment]) -> tuple[ScenarioFigure, ...]:
    """Return every figure that all scenarios have; the first of ``results`` is the base."""
    figures = {name: figures_of(result) for name, result in results.items()}
    base = next(iter(figures.values()))
    return tuple(
        ScenarioFigure(
            scenario=name,
            figure=figure,
            kgco2e=values[figure],
            difference_kgco2e=values[figure] - base[figure],
            difference_share=values[figure] / base[figure] - 1.0 if base[figure] else None,
        )
        for name, values in figures.items()
        for figure in FIGURES
        if all(figure in each for each in figures.values())
    )


def lifetime_years(result: Assessment) -> float:
    """Return the years of use a result is for [a]."""
    return result.study.number("lifetime_years")


def same_service_kgco2e(
    total_kgco2e: float, *, lifetime_years: float, base_lifetime_years: float
) -> float:
    """Return a total for the years of use of the base [kg CO2e].

    A server that is used longer gives more service: its total is divided by its own years and
    multiplied by those of the base, so that both do the same work.
    """
    return total_kgco2e / lifetime_years * base_lifetime_years
