"""What the reviewed tables of `lci_data` know: headers, classes, materials, parts, treatments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.model.archetype import Archetype
from pcf.model.component import ComponentData


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderAlias:
    """One spelling of a column header (``columns.csv``): field, alias, unit it implies."""

    field: str
    alias: str
    lang: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAlias:
    """One spelling of a unit (``units.csv``): canonical unit, dimension, factor to it."""

    alias: str
    unit: str
    dimension: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRule:
    """A rule that text of a line implies a class (``rules.csv``); lower priority number first.

    ``pattern`` is a regular expression over the case-folded, NFKC-normalised text of ``field``
    (``text``, ``part_number``, ``material``); ``unless`` excludes.
    """

    component_class: str
    field: str
    pattern: str
    unless: str
    priority: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEntry:
    """A component class (``classes.csv``) with names, synonyms and an example line."""

    component_class: str
    title: str
    title_zh: str
    group: str
    synonyms: tuple[str, ...]
    example: str
    example_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialEntry:
    """A material name on drawings (``materials.csv``) and the product that stands for it.

    ``eol_material`` is the key used for recovery; density [kg/m³].
    """

    alias: str
    material: str
    product: str
    eol_material: str
    density_kg_m3: float
    forming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """A real part (``parts.csv``): pattern that recognises it, class, parameters, source."""

    key: str
    pattern: str
    component_class: str
    parameters: Mapping[str, float]
    choices: Mapping[str, str]
    source: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All reviewed tables together, as loaded once per process."""

    headers: tuple[HeaderAlias, ...]
    setting_names: tuple[HeaderAlias, ...]
    units: tuple[UnitAlias, ...]
    rules: tuple[ClassRule, ...]
    classes: Mapping[str, ClassEntry]
    materials: tuple[MaterialEntry, ...]
    parts: tuple[PartEntry, ...]
    components: Mapping[str, ComponentData]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]  # study/ and end_of_life/ csv by stem
    digest: str
    archetypes: Mapping[str, Archetype] = field(default_factory=dict)
