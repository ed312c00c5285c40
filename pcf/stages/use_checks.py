"""What a study may say of power curves, instruments and grid paths, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pcf.errors import Problem
from pcf.model.study import Setting
from pcf.stages.grid_path import CONSTANT
from pcf.stages.market_based import INSTRUMENT_FIELDS
from pcf.stages.measured import Points, curve_points
from pcf.stages.reviewed import Tables, rows


def use_problems(settings: Mapping[str, Setting], tables: Tables) -> list[Problem]:
    """Return everything wrong with curves, instrument and grid path of a study."""
    return [
        *_curve_problems(settings, "power_curve", _power_fault),
        *_curve_problems(settings, "dynamic_energy_management", _saving_fault),
        *_instrument_problems(settings),
        *_path_problems(settings, tables),
    ]


def _power_fault(points: Points) -> str:
    if points[0][0] > 0 or points[-1][0] < 1:
        return "it does not reach from load 0 to load 1"
    if any(power_w <= 0 for _, power_w in points):
        return "a power is not above 0 W"
    return ""


def _saving_fault(points: Points) -> str:
    if any(not 0 <= saving < 1 for _, saving in points):
        return "a saving is not a share from 0 to below 1"
    return ""


def _curve_problems(
    settings: Mapping[str, Setting], name: str, fault: Callable[[Points], str]
) -> list[Problem]:
    if name not in settings:
        return []
    setting = settings[name]
    try:
        why = fault(curve_points(str(setting.value)))
    except ValueError as error:
        why = str(error)
    if not why:
        return []
    return [
        Problem(
            code="STU137",
            message=f"{name} cannot be read: {why} (expected load:value, such as 0:120 0.5:300 "
            "1:500)",
            message_zh=f"{name} 无法读取：{why}（应为 负载:数值，如 0:120 0.5:300 1:500）",
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
    if country in entries[0]["grids"].split(";"):
        return []
    return [
        Problem(
            code="STU139",
            message=f"grid_path {path.value} is not a path of grid {grid.value} "
            f"(it holds for {entries[0]['grids'].replace(';', ', ')})",
            message_zh=f"电网路径 {path.value} 不适用于电网 {grid.value}",
            at=path.at or grid.at,
        )
    ]
