"""Many products in one process: background loaded once, equal lines resolved once."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.components.classify import Classifier
from pcf.components.configured import ConfiguredResolver
from pcf.components.inventories import Inventories
from pcf.components.resolve import Resolver
from pcf.library import Library
from pcf.model.bom import BillOfMaterials
from pcf.model.study import Setting, Study
from pcf.model.system import ProductSystem
from pcf.pipeline import assess, groups, identify, model
from pcf.results.assessment import biogenic_carbon_kgc
from pcf.results.contribution import stage_totals, totals
from pcf.results.findings import part_notices
from pcf.results.portfolio import PortfolioRow, portfolio_row
from pcf.results.quality import quality, quality_notices
from pcf.results.tabulate import tabulate
from pcf.stages.boundary import within_reach
from pcf.stages.placed import product_mass_kg
from pcf.stages.registry import unit_processes
from pcf.stages.study import NOTHING, resolve_study
from pcf.stages.study_notices import study_notices


class Portfolio:
    """Assesses any number of products with one :class:`Library`, a row each."""

    def __init__(self, library: Library) -> None:
        self._library = library
        knowledge = library.knowledge
        self._classifier = Classifier(knowledge)
        self._resolver = Resolver(knowledge)
        self._configured = ConfiguredResolver(self._resolver)
        self._inventories = Inventories()
        self._groups = groups(knowledge)

    def row(
        self,
        name: str,
        bom: BillOfMaterials,
        *,
        above_sheet: Mapping[str, Setting] = NOTHING,
        below_sheet: Mapping[str, Setting] = NOTHING,
        samples: int = 0,
        seed: int = 1,
    ) -> PortfolioRow:
        """Return the row of one product; the figures are those of :func:`pcf.pipeline.assess`.

        Raises
        ------
        PcfError
            As :func:`pcf.pipeline.assess`.
        """
        if samples:
            return self._sampled(name, bom, above_sheet, below_sheet, samples, seed)
        knowledge = self._library.knowledge
        study = resolve_study(
            Study(),
            bom,
            knowledge.tables,
            grids=self._library.grids,
            above_sheet=above_sheet,
            below_sheet=below_sheet,
        )
        identified = identify(
            bom,
            knowledge,
            classifier=self._classifier,
            resolver=self._resolver,
            configured=self._configured,
        )
        parts = model(identified.components, knowledge, study, inventories=self._inventories)
        study, reach = within_reach(study, parts, knowledge.tables)
        system = ProductSystem(
            declared_unit=study.text("declared_unit"),
            boundary=study.text("boundary"),
            processes=unit_processes(parts, study, knowledge.tables),
        )
        scores = self._library.scores(study.text("method"))
        rows = tabulate(system, scores)
        found = quality(rows, parts, scores, study)
        return portfolio_row(
            name,
            totals=totals(rows, biogenic_carbon_kgc=biogenic_carbon_kgc(parts)),
            stages=stage_totals(rows),
            quality=found,
            mass_kg=product_mass_kg(parts),
            notices=(
                *bom.notices,
                *identified.notices,
                *part_notices(parts, self._groups),
                *reach,
                *study_notices(study, parts, knowledge.tables),
                *quality_notices(found, knowledge.tables),
            ),
        )

    def _sampled(
        self,
        name: str,
        bom: BillOfMaterials,
        above_sheet: Mapping[str, Setting],
        below_sheet: Mapping[str, Setting],
        samples: int,
        seed: int,
    ) -> PortfolioRow:
        result = assess(
            bom,
            None,
            self._library,
            above_sheet=above_sheet,
            below_sheet=below_sheet,
            samples=samples,
            seed=seed,
        )
        return portfolio_row(
            name,
            totals=result.totals,
            stages=result.stages,
            quality=result.quality,
            mass_kg=result.product.mass_kg,
            notices=result.notices,
            uncertainty=result.uncertainty,
        )
