"""A product sampled: parameters, models, stages and scores together, to spreads."""

from __future__ import annotations

from collections.abc import Callable

from pcf.engine.score_draws import ScoreDraws
from pcf.model.component import Component
from pcf.model.knowledge import Knowledge
from pcf.model.scores import FloatArray, UnitScores
from pcf.results.assessment import Assessment, Uncertainty
from pcf.results.uncertainty import uncertainty
from pcf.sampling.counts import sampled_count
from pcf.sampling.drawn import Drawn
from pcf.sampling.generations import generations
from pcf.sampling.inventories import (
    SampledInventory,
    inventory_of_generations,
    with_sampled_content,
)
from pcf.sampling.parameters import Sampler, parameter_draws
from pcf.sampling.probes import SampledPart
from pcf.sampling.stages import Contributions, contributions
from pcf.sampling.tables import drawn_tables
from pcf.stages.production import production_place
from pcf.stages.recycled_content import content_rule


def sampled(assessment: Assessment, knowledge: Knowledge, draws: ScoreDraws) -> Uncertainty:
    """Return the spread of an assessment over draws of its data and of the background.

    Number of draws and seed are those of ``draws``.
    """
    found = sampled_contributions(assessment, knowledge, draws)
    return uncertainty(
        found.components,
        found.others,
        stages=assessment.stages,
        components=assessment.components,
        totals=assessment.totals,
        samples=draws.samples,
        seed=draws.seed,
    )


def sampled_contributions(
    assessment: Assessment,
    knowledge: Knowledge,
    draws: ScoreDraws,
    *,
    sampler: Sampler | None = None,
) -> Contributions:
    """Return every component's and process's footprint in every draw [kg CO2e per product].

    ``sampler`` keeps what was drawn for other products; it has to be of the same draws.
    """
    sampler = sampler or Sampler(samples=draws.samples, seed=draws.seed)
    return contributions(
        sampled_parts(assessment, knowledge, sampler),
        assessment.study,
        drawn_tables(knowledge.tables, assessment.study, sampler),
        unit_scores(assessment.scores, draws),
        draws.samples,
    )


def sampled_parts(
    assessment: Assessment, knowledge: Knowledge, sampler: Sampler
) -> tuple[SampledPart, ...]:
    """Return every component with its inventory in every draw; equal components share one."""
    known: dict[tuple[object, ...], SampledInventory] = {}
    rule = content_rule(assessment.study, knowledge.tables)
    parts = []
    for part in assessment.parts:
        component = part.component
        data = knowledge.components[component.component_class]
        parameters = parameter_draws(component, data, sampler)
        same = _sameness(component, parameters)
        if same not in known:
            found = generations(component, data, parameters, sampler)
            drawn = inventory_of_generations(found, data, sampler.samples)
            known[same] = with_sampled_content(drawn, component, rule)
        parts.append(
            SampledPart(
                part=part,
                place=production_place(component, data.group, assessment.study),
                inventory=known[same],
                count=sampled_count(component.line, sampler),
                rated_power_w=parameters.get("rated_power_w"),
            )
        )
    return tuple(parts)


def _sameness(component: Component, parameters: dict[str, Drawn | float]) -> tuple[object, ...]:
    """Return what two components have in common whose models say the same in every draw."""
    drawn = tuple(
        id(figure) if isinstance(figure, Drawn) else figure for figure in parameters.values()
    )
    chosen = tuple(choice.value for choice in component.choices.values())
    return component.component_class, drawn, chosen


def unit_scores(scores: UnitScores, draws: ScoreDraws) -> Callable[[str, str | None], FloatArray]:
    """Return the function that gives a product's score at a place in every draw."""
    table = draws.by_product
    known: dict[tuple[str, str | None], FloatArray] = {}

    def unit_score(product: str, location: str | None) -> FloatArray:
        asked = (product, location)
        if asked not in known:
            known[asked] = table[draws.index[scores.locate(product, location) or product]]
        return known[asked]

    return unit_score
