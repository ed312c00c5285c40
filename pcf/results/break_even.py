"""When it pays: years until a new server has paid back its making, and where two totals cross."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Halvings of an interval that leave nothing of a double's 53 bits.
_HALVINGS = 60


#: A curve to be drawn: where on the axis, and both totals there [kg CO2e per product].
Curve = tuple[tuple[float, float, float], ...]
#: Years of the curve of a payback.
_YEARS_DRAWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """What replacing old servers by one new gives.

    ``making_kgco2e`` is all of the new one but its electricity, ``gate_kgco2e`` its manufacturing
    alone. Paybacks [a] are None where the new one never pays back: it runs on no less. Use is of
    the first year; with a ``grid_path`` later years follow the grid. ``saving_kgco2e`` is over
    the years the old ones could still have run, making subtracted. ``curve`` has years, and the
    sums of emissions until then with the old ones kept and with the new one.
    """

    name: str
    name_zh: str
    scenario: str
    making_kgco2e: float
    gate_kgco2e: float
    old_annual_use_kgco2e: float
    new_annual_use_kgco2e: float
    payback_years: float | None
    gate_payback_years: float | None
    old_remaining_years: float
    saving_kgco2e: float
    grid_path: str
    curve: Curve

    @property
    def pays_back(self) -> bool:
        """Whether making is paid back before the old ones would have ended anyway."""
        return self.payback_years is not None and self.payback_years <= self.old_remaining_years


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingPoint:
    """Where the totals of two scenarios are equal; ``at`` is empty where they never are.

    ``lower_before`` and ``lower_after`` name the scenario with the lower total at the start
    and at the end of the range, ``equal`` where there is none.
    """

    name: str
    name_zh: str
    over: str
    first: str
    second: str
    at: tuple[float, ...]
    total_kgco2e: tuple[float, ...]
    lower_before: str
    lower_after: str
    curve: Curve


def first_years(elapsed_years: float, yearly_factors: Sequence[float]) -> float:
    """Return how many years on the grid of the first are as much as some years on its path [a].

    The last factor holds for all years after it; without factors the grid stays as it is.
    """
    factors = (*yearly_factors, yearly_factors[-1]) if yearly_factors else (1.0,)
    whole = [max(0.0, min(1.0, elapsed_years - year)) for year in range(len(factors) - 1)]
    after = max(0.0, elapsed_years - len(whole))
    return math.fsum(part * factor for part, factor in zip((*whole, after), factors, strict=True))


def years_until(wanted_years: float, yearly_factors: Sequence[float]) -> float | None:
    """Return after how many years :func:`first_years` has come to some years [a].

    None where it never does: the grid becomes clean before.
    """
    factors = (*yearly_factors, yearly_factors[-1]) if yearly_factors else (1.0,)
    left = wanted_years
    for year, factor in enumerate(factors[:-1]):
        if left <= factor:
            return year + (left / factor if factor > 0 else 0.0)
        left -= factor
    return len(factors) - 1 + left / factors[-1] if factors[-1] > 0 else None


def payback_years(
    making_kgco2e: float,
    old_annual_use_kgco2e: float,
    new_annual_use_kgco2e: float,
    yearly_factors: Sequence[float] = (),
) -> float | None:
    """Return after how many years making is saved in use [a]; None where it never is.

    3 000 kg to make, 2 500 kg a year for the old ones and 1 000 for the new: two years.
    """
    saved = old_annual_use_kgco2e - new_annual_use_kgco2e
    return years_until(making_kgco2e / saved, yearly_factors) if saved > 0 else None


def payback(
    name: str,
    scenario: str,
    *,
    making_kgco2e: float,
    gate_kgco2e: float,
    new_annual_use_kgco2e: float,
    old_annual_use_kgco2e: float,
    old_remaining_years: float,
    grid_path: str = "",
    name_zh: str = "",
    yearly_factors: Sequence[float] = (),
) -> Payback:
    """Return the payback of one new server that replaces old ones.

    Use is of all the old ones, and of the new one, in the first year; ``yearly_factors`` are
    of the grid in each year relative to the first. Making of the old ones is past and counts
    nowhere.
    """
    old, new = old_annual_use_kgco2e, new_annual_use_kgco2e
    paid = payback_years(making_kgco2e, old, new, yearly_factors)
    until = max(old_remaining_years, min(2 * (paid or 0.0), 2 * old_remaining_years))
    steps = [until * step / _YEARS_DRAWN for step in range(_YEARS_DRAWN + 1)]
    weights = [first_years(at, yearly_factors) for at in steps]
    remaining = first_years(old_remaining_years, yearly_factors)
    return Payback(
        name=name,
        name_zh=name_zh or name,
        scenario=scenario,
        making_kgco2e=making_kgco2e,
        gate_kgco2e=gate_kgco2e,
        old_annual_use_kgco2e=old,
        new_annual_use_kgco2e=new,
        payback_years=paid,
        gate_payback_years=payback_years(gate_kgco2e, old, new, yearly_factors),
        old_remaining_years=old_remaining_years,
        saving_kgco2e=(old - new) * remaining - making_kgco2e,
        grid_path=grid_path,
        curve=tuple(
            (at, old * weight, making_kgco2e + new * weight)
            for at, weight in zip(steps, weights, strict=True)
        ),
    )


def crossings(difference: Callable[[float], float], points: Sequence[float]) -> tuple[float, ...]:
    """Return where a function turns its sign between sorted points, by bisection.

    A zero at a point itself is found once. Between two points the function is taken to turn
    once at most, as totals do that are linear there.
    """
    found: list[float] = []
    values = [difference(point) for point in points]
    for position, (point, value) in enumerate(zip(points, values, strict=True)):
        if value == 0:
            found.append(point)
        elif position + 1 < len(points) and value * values[position + 1] < 0:
            found.append(_bisected(difference, point, points[position + 1]))
    return tuple(found)


def _bisected(difference: Callable[[float], float], low: float, high: float) -> float:
    sign = difference(low)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if difference(middle) * sign > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def crossing_point(
    name: str,
    over: str,
    totals: Sequence[tuple[str, Callable[[float], float]]],
    points: Sequence[float],
    *,
    name_zh: str = "",
) -> CrossingPoint:
    """Return where two totals, named and as functions of an axis, cross over its points."""
    (first, first_total), (second, second_total) = totals

    def difference(at: float) -> float:
        return first_total(at) - second_total(at)

    def lower(at: float) -> str:
        apart = difference(at)
        return "equal" if apart == 0 else (first if apart < 0 else second)

    same = all(difference(point) == 0 for point in points)
    found = () if same else crossings(difference, points)
    return CrossingPoint(
        name=name,
        name_zh=name_zh or name,
        over=over,
        first=first,
        second=second,
        at=found,
        total_kgco2e=tuple(first_total(at) for at in found),
        lower_before=lower(points[0]),
        lower_after=lower(points[-1]),
        curve=tuple((at, first_total(at), second_total(at)) for at in points),
    )
