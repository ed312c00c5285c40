"""What a report tells of assumptions: shares by span of the life cycle, and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pcf.reports.fields import Fields
from pcf.reports.wording import word
from pcf.results.assumptions import GRAVE, TO_GATE

#: What can be assumed, in the order it is told.
KINDS = ("inventory", "parameter", "setting", "total")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionSpanView:
    """Shares of one span (the whole, to the gate, a stage) that rest on assumptions."""

    key: str
    title: str
    shares: tuple[float, ...]  # in the order of KINDS

    @property
    def total_share(self) -> float:
        """Sum of the three kinds."""
        return self.shares[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalChoiceView:
    """A setting of the functional unit: its value in words, who chose it, what follows it."""

    key: str
    title: str
    shown: str
    chosen: str
    share: float


def assumption_spans(quality: Fields, lang: str) -> tuple[AssumptionSpanView, ...]:
    """Return the shares of each span, none for results of earlier versions."""
    spans = quality.part_or_none("assumption_shares")
    if spans is None:
        return ()
    return tuple(
        AssumptionSpanView(
            key=key,
            title=_title(key, lang),
            shares=tuple(spans.part(key).number(f"{kind}_share") for kind in KINDS),
        )
        for key in spans.names
    )


def _title(key: str, lang: str) -> str:
    return word(lang, f"total.{key}" if key in (GRAVE, TO_GATE) else f"stage.{key}")


def functional_choices(
    quality: Fields, shown: Mapping[str, str], lang: str
) -> tuple[FunctionalChoiceView, ...]:
    """Return the choices of the functional unit; ``shown`` has the settings in words."""
    return tuple(
        FunctionalChoiceView(
            key=part.text("name"),
            title=word(lang, f"setting.{part.text('name')}"),
            shown=shown.get(part.text("name"), str(part.scalar("value"))),
            chosen=_chosen(part, lang),
            share=part.number("share"),
        )
        for part in quality.each("functional_choices")
    )


def _chosen(part: Fields, lang: str) -> str:
    """Return who chose: the study, or a default, which may be an assumption of its own."""
    origin = word(lang, f"setting_origin.{part.text('origin')}", default=part.text("origin"))
    if part.text("origin") == "default" and part.text("source") == "assumption":
        return word(lang, "quality.chosen_assumed").format(origin=origin)
    return origin
