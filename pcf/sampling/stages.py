"""Stages in every draw: linear in what a part draws and weighs, so one unit of each says all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pcf.model.scores import FloatArray
from pcf.model.study import ResolvedStudy
from pcf.model.system import Stage, UnitProcess
from pcf.sampling.drawn import values_of
from pcf.sampling.inventories import ExchangeKey
from pcf.sampling.probes import (
    PROBE,
    SampledPart,
    country_of,
    is_seen,
    one_bought,
    one_kilogram,
    probe,
    remaining_part,
    weighing,
    working_part,
)
from pcf.sampling.tables import DrawnTables
from pcf.stages.end_of_life import end_of_life
from pcf.stages.manufacturing import manufacturing
from pcf.stages.materials import materials
from pcf.stages.placed import PlacedComponent
from pcf.stages.registry import stages_within
from pcf.stages.reuse import reuse_of
from pcf.stages.spares import spare_parts
from pcf.stages.transport import transport
from pcf.stages.use import use


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """Footprint in every draw [kg CO2e per product] by stage and item.

    ``components`` by stage, item and cell; ``others`` by stage and item.
    """

    samples: int
    components: dict[tuple[str, str, str], FloatArray] = field(default_factory=dict)
    others: dict[tuple[str, str], FloatArray] = field(default_factory=dict)

    def add_component(self, stage: Stage, key: tuple[str, str], values: FloatArray) -> None:
        """Add to what a component contributes to a stage."""
        name = (stage.value, *key)
        self.components[name] = self.components.get(name, np.zeros(self.samples)) + values

    def add_other(self, stage: Stage, item: str, values: FloatArray) -> None:
        """Add to what belongs to no component."""
        name = (stage.value, item)
        self.others[name] = self.others.get(name, np.zeros(self.samples)) + values


#: Score of a product at a place in every draw [kg CO2e per unit].
UnitScore = Callable[[str, str | None], FloatArray]


def contributions(
    parts: Sequence[SampledPart],
    study: ResolvedStudy,
    tables: DrawnTables,
    unit_score: UnitScore,
    samples: int,
) -> Contributions:
    """Return what every component and every process contributes, draw by draw.

    Credits stay outside, as in the totals.
    """
    found = Contributions(samples=samples)
    stages = stages_within(study.text("boundary"))
    production = [
        _amounts(entry.inventory.exchanges, entry.place, unit_score, samples) * entry.count
        for entry in parts
    ]
    per_draw = _study_amounts(parts, study, tables, stages, samples)
    for (stage, item, product, location), amounts in per_draw.items():
        if product != PROBE and stage is not Stage.MATERIALS:
            found.add_other(stage, item, amounts * unit_score(product, location))
    for entry, made in zip(parts, production, strict=True):
        values = made + _inbound(entry, per_draw, unit_score, samples)
        found.add_component(Stage.MATERIALS, entry.key, values)
    _manufacturing(found, parts, production, per_draw, study, unit_score)
    if Stage.USE in stages:
        _spares(found, parts, production, study, tables)
    if Stage.END_OF_LIFE in stages:
        _end_of_life(found, parts, study, tables, unit_score)
    return found


Amounts = Mapping[tuple[Stage, str, str, str | None], FloatArray]


def _study_amounts(
    parts: Sequence[SampledPart],
    study: ResolvedStudy,
    tables: DrawnTables,
    stages: Sequence[Stage],
    samples: int,
) -> Amounts:
    """Return what the stages draw that rests on study tables and power, draw by draw.

    The stage functions themselves are called, on the parts whose class the power model looks at
    and on one that stands for all others: with their mass, their power and one unit bought.
    One kilogram from each country asks for the way in.
    """
    amounts: dict[tuple[Stage, str, str, str | None], FloatArray] = defaultdict(
        lambda: np.zeros(samples)
    )
    seen = [entry for entry in parts if is_seen(entry)]
    rest = remaining_part(parts, samples)
    inbound = tuple({country_of(entry): one_kilogram(entry) for entry in parts}.values())
    for draw in range(samples):
        drawn = tables.at(draw)
        server = (*(working_part(entry, draw) for entry in seen), rest(draw))
        processes = [*materials(inbound, study, drawn), *manufacturing(server, study, drawn)]
        if Stage.TRANSPORT in stages:
            processes.extend(transport(server, study, drawn))
        if Stage.USE in stages:
            processes.extend(use(server, study, drawn))
        for process in processes:
            for exchange in process.exchanges:
                key = (process.stage, process.item, exchange.product, exchange.location)
                amounts[key][draw] += exchange.amount
    return amounts


def _inbound(
    entry: SampledPart, per_draw: Amounts, unit_score: UnitScore, samples: int
) -> FloatArray:
    per_kg = np.zeros(samples)
    for (stage, country, product, location), amounts in per_draw.items():
        if stage is Stage.MATERIALS and country == country_of(entry):
            per_kg += amounts * unit_score(product, location)
    return entry.inventory.mass_kg * entry.count * per_kg


def _manufacturing(
    found: Contributions,
    parts: Sequence[SampledPart],
    production: Sequence[FloatArray],
    per_draw: Amounts,
    study: ResolvedStudy,
    unit_score: UnitScore,
) -> None:
    grid = study.text("factory_grid")
    for entry in parts:
        if entry.inventory.maker_exchanges:
            values = _amounts(entry.inventory.maker_exchanges, grid, unit_score, found.samples)
            found.add_component(Stage.MANUFACTURING, entry.key, values * entry.count)
    factors = [
        amounts
        for (stage, _, product, _), amounts in per_draw.items()
        if stage is Stage.MANUFACTURING and product == PROBE
    ]
    bought = sum(
        (
            made
            for entry, made in zip(parts, production, strict=True)
            if not entry.part.is_packaging
        ),
        np.zeros(found.samples),
    )
    for factor in factors:
        found.add_other(Stage.MANUFACTURING, "scrap", factor * bought)


def _spares(
    found: Contributions,
    parts: Sequence[SampledPart],
    production: Sequence[FloatArray],
    study: ResolvedStudy,
    tables: DrawnTables,
) -> None:
    for entry, made in zip(parts, production, strict=True):
        for process in spare_parts((probe(entry.part, one_bought()),), study, tables.tables):
            factor = sum(exchange.amount for exchange in process.exchanges)
            if entry.inventory.exchanges:
                rate = tables.relative("spare_parts", entry.part.component.component_class)
                found.add_component(Stage.USE, entry.key, factor * rate * made)


def _end_of_life(
    found: Contributions,
    parts: Sequence[SampledPart],
    study: ResolvedStudy,
    tables: DrawnTables,
    unit_score: UnitScore,
) -> None:
    """Add treatment: per kilogram of each material of each recovery class, times its mass.

    The test of a part for reuse is per piece, whatever it weighs.
    """

    def treated(one: PlacedComponent) -> FloatArray:
        processes = end_of_life((one,), study, tables.tables, scheme=tables.treatment)
        burdens = (process for process in processes if not process.credit)
        return _process_score(burdens, unit_score, found.samples)

    per_piece: dict[str, FloatArray] = {}
    per_kg: dict[tuple[str, str, bool, str], FloatArray] = {}
    for entry in parts:
        part = entry.part
        tested = ""
        if reuse_of(part, study, tables.tables).reuse_share:
            tested = part.component.component_class
        if tested not in per_piece:
            per_piece[tested] = treated(probe(part, weighing(0.0)))
        values = entry.count * per_piece[tested]
        for material, mass_kg in entry.inventory.materials.items():
            key = (material, part.recovery_class, part.is_packaging, tested)
            if key not in per_kg:
                whole = treated(probe(part, weighing(1.0, material)))
                per_kg[key] = whole - per_piece[tested]
            values += mass_kg * entry.count * per_kg[key]
        found.add_component(Stage.END_OF_LIFE, entry.key, values)


def _process_score(
    processes: Iterable[UnitProcess], unit_score: UnitScore, samples: int
) -> FloatArray:
    total = np.zeros(samples)
    for process in processes:
        for exchange in process.exchanges:
            amount = values_of(exchange.amount)
            total += amount * unit_score(exchange.product, exchange.location)
    return total


def _amounts(
    exchanges: Mapping[ExchangeKey, FloatArray], place: str, unit_score: UnitScore, samples: int
) -> FloatArray:
    total = np.zeros(samples)
    for (product, _, location, _, _), amounts in exchanges.items():
        total += amounts * unit_score(product, location or place)
    return total
