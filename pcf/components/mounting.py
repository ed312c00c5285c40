"""Boards that come with their own sub-BOM: how many listed parts the maker mounts on them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcf.model.component import Component
from pcf.model.provenance import Known, Origin

BARE_BOARD = "printed_board"
COUNT = "listed_parts_count"
MOUNTED_GROUPS = frozenset({"passives", "semiconductors", "silicon"})
MOUNTED_CLASSES = frozenset({"connector", "socket"})
#: Of the chip groups, but plugged into a socket and not mounted.
PLUGGED_CLASSES = frozenset({"processor", "accelerator", "memory_module"})


def with_listed_parts(
    components: Sequence[Component], groups: Mapping[str, str]
) -> tuple[Component, ...]:
    """Return components in which every bare board knows how many parts stand beside it.

    Parts are siblings: lines of the same parent of a class that is mounted on boards. Where
    several bare boards share a parent, the parts are divided evenly between them.
    """
    parts_below: dict[str | None, list[float]] = defaultdict(list)
    boards_below: dict[str | None, float] = defaultdict(float)
    for component in components:
        if component.component_class == BARE_BOARD:
            boards_below[component.line.parent] += component.count
        elif is_mounted(component, groups):
            parts_below[component.line.parent].append(component.count)
    return tuple(
        _counted(component, parts_below[component.line.parent], boards_below)
        if component.component_class == BARE_BOARD and component.line.parent in parts_below
        else component
        for component in components
    )


def is_mounted(component: Component, groups: Mapping[str, str]) -> bool:
    """Whether a component is of a class that is soldered to a board, counted in pieces."""
    name = component.component_class
    if component.line.unit != "pcs" or name in PLUGGED_CLASSES:
        return False
    return name in MOUNTED_CLASSES or groups.get(name) in MOUNTED_GROUPS


def _counted(
    board: Component, parts: Sequence[float], boards_below: Mapping[str | None, float]
) -> Component:
    stated = board.parameters.get(COUNT)
    if stated is None or stated.origin is Origin.DECLARED:
        return board
    count = math.fsum(parts) / boards_below[board.line.parent]
    known = Known(
        value=count,
        low=count,
        high=count,
        origin=Origin.EXTRACTED,
        source=f"parts listed beside {board.line.at}",
        at=board.line.at,
    )
    return replace(board, parameters={**board.parameters, COUNT: known})
