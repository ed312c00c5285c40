"""Every exchange of the background in every draw; what is conserved stays conserved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pcf.engine.distributions import PedigreeVariances, lognormal, pedigree_sigma, within
from pcf.engine.streams import COMMON, stream
from pcf.model.background import Dataset, FlowClass, Inventory, Provenance, Spread
from pcf.model.scores import FloatArray

IntArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDraws:
    """All exchanges of an inventory as arrays, one column a draw.

    ``keys`` are the datasets in order; exchange n belongs to dataset ``consumer[n]`` and draws
    ``amounts[n]`` of ``provider[n]``, or emits ``emitted[n]`` of flow ``flow[n]`` from dataset
    ``emitter[n]``.
    """

    keys: tuple[str, ...]
    flows: tuple[str, ...]
    consumer: IntArray
    provider: IntArray
    amounts: FloatArray
    emitter: IntArray
    flow: IntArray
    emitted: FloatArray

    @property
    def samples(self) -> int:
        """Number of draws."""
        return int(self.amounts.shape[1])


def exchange_draws(
    inventory: Inventory, variances: PedigreeVariances, *, samples: int, seed: int
) -> ExchangeDraws:
    """Sample every exchange of the inventory.

    A stream is named by product, what is exchanged, source and amount: a dataset made for
    several places from one figure has one error in all of them. Figures that name a common
    ignorance follow its stream, each in its own interval. What is conserved stays so: the
    inputs of a market keep their sum, because one unit of a market holds one unit of its
    suppliers; carbon taken up from air follows what is released of it again.
    """
    keys = tuple(sorted(inventory.datasets))
    flows = tuple(sorted(inventory.flows))
    row_of = {key: row for row, key in enumerate(keys)}
    flow_of = {key: row for row, key in enumerate(flows)}
    inputs: list[tuple[int, int]] = []
    emissions: list[tuple[int, int]] = []
    amounts: list[FloatArray] = []
    emitted: list[FloatArray] = []
    drawn = _Figures(variances, samples=samples, seed=seed)
    carbon = _biogenic_carbon_dioxide(inventory)
    for row, key in enumerate(keys):
        dataset = inventory.datasets[key]
        inputs.extend((row, row_of[f"{e.product}@{e.location}"]) for e in dataset.inputs)
        emissions.extend((row, flow_of[e.flow]) for e in dataset.emissions)
        amounts.extend(_kept_sum(dataset, list(drawn.inputs(dataset)), drawn.delivered(dataset)))
        emitted.extend(_kept_carbon(dataset, list(drawn.emissions(dataset)), inventory, carbon))
    consumer, provider = _columns(inputs)
    emitter, flow = _columns(emissions)
    return ExchangeDraws(
        keys=keys,
        flows=flows,
        consumer=consumer,
        provider=provider,
        amounts=_stacked(amounts, samples),
        emitter=emitter,
        flow=flow,
        emitted=_stacked(emitted, samples),
    )


class _Figures:
    """Draws figures of datasets, each from the stream of its name."""

    def __init__(self, variances: PedigreeVariances, *, samples: int, seed: int) -> None:
        self._variances = variances
        self._samples = samples
        self._seed = seed
        self._known: dict[tuple[str, ...], FloatArray] = {}

    def inputs(self, dataset: Dataset) -> Iterator[FloatArray]:
        seen: Counter[str] = Counter()
        for entry in dataset.inputs:
            seen[entry.product] += 1
            name = (dataset.product, "input", entry.product, str(seen[entry.product]))
            yield self._figure(name, entry.amount, entry.provenance)

    def emissions(self, dataset: Dataset) -> Iterator[FloatArray]:
        seen: Counter[str] = Counter()
        for entry in dataset.emissions:
            seen[entry.flow] += 1
            name = (dataset.product, "emission", entry.flow, str(seen[entry.flow]))
            yield self._figure(name, entry.amount, entry.provenance)

    def delivered(self, dataset: Dataset) -> FloatArray | float:
        """Return what a market delivers of its inputs, over what it is said to deliver."""
        loss = dataset.loss
        if loss is None or loss.low == loss.high:
            return 1.0
        random = stream(self._seed, "background", "loss", loss.stream)
        drawn = within(loss.value, loss.low, loss.high, random, self._samples, share=True)
        return (1.0 - drawn) / (1.0 - loss.value)

    def _figure(self, name: tuple[str, ...], amount: float, said: Provenance) -> FloatArray:
        full = (*name, said.source, repr(amount), repr(said.low), repr(said.high))
        known = (*full, said.stream)
        if known not in self._known:
            self._known[known] = self._drawn(full, amount, said)
        return self._known[known]

    def _drawn(self, name: tuple[str, ...], amount: float, said: Provenance) -> FloatArray:
        whose = (COMMON, said.stream) if said.stream else ("background", *name)
        random = stream(self._seed, *whose)
        if said.low is not None and said.high is not None:
            return within(amount, said.low, said.high, random, self._samples)
        sigma = pedigree_sigma(said, self._variances)
        return lognormal(amount, sigma, random, self._samples)


def characterized(
    draws: ExchangeDraws, spreads: Mapping[str, Spread], *, seed: int
) -> ExchangeDraws:
    """Return draws whose emissions weigh as the factors of a method do in each draw.

    A factor that is drawn scales what is emitted of its flow, so that the matrix of factors
    stays one for all draws. Flows of one gas, and methods, share the error of its factor.
    """
    emitted = draws.emitted.copy()
    for number, key in enumerate(draws.flows):
        spread = spreads.get(key)
        if spread is not None:
            random = stream(seed, "factor", spread.stream)
            drawn = within(spread.value, spread.low, spread.high, random, draws.samples)
            emitted[draws.flow == number] *= drawn / spread.value
    return replace(draws, emitted=emitted)


def _kept_sum(
    dataset: Dataset, drawn: list[FloatArray], delivered: FloatArray | float
) -> list[FloatArray]:
    """Scale the suppliers of a market so that each draw delivers one unit after its losses."""
    if dataset.kind != "market":
        return drawn
    shares = [entry.unit == dataset.unit for entry in dataset.inputs]
    stated = sum(entry.amount for entry in dataset.inputs if entry.unit == dataset.unit)
    total = sum(amount for amount, share in zip(drawn, shares, strict=True) if share)
    return [
        amount * (stated / total / delivered) if share else amount
        for amount, share in zip(drawn, shares, strict=True)
    ]


def _biogenic_carbon_dioxide(inventory: Inventory) -> frozenset[str]:
    """Return the biogenic flows that are carbon dioxide: their factor is 1 by definition."""
    return frozenset(
        key
        for key, flow in inventory.flows.items()
        if flow.flow_class is FlowClass.BIOGENIC_EMISSION
        and all(factors.get(key) == 1.0 for factors in inventory.factors.values())
    )


def _kept_carbon(
    dataset: Dataset,
    drawn: list[FloatArray],
    inventory: Inventory,
    carbon_dioxide: frozenset[str],
) -> list[FloatArray]:
    """Let the uptake of a dataset follow its releases, so that no carbon is made or lost.

    Uptake less release is the carbon in the product, a property of it; drawn apart, two large
    figures would leave a difference that no plant can have.
    """
    flows = [emission.flow for emission in dataset.emissions]
    released = [n for n, flow in enumerate(flows) if flow in carbon_dioxide]
    change = sum((drawn[n] - dataset.emissions[n].amount for n in released), 0.0)
    closed = list(drawn)
    for n, flow in enumerate(flows):
        if inventory.flows[flow].flow_class is FlowClass.BIOGENIC_REMOVAL:
            closed[n] = np.zeros_like(drawn[n]) + dataset.emissions[n].amount + change
            change = 0.0  # one uptake closes the balance, others keep their amount
    return closed


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _stacked(rows: Sequence[FloatArray], samples: int) -> FloatArray:
    return np.array(rows, dtype=np.float64).reshape(-1, samples)
