"""The assessment: everything a report needs, and the table it all comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pcf.model.bom import BillOfMaterials
from pcf.model.footprint import ROW_COLUMNS, FootprintRow
from pcf.model.notices import Notice
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy
from pcf.model.system import ProductSystem
from pcf.results.contribution import (
    ComponentTotal,
    OtherTotal,
    StageTotal,
    Totals,
    component_totals,
    other_totals,
    stage_totals,
    totals,
)
from pcf.results.explain import Explanation, explain
from pcf.results.freight import FreightLeg
from pcf.results.quality import Quality, quality
from pcf.results.use_values import valued
from pcf.stages.placed import PlacedComponent, gross_mass_kg, product_mass_kg
from pcf.stages.recyclability import EndOfLifeFacts
from pcf.stages.use import UseFacts

if TYPE_CHECKING:
    import pandas as pd

    from pcf.components.mapping_table import ReviewedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Name, model and mass [kg] of the product; the gross mass has the packaging in it."""

    name: str
    model: str
    mass_kg: float
    gross_mass_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Value of the result, median, mean and 90 % interval of the draws [kg CO2e per product]."""

    deterministic: float
    median: float
    mean: float
    p5: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What sampling found: spread of total and gate figure, by stage and by item of the BOM."""

    samples: int
    seed: int
    total: Spread
    cradle_to_gate: Spread
    by_stage: Mapping[str, Spread]
    by_component: Mapping[str, Spread]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What identifies the result: program, background, method and inputs by digest.

    ``created`` is the only entry that differs between two runs of the same inputs.
    """

    id: str
    pcf_version: str
    background: str
    background_digest: str
    method_digest: str
    bom_sha256: str
    mapping_sha256: str
    study_sha256: str
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The footprint of one product under one study.

    ``use`` and ``end_of_life`` are None where the boundary ends at the gate. ``parts``,
    ``system`` and ``scores`` are what the figures were computed from; ``freight`` has the legs of
    the transport stage; ``edits`` what a reviewed mapping changed.
    """

    product: Product
    study: ResolvedStudy
    totals: Totals
    stages: tuple[StageTotal, ...]
    components: tuple[ComponentTotal, ...]
    others: tuple[OtherTotal, ...]
    use: UseFacts | None
    end_of_life: EndOfLifeFacts | None
    quality: Quality
    notices: tuple[Notice, ...]
    rows: tuple[FootprintRow, ...]
    manifest: Manifest
    bom: BillOfMaterials
    parts: tuple[PlacedComponent, ...]
    system: ProductSystem
    scores: UnitScores
    uncertainty: Uncertainty | None = None
    freight: tuple[FreightLeg, ...] = ()
    edits: tuple[ReviewedLine, ...] = ()

    @property
    def total_kgco2e(self) -> float:
        """Cradle-to-grave footprint, or to the gate where the boundary ends there [kg CO2e]."""
        return self.totals.cradle_to_grave_kgco2e

    @property
    def table(self) -> pd.DataFrame:
        """All rows as a data frame with the columns of ``ROW_COLUMNS``, credits included."""
        import pandas as pd

        return pd.DataFrame(
            {
                name: [
                    " ".join(row.tags) if name == "tags" else getattr(row, name)
                    for row in self.rows
                ]
                for name in ROW_COLUMNS
            },
            columns=list(ROW_COLUMNS),
        )

    def by(self, *columns: str) -> pd.Series:
        """Sum the footprint by columns of the table, in order of appearance [kg CO2e].

        Credits are left out unless ``credit`` is among the columns; they are no part of the
        total.
        """
        table = self.table
        if "credit" not in columns:
            table = table[~table["credit"].astype(bool)]
        return table.groupby(list(columns), sort=False)["value_kgco2e"].sum()

    def explain(self, item: str) -> Explanation:
        """Return why an item weighs what it does; found by item, part number or name."""
        return explain(item, self.rows, self.parts)


def assemble(
    *,
    bom: BillOfMaterials,
    study: ResolvedStudy,
    parts: Sequence[PlacedComponent],
    system: ProductSystem,
    scores: UnitScores,
    rows: tuple[FootprintRow, ...],
    use: UseFacts | None,
    end_of_life: EndOfLifeFacts | None,
    notices: Sequence[Notice],
    manifest: Manifest,
    uncertainty: Uncertainty | None = None,
    freight: Sequence[FreightLeg] = (),
    edits: Sequence[ReviewedLine] = (),
) -> Assessment:
    """Return the assessment of a tabulated product system: totals, contributions, quality."""
    return Assessment(
        product=_product(study, bom, parts),
        study=study,
        totals=totals(rows, biogenic_carbon_kgc=biogenic_carbon_kgc(parts)),
        stages=stage_totals(rows),
        components=component_totals(rows, parts),
        others=other_totals(rows),
        use=valued(use, study, scores) if use else None,
        end_of_life=end_of_life,
        quality=quality(rows, parts, scores, study),
        notices=tuple(notices),
        rows=rows,
        manifest=manifest,
        bom=bom,
        parts=tuple(parts),
        system=system,
        scores=scores,
        uncertainty=uncertainty,
        freight=tuple(freight),
        edits=tuple(edits),
    )


def biogenic_carbon_kgc(parts: Sequence[PlacedComponent]) -> float:
    """Biogenic carbon in product and packaging, outside the total [kg C]."""
    return math.fsum(part.inventory.biogenic_carbon_kgc * part.count for part in parts)


def _product_name(study: ResolvedStudy, bom: BillOfMaterials) -> str:
    """Return the stated name; without one the name of the file says more than `server`."""
    if study.settings["product_name"].origin == "default":
        return bom.file.rpartition(".")[0] or bom.file
    return study.text("product_name")


def _product(
    study: ResolvedStudy, bom: BillOfMaterials, parts: Sequence[PlacedComponent]
) -> Product:
    return Product(
        name=_product_name(study, bom),
        model=study.text("product_model") if study.has("product_model") else "",
        mass_kg=product_mass_kg(parts),
        gross_mass_kg=(
            study.number("gross_mass_kg") if study.has("gross_mass_kg") else gross_mass_kg(parts)
        ),
    )
