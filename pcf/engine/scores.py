"""Unit scores: bw2calc builds the matrices, one transposed solve per flow class answers all."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import SuperLU, splu

from pcf.engine.datapackages import Numbering, background_package, method_package, number
from pcf.errors import BackgroundError, DataError, Problem
from pcf.model.background import FLOW_CLASSES, Dataset, Inventory
from pcf.model.scores import FloatArray, ProductFacts, UnitScores

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bw2calc

#: Share of a dataset's largest flow class below which a value is rounding of the solver.
NOISE_SHARE = 1e-13


def check_factors(inventory: Inventory, method: str) -> None:
    """Refuse a method that is unknown or leaves a flow without a factor (BGD001, DAT050)."""
    if method not in inventory.factors:
        known = ", ".join(sorted(inventory.factors))
        raise BackgroundError(
            Problem(
                code="BGD001",
                message=f"unknown method {method!r} (known: {known})",
                message_zh=f"未知的方法 {method!r}(可用:{known})",
            )
        )
    missing = sorted(set(inventory.flows) - set(inventory.factors[method]))
    if missing:
        raise DataError(
            [
                Problem(
                    code="DAT050",
                    message=f"elementary flow {flow!r} has no factor in {method}",
                    message_zh=f"基本流 {flow!r} 在 {method} 中没有特征化因子",
                )
                for flow in missing
            ]
        )


def unit_scores(inventory: Inventory, method: str) -> UnitScores:
    """Solve the whole background once, transposed, for every flow class.

    Parameters
    ----------
    inventory
        Linked datasets, flows and factors.
    method
        Key of ``inventory.factors`` (``gwp100``).

    Returns
    -------
    UnitScores
        Rows sorted by ``product@location``.

    Raises
    ------
    DataError
        A flow has no factor.
    BackgroundError
        Unknown method, or the technosphere is singular (BGD002).
    """
    check_factors(inventory, method)
    numbering = number(inventory)
    background = background_package(inventory, numbering)
    keys = sorted(inventory.datasets)
    values = np.zeros((len(keys), len(FLOW_CLASSES)))
    unspecified = np.zeros_like(values)
    assumption = np.zeros_like(values)
    solver: SuperLU | None = None
    for column, flow_class in enumerate(FLOW_CLASSES):
        lca = bw2calc.LCA(
            {numbering.datasets[keys[0]]: 1.0},
            data_objs=[
                background,
                method_package(inventory, numbering, method, flow_class),
            ],
        )
        lca.load_lci_data()
        lca.load_lcia_data()
        rows = np.array([lca.dicts.product[numbering.datasets[key]] for key in keys])
        columns = np.array([lca.dicts.activity[numbering.datasets[key]] for key in keys])
        technosphere = lca.technosphere_matrix[rows][:, columns].tocsc()
        if solver is None:
            solver = _factorise(technosphere)
        factors = np.asarray(lca.characterization_matrix.diagonal())
        biosphere = lca.biosphere_matrix[:, columns]
        values[:, column] = _solve(solver, factors @ biosphere)
        masked = factors * _unspecified_mask(inventory, numbering, lca.dicts.biosphere)
        unspecified[:, column] = _solve(solver, masked @ biosphere)
        assumption[:, column] = assumption_scores(inventory, method, keys, values[:, column])
    return UnitScores(
        method=method,
        index={key: row for row, key in enumerate(keys)},
        facts=tuple(_facts(inventory.datasets[key]) for key in keys),
        values=without_noise(values),
        unspecified=unspecified,
        assumption=assumption,
        pedigree=pedigree_means(inventory, method, keys, values.sum(axis=1)),
        locations=_locations(keys),
        parents=inventory.parents,
        digest=inventory.digest,
    )


def without_noise(values: FloatArray) -> FloatArray:
    """Set to zero what a flow class holds only by rounding of the solver.

    A flow class below 1e-13 of the dataset's largest is no emission of it but the last bit of
    another; left in, it would give every exchange five rows.
    """
    largest = np.abs(values).max(axis=1, keepdims=True)
    cleaned: FloatArray = np.where(np.abs(values) > NOISE_SHARE * largest, values, 0.0)
    return cleaned


def _factorise(technosphere: sparse.csc_matrix) -> SuperLU:
    try:
        # the transpose has far less fill-in than the matrix itself
        return splu(technosphere.T.tocsc())
    except RuntimeError as error:
        raise BackgroundError(
            Problem(
                code="BGD002",
                message=f"the background cannot be solved: {error}",
                message_zh=f"背景数据无法求解:{error}",
            )
        ) from error


def _solve(solver: SuperLU, direct: FloatArray) -> FloatArray:
    solution: FloatArray = solver.solve(np.asarray(direct, dtype=np.float64).ravel())
    return solution


def _unspecified_mask(
    inventory: Inventory, numbering: Numbering, rows: dict[int, int]
) -> FloatArray:
    mask = np.zeros(len(rows))
    for key, flow_id in numbering.flows.items():
        if inventory.flows[key].unspecified and flow_id in rows:
            mask[rows[flow_id]] = 1.0
    return mask


def assumption_scores(
    inventory: Inventory, method: str, keys: list[str], scores: FloatArray
) -> FloatArray:
    """Part of each unit score that rests on engineering assumptions [kg CO2e per unit].

    An assumed amount brings its whole contribution in; a sourced amount brings in the part of
    its provider's score that is assumed. Solved as one linear system. ``scores`` [products] is
    of one flow class, or the sum.
    """
    row_of = {key: row for row, key in enumerate(keys)}
    factors = inventory.factors[method]
    direct = np.zeros(len(keys))
    rows: list[int] = []
    columns: list[int] = []
    amounts: list[float] = []
    for column, key in enumerate(keys):
        dataset = inventory.datasets[key]
        own = scores[column] - sum(
            entry.amount * scores[row_of[f"{entry.product}@{entry.location}"]]
            for entry in dataset.inputs
        )
        assumed, total = _assumed_direct(dataset, factors)
        direct[column] = own * assumed / total if total else 0.0
        for entry in dataset.inputs:
            row = row_of[f"{entry.product}@{entry.location}"]
            if entry.provenance.kind == "assumption":
                direct[column] += entry.amount * scores[row]
            else:
                rows.append(column)
                columns.append(row)
                amounts.append(entry.amount)
    passing = sparse.csc_matrix((amounts, (rows, columns)), shape=(len(keys), len(keys)))
    system = (sparse.identity(len(keys), format="csc") - passing).tocsc()
    solution: FloatArray = splu(system).solve(direct)
    return solution


def _assumed_direct(dataset: Dataset, factors: Mapping[str, float]) -> tuple[float, float]:
    """Absolute characterised direct emissions of a dataset: assumed part and total."""
    assumed = total = 0.0
    for emission in dataset.emissions:
        size = abs(emission.amount * factors[emission.flow])
        total += size
        if emission.provenance.kind == "assumption":
            assumed += size
    return assumed, total


def pedigree_means(
    inventory: Inventory, method: str, keys: list[str], totals: FloatArray
) -> FloatArray:
    """Impact-weighted mean pedigree of each dataset's own exchanges [products × 5]."""
    row_of = {key: row for row, key in enumerate(keys)}
    factors = inventory.factors[method]
    means = np.full((len(keys), 5), 3.0)
    for row, key in enumerate(keys):
        dataset = inventory.datasets[key]
        weights = [abs(e.amount * factors[e.flow]) for e in dataset.emissions] + [
            abs(e.amount * totals[row_of[f"{e.product}@{e.location}"]]) for e in dataset.inputs
        ]
        indicators = [e.provenance.pedigree for e in dataset.emissions] + [
            e.provenance.pedigree for e in dataset.inputs
        ]
        if sum(weights) > 0:
            means[row] = np.average(np.array(indicators, dtype=float), axis=0, weights=weights)
    return means


def _facts(dataset: Dataset) -> ProductFacts:
    used = [e.provenance.source for e in dataset.inputs] + [
        e.provenance.source for e in dataset.emissions
    ]
    return ProductFacts(
        product=dataset.product,
        location=dataset.location,
        unit=dataset.unit,
        name=dataset.name,
        name_zh=dataset.name_zh,
        kind=dataset.kind,
        group=dataset.group,
        year=dataset.year,
        tags=dataset.tags,
        sources=tuple(sorted(set(used))),
        file=dataset.file,
    )


def _locations(keys: list[str]) -> dict[str, tuple[str, ...]]:
    places: dict[str, list[str]] = {}
    for key in keys:
        product, _, location = key.partition("@")
        places.setdefault(product, []).append(location)
    return {product: tuple(found) for product, found in places.items()}
