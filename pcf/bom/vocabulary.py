"""The header spellings and units of `lci_data`, arranged for look-up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pcf.bom.units import Units
from pcf.bom.wording import folded, squashed
from pcf.model.knowledge import HeaderAlias, Knowledge

BOM_FIELDS = frozenset(
    {
        "level", "item", "part_number", "name", "description", "quantity", "base_quantity",
        "unit", "mass", "total_mass", "mass_unit", "material", "component_class", "category",
        "supplier", "country", "footprint", "footprint_boundary", "footprint_period",
        "footprint_source", "alternates", "alternate_of", "alternate_group",
        "alternate_priority", "designators", "dnp", "populate", "parent", "remark",
        "valid_to",
    }
)  # fmt: skip
_DIMENSIONS = {
    "mass": ("mass",),
    "total_mass": ("mass",),
    "quantity": ("count", "mass", "length", "area"),
    "footprint": ("co2e",),
}
_LONGEST_HEADER = 200  # characters; longer text is no header, and patterns stay quick
_SPACES = re.compile(r"\s+")
_BRACKETED = re.compile(
    r"(?P<base>.*?\S)\s*[(\[{【](?P<inner>[^)\]}】]+)[)\]}】](?P<rest>.*)", re.DOTALL
)
_TAIL = re.compile(r"(?P<base>.+?)(?:\s+in\s+|\s*[\s_,;:/-]\s*)(?P<unit>[^\s_,;:/-]+)", re.DOTALL)
_TAIL_AFTER_CHINESE = re.compile(r"(?P<base>.*[⺀-鿿])(?P<unit>[a-z]{1,3})", re.IGNORECASE)  # 单重g
_BILINGUAL = re.compile(r"[\n/|]+|(?<=[⺀-鿿])\s*(?=[a-z])|(?<=[a-z.])\s*(?=[⺀-鿿])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a header cell means.

    ``unit`` is the unit its column is in, empty where the header gives none; ``odd`` is text
    in its brackets that is no unit. Of two columns with one field the lower ``rank`` is read.
    """

    field: str
    rank: int
    unit: str = ""
    odd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """One table of spellings: header or setting name → field, first spelling first."""

    aliases: Mapping[str, tuple[HeaderAlias, int]]
    own: Mapping[str, tuple[HeaderAlias, int]]  # fields by their own name, spelled just so
    bases: Mapping[str, tuple[str, int]]  # name without its unit -> (field, rank)
    units: Units
    field_units: Mapping[str, str]

    @classmethod
    def of(
        cls,
        aliases: Iterable[HeaderAlias],
        units: Units,
        *,
        parameters: Mapping[str, str] | None = None,
    ) -> Names:
        """Arrange spellings; ``parameters`` (name → unit) are accepted under their own name."""
        table: dict[str, tuple[HeaderAlias, int]] = {}
        field_units: dict[str, str] = {}
        own_names: dict[str, tuple[HeaderAlias, int]] = {}
        for rank, alias in enumerate(aliases):
            table.setdefault(squashed(alias.alias), (alias, rank))
            if alias.alias == alias.field:
                own_names[alias.field] = (alias, rank)
            if alias.unit:
                field_units.setdefault(alias.field, alias.unit)
        bases: dict[str, tuple[str, int]] = {}
        for name, unit in (parameters or {}).items():
            rank = len(table) + len(bases)
            own = HeaderAlias(field=name, alias=name, lang="en", unit=unit)
            table.setdefault(squashed(name), (own, rank))
            field_units.setdefault(name, unit)
            base, _, tail = name.rpartition("_")
            if base and units.find(tail):
                bases.setdefault(squashed(base), (name, rank))
        return cls(aliases=table, own=own_names, bases=bases, units=units, field_units=field_units)

    def heading(self, text: str) -> Heading | None:
        """Return what a header cell means, ``None`` where no spelling fits."""
        if len(text) > _LONGEST_HEADER:
            return None
        text = _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
        whole = self._whole(text) or self._with_unit(text)
        if whole:
            return whole
        parts = [part for part in _BILINGUAL.split(folded(text)) if part]
        found = [one for part in parts if (one := self._whole(part) or self._with_unit(part))]
        if not found:
            return self._unit_inside(text)
        first = found[0]
        # Either of two names may have the unit: "Unit Weight单重(g)".
        unit = next((one.unit for one in found if one.field == first.field and one.unit), "")
        return Heading(field=first.field, rank=first.rank, unit=unit, odd=first.odd)

    def _unit_inside(self, text: str) -> Heading | None:
        """Read ``Unit weight (kg) 单重``: a unit in brackets between two names."""
        bracketed = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", text))
        if bracketed is None or not bracketed["rest"].strip():
            return None
        found = self.heading(bracketed["base"]) or self.heading(bracketed["rest"])
        inner = bracketed["inner"].strip()
        if found is None or not self.units.find(inner):
            return found
        return Heading(field=found.field, rank=found.rank, unit=inner)

    def is_field(self, name: str) -> bool:
        """Whether ``name`` already is a spelling of a BOM field (``mass_kg`` is the mass)."""
        heading = self.heading(name)
        return heading is not None and heading.field in BOM_FIELDS

    def _whole(self, text: str) -> Heading | None:
        # "load_profile" is that setting, "Load Profile" a name of the profile
        entry = self.own.get(text.strip()) or self.aliases.get(squashed(text))
        if entry is None:
            return None
        alias, rank = entry
        return Heading(field=alias.field, rank=rank, unit=alias.unit)

    def _with_unit(self, text: str) -> Heading | None:
        """Read ``单重(g)``, ``Weight [kg]``, ``Weight, kg``, ``mass_g``."""
        bracketed = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if bracketed and not bracketed["rest"].strip(" *"):
            found = self._whole(bracketed["base"]) or self._base(bracketed["base"])
            if found is None:
                return None
            inner = bracketed["inner"].strip()
            if self.units.find(inner):
                return Heading(field=found.field, rank=found.rank, unit=inner)
            return Heading(field=found.field, rank=found.rank, unit=found.unit, odd=inner)
        tailed = _TAIL.fullmatch(text.strip()) or _TAIL_AFTER_CHINESE.fullmatch(text.strip())
        if tailed and self.units.find(tailed["unit"]):
            found = self._whole(tailed["base"]) or self._base(tailed["base"])
            if found and self._is_measured_in(found.field, tailed["unit"]):
                return Heading(field=found.field, rank=found.rank, unit=tailed["unit"])
        return None

    def _is_measured_in(self, field: str, unit: str) -> bool:
        """Whether a field is a number in such a unit: *Weight g* is, *Revision A* is not."""
        own = self.field_units.get(field, "")
        dimensions = _DIMENSIONS.get(field) or (self.units.dimension(own),)
        return self.units.dimension(unit) in dimensions

    def _base(self, text: str) -> Heading | None:
        entry = self.bases.get(squashed(text))
        return None if entry is None else Heading(field=entry[0], rank=entry[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All look-ups that reading a BOM needs."""

    units: Units
    columns: Names
    settings: Names
    classes: Mapping[str, str]  # squashed key, title or synonym -> class
    class_titles: Mapping[str, str]  # squashed key or title alone
    choices: frozenset[str]
    numbers: frozenset[str]  # component parameters, always numbers

    @classmethod
    def of(cls, knowledge: Knowledge) -> Vocabulary:
        """Arrange the reviewed tables."""
        units = Units.of(knowledge.units)
        parameters: dict[str, str] = {}
        choices: set[str] = set()
        for data in knowledge.components.values():
            for name, spec in data.parameters.items():
                parameters.setdefault(name, spec.unit if spec.unit not in {"-", "1"} else "")
            choices.update(data.choices)
        for name in choices:
            parameters.setdefault(name, "")
        reviewed = Names.of(knowledge.headers, units)
        own = {name: unit for name, unit in parameters.items() if not reviewed.is_field(name)}
        return cls(
            units=units,
            columns=Names.of(knowledge.headers, units, parameters=own),
            settings=Names.of(knowledge.setting_names, units),
            classes=_class_names(knowledge, synonyms=True),
            class_titles=_class_names(knowledge, synonyms=False),
            choices=frozenset(choices),
            numbers=frozenset(parameters) - choices,
        )


def _class_names(knowledge: Knowledge, *, synonyms: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for key in (*knowledge.components, *knowledge.classes):
        names[squashed(key)] = key
    for key, entry in knowledge.classes.items():
        for title in (entry.title, entry.title_zh):
            names.setdefault(squashed(title), key)
    for key, entry in knowledge.classes.items():
        for synonym in entry.synonyms if synonyms else ():
            names.setdefault(squashed(synonym), key)
    return names
