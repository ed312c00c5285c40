"""Unit scores: what one unit of each background product emits, by flow class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """What a report prints of one dataset: identity, year and what it was read from."""

    product: str
    location: str
    unit: str
    name: str
    name_zh: str
    kind: str
    group: str
    year: str
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitScores:
    """Unit scores of every dataset of a background under one method.

    ``index`` maps ``product@location`` to a row; ``facts`` has one entry a row. Arrays are
    [products × flow classes] in kg CO2e per unit of product, columns in the order of
    ``FLOW_CLASSES``; ``unspecified`` and ``assumption`` are the parts of ``values`` that rest on
    CO2e-only sources and on engineering assumptions. ``pedigree`` is [products × 5], the
    impact-weighted mean of the five indicators of a dataset's own exchanges (reliability,
    completeness, time, geography, technology; 1 best). ``locations`` maps a product to where it
    is modelled; ``parents`` a place to the next wider one.
    """

    method: str
    index: Mapping[str, int]
    facts: tuple[ProductFacts, ...]
    values: FloatArray
    unspecified: FloatArray
    assumption: FloatArray
    pedigree: FloatArray
    locations: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    digest: str

    def locate(self, product: str, location: str | None) -> str | None:
        """Return the key of ``product`` at ``location`` or the nearest wider place.

        ``None`` location asks for the global dataset. Falls back along ``parents`` to ``GLO``,
        then to the first place the product is modelled at; ``None`` means it is unknown.
        """
        place: str | None = location or "GLO"
        while place is not None:
            key = f"{product}@{place}"
            if key in self.index:
                return key
            place = self.parents.get(place)
        known = self.locations.get(product, ())
        return f"{product}@{known[0]}" if known else None
