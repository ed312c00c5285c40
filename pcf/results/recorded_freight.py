"""The mass that is carried, as factors of the lines it is the sum of."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pcf.results.causes import Cause, piece_causes
from pcf.results.comparison_side import Side
from pcf.results.comparison_slots import Slot
from pcf.results.recorded_terms import SAME, Factor


def gross_masses(
    first: Side, second: Side, places: Sequence[Slot], stated_causes: tuple[Cause, ...]
) -> list[tuple[Factor, ...]]:
    """Return factors of the gross mass [kg]: of every place where the lines add up to it.

    A stated gross mass is one factor, moved by ``stated_causes``.
    """
    gross = (first.gross_mass_kg, second.gross_mass_kg)
    sums = [math.fsum(piece.mass_kg for piece in side.pieces) for side in (first, second)]
    if all(math.isclose(*pair, rel_tol=SAME) for pair in zip(gross, sums, strict=True)):
        return [_place_mass(first, second, place) for place in places]
    return [(Factor(first=gross[0], second=gross[1], causes=stated_causes),)]


def _place_mass(first: Side, second: Side, place: Slot) -> tuple[Factor, ...]:
    one = None if place.first is None else first.pieces[place.first]
    other = None if place.second is None else second.pieces[place.second]
    if one is None or other is None:
        mass = (one.mass_kg if one else 0.0, other.mass_kg if other else 0.0)
        return (Factor(first=mass[0], second=mass[1], causes=(Cause.PART,)),)
    return (
        Factor(first=one.quantity, second=other.quantity, causes=(Cause.QUANTITY,)),
        Factor(
            first=one.mass_kg / one.quantity,
            second=other.mass_kg / other.quantity,
            causes=piece_causes(first, second, place) or (Cause.DATA,),
        ),
    )
