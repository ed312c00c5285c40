"""Stage 2, manufacturing: the maker's own processes on the grid of the factory."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pcf.model.provenance import Origin
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.assumed_power import AssumedShares, assumed_power_shares
from pcf.stages.materials import component_tags
from pcf.stages.placed import PlacedComponent, part_of
from pcf.stages.power import power_curve
from pcf.stages.reviewed import Tables, assumed_share, number, row


def manufacturing(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return the maker's processes: boards mounted in-house, assembly, burn-in, overhead, scrap.

    Electricity comes from ``factory_grid``. Numbers are those of table ``assembly``.
    """
    grid = study.text("factory_grid")
    assembly_kwh = _own_or_default(study, tables, "assembly_kwh")
    burn_in = burn_in_kwh(parts, study, tables)
    packing_kwh = number(tables, "assembly", "packing_kwh")
    overhead_kwh = (assembly_kwh + burn_in + packing_kwh) * number(
        tables, "assembly", "overhead_share"
    )
    own = (
        ("assembly", assembly_kwh, _assumed(study, tables, "assembly_kwh")),
        ("burn_in", burn_in, burn_in_assumed(parts, study, tables)),
        ("packing", packing_kwh, _assumed(study, tables, "packing_kwh")),
        ("factory_overhead", overhead_kwh, _assumed(study, tables, "overhead_share")),
    )
    return (
        *_board_mounting(parts, grid),
        *(_electricity(item, energy_kwh, grid, assumed) for item, energy_kwh, assumed in own),
        *_scrap(
            parts,
            number(tables, "assembly", "scrap_rate"),
            setting_share=_assumed(study, tables, "scrap_rate").setting_share,
        ),
    )


def burn_in_kwh(parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables) -> float:
    """Return electricity of the burn-in [kWh]: power at the stated load times hours."""
    hours = _own_or_default(study, tables, "burn_in_hours")
    if study.has("burn_in_w"):
        return study.number("burn_in_w") / 1000.0 * hours
    curve = power_curve(parts, study, tables)
    load_share = number(tables, "assembly", "burn_in_load_share")
    return curve.power_w(load_share) / 1000.0 * hours


def burn_in_assumed(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> AssumedShares:
    """Return what of the burn-in rests on assumptions: hours, load, power of the parts."""
    hours = _assumed(study, tables, "burn_in_hours").setting_share
    if study.has("burn_in_w"):
        return AssumedShares(setting_share=hours)
    curve = power_curve(parts, study, tables)
    load = row(tables, "assembly", name="burn_in_load_share")
    load_share = float(load["value"])
    power = assumed_power_shares(parts, study, tables, curve, ((load_share, 1.0),))
    power_w = curve.power_w(load_share)
    above_idle_w = power_w - curve.power_w(0.0)
    by_load = above_idle_w / power_w * assumed_share(load) if power_w else 0.0
    return replace(power, setting_share=min(1.0, power.setting_share + hours + by_load))


def _assumed(study: ResolvedStudy, tables: Tables, name: str) -> AssumedShares:
    """Return what of an amount rests on a row of table ``assembly``: nothing where stated."""
    if study.has(name):
        return AssumedShares()
    return AssumedShares(setting_share=assumed_share(row(tables, "assembly", name=name)))


def _own_or_default(study: ResolvedStudy, tables: Tables, name: str) -> float:
    return study.number(name) if study.has(name) else number(tables, "assembly", name)


def _board_mounting(parts: Sequence[PlacedComponent], grid: str) -> tuple[UnitProcess, ...]:
    return tuple(
        UnitProcess(
            stage=Stage.MANUFACTURING,
            item=part.item,
            component_class=part.component.component_class,
            exchanges=tuple(
                Exchange(
                    product=exchange.product,
                    amount=exchange.amount * part.count,
                    unit=exchange.unit,
                    location=exchange.location or grid,
                    role=exchange.role,
                    tags=exchange.tags,
                    parameter_share=exchange.parameter_share,
                )
                for exchange in part.inventory.maker_exchanges
            ),
            tags=component_tags(part),
            origin=part.origin,
            at=part.component.line.at,
        )
        for part in parts
        if part.inventory.maker_exchanges
    )


def _electricity(item: str, energy_kwh: float, grid: str, assumed: AssumedShares) -> UnitProcess:
    return UnitProcess(
        stage=Stage.MANUFACTURING,
        item=item,
        component_class="",
        exchanges=(
            Exchange(
                product="electricity",
                amount=energy_kwh,
                unit="kWh",
                location=grid,
                role=item,
                parameter_share=assumed.parameter_share,
                setting_share=assumed.setting_share,
            ),
        ),
        origin=Origin.DEFAULT,
    )


def _scrap(
    parts: Sequence[PlacedComponent], scrap_rate: float, *, setting_share: float
) -> tuple[UnitProcess, ...]:
    """Return parts bought to replace scrap: rate / (1 − rate) of every purchase, packaging apart.

    Purchases of the same product are summed, so that the table has one row each.
    """
    bought: dict[tuple[str, str | None, str], list[float]] = defaultdict(list)
    assumed: dict[tuple[str, str | None, str], list[float]] = defaultdict(list)
    for part in parts:
        if not part.is_packaging:
            for exchange in part.inventory.exchanges:
                key = (exchange.product, exchange.location, exchange.unit)
                amount = exchange.amount * part.count
                bought[key].append(amount)
                assumed[key].append(amount * exchange.parameter_share)
    if not bought or scrap_rate == 0:
        return ()
    factor = scrap_rate / (1.0 - scrap_rate)
    return (
        UnitProcess(
            stage=Stage.MANUFACTURING,
            item="scrap",
            component_class="",
            exchanges=tuple(
                Exchange(
                    product=key[0],
                    amount=math.fsum(amounts) * factor,
                    unit=key[2],
                    location=key[1],
                    role="replaces scrapped parts",
                    parameter_share=part_of(assumed[key], amounts),
                    setting_share=setting_share,
                )
                for key, amounts in sorted(
                    bought.items(), key=lambda entry: (entry[0][0], entry[0][1] or "", entry[0][2])
                )
            ),
        ),
    )
