"""What is said to the reader when a value of a line is set aside or cannot stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pcf.errors import Problem
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef

#: Code -> message and its Chinese twin; braces are filled with words of the line.
_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "MAP103": (
            "cannot read '{text}' as a parameter (write name = value)",
            "无法将“{text}”读作参数（请写：名称 = 值）",
        ),
        "MAP104": (
            "item '{item}' stands here again (first in {first}; keep one)",
            "序号“{item}”重复（首次出现在 {first}；请保留一行）",
        ),
        "MAP105": (
            "item '{item}' has no class (choose one from the list)",
            "序号“{item}”没有类别（请从列表中选择）",
        ),
        "MAP111": (
            "{name} = {value} cannot be (expected {low:g} to {high:g})",
            "{name} = {value} 不合理（应在 {low:g} 至 {high:g} 之间）",
        ),
        "MAP112": (
            "cannot read '{value}' as {name} (expected a number)",
            "无法将“{value}”读作 {name}（应为数字）",
        ),
        "MAP201": (
            "read {name} = {value:g} in the text, which cannot be; left out",
            "文本中读到 {name} = {value:g}，不合理，未采用",
        ),
        "MAP204": (
            "{name} is not a parameter of class {component_class}; left out",
            "{name} 不是类别 {component_class} 的参数，未采用",
        ),
        "MAP205": (
            "material '{material}' is not in materials.csv; the class's own is used",
            "材料“{material}”不在 materials.csv 中，采用该类别默认材料",
        ),
        "MAP206": (
            "country '{country}' is not in geographies.csv; the default place is used",
            "国家/地区“{country}”不在 geographies.csv 中，采用默认地点",
        ),
        "MAP207": (
            "counted in {unit}, of which class {component_class} knows nothing: its default mass "
            "stands for one unit (state the mass per unit)",
            "以 {unit} 计数，类别 {component_class} 无对应参数：按每单位默认质量计算"
            "（请填写单位质量）",
        ),
        "MAP208": (
            "a mass of 0 is read as not stated; the class's default mass is used",
            "质量为 0 视为未填写，采用该类别默认质量",
        ),
        "MAP301": (
            "'{component_class}' is not a component class (choose one from the list)",
            "“{component_class}”不是部件类别（请从列表中选择）",
        ),
        "MAP302": (
            "item '{item}' is not in the BOM (remove the row)",
            "BOM 中没有序号“{item}”（请删除该行）",
        ),
        "MAP303": (
            "item '{item}' stands twice in the mapping (keep one row)",
            "序号“{item}”在映射表中重复（请保留一行）",
        ),
        "MAP305": (
            "class {component_class} has no parameter '{name}' (remove it)",
            "类别 {component_class} 没有参数“{name}”（请删除）",
        ),
    }
)


def noticed(code: str, at: CellRef, **words: float | str) -> Notice:
    """Return the notice ``code``: a value is set aside, and nothing stops."""
    message, message_zh = _MESSAGES[code]
    return Notice(
        code=code, message=message.format(**words), message_zh=message_zh.format(**words), at=at
    )


def refused(code: str, at: CellRef, **words: float | str) -> Problem:
    """Return the refusal ``code``: a value cannot stand."""
    message, message_zh = _MESSAGES[code]
    return Problem(
        code=code, message=message.format(**words), message_zh=message_zh.format(**words), at=at
    )
