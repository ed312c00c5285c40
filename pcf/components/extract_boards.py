"""Outline, layers and thickness of boards and sheets, read out of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

MM_PER = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "米": 1000.0, "": 1.0}
_NUMBER = r"(\d+(?:\.\d+)?)"

_LAYERS = re.compile(r"(?<![\d.])(\d{1,2})[ -]?(?:l\b|layers?\b|层)", re.ASCII)
# "2x100GE" counts ports: an outline has a unit, or two figures of two digits with nothing after.
_AREA = re.compile(
    rf"(?<![\w.]){_NUMBER} ?(mm|cm)? ?[x*] ?{_NUMBER} ?(mm|cm)?"
    rf"(?: ?[x*] ?{_NUMBER} ?(mm)?)?(?![\w.\"])",
    re.ASCII,
)
_TWO_DIGITS = 10.0
# A bare T needs a decimal point: T2 is a grade of copper, 4T a size of drive.
_THICKNESS = re.compile(
    rf"(?:\bt ?[=:] ?|厚(?:度)? ?[:=]? ?|thick(?:ness)? ?[:=]? ?){_NUMBER}(?!\d)"
    r"|\bt ?(\d{1,2}\.\d+)(?![\d.])|(?<![\w.])(\d\.\d+) ?t\b",
    re.ASCII,
)
# Without "T=" only a figure below 10 mm is read as a thickness.
_MILLIMETRES = re.compile(r"(?<![\d.x*=])(\d(?:\.\d+)?) ?mm(?!2|\w)(?! ?[x*])", re.ASCII)


def board(text: str) -> Mapping[str, float]:
    """Return layers, area [cm²] and thickness [mm] of a board."""
    found: dict[str, float] = {}
    layers = _LAYERS.search(text)
    if layers:
        found["layers"] = float(layers[1])
    return {**found, **_outline(text), **thickness(text)}


def _outline(text: str) -> Mapping[str, float]:
    for match in _AREA.finditer(text):
        long, unit_1, wide, unit_2, thick, unit_3 = match.groups()
        sides = (float(long), float(wide))
        if not (unit_1 or unit_2 or unit_3) and min(sides) < _TWO_DIGITS:
            continue
        scale = MM_PER[unit_2 or unit_1 or ""]
        found: dict[str, float] = {"area_cm2": sides[0] * sides[1] * scale**2 / 100.0}
        if thick and float(thick) < min(sides):
            found["thickness_mm"] = float(thick)
        return found
    return {}


def thickness(text: str) -> Mapping[str, float]:
    """Return the thickness of a board or sheet [mm]."""
    named = _THICKNESS.search(text)
    if named:
        return {"thickness_mm": float(named[1] or named[2] or named[3])}
    single = _MILLIMETRES.findall(text)
    return {"thickness_mm": float(single[-1])} if single else {}
