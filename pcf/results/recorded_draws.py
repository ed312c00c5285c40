"""What a result records of each draw on the background: amount, value and where from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.model.footprint import FootprintRow
from pcf.model.system import Stage
from pcf.results.comparison_side import Side


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
