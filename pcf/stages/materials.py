"""Stage 1, materials: production of purchased parts and of packaging, brought to the factory."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.placed import PlacedComponent, times
from pcf.stages.reviewed import Tables, rows
from pcf.stages.transport import route_legs, tonne_kilometres

#: Country of the factories that the routes by supplier country lead to (table ``routes``).
ROUTES_END_IN = "CN"


def materials(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return one unit process per component: its production times its count, and its way in.

    Parameters
    ----------
    parts
        Components of the product, packaging included.
    study
        Gives the grid of the factory, hence whether a part comes from abroad.
    tables
        ``routes`` (inbound distances, assumptions) and ``modes``.
    """
    inbound = {
        route: route_legs(tables, direction="inbound", market=route)
        for route in inbound_routes(tables)
    }
    processes = []
    for part in parts:
        legs = inbound[_inbound_route(part, study, frozenset(inbound))]
        exchanges = (
            *times(part.inventory.exchanges, part.count),
            *_inbound(
                tonne_kilometres(
                    legs, part.mass_kg, parameter_share=part.inventory.mass_parameter_share
                )
            ),
        )
        if exchanges:
            processes.append(
                UnitProcess(
                    stage=Stage.MATERIALS,
                    item=part.item,
                    component_class=part.component.component_class,
                    exchanges=exchanges,
                    tags=component_tags(part),
                    origin=part.origin,
                    at=part.component.line.at,
                )
            )
    return tuple(processes)


def component_tags(part: PlacedComponent) -> tuple[str, ...]:
    """Cross-cut tags every row of a component carries: packaging, proxy."""
    tags = []
    if part.is_packaging:
        tags.append("packaging")
    if part.component.proxy:
        tags.append("proxy")
    return tuple(tags)


def inbound_routes(tables: Tables) -> frozenset[str]:
    """Return the names of the inbound routes: supplier countries, ``domestic``, ``foreign``."""
    return frozenset(
        entry["market"] for entry in rows(tables, "routes") if entry["direction"] == "inbound"
    )


def _inbound_route(part: PlacedComponent, study: ResolvedStudy, known: frozenset[str]) -> str:
    """Name the inbound route; a part of no stated country is made at the supply location.

    Routes by supplier country end at factories in China; others take the one ``foreign``.
    """
    stated = part.component.production_country
    country = (stated.value if stated else study.text("supply_location")).split("-")[0]
    home = study.text("factory_grid").split("-")[0]
    if country in (home, "", "GLO"):
        return "domestic"
    return country if home == ROUTES_END_IN and country in known else "foreign"


def _inbound(exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            product=exchange.product,
            amount=exchange.amount,
            unit=exchange.unit,
            location=exchange.location,
            role="inbound transport",
            tags=exchange.tags,
            parameter_share=exchange.parameter_share,
            setting_share=exchange.setting_share,
        )
        for exchange in exchanges
    )
