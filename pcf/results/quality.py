"""How far the result can be trusted: mapping, proxies, sources, pedigree, mass closure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pcf.model.footprint import FootprintRow
from pcf.model.notices import Notice
from pcf.model.scores import UnitScores
from pcf.model.study import ResolvedStudy
from pcf.results.assumptions import (
    GRAVE,
    AssumptionShares,
    FunctionalChoice,
    assumption_shares,
    functional_choices,
)
from pcf.results.contribution import GATE, counted_rows
from pcf.stages.placed import PlacedComponent, own_mass_kg
from pcf.stages.reviewed import Tables, number

INDICATORS: tuple[str, ...] = ("reliability", "completeness", "time", "geography", "technology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Quality figures of one result; shares are of impact unless they say mass.

    ``proxy_share``, ``default_share`` and ``primary_data_share`` are of cradle-to-gate, where
    components decide; ``unspecified_ghg_share`` and ``assumption_share`` of cradle-to-grave.
    ``assumption_shares`` divides the latter by what is assumed, for the whole, to the gate and
    by stage; ``functional_choices`` are what the functional unit fixes instead.
    Impact is taken without sign, so that uptake does not hide a proxy. ``dqr`` holds the five
    pedigree indicators and their mean ``overall`` (1 best, 5 worst), weighted by impact.
    ``mass_closure_share`` is mass of components over declared product mass, None if undeclared.
    """

    lines: int
    lines_mapped: int
    mass_mapped_share: float
    proxy_share: float
    unspecified_ghg_share: float
    assumption_share: float
    primary_data_share: float
    default_share: float
    dqr: Mapping[str, float]
    mass_closure_share: float | None
    assumption_shares: Mapping[str, AssumptionShares] = field(default_factory=dict)
    functional_choices: tuple[FunctionalChoice, ...] = ()


def quality(
    rows: Sequence[FootprintRow],
    parts: Sequence[PlacedComponent],
    scores: UnitScores,
    study: ResolvedStudy,
) -> Quality:
    """Return the quality figures of a table of rows and the components behind it."""
    counted = counted_rows(rows)
    gate = [row for row in counted if row.stage in GATE]
    mapped = [part for part in parts if is_mapped(part)]
    assumed = assumption_shares(counted)
    mass_kg = math.fsum(part.mass_kg for part in parts)
    mapped_kg = math.fsum(part.mass_kg for part in mapped)
    return Quality(
        lines=len(parts),
        lines_mapped=len(mapped),
        mass_mapped_share=mapped_kg / mass_kg if mass_kg else 1.0,
        proxy_share=_impact_share(gate, lambda row: "proxy" in row.tags),
        unspecified_ghg_share=_part_share(counted, lambda row: row.unspecified_kgco2e),
        assumption_share=assumed[GRAVE].total_share if assumed else 0.0,
        primary_data_share=_impact_share(
            gate, lambda row: row.component_class == "declared_footprint"
        ),
        default_share=_impact_share(gate, lambda row: row.origin == "default"),
        dqr=data_quality(counted, scores),
        mass_closure_share=mass_closure_share(parts, study),
        assumption_shares=assumed,
        functional_choices=functional_choices(counted, study),
    )


def is_mapped(part: PlacedComponent) -> bool:
    """Whether a line has a model of its own: neither fallback nor proxy."""
    component = part.component
    return not component.proxy and component.classification.method != "fallback"


def data_quality(rows: Sequence[FootprintRow], scores: UnitScores) -> dict[str, float]:
    """Return impact-weighted pedigree indicators of the background and their mean.

    Each exchange weighs with its impact without sign; without any impact all are 0.
    """
    weights = np.abs(np.fromiter((row.value_kgco2e for row in rows), dtype=np.float64))
    if not weights.sum():
        return dict.fromkeys((*INDICATORS, "overall"), 0.0)
    index = np.fromiter(
        (scores.index[f"{row.product}@{row.location}"] for row in rows), dtype=np.intp
    )
    means = weights @ scores.pedigree[index] / weights.sum()
    return {
        **dict(zip(INDICATORS, means.tolist(), strict=True)),
        "overall": float(means.mean()),
    }


def mass_closure_share(parts: Sequence[PlacedComponent], study: ResolvedStudy) -> float | None:
    """Return mass of components over declared product mass, None where none is declared."""
    if not study.has("mass_kg"):
        return None
    return own_mass_kg(parts) / study.number("mass_kg")


def quality_notices(result: Quality, tables: Tables) -> tuple[Notice, ...]:
    """Return notices of a BOM whose mass does not close, or that rests much on proxies."""
    notices = []
    closure = result.mass_closure_share
    low = number(tables, "defaults", "minimum_explained_mass_share")
    high = number(tables, "defaults", "maximum_explained_mass_share")
    if closure is not None and not low <= closure <= high:
        notices.append(
            Notice(
                code="QUA101",
                message=f"components weigh {closure:.0%} of the declared product mass "
                f"(expected {low:.0%} to {high:.0%}: lines missing, doubled, or masses wrong)",
                message_zh=f"部件质量合计为声明产品质量的 {closure:.0%}"
                f"（应为 {low:.0%}–{high:.0%}：缺项、重复或质量有误）",
            )
        )
    if result.mass_mapped_share < low:
        notices.append(
            Notice(
                code="QUA102",
                message=f"{1 - result.mass_mapped_share:.0%} of the mass has no model of its own "
                "and is counted by proxy",
                message_zh=f"{1 - result.mass_mapped_share:.0%} 的质量无专用模型，按代理数据计入",
            )
        )
    return tuple(notices)


def _impact_share(rows: Sequence[FootprintRow], holds: Callable[[FootprintRow], bool]) -> float:
    return _ratio(
        math.fsum(abs(row.value_kgco2e) for row in rows if holds(row)),
        math.fsum(abs(row.value_kgco2e) for row in rows),
    )


def _part_share(rows: Sequence[FootprintRow], part_of: Callable[[FootprintRow], float]) -> float:
    return _ratio(
        math.fsum(abs(part_of(row)) for row in rows),
        math.fsum(abs(row.value_kgco2e) for row in rows),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
