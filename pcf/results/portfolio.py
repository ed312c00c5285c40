"""A portfolio: one row a product, with the fixed columns of the portfolio table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcf.model.notices import Notice
from pcf.model.system import Stage
from pcf.results.assessment import Uncertainty
from pcf.results.contribution import StageTotal, Totals
from pcf.results.quality import Quality

#: Quality figures in the table, after the footprint.
QUALITY_COLUMNS: tuple[str, ...] = (
    "mass_kg", "lines", "proxy_share", "default_share", "assumption_share",
    "unspecified_ghg_share", "primary_data_share", "dqr_overall",
)  # fmt: skip
_SAMPLED = ("cradle_to_gate", "cradle_to_grave")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One product of a portfolio.

    ``figures`` are footprints [kg CO2e per product] by column, ``quality`` the columns of
    ``QUALITY_COLUMNS``, ``notices`` the codes of what was said, each once.
    """

    name: str
    figures: Mapping[str, float]
    quality: Mapping[str, float]
    notices: tuple[str, ...]


def portfolio_row(
    name: str,
    *,
    totals: Totals,
    stages: Sequence[StageTotal],
    quality: Quality,
    mass_kg: float,
    notices: Iterable[Notice],
    uncertainty: Uncertainty | None = None,
) -> PortfolioRow:
    """Return the row of one product from its totals."""
    figures = {f"{total.stage.value}_kgco2e": total.kgco2e for total in stages}
    figures["cradle_to_gate_kgco2e"] = totals.cradle_to_gate_kgco2e
    figures["cradle_to_grave_kgco2e"] = totals.cradle_to_grave_kgco2e
    if uncertainty is not None:
        for column, spread in zip(
            _SAMPLED, (uncertainty.cradle_to_gate, uncertainty.total), strict=True
        ):
            figures[f"{column}_p5_kgco2e"] = spread.p5
            figures[f"{column}_p50_kgco2e"] = spread.median
            figures[f"{column}_p95_kgco2e"] = spread.p95
    return PortfolioRow(
        name=name,
        figures=figures,
        quality={
            "mass_kg": mass_kg,
            "lines": float(quality.lines),
            "proxy_share": quality.proxy_share,
            "default_share": quality.default_share,
            "assumption_share": quality.assumption_share,
            "unspecified_ghg_share": quality.unspecified_ghg_share,
            "primary_data_share": quality.primary_data_share,
            "dqr_overall": quality.dqr["overall"],
        },
        notices=tuple(sorted({notice.code for notice in notices})),
    )


def portfolio_columns(*, sampled: bool) -> tuple[str, ...]:
    """Return the columns of the portfolio table in order."""
    figures = [f"{stage.value}_kgco2e" for stage in Stage]
    figures += [f"{column}_kgco2e" for column in _SAMPLED]
    if sampled:
        figures += [
            f"{column}_{quantile}_kgco2e"
            for column in _SAMPLED
            for quantile in ("p5", "p50", "p95")
        ]
    return ("name", *figures, *QUALITY_COLUMNS, "notices")


def portfolio_records(
    rows: Iterable[PortfolioRow], columns: Sequence[str]
) -> tuple[tuple[str | float, ...], ...]:
    """Return the cells of every row under ``columns``, numbers unrounded."""
    return tuple(tuple(_cell(row, column) for column in columns) for row in rows)


def _cell(row: PortfolioRow, column: str) -> str | float:
    if column == "name":
        return row.name
    if column == "notices":
        return " ".join(row.notices)
    return row.quality[column] if column in row.quality else row.figures[column]
