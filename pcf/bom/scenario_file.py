"""Read a scenario file: YAML -> ScenarioFile, every problem with file, line and key at once."""

from __future__ import annotations

from pathlib import Path

import yaml

from pcf.bom.break_even_file import BreakEvenReader
from pcf.bom.marked_yaml import MarkedYaml, is_null, scalar
from pcf.bom.scenario import BASE, LineChange, Scenario, ScenarioFile
from pcf.model.bom import StatedLeg
from pcf.model.provenance import CellRef
from pcf.model.study import Setting

_TEXTS = (
    "name", "description", "part_number", "material", "component_class", "supplier", "country",
)  # fmt: skip
_LINE_KEYS = ("item", "quantity", "remove", "mass_kg", "parameters", *_TEXTS)
_ADDED_KEYS = ("item", "under", "quantity", "mass_kg", "parameters", *_TEXTS)


def read_scenarios(path: Path) -> ScenarioFile:
    """Return what a scenario file holds: a list of scenarios, or blocks by name.

    Raises
    ------
    InputError
        All problems of the file at once (SCN1nn).
    """
    reader = _ScenarioReader(MarkedYaml(path, "SCN"))
    read = reader.read()
    reader.marked.raise_if_any()
    return read


class _ScenarioReader:
    def __init__(self, marked: MarkedYaml) -> None:
        self.marked = marked

    def read(self) -> ScenarioFile:
        root = self.marked.root()
        if root is None:
            self._missing(CellRef(file=self.marked.file), "scenarios")
            return ScenarioFile(file=self.marked.file)
        if isinstance(root, yaml.SequenceNode):
            blocks: dict[str, yaml.Node] = {"scenarios": root}
        else:
            blocks = self.marked.fields(root, ("scenarios", "break_even", "abatement"))
        scenarios = self._scenarios(blocks["scenarios"]) if "scenarios" in blocks else ()
        replacements, crossings = BreakEvenReader(self.marked).read(blocks.get("break_even"))
        known = {BASE, *(scenario.name for scenario in scenarios)}
        for question in replacements:
            self._known(question.scenario, known, question.at)
        for crossing in crossings:
            self._known(crossing.first, known, crossing.at)
            self._known(crossing.second, known, crossing.at)
        levers = self._levers(blocks.get("abatement"))
        for name, at in levers:
            self._known(name, known - {BASE}, at)
        return ScenarioFile(
            file=self.marked.file,
            scenarios=scenarios,
            replacements=replacements,
            crossings=crossings,
            levers=levers,
        )

    def _scenarios(self, node: yaml.Node) -> tuple[Scenario, ...]:
        read = [self._scenario(entry) for entry in self.marked.entries(node, "scenarios")]
        taken = {BASE}
        for scenario in read:
            if scenario.name in taken:
                self.marked.refuse(
                    "106",
                    scenario.at,
                    f"scenario '{scenario.name}' stands twice (base is the study itself)",
                    f"情景“{scenario.name}”重复（base 为原研究）",
                )
            taken.add(scenario.name)
        return tuple(read)

    def _scenario(self, node: yaml.Node) -> Scenario:
        marked = self.marked
        found = marked.fields(node, ("name", "title", "title_zh", "set", "lines", "legs"))
        at = marked.at(node, "name")
        name = self._name(found, at)
        settings: dict[str, Setting] = {}
        left_open: dict[str, CellRef] = {}
        for key, value in marked.fields(found["set"]).items() if "set" in found else ():
            place = marked.at(value, key)
            if is_null(value):
                left_open[key] = place
            elif isinstance(value, yaml.ScalarNode):
                settings[key] = Setting(
                    value=scalar(value), origin="scenario", source=str(place), at=place
                )
            else:
                marked.text(value, key)
        changes = self._changes(found["lines"]) if "lines" in found else ()
        legs = self._legs(found["legs"]) if "legs" in found else None
        if node_says_nothing(found):
            self._missing(at, "set, lines or legs", "set、lines 或 legs")
        title = marked.text(found["title"], "title") if "title" in found else name
        return Scenario(
            name=name,
            title=title,
            title_zh=marked.text(found["title_zh"], "title_zh") if "title_zh" in found else title,
            at=at,
            settings=settings,
            left_open=left_open,
            changes=changes,
            legs=legs,
        )

    def _changes(self, node: yaml.Node) -> tuple[LineChange, ...]:
        read: list[LineChange] = []
        for entry in self.marked.entries(node, "lines"):
            found = self.marked.fields(entry, (*_LINE_KEYS, "add"))
            if "add" in found:
                added = self.marked.fields(found["add"], _ADDED_KEYS)
                read.append(self._change(added, self.marked.at(found["add"], "add"), added=True))
            elif found:
                read.append(self._change(found, self.marked.at(entry, "item"), added=False))
        taken: set[str] = set()
        for change in read:
            if change.item and change.item in taken:
                self.marked.refuse(
                    "103",
                    change.at,
                    f"item '{change.item}' stands twice (say all of it in one entry)",
                    f"项号“{change.item}”重复（请合并为一条）",
                )
            taken.add(change.item)
        return tuple(read)

    def _change(self, found: dict[str, yaml.Node], at: CellRef, *, added: bool) -> LineChange:
        marked = self.marked
        item = marked.text(found["item"], "item") if "item" in found else ""
        if not item and not added:
            self._missing(at, "item")
        texts = {
            key: said
            for key in _TEXTS
            if key in found and (said := marked.stated(found[key], key)) is not None
        }
        if added and not {"name", "description", "part_number"} & texts.keys():
            self._missing(at, "name")
        mass = marked.stated(found["mass_kg"], "mass_kg") if "mass_kg" in found else None
        if mass is not None and marked.number(found["mass_kg"], "mass_kg", positive=True) is None:
            mass = None
        parameters = marked.fields(found["parameters"]) if "parameters" in found else {}
        quantity = marked.number(found["quantity"], "quantity") if "quantity" in found else None
        return LineChange(
            item=item,
            at=at,
            added=added,
            remove="remove" in found and marked.yes(found["remove"], "remove"),
            under=marked.text(found["under"], "under") if "under" in found else "",
            quantity=1.0 if added and "quantity" not in found else quantity,
            mass_kg=mass,
            texts=texts,
            parameters={
                key: said
                for key, value in parameters.items()
                if (said := marked.stated(value, key)) is not None
            },
        )

    def _legs(self, node: yaml.Node) -> tuple[StatedLeg, ...]:
        legs = []
        for entry in self.marked.entries(node, "legs"):
            found = self.marked.fields(entry, ("mode", "distance_km", "share"))
            at = self.marked.at(entry, "legs")
            for key in ("mode", "distance_km"):
                if key not in found:
                    self._missing(at, key)
            if not {"mode", "distance_km"} <= found.keys():
                continue
            mode = self.marked.text(found["mode"], "mode")
            distance_km = self.marked.number(found["distance_km"], "distance_km")
            share = self.marked.number(found["share"], "share") if "share" in found else 1.0
            if mode and distance_km is not None and share is not None:
                legs.append(StatedLeg(mode=mode, distance_km=distance_km, share=share, at=at))
        return tuple(legs)

    def _levers(self, node: yaml.Node | None) -> tuple[tuple[str, CellRef], ...]:
        entries = self.marked.entries(node, "abatement") if node is not None else ()
        read = [
            (self.marked.text(entry, "abatement"), self.marked.at(entry, "abatement"))
            for entry in entries
        ]
        for position, (name, at) in enumerate(read):
            if name in (earlier for earlier, _ in read[:position]):
                self.marked.refuse("103", at, f"'{name}' stands twice (keep one)", f"“{name}”重复")
        return tuple(read)

    def _name(self, found: dict[str, yaml.Node], at: CellRef) -> str:
        if "name" not in found:
            self._missing(at, "name")
            return ""
        return self.marked.text(found["name"], "name")

    def _missing(self, at: CellRef, what: str, what_zh: str = "") -> None:
        self.marked.refuse("105", at, f"lacks {what}", f"缺少 {what_zh or what}")

    def _known(self, name: str, known: set[str], at: CellRef) -> None:
        if name not in known:
            listed = ", ".join(sorted(known))
            self.marked.refuse(
                "111",
                at,
                f"no scenario is called '{name}' (there are: {listed})",
                f"没有名为“{name}”的情景（现有：{listed}）",
            )


def node_says_nothing(found: dict[str, yaml.Node]) -> bool:
    """Whether a scenario changes nothing at all."""
    return not any(key in found and found[key].value for key in ("set", "lines", "legs"))
