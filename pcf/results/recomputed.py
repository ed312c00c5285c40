"""Products between two revisions, computed anew: some causes as in the second, others not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pcf.components.models import component_inventory
from pcf.model.component import Component, ComponentData, ComponentInventory
from pcf.model.knowledge import Knowledge
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.results.assessment import Assessment
from pcf.results.attribution import FloatArray
from pcf.results.causes import Cause, setting_cause
from pcf.results.comparison_side import Side, side_of
from pcf.results.comparison_slots import Fate, Slot
from pcf.stages.placed import PlacedComponent
from pcf.stages.production import located, production_place
from pcf.stages.recycled_content import ContentRule, content_rule, with_content
from pcf.stages.registry import unit_processes

STAGES: tuple[Stage, ...] = tuple(Stage)
_STAGE_COLUMN = {stage: column for column, stage in enumerate(STAGES)}
_SCORES = frozenset({Cause.DATA, Cause.METHOD})
Switched = frozenset[Cause]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A side with what its figures can be computed from; ``components`` in order of its pieces."""

    side: Side
    components: tuple[Component, ...]
    study: ResolvedStudy
    scores: UnitScores


def revision_of(assessment: Assessment, name: str = "") -> Revision:
    """Return the revision an assessment makes; named by its product where no name is given."""
    return Revision(
        side=side_of(assessment, name),
        components=tuple(part.component for part in assessment.parts),
        study=assessment.study,
        scores=assessment.scores,
    )


class NotRecomputableError(Exception):
    """A product between the two cannot be computed from what is at hand."""


class Recomputed:
    """Two revisions whose differences can be switched one cause at a time.

    Components are switched place by place: number of pieces, part, and what is known of a part
    that stayed. Settings are switched by the cause they belong to, unit scores by data and
    method.
    """

    def __init__(
        self,
        first: Revision,
        second: Revision,
        places: Sequence[Slot],
        knowledge: Knowledge,
    ) -> None:
        self._results = (first, second)
        self._sides = (first.side, second.side)
        self._places = tuple(places)
        self._knowledge = knowledge
        self._inventories: dict[tuple[int, int], ComponentInventory] = {}
        self._placed: dict[tuple[int, int, int, str, str], PlacedComponent] = {}
        self._systems: dict[Switched, tuple[UnitProcess, ...]] = {}
        self._scores: tuple[dict[tuple[str, str | None, str], float], ...] = ({}, {})

    def value(self, switched: Switched) -> FloatArray:
        """Return kg CO2e per product, [places + 1 × stages] flattened.

        The last line is what belongs to no component.

        Raises
        ------
        NotRecomputableError
            The data of one side do not have a product the other draws.
        """
        figures = np.zeros((len(self._places) + 1, len(STAGES)))
        for process in self._processes(switched - _SCORES):
            line = int(process.item) if process.component_class else -1
            figures[line, _STAGE_COLUMN[process.stage]] += sum(
                exchange.amount * self._score(exchange, switched) for exchange in process.exchanges
            )
        return figures.ravel()

    def _processes(self, switched: Switched) -> tuple[UnitProcess, ...]:
        """Return the unit processes inside the total; the same whatever scores them."""
        if switched not in self._systems:
            study = self._study(switched)
            parts = self._parts(switched, study)
            self._systems[switched] = tuple(
                process
                for process in unit_processes(parts, study, self._knowledge.tables)
                if not process.credit
            )
        return self._systems[switched]

    def _study(self, switched: Switched) -> ResolvedStudy:
        """Return the study with every setting from the side its cause is switched to."""
        names = dict.fromkeys(name for side in self._sides for name in side.settings)
        settings = {}
        for name in names:
            cause = setting_cause(name, *self._sides)
            of = self._results[cause in switched].study.settings
            if name in of:
                settings[name] = of[name]
        return ResolvedStudy(
            settings=settings, legs=self._results[Cause.MARKET in switched].study.legs
        )

    def _parts(self, switched: Switched, study: ResolvedStudy) -> tuple[PlacedComponent, ...]:
        """Return the components in the order of the revision whose parts they are."""
        whose = int(Cause.PART in switched)
        found: list[tuple[int, PlacedComponent]] = []
        rule = content_rule(study, self._knowledge.tables)
        for number, place in enumerate(self._places):
            order = (place.first, place.second)[whose]
            if order is not None:
                found.append((order, self._part(number, place, switched, study, rule)))
        return tuple(part for _, part in sorted(found, key=lambda entry: entry[0]))

    def _part(
        self,
        number: int,
        place: Slot,
        switched: Switched,
        study: ResolvedStudy,
        rule: ContentRule,
    ) -> PlacedComponent:
        if place.first is None or place.second is None:
            known = counted = int(place.first is None)
        else:
            decides = Cause.MAPPING if place.fate is Fate.SAME else Cause.PART
            known, counted = int(decides in switched), int(Cause.QUANTITY in switched)
        component = self._component(place, known)
        data = self._data(component)
        made_at = production_place(component, data.group, study)
        key = (number, known, counted, made_at, rule.allocation)
        if key not in self._placed:
            count = self._component(place, counted).count
            line = replace(component.line, item=str(number), count=count)
            self._placed[key] = PlacedComponent(
                component=replace(component, line=line),
                inventory=located(
                    with_content(self._inventory(number, known, component), component, rule),
                    made_at,
                ),
                recovery_class=data.recovery_class,
            )
        return self._placed[key]

    def _component(self, place: Slot, side: int) -> Component:
        position = (place.first, place.second)[side]
        if position is None:
            raise NotRecomputableError
        return self._results[side].components[position]

    def _inventory(self, number: int, side: int, component: Component) -> ComponentInventory:
        if (number, side) not in self._inventories:
            self._inventories[number, side] = component_inventory(component, self._data(component))
        return self._inventories[number, side]

    def _data(self, component: Component) -> ComponentData:
        data = self._knowledge.components.get(component.component_class)
        if data is None:
            raise NotRecomputableError(component.component_class)
        return data

    def _score(self, exchange: Exchange, switched: Switched) -> float:
        """Return kg CO2e per unit; halfway where data and method are on different sides."""
        data, method = int(Cause.DATA in switched), int(Cause.METHOD in switched)
        if data == method:
            return self._own_score(exchange, data)
        moved = scores_differ(*self._sides)
        if len(moved) < 2:
            return self._own_score(exchange, int(moved <= switched) if moved else 0)
        return (self._own_score(exchange, 0) + self._own_score(exchange, 1)) / 2

    def _own_score(self, exchange: Exchange, side: int) -> float:
        known = self._scores[side]
        wanted = (exchange.product, exchange.location, exchange.unit)
        if wanted not in known:
            known[wanted] = unit_score(self._results[side].scores, exchange)
        return known[wanted]


def scores_differ(first: Side, second: Side) -> frozenset[Cause]:
    """Return what makes unit scores differ: data, method, both or neither."""
    method = first.text("method") != second.text("method") or (
        first.manifest.get("method_digest") != second.manifest.get("method_digest")
    )
    data = first.manifest.get("background_digest") != second.manifest.get("background_digest")
    found = {Cause.METHOD: method, Cause.DATA: data}
    return frozenset(cause for cause, differs in found.items() if differs)


def unit_score(scores: UnitScores, exchange: Exchange) -> float:
    """Return the sum of all flow classes [kg CO2e per unit] of what an exchange draws."""
    key = scores.locate(exchange.product, exchange.location)
    if key is None or scores.facts[scores.index[key]].unit != exchange.unit:
        raise NotRecomputableError(exchange.product)
    return float(scores.values[scores.index[key]].sum())


def columns(places: Sequence[Slot]) -> tuple[tuple[int | None, Stage], ...]:
    """Return place and stage of every figure of :meth:`Recomputed.value`, in its order."""
    return tuple((number, stage) for number in (*range(len(places)), None) for stage in STAGES)
