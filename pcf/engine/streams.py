"""Independent streams of random numbers, one per figure, named by what the figure is."""

from __future__ import annotations

import hashlib

import numpy as np

_SEPARATOR = "\x1f"
#: First part of the name of a stream that figures of any room share.
COMMON = "common"
_KEY_BYTES = 16  # the key of Philox has 128 bits


def stream(seed: int, *name: str) -> np.random.Generator:
    """Return the generator of one figure.

    Philox keyed by a hash of seed and name: a stream depends on nothing but its own name, so
    another figure more or less leaves all others as they were. Two names never share a key as
    long as SHA-256 does not collide in its first 128 bits.

    Parameters
    ----------
    seed
        The seed of the study.
    name
        What the figure is: background or parameter, dataset or class, exchange or parameter.
    """
    text = _SEPARATOR.join((str(seed), *name))
    digest = hashlib.sha256(text.encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:_KEY_BYTES], "big")))
