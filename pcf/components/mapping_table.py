"""A mapping table a person has edited, taken back: changed lines are resolved anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pcf.components.mapping_notices import refused
from pcf.components.normalise import key
from pcf.components.resolve import Resolution, Resolver
from pcf.errors import MappingError, Problem
from pcf.model.bom import Stated
from pcf.model.component import Classification, Component, ComponentData
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import CellRef


class MappingEdit(Protocol):
    """One row of a mapping table: class and ``name = value`` parameters, each with its cell.

    A blank class leaves the one that was found. Numbers are in the unit the name ends in.
    """

    @property
    def item(self) -> str:
        """Item number of the BOM line."""
        ...

    @property
    def component_class(self) -> str:
        """Class key or title, blank to keep."""
        ...

    @property
    def class_at(self) -> CellRef:
        """Cell of the class."""
        ...

    @property
    def parameters(self) -> Mapping[str, Stated]:
        """Values by parameter name."""
        ...

    @property
    def at(self) -> CellRef:
        """Cell of the item."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedLine:
    """What a person changed of one line: a class, blank where kept, and parameters."""

    item: str
    component_class: str
    class_at: CellRef
    parameters: Mapping[str, Stated]
    at: CellRef


def changes_of(
    components: Sequence[Component], edits: Iterable[MappingEdit], knowledge: Knowledge
) -> tuple[ReviewedLine, ...]:
    """Return what the edits change of the components found, without what they repeat."""
    by_item = {component.line.item: component for component in components}
    changed = []
    for edit in edits:
        component = by_item[edit.item]
        chosen = _class_named(edit.component_class, knowledge) if edit.component_class else None
        line = ReviewedLine(
            item=edit.item,
            component_class="" if chosen in (None, component.component_class) else str(chosen),
            class_at=edit.class_at,
            parameters={
                name: said
                for name, said in edit.parameters.items()
                if not _same(component, name, said.value)
            },
            at=edit.at,
        )
        if line.component_class or line.parameters:
            changed.append(line)
    return tuple(changed)


def apply_mapping(
    components: Sequence[Component], edits: Iterable[MappingEdit], knowledge: Knowledge
) -> tuple[Resolution, ...]:
    """Return all components in order, resolved anew where a person changed class or parameters.

    A value a person wrote counts as declared; one that repeats what was found changes nothing,
    also where the class is changed.

    Raises
    ------
    MappingError
        Everything wrong with the edits at once: an unknown class (MAP301), an item the BOM does
        not have (MAP302) or has twice in the table (MAP303), a parameter the class does not
        have (MAP305), a value that cannot be (MAP111-MAP113).
    """
    resolver = Resolver(knowledge)
    problems: list[Problem] = []
    by_item = _by_item(edits, {component.line.item for component in components}, problems)
    resolved: list[Resolution] = []
    for component in components:
        edit = by_item.get(component.line.item)
        if edit is None:
            resolved.append(Resolution(component=component))
            continue
        resolution = _applied(component, edit, knowledge, resolver, problems)
        problems.extend(resolution.problems)
        resolved.append(resolution)
    if problems:
        raise MappingError(problems)
    return tuple(resolved)


def _by_item(
    edits: Iterable[MappingEdit], items: set[str], problems: list[Problem]
) -> dict[str, MappingEdit]:
    chosen: dict[str, MappingEdit] = {}
    for edit in edits:
        if edit.item not in items:
            problems.append(refused("MAP302", edit.at, item=edit.item))
        elif edit.item in chosen:
            problems.append(refused("MAP303", edit.at, item=edit.item))
        else:
            chosen[edit.item] = edit
    return chosen


def _applied(
    component: Component,
    edit: MappingEdit,
    knowledge: Knowledge,
    resolver: Resolver,
    problems: list[Problem],
) -> Resolution:
    classification = _classification(component, edit, knowledge, problems)
    data = knowledge.components[classification.component_class]
    stated = _stated(component, edit, data, resolver, problems)
    if not stated and classification == component.classification:
        return Resolution(component=component)
    line = replace(component.line, stated={**component.line.stated, **stated})
    mass = stated.get("mass_kg")
    if mass is not None and isinstance(mass.value, float):
        line = replace(line, mass_kg=mass.value)
    return resolver.resolve(line, classification)


def _classification(
    component: Component, edit: MappingEdit, knowledge: Knowledge, problems: list[Problem]
) -> Classification:
    found = component.classification
    if not edit.component_class.strip():
        return found
    chosen = _class_named(edit.component_class, knowledge)
    if chosen is None:
        problems.append(refused("MAP301", edit.class_at, component_class=edit.component_class))
        return found
    if chosen == found.component_class:
        return found
    return Classification(
        component_class=chosen,
        confidence=1.0,
        method="mapping",
        reason=f"class given at {edit.class_at}",
        runners_up=found.runners_up,
        part_key=found.part_key,
    )


def _class_named(name: str, knowledge: Knowledge) -> str | None:
    wanted = key(name)
    for entry in knowledge.classes.values():
        if wanted in (key(entry.component_class), key(entry.title), key(entry.title_zh)):
            return entry.component_class
    return None


def _stated(
    component: Component,
    edit: MappingEdit,
    data: ComponentData,
    resolver: Resolver,
    problems: list[Problem],
) -> dict[str, Stated]:
    """Return what the person wrote and the tool had not found already."""
    stated: dict[str, Stated] = {}
    for name, said in edit.parameters.items():
        if _same(component, name, said.value):
            continue
        own = resolver.gatherer.name_in(data, name)
        if own is None:
            problems.append(
                refused("MAP305", said.at, name=name, component_class=data.component_class)
            )
        else:
            stated[own] = said
    return stated


def _same(component: Component, name: str, value: float | str) -> bool:
    if name in component.parameters:
        found = component.parameters[name].value
        return isinstance(value, float) and abs(value - found) <= 1e-9 * abs(found)
    said = component.choices.get(name)
    shown = value if isinstance(value, str) else f"{value:g}"
    return said is not None and key(said.value) == key(shown)
