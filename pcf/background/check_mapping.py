"""What must hold of the mapping tables: patterns compile, what they name exists and is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcf.background.check_figures import check_origin, cited
from pcf.background.reading import Findings
from pcf.model.archetype import Archetype
from pcf.model.background import Inventory, Source
from pcf.model.knowledge import Knowledge, MaterialEntry, PartEntry

PARTS = "mapping/parts.csv"
MATERIALS = "mapping/materials.csv"
#: A part may state bounds of a parameter beside the value.
BOUND = re.compile(r"_(low|high)$")
END_OF_LIFE = "eol_materials"


def check_mapping(knowledge: Knowledge, inventory: Inventory, findings: Findings) -> None:
    """Mapping tables: patterns compile, classes, parameters, products and sources exist."""
    for rule in knowledge.rules:
        _check_pattern(rule.pattern, "mapping/rules.csv", findings)
        _check_class(rule.component_class, knowledge, "mapping/rules.csv", findings)
    for part in knowledge.parts:
        _check_part(part, knowledge, inventory.sources, findings)
    products = frozenset(dataset.product for dataset in inventory.datasets.values())
    treated = frozenset(row.get("key", "") for row in knowledge.tables.get(END_OF_LIFE, ()))
    for line, material in enumerate(knowledge.materials, start=2):
        _check_material(f"{MATERIALS}:line {line}", material, products, treated, findings)
    for line, (name, entry) in enumerate(knowledge.classes.items(), start=2):
        where = f"mapping/classes.csv:line {line}, {name}"
        if name not in knowledge.components:
            findings.add(
                "DAT131", where, "class has no components/*.yaml", "该类别缺少 components/*.yaml"
            )
        if not (entry.example and entry.example_zh):
            findings.add("DAT136", where, "class without an example line", "类别缺少示例行")
    for archetype in knowledge.archetypes.values():
        check_archetype(archetype, knowledge, inventory.sources, findings)


def _check_part(
    part: PartEntry, knowledge: Knowledge, sources: Mapping[str, Source], findings: Findings
) -> None:
    where = f"{PARTS}:{part.key}"
    _check_pattern(part.pattern, where, findings)
    _check_class(part.component_class, knowledge, where, findings)
    if not part.source:
        findings.add("DAT132", where, "part without a source", "零件缺少来源")
    else:
        check_origin(part.kind, part.source, part.note, sources, where, findings)
    data = knowledge.components.get(part.component_class)
    for name in part.parameters if data else ():
        if data and BOUND.sub("", name) not in data.parameters:
            findings.add(
                "DAT135",
                where,
                f"class {part.component_class!r} has no parameter {name!r}",
                f"类别 {part.component_class!r} 没有参数 {name!r}",
            )
        low, high = part.parameters.get(f"{name}_low"), part.parameters.get(f"{name}_high")
        if low is not None and high is not None and not low <= part.parameters[name] <= high:
            findings.add(
                "DAT114",
                f"{where}, {name}",
                f"{part.parameters[name]:g} lies outside its interval {low:g}–{high:g}",
                f"{part.parameters[name]:g} 不在其区间 {low:g}–{high:g} 内",
            )


def _check_material(
    where: str,
    material: MaterialEntry,
    products: frozenset[str],
    treated: frozenset[str],
    findings: Findings,
) -> None:
    for column, product in (("product", material.product), ("forming", material.forming)):
        if product and product not in products:
            findings.add(
                "DAT130",
                f"{where}, {column}",
                f"no dataset provides {product!r} ({material.alias})",
                f"没有数据集提供 {product!r}({material.alias})",
            )
    if treated and material.eol_material not in treated:
        findings.add(
            "DAT137",
            f"{where}, eol_material",
            f"no end of life for {material.eol_material!r} ({material.alias})",
            f"{material.eol_material!r} 没有寿命末期处理路线({material.alias})",
        )


def check_archetype(
    archetype: Archetype, knowledge: Knowledge, sources: Mapping[str, Source], findings: Findings
) -> None:
    """Lines of a template are of known classes; its figures cite known sources."""
    figures = [("mass_factor", archetype.mass_factor), *archetype.defaults.items()]
    figures += archetype.per_core.items()
    for line in archetype.lines:
        where = f"{archetype.file}:{line.item}"
        _check_class(line.component_class, knowledge, where, findings)
        figures += [(f"{line.item} {name}", figure) for name, figure in line.figures.items()]
        if line.quantity_figure is not None:
            figures.append((f"{line.item} quantity", line.quantity_figure))
    for name, figure in figures:
        for key in cited(figure.source) if figure.kind != "assumption" else ():
            if key not in sources:
                findings.add(
                    "DAT113",
                    f"{archetype.file}:{name}",
                    f"source {key!r} is not in sources/",
                    f"来源 {key!r} 不在 sources/ 中",
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
