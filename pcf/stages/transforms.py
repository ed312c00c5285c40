"""What features of the server do to its power curve: savings, liquid cooling, supplies, caps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import curve_points, value_at
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Tables, is_assumed, number, row
from pcf.stages.supply import supplies_of, supply_points

#: Wall power [W] by load share.
Power = Callable[[float], float]

_HALVINGS = 60  # each step halves the interval: far below rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """One feature: the power curve after it, and the PUE after it."""

    name: str
    power: Power
    pue: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformEffect:
    """What one feature saves, positive where it saves, after the features before it.

    ``saved_annual_kwh`` [kWh] at the plug, ``saved_overhead_annual_kwh`` [kWh] of the data
    centre, both a year; kilograms on the grid of the study. Effects add up to the difference.
    """

    transform: str
    pue_before: float
    pue_after: float
    saved_annual_kwh: float
    saved_overhead_annual_kwh: float
    saved_annual_kgco2e: float = 0.0
    saved_lifetime_kgco2e: float = 0.0


def transforms(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, power: Power
) -> tuple[Transform, ...]:
    """Return the features a study switches on, each with the curve after it.

    The order is fixed: energy management, liquid cooling, redundancy mode, power cap; the cap
    acts last because firmware holds the power at the plug.
    """
    chosen: list[Transform] = []
    pue = study.number("pue")
    if study.has("dynamic_energy_management"):
        power = managed(power, study.text("dynamic_energy_management"))
        chosen.append(Transform(name="dynamic_energy_management", power=power, pue=pue))
    if liquid_cooled(study):
        pue = effective_pue(study, tables)
        power = _liquid_power(parts, study, tables, power)
        chosen.append(Transform(name="liquid_cooling", power=power, pue=pue))
    if stands_by(parts, study):
        power = _standby_power(parts, study, tables, power)
        chosen.append(Transform(name="redundancy_mode", power=power, pue=pue))
    if study.has("power_cap_w"):
        power = capped(power, study.number("power_cap_w"))
        chosen.append(Transform(name="power_cap_w", power=power, pue=pue))
    return tuple(chosen)


def liquid_cooled(study: ResolvedStudy) -> bool:
    """Whether the study switches liquid cooling on."""
    return study.has("liquid_cooling") and study.text("liquid_cooling") == "yes"


def stands_by(parts: Sequence[PlacedComponent], study: ResolvedStudy) -> bool:
    """Whether half of the supplies stand by: asked for, and the product has two or more."""
    asked = study.has("redundancy_mode") and study.text("redundancy_mode") == "standby"
    return asked and supplies_of(parts).count >= 2


def effective_pue(study: ResolvedStudy, tables: Tables) -> float:
    """Return the PUE of the site the server runs in.

    With liquid cooling: ``liquid_pue`` where stated, else the PUE the study states, else that
    of a large cold-plate site (table ``transforms``).
    """
    if not liquid_cooled(study):
        return study.number("pue")
    if study.has("liquid_pue"):
        return study.number("liquid_pue")
    if study.settings["pue"].origin != "default" or study.has("data_centre"):
        return study.number("pue")
    return number(tables, "transforms", "liquid_pue")


def managed(power: Power, saving: str) -> Power:
    """Return power less the saved share of each load: P(u) · (1 − s(u)), s linear between."""
    points = curve_points(saving)
    return lambda load_share: power(load_share) * (1.0 - value_at(points, load_share))


def capped(power: Power, cap_w: float) -> Power:
    """Return power held at a cap [W]; work above it takes longer, which is not counted."""
    return lambda load_share: min(power(load_share), cap_w)


def liquid(
    power: Power, *, fan_share: float, residual_fan_share: float, pump_share: float
) -> Power:
    """Return power with fans out and pumps in: P · (1 − f · (1 − r) + p)."""
    factor = 1.0 - fan_share * (1.0 - residual_fan_share) + pump_share
    return lambda load_share: power(load_share) * factor


def standing_by(power: Power, *, before: Power, after: Power, standby_w: float) -> Power:
    """Return power with some supplies standing by.

    ``before`` and ``after`` give supply efficiency by direct current [W]: P is turned into
    direct current by the one and back into wall power by the other; ``standby_w`` [W] is what
    the idle supplies take.
    """

    def new_power(load_share: float) -> float:
        direct_current_w = _direct_current_w(power(load_share), before)
        return direct_current_w / after(direct_current_w) + standby_w

    return new_power


def _direct_current_w(wall_w: float, efficiency: Power) -> float:
    """Return the direct current [W] behind a wall power, by halving: input rises with output."""
    low_w, high_w = 0.0, wall_w
    for _ in range(_HALVINGS):
        middle_w = (low_w + high_w) / 2
        if middle_w / efficiency(middle_w) < wall_w:
            low_w = middle_w
        else:
            high_w = middle_w
    return high_w


def _liquid_power(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, power: Power
) -> Power:
    def share(name: str, default: str) -> float:
        return study.number(name) if study.has(name) else number(tables, "transforms", default)

    return liquid(
        power,
        fan_share=share("fan_power_share", fan_row(parts, study)),
        residual_fan_share=share("residual_fan_share", "residual_fan_share"),
        pump_share=share("pump_power_share", "pump_power_share"),
    )


def fan_row(parts: Sequence[PlacedComponent], study: ResolvedStudy) -> str:
    """Return the row of table ``transforms`` for the fans: accelerated, 1U, else 2U."""
    if any(part.component.component_class == "accelerator" for part in parts):
        return "fan_power_share_accelerated"
    units = study.text("rack_units").casefold().removesuffix("u") if study.has("rack_units") else ""
    return "fan_power_share_1u" if units in ("1", "1.0") else "fan_power_share_2u"


def assumed_features(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> frozenset[str]:
    """Return the features whose own figures are assumptions that the study does not replace."""
    used = {
        "liquid_cooling": {
            "fan_power_share": fan_row(parts, study),
            "residual_fan_share": "residual_fan_share",
            "pump_power_share": "pump_power_share",
        },
        "redundancy_mode": {
            "standby_active_share": "standby_active_share",
            "standby_supply_w": "standby_supply_w",
        },
    }
    return frozenset(
        feature
        for feature, figures in used.items()
        if any(
            not study.has(setting) and is_assumed(row(tables, "transforms", name=name))
            for setting, name in figures.items()
        )
    )


def _standby_power(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, power: Power
) -> Power:
    points = supply_points(parts, study, tables)
    supplies = supplies_of(parts)
    active_share = number(tables, "transforms", "standby_active_share")
    standby_count = supplies.count * (1.0 - active_share)

    def efficiency(rated_w: float) -> Power:
        return lambda current_w: value_at(points, current_w / rated_w)

    return standing_by(
        power,
        before=efficiency(supplies.rated_w),
        after=efficiency(supplies.rated_w * active_share),
        standby_w=standby_count * number(tables, "transforms", "standby_supply_w"),
    )
