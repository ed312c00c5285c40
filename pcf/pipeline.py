"""The sentence the house is built on: BOM → components → stages → scores → table → assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pcf.components.classify import Classifier
from pcf.components.models import component_inventory
from pcf.components.resolve import resolve
from pcf.library import Library, shipped_library
from pcf.model.bom import BillOfMaterials
from pcf.model.component import Component
from pcf.model.knowledge import Knowledge
from pcf.model.notices import Notice
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy, Setting, Study
from pcf.model.system import ProductSystem, Stage
from pcf.results.assessment import Assessment, assemble
from pcf.results.findings import part_notices, system_notices
from pcf.results.manifest import manifest
from pcf.results.tabulate import tabulate
from pcf.stages.placed import PlacedComponent
from pcf.stages.production import located, production_place
from pcf.stages.recyclability import end_of_life_facts
from pcf.stages.registry import stages_within, unit_processes
from pcf.stages.study import NOTHING, resolve_study
from pcf.stages.use import use_facts


def assess(
    bom: BillOfMaterials,
    study: Study | None = None,
    library: Library | None = None,
    *,
    above_sheet: Mapping[str, Setting] = NOTHING,
    below_sheet: Mapping[str, Setting] = NOTHING,
    mapped: Mapping[str, Component] | None = None,
    created: dt.datetime | None = None,
) -> Assessment:
    """Return the footprint of the product a BOM describes, under a study.

    Parameters
    ----------
    bom
        As read by :func:`pcf.read_bom`.
    study
        What is asked; what it leaves open comes from the sheets, then the defaults.
    library
        Inventory and knowledge; the shipped one where not given.
    above_sheet, below_sheet
        Settings that beat, or yield to, those of the workbook's sheets.
    mapped
        Components of a reviewed mapping by BOM item, instead of our own classification.
    created
        Time stamp of the result; now where not given.

    Raises
    ------
    StudyError
        A setting is unknown or out of range.
    DataError
        Our own data contradict themselves.
    """
    library = library or shipped_library()
    knowledge = library.knowledge
    settings = resolve_study(
        study or Study(),
        bom,
        knowledge.tables,
        grids=library.grids,
        above_sheet=above_sheet,
        below_sheet=below_sheet,
    )
    components = identify(bom, knowledge, mapped or {})
    parts = model(components, knowledge, settings)
    system = ProductSystem(
        declared_unit=settings.text("declared_unit"),
        boundary=settings.text("boundary"),
        processes=unit_processes(parts, settings, knowledge.tables),
    )
    scores = library.scores(settings.text("method"))
    whole = Stage.USE in stages_within(settings.text("boundary"))
    method = settings.text("method")
    return assemble(
        bom=bom,
        study=settings,
        parts=parts,
        system=system,
        scores=scores,
        rows=tabulate(system, scores),
        use=use_facts(parts, settings, knowledge.tables) if whole else None,
        end_of_life=end_of_life_facts(parts, settings, knowledge.tables) if whole else None,
        notices=notices(bom, parts, system, scores, knowledge),
        manifest=manifest(
            bom=bom,
            study=settings,
            components=components,
            background=library.name,
            background_digest=library.digest,
            method_digest=library.method_digest(method),
            knowledge_digest=knowledge.digest,
            created=created,
        ),
    )


def identify(
    bom: BillOfMaterials, knowledge: Knowledge, mapped: Mapping[str, Component]
) -> tuple[Component, ...]:
    """Return the component of every counted line: reviewed, or classified and resolved."""
    classifier = Classifier(knowledge)
    return tuple(
        mapped.get(line.item) or resolve(line, classifier.classify(line), knowledge)
        for line in bom.counted
    )


def model(
    components: Sequence[Component], knowledge: Knowledge, study: ResolvedStudy
) -> tuple[PlacedComponent, ...]:
    """Return every component with what its model says of one piece, made where it is made."""
    parts = []
    for component in components:
        data = knowledge.components[component.component_class]
        place = production_place(component, data.group, study)
        parts.append(
            PlacedComponent(
                component=component,
                inventory=located(component_inventory(component, data), place),
                recovery_class=data.recovery_class,
            )
        )
    return tuple(parts)


def notices(
    bom: BillOfMaterials,
    parts: Sequence[PlacedComponent],
    system: ProductSystem,
    scores: UnitScores,
    knowledge: Knowledge,
) -> tuple[Notice, ...]:
    """Return all that was said on the way: by the reader, of the parts, of the places."""
    groups = {name: data.group for name, data in knowledge.components.items()}
    return (*bom.notices, *part_notices(parts, groups), *system_notices(system, scores))
