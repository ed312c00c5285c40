"""Which of several power statements counts: the stronger origin, then curve over one number."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.model.notices import Notice
from pcf.model.study import ResolvedStudy
from pcf.stages.placed import PlacedComponent
from pcf.stages.supply import supplies_of

#: Where a setting may come from, strongest first (interface.md).
STRENGTH = ("option", "environment", "sheet", "study_file", "user_file", "default")
#: Settings that act on the power curve, so on nothing where energy itself is stated.
FEATURES = ("dynamic_energy_management", "liquid_cooling", "redundancy_mode", "power_cap_w")


def stated_energy(study: ResolvedStudy) -> str:
    """Return ``annual_kwh`` or ``mean_w`` where the study states energy that counts, else "".

    A measured curve of equal or stronger origin replaces them: it follows the load profile.
    """
    name = next((name for name in ("annual_kwh", "mean_w") if study.has(name)), "")
    if not name or not study.has("power_curve"):
        return name
    return name if _rank(study, name) < _rank(study, "power_curve") else ""


def choice_notices(study: ResolvedStudy, parts: Sequence[PlacedComponent]) -> tuple[Notice, ...]:
    """Return notices on statements that do not count and on features that find no hold."""
    return (
        *_file_not_read(study),
        *_set_aside(study),
        *_features_without_curve(study),
        *_without_evidence(study),
        *_without_supplies(study, parts),
        *_without_residual(study),
    )


def _rank(study: ResolvedStudy, name: str) -> int:
    origin = study.settings[name].origin
    return STRENGTH.index(origin) if origin in STRENGTH else 0


def _file_not_read(study: ResolvedStudy) -> tuple[Notice, ...]:
    """Say that a command which takes no power files was given one."""
    if not study.has("power_file") or study.has("power_curve"):
        return ()
    return (
        _notice(
            study,
            "power_file",
            "STU220",
            "power_file is recorded but not read by this command (pcf assess reads it)",
            "power_file 已记录，但该命令不读取（pcf assess 会读取）",
        ),
    )


def _set_aside(study: ResolvedStudy) -> tuple[Notice, ...]:
    counts = stated_energy(study)
    if not study.has("power_curve"):
        return ()
    if counts:
        return (
            _notice(study, "power_curve", "STU215",
                f"power_curve is set aside: {counts} is stated by a stronger source",
                f"功率曲线未采用：{counts} 由优先级更高的来源给出"),
        )  # fmt: skip
    return tuple(
        _notice(study, name, "STU215",
            f"{name} is set aside: the measured power curve follows the load profile",
            f"{name} 未采用：以随负载变化的实测功率曲线为准")
        for name in ("annual_kwh", "mean_w", "idle_w", "max_w")
        if study.has(name)
    )  # fmt: skip


def _features_without_curve(study: ResolvedStudy) -> tuple[Notice, ...]:
    stated = stated_energy(study)
    if not stated:
        return ()
    return tuple(
        _notice(study, name, "STU216",
            f"{name} changes no energy at the plug: it acts on a power curve, and {stated} is "
            "stated (give idle_w and max_w, or a power file)",
            f"{name} 不改变用电量：其作用于功率曲线，而研究直接给出了 {stated}"
            "（请给出空闲与最大功率或功率文件）")
        for name in FEATURES
        if study.has(name) and study.text(name) not in ("no", "load_sharing")
    )  # fmt: skip


def _without_evidence(study: ResolvedStudy) -> tuple[Notice, ...]:
    if not study.has("dynamic_energy_management") or study.has("dynamic_energy_management_source"):
        return ()
    return (
        _notice(study, "dynamic_energy_management", "STU217",
            "the saving of dynamic energy management rests on no evidence "
            "(state dynamic_energy_management_source)",
            "动态节能的节电率没有依据（请给出 dynamic_energy_management_source）"),
    )  # fmt: skip


def _without_supplies(study: ResolvedStudy, parts: Sequence[PlacedComponent]) -> tuple[Notice, ...]:
    asked = study.has("redundancy_mode") and study.text("redundancy_mode") == "standby"
    if not asked or supplies_of(parts).count >= 2:
        return ()
    return (
        _notice(study, "redundancy_mode", "STU218",
            "no two power supplies of known rating are in the BOM: none can stand by",
            "物料清单中没有两个已知额定功率的电源：无法冷备"),
    )  # fmt: skip


def _without_residual(study: ResolvedStudy) -> tuple[Notice, ...]:
    if not study.has("instrument_type") or study.has("residual_kgco2e_per_kwh"):
        return ()
    return (
        _notice(study, "instrument_type", "STU219",
            "market-based: electricity the instrument does not cover has the average of the grid, "
            "for no residual factor is stated (the average may hold the same certificates)",
            "市场法：凭证未覆盖的电量按电网平均计，因未给出剩余电网因子（平均值可能含同一绿证）"),
    )  # fmt: skip


def _notice(study: ResolvedStudy, name: str, code: str, message: str, message_zh: str) -> Notice:
    at = study.settings[name].at
    return Notice(code=code, message=message, message_zh=message_zh, at=at)
