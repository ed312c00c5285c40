"""Inventory, methods and product systems as in-memory `bw_processing` datapackages."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import bw_processing as bwp
import numpy as np
from numpy.typing import NDArray

from pcf.model.background import FlowClass, Inventory

with warnings.catch_warnings():
    # bw2calc recommends a solver at import; ours is chosen in scores.py
    warnings.simplefilter("ignore")
    import bw2calc  # noqa: F401  (imported here once so that its warning is met once)

#: First matrix id of datasets, flows and foreground activities: three ranges that never meet.
DATASET_IDS = 1
FLOW_IDS = 1_000_000
FOREGROUND_IDS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Stable integer ids of datasets and flows, by sorted key."""

    datasets: Mapping[str, int]
    flows: Mapping[str, int]


def number(inventory: Inventory) -> Numbering:
    """Number datasets and flows in the order of their sorted keys."""
    return Numbering(
        datasets={key: DATASET_IDS + n for n, key in enumerate(sorted(inventory.datasets))},
        flows={key: FLOW_IDS + n for n, key in enumerate(sorted(inventory.flows))},
    )


def _indices(pairs: Sequence[tuple[int, int]]) -> NDArray[np.void]:
    return np.array(pairs, dtype=bwp.INDICES_DTYPE)


def background_package(inventory: Inventory, numbering: Numbering) -> bwp.Datapackage:
    """Technosphere and biosphere of the whole inventory, amounts in float64."""
    package = bwp.create_datapackage(name="background", sum_intra_duplicates=True)
    tech: list[tuple[int, int]] = []
    tech_amounts: list[float] = []
    flips: list[bool] = []
    bio: list[tuple[int, int]] = []
    bio_amounts: list[float] = []
    for key, dataset_id in numbering.datasets.items():
        dataset = inventory.datasets[key]
        tech.append((dataset_id, dataset_id))
        tech_amounts.append(1.0)
        flips.append(False)
        for entry in dataset.inputs:
            tech.append((numbering.datasets[f"{entry.product}@{entry.location}"], dataset_id))
            tech_amounts.append(entry.amount)
            flips.append(True)
        for emission in dataset.emissions:
            bio.append((numbering.flows[emission.flow], dataset_id))
            bio_amounts.append(emission.amount)
    package.add_persistent_vector(
        matrix="technosphere_matrix",
        name="background-technosphere",
        indices_array=_indices(tech),
        data_array=np.array(tech_amounts),
        flip_array=np.array(flips),
    )
    package.add_persistent_vector(
        matrix="biosphere_matrix",
        name="background-biosphere",
        indices_array=_indices(bio),
        data_array=np.array(bio_amounts),
    )
    return package


def method_package(
    inventory: Inventory, numbering: Numbering, method: str, flow_class: FlowClass
) -> bwp.Datapackage:
    """Characterization factors of one ISO 14067 flow class under ``method``.

    Every flow class is an impact category of its own; flows of other classes get factor 0, so
    that the matrix has the full shape whatever the class holds.
    """
    factors = inventory.factors[method]
    values = np.array(
        [
            factors[key] if inventory.flows[key].flow_class is flow_class else 0.0
            for key in numbering.flows
        ]
    )
    package = bwp.create_datapackage(name=f"{method}-{flow_class}")
    package.add_persistent_vector(
        matrix="characterization_matrix",
        name=f"{method}-{flow_class}",
        identifier=[method, str(flow_class)],
        indices_array=_indices([(flow_id, 0) for flow_id in numbering.flows.values()]),
        data_array=values,
        global_index=0,
        nrows=len(values),
    )
    return package


def foreground_package(
    demands: Mapping[str, Mapping[str, float]], numbering: Numbering
) -> tuple[bwp.Datapackage, Mapping[str, int]]:
    """One activity per name, drawing ``demands[name][product@location]`` of the background.

    Returns the package and the matrix id of each activity.
    """
    ids = {name: FOREGROUND_IDS + n for n, name in enumerate(sorted(demands))}
    pairs: list[tuple[int, int]] = []
    amounts: list[float] = []
    flips: list[bool] = []
    for name, activity_id in ids.items():
        pairs.append((activity_id, activity_id))
        amounts.append(1.0)
        flips.append(False)
        for key, amount in sorted(demands[name].items()):
            pairs.append((numbering.datasets[key], activity_id))
            amounts.append(amount)
            flips.append(True)
    package = bwp.create_datapackage(name="foreground", sum_intra_duplicates=True)
    package.add_persistent_vector(
        matrix="technosphere_matrix",
        name="foreground-technosphere",
        indices_array=_indices(pairs),
        data_array=np.array(amounts),
        flip_array=np.array(flips),
    )
    return package, ids
