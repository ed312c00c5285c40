"""Transport legs of a study file: a list of mode, distance and share, each with its line."""

from __future__ import annotations

import math

import yaml

from pcf.bom.marked_yaml import is_null, scalar
from pcf.model.bom import StatedLeg
from pcf.model.provenance import CellRef
from pcf.model.study import LEGS, Fault, Setting

_FIELDS = ("mode", "distance_km", "share")


def legs_setting(value: yaml.Node, origin: str, at: CellRef) -> Setting:
    """Return the legs of a file as a setting: those that can be read, and the faults (STU024)."""
    legs: list[StatedLeg] = []
    faults: list[Fault] = []
    entries = value.value if isinstance(value, yaml.SequenceNode) else ()
    if not entries:
        faults.append(_fault(at, "legs: expected a list of legs", "legs：应为运输段列表"))
    for entry in entries:
        place = CellRef(file=at.file, cell=f"line {entry.start_mark.line + 1} legs")
        leg, wrong = _leg(entry, place)
        faults.extend(wrong)
        legs.extend((leg,) if leg else ())
    return Setting(
        value=LEGS, origin=origin, source=str(at), at=at, legs=tuple(legs), faults=tuple(faults)
    )


def _leg(entry: yaml.Node, at: CellRef) -> tuple[StatedLeg | None, list[Fault]]:
    if not isinstance(entry, yaml.MappingNode):
        return None, [_fault(at, "a leg has a mode and a distance", "每段运输须有方式与距离")]
    found = {
        str(key.value): value for key, value in entry.value if isinstance(key, yaml.ScalarNode)
    }
    faults = [
        _fault(at, f"a leg has no field '{name}'", f"运输段没有字段“{name}”")
        for name in found
        if name not in _FIELDS
    ]
    if len(found) < len(entry.value):
        faults.append(_fault(at, "a field of the leg stands twice", "运输段字段重复"))
    mode = found.get("mode")
    if not isinstance(mode, yaml.ScalarNode) or is_null(mode):
        faults.append(_fault(at, "a leg lacks its mode", "缺少运输方式 mode"))
    distance_km = _number(found, "distance_km", None, at, faults)
    share = _number(found, "share", 1.0, at, faults)
    if faults or not isinstance(mode, yaml.ScalarNode):
        return None, faults
    leg = StatedLeg(mode=str(mode.value).strip(), distance_km=distance_km, share=share, at=at)
    return leg, faults


def _number(
    found: dict[str, yaml.Node], name: str, default: float | None, at: CellRef, faults: list[Fault]
) -> float:
    """Return a number of a leg; its range is looked at with the study."""
    node = found.get(name)
    if node is None and default is not None:
        return default
    value = scalar(node) if isinstance(node, yaml.ScalarNode) else ""
    if isinstance(value, float):
        return value
    if node is None:
        faults.append(_fault(at, f"a leg lacks its {name}", f"缺少 {name}"))
    else:
        shown = f"'{value}'" if value else "…"
        faults.append(_fault(at, f"{name} {shown} is not a number", f"{name} {shown} 不是数字"))
    return math.nan


def _fault(at: CellRef, why: str, why_zh: str) -> Fault:
    example = "{mode: sea, distance_km: 9000}"
    return Fault(
        code="STU024",
        message=f"{why} (expected {example}, and share where the freight splits)",
        message_zh=f"{why_zh}（应为 {example}，货物分流时加 share）",
        at=at,
    )
