"""A BOM line is given its component class: declared, part known, rule, material, likeness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcf.components import thresholds
from pcf.components.likeness import Likeness
from pcf.components.material_words import MaterialWords
from pcf.components.normalise import first_phrase, fold, head, key, part_number_tokens
from pcf.components.screening import ScreenedPattern
from pcf.model.bom import BomLine
from pcf.model.component import Candidate, Classification
from pcf.model.knowledge import ClassRule, Knowledge, PartEntry

FOOTPRINT = "footprint_kgco2e"
_RUNNERS_UP_COUNT = 3
# A part of sheet metal, plastic or castings is what its material is formed by.
_FORMED_AS = {
    "sheet_metal_stamping": "sheet_metal_part",
    "injection_moulding": "plastic_part",
    "die_casting_aluminium": "cast_part",
    "extrusion_aluminium": "extruded_part",
}
_FORMED_BY_MATERIAL = {
    "sheet_metal_part": frozenset(_FORMED_AS) - {"sheet_metal_stamping"},
    "plastic_part": frozenset(_FORMED_AS) - {"injection_moulding"},
    "switch_button": frozenset({"injection_moulding"}),
    "backplane": frozenset({"sheet_metal_stamping"}),
}
_SHORTEST_NOUN = 3
_HEAD_STEP, _WHOLE_STEP = 2, 3  # after the phrases of name and description
# A chip named on a card stays a card; the chip's area is still looked up for it.
_CARD_OF = {
    "network_asic": "network_card",
    "storage_asic": "storage_controller_card",
}
_CHIP_CLASSES = frozenset(
    {
        "processor",
        "accelerator",
        "chipset",
        "bmc",
        "network_asic",
        "storage_asic",
        "switch_asic",
        "fpga",
        "cpld",
        "integrated_circuit",
        "memory_chip",
        "network_card",
        "storage_controller_card",
        "expansion_card",
        "memory_module",
        "solid_state_drive",
        "hbm_stack",
        "generic_electronics",
        "generic",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The texts of a line as rules see them.

    ``kind`` is the class column, ``phrases`` hold the noun of name and description, ``head``
    is the whole text without clauses that name a neighbour of the part.
    """

    kind: str
    phrases: tuple[str, ...]
    head: str
    whole: str
    part_numbers: str
    material: str
    designators: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """A candidate with the step it was seen in and the priority of its rule."""

    candidate: Candidate
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    entry: ClassRule
    pattern: ScreenedPattern
    unless: ScreenedPattern | None

    def holds(self, text: str) -> bool:
        if not text or not self.pattern.found_in(text):
            return False
        return self.unless is None or not self.unless.found_in(text)


def _read(line: BomLine) -> _Texts:
    name, description = fold(line.name), fold(line.description)
    kind = fold(line.component_class)
    whole = fold(line.text)
    phrases = (_noun(head(name)), _noun(head(description)))
    return _Texts(
        kind=kind,
        phrases=tuple(phrase for phrase in phrases if phrase),
        head=f"{head(whole)} {kind}".strip(),
        whole=f"{whole} {kind}".strip(),
        part_numbers=part_number_tokens((fold(line.part_number), name, description)),
        material=fold(line.material),
        designators=fold(line.designators),
    )


def _noun(headed: str) -> str:
    """Return the first phrase, or all where that is a mere abbreviation (`IC, CPLD, …`)."""
    phrase = first_phrase(headed)
    return headed if phrase.isascii() and len(key(phrase)) < _SHORTEST_NOUN else phrase


def _by_name(knowledge: Knowledge) -> dict[str, str]:
    """Every name a class column may use, reduced to letters and digits."""
    names: dict[str, str] = {}
    for entry in knowledge.classes.values():
        for synonym in entry.synonyms:
            names.setdefault(key(synonym), entry.component_class)
    for entry in knowledge.classes.values():
        for title in (entry.component_class, entry.title, entry.title_zh):
            names[key(title)] = entry.component_class
    names.pop("", None)
    return names


class Classifier:
    """Classifies the lines of any number of BOMs with one :class:`Knowledge`.

    Patterns are compiled when first needed and lines with the same text are classified once.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._limits = thresholds.read(knowledge)
        self._names = _by_name(knowledge)
        self._parts = tuple((part, ScreenedPattern(part.pattern)) for part in knowledge.parts)
        rules = tuple(
            _Rule(
                entry=entry,
                pattern=ScreenedPattern(entry.pattern),
                unless=ScreenedPattern(entry.unless) if entry.unless else None,
            )
            for entry in sorted(knowledge.rules, key=lambda entry: entry.priority)
        )
        self._rules = tuple(rule for rule in rules if rule.entry.field != "designators")
        self._designators = tuple(rule for rule in rules if rule.entry.field == "designators")
        # Loose words (cover, module, a package name) decide only where nothing else does.
        self._telling = tuple(
            rule
            for rule in self._rules
            if rule.entry.field == "text" and rule.entry.priority < self._limits.loose_priority
        )
        telling = set(map(id, self._telling))
        self._loose = tuple(rule for rule in self._rules if id(rule) not in telling)
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
            FOOTPRINT in line.stated,
        )
        if memory not in self._known:
            self._known[memory] = self._classify(line)
        return self._known[memory]

    def _classify(self, line: BomLine) -> Classification:
        texts = _read(line)
        candidates, rivals = self._candidates(texts, line.section)
        declared = self._declared(line, candidates)
        if declared is not None:
            part = self._part(texts, declared.component_class)
            return _with_part(declared, part)
        part = self._part(texts, candidates[0].component_class if candidates else None)
        if part is not None:
            return self._from_part(part, candidates)
        if candidates:
            return self._by_material(line, self._from_rules(candidates, rivals))
        return self._likeness.classify(
            (*texts.phrases, texts.head), texts.whole, electronic=bool(texts.designators)
        )

    def _declared(self, line: BomLine, candidates: tuple[Candidate, ...]) -> Classification | None:
        if FOOTPRINT in line.stated:
            return Classification(
                component_class="declared_footprint",
                confidence=1.0,
                method="declared",
                reason=f"footprint stated at {line.stated[FOOTPRINT].at}",
                runners_up=candidates[:_RUNNERS_UP_COUNT],
            )
        name = key(line.component_class)
        if name not in self._names:
            return None
        chosen = self._names[name]
        others = (item for item in candidates if item.component_class != chosen)
        return Classification(
            component_class=chosen,
            confidence=1.0,
            method="declared",
            reason=f"class column says '{line.component_class}'",
            runners_up=tuple(others)[:_RUNNERS_UP_COUNT],
        )

    def _part(self, texts: _Texts, likely: str | None) -> PartEntry | None:
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
            if (chosen, likely) in cards or (likely, chosen) in cards:
                chosen = likely
        others = (item for item in candidates if item.component_class != chosen)
        return Classification(
            component_class=chosen,
            confidence=self._limits.part_confidence,
            method="part_library",
            reason=f"known part {part.key}",
            runners_up=tuple(others)[:_RUNNERS_UP_COUNT],
            part_key=part.key,
        )

    def _from_rules(
        self, candidates: tuple[Candidate, ...], rivals: frozenset[str]
    ) -> Classification:
        first, *others = candidates
        factor = self._limits.ambiguity_factor if first.component_class in rivals else 1.0
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
        if material is None or material.entry.forming not in formings:
            return found
        return Classification(
            component_class=_FORMED_AS[material.entry.forming],
            confidence=found.confidence,
            method=found.method,
            reason=f"{found.reason}; of {line.material}",
            runners_up=found.runners_up,
        )

    def _candidates(
        self, texts: _Texts, section: str
    ) -> tuple[tuple[Candidate, ...], frozenset[str]]:
        """Return classes the rules see, best first, and those a rival class equals in rank."""
        found: dict[str, _Ranked] = {}
        for step, phrase in enumerate(texts.phrases):
            self._collect_by_name(found, phrase, step)
            said = f"{phrase} {texts.kind}".strip()
            self._collect(found, self._telling, said, texts, step=step)
        said_already = (texts.head,) == texts.phrases and not texts.kind
        rules = self._loose if said_already else self._rules
        self._collect(found, rules, texts.head, texts, step=_HEAD_STEP)
        if texts.whole != texts.head:
            whole = self._limits.whole_factor
            self._collect(found, self._rules, texts.whole, texts, step=_WHOLE_STEP, factor=whole)
        if not found:
            self._collect_by_designator(found, texts)
        ranked = list(found.values())
        if section == "packaging":
            packing = ("packaging", "label")
            ranked.sort(key=lambda item: not item.candidate.component_class.startswith(packing))
        ranks = [item.rank for item in ranked]
        rivals = frozenset(
            item.candidate.component_class for item in ranked if ranks.count(item.rank) > 1
        )
        return tuple(item.candidate for item in ranked), rivals

    def _collect_by_name(self, found: dict[str, _Ranked], phrase: str, step: int) -> None:
        component_class = self._names.get(key(phrase))
        if component_class is None or component_class in found:
            return
        candidate = Candidate(
            component_class=component_class,
            confidence=self._limits.name_confidence,
            reason=f"reviewed name '{phrase}'",
        )
        found[component_class] = _Ranked(candidate=candidate, rank=(step, 0))

    def _collect(
        self,
        found: dict[str, _Ranked],
        rules: tuple[_Rule, ...],
        view: str,
        texts: _Texts,
        *,
        step: int,
        factor: float = 1.0,
    ) -> None:
        for rule in rules:
            entry = rule.entry
            if entry.component_class in found:
                continue
            if rule.holds(_field(entry.field, view, texts)):
                candidate = Candidate(
                    component_class=entry.component_class,
                    confidence=entry.confidence * factor,
                    reason=f"rule on {entry.field}: {_shortened(entry.pattern)}",
                )
                rank = (step, entry.priority)
                found[entry.component_class] = _Ranked(candidate=candidate, rank=rank)

    def _collect_by_designator(self, found: dict[str, _Ranked], texts: _Texts) -> None:
        for rule in self._designators:
            entry = rule.entry
            if entry.component_class not in found and rule.holds(texts.designators):
                candidate = Candidate(
                    component_class=entry.component_class,
                    confidence=entry.confidence,
                    reason=f"reference designator {texts.designators.split(',')[0]}",
                )
                rank = (_WHOLE_STEP, entry.priority)
                found[entry.component_class] = _Ranked(candidate=candidate, rank=rank)


def _field(field: str, view: str, texts: _Texts) -> str:
    if field == "part_number":
        return texts.part_numbers
    return texts.material if field == "material" else view


def _shortened(pattern: str, length: int = 60) -> str:
    return pattern if len(pattern) <= length else pattern[: length - 1] + "…"


def _with_part(classification: Classification, part: PartEntry | None) -> Classification:
    if part is None:
        return classification
    return Classification(
        component_class=classification.component_class,
        confidence=classification.confidence,
        method=classification.method,
        reason=classification.reason,
        runners_up=classification.runners_up,
        part_key=part.key,
    )


def classify(line: BomLine, knowledge: Knowledge) -> Classification:
    """Return the class of one line; for many lines build one :class:`Classifier`."""
    return Classifier(knowledge).classify(line)


def classify_all(lines: Iterable[BomLine], knowledge: Knowledge) -> tuple[Classification, ...]:
    """Return the class of each line in order."""
    classifier = Classifier(knowledge)
    return tuple(classifier.classify(line) for line in lines)
