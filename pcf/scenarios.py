"""Scenarios of one BOM and study: each applied, assessed, and all problems told together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pcf.bom.changed_bill import changed_bill
from pcf.bom.scenario import BASE, LineChange, Scenario
from pcf.components.classify import Classifier
from pcf.components.configured import ConfiguredResolver
from pcf.components.inventories import Inventories
from pcf.components.mapping_table import MappingEdit
from pcf.components.remembered import RememberedLines
from pcf.errors import InputError, PcfError, Problem
from pcf.library import Library
from pcf.model.bom import BillOfMaterials, Stated
from pcf.model.component import Component
from pcf.model.provenance import CellRef
from pcf.model.study import ResolvedStudy, Setting, Study
from pcf.model.system import ProductSystem, Stage
from pcf.pipeline import Identified, assess, identify, model
from pcf.results.assessment import Assessment
from pcf.results.contribution import counted_rows, exact_sum
from pcf.results.scenarios import lifetime_years, same_service_kgco2e
from pcf.results.tabulate import tabulate
from pcf.scenario_edits import edits_beside
from pcf.scenario_notices import scenario_notices
from pcf.stages.boundary import within_reach
from pcf.stages.registry import stages_within, unit_processes
from pcf.stages.study import NOTHING, ORDER, resolve_study
from pcf.stages.study_checks import CHOICES, NUMBERS

#: Notices that say a scenario's word was not understood; in a scenario they are problems.
_NOT_UNDERSTOOD = {"MAP204": "110", "MAP205": "112", "MAP206": "112"}
_NO_SETTINGS = frozenset({"field", "mode", "distance_km", "share", "location", "leg"})


class Alternatives:
    """One BOM with its study, and whatever is made of them by scenarios."""

    def __init__(
        self,
        bom: BillOfMaterials,
        library: Library,
        *,
        above_sheet: Mapping[str, Setting] = NOTHING,
        below_sheet: Mapping[str, Setting] = NOTHING,
        edits: Sequence[MappingEdit] = (),
        created: dt.datetime | None = None,
    ) -> None:
        self.bom = bom
        self.library = library
        self._above = above_sheet
        self._below = below_sheet
        self._edits = tuple(edits)
        self._created = created
        self._identified: dict[tuple[str, ...], Identified] = {}
        # lines of all scenarios are mostly the same: what is found of one serves all
        self._classifier = Classifier(library.knowledge)
        self._resolver = RememberedLines(library.knowledge)
        self._configured = ConfiguredResolver(self._resolver)
        self._inventories = Inventories()
        self.base = self._assessed((), self._identify(bom, ()))

    def assessed(self, scenarios: Sequence[Scenario]) -> dict[str, Assessment]:
        """Return the base and every scenario, assessed, by name.

        Raises
        ------
        InputError
            What is wrong with any of the scenarios, all at once, in the order of the file.
        """
        problems: list[Problem] = []
        results = {BASE: self.base}
        for scenario in scenarios:
            identified, found = self._found(scenario)
            if identified is not None and not found:
                result = self._assessed((scenario,), identified)
                found = self._not_understood(scenario, result)
                notices = (
                    *result.notices,
                    *scenario_notices(scenario, result.bom, self.library.knowledge),
                )
                results[scenario.name] = replace(result, notices=notices)
            problems.extend(found)
        if problems:
            raise InputError(problems)
        return results

    def _found(self, scenario: Scenario) -> tuple[Identified | None, tuple[Problem, ...]]:
        """Return the components of a scenario, and all that is wrong with what it says."""
        found = [*self._unknown_settings(scenario)]
        only_settings = replace(scenario, changes=())
        identified = None
        try:
            bom, _, _ = self._changed((scenario,))
            identified = self._identify(bom, scenario.changes)
        except PcfError as error:
            found.extend(error.problems)
        try:
            self._study(*self._changed((only_settings,)))
        except PcfError as error:
            found.extend(error.problems)
        return identified, tuple(found)

    def total_kgco2e(self, scenarios: Iterable[Scenario]) -> float:
        """Return the footprint with all of some scenarios, for the base's years of use."""
        chosen = tuple(scenarios)
        bom, above, below = self._changed(chosen)
        study = self._study(bom, above, below)
        key = tuple(each.name for each in chosen if each.changes or _mass_stated(each))
        if key not in self._identified:
            changes = [change for scenario in chosen for change in scenario.changes]
            self._identified[key] = self._identify(bom, changes)
        return self._same_service(study, self._rows_total(self._identified[key], study))

    def total_with(
        self,
        *,
        settings: Mapping[str, Setting] = NOTHING,
        changes: tuple[LineChange, ...] = (),
    ) -> float:
        """Return the footprint with some settings and lines changed, for the same years of use."""
        bom = changed_bill(self.bom, changes, self.library.knowledge) if changes else self.bom
        study = self._study(bom, {**self._above, **settings}, self._below)
        if changes:
            identified = self._identify(bom, changes)
        else:
            identified = Identified(
                components=self.components(), notices=(), inventories=self._inventories
            )
        return self._same_service(study, self._rows_total(identified, study))

    def _identify(self, bom: BillOfMaterials, changes: Sequence[LineChange]) -> Identified:
        return identify(
            bom,
            self.library.knowledge,
            edits_beside(self._edits, changes, bom),
            classifier=self._classifier,
            resolver=self._resolver,
            configured=self._configured,
            inventories=self._inventories,
        )

    def components(self) -> tuple[Component, ...]:
        """Return the components of the base."""
        return tuple(part.component for part in self.base.parts)

    def _same_service(self, study: ResolvedStudy, total_kgco2e: float) -> float:
        if Stage.USE not in stages_within(study.text("boundary")):
            return total_kgco2e
        return same_service_kgco2e(
            total_kgco2e,
            lifetime_years=study.number("lifetime_years"),
            base_lifetime_years=lifetime_years(self.base),
        )

    def _rows_total(self, identified: Identified, study: ResolvedStudy) -> float:
        knowledge = self.library.knowledge
        parts = model(identified.components, knowledge, study, inventories=identified.inventories)
        study, _ = within_reach(study, parts, knowledge.tables)
        system = ProductSystem(
            declared_unit=study.text("declared_unit"),
            boundary=study.text("boundary"),
            processes=unit_processes(parts, study, knowledge.tables),
        )
        rows = tabulate(system, self.library.scores(study.text("method")))
        return exact_sum(counted_rows(rows))

    def _study(
        self, bom: BillOfMaterials, above: Mapping[str, Setting], below: Mapping[str, Setting]
    ) -> ResolvedStudy:
        return resolve_study(
            Study(),
            bom,
            self.library.knowledge.tables,
            grids=self.library.grids,
            above_sheet=above,
            below_sheet=below,
        )

    def _assessed(self, scenarios: Sequence[Scenario], identified: Identified) -> Assessment:
        bom, above, below = self._changed(scenarios)
        return assess(
            bom,
            None,
            self.library,
            above_sheet=above,
            below_sheet=below,
            identified=identified,
            scenario="+".join(scenario.name for scenario in scenarios) or BASE,
            created=self._created,
        )

    def _changed(
        self, scenarios: Sequence[Scenario]
    ) -> tuple[BillOfMaterials, Mapping[str, Setting], Mapping[str, Setting]]:
        """Return bill and settings with all scenarios applied; a scenario beats every other."""
        changes = [change for scenario in scenarios for change in scenario.changes]
        bom = changed_bill(self.bom, changes, self.library.knowledge) if changes else self.bom
        given: dict[str, Setting] = {}
        left_open: set[str] = set()
        for scenario in scenarios:
            given.update(scenario.settings)
            left_open.update(scenario.left_open)
            if scenario.legs is not None:
                bom = replace(bom, legs=scenario.legs)
        kept = {name: said for name, said in bom.settings.items() if name not in left_open}
        mass = given.get("mass_kg")
        if mass is not None and mass.at is not None:
            # a configuration is closed to the mass its own table states
            kept["mass_kg"] = Stated(value=mass.value, at=mass.at)
        return (
            replace(bom, settings=kept),
            {**_without(self._above, left_open), **given},
            _without(self._below, left_open),
        )

    def _unknown_settings(self, scenario: Scenario) -> tuple[Problem, ...]:
        known = {*ORDER, *NUMBERS, *CHOICES}
        known |= {alias.field for alias in self.library.knowledge.setting_names} - _NO_SETTINGS
        said: dict[str, CellRef | None] = {
            **{name: setting.at for name, setting in scenario.settings.items()},
            **scenario.left_open,
        }
        shown = ", ".join(sorted(known))
        return tuple(
            Problem(
                code="SCN107",
                message=f"'{name}' is no setting of a study (known: {shown})",
                message_zh=f"“{name}”不是研究设定（可选：{shown}）",
                at=at,
            )
            for name, at in said.items()
            if name not in known
        )

    def _not_understood(self, scenario: Scenario, result: Assessment) -> tuple[Problem, ...]:
        """Return notices on words of the scenario itself as problems, at their places."""
        own = {change.item: change for change in scenario.changes}
        lines = {str(line.at): line.item for line in result.bom.lines}
        problems = []
        for notice in result.notices:
            if notice.code not in _NOT_UNDERSTOOD or notice.at is None:
                continue
            at: CellRef | None = notice.at
            if notice.at.file != scenario.at.file:
                change = own.get(lines.get(str(notice.at), ""))
                word = "material" if notice.code == "MAP205" else "country"
                at = change.texts[word].at if change and word in change.texts else None
            if at is not None:
                problems.append(
                    Problem(
                        code=f"SCN{_NOT_UNDERSTOOD[notice.code]}",
                        message=notice.message,
                        message_zh=notice.message_zh,
                        at=at,
                    )
                )
        return tuple(problems)


def _without(settings: Mapping[str, Setting], names: set[str]) -> Mapping[str, Setting]:
    return {name: setting for name, setting in settings.items() if name not in names}


def _mass_stated(scenario: Scenario) -> bool:
    return "mass_kg" in scenario.settings or "mass_kg" in scenario.left_open
