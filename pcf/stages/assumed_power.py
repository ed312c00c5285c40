"""What of the power of a server rests on assumptions: parameters of its parts, settings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import MeasuredCurve
from pcf.stages.placed import PlacedComponent
from pcf.stages.power import PowerCurve
from pcf.stages.reviewed import Tables, assumed_share, row
from pcf.stages.supply import supply_assumed_share

#: Load share and weight of each load that is asked for.
Loads = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedShares:
    """Parts of an amount on assumed parameters of components, and on assumed settings."""

    parameter_share: float = 0.0
    setting_share: float = 0.0


def assumed_power_shares(
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    curve: PowerCurve | MeasuredCurve,
    loads: Loads,
) -> AssumedShares:
    """Return the assumed parts of the mean power over ``loads``.

    Watts of parts are assumed as their models say, conversion and supply by their losses where
    their efficiency is assumed. What is stated, measured or a median of a class is not.
    """
    if isinstance(curve, MeasuredCurve) or curve.model in ("idle_and_max", "class_median"):
        return AssumedShares()
    if curve.model == "max_only":
        share = assumed_share(row(tables, "defaults", name="new_server_idle_share"))
        return _of_mean(curve, loads, idle=AssumedShares(setting_share=share))
    maximum = _of_components(parts, study, tables, idle=False)
    if curve.model == "idle_only" or study.has("idle_w"):
        return _of_mean(curve, loads, maximum=maximum)
    return _of_mean(
        curve, loads, idle=_of_components(parts, study, tables, idle=True), maximum=maximum
    )


def _of_mean(
    curve: PowerCurve,
    loads: Loads,
    *,
    idle: AssumedShares = AssumedShares(),
    maximum: AssumedShares = AssumedShares(),
) -> AssumedShares:
    """Weigh the assumed watts of idle and maximum as the curve weighs the watts themselves."""
    mean_w = _mean(curve, loads)
    if not mean_w:
        return AssumedShares()
    parameter, setting = (
        _mean(replace(curve, idle_w=curve.idle_w * low, max_w=curve.max_w * high), loads) / mean_w
        for low, high in (
            (idle.parameter_share, maximum.parameter_share),
            (idle.setting_share, maximum.setting_share),
        )
    )
    return AssumedShares(parameter_share=parameter, setting_share=setting)


def _mean(curve: PowerCurve, loads: Loads) -> float:
    return math.fsum(weight * curve.power_w(load) for load, weight in loads)


def _of_components(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, *, idle: bool
) -> AssumedShares:
    """Return the assumed parts of the power summed over components."""
    conversion = row(tables, "defaults", name="processor_conversion_efficiency")
    all_w, parameter_w, conversion_w = [], [], []
    for part in parts:
        inventory = part.inventory
        power_w = (inventory.idle_power_w if idle else inventory.active_power_w) * part.count
        share = (
            inventory.idle_power_parameter_share if idle else inventory.active_power_parameter_share
        )
        if part.component.component_class == "processor":
            power_w /= float(conversion["value"])
            conversion_w.append(power_w)
        all_w.append(power_w)
        parameter_w.append(power_w * share)
    direct_current_w = math.fsum(all_w)
    if not direct_current_w:
        return AssumedShares()
    converted = math.fsum(conversion_w) / direct_current_w * assumed_share(conversion)
    supplied = supply_assumed_share(parts, study, tables, direct_current_w)
    return AssumedShares(
        parameter_share=math.fsum(parameter_w) / direct_current_w,
        setting_share=min(1.0, converted + supplied),
    )
