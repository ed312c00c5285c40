"""Read the break-even questions of a scenario file: replacements and crossings."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from pcf.bom.marked_yaml import MarkedYaml
from pcf.bom.scenario import BASE, Crossing, Replacement
from pcf.model.provenance import CellRef

#: Axes along which two scenarios may cross.
AXES: tuple[str, ...] = ("utilisation", "load_factor", "lifetime_years")


class BreakEvenReader:
    """Reads block ``break_even`` of a file; problems are kept by ``marked``."""

    def __init__(self, marked: MarkedYaml) -> None:
        self.marked = marked

    def read(self, node: yaml.Node | None) -> tuple[tuple[Replacement, ...], tuple[Crossing, ...]]:
        """Return replacements and crossings in the order of the file."""
        replacements: list[Replacement] = []
        crossings: list[Crossing] = []
        for entry in self.marked.entries(node, "break_even") if node is not None else ():
            found = self.marked.fields(entry, ("name", "title_zh", "replacement", "crossing"))
            at = self.marked.at(entry, "break_even")
            if "name" not in found:
                self._missing(at, "name")
            name = self.marked.text(found["name"], "name") if "name" in found else ""
            name_zh = (
                self.marked.text(found["title_zh"], "title_zh") if "title_zh" in found else name
            )
            if "replacement" in found:
                replacements.extend(self._replacement(name, name_zh, found["replacement"]))
            elif "crossing" in found:
                crossings.extend(self._crossing(name, name_zh, found["crossing"]))
            else:
                self._missing(at, "replacement or crossing", "replacement 或 crossing")
        return tuple(replacements), tuple(crossings)

    def _replacement(self, name: str, name_zh: str, node: yaml.Node) -> Sequence[Replacement]:
        marked, at = self.marked, self.marked.at(node, "replacement")
        keys = ("old_annual_kwh", "old_remaining_years", "old_count", "old_pue")
        found = marked.fields(node, ("scenario", *keys, "grid_path"))
        numbers = {
            key: marked.number(found[key], key, positive=True) for key in keys if key in found
        }
        for key in keys[:2]:
            if key not in found:
                self._missing(at, key)
        annual_kwh, years, pue = (numbers.get(keys[place]) for place in (0, 1, 3))
        if pue is not None and pue < 1:
            marked.refuse(
                "104",
                marked.at(found["old_pue"], "old_pue"),
                f"a PUE of {pue:g} is below 1",
                f"PUE {pue:g} 小于 1",
            )
        if annual_kwh is None or years is None:
            return ()
        return (
            Replacement(
                name=name,
                at=at,
                scenario=marked.text(found["scenario"], "scenario")
                if "scenario" in found
                else BASE,
                old_annual_kwh=annual_kwh,
                old_remaining_years=years,
                old_count=numbers.get("old_count") or 1.0,
                old_pue=pue,
                grid_path=marked.text(found["grid_path"], "grid_path")
                if "grid_path" in found
                else "",
                name_zh=name_zh,
            ),
        )

    def _crossing(self, name: str, name_zh: str, node: yaml.Node) -> Sequence[Crossing]:
        marked, at = self.marked, self.marked.at(node, "crossing")
        found = marked.fields(node, ("between", "over"))
        if "between" not in found:
            self._missing(at, "between")
            return ()
        pair = [
            marked.text(each, "between") for each in marked.entries(found["between"], "between")
        ]
        if len(pair) != 2 or pair[0] == pair[1]:
            marked.refuse(
                "101",
                at,
                "between: expected two different scenarios",
                "between：应为两个不同的情景",
            )
            return ()
        over = marked.text(found["over"], "over") if "over" in found else AXES[0]
        if over not in AXES:
            known = ", ".join(AXES)
            marked.refuse(
                "101", at, f"over: '{over}' is none of {known}", f"over：“{over}”应为 {known} 之一"
            )
            return ()
        return (
            Crossing(name=name, at=at, first=pair[0], second=pair[1], over=over, name_zh=name_zh),
        )

    def _missing(self, at: CellRef, what: str, what_zh: str = "") -> None:
        self.marked.refuse("105", at, f"lacks {what}", f"缺少 {what_zh or what}")
