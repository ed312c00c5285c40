"""How many pieces a line of an archetype has, and what of that nobody stated."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.model.archetype import ArchetypeLine
from pcf.model.bom import CountTerm, OpenCount, Stated


def pieces_of(entry: ArchetypeLine, counts: Mapping[str, Stated]) -> float:
    """Return the pieces of a line by the columns it counts by."""
    return entry.quantity + sum(
        pieces * float(counts[column].value) for column, pieces in entry.per.items()
    )


def open_count(entry: ArchetypeLine, counts: Mapping[str, Stated]) -> OpenCount | None:
    """Return what of a line's count nobody stated.

    A part the archetype has none of stays out in every draw: that a server has no accelerator
    is what kind of server it is, not an ignorance of how many it has.
    """
    terms = [
        CountTerm(
            ignorance=column, pieces_count=pieces, value=value, low=stated.low, high=stated.high
        )
        for column, pieces in entry.per.items()
        if (stated := counts[column]).low is not None
        and stated.high is not None
        and (value := float(stated.value))
    ]
    own = entry.quantity_figure
    if own is not None:
        terms.append(
            CountTerm(
                ignorance=f"pieces of {entry.name}",
                pieces_count=1.0,
                value=own.value,
                low=own.low,
                high=own.high,
            )
        )
    if not terms:
        return None
    told = sum(term.pieces_count * term.value for term in terms)
    return OpenCount(
        fixed_count=pieces_of(entry, counts) - told, at_least=entry.at_least, terms=tuple(terms)
    )
