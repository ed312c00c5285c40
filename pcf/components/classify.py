"""A BOM line is given its component class: declared, part known, rule, material, likeness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pcf.components import thresholds
from pcf.components.abbreviations import Abbreviations
from pcf.components.extract import CHIPS
from pcf.components.likeness import Likeness
from pcf.components.line_texts import LineTexts, read_texts
from pcf.components.material_words import MaterialWords
from pcf.components.normalise import fold
from pcf.components.rule_book import RuleBook, Seen
from pcf.components.screening import ScreenedPattern
from pcf.model.bom import BomLine
from pcf.model.component import Candidate, Classification
from pcf.model.knowledge import Knowledge, PartEntry

FOOTPRINT = "footprint_kgco2e"
_RUNNERS_UP_COUNT = 3
# A part of sheet metal, plastic or castings is what its material is formed by.
_FORMED_AS = {
    "sheet_metal_stamping": "sheet_metal_part",
    "injection_moulding": "plastic_part",
    "die_casting_aluminium": "cast_part",
    "extrusion_aluminium": "extruded_part",
}
# A product that holds its forming already: none is added, but it says how the part was made.
_FORMING_WITHIN = {"aluminium_profile": "extrusion_aluminium"}
_FORMED_BY_MATERIAL = {
    "sheet_metal_part": frozenset(_FORMED_AS) - {"sheet_metal_stamping"},
    "plastic_part": frozenset(_FORMED_AS) - {"injection_moulding"},
    "switch_button": frozenset({"injection_moulding"}),
    "backplane": frozenset({"sheet_metal_stamping"}),
}
# A chip named on a card stays a card; the chip's area is still looked up for it.
_CARD_OF = {
    "network_asic": "network_card",
    "storage_asic": "storage_controller_card",
}
# A part number of a chip on a line that is a card names what the card carries.
_CARRIED = frozenset({"bmc", "fpga", "cpld", "chipset", "switch_asic", "integrated_circuit"})
_CARDS = frozenset({"network_card", "storage_controller_card", "expansion_card"})
_CHIP_CLASSES = (
    CHIPS
    | _CARDS
    | {"memory_chip", "memory_module", "solid_state_drive", "hbm_stack"}
    | {"generic_electronics", "generic"}
)


class Classifier:
    """Classifies the lines of any number of BOMs with one :class:`Knowledge`.

    Lines with the same text are classified once.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._limits = thresholds.read(knowledge)
        self._abbreviations = Abbreviations(knowledge)
        self._book = RuleBook(knowledge, self._limits)
        self._parts = tuple((part, ScreenedPattern(part.pattern)) for part in knowledge.parts)
        self._materials = MaterialWords(knowledge)
        self._likeness = Likeness(knowledge, self._limits)
        self._known: dict[tuple[object, ...], Classification] = {}

    def classify(self, line: BomLine) -> Classification:
        """Return the class of ``line`` with confidence, reason and runners-up."""
        memory = (
            line.name,
            line.description,
            line.material,
            line.part_number,
            line.component_class,
            fold(line.designators)[:4],
            line.section,
            line.stated.get(FOOTPRINT),
        )
        if memory not in self._known:
            self._known[memory] = self._classify(line)
        return self._known[memory]

    def _classify(self, line: BomLine) -> Classification:
        texts = read_texts(line, self._abbreviations)
        seen = self._book.see(texts, line.section)
        declared = self._declared(line, seen.candidates)
        if declared is not None:
            part = self._part(texts, declared.component_class)
            return replace(declared, part_key=part.key) if part else declared
        likely = seen.candidates[0].component_class if seen.candidates else None
        part = self._part(texts, likely)
        if part is not None:
            return self._from_part(part, seen.candidates)
        if seen.candidates:
            return self._by_material(line, self._from_rules(seen))
        views = (*texts.phrases, texts.head)
        return self._likeness.classify(views, texts.whole, bool(texts.designators))

    def _declared(self, line: BomLine, candidates: tuple[Candidate, ...]) -> Classification | None:
        if FOOTPRINT in line.stated:
            return Classification(
                component_class="declared_footprint",
                confidence=1.0,
                method="declared",
                reason=f"footprint stated at {line.stated[FOOTPRINT].at}",
                runners_up=candidates[:_RUNNERS_UP_COUNT],
            )
        chosen = self._book.class_named(line.component_class)
        if chosen is None:
            return None
        return Classification(
            component_class=chosen,
            confidence=1.0,
            method="declared",
            reason=f"class column says '{line.component_class}'",
            runners_up=_others(candidates, chosen),
        )

    def _part(self, texts: LineTexts, likely: str | None) -> PartEntry | None:
        if likely is not None and likely not in _CHIP_CLASSES:
            return None
        searched = f"{texts.whole}\n{texts.part_numbers}"
        for part, pattern in self._parts:
            if pattern.found_in(searched):
                return part
        return None

    def _from_part(self, part: PartEntry, candidates: tuple[Candidate, ...]) -> Classification:
        chosen = part.component_class
        if candidates:
            likely = candidates[0].component_class
            cards = _CARD_OF.items()
            carried = chosen in _CARRIED and likely in _CARDS
            if carried or (chosen, likely) in cards or (likely, chosen) in cards:
                chosen = likely
        return Classification(
            component_class=chosen,
            confidence=self._limits.part_confidence,
            method="part_library",
            reason=f"known part {part.key}",
            runners_up=_others(candidates, chosen),
            part_key=part.key,
        )

    def _from_rules(self, seen: Seen) -> Classification:
        first, *others = seen.candidates
        factor = self._limits.ambiguity_factor if first.component_class in seen.tied else 1.0
        return Classification(
            component_class=first.component_class,
            confidence=first.confidence * factor,
            method="rule",
            reason=first.reason,
            runners_up=tuple(others)[:_RUNNERS_UP_COUNT],
        )

    def _by_material(self, line: BomLine, found: Classification) -> Classification:
        """Return a formed part as the class of its material: a bracket of ADC12 is cast."""
        formings = _FORMED_BY_MATERIAL.get(found.component_class)
        if formings is None or not line.material:
            return found
        material = self._materials.in_column(line.material)
        if material is None:
            return found
        forming = material.entry.forming or _FORMING_WITHIN.get(material.entry.product, "")
        if forming not in formings:
            return found
        return replace(
            found,
            component_class=_FORMED_AS[forming],
            reason=f"{found.reason}; of {line.material}",
        )


def _others(candidates: tuple[Candidate, ...], chosen: str) -> tuple[Candidate, ...]:
    others = (item for item in candidates if item.component_class != chosen)
    return tuple(others)[:_RUNNERS_UP_COUNT]


def classify(line: BomLine, knowledge: Knowledge) -> Classification:
    """Return the class of one line; for many lines build one :class:`Classifier`."""
    return Classifier(knowledge).classify(line)


def classify_all(lines: Iterable[BomLine], knowledge: Knowledge) -> tuple[Classification, ...]:
    """Return the class of each line in order."""
    classifier = Classifier(knowledge)
    return tuple(classifier.classify(line) for line in lines)
