"""What is said to the reader when a value of a line is set aside or cannot stand."""

from __future__ import annotations

from pcf.errors import Problem
from pcf.model.bom import BomLine, Stated
from pcf.model.component import ComponentData
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef


def implausible(name: str, value: float, at: CellRef) -> Notice:
    """A figure in the text that cannot be."""
    return Notice(
        code="MAP201",
        message=f"read {name} = {value:g} in the text, which cannot be; left out",
        message_zh=f"文本中读到 {name} = {value:g},不合理,未采用",
        at=at,
    )


def not_a_parameter(name: str, data: ComponentData, at: CellRef) -> Notice:
    """A stated value the class has no parameter for."""
    return Notice(
        code="MAP204",
        message=f"{name} is not a parameter of class {data.component_class}; left out",
        message_zh=f"{name} 不是类别 {data.component_class} 的参数,未采用",
        at=at,
    )


def unit_says_nothing(line: BomLine, data: ComponentData) -> Notice:
    """A unit of count that no parameter of the class measures."""
    return Notice(
        code="MAP207",
        message=f"counted in {line.unit}, of which class {data.component_class} knows nothing: "
        "its default mass stands for one unit (state the mass per unit)",
        message_zh=f"以 {line.unit} 计数,类别 {data.component_class} 无对应参数:"
        "按每单位默认质量计算(请填写单位质量)",
        at=line.at,
    )


def unknown_material(line: BomLine) -> Notice:
    """A material column that names no known material."""
    return Notice(
        code="MAP205",
        message=f"material '{line.material}' is not in materials.csv; the class's own is used",
        message_zh=f"材料“{line.material}”不在 materials.csv 中,采用该类别默认材料",
        at=line.at,
    )


def unknown_place(line: BomLine) -> Notice:
    """A country no table knows."""
    return Notice(
        code="MAP206",
        message=f"country '{line.country}' is not in geographies.csv; the default place is used",
        message_zh=f"国家/地区“{line.country}”不在 geographies.csv 中,采用默认地点",
        at=line.at,
    )


def no_mass(stated: Stated) -> Notice:
    """A stated mass of nought."""
    return Notice(
        code="MAP208",
        message="a mass of 0 is read as not stated; the class's default mass is used",
        message_zh="质量为 0 视为未填写,采用该类别默认质量",
        at=stated.at,
    )


def not_a_number(name: str, stated: Stated) -> Problem:
    """Text where a number is expected."""
    return Problem(
        code="MAP112",
        message=f"cannot read '{stated.value}' as {name} (expected a number)",
        message_zh=f"无法将“{stated.value}”读作 {name}(应为数字)",
        at=stated.at,
    )


def out_of_range(name: str, stated: Stated, limits: tuple[float, float]) -> Problem:
    """A declared value that cannot be."""
    low, high = limits
    return Problem(
        code="MAP111",
        message=f"{name} = {stated.value} cannot be (expected {low:g} to {high:g})",
        message_zh=f"{name} = {stated.value} 不合理(应在 {low:g} 至 {high:g} 之间)",
        at=stated.at,
    )
