"""What must be said of a study: defaults that carry weight, wishes that are not acted on."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.model.notices import Notice
from pcf.model.study import ResolvedStudy
from pcf.stages.placed import PlacedComponent, product_mass_kg
from pcf.stages.power import power_curve
from pcf.stages.power_choice import choice_notices, stated_energy
from pcf.stages.reviewed import Tables, number, row

#: Settings read from a sheet that no stage acts on yet.
NOT_ACTED_ON: tuple[str, ...] = ("renewable_share",)


def study_notices(
    study: ResolvedStudy, parts: Sequence[PlacedComponent], tables: Tables
) -> tuple[Notice, ...]:
    """Return notices on the study: market and grid apart, estimated power, unused settings."""
    return (
        *study.notices,
        *_market_notice(study, tables),
        *_lifetime_notice(study, tables),
        *_power_notice(study, parts, tables),
        *choice_notices(study, parts),
        *_packaging_notice(parts),
        *_small_product_notice(study, parts, tables),
        *_unused_notices(study),
    )


def _market_notice(study: ResolvedStudy, tables: Tables) -> tuple[Notice, ...]:
    market, grid = study.text("market"), study.text("grid")
    entry = row(tables, "markets", market=market)
    if study.legs or grid.split("-")[0] in entry["grids"].split(";"):
        return ()
    return (
        Notice(
            code="STU201",
            message=f"used on the grid of {grid} but delivered to market {market}: "
            "transport and treatment are those of the market (set market to change it)",
            message_zh=f"使用地电网为 {grid}，交付市场却为 {market}：运输与报废处理按该市场计算",
            at=study.settings["market"].at,
        ),
    )


def _lifetime_notice(study: ResolvedStudy, tables: Tables) -> tuple[Notice, ...]:
    """Say that a lifetime is far from how long servers are used: months, or a slip of a digit."""
    entry, years = row(tables, "defaults", name="lifetime_years"), study.number("lifetime_years")
    low, high = float(entry["low"]), float(entry["high"])
    if low <= years <= high or study.text("boundary") == "cradle_to_gate":
        return ()
    return (
        Notice(
            code="STU222",
            message=f"a lifetime of {years:g} years is outside the {low:g} to {high:g} years for "
            "which servers are used (lifetime_years is in years)",
            message_zh=f"使用寿命 {years:g} 年超出服务器通常的 {low:g}–{high:g} 年"
            "（lifetime_years 以年计）",
            at=study.settings["lifetime_years"].at,
        ),
    )


def _power_notice(
    study: ResolvedStudy, parts: Sequence[PlacedComponent], tables: Tables
) -> tuple[Notice, ...]:
    if stated_energy(study) or study.text("boundary") == "cradle_to_gate":
        return ()
    model = power_curve(parts, study, tables).model
    if model == "class_median":
        return (
            Notice(
                code="STU202",
                message="no component power and no measured power: medians of benchmark results "
                "stand in, which lie below shipped servers (give idle_w and max_w or annual_kwh)",
                message_zh="无部件功率亦无实测功率：采用基准测试中位值，偏低"
                "（请给出空闲与最大功率或年耗电量）",
            ),
        )
    if model == "components":
        return (
            Notice(
                code="STU203",
                message="power is estimated from components "
                "(a measured idle_w and max_w or annual_kwh is better)",
                message_zh="功率由部件估算（实测空闲与最大功率或年耗电量更佳）",
            ),
        )
    return ()


def _packaging_notice(parts: Sequence[PlacedComponent]) -> tuple[Notice, ...]:
    if any(part.is_packaging for part in parts):
        return ()
    return (
        Notice(
            code="STU204",
            message="the BOM lists no packaging: none is counted (add a Packaging sheet)",
            message_zh="物料清单未列包装：未计入包装（请增加包装表）",
        ),
    )


def _unused_notices(study: ResolvedStudy) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            code="STU205",
            message=f"{name} is recorded but changes no figure",
            message_zh=f"{name} 已记录，但不影响任何数值",
            at=study.settings[name].at,
        )
        for name in NOT_ACTED_ON
        if study.has(name)
    )


def _small_product_notice(
    study: ResolvedStudy, parts: Sequence[PlacedComponent], tables: Tables
) -> tuple[Notice, ...]:
    """Say that a board or a part is given the assembly and burn-in of a whole server."""
    mass_kg = product_mass_kg(parts)
    stated = all(study.has(name) for name in ("assembly_kwh", "burn_in_hours"))
    if stated or not mass_kg or mass_kg >= number(tables, "defaults", "least_server_mass_kg"):
        return ()
    return (
        Notice(
            code="STU206",
            message=f"the product weighs {mass_kg:.3g} kg, but assembly and burn-in assumed are "
            "those of a whole server (state assembly_kwh and burn_in_hours)",
            message_zh=f"产品质量仅 {mass_kg:.3g} kg，而装配与老化采用整机的默认值"
            "（请给出 assembly_kwh 与 burn_in_hours）",
        ),
    )
