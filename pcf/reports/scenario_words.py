"""Words of scenario tables and charts in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pcf.reports.wording import word

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
        "short.cradle_to_gate": ("gate", "到大门"),
        "short.use": ("use", "使用"),
        "short.cradle_to_grave": ("grave", "全周期"),
        "short.per_year_of_use": ("per year", "每使用年"),
        "credits": ("Credits, outside the total", "收益（不计入总量）"),
        "base": ("base", "基准"),
        "scenarios": ("Scenarios", "情景"),
        "tornado": ("One lever at a time", "单因素敏感性"),
        "abatement": (
            "Abatement: what saves most first, next after those above it, last after all others",
            "减排措施：每步取减排最多者；依次实施为在上方各项之后，最后实施为在其余各项之后",
        ),
        "break_even": ("Break-even", "平衡点"),
        "lever": ("lever", "因素"),
        "low": ("low end", "低端"),
        "high": ("high end", "高端"),
        "swing": ("swing", "幅度"),
        "alone": ("first", "单独实施"),
        "marginal": ("next", "依次实施"),
        "last": ("last", "最后实施"),
        "interaction": ("interaction", "交互影响"),
        "cumulative": ("in all", "累计"),
        "shapley": ("Shapley", "Shapley"),
        "of_values": (
            "Savings and Shapley shares are of the values, not of the draws.",
            "减排量与 Shapley 份额按确定值计算，不随抽样变化。",
        ),
        "scenario": ("scenario", "情景"),
        "difference": ("difference", "差值"),
        "below_base": ("below the base", "低于基准"),
        "above": ("above the base", "高于基准"),
        "lower": ("lower in 95 % of draws", "≥95 % 抽样中较低"),
        "higher": ("higher in 95 % of draws", "≥95 % 抽样中较高"),
        "undecided": ("not decided", "无法区分"),
        "value": ("value", "确定值"),
        "lower_in": ("lower in", "较低占比"),
        "paired": ("Difference to the base, paired draws, P5–P95", "与基准之差（配对抽样 P5–P95）"),
        "paired_table": (
            "Difference to the base over {samples} paired draws (seed {seed})",
            "与基准之差（{samples} 次配对抽样，种子 {seed}）",
        ),
        "per_year_note": ("per year of use", "每使用年"),
        "years": ("years", "年"),
        "old_kept": ("old servers kept", "继续使用旧服务器"),
        "new_one": ("replaced by new", "更换为新服务器"),
        "old_end": ("old ones end", "旧服务器寿命终止"),
        "axis.total": ("Footprint [kg CO2e per product]", "碳足迹 [kg CO2e/台]"),
        "axis.difference": (
            "Difference to the base [kg CO2e per product]",
            "与基准之差 [kg CO2e/台]",
        ),
        "axis.yearly_difference": (
            "Difference to the base [kg CO2e per product and year of use]",
            "与基准之差 [kg CO2e/台·使用年]",
        ),
        "axis.saving": ("Saving [kg CO2e per product]", "减排量 [kg CO2e/台]"),
        "axis.years": ("Years from now [a]", "自现在起的年数 [年]"),
        "axis.sum": ("Emissions from now on [kg CO2e]", "自现在起的累计排放 [kg CO2e]"),
        "axis.utilisation": ("Utilisation (constant load share)", "利用率（恒定负载率）"),
        "axis.load_factor": ("Load factor (energy of use × factor)", "负载倍数（使用能耗 × 倍数）"),
        "axis.lifetime_years": ("Years of use [a]", "使用年限 [年]"),
        "utilisation": ("utilisation", "利用率"),
        "load_factor": ("load factor", "负载倍数"),
        "lifetime_years": ("years of use", "使用年限"),
        "never": (
            "never: it uses no less than what it replaces, or the grid is clean before",
            "无法抵消：能耗排放不低于被替换设备，或电网先行脱碳",
        ),
        "no_crossing": ("no crossing; {lower} is lower throughout", "无交点；“{lower}”始终较低"),
        "equal": ("neither (they are equal)", "两者相等"),
        "crossing": (
            "{first} and {second} are equal at {over} {at} ({total} kg CO2e); "
            "below it {before} is lower, above it {after}",
            "“{first}”与“{second}”在{over} {at} 处相等（{total} kg CO2e）；"
            "低于此值时“{before}”较低，高于此值时“{after}”较低",
        ),
        "payback": (
            "manufacturing of {gate} kg CO2e is paid back in {gate_years} years, with transport "
            "and end of life {making} kg in {years} years (old {old}, new {new} kg CO2e a year); "
            "over {remaining} years {saving} kg CO2e saved",
            "制造排放 {gate} kg CO2e 经 {gate_years} 年抵消；"
            "含运输与报废共 {making} kg，经 {years} 年抵消"
            "（旧 {old}、新 {new} kg CO2e/年）；{remaining} 年内净减排 {saving} kg CO2e",
        ),
        "payback_lost": (
            "manufacturing of {gate} kg CO2e is paid back in {gate_years} years, with transport "
            "and end of life {making} kg in {years} years (old {old}, new {new} kg CO2e a year): "
            "not within the {remaining} years the old ones would still run, {saving} kg CO2e more",
            "制造排放 {gate} kg CO2e 经 {gate_years} 年抵消；"
            "含运输与报废共 {making} kg，经 {years} 年抵消"
            "（旧 {old}、新 {new} kg CO2e/年）：超过旧服务器剩余的 {remaining} 年，"
            "净增排 {saving} kg CO2e",
        ),
        "on_path": ("; grid path {path}", "；电网路径 {path}"),
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


def end_word(lang: str, lever: str, end: str) -> str:
    """Return one end of a lever in words: a choice by its title, a place or number as it is."""
    return word(lang, f"value.{lever}.{end}", default=end)
