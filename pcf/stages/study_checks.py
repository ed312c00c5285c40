"""What a study may say: settings in range and known to the tables."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from pcf.errors import Problem
from pcf.model.bom import StatedLeg
from pcf.model.study import Setting
from pcf.stages.green_packaging import rule_problems
from pcf.stages.reuse_settings import REUSE_SETTINGS
from pcf.stages.reviewed import Tables
from pcf.stages.spellings import choice_spellings, plain
from pcf.stages.use_checks import curve_problems, use_problems

_LINE = re.compile(r"line (\d+)")
Checked = tuple[dict[str, Setting], list[Problem]]
#: So many of the known names are listed in a message; an unknown grid would fill the screen.
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Allowed range of a numeric setting; ``lowest`` itself is allowed where ``closed``."""

    code: str
    lowest: float
    highest: float = math.inf
    closed: bool = False

    def holds(self, value: float) -> bool:
        """Whether a finite value lies in the range."""
        above = value >= self.lowest if self.closed else value > self.lowest
        return math.isfinite(value) and above and value <= self.highest

    def words(self, *, zh: bool) -> str:
        """Say the range in words."""
        low = f"{self.lowest:g}"
        if math.isfinite(self.highest):
            return f"{low} – {self.highest:g}"
        if zh:
            return f"不小于 {low}" if self.closed else f"大于 {low}"
        return f"{low} or more" if self.closed else f"more than {low}"


NUMBERS: Mapping[str, Range] = {
    "lifetime_years": Range(code="STU101", lowest=0.0),
    "pue": Range(code="STU102", lowest=1.0, closed=True),
    "annual_kwh": Range(code="STU103", lowest=0.0),
    "idle_w": Range(code="STU103", lowest=0.0, closed=True),
    "mean_w": Range(code="STU103", lowest=0.0),
    "max_w": Range(code="STU103", lowest=0.0),
    "mass_kg": Range(code="STU104", lowest=0.0),
    "gross_mass_kg": Range(code="STU104", lowest=0.0),
    "assembly_kwh": Range(code="STU105", lowest=0.0, closed=True),
    "burn_in_hours": Range(code="STU105", lowest=0.0, closed=True),
    "burn_in_w": Range(code="STU105", lowest=0.0, closed=True),
    "transport_to_recycler_km": Range(code="STU106", lowest=0.0, closed=True),
    "collection_rate": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    **dict.fromkeys(REUSE_SETTINGS, Range(code="STU107", lowest=0.0, highest=1.0, closed=True)),
    "renewable_share": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    "accept_cutoff": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    "liquid_pue": Range(code="STU102", lowest=1.0, closed=True),
    "power_cap_w": Range(code="STU103", lowest=0.0),
    "fan_power_share": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    "residual_fan_share": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    "pump_power_share": Range(code="STU107", lowest=0.0, highest=1.0, closed=True),
    "use_start_year": Range(code="STU101", lowest=2000.0, highest=2100.0, closed=True),
    "instrument_volume_kwh": Range(code="STU103", lowest=0.0),
    "instrument_kgco2e_per_kwh": Range(code="STU103", lowest=0.0, highest=3.0, closed=True),
    "instrument_year": Range(code="STU101", lowest=2000.0, highest=2100.0, closed=True),
    "active_state_efficiency": Range(code="STU103", lowest=0.0),
    "residual_kgco2e_per_kwh": Range(code="STU103", lowest=0.0, highest=3.0, closed=True),
}

#: Setting -> (code, English word, Chinese word) of what is chosen from a list.
CHOICES: Mapping[str, tuple[str, str, str]] = {
    "grid": ("STU111", "grid", "电网"),
    "factory_grid": ("STU112", "factory grid", "工厂电网"),
    "supply_location": ("STU118", "supply location", "外购件产地"),
    "profile": ("STU113", "load profile", "负载曲线"),
    "market": ("STU114", "market", "市场"),
    "method": ("STU115", "method", "方法"),
    "eol_allocation": ("STU116", "end-of-life allocation", "报废分配方法"),
    "boundary": ("STU117", "boundary", "系统边界"),
    "spare_parts": ("STU119", "treatment of spare parts", "备件处理"),
    "liquid_cooling": ("STU141", "answer to liquid_cooling", "液冷选项"),
    "redundancy_mode": ("STU142", "redundancy mode", "电源冗余模式"),
    "data_centre": ("STU143", "data centre", "数据中心"),
    "grid_path": ("STU144", "grid path", "电网路径"),
    "instrument_type": ("STU145", "instrument type", "凭证类型"),
}

#: Settings that are words about product and study, or answers that need no check.
WORDS = frozenset(
    {
        "product_name",
        "product_model",
        "manufacturer",
        "functional_unit",
        "declared_unit",
        "cut_off",
        "goal",
        "reporting_date",
        "cooling",
        "green_packaging",
        "rack_units",
        "power_file",
        "power_curve",
        "load_profile",
        "psu_efficiency",
        "psu_power_factor",
        "operating_condition_class",
        "power_result",
        "dynamic_energy_management",
        "dynamic_energy_management_source",
        "instrument_source",
    }
)
KNOWN = frozenset({*NUMBERS, *CHOICES, *WORDS, *(f"{name}_zh" for name in WORDS)})


def checked_settings(
    settings: Mapping[str, Setting], tables: Tables, grids: frozenset[str]
) -> Checked:
    """Return settings with numbers as numbers and choices by their key, and all problems."""
    checked, problems = checked_alone(settings, tables, grids)
    problems.extend(use_problems(checked, tables))
    problems.extend(rule_problems(checked, tables))
    idle, most = checked.get("idle_w"), checked.get("max_w")
    if not problems and idle and most and float(idle.value) > float(most.value):
        problems.append(
            Problem(
                code="STU108",
                message=f"idle_w {idle.value:g} W is above max_w {most.value:g} W",
                message_zh=f"空闲功率 {idle.value:g} W 高于最大功率 {most.value:g} W",
                at=idle.at,
            )
        )
    return checked, problems


def checked_alone(
    settings: Mapping[str, Setting], tables: Tables, grids: frozenset[str]
) -> Checked:
    """Return settings as :func:`checked_settings`, each looked at without the others.

    A setting with a fault is left out: its fault is told, its value is not looked at.
    """
    problems = [problem for setting in settings.values() for problem in fault_problems(setting)]
    checked = {name: setting for name, setting in settings.items() if not setting.faults}
    problems.extend(_check_names(checked))
    for name, limits in NUMBERS.items():
        if name in checked:
            _check_number(name, limits, checked, problems)
    for name in CHOICES:
        if name in checked:
            _check_choice(name, choice_spellings(name, tables, grids), checked, problems)
    problems.extend(curve_problems(checked))
    return checked, problems


def fault_problems(setting: Setting) -> tuple[Problem, ...]:
    """Return what the reader of a file found wrong with how a setting is written."""
    return tuple(
        Problem(code=fault.code, message=fault.message, message_zh=fault.message_zh, at=fault.at)
        for fault in setting.faults
    )


def in_reading_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems as they are, then those of text files by file and line."""
    files = list(dict.fromkeys(problem.at.file for problem in problems if problem.at))

    def place(problem: Problem) -> tuple[int, int]:
        line = _LINE.match(problem.at.cell) if problem.at else None
        return (files.index(problem.at.file), int(line[1])) if problem.at and line else (-1, 0)

    return tuple(sorted(problems, key=place))


def _check_names(checked: dict[str, Setting]) -> list[Problem]:
    """Return a problem for each name in a file that is no setting, told from a slip of the pen.

    Variables that merely begin like ours are no setting; they are left out of ``checked``.
    """
    shown = sorted({*NUMBERS, *CHOICES, *WORDS})
    problems: list[Problem] = []
    for name, setting in tuple(checked.items()):
        if name in KNOWN:
            continue
        if setting.origin == "environment":
            del checked[name]
        elif setting.origin in ("study_file", "user_file"):
            problems.append(unknown("STU109", "setting", "设置", name, shown, setting))
    return problems


def _check_number(
    name: str, limits: Range, checked: dict[str, Setting], problems: list[Problem]
) -> None:
    setting = checked[name]
    try:
        value = float(setting.value)
    except ValueError:
        value = math.nan
    if limits.holds(value):
        checked[name] = replace(setting, value=value)
        return
    problems.append(
        Problem(
            code=limits.code,
            message=f"{name} {setting.value} is out of range "
            f"(expected a number, {limits.words(zh=False)})",
            message_zh=f"{name} {setting.value} 超出范围（应为数字，{limits.words(zh=True)}）",
            at=setting.at,
        )
    )


def _check_choice(
    name: str,
    spellings: Mapping[str, str],
    checked: dict[str, Setting],
    problems: list[Problem],
) -> None:
    setting = checked[name]
    key = spellings.get(plain(str(setting.value)))
    if key is not None:
        checked[name] = replace(setting, value=key)
        return
    code, word, word_zh = CHOICES[name]
    problems.append(
        unknown(code, word, word_zh, str(setting.value), sorted(set(spellings.values())), setting)
    )


def unknown(
    code: str,
    word: str,
    word_zh: str,
    value: str,
    known: Sequence[str],
    place: Setting | StatedLeg,
) -> Problem:
    """Return the problem of a name that is not ``known``, with the nearest that is."""
    shown = ", ".join(known[:_MOST_SHOWN]) + (" …" if len(known) > _MOST_SHOWN else "")
    spelled = {plain(name): name for name in known}
    near = [spelled[name] for name in get_close_matches(plain(value), list(spelled), n=1)]
    meant, meant_zh = (f"did you mean {near[0]}? ", f"是否为 {near[0]}？") if near else ("", "")
    return Problem(
        code=code,
        message=f"unknown {word} {value!r} ({meant}known: {shown})",
        message_zh=f"未知的{word_zh} {value!r}（{meant_zh}可选：{shown}）",
        at=place.at,
    )
