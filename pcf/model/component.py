"""A BOM line that has become a component, and what component models return."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pcf.model.bom import BomLine
from pcf.model.provenance import Known, KnownText
from pcf.model.system import Exchange

#: Share of recycled material in what a part is made of [-]: a line of any class may declare it.
RECYCLED_CONTENT = "recycled_content_share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A class a line might belong to, with confidence 0–1 and the reason in words."""

    component_class: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The class chosen for a line, how, and the runners-up (best first).

    ``method`` is one of ``declared``, ``part_library``, ``rule``, ``fuzzy``, ``fallback``,
    ``mapping``.
    """

    component_class: str
    confidence: float
    method: str
    reason: str
    runners_up: tuple[Candidate, ...] = ()
    part_key: str | None = None  # row of mapping/parts.csv that was recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A counted BOM line with class and resolved parameters: what models see."""

    component_class: str
    parameters: Mapping[str, Known]
    choices: Mapping[str, KnownText]
    line: BomLine
    classification: Classification
    proxy: bool
    production_country: KnownText | None = None

    @property
    def count(self) -> float:
        """Units per product, multiplied down the tree."""
        return self.line.count


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialContent:
    """A weighable material in one component [kg per piece], for end of life.

    ``material`` is a key of ``lci_data/end_of_life/materials.csv``; ``parameter_share`` is the
    part of the mass that rests on assumed parameters.
    """

    material: str
    mass_kg: float
    parameter_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentInventory:
    """What one piece of a component draws, weighs and contains.

    ``exchanges`` go to stage `materials`; ``maker_exchanges`` to stage `manufacturing`
    (surface mounting and test the server maker does itself). Sum of ``materials`` equals
    ``mass_kg`` to 1e-9. The last three are the parts of mass and power that rest on assumed
    parameters.
    """

    exchanges: tuple[Exchange, ...]
    mass_kg: float
    materials: tuple[MaterialContent, ...]
    maker_exchanges: tuple[Exchange, ...] = ()
    biogenic_carbon_kgc: float = 0.0
    active_power_w: float = 0.0
    idle_power_w: float = 0.0
    mass_parameter_share: float = 0.0
    active_power_parameter_share: float = 0.0
    idle_power_parameter_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentModel:
    """A model as registered: the dataclass of its parameters and its function."""

    parameters: type[Any]
    function: Callable[[Any], ComponentInventory]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSpec:
    """One parameter of a class as its YAML gives it.

    Either a value with interval, a table of values by a choice, or a linear rule on another
    parameter. ``kind`` is ``sourced``, ``derived`` or ``assumption``. Figures with the same
    ``stream``, of any class or of the background, are drawn at the same quantile.
    """

    name: str
    unit: str
    value: float
    low: float
    high: float
    kind: str
    source: str
    year: str
    geography: str
    note: str = ""
    by: str | None = None
    table: Mapping[str, ParameterSpec] = field(default_factory=dict)
    from_parameter: str | None = None
    slope: float = 0.0
    intercept: float = 0.0
    stream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSpec:
    """A named variant of a class: its default, or the listed value nearest to a parameter.

    With ``from_parameter`` the choice is the entry of ``values`` nearest in log scale to that
    parameter (``node`` ``"7"`` from ``node_nm`` 7). ``values`` empty means free text.
    """

    name: str
    default: str
    values: tuple[str, ...] = ()
    from_parameter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentData:
    """All that ``lci_data/components/<class>.yaml`` says of a class."""

    component_class: str
    title: str
    title_zh: str
    group: str
    recovery_class: str
    parameters: Mapping[str, ParameterSpec]
    choices: Mapping[str, ChoiceSpec]
    constants: Mapping[str, str] = field(default_factory=dict)  # text constants (product keys)
    model: str = ""  # key of MODELS; the class's own name where empty
    always_proxy: bool = False
