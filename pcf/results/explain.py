"""Why one item weighs what it does: cell, parameters, exchanges, unit scores, kg CO2e."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.errors import InputError, Problem
from pcf.model.component import Classification
from pcf.model.footprint import FootprintRow
from pcf.results.contribution import exact_sum
from pcf.stages.placed import PlacedComponent


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedParameter:
    """One parameter or choice as resolved; numbers carry their interval."""

    name: str
    value: float | str
    low: float | None
    high: float | None
    origin: str
    source: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedExchange:
    """One exchange: amount [unit] × unit score [kg CO2e per unit] = ``kgco2e``."""

    stage: str
    product: str
    location: str
    role: str
    amount: float
    unit: str
    unit_score_kgco2e: float
    kgco2e: float
    by_flow_class: Mapping[str, float]
    credit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One item from its cell to its kg CO2e; ``kgco2e`` leaves credits out.

    ``classification`` and ``parameters`` are empty for what belongs to no component.
    """

    item: str
    name: str
    cell: str
    component_class: str
    count: float
    mass_kg: float
    classification: Classification | None
    parameters: tuple[ExplainedParameter, ...]
    exchanges: tuple[ExplainedExchange, ...]
    kgco2e: float


def explain(
    item: str, rows: Sequence[FootprintRow], parts: Sequence[PlacedComponent]
) -> Explanation:
    """Return the explanation of an item, found by item, part number or name.

    Raises
    ------
    InputError
        No such item, or several lines of that name (RES201, RES202).
    """
    part = _find(item, rows, parts)
    if part is None:
        own = [row for row in rows if row.item == item and not row.component_class]
        return Explanation(
            item=item,
            name=item,
            cell="",
            component_class="",
            count=1.0,
            mass_kg=0.0,
            classification=None,
            parameters=(),
            exchanges=exchanges_of(own),
            kgco2e=exact_sum(row for row in own if not row.credit),
        )
    line = part.component.line
    cell = str(line.at)
    own = [row for row in rows if row.item == line.item and row.cell == cell]
    return Explanation(
        item=line.item,
        name=line.label,
        cell=cell,
        component_class=part.component.component_class,
        count=part.count,
        mass_kg=part.mass_kg,
        classification=part.component.classification,
        parameters=_parameters(part),
        exchanges=exchanges_of(own),
        kgco2e=exact_sum(row for row in own if not row.credit),
    )


def _find(
    item: str, rows: Sequence[FootprintRow], parts: Sequence[PlacedComponent]
) -> PlacedComponent | None:
    """Return the component meant; None for an item that belongs to no component."""
    wanted = item.strip().casefold()
    for names in (
        lambda part: (part.component.line.item,),
        lambda part: (part.component.line.part_number,),
        lambda part: (part.component.line.name, part.component.line.description),
    ):
        found = [
            part for part in parts if wanted in {name.casefold() for name in names(part) if name}
        ]
        if len(found) == 1:
            return found[0]
        if found:
            items = ", ".join(part.item for part in found)
            raise InputError(
                Problem(
                    code="RES202",
                    message=f"{item!r} names several lines (give one of the items {items})",
                    message_zh=f"{item!r} 对应多行（请指定项次 {items} 之一）",
                )
            )
    if any(row.item == item and not row.component_class for row in rows):
        return None
    raise InputError(
        Problem(
            code="RES201",
            message=f"no item {item!r} in this result "
            "(give an item, part number or name of the BOM, or assembly, use_at_plug …)",
            message_zh=f"结果中没有 {item!r}（请给出物料清单中的项次、料号或名称）",
        )
    )


def _parameters(part: PlacedComponent) -> tuple[ExplainedParameter, ...]:
    component = part.component
    numbers = [
        ExplainedParameter(
            name=name,
            value=known.value,
            low=known.low,
            high=known.high,
            origin=known.origin.word,
            source=known.source,
            cell=str(known.at) if known.at else "",
        )
        for name, known in component.parameters.items()
    ]
    choices = [
        ExplainedParameter(
            name=name,
            value=known.value,
            low=None,
            high=None,
            origin=known.origin.word,
            source=known.source,
            cell=str(known.at) if known.at else "",
        )
        for name, known in component.choices.items()
    ]
    return (*numbers, *choices)


def exchanges_of(rows: Sequence[FootprintRow]) -> tuple[ExplainedExchange, ...]:
    """Join the flow classes of each exchange; the largest contribution comes first."""
    groups: dict[tuple[str, str, str, str, float, bool], list[FootprintRow]] = {}
    for row in rows:
        key = (row.stage, row.product, row.location, row.role, row.amount, row.credit)
        groups.setdefault(key, []).append(row)
    exchanges = [_exchange(group) for group in groups.values()]
    return tuple(sorted(exchanges, key=lambda entry: (entry.credit, -abs(entry.kgco2e))))


def _exchange(rows: Sequence[FootprintRow]) -> ExplainedExchange:
    first = rows[0]
    kgco2e = exact_sum(rows)
    by_class: dict[str, float] = {}
    repeats: dict[str, int] = {}
    for row in rows:
        by_class[row.flow_class] = by_class.get(row.flow_class, 0.0) + row.value_kgco2e
        repeats[row.flow_class] = repeats.get(row.flow_class, 0) + 1
    # Two equal draws of one product share a key; their amounts add as their values do.
    amount = first.amount * max(repeats.values())
    return ExplainedExchange(
        stage=first.stage,
        product=first.product,
        location=first.location,
        role=first.role,
        amount=amount,
        unit=first.unit,
        unit_score_kgco2e=kgco2e / amount,
        kgco2e=kgco2e,
        by_flow_class=by_class,
        credit=first.credit,
    )
