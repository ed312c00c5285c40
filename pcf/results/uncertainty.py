"""Draws -> spreads: deterministic value, median, mean and 90 % interval of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pcf.model.scores import FloatArray
from pcf.results.assessment import Spread, Uncertainty
from pcf.results.contribution import GATE, ComponentTotal, StageTotal, Totals

#: Ends of the interval that is reported [%].
LOW_PERCENTILE = 5.0
HIGH_PERCENTILE = 95.0


def spread(draws: FloatArray, deterministic: float) -> Spread:
    """Return what a reader is told of a sampled figure [kg CO2e per product].

    Mean and median lie above the deterministic value where data are skewed: an amount that may
    be three times larger may not be three times less than nothing.
    """
    low, median, high = np.percentile(draws, [LOW_PERCENTILE, 50.0, HIGH_PERCENTILE])
    return Spread(
        deterministic=deterministic,
        median=float(median),
        mean=float(draws.mean()),
        p5=float(low),
        p95=float(high),
    )


def uncertainty(
    by_component: Mapping[tuple[str, str, str], FloatArray],
    by_process: Mapping[tuple[str, str], FloatArray],
    *,
    stages: Sequence[StageTotal],
    components: Sequence[ComponentTotal],
    totals: Totals,
    samples: int,
    seed: int,
) -> Uncertainty:
    """Return the spreads of total, gate, stages and components.

    Parameters
    ----------
    by_component
        Draws [kg CO2e per product] by stage, item and cell.
    by_process
        Draws of what belongs to no component, by stage and item.
    stages, components, totals
        Deterministic figures of the same assessment.
    samples, seed
        Printed with the result: with the inputs they give the same figures again.
    """
    nothing = np.zeros(samples)
    entries = [(key[0], draws) for key, draws in (*by_component.items(), *by_process.items())]
    of_stage = {
        total.stage.value: sum(
            (draws for stage, draws in entries if stage == total.stage.value), nothing
        )
        for total in stages
    }
    of_component: dict[str, FloatArray] = {}
    for (_, item, _), draws in by_component.items():
        of_component[item] = of_component.get(item, nothing) + draws
    values: dict[str, float] = {}
    for component in components:
        values[component.item] = values.get(component.item, 0.0) + component.kgco2e
    return Uncertainty(
        samples=samples,
        seed=seed,
        total=spread(sum(of_stage.values(), nothing), totals.cradle_to_grave_kgco2e),
        cradle_to_gate=spread(
            sum((draws for stage, draws in of_stage.items() if stage in GATE), nothing),
            totals.cradle_to_gate_kgco2e,
        ),
        by_stage={
            total.stage.value: spread(of_stage[total.stage.value], total.kgco2e) for total in stages
        },
        by_component={
            item: spread(of_component.get(item, nothing), value) for item, value in values.items()
        },
    )
