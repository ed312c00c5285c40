"""Stage 4, use: electricity at the plug, data-centre overhead, spare parts if asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pcf.model.provenance import ASSUMPTION, Origin
from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.assumed_power import AssumedShares, assumed_power_shares
from pcf.stages.efficiency import EfficiencyFigure, efficiency_figures
from pcf.stages.grid_path import PathYear, path_years
from pcf.stages.market_based import MarketTwin, market_twin
from pcf.stages.measured import curve_points
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import power_curve
from pcf.stages.power_choice import stated_energy
from pcf.stages.reviewed import Tables, assumed_share, number, row, rows
from pcf.stages.spares import spare_parts
from pcf.stages.transforms import (
    Power,
    Transform,
    TransformEffect,
    assumed_features,
    effective_pue,
    liquid_cooled,
    transforms,
)

STATED_MODELS = frozenset(
    {
        "annual_kwh", "mean_w", "idle_and_max",
        "power_curve", "specpower_ssj2008", "sert", "measured_table",
    }
)  # fmt: skip
HOURS_PER_YEAR = 8760.0  # 365 days; an identity of the method, not a datum


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFacts:
    """Side figures of the use stage.

    ``lifetime_kwh`` and ``annual_kwh`` [kWh] at the plug, without data-centre overhead.
    ``kgce_per_year`` [kg standard coal] by the calorific value of GB/T 2589 (当量值),
    ``kgce_equivalent_per_year`` by the coal consumption of power supply (等价值).
    ``power_model`` is ``annual_kwh`` or ``mean_w`` where stated, else that of the power curve.
    Power and energy are those after ``transforms``; ``grid_path`` and ``market_based`` are
    scenarios beside the result; ``water_l_per_year`` [l] is drawn on the site, None where
    the data centre is not stated or its water not known. ``efficiency`` are the figures that
    rules on servers ask for.
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
    water_l_per_year: float | None = None
    transforms: tuple[TransformEffect, ...] = ()
    grid_path: tuple[PathYear, ...] = ()
    market_based: MarketTwin | None = None
    efficiency: tuple[EfficiencyFigure, ...] = ()


def use(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> tuple[UnitProcess, ...]:
    """Return electricity at the plug, data-centre overhead and, if asked for, spare parts.

    E = lifetime [a] · 8760 · Σ w(u)·P(u); overhead = (PUE − 1)·E, both on the study's grid.
    """
    facts = use_facts(parts, study, tables)
    grid = study.text("grid")
    overhead_kwh = (effective_pue(study, tables) - 1.0) * facts.lifetime_kwh
    origin = Origin.DECLARED if facts.power_model in STATED_MODELS else (Origin.DEFAULT)
    assumed = energy_assumed(parts, study, tables, facts)
    plug = _electricity("use_at_plug", facts.lifetime_kwh, grid, origin, assumed)
    spares = spare_parts(parts, study, tables)
    if overhead_kwh == 0:
        return (plug, *spares)
    overhead = _electricity(
        "data_centre_overhead",
        overhead_kwh,
        grid,
        origin,
        replace(
            assumed, setting_share=max(assumed.setting_share, _pue_assumed_share(study, tables))
        ),
        tags=("data_centre_overhead",),
    )
    return (plug, overhead, *spares)


def energy_assumed(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, facts: UseFacts
) -> AssumedShares:
    """Return what of the energy at the plug rests on assumptions.

    Lifetime and load profile define the functional unit: the result is for them, whoever chose
    them, so that neither counts here. Of a feature whose figures are assumed, the change of
    energy does.
    """
    if facts.power_model in ("annual_kwh", "mean_w"):
        return AssumedShares()
    curve = power_curve(parts, study, tables)
    loads = load_profile(study, tables)
    power = assumed_power_shares(parts, study, tables, curve, loads)
    changed_kwh = math.fsum(
        abs(effect.saved_annual_kwh)
        for effect in facts.transforms
        if effect.transform in assumed_features(parts, study, tables)
    )
    by_features = changed_kwh / facts.annual_kwh if facts.annual_kwh else 0.0
    return replace(power, setting_share=min(1.0, power.setting_share + by_features))


def _pue_assumed_share(study: ResolvedStudy, tables: Tables) -> float:
    """Return 1 where the PUE is an assumption of ours, 0 where it is stated or published."""
    if liquid_cooled(study):
        return (
            0.0
            if effective_pue(study, tables) == study.number("pue")
            else assumed_share(row(tables, "transforms", name="liquid_pue"))
        )
    return 1.0 if study.settings["pue"].source == ASSUMPTION else 0.0


def use_facts(parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables) -> UseFacts:
    """Return energy of the use stage and what it rests on."""
    curve = power_curve(parts, study, tables)
    stated = stated_energy(study)
    features: tuple[Transform, ...] = ()
    power: Power = curve.power_w
    idle_w, max_w = curve.idle_w, curve.max_w
    if stated == "annual_kwh":
        annual_kwh, model = study.number("annual_kwh"), stated
    elif stated == "mean_w":
        annual_kwh, model = study.number("mean_w") * HOURS_PER_YEAR / 1000.0, stated
    else:
        features = transforms(parts, study, tables, power)
        if features:
            power = features[-1].power
            idle_w, max_w = power(0.0), power(1.0)
        annual_kwh, model = _annual_kwh(power, study, tables), curve.model
    lifetime_kwh = annual_kwh * study.number("lifetime_years")
    pue = effective_pue(study, tables)
    return UseFacts(
        lifetime_kwh=lifetime_kwh,
        annual_kwh=annual_kwh,
        kgce_per_year=annual_kwh * number(tables, "defaults", "kgce_per_kwh"),
        kgce_equivalent_per_year=annual_kwh * number(tables, "defaults", "kgce_equivalent_per_kwh"),
        power_model=model,
        power_class=curve.power_class,
        mean_power_w=annual_kwh / HOURS_PER_YEAR * 1000.0,
        idle_power_w=idle_w,
        max_power_w=max_w,
        water_l_per_year=_water_l(study, tables, annual_kwh),
        transforms=_effects(curve.power_w, features, study, tables),
        grid_path=path_years(study, tables, annual_kwh * pue),
        market_based=market_twin(study, lifetime_kwh * pue),
        efficiency=efficiency_figures(parts, study, tables, curve),
    )


def load_profile(study: ResolvedStudy, tables: Tables) -> tuple[tuple[float, float], ...]:
    """Return (load share, time share) pairs: those the study states, else of table ``profiles``."""
    if study.has("load_profile"):
        return curve_points(study.text("load_profile"))
    return tuple(
        (float(entry["load_share"]), float(entry["time_share"]))
        for entry in rows(tables, "profiles")
        if entry["profile"] == study.text("profile")
    )


def _annual_kwh(power: Power, study: ResolvedStudy, tables: Tables) -> float:
    mean_w = math.fsum(share * power(load) for load, share in load_profile(study, tables))
    return mean_w * HOURS_PER_YEAR / 1000.0


def _effects(
    power: Power, features: Sequence[Transform], study: ResolvedStudy, tables: Tables
) -> tuple[TransformEffect, ...]:
    """Return what each feature saves after those before it, at the plug and of the overhead."""
    before_kwh, pue = _annual_kwh(power, study, tables), study.number("pue")
    effects = []
    for feature in features:
        after_kwh = _annual_kwh(feature.power, study, tables)
        effects.append(
            TransformEffect(
                transform=feature.name,
                pue_before=pue,
                pue_after=feature.pue,
                saved_annual_kwh=before_kwh - after_kwh,
                saved_overhead_annual_kwh=(pue - 1.0) * before_kwh
                - (feature.pue - 1.0) * after_kwh,
            )
        )
        before_kwh, pue = after_kwh, feature.pue
    return tuple(effects)


def _water_l(study: ResolvedStudy, tables: Tables, annual_kwh: float) -> float | None:
    """Return water of the site [l/a]: litres per kWh of IT electricity times electricity."""
    if not study.has("data_centre"):
        return None
    cell = row(tables, "data_centres", data_centre=study.text("data_centre"))["wue_l_per_kwh"]
    return float(cell) * annual_kwh if cell else None


def _electricity(
    item: str,
    energy_kwh: float,
    grid: str,
    origin: Origin,
    assumed: AssumedShares,
    *,
    tags: tuple[str, ...] = (),
) -> UnitProcess:
    return UnitProcess(
        stage=Stage.USE,
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
        tags=tags,
        origin=origin,
    )
