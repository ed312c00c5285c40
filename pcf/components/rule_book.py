"""The reviewed rules and names, and the classes they see in a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.components.line_texts import LineTexts, Noun
from pcf.components.normalise import key
from pcf.components.screening import ScreenedPattern
from pcf.components.thresholds import Thresholds
from pcf.model.component import Candidate
from pcf.model.knowledge import ClassRule, Knowledge

_HOSTS = frozenset(
    {
        "processor",
        "accelerator",
        "hard_disk_drive",
        "solid_state_drive",
        "power_supply",
        "memory_module",
    }
)
_MOUNTED = frozenset({"mechanical", "cooling"})  # what is named by the part it is fixed to
_OWN_FIGURE = re.compile(
    r"\d ?(?:k?w|gb?|tb?|gib|tib|ghz|mhz|mt/s|核|cores?|rpm)(?![a-z])|\d{4}[a-z+]?\b", re.ASCII
)
# Groups whose kinds are told apart by specification; elsewhere later words name what is attached.
_SPECIFIED = frozenset({"silicon", "semiconductors", "passives"})
_MATERIAL_PRIORITY = 86  # from here on rules see materials, which say no kind of part
_HEAD_STEP, _WHOLE_STEP = 4, 5  # after the phrases of name and description


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Classes seen in a line, best first; ``tied`` are those a rival equals in rank."""

    candidates: tuple[Candidate, ...]
    tied: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    entry: ClassRule
    pattern: ScreenedPattern
    unless: ScreenedPattern | None

    def holds(self, text: str) -> bool:
        if not text or not self.pattern.found_in(text):
            return False
        return self.unless is None or not self.unless.found_in(text)

    def candidate(self, reason: str, factor: float = 1.0) -> Candidate:
        return Candidate(
            component_class=self.entry.component_class,
            confidence=self.entry.confidence * factor,
            reason=reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """A candidate with the step it was seen in and the priority of its rule."""

    candidate: Candidate
    rank: tuple[int, int]


def _rule(entry: ClassRule) -> _Rule:
    unless = ScreenedPattern(entry.unless) if entry.unless else None
    return _Rule(entry=entry, pattern=ScreenedPattern(entry.pattern), unless=unless)


def class_names(knowledge: Knowledge) -> dict[str, str]:
    """Return every reviewed name of a class, reduced to letters and digits."""
    names: dict[str, str] = {}
    for entry in knowledge.classes.values():
        for synonym in entry.synonyms:
            names.setdefault(key(synonym), entry.component_class)
    for entry in knowledge.classes.values():
        for title in (entry.component_class, entry.title, entry.title_zh):
            names[key(title)] = entry.component_class
    names.pop("", None)
    return names


class RuleBook:
    """Rules in order of priority, each pattern compiled when first needed."""

    def __init__(self, knowledge: Knowledge, limits: Thresholds) -> None:
        self._limits = limits
        self._names = class_names(knowledge)
        self._group = {name: entry.group for name, entry in knowledge.classes.items()}
        rules = tuple(map(_rule, sorted(knowledge.rules, key=lambda entry: entry.priority)))
        self._designators = tuple(rule for rule in rules if rule.entry.field == "designators")
        self._rules = tuple(rule for rule in rules if rule.entry.field != "designators")
        # Loose words (cover, module, a package name) decide only where nothing else does.
        self._telling = tuple(rule for rule in self._rules if self._tells(rule.entry))
        self._loose = tuple(rule for rule in self._rules if not self._tells(rule.entry))

    def _tells(self, entry: ClassRule) -> bool:
        return entry.field == "text" and entry.priority < self._limits.loose_priority

    def class_named(self, name: str) -> str | None:
        """Return the class of exactly this reviewed name."""
        return self._names.get(key(name))

    def see(self, texts: LineTexts, section: str) -> Seen:
        """Return the classes seen: in the name, the description, the whole text; by priority."""
        found: dict[str, _Ranked] = {}
        for step, noun in enumerate(texts.nouns):
            for name, ranked_class in self._see_noun(noun, texts, 2 * step).items():
                found.setdefault(name, ranked_class)
        said_already = (texts.head,) == texts.phrases and not texts.kind
        rules = self._loose if said_already else self._rules
        self._collect(found, rules, texts.head, texts, _HEAD_STEP)
        if texts.whole != texts.head:
            factor = self._limits.whole_factor
            self._collect(found, self._rules, texts.whole, texts, _WHOLE_STEP, factor)
        if not found:
            self._collect_by_designator(found, texts)
        ranked = self._parts_first(list(found.values()), texts)
        if section == "packaging":
            packing = ("packaging", "label")
            ranked.sort(key=lambda item: not item.candidate.component_class.startswith(packing))
        ranks = [item.rank for item in ranked]
        return Seen(
            candidates=tuple(item.candidate for item in ranked),
            tied=frozenset(
                item.candidate.component_class for item in ranked if ranks.count(item.rank) > 1
            ),
        )

    def _parts_first(self, ranked: list[_Ranked], texts: LineTexts) -> list[_Ranked]:
        """Return parts that are named beside a bare host first: holder of a supply, pad of a drive.

        A host (processor, drive, supply …) that is the part itself says its own figure: cores,
        watts, gigabytes.
        """
        hosts = [item for item in ranked if item.candidate.component_class in _HOSTS]
        if not ranked or ranked[0] not in hosts or _OWN_FIGURE.search(texts.head):
            return ranked
        beside = [
            item
            for item in ranked
            if self._group[item.candidate.component_class] in _MOUNTED
            and item.rank < (_HEAD_STEP, _MATERIAL_PRIORITY)
        ]
        return [*beside, *(item for item in ranked if item not in beside)]

    def _see_noun(self, noun: Noun, texts: LineTexts, step: int) -> dict[str, _Ranked]:
        """Return the classes of the start of a phrase, then those of all of it.

        What follows the start only says which kind of it: a `MOS管` of 100 A is a power
        semiconductor. So a surer rule of the same group on the whole phrase goes first.
        """
        start = self._see_view(noun.start, texts, step)
        if noun.start == noun.phrase:
            return start
        phrase = self._see_view(noun.phrase, texts, step + 1)
        return phrase | start if self._finer(start, phrase) else start | phrase

    def _see_view(self, view: str, texts: LineTexts, step: int) -> dict[str, _Ranked]:
        seen: dict[str, _Ranked] = {}
        self._collect_by_name(seen, view, step)
        self._collect(seen, self._telling, f"{view} {texts.kind}".strip(), texts, step)
        return seen

    def _finer(self, start: Mapping[str, _Ranked], phrase: Mapping[str, _Ranked]) -> bool:
        if not (start and phrase):
            return bool(phrase)
        coarse, fine = next(iter(start)), next(iter(phrase))
        group = self._group[fine]
        return fine != coarse and group in _SPECIFIED and group == self._group[coarse]

    def _collect_by_name(self, found: dict[str, _Ranked], phrase: str, step: int) -> None:
        component_class = self.class_named(phrase)
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
        texts: LineTexts,
        step: int,
        factor: float = 1.0,
    ) -> None:
        for rule in rules:
            entry = rule.entry
            if entry.component_class in found:
                continue
            if rule.holds(texts.field(entry.field, view)):
                reason = f"rule on {entry.field}: {_shortened(entry.pattern)}"
                found[entry.component_class] = _Ranked(
                    candidate=rule.candidate(reason, factor), rank=(step, entry.priority)
                )

    def _collect_by_designator(self, found: dict[str, _Ranked], texts: LineTexts) -> None:
        reason = f"reference designator {texts.designators.split(',')[0]}"
        for rule in self._designators:
            name = rule.entry.component_class
            if name not in found and rule.holds(texts.designators):
                rank = (_WHOLE_STEP, rule.entry.priority)
                found[name] = _Ranked(candidate=rule.candidate(reason), rank=rank)


def _shortened(pattern: str, length: int = 60) -> str:
    return pattern if len(pattern) <= length else pattern[: length - 1] + "…"
