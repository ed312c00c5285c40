"""Components and BOM lines of the result document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pcf.model.bom import BomLine, Disposition
from pcf.model.component import Component
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import Known, KnownText
from pcf.reports.document_types import Json
from pcf.reports.wording import word
from pcf.results.assessment import Assessment
from pcf.results.contribution import ComponentTotal

_NOT_PHYSICAL = "non_physical"


def components(assessment: Assessment, knowledge: Knowledge | None) -> list[Json]:
    """Return every component: figures, class, mapping, parameters, tags of its rows."""
    tags: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in assessment.rows:
        tags[row.item, row.cell].update(row.tags)
    return [
        _component(total, part.component, sorted(tags[total.item, total.cell]), knowledge)
        for total, part in zip(assessment.components, assessment.parts, strict=True)
    ]


def _component(
    total: ComponentTotal, component: Component, tags: list[str], knowledge: Knowledge | None
) -> Json:
    classification = component.classification
    data = knowledge.components.get(total.component_class) if knowledge else None
    return {
        "item": total.item,
        "name": total.name,
        **_chinese(component.line),
        "part_number": total.part_number,
        "component_class": total.component_class,
        "class_title": data.title if data else total.component_class.replace("_", " "),
        "class_title_zh": data.title_zh if data else total.component_class,
        "quantity": total.quantity,
        "mass_kg": total.mass_kg,
        "kgco2e": total.kgco2e,
        "cradle_to_gate_kgco2e": total.cradle_to_gate_kgco2e,
        "share": total.share,
        "origin": total.origin,
        "proxy": total.proxy,
        "cell": total.cell,
        "tags": list(tags),
        "mapping": {
            "method": classification.method,
            "confidence": classification.confidence,
            "reason": classification.reason,
            "alternatives": [
                {"component_class": each.component_class, "confidence": each.confidence}
                for each in classification.runners_up
            ],
        },
        "country": component.production_country.value if component.production_country else "",
        "parameters": [
            *(
                _number(name, known, parameter_unit(knowledge, total.component_class, name))
                for name, known in component.parameters.items()
            ),
            *(_choice(name, known) for name, known in component.choices.items()),
        ],
    }


def _chinese(line: BomLine) -> Mapping[str, Json]:
    """Return the Chinese name of a line that has one."""
    return {"name_zh": line.name_zh} if line.name_zh else {}


def parameter_unit(knowledge: Knowledge | None, component_class: str, name: str) -> str:
    """Return the unit of a class's parameter, empty where the tables are not at hand."""
    data = knowledge.components.get(component_class) if knowledge else None
    spec = data.parameters.get(name) if data else None
    return spec.unit if spec else ""


def _number(name: str, known: Known, unit: str) -> Json:
    return {
        "name": name,
        "value": known.value,
        "unit": unit,
        "low": known.low,
        "high": known.high,
        "origin": known.origin.word,
        "source": known.source,
        "cell": str(known.at) if known.at else "",
    }


def _choice(name: str, known: KnownText) -> Json:
    return {
        "name": name,
        "value": known.value,
        "unit": "",
        "low": None,
        "high": None,
        "origin": known.origin.word,
        "source": known.source,
        "cell": str(known.at) if known.at else "",
    }


def lines(assessment: Assessment) -> list[Json]:
    """Return every BOM line in the order of the file, with what became of it."""
    placed = {str(part.component.line.at): part.component for part in assessment.parts}
    return [_line(line, placed) for line in assessment.bom.lines]


def _line(line: BomLine, placed: Mapping[str, Component]) -> Json:
    disposition, reason = _fate(line, placed.get(str(line.at)))
    return {
        "item": line.item,
        "level": line.level,
        "part_number": line.part_number,
        "name": line.label,
        **_chinese(line),
        "quantity": line.quantity,
        "count": line.count,
        "unit": line.unit,
        "disposition": disposition,
        "reason_code": reason,
        "reason": word("en", f"disposition.{reason}") if reason else "",
        "reason_zh": word("zh", f"disposition.{reason}") if reason else "",
        "cell": str(line.at),
        "section": line.section,
    }


def _fate(line: BomLine, component: Component | None) -> tuple[str, str]:
    """Return ``counted``, ``proxy`` or ``excluded``, and the reason of the last."""
    if line.disposition is not Disposition.COUNTED:
        return "excluded", line.disposition.value
    if component is None:
        return "excluded", "without_model"
    if component.component_class == _NOT_PHYSICAL:
        return "excluded", _NOT_PHYSICAL
    return ("proxy" if component.proxy else "counted"), ""
