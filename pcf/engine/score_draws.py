"""Unit scores of many draws, in memory and on disk."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np

from pcf.model.scores import FloatArray

#: Raised when sampling or the stored form changes, so that older files are not read.
FORMAT = "4"


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreDraws:
    """Unit scores in every draw.

    ``values`` is [draws × products × flow classes] in kg CO2e per unit of product; ``index``
    maps ``product@location`` to the place on the second axis. Computed once and shared by all
    products, so that differences between products are paired.
    """

    method: str
    seed: int
    index: Mapping[str, int]
    values: FloatArray

    @property
    def samples(self) -> int:
        """Number of draws."""
        return int(self.values.shape[0])

    @cached_property
    def by_product(self) -> FloatArray:
        """Sum over flow classes [products × draws], kg CO2e per unit."""
        return np.ascontiguousarray(self.values.sum(axis=2).T)


def draws_key(
    *, inventory_digest: str, factor_digest: str, method: str, seed: int, samples: int
) -> str:
    """Hash of everything the draws depend on: data, pedigree factors, method, seed, number."""
    parts = (
        FORMAT, inventory_digest, factor_digest, method, str(seed), str(samples), version("pcf"),
        version("numpy"),
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def load_draws(folder: Path, key: str) -> ScoreDraws | None:
    """Return stored draws, or ``None`` where there are none that can be read whole."""
    try:
        # numpy leaves a broken file open; this does not
        with (
            (folder / f"draws-{key}.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as stored,
        ):
            head = json.loads(stored["head"].tobytes().decode())
            held, packed = stored["held"], stored["packed"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    shape = (packed.shape[0], *head["shape"])
    values = np.zeros((shape[0], shape[1] * shape[2]))
    values[:, held] = packed
    return ScoreDraws(
        method=head["method"],
        seed=head["seed"],
        index={key: row for row, key in enumerate(head["keys"])},
        values=values.reshape(shape),
    )


def store_draws(folder: Path, key: str, draws: ScoreDraws) -> None:
    """Write draws beside their final name and rename; a folder that refuses is left alone.

    Most products hold nothing of most flow classes: only columns with anything are stored.
    """
    flat = draws.values.reshape(draws.samples, -1)
    held = np.flatnonzero(flat.any(axis=0))
    head = {
        "method": draws.method,
        "seed": draws.seed,
        "keys": list(draws.index),
        "shape": list(draws.values.shape[1:]),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "wb") as out:
            np.savez(
                out,
                head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
                held=held,
                packed=flat[:, held],
            )
        os.replace(temporary, folder / f"draws-{key}.npz")
    except OSError:
        # a cache is a convenience: a read-only home must not stop an assessment
        return
