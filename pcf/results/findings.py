"""What a reader must be told of a result: proxies, defaults, exclusions, places, missing boards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from pcf.model.component import Component
from pcf.model.notices import Notice
from pcf.model.provenance import Origin
from pcf.model.scores import UnitScores
from pcf.model.system import ProductSystem
from pcf.results.tabulate import location_fallbacks
from pcf.stages.placed import PlacedComponent

#: Classes of parts that sit on a board; a BOM with many of them and no board lacks one.
MOUNTED_GROUPS = frozenset({"passives", "semiconductors", "silicon"})
BOARD_GROUP = "boards"
EXCLUDED_CLASS = "non_physical"
LEAST_MOUNTED_LINES = 10


def part_notices(parts: Sequence[PlacedComponent], groups: Mapping[str, str]) -> tuple[Notice, ...]:
    """Return notices on lines: proxies, exclusions, masses by default, a missing board."""
    return (
        *_proxies(parts),
        *_excluded(parts),
        *_unweighed(parts),
        *_missing_board(parts, groups),
    )


def system_notices(system: ProductSystem, scores: UnitScores) -> tuple[Notice, ...]:
    """Return one notice that lists the products taken from a wider place than asked."""
    fallbacks = location_fallbacks(system, scores)
    if not fallbacks:
        return ()
    pairs = sorted({(fallback.asked, fallback.taken) for fallback in fallbacks})
    shown = ", ".join(f"{asked}→{taken}" for asked, taken in pairs[:12])
    return (
        Notice(
            code="RES310",
            message=f"{len(fallbacks)} products have no dataset of their own place and are taken "
            f"from a wider one ({shown})",
            message_zh=f"{len(fallbacks)} 种产品没有所在地的数据集,采用更大范围的数据({shown})",
        ),
    )


def _proxies(parts: Iterable[PlacedComponent]) -> Iterable[Notice]:
    for part in parts:
        if part.component.proxy:
            kind = part.component
            yield Notice(
                code="RES301",
                message=f"{kind.line.label!r} is counted by proxy as {kind.component_class} "
                f"({kind.classification.reason})",
                message_zh=f"“{kind.line.label}”按代理类别 {kind.component_class} 计入"
                f"({kind.classification.reason})",
                at=kind.line.at,
            )


def _excluded(parts: Iterable[PlacedComponent]) -> Iterable[Notice]:
    for part in parts:
        if part.component.component_class == EXCLUDED_CLASS:
            yield Notice(
                code="RES302",
                message=f"{part.component.line.label!r} is excluded: not a physical part",
                message_zh=f"“{part.component.line.label}”已排除：非实物",
                at=part.component.line.at,
            )


def _unweighed(parts: Sequence[PlacedComponent]) -> Iterable[Notice]:
    """Say how much of the product's mass is a default of its class, and which lines."""
    unweighed = [
        part
        for part in parts
        if _mass_origin(part.component) is Origin.DEFAULT and part.mass_kg > 0
    ]
    total = math.fsum(part.mass_kg for part in parts)
    if not unweighed or not total:
        return
    mass = math.fsum(part.mass_kg for part in unweighed)
    heaviest = sorted(unweighed, key=lambda part: -part.mass_kg)[:3]
    names = ", ".join(part.component.line.label for part in heaviest)
    yield Notice(
        code="RES303",
        message=f"{len(unweighed)} lines without a mass take the default of their class or "
        f"archetype: {mass:.3g} kg, {mass / total:.0%} of the mass (heaviest: {names})",
        message_zh=f"{len(unweighed)} 行未给出质量，采用类别或原型的默认值：共 {mass:.3g} kg，"
        f"占总质量 {mass / total:.0%}（最重：{names}）",
    )


def _mass_origin(component: Component) -> Origin:
    known = component.parameters.get("mass_kg")
    return known.origin if known else Origin.DECLARED


def _missing_board(parts: Sequence[PlacedComponent], groups: Mapping[str, str]) -> Iterable[Notice]:
    found = [groups.get(part.component.component_class, "") for part in parts]
    mounted = sum(group in MOUNTED_GROUPS for group in found)
    if mounted >= LEAST_MOUNTED_LINES and BOARD_GROUP not in found:
        yield Notice(
            code="RES304",
            message=f"{mounted} lines are parts mounted on a board, but no printed board is "
            "listed: board and mounting are not counted (add a line such as PCB 8L 200x100mm)",
            message_zh=f"{mounted} 行为贴装元件,但未列出印制板:板材与贴装未计入"
            "(请增加一行,如 PCB 8L 200x100mm)",
        )
