"""What the result assumes: settings nobody gave, defaults of classes, routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pcf.model.background import Source
from pcf.model.component import ParameterSpec
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import Known, Origin
from pcf.reports.document_factors import citation
from pcf.reports.document_lines import parameter_unit
from pcf.reports.document_types import Json
from pcf.reports.wording import word
from pcf.results.assessment import Assessment

_DEFAULT = "default"


def assumptions(
    assessment: Assessment, knowledge: Knowledge | None, sources: Mapping[str, Source]
) -> list[Json]:
    """Return study defaults, transport legs and class defaults, each once."""
    return [
        *_settings(assessment, sources),
        *_legs(assessment),
        *_parameters(assessment, knowledge, sources),
    ]


def _settings(assessment: Assessment, sources: Mapping[str, Source]) -> list[Json]:
    return [
        {
            "what": word("en", f"setting.{name}"),
            "what_zh": word("zh", f"setting.{name}"),
            "value": setting.value,
            "unit": "",
            "origin": setting.origin,
            "source": citation(setting.source, sources),
            "note": "",
        }
        for name, setting in assessment.study.settings.items()
        if setting.origin == _DEFAULT and not name.endswith("_zh")
    ]


def _legs(assessment: Assessment) -> list[Json]:
    return [
        {
            "what": f"transport leg {number}: {leg.mode}",
            "what_zh": f"运输段 {number}：{leg.mode}",
            "value": leg.distance_km,
            "unit": "km",
            "origin": "declared",
            "source": str(leg.at),
            "note": "" if leg.share == 1 else f"share {leg.share:g}",
        }
        for number, leg in enumerate(assessment.study.legs, 1)
    ]


def _parameters(
    assessment: Assessment, knowledge: Knowledge | None, sources: Mapping[str, Source]
) -> list[Json]:
    """Return each default parameter value once, with the items that take it."""
    items: dict[tuple[str, str, Known], list[str]] = defaultdict(list)
    for part in assessment.parts:
        for name, known in part.component.parameters.items():
            if known.origin is Origin.DEFAULT:
                items[part.component.component_class, name, known].append(part.item)
    entries: list[Json] = []
    for (component_class, name, known), users in sorted(items.items(), key=lambda e: e[0][:2]):
        data = knowledge.components.get(component_class) if knowledge else None
        spec = data.parameters.get(name) if data else None
        title_zh = data.title_zh if data else component_class
        entries.append(
            {
                "what": f"{data.title if data else component_class}: {name}",
                "what_zh": f"{title_zh}：{name}",
                "value": known.value,
                "unit": parameter_unit(knowledge, component_class, name),
                "origin": _DEFAULT,
                "source": citation(known.source, sources),
                "note": _note(users, spec),
            }
        )
    return entries


def _note(users: list[str], spec: ParameterSpec | None) -> str:
    """Return the items that take the value, and the reason the tables give for it."""
    shown = ", ".join(users[:8]) + (" …" if len(users) > 8 else "")
    return f"{shown}: {spec.note}" if spec and spec.note else shown
