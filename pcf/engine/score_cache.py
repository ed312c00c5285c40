"""Unit scores kept on disk, keyed by the content they were solved from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

import numpy as np

from pcf.model.scores import ProductFacts, UnitScores

#: Raised when the stored form changes, so that older files are not read.
FORMAT = "1"
_ARRAYS = ("values", "unspecified", "assumption", "pedigree")


def score_key(*, inventory_digest: str, method: str) -> str:
    """Hash of everything unit scores depend on: data, method, our format, the solver's version."""
    parts = (FORMAT, inventory_digest, method, version("bw2calc"), version("pcf"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def load_scores(folder: Path, key: str) -> UnitScores | None:
    """Return cached scores, or ``None`` where there are none that can be read whole."""
    try:
        with np.load(folder / f"scores-{key}.npz", allow_pickle=False) as stored:
            head = json.loads(stored["head"].tobytes().decode())
            arrays = {name: stored[name] for name in _ARRAYS}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    return UnitScores(
        method=head["method"],
        index={row["product"] + "@" + row["location"]: n for n, row in enumerate(head["facts"])},
        facts=tuple(
            ProductFacts(**{**row, "tags": tuple(row["tags"]), "sources": tuple(row["sources"])})
            for row in head["facts"]
        ),
        locations={product: tuple(places) for product, places in head["locations"].items()},
        parents=head["parents"],
        digest=head["digest"],
        values=arrays["values"],
        unspecified=arrays["unspecified"],
        assumption=arrays["assumption"],
        pedigree=arrays["pedigree"],
    )


def store_scores(folder: Path, key: str, scores: UnitScores) -> None:
    """Write scores beside their final name and rename; a folder that refuses is left alone."""
    head = {
        "method": scores.method,
        "facts": [dataclasses.asdict(facts) for facts in scores.facts],
        "locations": scores.locations,
        "parents": dict(scores.parents),
        "digest": scores.digest,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            np.savez(
                stream,
                head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
                values=scores.values,
                unspecified=scores.unspecified,
                assumption=scores.assumption,
                pedigree=scores.pedigree,
            )
        os.replace(temporary, folder / f"scores-{key}.npz")
    except OSError:
        # a cache is a convenience: a read-only home must not stop an assessment
        return
