"""A component with its inventory: what the stages see of a BOM line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pcf.model.component import RECYCLED_CONTENT, Component, ComponentInventory
from pcf.model.provenance import Origin
from pcf.model.system import Exchange

#: Parameters that say little of how well a part is known.
_BESIDE = frozenset({"mass_kg", RECYCLED_CONTENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedComponent:
    """A component and what its model says one piece of it draws and weighs.

    ``recovery_class`` is that of ``lci_data/components/<class>.yaml``
    (``end_of_life/recovery_classes.csv`` explains it). ``market_inventory`` is the inventory of
    market products, before the study's rule of recycled content; None where no rule has acted.
    """

    component: Component
    inventory: ComponentInventory
    recovery_class: str = "recyclable"
    market_inventory: ComponentInventory | None = None

    @property
    def item(self) -> str:
        """Item of the BOM line."""
        return self.component.line.item

    @property
    def count(self) -> float:
        """Pieces per product."""
        return self.component.count

    @property
    def mass_kg(self) -> float:
        """Mass of all pieces in one product [kg]."""
        return self.inventory.mass_kg * self.count

    @property
    def is_packaging(self) -> bool:
        """Whether the line is packaging, which the customer takes off."""
        return self.component.line.section == "packaging"

    @property
    def is_shared(self) -> bool:
        """Whether the line is a share of an enclosure, which a product's mass leaves out."""
        return self.component.line.section == "enclosure"

    @property
    def origin(self) -> Origin:
        """Best origin among what sizes the component, mass apart.

        A mass is stated on nearly every line and says little of silicon or boards; it decides
        only where the class has no other parameter.
        """
        known = {name: value.origin for name, value in self.component.parameters.items()}
        sizing = [origin for name, origin in known.items() if name not in _BESIDE]
        chosen = [choice.origin for choice in self.component.choices.values()]
        return max(sizing + chosen or list(known.values()), default=Origin.DEFAULT)


def own_mass_kg(parts: Sequence[PlacedComponent]) -> float:
    """Mass of the product itself [kg]: without packaging and shares of an enclosure."""
    own = (part for part in parts if not part.is_packaging and not part.is_shared)
    return math.fsum(part.mass_kg for part in own)


def product_mass_kg(parts: Sequence[PlacedComponent]) -> float:
    """Mass of the product without packaging [kg]."""
    return math.fsum(part.mass_kg for part in parts if not part.is_packaging)


def gross_mass_kg(parts: Sequence[PlacedComponent]) -> float:
    """Mass of the product as shipped, packaging included [kg]."""
    return math.fsum(part.mass_kg for part in parts)


def gross_mass_parameter_share(parts: Sequence[PlacedComponent]) -> float:
    """Part of the gross mass that rests on assumed parameters of components."""
    assumed_kg = [part.mass_kg * part.inventory.mass_parameter_share for part in parts]
    return part_of(assumed_kg, [part.mass_kg for part in parts])


def part_of(some: Iterable[float], whole: Iterable[float]) -> float:
    """Return the sum of ``some`` over that of ``whole``, 0 of nothing."""
    total = sum(whole)
    return sum(some) / total if total else 0.0


def times(exchanges: Iterable[Exchange], factor: float) -> tuple[Exchange, ...]:
    """Exchanges per product from exchanges per piece: every amount times ``factor``."""
    return tuple(
        Exchange(
            product=exchange.product,
            amount=exchange.amount * factor,
            unit=exchange.unit,
            location=exchange.location,
            role=exchange.role,
            tags=exchange.tags,
            parameter_share=exchange.parameter_share,
            setting_share=exchange.setting_share,
        )
        for exchange in exchanges
    )
