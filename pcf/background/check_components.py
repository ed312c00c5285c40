"""What must hold of component classes: unit, source, year, place and interval of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcf.background.check_figures import check_interval, check_origin
from pcf.background.reading import Findings
from pcf.background.store import DataFolder
from pcf.model.background import Inventory
from pcf.model.component import ComponentData, ParameterSpec
from pcf.model.knowledge import Knowledge

#: Unit a parameter must have by the end of its name; a ratio ``x_per_y`` states its own.
UNIT_OF_SUFFIX = {
    "kg": "kg", "mg": "mg", "w": "W", "wh": "Wh", "kwh": "kWh", "mm": "mm", "nm": "nm",
    "cm2": "cm2", "gb": "GB", "share": "-", "yield": "-", "factor": "-", "layers": "-",
}  # fmt: skip
#: Shares may be of mass; both are ratios without dimension.
RATIOS = frozenset({"-", "kg/kg"})
RECOVERY_CLASSES = frozenset({"data_bearing", "reusable", "recyclable", "hazardous", "disposable"})
PRODUCT_CONSTANT = "_product"


def check_component(data: ComponentData, inventory: Inventory, findings: Findings) -> None:
    """Parameters of one component class: unit, source, year, place, interval."""
    file = f"components/{data.component_class}.yaml"
    _check_constants(file, data, inventory, findings)
    _check_choices(file, data, findings)
    if data.recovery_class not in RECOVERY_CLASSES:
        findings.add(
            "DAT124",
            f"{file}:recovery_class",
            f"unknown recovery class {data.recovery_class!r}",
            f"未知的回收类别 {data.recovery_class!r}",
        )
    for spec in _specs(data.parameters):
        where = f"{file}:{spec.name}"
        check_origin(spec.kind, spec.source, spec.note, inventory.sources, where, findings)
        _check_unit(where, spec, findings)
        for name, value in (
            ("unit", spec.unit),
            ("year", spec.year),
            ("geography", spec.geography),
        ):
            if not value:
                findings.add("DAT121", where, f"{name!r} is empty", f"{name!r} 为空")
        centre = 1.0 if spec.from_parameter else spec.value
        check_interval(centre, spec.low, spec.high, spec.kind, where, findings)


def _check_constants(
    file: str, data: ComponentData, inventory: Inventory, findings: Findings
) -> None:
    products = {dataset.product for dataset in inventory.datasets.values()}
    for name, constant in data.constants.items():
        if "@" in constant:
            findings.add("DAT120", f"{file}:{constant}", "place in a key", "键中含地点")
        elif name.endswith(PRODUCT_CONSTANT) and constant not in products:
            findings.add(
                "DAT123",
                f"{file}:{name}",
                f"no dataset provides {constant!r}",
                f"没有数据集提供 {constant!r}",
            )


def _check_choices(file: str, data: ComponentData, findings: Findings) -> None:
    for spec in data.parameters.values():
        choice = data.choices.get(spec.by or "")
        if spec.by and (choice is None or choice.default not in spec.table):
            findings.add(
                "DAT125",
                f"{file}:{spec.name}",
                f"table has no row for the default of choice {spec.by!r}",
                f"表中没有选项 {spec.by!r} 默认值对应的行",
            )


def _check_unit(where: str, spec: ParameterSpec, findings: Findings) -> None:
    stem, _, suffix = spec.name.rpartition("_")
    expected = UNIT_OF_SUFFIX.get(suffix)
    if expected is None or stem.endswith("_per") or spec.unit == expected:
        return
    if {spec.unit, expected} <= RATIOS:
        return
    findings.add(
        "DAT122",
        where,
        f"a parameter named …_{suffix} is in {expected}, not {spec.unit}",
        f"名为 …_{suffix} 的参数单位应为 {expected},而非 {spec.unit}",
    )


def check_worked_cases(folder: DataFolder, knowledge: Knowledge, findings: Findings) -> None:
    """Every class has a worked case that an expert computed by hand."""
    for name in knowledge.components:
        file = f"components/{name}.cases.yaml"
        if not (file in folder.contents and folder.document(file)):
            findings.add(
                "DAT126", file, f"class {name!r} has no worked case", f"类别 {name!r} 缺少算例"
            )


def _specs(parameters: Mapping[str, ParameterSpec]) -> Iterable[ParameterSpec]:
    for spec in parameters.values():
        if spec.table:
            yield from spec.table.values()
        else:
            yield spec
