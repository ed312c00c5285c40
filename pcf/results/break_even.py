"""When it pays: years until a new server has paid back its making, and where two totals cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Halvings of an interval that leave nothing of a double's 53 bits.
_HALVINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """What replacing old servers by one new gives.

    ``payback_years`` [a] is None where the new one never pays back: it runs on no less.
    ``saving_kgco2e`` is over the years the old ones could still have run, making subtracted.
    """

    name: str
    scenario: str
    making_kgco2e: float
    old_annual_use_kgco2e: float
    new_annual_use_kgco2e: float
    payback_years: float | None
    old_remaining_years: float
    saving_kgco2e: float

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
    over: str
    first: str
    second: str
    at: tuple[float, ...]
    total_kgco2e: tuple[float, ...]
    lower_before: str
    lower_after: str


def payback_years(
    making_kgco2e: float, old_annual_use_kgco2e: float, new_annual_use_kgco2e: float
) -> float | None:
    """Return making / (old use − new use) [a]; None where the new server uses no less.

    3 000 kg to make, 2 500 kg a year for the old ones and 1 000 for the new: two years.
    """
    saved = old_annual_use_kgco2e - new_annual_use_kgco2e
    return making_kgco2e / saved if saved > 0 else None


def payback(
    name: str,
    scenario: str,
    *,
    making_kgco2e: float,
    new_annual_use_kgco2e: float,
    old_annual_kwh: float,
    old_count: float,
    use_factor: float,
    old_remaining_years: float,
) -> Payback:
    """Return the payback of one new server that replaces ``old_count`` old ones.

    ``use_factor`` is of a kWh at the plug, data-centre overhead included; making is
    all that is not use. Making of the old ones is past and counts nowhere.
    """
    old = old_count * old_annual_kwh * use_factor
    return Payback(
        name=name,
        scenario=scenario,
        making_kgco2e=making_kgco2e,
        old_annual_use_kgco2e=old,
        new_annual_use_kgco2e=new_annual_use_kgco2e,
        payback_years=payback_years(making_kgco2e, old, new_annual_use_kgco2e),
        old_remaining_years=old_remaining_years,
        saving_kgco2e=(old - new_annual_use_kgco2e) * old_remaining_years - making_kgco2e,
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
        over=over,
        first=first,
        second=second,
        at=found,
        total_kgco2e=tuple(first_total(at) for at in found),
        lower_before=lower(points[0]),
        lower_after=lower(points[-1]),
    )
