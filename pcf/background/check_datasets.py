"""What must hold of unit processes: identity, kind, shares, paths to elementary flows."""

from __future__ import annotations

from pcf.background.check_figures import check_figure
from pcf.background.reading import Findings
from pcf.model.background import Dataset, Inventory

MARKET_TOLERANCE = 2e-3
DATASET_KINDS = frozenset({"unit", "system", "market"})
#: Units a reference product may be counted in.
UNITS = frozenset({"kg", "kWh", "MJ", "m", "m2", "cm2", "m2_layer", "m3", "tkm", "piece"})


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
    if dataset.kind not in DATASET_KINDS:
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
    if dataset.unit not in UNITS:
        findings.add("DAT107", where, f"unit {dataset.unit!r}", f"单位 {dataset.unit!r} 无效")
    _check_market(dataset, where, findings)
    for position, entry in enumerate(dataset.inputs):
        place = f"{where} › inputs[{position}] {entry.product}"
        _check_sign(entry.amount, place, findings)
        check_figure(entry.amount, entry.provenance, inventory.sources, place, findings)
    for position, emission in enumerate(dataset.emissions):
        place = f"{where} › emissions[{position}] {emission.flow}"
        _check_sign(emission.amount, place, findings)
        check_figure(emission.amount, emission.provenance, inventory.sources, place, findings)


def _check_sign(amount: float, where: str, findings: Findings) -> None:
    # a negative amount would be a credit inside a product: credits are rows of their own
    if amount < 0:
        findings.add("DAT108", where, f"negative amount {amount:g}", f"数量为负:{amount:g}")


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


def check_twins(inventory: Inventory, findings: Findings) -> None:
    """No two products of one unit are made of the very same exchanges: one would be a copy.

    Unless one says so (``twin_of``); who says so must be one.
    """
    first: dict[object, Dataset] = {}
    for dataset in inventory.datasets.values():
        content = (
            dataset.unit,
            dataset.location,
            tuple((e.product, e.location, e.amount) for e in dataset.inputs),
            tuple((e.flow, e.amount) for e in dataset.emissions),
        )
        other = first.setdefault(content, dataset)
        several = len(dataset.inputs) + len(dataset.emissions) > 1
        said = dataset.product == other.twin_of or other.product == dataset.twin_of
        if other.product != dataset.product and several and not said:
            findings.add(
                "DAT109",
                f"{dataset.file}:{dataset.key}",
                f"same exchanges as {other.key}: one dataset under two names",
                f"与 {other.key} 的全部投入和排放相同:同一数据集重复",
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
