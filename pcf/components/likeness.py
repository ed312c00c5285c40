"""Lines no rule recognises, compared with the reviewed synonyms of all classes."""

from __future__ import annotations

import re

from pcf.components.normalise import fold
from pcf.components.thresholds import Thresholds
from pcf.model.component import Candidate, Classification
from pcf.model.knowledge import Knowledge

_CJK = re.compile(r"[㐀-鿿]")
# Shorter names are found by rules alone: likeness to two letters says nothing.
_SHORTEST_EN, _SHORTEST_ZH = 4, 2

_FILLERS = re.compile(
    r"\b(?:final|main|sub|assembly|module|kit|unit|set|parts?|components?|other|misc\w*)\b"
    r"|组件|模块|模组|部件|零件|套件|总成|其他",
    re.ASCII,
)


def _tempered(score: float, text: str, name: str) -> float:
    """Lower the score of a name that says more than the text does (`accessory` box)."""
    from rapidfuzz import fuzz

    return score if len(name) <= len(text) else (score + fuzz.ratio(text, name)) / 2


class Likeness:
    """Finds the class whose reviewed names are most like a text."""

    def __init__(self, knowledge: Knowledge, limits: Thresholds) -> None:
        self._limits = limits
        self._class_of: dict[str, str] = {}
        for entry in knowledge.classes.values():
            for name in (entry.title, entry.title_zh, *entry.synonyms):
                folded = fold(name)
                shortest = _SHORTEST_ZH if _CJK.search(folded) else _SHORTEST_EN
                if len(folded) >= shortest:
                    self._class_of.setdefault(folded, entry.component_class)

    def classify(self, views: tuple[str, ...], whole: str, electronic: bool) -> Classification:
        """Return the likeliest class of a text, or a generic class as its stand-in."""
        ranked: list[Candidate] = []
        for view in views:
            ranked = self.rank(view)
            if ranked:
                break
        if not ranked:
            return self._fallback(whole, electronic)
        first, *others = ranked
        close = self._limits.fuzzy_margin_score / 100 * self._limits.fuzzy_confidence_factor
        rivals = [item for item in others if first.confidence - item.confidence < close]
        factor = self._limits.ambiguity_factor if rivals else 1.0
        return Classification(
            component_class=first.component_class,
            confidence=first.confidence * factor,
            method="fuzzy",
            reason=first.reason,
            runners_up=tuple(others[:3]),
        )

    def rank(self, text: str) -> list[Candidate]:
        """Return classes by likeness of their best name to ``text``, best first."""
        from rapidfuzz import fuzz, process

        if not _FILLERS.sub("", text).strip():
            return []  # "Final assembly" is like every assembly, and says none
        # Words are compared as a set; Chinese has no word spaces, so its parts are compared.
        scorer = fuzz.WRatio if _CJK.search(text) else fuzz.token_set_ratio
        matches = process.extract(
            text,
            list(self._class_of),
            scorer=scorer,
            limit=12,
            score_cutoff=self._limits.fuzzy_minimum_score,
        )
        scored = sorted(
            ((_tempered(score, text, name), name) for name, score, _ in matches), reverse=True
        )
        best: dict[str, Candidate] = {}
        for score, name in scored:
            component_class = self._class_of[name]
            if score >= self._limits.fuzzy_minimum_score and component_class not in best:
                best[component_class] = Candidate(
                    component_class=component_class,
                    confidence=score / 100 * self._limits.fuzzy_confidence_factor,
                    reason=f"like '{name}' ({score:.0f} of 100)",
                )
        return list(best.values())

    def _fallback(self, whole: str, electronic: bool) -> Classification:
        component_class = "generic_electronics" if electronic else "generic"
        return Classification(
            component_class=component_class,
            confidence=self._limits.fallback_confidence,
            method="fallback",
            reason=f"no rule and no synonym recognises '{whole}'",
        )
