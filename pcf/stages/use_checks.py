"""What a study may say of power curves, instruments and grid paths, each with its place."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

from pcf.errors import Problem
from pcf.model.study import Setting
from pcf.stages.grid_path import CONSTANT
from pcf.stages.market_based import INSTRUMENT_FIELDS
from pcf.stages.measured import CurveError, Points, curve_points
from pcf.stages.reviewed import Tables, rows

#: What is wrong with a curve, in English and in Chinese; None where nothing is.
Fault = tuple[str, str] | None

_EXAMPLES: Mapping[str, str] = {
    "power_curve": "0:120 0.5:300 1:500",
    "dynamic_energy_management": "0:0.15 0.5:0.08 1:0",
    "load_profile": "0:0.2 0.3:0.5 0.8:0.3",
    "psu_efficiency": "0.1:0.9 0.2:0.94 0.5:0.96 1:0.91",
    "psu_power_factor": "0.2:0.95 0.5:0.98 1:0.99",
}


def use_problems(settings: Mapping[str, Setting], tables: Tables) -> list[Problem]:
    """Return what is wrong with instrument and grid path of a study, each with the rest of it."""
    return [*_instrument_problems(settings), *_path_problems(settings, tables)]


def curve_problems(settings: Mapping[str, Setting]) -> list[Problem]:
    """Return what is wrong with the curves of a study, each by itself."""
    return [
        *_curve_problems(settings, "power_curve", _power_fault),
        *_curve_problems(settings, "dynamic_energy_management", _saving_fault),
        *_curve_problems(settings, "load_profile", _shares_fault),
        *_curve_problems(settings, "psu_efficiency", _efficiency_fault),
        *_curve_problems(settings, "psu_power_factor", _factor_fault),
    ]


def _power_fault(points: Points) -> Fault:
    if points[0][0] > 0 or points[-1][0] < 1:
        return "it does not reach from load 0 to load 1", "未覆盖负载 0 至 1"
    if any(power_w <= 0 for _, power_w in points):
        return "a power is not above 0 W", "功率须大于 0 W"
    return None


def _saving_fault(points: Points) -> Fault:
    if any(not 0 <= saving < 1 for _, saving in points):
        return "a saving is not a share from 0 to below 1", "节电率须不小于 0 且小于 1"
    return None


def _shares_fault(points: Points) -> Fault:
    if any(time_share < 0 for _, time_share in points):
        return "a time share is negative", "时间占比为负值"
    total = math.fsum(time_share for _, time_share in points)
    if abs(total - 1.0) > 1e-6:
        return f"time shares add to {total:g}, not to 1", f"时间占比合计为 {total:g}，应为 1"
    return None


def _factor_fault(points: Points) -> Fault:
    if any(not 0 < factor <= 1 for _, factor in points):
        return "a value is not above 0 and at most 1", "数值须大于 0 且不大于 1"
    return None


def _efficiency_fault(points: Points) -> Fault:
    """Say where a supply would draw less for giving more: losses would be negative there."""
    inputs = [load / efficiency for load, efficiency in points if 0 < efficiency <= 1]
    if len(inputs) < len(points):
        return _factor_fault(points)
    if any(left >= right for left, right in pairwise(inputs)):
        return "input power does not rise with output power", "输入功率未随输出功率上升"
    return None


def _curve_problems(
    settings: Mapping[str, Setting], name: str, fault: Callable[[Points], Fault]
) -> list[Problem]:
    if name not in settings:
        return []
    setting = settings[name]
    try:
        points = curve_points(str(setting.value))
        # one number may stand for all loads, but no time share can
        single = name == "load_profile" and ":" not in str(setting.value)
        why = ("one number is no profile", "单个数值不能作为负载曲线") if single else fault(points)
    except CurveError as error:
        why = (str(error), error.message_zh)
    if why is None:
        return []
    example = _EXAMPLES[name]
    return [
        Problem(
            code="STU137",
            message=f"{name} cannot be used: {why[0]} (expected load:value, such as {example})",
            message_zh=f"{name} 无法采用：{why[1]}（应为 负载:数值，如 {example}）",
            at=setting.at,
        )
    ]


def _instrument_problems(settings: Mapping[str, Setting]) -> list[Problem]:
    given = [name for name in INSTRUMENT_FIELDS if name in settings]
    missing = [name for name in INSTRUMENT_FIELDS if name not in settings]
    if not given or not missing:
        return []
    names = ", ".join(missing)
    return [
        Problem(
            code="STU138",
            message=f"an instrument is counted only with its certificate: {names} missing",
            message_zh=f"市场化凭证须给出完整证书信息：缺少 {names}",
            at=settings[given[0]].at,
        )
    ]


def _path_problems(settings: Mapping[str, Setting], tables: Tables) -> list[Problem]:
    path, grid = settings.get("grid_path"), settings.get("grid")
    if path is None or grid is None or path.value == CONSTANT:
        return []
    entries = [row for row in rows(tables, "grid_paths") if row["grid_path"] == path.value]
    if not entries:  # an unknown path is told with the other choices
        return []
    country = str(grid.value).split("-")[0]
    held = entries[0]["grids"].split(";")
    if country in held:
        return []
    known = ", ".join(held)
    return [
        Problem(
            code="STU139",
            message=f"grid_path {path.value} is not a path of grid {grid.value} "
            f"(it holds for {known}; grid_path: constant for none)",
            message_zh=f"电网路径 {path.value} 不适用于电网 {grid.value}"
            f"（适用于 {known}；不用路径请填 grid_path: constant）",
            at=path.at or grid.at,
        )
    ]
