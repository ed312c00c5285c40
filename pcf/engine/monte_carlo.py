"""Unit scores of every product in every draw of the background, solved in batches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

from pcf.engine.distributions import PedigreeVariances
from pcf.engine.exchange_draws import ExchangeDraws, characterized, exchange_draws
from pcf.engine.score_draws import ScoreDraws
from pcf.errors import BackgroundError, Problem
from pcf.model.background import FLOW_CLASSES, Inventory
from pcf.model.scores import FloatArray

#: Draws solved together: large enough for one matrix product, small enough for the cache.
BATCH = 100
#: Largest change of a unit score, relative to its product's largest, that is taken as solved.
TOLERANCE = 1e-13
MAX_SWEEPS = 200


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
    draws = characterized(draws, inventory.factor_spreads.get(method, {}), seed=seed)
    return ScoreDraws(
        method=method,
        seed=seed,
        index={key: row for row, key in enumerate(draws.keys)},
        values=solved(draws, factor_matrix(inventory, method, draws.flows)),
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
    direct: FloatArray = np.asarray(emitted @ factors)
    passing = sparse.csr_matrix(
        (
            draws.amounts[:, chosen].T.ravel(),
            ((draws.consumer + offset).ravel(), (draws.provider + offset).ravel()),
        ),
        shape=(count * products, count * products),
    )
    scores = direct
    for _ in range(MAX_SWEEPS):
        following: FloatArray = direct + np.asarray(passing @ scores)
        change = np.abs(following - scores).max(axis=1)
        scores = following
        if (change <= TOLERANCE * np.abs(scores).max(axis=1)).all():
            break
    else:
        scores = _factorised(passing, direct)
    return scores.reshape(count, products, -1)


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
