"""Draws of the background: every exchange sampled once, all unit scores of every draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.linalg import splu

from pcf.engine.distributions import PedigreeVariances, lognormal, pedigree_sigma, within
from pcf.engine.score_draws import ScoreDraws
from pcf.engine.streams import stream
from pcf.errors import BackgroundError, Problem
from pcf.model.background import FLOW_CLASSES, Dataset, Inventory, Provenance
from pcf.model.scores import FloatArray

IntArray = NDArray[np.intp]

#: Draws solved together: large enough for one matrix product, small enough for the cache.
BATCH = 100
#: Largest change of a unit score, relative to its product's largest, that is taken as solved.
TOLERANCE = 1e-13
MAX_SWEEPS = 200


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
        return self.amounts.shape[1]


def score_draws(
    inventory: Inventory, method: str, variances: PedigreeVariances, *, samples: int, seed: int
) -> ScoreDraws:
    """Return the unit scores of every dataset in every draw.

    Parameters
    ----------
    inventory
        Linked datasets, flows and factors.
    method
        Key of ``inventory.factors``.
    variances
        Variance each pedigree score adds.
    samples, seed
        Number of draws, and what all streams start from.

    Raises
    ------
    BackgroundError
        A draw has no solution (BGD003).
    """
    draws = exchange_draws(inventory, variances, samples=samples, seed=seed)
    return ScoreDraws(
        method=method,
        seed=seed,
        index={key: row for row, key in enumerate(draws.keys)},
        values=solved(draws, factor_matrix(inventory, method, draws.flows)),
    )


def exchange_draws(
    inventory: Inventory, variances: PedigreeVariances, *, samples: int, seed: int
) -> ExchangeDraws:
    """Sample every exchange of the inventory.

    A stream is named by product, what is exchanged, source and amount: a dataset made for
    several places from one figure has one error in all of them. The inputs of a market keep
    their sum, because one unit of a market holds one unit of its suppliers.
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
    for row, key in enumerate(keys):
        dataset = inventory.datasets[key]
        inputs.extend((row, row_of[f"{e.product}@{e.location}"]) for e in dataset.inputs)
        emissions.extend((row, flow_of[e.flow]) for e in dataset.emissions)
        amounts.extend(_kept_sum(dataset, list(drawn.inputs(dataset))))
        emitted.extend(drawn.emissions(dataset))
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


def factor_matrix(inventory: Inventory, method: str, flows: Sequence[str]) -> FloatArray:
    """Return characterization factors [kg CO2e per unit of flow], flows × flow classes."""
    factors = np.zeros((len(flows), len(FLOW_CLASSES)))
    for row, key in enumerate(flows):
        column = FLOW_CLASSES.index(inventory.flows[key].flow_class)
        factors[row, column] = inventory.factors[method][key]
    return factors


def solved(draws: ExchangeDraws, factors: FloatArray) -> FloatArray:
    """Return unit scores [draws × products × flow classes] of all draws."""
    scores = np.empty((draws.samples, len(draws.keys), factors.shape[1]))
    for start in range(0, draws.samples, BATCH):
        chosen = slice(start, min(start + BATCH, draws.samples))
        scores[chosen] = _solved_together(draws, factors, chosen)
    return scores


def _solved_together(draws: ExchangeDraws, factors: FloatArray, chosen: slice) -> FloatArray:
    """Solve the draws of a batch as one block-diagonal system ``h = d + M h``.

    A unit score is what a dataset emits itself plus what its inputs bring; iterating that
    sentence ends, because a unit process draws less of itself than it delivers.
    """
    count, products = chosen.stop - chosen.start, len(draws.keys)
    offset = (np.arange(count) * products)[:, np.newaxis]
    emitted = sparse.csr_matrix(
        (
            draws.emitted[:, chosen].T.ravel(),
            ((draws.emitter + offset).ravel(), np.tile(draws.flow, count)),
        ),
        shape=(count * products, len(draws.flows)),
    )
    direct = emitted @ factors
    passing = sparse.csr_matrix(
        (
            draws.amounts[:, chosen].T.ravel(),
            ((draws.consumer + offset).ravel(), (draws.provider + offset).ravel()),
        ),
        shape=(count * products, count * products),
    )
    scores = direct
    for _ in range(MAX_SWEEPS):
        following = direct + passing @ scores
        change = np.abs(following - scores).max(axis=1)
        scores = following
        if (change <= TOLERANCE * np.abs(scores).max(axis=1)).all():
            break
    else:
        scores = _factorised(passing, direct)
    solution: FloatArray = np.asarray(scores).reshape(count, products, -1)
    return solution


def _factorised(passing: sparse.csr_matrix, direct: FloatArray) -> FloatArray:
    system = (sparse.identity(passing.shape[0], format="csc") - passing).tocsc()
    try:
        solution: FloatArray = splu(system).solve(direct)
    except RuntimeError as error:
        raise BackgroundError(
            Problem(
                code="BGD003",
                message=f"a draw of the background cannot be solved: {error}",
                message_zh=f"背景数据的一次抽样无法求解:{error}",
            )
        ) from error
    return solution


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

    def _figure(self, name: tuple[str, ...], amount: float, said: Provenance) -> FloatArray:
        full = (*name, said.source, repr(amount), repr(said.low), repr(said.high))
        if full not in self._known:
            self._known[full] = self._drawn(full, amount, said)
        return self._known[full]

    def _drawn(self, name: tuple[str, ...], amount: float, said: Provenance) -> FloatArray:
        random = stream(self._seed, "background", *name)
        if said.low is not None and said.high is not None:
            return within(amount, said.low, said.high, random, self._samples)
        sigma = pedigree_sigma(said, self._variances)
        return lognormal(amount, sigma, random, self._samples)


def _kept_sum(dataset: Dataset, drawn: list[FloatArray]) -> list[FloatArray]:
    """Scale the suppliers of a market so that each draw delivers what the market delivers."""
    if dataset.kind != "market":
        return drawn
    shares = [entry.unit == dataset.unit for entry in dataset.inputs]
    stated = sum(entry.amount for entry in dataset.inputs if entry.unit == dataset.unit)
    total = sum(amount for amount, share in zip(drawn, shares, strict=True) if share)
    return [
        amount * (stated / total) if share else amount
        for amount, share in zip(drawn, shares, strict=True)
    ]


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _stacked(rows: Sequence[FloatArray], samples: int) -> FloatArray:
    return np.array(rows, dtype=np.float64).reshape(-1, samples)
