"""Background unit processes, flows and characterization factors as data."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: Namespace of the identities of our datasets.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "pcf/lci_data")


def dataset_uuid(key: str) -> str:
    """Return the uuid of a dataset by its key ``product@location`` (RFC 9562, version 5)."""
    return str(uuid.uuid5(NAMESPACE, key))


class FlowClass(StrEnum):
    """ISO 14067 flow classes that are reported apart (method.md §3)."""

    FOSSIL = "fossil"
    BIOGENIC_EMISSION = "biogenic_emission"
    BIOGENIC_REMOVAL = "biogenic_removal"
    LAND_USE_CHANGE = "land_use_change"
    AIRCRAFT = "aircraft"


FLOW_CLASSES: tuple[FlowClass, ...] = tuple(FlowClass)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Source of one figure, or the reason of an assumption.

    ``pedigree`` is (reliability, completeness, time, geography, technology), 1–5.
    ``low``/``high`` are a 95 % interval in the unit of the figure, None where the pedigree
    alone gives the spread. Figures with the same ``stream`` rest on one common ignorance and
    are drawn at the same quantile; empty where a figure errs alone.
    """

    kind: str  # sourced | derived | assumption
    source: str
    note: str = ""
    pedigree: tuple[int, int, int, int, int] = (3, 3, 3, 3, 3)
    basic_gsd2: float = 1.05
    low: float | None = None
    high: float | None = None
    stream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnosphereInput:
    """Amount [unit] of a product of another dataset, drawn per unit of reference product."""

    product: str
    location: str
    amount: float
    unit: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementaryFlow:
    """An emission [kg] (or uptake) per unit of reference product."""

    flow: str
    amount: float
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A figure with its 95 % interval; figures of one ``stream`` are drawn at one quantile."""

    value: float
    low: float
    high: float
    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One unit process of the background: reference product at a location.

    ``kind`` is ``unit``, ``system`` (cradle-to-gate total without inputs) or ``market``.
    ``twin_of`` names the product whose exchanges this one shares on purpose (co-products of one
    process, a wafer read from another). ``loss`` is the share of its inputs a market loses on
    the way, None where it loses nothing.
    """

    product: str
    location: str
    unit: str
    name: str
    kind: str
    group: str
    year: str
    inputs: tuple[TechnosphereInput, ...]
    emissions: tuple[ElementaryFlow, ...]
    tags: tuple[str, ...] = ()
    comment: str = ""
    file: str = ""
    name_zh: str = ""
    biogenic_carbon_kgc: float = 0.0
    loss: Spread | None = None
    twin_of: str = ""

    @property
    def key(self) -> str:
        """Identity within the inventory, ``product@location``."""
        return f"{self.product}@{self.location}"

    @property
    def uuid(self) -> str:
        """Identity in other programs, of the key alone: it outlives every change of content."""
        return dataset_uuid(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """An elementary flow: name, unit, flow class and characterization group."""

    key: str
    name: str
    unit: str
    flow_class: FlowClass
    unspecified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation of ``lci_data/sources.yaml``."""

    key: str
    citation: str
    year: str
    licence: str
    locator: str
    read: str  # primary | secondary: how the figures were read
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The whole background: datasets, flows, factors, sources, place hierarchy.

    ``factors`` maps method -> flow key -> characterization factor [kg CO2e per unit of flow],
    ``factor_spreads`` those whose source states an interval.
    ``parents`` maps a location to the next wider one (``CN-GD`` -> ``CN`` -> ``GLO``).
    """

    datasets: Mapping[str, Dataset]
    flows: Mapping[str, Flow]
    factors: Mapping[str, Mapping[str, float]]
    sources: Mapping[str, Source]
    parents: Mapping[str, str]
    digest: str
    method_digests: Mapping[str, str] = field(default_factory=dict)
    factor_spreads: Mapping[str, Mapping[str, Spread]] = field(default_factory=dict)
