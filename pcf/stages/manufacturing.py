"""Stage 2, manufacturing: the maker's own processes on the grid of the factory."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from pcf.model.provenance import Origin
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.materials import component_tags
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import power_curve
from pcf.stages.reviewed import Tables, number


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
        ("assembly", assembly_kwh),
        ("burn_in", burn_in),
        ("packing", packing_kwh),
        ("factory_overhead", overhead_kwh),
    )
    return (
        *_board_mounting(parts, grid),
        *(_electricity(item, energy_kwh, grid) for item, energy_kwh in own),
        *_scrap(parts, number(tables, "assembly", "scrap_rate")),
    )


def burn_in_kwh(parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables) -> float:
    """Return electricity of the burn-in [kWh]: power at the stated load times hours."""
    hours = _own_or_default(study, tables, "burn_in_hours")
    if study.has("burn_in_w"):
        return study.number("burn_in_w") / 1000.0 * hours
    curve = power_curve(parts, study, tables)
    load_share = number(tables, "assembly", "burn_in_load_share")
    return curve.power_w(load_share) / 1000.0 * hours


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


def _electricity(item: str, energy_kwh: float, grid: str) -> UnitProcess:
    return UnitProcess(
        stage=Stage.MANUFACTURING,
        item=item,
        component_class="",
        exchanges=(
            Exchange(
                product="electricity", amount=energy_kwh, unit="kWh", location=grid, role=item
            ),
        ),
        origin=Origin.DEFAULT,
    )


def _scrap(parts: Sequence[PlacedComponent], scrap_rate: float) -> tuple[UnitProcess, ...]:
    """Return parts bought to replace scrap: rate / (1 − rate) of every purchase, packaging apart.

    Purchases of the same product are summed, so that the table has one row each.
    """
    bought: dict[tuple[str, str | None, str], list[float]] = defaultdict(list)
    for part in parts:
        if not part.is_packaging:
            for exchange in part.inventory.exchanges:
                key = (exchange.product, exchange.location, exchange.unit)
                bought[key].append(exchange.amount * part.count)
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
                    product=product,
                    amount=math.fsum(amounts) * factor,
                    unit=unit,
                    location=location,
                    role="replaces scrapped parts",
                )
                for (product, location, unit), amounts in sorted(
                    bought.items(), key=lambda entry: (entry[0][0], entry[0][1] or "", entry[0][2])
                )
            ),
        ),
    )
