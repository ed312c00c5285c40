"""One item of a result told from its cell to its kg CO2e, from the document and its rows."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pcf.errors import InputError, Problem
from pcf.reports.view import ComponentView, ReportView
from pcf.results.explain import ExplainedExchange, exchanges_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStory:
    """An item with its component (None for assembly, transport, use) and its exchanges."""

    title: str
    cell: str
    component: ComponentView | None
    steps: tuple[ExplainedExchange, ...]
    kgco2e: float


def item_story(view: ReportView, item: str) -> ItemStory:
    """Return the story of the item, part number or name ``item``.

    Raises
    ------
    InputError
        RES201 no such item, RES202 several.
    """
    component = _component(view, item)
    name = component.item if component else item
    own = [
        row
        for row in view.rows
        if row.item == name and bool(row.component_class) == (component is not None)
    ]
    if component:
        own = [row for row in own if row.cell == component.cell]
    if component is None and not own:
        raise InputError(
            Problem(
                code="RES201",
                message=f"no item {item!r} in this result (give an item, part number or name of "
                "the BOM, or assembly, use_at_plug …)",
                message_zh=f"结果中没有 {item!r}(请给出物料清单中的项次、料号或名称)",
            )
        )
    return ItemStory(
        title=component.name if component else name,
        cell=component.cell if component else "",
        component=component,
        steps=exchanges_of(own),
        kgco2e=math.fsum(row.value_kgco2e for row in own if not row.credit),
    )


def _component(view: ReportView, item: str) -> ComponentView | None:
    wanted = item.strip().casefold()
    for names in ("item", "part_number", "name"):
        found = [
            component
            for component in view.components
            if str(getattr(component, names)).casefold() == wanted
        ]
        if len(found) == 1:
            return found[0]
        if found:
            items = ", ".join(component.item for component in found)
            raise InputError(
                Problem(
                    code="RES202",
                    message=f"{item!r} names several lines (give one of the items {items})",
                    message_zh=f"{item!r} 对应多行(请指定项次 {items} 之一)",
                )
            )
    return None
