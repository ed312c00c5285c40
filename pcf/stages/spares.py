"""Spare parts: what is bought again over the life of the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.materials import component_tags
from pcf.stages.placed import PlacedComponent, times
from pcf.stages.reviewed import Row, Tables, assumed_share, rows


def spare_parts(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return production of the parts replaced: count · rate [1/a] · lifetime [a].

    Only where the study says ``spare_parts: yes``. Rates are those of table ``spare_parts``;
    transport and end of life of spares are left out, as they weigh little beside production.
    """
    if study.text("spare_parts") != "yes":
        return ()
    rates = {entry["component_class"]: entry for entry in rows(tables, "spare_parts")}
    lifetime_years = study.number("lifetime_years")
    return tuple(
        UnitProcess(
            stage=Stage.USE,
            item=part.item,
            component_class=part.component.component_class,
            exchanges=_replaced(part, rates[part.component.component_class], lifetime_years),
            tags=(*component_tags(part), "spare_parts"),
            origin=part.origin,
            at=part.component.line.at,
        )
        for part in parts
        if part.component.component_class in rates and part.inventory.exchanges
    )


def _replaced(part: PlacedComponent, rate: Row, lifetime_years: float) -> tuple[Exchange, ...]:
    factor = part.count * float(rate["replacements_per_year"]) * lifetime_years
    share = assumed_share(rate, "replacements_per_year")
    return tuple(
        replace(exchange, setting_share=share)
        for exchange in times(part.inventory.exchanges, factor)
    )
