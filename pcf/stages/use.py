"""Stage 4, use: electricity at the plug, data-centre overhead, spare parts if asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.provenance import Origin
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import power_curve
from pcf.stages.reviewed import Tables, number, rows
from pcf.stages.spares import spare_parts

STATED_MODELS = frozenset({"annual_kwh", "mean_w", "idle_and_max"})
HOURS_PER_YEAR = 8760.0  # 365 days; an identity of the method, not a datum


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFacts:
    """Side figures of the use stage.

    ``lifetime_kwh`` and ``annual_kwh`` [kWh] at the plug, without data-centre overhead.
    ``kgce_per_year`` [kg standard coal] by the calorific value of GB/T 2589 (当量值),
    ``kgce_equivalent_per_year`` by the coal consumption of power supply (等价值).
    ``power_model`` is ``annual_kwh`` or ``mean_w`` where stated, else that of the power curve.
    """

    lifetime_kwh: float
    annual_kwh: float
    kgce_per_year: float
    kgce_equivalent_per_year: float
    power_model: str
    power_class: str
    mean_power_w: float
    idle_power_w: float
    max_power_w: float


def use(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return electricity at the plug, data-centre overhead and, if asked for, spare parts.

    E = lifetime [a] · 8760 · Σ w(u)·P(u); overhead = (PUE − 1)·E, both on the study's grid.
    """
    facts = use_facts(parts, study, tables)
    grid = study.text("grid")
    overhead_kwh = (study.number("pue") - 1.0) * facts.lifetime_kwh
    origin = Origin.DECLARED if facts.power_model in STATED_MODELS else (Origin.DEFAULT)
    plug = _electricity("use_at_plug", facts.lifetime_kwh, grid, origin, ())
    spares = spare_parts(parts, study, tables)
    if overhead_kwh == 0:
        return (plug, *spares)
    overhead = _electricity(
        "data_centre_overhead", overhead_kwh, grid, origin, ("data_centre_overhead",)
    )
    return (plug, overhead, *spares)


def use_facts(parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables) -> UseFacts:
    """Return energy of the use stage and what it rests on."""
    curve = power_curve(parts, study, tables)
    if study.has("annual_kwh"):
        annual_kwh, model = study.number("annual_kwh"), "annual_kwh"
    elif study.has("mean_w"):
        annual_kwh, model = study.number("mean_w") * HOURS_PER_YEAR / 1000.0, "mean_w"
    else:
        weights = load_profile(tables, study.text("profile"))
        mean_w = math.fsum(share * curve.power_w(load) for load, share in weights)
        annual_kwh, model = mean_w * HOURS_PER_YEAR / 1000.0, curve.model
    return UseFacts(
        lifetime_kwh=annual_kwh * study.number("lifetime_years"),
        annual_kwh=annual_kwh,
        kgce_per_year=annual_kwh * number(tables, "defaults", "kgce_per_kwh"),
        kgce_equivalent_per_year=annual_kwh * number(tables, "defaults", "kgce_equivalent_per_kwh"),
        power_model=model,
        power_class=curve.power_class,
        mean_power_w=annual_kwh / HOURS_PER_YEAR * 1000.0,
        idle_power_w=curve.idle_w,
        max_power_w=curve.max_w,
    )


def load_profile(tables: Tables, profile: str) -> tuple[tuple[float, float], ...]:
    """Return (load share, time share) pairs of a profile, from table ``profiles``."""
    return tuple(
        (float(entry["load_share"]), float(entry["time_share"]))
        for entry in rows(tables, "profiles")
        if entry["profile"] == profile
    )


def _electricity(
    item: str, energy_kwh: float, grid: str, origin: Origin, tags: tuple[str, ...]
) -> UnitProcess:
    return UnitProcess(
        stage=Stage.USE,
        item=item,
        component_class="",
        exchanges=(
            Exchange(
                product="electricity", amount=energy_kwh, unit="kWh", location=grid, role=item
            ),
        ),
        tags=tags,
        origin=origin,
    )
