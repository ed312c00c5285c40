"""Several products sampled in the same draws, each against the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pcf.library import Library
from pcf.model.scores import FloatArray
from pcf.results.assessment import Assessment
from pcf.results.contribution import GATE
from pcf.results.paired import PairedDifference, paired_difference
from pcf.results.scenarios import figures_of, lifetime_years
from pcf.sampling.parameters import Sampler
from pcf.sampling.run import sampled_contributions

#: Figures that are compared draw by draw; the last only where both have a use stage.
PAIRED_FIGURES: tuple[str, ...] = ("cradle_to_gate", "cradle_to_grave", "per_year_of_use")


def paired_differences(
    first: Assessment,
    others: Sequence[Assessment],
    library: Library,
    *,
    samples: int,
    seed: int,
) -> tuple[tuple[PairedDifference, ...], ...]:
    """Return every figure of each other product less that of the first, over shared draws.

    The background, defaults of classes and figures of the part library are drawn once for all;
    what a line states is not drawn, so that item numbers play no part (ADR 0005).
    """
    sampler = Sampler(samples=samples, seed=seed)
    base = _figures(first, library, sampler)
    values = figures_of(first)
    found = []
    for other in others:
        drawn = _figures(other, library, sampler)
        own = figures_of(other)
        found.append(
            tuple(
                paired_difference(
                    figure,
                    (base[figure], drawn[figure]),
                    deterministic=(values[figure], own[figure]),
                    seed=seed,
                )
                for figure in PAIRED_FIGURES
                if figure in base and figure in drawn
            )
        )
    return tuple(found)


def _figures(
    assessment: Assessment, library: Library, sampler: Sampler
) -> Mapping[str, FloatArray]:
    """Return gate, grave and per year in every draw [kg CO2e per product (and year)]."""
    method = assessment.study.text("method")
    draws = library.draws(method, samples=sampler.samples, seed=sampler.seed)
    found = sampled_contributions(assessment, library.knowledge, draws, sampler=sampler)
    gate, total = np.zeros(sampler.samples), np.zeros(sampler.samples)
    for (stage, *_), values in (*found.components.items(), *found.others.items()):
        total += values
        if stage in GATE:
            gate += values
    figures = {"cradle_to_gate": gate, "cradle_to_grave": total}
    if assessment.use is not None:
        figures["per_year_of_use"] = total / lifetime_years(assessment)
    return figures
