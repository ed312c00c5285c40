"""Where a purchased part is taken to be made, when its line does not say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pcf.model.component import Component, ComponentInventory
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange

#: Class groups whose makers sell to the whole world: the market mix of fabs, not a neighbour.
WORLD_MARKET_GROUPS = frozenset({"silicon", "storage", "semiconductors"})


def production_place(component: Component, group: str, study: ResolvedStudy) -> str:
    """Return the place whose production a part's inputs are drawn from.

    The line's own country; else the world market for chips, memory and drives; else
    ``supply_location`` of the study (an assumption that is printed).
    """
    if component.production_country is not None:
        return component.production_country.value
    if group in WORLD_MARKET_GROUPS:
        return "GLO"
    return study.text("supply_location")


def located(inventory: ComponentInventory, place: str) -> ComponentInventory:
    """Return the inventory with every input that names no place drawn from ``place``.

    The maker's own processes keep their place open: they are on the factory's grid.
    """
    return replace(inventory, exchanges=tuple(_at(inventory.exchanges, place)))


def _at(exchanges: Iterable[Exchange], place: str) -> Iterable[Exchange]:
    for exchange in exchanges:
        yield exchange if exchange.location else replace(exchange, location=place)
