"""What a result records of each draw on the background: amount, value and where from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcf.model.footprint import FootprintRow
from pcf.model.system import Stage
from pcf.results.comparison_side import Side

INBOUND = "inbound transport"
ProductKey = tuple[Stage, str, str]
"""Stage, product and unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawKey:
    """What is drawn by whom: ``place`` of a component, or ``item`` of what belongs to none."""

    stage: Stage
    place: int | None
    item: str
    product: str
    unit: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Amount [its unit] and kg CO2e of all flow classes together.

    ``packaging`` says that all its drawer draws is packaging: products may be tagged so too.
    """

    amount: float
    value_kgco2e: float
    locations: frozenset[str]
    packaging: bool = False

    @property
    def score_kgco2e(self) -> float:
        """Kg CO2e per unit drawn."""
        return self.value_kgco2e / self.amount if self.amount else 0.0


def draws_of(side: Side, order: Sequence[int | None]) -> Mapping[DrawKey, Draw]:
    """Return the draws of one side; ``order`` holds the component of every place."""
    places = {
        (side.pieces[position].item, side.pieces[position].cell): number
        for number, position in enumerate(order)
        if position is not None
    }
    grouped: dict[DrawKey, list[FootprintRow]] = defaultdict(list)
    for row in side.rows:
        place = places[row.item, row.cell] if row.component_class else None
        key = DrawKey(
            stage=Stage(row.stage),
            place=place,
            item="" if row.component_class else row.item,
            product=row.product,
            unit=row.unit,
            role=row.role,
        )
        grouped[key].append(row)
    wrapped = {key.place for key in grouped} - {
        key.place
        for key, rows in grouped.items()
        if not all("packaging" in row.tags for row in rows)
    }
    return {key: _draw(rows, packaging=key.place in wrapped) for key, rows in grouped.items()}


def _draw(rows: Sequence[FootprintRow], *, packaging: bool) -> Draw:
    """Return the sum of rows; an exchange repeats its amount in every flow class."""
    amounts: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        amounts[row.location][row.flow_class].append(row.amount)
    return Draw(
        amount=math.fsum(math.fsum(next(iter(by_class.values()))) for by_class in amounts.values()),
        value_kgco2e=math.fsum(row.value_kgco2e for row in rows),
        locations=frozenset(amounts),
        packaging=packaging,
    )


def stand_ins(draws: Mapping[DrawKey, Draw]) -> Mapping[ProductKey, Draw]:
    """Return what components draw of each product in a stage, where all draw it from one place."""
    grouped: dict[ProductKey, list[Draw]] = defaultdict(list)
    for key, draw in draws.items():
        if key.place is not None:
            grouped[key.stage, key.product, key.unit].append(draw)
    merged = {key: joined(found) for key, found in grouped.items()}
    return {key: draw for key, draw in merged.items() if draw and len(draw.locations) == 1}


def is_purchase(key: DrawKey, *draws: Draw | None) -> bool:
    """Whether something is bought for a component; packaging and its way here are not."""
    packaging = any(draw.packaging for draw in draws if draw)
    return (
        key.place is not None
        and key.stage is Stage.MATERIALS
        and key.role != INBOUND
        and not packaging
    )


def joined(draws: Iterable[Draw | None]) -> Draw | None:
    """Return draws as one, ``None`` where there is none."""
    present = [draw for draw in draws if draw]
    if not present:
        return None
    return Draw(
        amount=math.fsum(draw.amount for draw in present),
        value_kgco2e=math.fsum(draw.value_kgco2e for draw in present),
        locations=frozenset().union(*(draw.locations for draw in present)),
    )


def amount_of(draw: Draw | None) -> float:
    """Return the amount [unit of the product], zero for no draw."""
    return draw.amount if draw else 0.0


def value_of(draw: Draw | None) -> float:
    """Return kg CO2e, zero for no draw."""
    return draw.value_kgco2e if draw else 0.0
