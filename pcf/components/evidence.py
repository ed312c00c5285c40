"""What a BOM line, the part library and its text say of the parameters of a class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pcf.components import thresholds
from pcf.components.choice_words import ChoiceWords
from pcf.components.extract import Extracted, extract
from pcf.components.mapping_notices import noticed, refused
from pcf.components.material_words import FoundMaterial, MaterialWords
from pcf.components.places import Places
from pcf.components.plausible import Plausible
from pcf.errors import Problem
from pcf.model.bom import BomLine, Stated
from pcf.model.component import RECYCLED_CONTENT, Classification, ComponentData
from pcf.model.knowledge import Knowledge, PartEntry
from pcf.model.notices import Notice
from pcf.model.provenance import ASSUMPTION, CellRef, Known, KnownText, Origin

# Count units that fix a parameter by their definition: one metre of cable is 1 m long.
_BY_UNIT = {"kg": ("mass_kg", 1.0), "m": ("length_m", 1.0), "m2": ("area_cm2", 1e4)}
# A card's controller is described by the chip's own figures.
_ON_A_CARD = {
    "die_area_cm2": "controller_die_area_cm2",
    "package_area_cm2": "controller_package_area_cm2",
}
_CARDS = frozenset({"network_card", "storage_controller_card", "expansion_card"})
_KIND_FACTORS = {
    "sourced": "sourced_interval_factor",
    "derived": "derived_interval_factor",
    "assumption": "assumption_interval_factor",
}


@dataclass(slots=True, kw_only=True)
class Evidence:
    """Numbers and texts of one line by parameter name, and what was set aside."""

    numbers: dict[str, Known] = field(default_factory=dict)
    beside: dict[str, Known] = field(default_factory=dict)  # of the line, not of its class
    texts: dict[str, KnownText] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Gatherer:
    """Collects evidence for lines; built once per :class:`Knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._limits = thresholds.read(knowledge)
        self._alias = {
            row["alias"]: row["parameter"] for row in knowledge.tables.get("parameters", ())
        }
        self._parts = {part.key: part for part in knowledge.parts}
        self._materials = MaterialWords(knowledge)
        self._choices = ChoiceWords(knowledge)
        self._places = Places(knowledge)
        self._plausible = Plausible(knowledge)
        self._keeps_forming = {
            row["component_class"]
            for row in knowledge.tables.get("classes", ())
            if row.get("keeps_forming") == "1"
        }
        self._read: dict[tuple[str, str, str], Extracted] = {}

    def gather(
        self, line: BomLine, classification: Classification, data: ComponentData
    ) -> Evidence:
        """Return all that is known of ``line`` beyond the defaults of its class."""
        evidence = Evidence()
        self._from_text(evidence, line, data)
        if classification.part_key in self._parts:
            self._from_part(evidence, self._parts[classification.part_key or ""], data)
        self._from_line(evidence, line, data)
        self._material(evidence, line, data)
        self._place(evidence, line, data)
        return evidence

    def place(self, line: BomLine) -> KnownText | None:
        """Return the code of the line's country, None where none is given or known."""
        code = self._places.code(line.country) if line.country else None
        if code is None:
            return None
        return KnownText(value=code, origin=Origin.DECLARED, source=str(line.at), at=line.at)

    def name_in(self, data: ComponentData, name: str) -> str | None:
        """Return the class's own name of a parameter or choice, through the alias table."""
        own = (*data.parameters, *data.choices, *data.constants)
        if name in own:
            return name
        root = self._alias.get(name, name)
        return next((mine for mine in own if self._alias.get(mine, mine) == root), None)

    def _from_text(self, evidence: Evidence, line: BomLine, data: ComponentData) -> None:
        # Letters and digits of a part number are no measures: 106KG there is no mass.
        said_in = " ".join(filter(None, (line.name, line.description, line.material)))
        memory = (said_in, line.part_number, data.component_class)
        if memory not in self._read:
            words = self._choices.read(line, data.component_class)
            self._read[memory] = {**extract(said_in, data.component_class), **words}
        for said, value in self._read[memory].items():
            name = self.name_in(data, said)
            if name is None:
                continue
            if isinstance(value, str) or name not in data.parameters:
                evidence.texts[name] = KnownText(
                    value=_text(value), origin=Origin.EXTRACTED, source=str(line.at), at=line.at
                )
            elif self._plausible.holds(name, data.component_class, value):
                evidence.numbers[name] = _exactly(value, Origin.EXTRACTED, line.at)
            else:
                evidence.notices.append(noticed("MAP201", line.at, name=name, value=value))

    def _from_part(self, evidence: Evidence, part: PartEntry, data: ComponentData) -> None:
        factor = getattr(self._limits, _KIND_FACTORS.get(part.kind, "assumption_interval_factor"))
        for name, value in part.parameters.items():
            if name.endswith(("_low", "_high")):
                continue
            own = self.name_in(data, name)
            if own is None and data.component_class in _CARDS:
                own = self.name_in(data, _ON_A_CARD.get(name, name))
            if own is None or own not in data.parameters:
                continue
            evidence.numbers[own] = Known(
                value=value,
                low=part.parameters.get(f"{name}_low", _low(name, value, factor)),
                high=part.parameters.get(f"{name}_high", _high(name, value, factor)),
                origin=Origin.LOOKED_UP,
                source=part.source,
                assumed=part.kind == ASSUMPTION,
            )
        for name, text in part.choices.items():
            evidence.texts[name] = KnownText(
                value=text, origin=Origin.LOOKED_UP, source=part.source
            )

    def _from_line(self, evidence: Evidence, line: BomLine, data: ComponentData) -> None:
        for name, stated in _stated(line):
            own = self.name_in(data, name)
            if name == RECYCLED_CONTENT:
                self._declared_number(evidence, name, stated, data)
                if name in evidence.numbers:
                    evidence.beside[name] = evidence.numbers.pop(name)
            elif own is None:
                if not name.startswith("footprint"):
                    evidence.notices.append(
                        noticed(
                            "MAP204", stated.at, name=name, component_class=data.component_class
                        )
                    )
            elif own in data.parameters:
                self._declared_number(evidence, own, stated, data)
            else:
                evidence.texts[own] = KnownText(
                    value=_text(stated.value),
                    origin=Origin.DECLARED,
                    source=str(stated.at),
                    at=stated.at,
                )
        if line.unit in _BY_UNIT:
            name, value = _BY_UNIT[line.unit]
            if name in data.parameters:
                evidence.numbers[name] = _exactly(value, Origin.DECLARED, line.at)
            elif line.mass_kg is None:
                evidence.notices.append(
                    noticed("MAP207", line.at, unit=line.unit, component_class=data.component_class)
                )

    def _declared_number(
        self, evidence: Evidence, name: str, stated: Stated, data: ComponentData
    ) -> None:
        if isinstance(stated.value, str):
            evidence.problems.append(refused("MAP112", stated.at, name=name, value=stated.value))
        elif name == "mass_kg" and stated.value == 0:
            evidence.notices.append(noticed("MAP208", stated.at))
        elif not self._plausible.holds(name, data.component_class, stated.value):
            limits = self._plausible.range(name, data.component_class)
            low, high = limits
            evidence.problems.append(
                refused("MAP111", stated.at, name=name, value=stated.value, low=low, high=high)
            )
        else:
            evidence.numbers[name] = _as_stated(stated.value, stated)

    def _material(self, evidence: Evidence, line: BomLine, data: ComponentData) -> None:
        if "material" not in data.choices:
            return
        found = self._materials.in_column(line.material) if line.material else None
        origin = Origin.DECLARED
        if found is None and line.material:
            evidence.notices.append(noticed("MAP205", line.at, material=line.material))
        if found is None:
            found = self._materials.in_text(f"{line.name} {line.description}")
            origin = Origin.EXTRACTED
        if found is not None:
            self._use_material(evidence, found, origin, line, data)

    def _use_material(
        self,
        evidence: Evidence,
        found: FoundMaterial,
        origin: Origin,
        line: BomLine,
        data: ComponentData,
    ) -> None:
        entry = found.entry
        # "aluminium" without a grade leaves the class's own grade of aluminium.
        if found.bare and data.constants.get("eol_material") == entry.eol_material:
            return
        said = {"material": entry.material, "material_product": entry.product}
        said["eol_material"] = entry.eol_material
        if entry.forming and data.component_class not in self._keeps_forming:
            said["forming_product"] = entry.forming
        for name, value in said.items():
            if name == "material" or name in data.constants:
                evidence.texts[name] = KnownText(
                    value=value, origin=origin, source=str(line.at), at=line.at
                )
        if "density_kg_m3" in data.parameters and "density_kg_m3" not in evidence.numbers:
            factor = self._limits.density_interval_factor
            density = entry.density_kg_m3
            evidence.numbers["density_kg_m3"] = Known(
                value=density,
                low=density / factor,
                high=density * factor,
                origin=Origin.LOOKED_UP,
                source=ASSUMPTION,
                assumed=True,
            )

    def _place(self, evidence: Evidence, line: BomLine, data: ComponentData) -> None:
        if not line.country:
            return
        place = self.place(line)
        if place is None:
            evidence.notices.append(noticed("MAP206", line.at, country=line.country))
        elif "assembly_country" in data.choices:
            evidence.texts.setdefault("assembly_country", place)


def _stated(line: BomLine) -> Iterator[tuple[str, Stated]]:
    """What the line declares; the mass column outranks a parameter of that name."""
    yield from line.stated.items()
    if line.mass_kg is not None:
        at = line.stated["mass_kg"].at if "mass_kg" in line.stated else line.at
        yield "mass_kg", Stated(value=line.mass_kg, at=at)


def _exactly(value: float, origin: Origin, at: CellRef) -> Known:
    return Known(value=value, low=value, high=value, origin=origin, source=str(at), at=at)


def _as_stated(value: float, stated: Stated) -> Known:
    """Return what is written as it stands, what is filled in with the interval it came with."""
    known = _exactly(value, Origin.DECLARED, stated.at)
    if stated.low is None or stated.high is None:
        return known
    return replace(known, low=stated.low, high=stated.high, assumed=True)


def _counted(name: str) -> bool:
    return name.endswith(("_count", "_nm"))


def _low(name: str, value: float, factor: float) -> float:
    return value if _counted(name) else value / factor


def _high(name: str, value: float, factor: float) -> float:
    return value if _counted(name) else value * factor


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"
