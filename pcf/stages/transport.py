"""Stage 3, transport: the packed product from the factory to the customer, leg by leg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.provenance import CellRef, Origin
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.placed import PlacedComponent, gross_mass_kg, gross_mass_parameter_share
from pcf.stages.reviewed import Tables, is_assumed, row, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One transport leg: the share of the mass that travels ``distance_km`` by ``mode``.

    ``assumed``: distance and share are engineering assumptions.
    """

    mode: str
    distance_km: float
    share: float
    location: str | None
    aircraft: bool
    product: str
    origin: Origin = Origin.DEFAULT
    at: CellRef | None = None
    assumed: bool = False


def transport(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return one unit process per leg: gross mass [t] times distance [km] times share.

    Legs stated in the BOM replace the default route of the market (table ``routes``); a stated
    gross mass replaces the sum of the lines.
    """
    stated = study.has("gross_mass_kg")
    mass_kg = study.number("gross_mass_kg") if stated else gross_mass_kg(parts)
    parameter_share = 0.0 if stated else gross_mass_parameter_share(parts)
    legs = stated_legs(study, tables) or route_legs(
        tables, direction="outbound", market=study.text("market")
    )
    return tuple(
        UnitProcess(
            stage=Stage.TRANSPORT,
            item=leg.mode,
            component_class="",
            exchanges=tonne_kilometres((leg,), mass_kg, parameter_share=parameter_share),
            tags=("transport",),
            origin=leg.origin,
            at=leg.at,
        )
        for leg in legs
        if mass_kg > 0
    )


def tonne_kilometres(
    legs: Sequence[Leg], mass_kg: float, *, parameter_share: float = 0.0
) -> tuple[Exchange, ...]:
    """Return freight of ``mass_kg`` over ``legs`` as exchanges [tkm], none for no mass.

    ``parameter_share`` is the part of the mass that rests on assumed parameters.
    """
    return tuple(
        Exchange(
            product=leg.product,
            amount=mass_kg / 1000.0 * leg.distance_km * leg.share,
            unit="tkm",
            location=leg.location,
            role="transport",
            tags=("aircraft", "transport") if leg.aircraft else ("transport",),
            parameter_share=parameter_share,
            setting_share=1.0 if leg.assumed else 0.0,
        )
        for leg in legs
        if mass_kg > 0 and leg.distance_km > 0
    )


def route_legs(tables: Tables, *, direction: str, market: str) -> tuple[Leg, ...]:
    """Return the default legs of a route, in order of table ``routes``."""
    legs = []
    for entry in rows(tables, "routes"):
        if entry["direction"] == direction and entry["market"] == market:
            mode = row(tables, "modes", mode=entry["mode"])
            legs.append(
                Leg(
                    mode=entry["mode"],
                    distance_km=float(entry["distance_km"]),
                    share=float(entry["share"]),
                    location=entry["location"] or None,
                    aircraft=mode["aircraft"] == "1",
                    product=mode["product"],
                    assumed=is_assumed(entry),
                )
            )
    return tuple(legs)


def stated_legs(study: ResolvedStudy, tables: Tables) -> tuple[Leg, ...]:
    """Return the legs the BOM states; modes are already those of table ``modes``."""
    legs = []
    for stated in study.legs:
        mode = row(tables, "modes", mode=stated.mode)
        legs.append(
            Leg(
                mode=stated.mode,
                distance_km=stated.distance_km,
                share=stated.share,
                location=None,
                aircraft=mode["aircraft"] == "1",
                product=mode["product"],
                origin=Origin.DECLARED,
                at=stated.at,
            )
        )
    return tuple(legs)
