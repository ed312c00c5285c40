"""Wall power of the server as a function of its load, best knowledge first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.measured import MeasuredCurve, curve_points
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Row, Tables, number, rows
from pcf.stages.supply import supply_efficiency

LOADS: tuple[float, ...] = tuple(step / 10 for step in range(11))


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerCurve:
    """Wall power P(u) = idle + (max − idle) · f(u), linear between eleven points.

    ``fractions`` are f at loads 0, 0.1 … 1 of one power class. ``model`` says where idle and
    maximum come from: ``idle_and_max``, ``max_only``, ``components`` or ``class_median``.
    """

    idle_w: float
    max_w: float
    fractions: tuple[float, ...]
    model: str
    power_class: str

    def power_w(self, load_share: float) -> float:
        """Return wall power at a load between 0 and 1 [W]."""
        return self.idle_w + (self.max_w - self.idle_w) * interpolate(
            load_share, LOADS, self.fractions
        )


def interpolate(at: float, abscissae: Sequence[float], values: Sequence[float]) -> float:
    """Interpolate linearly between sorted points, constant outside them."""
    if at <= abscissae[0]:
        return values[0]
    for left, right, low, high in zip(abscissae, abscissae[1:], values, values[1:], strict=False):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return values[-1]


def power_curve(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> PowerCurve | MeasuredCurve:
    """Return the power curve of the product.

    A measured curve (setting ``power_curve``) comes first. Else idle and maximum are, best
    first: both stated; one stated and the other by the idle share of a new server; summed over
    components and divided by supply efficiency; class medians.
    """
    entry = power_class(parts, tables)
    if study.has("power_curve"):
        return MeasuredCurve(
            points=curve_points(study.text("power_curve")),
            model=study.text("power_result") if study.has("power_result") else "power_curve",
            power_class=entry["power_class"],
        )
    idle_w, max_w, model = _idle_and_max_w(parts, study, tables, entry)
    return PowerCurve(
        idle_w=idle_w,
        max_w=max_w,
        fractions=(0.0, *(float(entry[f"f{10 * step}"]) for step in range(1, 10)), 1.0),
        model=model,
        power_class=entry["power_class"],
    )


def power_class(parts: Sequence[PlacedComponent], tables: Tables) -> Row:
    """Return the power class: accelerated, else the class with most sockets not above ours."""
    classes = rows(tables, "power_classes")
    if any(part.component.component_class == "accelerator" for part in parts):
        return next(entry for entry in classes if entry["accelerated"] == "1")
    sockets = sum(part.count for part in parts if part.component.component_class == "processor")
    by_sockets = sorted(
        (entry for entry in classes if float(entry["sockets"] or 0) > 0),
        key=lambda entry: float(entry["sockets"]),
    )
    fitting = [entry for entry in by_sockets if float(entry["sockets"]) <= sockets]
    if fitting:
        return fitting[-1]
    # Without a processor in the BOM the product is taken as the commonest server, two sockets.
    return next(entry for entry in by_sockets if float(entry["sockets"]) == 2)


def component_power_w(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, *, idle: bool
) -> float:
    """Return wall power summed over components [W], supply losses included."""
    processor_efficiency = number(tables, "defaults", "processor_conversion_efficiency")
    powers_w = []
    for part in parts:
        power_w = part.inventory.idle_power_w if idle else part.inventory.active_power_w
        if part.component.component_class == "processor":
            power_w /= processor_efficiency
        powers_w.append(power_w * part.count)
    direct_current_w = math.fsum(powers_w)
    return direct_current_w / supply_efficiency(parts, study, tables, direct_current_w)


def _idle_and_max_w(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables, entry: Row
) -> tuple[float, float, str]:
    if study.has("idle_w") and study.has("max_w"):
        return study.number("idle_w"), study.number("max_w"), "idle_and_max"
    if study.has("max_w"):
        max_w = study.number("max_w")
        return max_w * number(tables, "defaults", "new_server_idle_share"), max_w, "max_only"
    max_w = component_power_w(parts, study, tables, idle=False)
    if max_w == 0:
        idle_w, max_w, model = float(entry["idle_w"]), float(entry["max_w"]), "class_median"
    else:
        idle_w, model = component_power_w(parts, study, tables, idle=True), "components"
    if study.has("idle_w"):
        return study.number("idle_w"), max(max_w, study.number("idle_w")), "idle_only"
    return min(idle_w, max_w), max_w, model
