"""Connectors and sockets: contacts and housing by mass, gold, and the steel of a loading frame."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import KG_PER_MG, contents, kilograms, nonzero, shares_of_whole
from pcf.model.component import ComponentInventory


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """Parameters of a connector.

    ``copper_share`` and ``steel_share`` [-] of the mass are contacts and shell, the rest is
    glass-filled plastic; ``added_gold_mg`` [mg] is stated gold above that of the bulk product.
    ``power_share`` [-] is 1 for tin-plated power connectors, 0 for gold-flashed signal ones.
    """

    mass_kg: float
    added_gold_mg: float
    copper_share: float
    steel_share: float
    power_share: float
    connector_type: str
    product: str
    power_product: str
    gold_product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Socket:
    """Parameters of a processor or module socket.

    ``frame_share`` [-] is the steel loading frame and back plate, ``contact_gold_mg`` [mg] the
    gold per contact above that of the bulk product.
    """

    mass_kg: float
    pins_count: float
    frame_share: float
    frame_yield: float
    copper_share: float
    contact_gold_mg: float
    socket_type: str
    product: str
    frame_product: str
    frame_forming_product: str
    gold_product: str


def gold_share(gold_kg: float, mass_kg: float) -> float:
    """Return gold as a share of the mass [-]; a part without mass has none."""
    return gold_kg / mass_kg if mass_kg > 0.0 else 0.0


def connector(part: Connector) -> ComponentInventory:
    """Return what a connector draws: its mass of bulk connector and the stated gold [kg]."""
    gold_kg = part.added_gold_mg * KG_PER_MG
    power, signal = shares_of_whole(part.power_share)
    gold, copper, steel, plastic = shares_of_whole(
        gold_share(gold_kg, part.mass_kg), part.copper_share, part.steel_share
    )
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.product, part.mass_kg * signal, "contacts and housing"),
            kilograms(part.power_product, part.mass_kg * power, "power contacts and housing"),
            kilograms(part.gold_product, gold_kg, "stated gold"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(
            part.mass_kg,
            [
                ("gold", gold),
                ("copper", copper),
                ("steel", steel),
                ("plastic_glass_filled", plastic),
            ],
        ),
    )


def socket(part: Socket) -> ComponentInventory:
    """Return what a socket draws: contact field by mass, loading frame, contact gold [kg]."""
    gold_kg = part.pins_count * part.contact_gold_mg * KG_PER_MG
    frame, field = shares_of_whole(part.frame_share)
    frame_kg = part.mass_kg * frame
    gold, steel, copper, plastic = shares_of_whole(
        gold_share(gold_kg, part.mass_kg), frame, field * part.copper_share
    )
    return ComponentInventory(
        exchanges=nonzero(
            kilograms(part.product, part.mass_kg * field, "contact field"),
            kilograms(part.frame_product, frame_kg / part.frame_yield, "loading frame"),
            kilograms(part.frame_forming_product, frame_kg, "frame forming"),
            kilograms(part.gold_product, gold_kg, "contact gold"),
        ),
        mass_kg=part.mass_kg,
        materials=contents(
            part.mass_kg,
            [
                ("gold", gold),
                ("stainless_steel", steel),
                ("copper", copper),
                ("plastic_glass_filled", plastic),
            ],
        ),
    )
