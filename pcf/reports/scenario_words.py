"""Words of scenario tables and charts in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "materials": ("Materials", "原材料与部件"),
        "manufacturing": ("Manufacturing", "制造"),
        "transport": ("Transport", "运输"),
        "use": ("Use", "使用"),
        "end_of_life": ("End of life", "报废"),
        "cradle_to_gate": ("Cradle to gate", "从摇篮到大门"),
        "cradle_to_grave": ("Cradle to grave", "从摇篮到坟墓"),
        "per_year_of_use": ("Per year of use", "每使用年"),
        "credits": ("Credits, outside the total", "收益（不计入总量）"),
        "base": ("base", "基准"),
        "scenarios": ("Scenarios", "情景"),
        "tornado": ("One lever at a time", "单因素敏感性"),
        "abatement": ("Abatement, greedy order", "减排措施排序"),
        "break_even": ("Break-even", "盈亏平衡"),
        "lever": ("lever", "因素"),
        "low": ("low end", "低端"),
        "high": ("high end", "高端"),
        "swing": ("swing", "幅度"),
        "alone": ("alone", "单独减排"),
        "marginal": ("after those above", "叠加后边际"),
        "interaction": ("interaction", "相互影响"),
        "cumulative": ("together", "累计"),
        "shapley": ("Shapley share", "Shapley 份额"),
        "utilisation": ("utilisation", "利用率"),
        "load_factor": ("load factor", "负载倍数"),
        "lifetime_years": ("years of use", "使用年限"),
        "never": ("never: it uses no less than what it replaces", "无法收回：能耗不低于被替换设备"),
        "no_crossing": ("no crossing; {lower} is lower throughout", "无交点；{lower} 始终较低"),
        "equal": ("neither (they are equal)", "两者相等"),
        "crossing": (
            "{first} and {second} are equal at {over} {at} ({total} kg CO2e); "
            "below it {before} is lower, above it {after}",
            "{first} 与 {second} 在 {over} {at} 处相等（{total} kg CO2e）；低于此值 {before} 较低，"
            "高于此值 {after} 较低",
        ),
        "payback": (
            "making {making} kg CO2e is paid back in {years} years "
            "(old {old}, new {new} kg CO2e a year); over {remaining} years {saving} kg CO2e saved",
            "制造 {making} kg CO2e，{years} 年收回（旧 {old}、新 {new} kg CO2e/年）；"
            "{remaining} 年内净减排 {saving} kg CO2e",
        ),
        "service": (
            "years of use differ from the base: compare per year of use",
            "使用年限与基准不同：请按每使用年比较",
        ),
    }
)


def scenario_word(lang: str, key: str) -> str:
    """Return a word in ``lang`` (``en`` or ``zh``); a key without an entry reads as it is."""
    english, chinese = _WORDS.get(key, (key, key))
    return chinese if lang == "zh" else english
