"""What must hold of `lci_data` beyond being readable: sources, intervals, balances, paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pcf.background.reading import Findings
from pcf.errors import Problem
from pcf.model.background import Dataset, Inventory, Provenance
from pcf.model.component import ComponentData, ParameterSpec
from pcf.model.knowledge import Knowledge

#: ``choice`` is a definition or switch: nothing was measured, hence no interval.
KINDS = frozenset({"sourced", "derived", "assumption", "choice"})
ASSUMPTION = "assumption"
REASONED = frozenset({ASSUMPTION, "choice"})
#: An engineering assumption must admit at least this ratio between high and low.
LEAST_ASSUMPTION_SPREAD = 1.2
MARKET_TOLERANCE = 2e-3


def validate(inventory: Inventory, knowledge: Knowledge) -> tuple[Problem, ...]:
    """Return everything wrong with inventory and knowledge, in file order."""
    findings = Findings()
    for dataset in inventory.datasets.values():
        check_dataset(dataset, inventory, findings)
    check_reachability(inventory, findings)
    check_factors(inventory, findings)
    for data in knowledge.components.values():
        check_component(data, inventory, findings)
    check_mapping(knowledge, inventory, findings)
    return tuple(sorted(findings.problems, key=lambda problem: str(problem.at)))


def check_dataset(dataset: Dataset, inventory: Inventory, findings: Findings) -> None:
    """Identity, kind, figures and balances of one dataset."""
    where = f"{dataset.file}:{dataset.key}"
    for name, value in (("name", dataset.name), ("year", dataset.year)):
        if not value:
            findings.add("DAT100", where, f"field {name!r} is empty", f"字段 {name!r} 为空")
    if dataset.location not in inventory.parents and dataset.location != "GLO":
        findings.add(
            "DAT101",
            where,
            f"location {dataset.location!r} is not in geographies.csv",
            f"地点 {dataset.location!r} 不在 geographies.csv 中",
        )
    if dataset.kind not in {"unit", "system", "market"}:
        findings.add("DAT102", where, f"kind {dataset.kind!r}", f"类型 {dataset.kind!r} 无效")
    if dataset.kind == "system" and dataset.inputs:
        findings.add(
            "DAT103",
            where,
            "a cradle-to-gate total may not draw inputs as well",
            "“从摇篮到大门”总量数据不得再有投入(会重复计算)",
        )
    if not dataset.inputs and not dataset.emissions:
        findings.add("DAT104", where, "neither inputs nor emissions", "既无投入也无排放")
    _check_market(dataset, where, findings)
    for position, entry in enumerate(dataset.inputs):
        place = f"{where} › inputs[{position}] {entry.product}"
        check_figure(entry.amount, entry.provenance, inventory, place, findings)
    for position, emission in enumerate(dataset.emissions):
        place = f"{where} › emissions[{position}] {emission.flow}"
        check_figure(emission.amount, emission.provenance, inventory, place, findings)


def _check_market(dataset: Dataset, where: str, findings: Findings) -> None:
    same = [entry.amount for entry in dataset.inputs if entry.product == dataset.product]
    if dataset.kind != "market" or len(same) != len(dataset.inputs):
        return
    if abs(sum(same) - 1.0) > MARKET_TOLERANCE:
        findings.add(
            "DAT105",
            where,
            f"market shares add up to {sum(same):.4f}, not 1",
            f"市场份额之和为 {sum(same):.4f},不等于 1",
        )


def check_figure(
    value: float, provenance: Provenance, inventory: Inventory, where: str, findings: Findings
) -> None:
    """One figure: kind, source, and an interval that holds it."""
    check_origin(provenance.kind, provenance.source, provenance.note, inventory, where, findings)
    low, high = provenance.low, provenance.high
    if low is not None and high is not None:
        check_interval(value, low, high, provenance.kind, where, findings)
    elif provenance.kind == ASSUMPTION:
        findings.add(
            "DAT112",
            where,
            "an engineering assumption needs an interval (low, high)",
            "工程假设必须给出区间(low、high)",
        )


def check_origin(
    kind: str, source: str, note: str, inventory: Inventory, where: str, findings: Findings
) -> None:
    """Kind is known; a sourced figure cites a known source; an assumption says why."""
    if kind not in KINDS:
        findings.add("DAT110", where, f"kind {kind!r} of a figure", f"数值类型 {kind!r} 无效")
    elif kind == ASSUMPTION and not note:
        findings.add("DAT111", where, "an assumption without a reason", "工程假设缺少理由(note)")
    elif kind != ASSUMPTION:
        for key in re.split(r"[;,]\s*|\s\+\s", source):
            if key.strip() not in inventory.sources:
                findings.add(
                    "DAT113",
                    where,
                    f"source {key.strip()!r} is not in sources/",
                    f"来源 {key.strip()!r} 不在 sources/ 中",
                )


def check_interval(
    value: float, low: float, high: float, kind: str, where: str, findings: Findings
) -> None:
    """Low ≤ value ≤ high, and an assumption's interval is wide."""
    if not low <= value <= high:
        findings.add(
            "DAT114",
            where,
            f"{value:g} lies outside its interval {low:g}–{high:g}",
            f"{value:g} 不在其区间 {low:g}–{high:g} 内",
        )
    elif kind == ASSUMPTION and value != 0 and not is_wide(low, high):
        findings.add(
            "DAT115",
            where,
            f"interval {low:g}–{high:g} is too narrow for an assumption",
            f"工程假设的区间 {low:g}–{high:g} 过窄",
        )


def is_wide(low: float, high: float) -> bool:
    """Whether an interval is wide enough for an assumption.

    A share near one (a yield) is judged by what is lost, 1 − x.
    """
    if 0 < low <= high < 1 and high > 0.5:
        low, high = 1.0 - high, 1.0 - low
    return high >= low * LEAST_ASSUMPTION_SPREAD


def check_reachability(inventory: Inventory, findings: Findings) -> None:
    """Every dataset must lead to an elementary flow."""
    emitting = {key for key, dataset in inventory.datasets.items() if dataset.emissions}
    users: dict[str, list[str]] = {}
    for key, dataset in inventory.datasets.items():
        for entry in dataset.inputs:
            users.setdefault(f"{entry.product}@{entry.location}", []).append(key)
    frontier = list(emitting)
    while frontier:
        for user in users.get(frontier.pop(), ()):
            if user not in emitting:
                emitting.add(user)
                frontier.append(user)
    for key in sorted(set(inventory.datasets) - emitting):
        findings.add(
            "DAT106",
            f"{inventory.datasets[key].file}:{key}",
            "no path to an elementary flow",
            "没有通向基本流的路径",
        )


def check_factors(inventory: Inventory, findings: Findings) -> None:
    """Every method gives every flow a factor, and names no flow that does not exist."""
    for method, factors in inventory.factors.items():
        for flow in sorted(set(inventory.flows) ^ set(factors)):
            findings.add(
                "DAT050",
                f"methods/{method}.csv:{flow}",
                "flow and factor do not match one to one",
                "流与特征化因子不是一一对应",
            )


def check_component(data: ComponentData, inventory: Inventory, findings: Findings) -> None:
    """Parameters of one component class: unit, source, year, place, interval."""
    file = f"components/{data.component_class}.yaml"
    for constant in data.constants.values():
        if "@" in constant:
            findings.add("DAT120", f"{file}:{constant}", "place in a key", "键中含地点")
    for spec in _specs(data.parameters):
        where = f"{file}:{spec.name}"
        check_origin(spec.kind, spec.source, spec.note, inventory, where, findings)
        for name, value in (
            ("unit", spec.unit),
            ("year", spec.year),
            ("geography", spec.geography),
        ):
            if not value:
                findings.add("DAT121", where, f"{name!r} is empty", f"{name!r} 为空")
        centre = 1.0 if spec.from_parameter else spec.value
        check_interval(centre, spec.low, spec.high, spec.kind, where, findings)


def _specs(parameters: Mapping[str, ParameterSpec]) -> Iterable[ParameterSpec]:
    for spec in parameters.values():
        if spec.table:
            yield from spec.table.values()
        else:
            yield spec


def check_mapping(knowledge: Knowledge, inventory: Inventory, findings: Findings) -> None:
    """Mapping tables: patterns compile, classes and products exist."""
    products = {dataset.product for dataset in inventory.datasets.values()}
    for rule in knowledge.rules:
        _check_pattern(rule.pattern, "mapping/rules.csv", findings)
        _check_class(rule.component_class, knowledge, "mapping/rules.csv", findings)
    for part in knowledge.parts:
        where = f"mapping/parts.csv:{part.key}"
        _check_pattern(part.pattern, where, findings)
        _check_class(part.component_class, knowledge, where, findings)
        if not part.source:
            findings.add("DAT132", where, "part without a source", "零件缺少来源")
    for material in knowledge.materials:
        for product in filter(None, (material.product, material.forming)):
            if product not in products:
                findings.add(
                    "DAT130",
                    f"mapping/materials.csv:{material.alias}",
                    f"no dataset provides {product!r}",
                    f"没有数据集提供 {product!r}",
                )
    for name in sorted(set(knowledge.classes) - set(knowledge.components)):
        findings.add(
            "DAT131",
            f"mapping/classes.csv:{name}",
            "class has no components/*.yaml",
            "该类别缺少 components/*.yaml",
        )


def _check_pattern(pattern: str, where: str, findings: Findings) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        findings.add(
            "DAT133",
            where,
            f"pattern {pattern!r}: {error}",
            f"正则表达式 {pattern!r} 有误:{error}",
        )


def _check_class(name: str, knowledge: Knowledge, where: str, findings: Findings) -> None:
    if name not in knowledge.classes:
        findings.add(
            "DAT134", where, f"unknown component class {name!r}", f"未知的部件类别 {name!r}"
        )
