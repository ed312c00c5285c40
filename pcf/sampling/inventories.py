"""What one piece of a component draws, in every draw: its model run on all draws at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pcf.components.models import component_inventory
from pcf.model.component import Component, ComponentData, ComponentInventory
from pcf.model.scores import FloatArray
from pcf.model.system import Exchange
from pcf.sampling.drawn import Drawn, in_groups, values_of
from pcf.sampling.generations import Generation
from pcf.stages.recycled_content import ContentRule

#: What tells one exchange of an inventory from another.
ExchangeKey = tuple[str, str, str | None, str, int]  # product, unit, location, role, occurrence

Key = TypeVar("Key", str, ExchangeKey)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledInventory:
    """A component inventory with every amount as one value per draw [draws].

    An exchange that a model leaves out in some draws is zero there.
    """

    exchanges: Mapping[ExchangeKey, FloatArray]
    maker_exchanges: Mapping[ExchangeKey, FloatArray]
    materials: Mapping[str, FloatArray]
    mass_kg: FloatArray
    active_power_w: FloatArray
    idle_power_w: FloatArray


def sampled_inventory(
    component: Component,
    data: ComponentData,
    parameters: Mapping[str, Drawn | float],
    samples: int,
) -> SampledInventory:
    """Run the model of a component on every draw of its parameters.

    The model runs once for all draws that take the same branches; where it calls what only
    floats can do, draw by draw. Formulas are written once, for floats.
    """
    one = Generation(component=component, parameters=parameters, draws=np.arange(samples))
    return inventory_of_generations((one,), data, samples)


def inventory_of_generations(
    found: Iterable[Generation], data: ComponentData, samples: int
) -> SampledInventory:
    """Run the model of a component on every draw, each with the generation it falls into."""
    record = _Record(samples)
    for one in found:
        _take(record, one, data)
    return record.finished()


def _take(record: _Record, one: Generation, data: ComponentData) -> None:
    """Run the model on the draws of one generation, together where their branches agree."""
    component, parameters = one.component, one.parameters

    def run(draws: NDArray[np.intp]) -> None:
        chosen = {
            name: figure.chosen(draws) if isinstance(figure, Drawn) else figure
            for name, figure in parameters.items()
        }
        record.take(component_inventory(component, data, sampled=chosen), draws)

    if not any(isinstance(figure, Drawn) for figure in parameters.values()):
        record.take(component_inventory(component, data), one.draws)
        return
    try:
        in_groups(run, one.draws)
    except TypeError:
        # what is recorded twice is overwritten by the same draws
        for draw in one.draws:
            values = {
                name: float(figure.values[draw]) if isinstance(figure, Drawn) else figure
                for name, figure in parameters.items()
            }
            record.take(component_inventory(component, data, sampled=values), np.array([draw]))


def with_sampled_content(
    inventory: SampledInventory, component: Component, rule: ContentRule
) -> SampledInventory:
    """Return an inventory with every material drawn as the rule has it, in every draw."""
    exchanges: dict[ExchangeKey, FloatArray] = {}
    for key, amounts in inventory.exchanges.items():
        product, unit, location, role, occurrence = key
        for part, amount, booked in rule.parts_of(product, component) or ((product, 1.0, ""),):
            mixed = (part, unit, location, booked or role, occurrence)
            exchanges[mixed] = exchanges.get(mixed, 0.0) + amounts * amount
    return replace(inventory, exchanges=exchanges)


@dataclass(slots=True)
class _Record:
    """Fills arrays group by group."""

    samples: int
    exchanges: dict[ExchangeKey, FloatArray] = field(default_factory=dict)
    maker: dict[ExchangeKey, FloatArray] = field(default_factory=dict)
    materials: dict[str, FloatArray] = field(default_factory=dict)
    sizes: dict[str, FloatArray] = field(default_factory=dict)

    def take(self, inventory: ComponentInventory, draws: NDArray[np.intp]) -> None:
        for found, target in (
            (inventory.exchanges, self.exchanges),
            (inventory.maker_exchanges, self.maker),
        ):
            for key, exchange in _keyed(found):
                self._put(target, key, exchange.amount, draws)
        for content in inventory.materials:
            self._put(self.materials, content.material, content.mass_kg, draws, add=True)
        for name in ("mass_kg", "active_power_w", "idle_power_w"):
            self._put(self.sizes, name, getattr(inventory, name), draws)

    def _put(
        self,
        target: dict[Key, FloatArray],
        key: Key,
        figure: Drawn | float,
        draws: NDArray[np.intp],
        *,
        add: bool = False,
    ) -> None:
        values = target.setdefault(key, np.zeros(self.samples))
        values[draws] = values[draws] + values_of(figure) if add else values_of(figure)

    def finished(self) -> SampledInventory:
        return SampledInventory(
            exchanges=self.exchanges,
            maker_exchanges=self.maker,
            materials=self.materials,
            **self.sizes,
        )


def _keyed(exchanges: Iterable[Exchange]) -> Iterable[tuple[ExchangeKey, Exchange]]:
    seen: Counter[tuple[str, str, str | None, str]] = Counter()
    for exchange in exchanges:
        name = (exchange.product, exchange.unit, exchange.location, exchange.role)
        seen[name] += 1
        yield (*name, seen[name]), exchange
