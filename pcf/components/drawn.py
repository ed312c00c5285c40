"""What a part draws and weighs: exchanges without empty ones, shares that close to one."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.model.component import MaterialContent
from pcf.model.system import Exchange

M2_PER_CM2 = 1e-4
KG_PER_MG = 1e-6
M_PER_MM = 1e-3
FACES_COUNT = 2.0  # a sheet has two


def kilograms(product: str, mass_kg: float, role: str, tags: tuple[str, ...] = ()) -> Exchange:
    """Return an exchange of ``mass_kg`` [kg] of a product."""
    return Exchange(product=product, amount=mass_kg, unit="kg", role=role, tags=tags)


def drawn(product: str, amount: float, unit: str, role: str) -> Exchange:
    """Return an exchange of ``amount`` [``unit``] of a product."""
    return Exchange(product=product, amount=amount, unit=unit, role=role)


def nonzero(*exchanges: Exchange) -> tuple[Exchange, ...]:
    """Keep the exchanges that draw anything, in order.

    An empty product key means that the part has no such process (a material without forming).
    """
    return tuple(e for e in exchanges if e.amount != 0.0 and e.product)


def shares_of_whole(*shares: float) -> tuple[float, ...]:
    """Return the shares followed by their remainder to one [-].

    Shares sampled independently may add to more than one; they are then scaled to one and
    the remainder is zero, so that the mass of a part is never made or lost.
    """
    total = sum(shares)
    if total > 1.0:
        return (*(share / total for share in shares), 0.0)
    return (*shares, 1.0 - total)


def contents(mass_kg: float, shares: Iterable[tuple[str, float]]) -> tuple[MaterialContent, ...]:
    """Return the weighable materials of a part of ``mass_kg`` [kg], equal materials added."""
    merged: dict[str, float] = {}
    for material, share in shares:
        merged[material] = merged.get(material, 0.0) + share * mass_kg
    return tuple(
        MaterialContent(material=material, mass_kg=content_kg)
        for material, content_kg in merged.items()
        if content_kg != 0.0
    )
