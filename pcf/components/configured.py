"""Components of a product known by configuration: what its archetype filled in is a default."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcf.components.resolve import Resolution, Resolver
from pcf.model.archetype import Archetype, ArchetypeFigure
from pcf.model.bom import BillOfMaterials, BomLine, Stated
from pcf.model.component import Classification, Component
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import ASSUMPTION, CellRef, Known, KnownText, Origin

_NUMBER = r"(\d+(?:\.\d+)?)"
#: Cores as the reader writes them; a range where nobody stated them.
_CORES = re.compile(rf"{_NUMBER} cores(?: \({_NUMBER} to {_NUMBER}\))?")
_FILLED_TEXT = "(archetype)"  # as the reader marks a text of the archetype
_PROCESSOR = "processor"
ENCLOSURE = "enclosure"  # section of what several servers share
_BASE = "_base"


def archetype_of(bom: BillOfMaterials, knowledge: Knowledge) -> Archetype | None:
    """Return the archetype a bill of materials was filled in from, ``None`` for any other."""
    by_file = {archetype.file: archetype for archetype in knowledge.archetypes.values()}
    return next((by_file[line.at.file] for line in bom.lines if line.at.file in by_file), None)


class ConfiguredResolver:
    """Resolves lines an archetype filled in, its figures as defaults; equal lines only once.

    A processor of unknown model is sized by its cores.
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[object, ...], Component] = {}

    def resolve(
        self, line: BomLine, classification: Classification, archetype: Archetype
    ) -> Resolution:
        """Return the component of one line of a configuration."""
        memory = _memory(line, classification, archetype)
        if memory in self._known:
            return Resolution(component=replace(self._known[memory], line=line))
        resolution = self._resolver.resolve(line, classification)
        sized = sized_by_cores(resolution.component, archetype, self._resolver)
        component = as_default(sized, archetype)
        # what is said of a line names its place, so that it is not remembered for others
        if not resolution.notices and not resolution.problems:
            self._known[memory] = component
        return replace(resolution, component=component)


def _memory(
    line: BomLine, classification: Classification, archetype: Archetype
) -> tuple[object, ...]:
    stated = sorted(
        (name, value.value, value.low or 0.0, value.high or 0.0, value.at.file == archetype.file)
        for name, value in line.stated.items()
    )
    own = line.at.file == archetype.file
    part = (classification.component_class, classification.part_key)
    return (archetype.key, line.item, line.description, own, *part, line.mass_kg, *stated)


def closed_to_stated_mass(
    components: Sequence[Component], bom: BillOfMaterials, archetype: Archetype | None
) -> tuple[Component, ...]:
    """Return the components of a product whose mass is stated, closed to it.

    Lines that close the mass are scaled until the product weighs what the configuration
    states, within the archetype's range. Other products are returned as they are.
    """
    stated = bom.settings.get("mass_kg")
    if archetype is None or stated is None:
        return tuple(components)
    return closed_to_mass(components, archetype, float(stated.value))


def sized_by_cores(component: Component, archetype: Archetype, resolver: Resolver) -> Component:
    """Return a processor of unknown model with the figures its cores give, others as they are."""
    if component.component_class != _PROCESSOR or component.classification.part_key is not None:
        return component
    cores = _CORES.search(component.line.description)
    if cores is None or not archetype.per_core:
        return component
    figures = by_cores(archetype.per_core, *(float(each) for each in cores.groups() if each))
    at = CellRef(file=archetype.file, cell="per_core")
    line = replace(
        component.line,
        stated={
            **component.line.stated,
            **{name: Stated(value=figure.value, at=at) for name, figure in figures.items()},
        },
    )
    sized = resolver.resolve(line, component.classification).component
    return _with_figures(replace(sized, line=component.line), figures, archetype)


def by_cores(
    per_core: Mapping[str, ArchetypeFigure],
    cores: float,
    fewest_count: float | None = None,
    most_count: float | None = None,
) -> dict[str, ArchetypeFigure]:
    """Return base + cores · per core of every parameter, interval alike.

    Where the cores are not known either, between ``fewest_count`` and ``most_count``, both
    ignorances are independent: their distances from the value add as squares, in the logarithm.
    """
    figures: dict[str, ArchetypeFigure] = {}
    for name, figure in per_core.items():
        base = per_core.get(f"{name}{_BASE}")
        if name.endswith(_BASE) or base is None:
            continue
        value = base.value + cores * figure.value
        lows = [base.low + cores * figure.low]
        highs = [base.high + cores * figure.high]
        if fewest_count is not None and most_count is not None:
            lows.append(base.value + fewest_count * figure.value)
            highs.append(base.value + most_count * figure.value)
        figures[name] = replace(
            figure, value=value, low=value / _joint(value, lows), high=value * _joint(value, highs)
        )
    return figures


def _joint(value: float, ends: Sequence[float]) -> float:
    """Return the factor between a value and the end of independent ignorances together."""
    return math.exp(math.hypot(*(math.log(end / value) for end in ends)))


def as_default(component: Component, archetype: Archetype) -> Component:
    """Return the component with what the archetype states as defaults, with its intervals."""
    line = archetype.line(component.line.item)
    figures = dict(line.figures) if line else {}
    for name, column in (line.columns if line else {}).items():
        figure = _column_figure(archetype, column)
        if figure is not None:
            figures[name] = figure
    defaulted = _with_figures(component, figures, archetype)
    stated_text = line is not None and line.text_column and _names_a_part(component)
    return replace(
        defaulted,
        parameters={
            name: known if _stays(known, archetype, bool(stated_text)) else _lowered(known)
            for name, known in defaulted.parameters.items()
        },
        choices={
            name: known if _stays(known, archetype, bool(stated_text)) else _lowered_text(known)
            for name, known in defaulted.choices.items()
        },
    )


def _names_a_part(component: Component) -> bool:
    """Whether the configuration itself, not the archetype, says which part this is."""
    model = component.line.description.partition(",")[0]
    return bool(model) and _FILLED_TEXT not in model and not _CORES.fullmatch(model)


def _stays(known: Known | KnownText, archetype: Archetype, stated_text: bool) -> bool:
    """Whether a value keeps its origin: stated in a cell, or looked up for a stated model."""
    if known.origin is Origin.DECLARED:
        return known.at is None or known.at.file != archetype.file
    return stated_text


def closed_to_mass(
    components: Sequence[Component], archetype: Archetype, mass_kg: float
) -> tuple[Component, ...]:
    """Return components whose sheet metal is scaled so that the product weighs ``mass_kg``.

    A blade weighs what it weighs without its share of the enclosure.
    """
    closing = {line.item for line in archetype.lines if line.closes_mass}
    product = [part for part in components if part.line.section == "bom"]
    scaled_kg = math.fsum(_mass_kg(part) for part in product if part.line.item in closing)
    rest_kg = math.fsum(_mass_kg(part) for part in product if part.line.item not in closing)
    if not scaled_kg:
        return tuple(components)
    allowed = archetype.mass_factor
    factor = (mass_kg - rest_kg) / scaled_kg
    shares = any(part.line.section == ENCLOSURE for part in components)
    if shares and not allowed.low <= factor <= allowed.high:
        return tuple(components)  # the enclosure was weighed, with the others in it
    factor = min(max(factor, allowed.low), allowed.high)
    return tuple(
        _scaled(part, factor) if part.line.item in closing else part for part in components
    )


def _with_figures(
    component: Component, figures: Mapping[str, ArchetypeFigure], archetype: Archetype
) -> Component:
    parameters = dict(component.parameters)
    for name, known in component.parameters.items():
        if known.at is None or known.at.file != archetype.file:
            continue
        # a value that came with an interval of its own is not the archetype's figure
        figure = figures.get(name) if known.low == known.high else None
        parameters[name] = replace(
            known,
            low=figure.low if figure else known.low,
            high=figure.high if figure else known.high,
            origin=Origin.DEFAULT,
            source=figure.source if figure else known.source,
            at=None,
            assumed=figure.kind == ASSUMPTION if figure else known.assumed,
        )
    return replace(component, parameters=parameters)


def _column_figure(archetype: Archetype, column: str) -> ArchetypeFigure | None:
    if column != "dimm_gb":
        return archetype.defaults.get(column)
    memory, modules = archetype.defaults.get("memory_gb"), archetype.defaults.get("dimm_count")
    if memory is None or modules is None or not modules.value:
        return None
    return replace(
        memory,
        value=memory.value / modules.value,
        low=memory.low / modules.value,
        high=memory.high / modules.value,
    )


def _lowered(known: Known) -> Known:
    return replace(known, origin=Origin.DEFAULT)


def _lowered_text(choice: KnownText) -> KnownText:
    return replace(choice, origin=Origin.DEFAULT)


def _mass_kg(part: Component) -> float:
    return part.parameters["mass_kg"].value * part.count


def _scaled(part: Component, factor: float) -> Component:
    mass = part.parameters["mass_kg"]
    scaled = replace(
        mass, value=mass.value * factor, low=mass.low * factor, high=mass.high * factor
    )
    return replace(
        part,
        parameters={**part.parameters, "mass_kg": scaled},
        line=replace(part.line, mass_kg=scaled.value),
    )
