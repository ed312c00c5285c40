"""The sentence the house is built on: BOM → components → stages → scores → table → assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pcf.components.classify import Classifier
from pcf.components.configured import (
    ConfiguredResolver,
    archetype_of,
    closed_to_stated_mass,
)
from pcf.components.inventories import Inventories
from pcf.components.mapping_table import (
    MappingEdit,
    ReviewedLine,
    apply_mapping,
    changes_of,
)
from pcf.components.mounting import with_listed_parts
from pcf.components.resolve import Resolver
from pcf.errors import BomError, MappingError, Problem
from pcf.library import Library, shipped_library
from pcf.model.bom import BillOfMaterials
from pcf.model.component import Component
from pcf.model.knowledge import Knowledge
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef
from pcf.model.study import ResolvedStudy, Setting, Study
from pcf.model.system import ProductSystem, Stage
from pcf.results.assessment import Assessment, assemble
from pcf.results.findings import EXCLUDED_CLASS, part_notices, system_notices
from pcf.results.freight import freight_legs
from pcf.results.manifest import manifest
from pcf.results.quality import quality_notices
from pcf.results.tabulate import BASE, tabulate
from pcf.stages.boundary import within_reach
from pcf.stages.placed import PlacedComponent
from pcf.stages.production import located, production_place
from pcf.stages.recyclability import end_of_life_facts
from pcf.stages.recycled_content import content_notices, content_rule, with_content
from pcf.stages.registry import stages_within, unit_processes
from pcf.stages.study import NOTHING, resolve_study
from pcf.stages.study_notices import study_notices
from pcf.stages.use import use_facts


def assess(
    bom: BillOfMaterials,
    study: Study | None = None,
    library: Library | None = None,
    *,
    above_sheet: Mapping[str, Setting] = NOTHING,
    below_sheet: Mapping[str, Setting] = NOTHING,
    edits: Sequence[MappingEdit] = (),
    identified: Identified | None = None,
    scenario: str = BASE,
    created: dt.datetime | None = None,
    samples: int = 0,
    seed: int = 1,
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
    edits
        Rows of a reviewed mapping workbook: class and parameters a person has changed.
    identified
        The components of the BOM, where they are known already; then ``edits`` are in them.
    scenario
        What the rows of the result are marked with.
    created
        Time stamp of the result; now where not given.
    samples, seed
        Number of Monte Carlo draws, none by default, and what their streams start from.

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
    identified = identified or identify(bom, knowledge, edits)
    parts = model(identified.components, knowledge, settings, inventories=identified.inventories)
    settings, reach = within_reach(settings, parts, knowledge.tables)
    system = ProductSystem(
        declared_unit=settings.text("declared_unit"),
        boundary=settings.text("boundary"),
        processes=unit_processes(parts, settings, knowledge.tables),
    )
    scores = library.scores(settings.text("method"))
    whole = Stage.USE in stages_within(settings.text("boundary"))
    method = settings.text("method")
    result = assemble(
        bom=bom,
        study=settings,
        parts=parts,
        system=system,
        scores=scores,
        rows=tabulate(system, scores, scenario=scenario),
        freight=freight_legs(system, scores, knowledge.tables),
        use=use_facts(parts, settings, knowledge.tables) if whole else None,
        end_of_life=end_of_life_facts(parts, settings, knowledge.tables) if whole else None,
        notices=(
            *bom.notices,
            *identified.notices,
            *reach,
            *study_notices(settings, parts, knowledge.tables),
            *content_notices(parts, knowledge.tables),
            *part_notices(parts, groups(knowledge)),
            *system_notices(system, scores),
        ),
        manifest=manifest(
            bom=bom,
            study=settings,
            components=identified.components,
            background=library.name,
            background_digest=library.digest,
            method_digest=library.method_digest(method),
            knowledge_digest=knowledge.digest,
            created=created,
        ),
        edits=identified.edits,
    )
    said = quality_notices(result.quality, knowledge.tables)
    if said:
        result = replace(result, notices=(*result.notices, *said))
    return with_uncertainty(result, library, samples=samples, seed=seed) if samples else result


def with_uncertainty(
    result: Assessment, library: Library, *, samples: int, seed: int
) -> Assessment:
    """Return an assessment with the spread of its figures over draws of all data (ADR 0005)."""
    # sampling is loaded only where it is asked for
    from pcf.sampling.run import sampled

    draws = library.draws(result.study.text("method"), samples=samples, seed=seed)
    return replace(result, uncertainty=sampled(result, library.knowledge, draws))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The components of a BOM's counted lines, and what was said on the way to them.

    ``edits`` are what a reviewed mapping changed of what was found; ``inventories`` remembers
    those of the components, whatever the study.
    """

    components: tuple[Component, ...]
    notices: tuple[Notice, ...]
    edits: tuple[ReviewedLine, ...] = ()
    inventories: Inventories = field(default_factory=Inventories, repr=False, compare=False)


def identify(
    bom: BillOfMaterials,
    knowledge: Knowledge,
    edits: Sequence[MappingEdit] = (),
    *,
    classifier: Classifier | None = None,
    resolver: Resolver | None = None,
    configured: ConfiguredResolver | None = None,
    inventories: Inventories | None = None,
) -> Identified:
    """Return the component of every counted line: classified, resolved, reviewed.

    ``classifier``, ``resolver``, ``configured`` and ``inventories`` serve many BOMs; made where
    not given.

    Raises
    ------
    MappingError
        Every declared value that cannot be, and everything wrong with the edits.
    BomError
        No line is a physical part that is counted (BOM125).
    """
    classifier, resolver = classifier or Classifier(knowledge), resolver or Resolver(knowledge)
    archetype = archetype_of(bom, knowledge)
    if archetype is None:
        found = tuple(resolver.resolve(line, classifier.classify(line)) for line in bom.counted)
    else:
        configured = configured or ConfiguredResolver(resolver)
        found = tuple(
            configured.resolve(line, classifier.classify(line), archetype) for line in bom.counted
        )
    problems = [problem for resolution in found for problem in resolution.problems]
    if problems:
        raise MappingError(problems)
    changed: tuple[ReviewedLine, ...] = ()
    if edits:
        components = tuple(resolution.component for resolution in found)
        found = apply_mapping(components, edits, knowledge)
        changed = changes_of(components, edits, knowledge)
    _refuse_empty(bom, [resolution.component for resolution in found])
    listed = with_listed_parts([resolution.component for resolution in found], groups(knowledge))
    return Identified(
        components=closed_to_stated_mass(listed, bom, archetype),
        notices=tuple(notice for resolution in found for notice in resolution.notices),
        edits=changed,
        inventories=inventories or Inventories(),
    )


def _refuse_empty(bom: BillOfMaterials, components: Sequence[Component]) -> None:
    """Refuse a BOM of which nothing is left: its zero is no result."""
    if all(component.component_class == EXCLUDED_CLASS for component in components):
        raise BomError(
            Problem(
                code="BOM125",
                message=f"none of the {len(bom.lines)} lines is a physical part that is counted "
                "(pcf check says what became of each)",
                message_zh=f"{len(bom.lines)} 行中没有任何计入的实物零件"
                "（用 pcf check 查看各行的去向）",
                at=CellRef(file=bom.file),
            ),
            bom=bom,
        )


def model(
    components: Sequence[Component],
    knowledge: Knowledge,
    study: ResolvedStudy,
    *,
    inventories: Inventories | None = None,
) -> tuple[PlacedComponent, ...]:
    """Return every component with what its model says of one piece, made where it is made.

    Each amount knows what of it rests on assumed parameters. ``inventories`` serve many
    studies and BOMs; made where not given.
    """
    parts = []
    rule = content_rule(study, knowledge.tables)
    inventories = inventories or Inventories()
    for component in components:
        data = knowledge.components[component.component_class]
        place = production_place(component, data.group, study)
        bought = located(inventories.of(component, data), place)
        parts.append(
            PlacedComponent(
                component=component,
                inventory=with_content(bought, component, rule),
                market_inventory=bought,
                recovery_class=data.recovery_class,
            )
        )
    return tuple(parts)


def groups(knowledge: Knowledge) -> dict[str, str]:
    """Return the group of every component class (``silicon``, ``boards``, …)."""
    return {name: data.group for name, data in knowledge.components.items()}
