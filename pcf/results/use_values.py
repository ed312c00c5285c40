"""Side figures of the use stage in kilograms: features, grid path and market-based twin."""

from __future__ import annotations

from dataclasses import replace

from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy
from pcf.stages.use import UseFacts


def valued(use: UseFacts, study: ResolvedStudy, scores: UnitScores) -> UseFacts:
    """Return the facts with kg CO2e of what stands beside the result, on the study's grid.

    The market-based twin has the instrument's factor on what it covers and the residual
    factor, else the grid's average, on the rest; the location-based figure is always there.
    """
    if not (use.transforms or use.grid_path or use.market_based):
        return use
    kgco2e_per_kwh = grid_kgco2e_per_kwh(study, scores)
    lifetime_years = study.number("lifetime_years")
    twin = use.market_based
    if twin is not None:
        rest = twin.remainder_kgco2e_per_kwh
        rest_kgco2e_per_kwh = kgco2e_per_kwh if rest is None else rest
        twin = replace(
            twin,
            location_based_kgco2e=twin.energy_kwh * kgco2e_per_kwh,
            market_based_kgco2e=twin.covered_kwh * twin.instrument_kgco2e_per_kwh
            + (twin.energy_kwh - twin.covered_kwh) * rest_kgco2e_per_kwh,
        )
    effects = []
    for effect in use.transforms:
        saved_kwh = effect.saved_annual_kwh + effect.saved_overhead_annual_kwh
        effects.append(
            replace(
                effect,
                saved_annual_kgco2e=saved_kwh * kgco2e_per_kwh,
                saved_lifetime_kgco2e=saved_kwh * kgco2e_per_kwh * lifetime_years,
            )
        )
    return replace(
        use,
        transforms=tuple(effects),
        grid_path=tuple(
            replace(year, kgco2e=year.energy_kwh * kgco2e_per_kwh * year.relative_factor)
            for year in use.grid_path
        ),
        market_based=twin,
    )


def grid_kgco2e_per_kwh(study: ResolvedStudy, scores: UnitScores) -> float:
    """Return the factor of the grid of use, as the result has it [kg CO2e/kWh]."""
    key = scores.locate("electricity", study.text("grid"))
    return float(scores.values[scores.index[key]].sum()) if key else 0.0
