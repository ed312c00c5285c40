"""Recycled content going in: what a material is made from, and who carries its first making."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pcf.model.component import RECYCLED_CONTENT, Component, ComponentInventory
from pcf.model.notices import Notice
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange
from pcf.stages.placed import PlacedComponent
from pcf.stages.recovery import allocated_share
from pcf.stages.reviewed import Tables, rows

RECYCLED_ROLE = "recycled content"
VIRGIN_BURDEN_ROLE = "recycled content, burden of virgin material"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledRoute:
    """A material on the market and the two it is a mix of (``end_of_life/recycled_content.csv``).

    ``average_share`` [-] of the market product is recycled, ``virgin_share`` [-] of what stands
    for virgin material, nothing where that is pure. ``cff_a_share`` and ``quality_factor``
    [-] are those of the material at end of life: both ends use the same.
    """

    product: str
    average_share: float
    virgin_product: str
    virgin_share: float
    recycled_product: str
    cff_a_share: float
    quality_factor: float

    def virgin(self, amount: float) -> Mapping[str, float]:
        """Return what ``amount`` of purely virgin material is, in the two products."""
        pure = 1.0 - self.virgin_share
        return {
            self.virgin_product: amount / pure,
            self.recycled_product: -amount * self.virgin_share / pure,
        }


#: One part of a mix: product, amount per unit of the material, what it is booked as.
Part = tuple[str, float, str]


def recycled_routes(tables: Tables) -> Mapping[str, RecycledRoute]:
    """Return the recycled route of every market product that has one."""
    materials = {entry["key"]: entry for entry in rows(tables, "eol_materials")}
    return {
        entry["product"]: RecycledRoute(
            product=entry["product"],
            average_share=float(entry["recycled_content_share"]),
            virgin_product=entry["virgin_product"],
            virgin_share=float(entry["virgin_share"]),
            recycled_product=entry["recycled_product"],
            cff_a_share=float(materials[entry["material"]]["cff_a"]),
            quality_factor=float(materials[entry["material"]]["quality_factor"]),
        )
        for entry in rows(tables, "eol_recycled_content")
    }


def production_mix(
    route: RecycledRoute, *, recycled_share: float, a_share: float
) -> tuple[Part, ...]:
    """Return the production term of the circular footprint formula for one unit of material.

    (1 - R1)·Ev + R1·(A·Erecycled + (1 - A)·Ev·QSin/Qp), in this order, each in what is drawn.
    A = 1 is the recycled-content approach, A = 0 gives recycled material the burden of virgin.
    """
    terms = (
        ("", route.virgin(1.0 - recycled_share)),
        (RECYCLED_ROLE, {route.recycled_product: recycled_share * a_share}),
        (
            VIRGIN_BURDEN_ROLE,
            route.virgin(recycled_share * (1.0 - a_share) * route.quality_factor),
        ),
    )
    return tuple(
        (product, amount, role)
        for role, amounts in terms
        for product, amount in amounts.items()
        if amount
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRule:
    """How a study makes materials from virgin and recycled input.

    Without a stated content the recycled-content approach leaves a market product as it is:
    its dataset is the average already.
    """

    routes: Mapping[str, RecycledRoute]
    allocation: str

    def parts_of(self, product: str, component: Component) -> tuple[Part, ...]:
        """Return what one unit of a product is drawn as; nothing where it stays as it is."""
        route = self.routes.get(product)
        stated = component.parameters.get(RECYCLED_CONTENT)
        if route is None or (stated is None and self.allocation == "cutoff"):
            return ()
        return production_mix(
            route,
            recycled_share=route.average_share if stated is None else stated.value,
            a_share=allocated_share(self.allocation, route.cff_a_share),
        )


def content_rule(study: ResolvedStudy, tables: Tables) -> ContentRule:
    """Return the rule of a study."""
    return ContentRule(routes=recycled_routes(tables), allocation=study.text("eol_allocation"))


def with_content(
    inventory: ComponentInventory, component: Component, rule: ContentRule
) -> ComponentInventory:
    """Return an inventory with every material drawn as the rule has it."""
    return replace(inventory, exchanges=tuple(_mixed(inventory.exchanges, component, rule)))


def _mixed(
    exchanges: Iterable[Exchange], component: Component, rule: ContentRule
) -> Iterable[Exchange]:
    for exchange in exchanges:
        parts = rule.parts_of(exchange.product, component)
        if not parts:
            yield exchange
        for product, amount, role in parts:
            yield replace(
                exchange,
                product=product,
                amount=exchange.amount * amount,
                role=role or exchange.role,
            )


def content_notices(parts: Sequence[PlacedComponent], tables: Tables) -> tuple[Notice, ...]:
    """Return a notice for each stated recycled content that no data can act on."""
    routes = recycled_routes(tables).values()
    acted = {name for route in routes for name in (route.virgin_product, route.recycled_product)}
    drawn: dict[int, set[str]] = defaultdict(set)
    for place, part in enumerate(parts):
        drawn[place].update(exchange.product for exchange in part.inventory.exchanges)
    return tuple(
        Notice(
            code="STU208",
            message=f"recycled content of {stated.value:g} changes nothing: no data on a recycled "
            f"route of what {part.component.line.label!r} is made of",
            message_zh=f"再生料比例 {stated.value:g} 不影响结果："
            f"“{part.component.line.label}”所用材料没有再生路线数据",
            at=stated.at,
        )
        for place, part in enumerate(parts)
        if (stated := part.component.parameters.get(RECYCLED_CONTENT)) is not None
        and not drawn[place] & acted
    )
