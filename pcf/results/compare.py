"""Two results side by side, and why they differ: contributions of causes that add up exactly."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pcf.errors import DataError
from pcf.model.knowledge import Knowledge
from pcf.model.system import Stage
from pcf.results.assessment import Assessment
from pcf.results.attribution import shapley
from pcf.results.causes import Cause, Change, changes
from pcf.results.comparison import (
    CauseEffect,
    Comparison,
    Contribution,
    PlaceEffect,
    equal,
)
from pcf.results.comparison_side import Side, distinct_names
from pcf.results.comparison_slots import Slot, slots
from pcf.results.equivalence import equivalence
from pcf.results.recomputed import (
    NotRecomputableError,
    Recomputed,
    Revision,
    columns,
    revision_of,
)
from pcf.results.recorded import Recorded
from pcf.results.recorded_terms import shared_causes

Figure = tuple[Cause, int | None, Stage, float]
"""What one cause moves in one place and stage [kg CO2e per product]."""


def compare(
    first: Assessment | Revision | Side,
    second: Assessment | Revision | Side,
    knowledge: Knowledge | None = None,
    *,
    names: tuple[str, str] = ("", ""),
) -> Comparison:
    """Return why two results differ.

    Two assessments or revisions are attributed by computing every product between them, with
    ``knowledge``; where one of them cannot be computed anew from the data at hand, by the
    factors both record.

    Parameters
    ----------
    names
        What the sides are called; by their product where empty.
    """
    subjects = [
        revision_of(subject) if isinstance(subject, Assessment) else subject
        for subject in (first, second)
    ]
    sides = _named([_side(subject) for subject in subjects], names)
    places = slots(sides[0].pieces, sides[1].pieces)
    differing = changes(*sides, places)
    figures: Sequence[Figure] | None = None
    shared: tuple[tuple[Stage, tuple[Cause, ...]], ...] = ()
    one, other = subjects
    if isinstance(one, Revision) and isinstance(other, Revision) and knowledge is not None:
        between = Recomputed(one, other, places, knowledge)
        figures = _recomputed(between, sides, places, tuple(differing))
    basis = "recomputed" if figures is not None else "recorded"
    if figures is None:
        terms = Recorded(*sides, places, differing).terms()
        shared = shared_causes(terms)
        figures = [
            (cause, term.place, term.stage, kgco2e)
            for term in terms
            for cause, kgco2e in term.contributions().items()
        ]
    return Comparison(
        first=sides[0],
        second=sides[1],
        causes=_causes(figures, differing),
        places=_places(figures, sides, places),
        contributions=_contributions(figures, sides, places),
        equivalence=equivalence(sides),
        basis=basis,
        shared=shared,
    )


def _side(subject: Revision | Side) -> Side:
    return subject if isinstance(subject, Side) else subject.side


def _named(sides: Sequence[Side], names: Sequence[str]) -> tuple[Side, Side]:
    given = [name or side.name for side, name in zip(sides, names, strict=True)]
    first, second = (
        replace(side, name=name) for side, name in zip(sides, distinct_names(given), strict=True)
    )
    return first, second


def _recomputed(
    between: Recomputed,
    sides: tuple[Side, Side],
    places: Sequence[Slot],
    causes: Sequence[Cause],
) -> list[Figure] | None:
    """Return the figures, ``None`` where the two ends do not give the results' own totals."""
    try:
        ends = (between.value(frozenset()), between.value(frozenset(causes)))
        for side, end in zip(sides, ends, strict=True):
            if not equal(math.fsum(end), side.total_kgco2e):
                return None
        found = shapley(causes, between.value)
    except (NotRecomputableError, DataError):
        return None
    return [
        (cause, place, stage, float(kgco2e))
        for cause, contribution in found.items()
        for (place, stage), kgco2e in zip(columns(places), contribution, strict=True)
        if kgco2e
    ]


def _causes(
    figures: Iterable[Figure], differing: Mapping[Cause, Sequence[Change]]
) -> tuple[CauseEffect, ...]:
    """Return every cause that changed something or moved a figure, in their order."""
    by: dict[Cause, dict[Stage, list[float]]] = defaultdict(lambda: defaultdict(list))
    for cause, _, stage, kgco2e in figures:
        by[cause][stage].append(kgco2e)
    return tuple(
        CauseEffect(
            cause=cause,
            kgco2e=math.fsum(value for values in by[cause].values() for value in values),
            by_stage={stage: math.fsum(by[cause][stage]) for stage in Stage if stage in by[cause]},
            changes=tuple(differing.get(cause, ())),
        )
        for cause in Cause
        if cause in by or cause in differing
    )


def _places(
    figures: Iterable[Figure], sides: tuple[Side, Side], places: Sequence[Slot]
) -> tuple[PlaceEffect, ...]:
    """Return every component, largest difference first."""
    by: dict[int | None, dict[Cause, list[float]]] = defaultdict(lambda: defaultdict(list))
    for cause, place, _, kgco2e in figures:
        by[place][cause].append(kgco2e)
    found = [
        _place(sides, place, {cause: math.fsum(values) for cause, values in by[number].items()})
        for number, place in enumerate(places)
    ]
    return tuple(sorted(found, key=lambda effect: -abs(effect.difference_kgco2e)))


def _place(sides: tuple[Side, Side], place: Slot, by_cause: Mapping[Cause, float]) -> PlaceEffect:
    pieces = [
        None if position is None else side.pieces[position]
        for side, position in zip(sides, (place.first, place.second), strict=True)
    ]
    one, other = pieces
    return PlaceEffect(
        item="".join([piece.item for piece in pieces if piece][-1:]),
        fate=place.fate,
        names=(one.name if one else "", other.name if other else ""),
        classes=(one.component_class if one else "", other.component_class if other else ""),
        quantities=(one.quantity if one else 0.0, other.quantity if other else 0.0),
        kgco2e=(one.kgco2e if one else 0.0, other.kgco2e if other else 0.0),
        by_cause=by_cause,
    )


def _contributions(
    figures: Iterable[Figure], sides: tuple[Side, Side], places: Sequence[Slot]
) -> tuple[Contribution, ...]:
    """Return the long table: sums by cause, stage and component."""
    sums: dict[tuple[Cause, Stage, int | None], list[float]] = defaultdict(list)
    for cause, place, stage, kgco2e in figures:
        sums[cause, stage, place].append(kgco2e)
    causes, stages = list(Cause), list(Stage)
    found = []
    for (cause, stage, place), values in sorted(
        sums.items(),
        key=lambda entry: (
            causes.index(entry[0][0]),
            stages.index(entry[0][1]),
            len(places) if entry[0][2] is None else entry[0][2],
        ),
    ):
        item, name = _identity(sides, None if place is None else places[place])
        found.append(
            Contribution(cause=cause, stage=stage, item=item, name=name, kgco2e=math.fsum(values))
        )
    return tuple(found)


def _identity(sides: tuple[Side, Side], place: Slot | None) -> tuple[str, str]:
    if place is None:
        return "", ""
    if place.second is not None:
        piece = sides[1].pieces[place.second]
        return piece.item, piece.name
    piece = sides[0].pieces[place.first or 0]
    return piece.item, piece.name
