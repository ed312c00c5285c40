"""Assessment -> result document: exactly what ``result.json`` says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from pcf.model.background import Source
from pcf.model.knowledge import Knowledge
from pcf.reports.document_assumptions import assumptions
from pcf.reports.document_factors import citation, factors
from pcf.reports.document_inputs import inputs
from pcf.reports.document_lines import components, lines
from pcf.reports.document_types import SCHEMA_NAME, Document, Json
from pcf.results.allocations import allocation_table
from pcf.results.assessment import Assessment, Spread
from pcf.stages.green_packaging import PackagingFacts
from pcf.stages.use import UseFacts

_TITLED_TABLES: Mapping[str, tuple[str, str]] = {
    "profile": ("profiles", "profile"),
    "market": ("markets", "market"),
}


def result_document(
    assessment: Assessment,
    *,
    rows_name: str = "",
    knowledge: Knowledge | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Document:
    """Return the result document of an assessment (schema ``pcf-result/1``).

    Parameters
    ----------
    assessment
        The finished assessment.
    rows_name
        File name of the long table; set anew by whoever writes it.
    knowledge
        Reviewed tables: titles of classes and settings, units of parameters.
    sources
        Citations by key; a key without one is printed as it is.
    """
    return {
        "schema": SCHEMA_NAME,
        "product": _product(assessment),
        "study": _study(assessment, knowledge),
        "totals": {name: float(value) for name, value in asdict(assessment.totals).items()},
        "stages": {
            total.stage.value: {
                "kgco2e": total.kgco2e,
                **{name.value: value for name, value in total.by_flow_class.items()},
            }
            for total in assessment.stages
        },
        "components": components(assessment, knowledge),
        "others": [
            {"stage": other.stage.value, "item": other.item, "kgco2e": other.kgco2e}
            for other in assessment.others
        ],
        "lines": lines(assessment),
        "use": _use(assessment.use) if assessment.use else None,
        "transport": [asdict(leg) for leg in assessment.freight],
        "end_of_life": _end_of_life(assessment, knowledge, sources or {}),
        "uncertainty": _uncertainty(assessment),
        "quality": {
            **asdict(assessment.quality),
            "functional_choices": [
                asdict(choice) for choice in assessment.quality.functional_choices
            ],
        },
        "notices": [
            {
                "code": notice.code,
                "where": str(notice.at) if notice.at else "",
                "message": notice.message,
                "message_zh": notice.message_zh,
            }
            for notice in assessment.notices
        ],
        "assumptions": assumptions(assessment, knowledge, sources or {}),
        "factors": factors(assessment, sources or {}),
        "inputs": inputs(assessment),
        "rows": rows_name,
        "manifest": asdict(assessment.manifest),
    }


def _use(use: UseFacts) -> Json:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(use).items()
    }


def _product(assessment: Assessment) -> Json:
    product, study = assessment.product, assessment.study
    model_zh = "product_model_zh"
    return {
        "name": product.name,
        "model": product.model,
        **({"model_zh": study.text(model_zh)} if study.has(model_zh) else {}),
        "mass_kg": product.mass_kg,
        "gross_mass_kg": product.gross_mass_kg,
    }


def _study(assessment: Assessment, knowledge: Knowledge | None) -> Json:
    settings = assessment.study.settings
    document: dict[str, Json] = {}
    for name, setting in settings.items():
        if name.endswith("_zh"):
            continue
        entry: dict[str, Json] = {
            "value": setting.value,
            "origin": setting.origin,
            "source": setting.source,
        }
        if setting.at:
            entry["cell"] = str(setting.at)
        if f"{name}_zh" in settings:
            entry["value_zh"] = str(settings[f"{name}_zh"].value)
        entry.update(_titles(name, str(setting.value), knowledge))
        document[name] = entry
    return document


def _titles(name: str, value: str, knowledge: Knowledge | None) -> Mapping[str, Json]:
    """Return the titles of a coded value (profile, market, choices) in both languages."""
    if knowledge is None:
        return {}
    choices = ("choices", "value")
    for table, column in (_TITLED_TABLES.get(name, choices), choices):
        for row in knowledge.tables.get(table, ()):
            if row[column] == value and row.get("setting", name) == name:
                return {"title": row["title"], "title_zh": row["title_zh"]}
    return {}


def _end_of_life(
    assessment: Assessment, knowledge: Knowledge | None, sources: Mapping[str, Source]
) -> Json:
    facts = assessment.end_of_life
    if facts is None:
        return None
    return {
        "recyclability_rate": facts.recyclability_rate,
        "recoverability_rate": facts.recoverability_rate,
        "collection_rate": facts.collection_rate,
        "routes": [
            {**asdict(route), "source": _cited(route.source, sources)} for route in facts.routes
        ],
        "allocations": [
            asdict(figures) for figures in allocation_table(assessment, knowledge.tables)
        ]
        if knowledge
        else [],
        "packaging": _packaging(facts.packaging) if facts.packaging else None,
        "take_back": [
            {
                **{name: value for name, value in asdict(entry).items() if name != "at"},
                "cell": str(entry.at),
                "source": _cited(entry.source, sources),
            }
            for entry in facts.take_back
        ],
    }


def _cited(keys: str, sources: Mapping[str, Source]) -> str:
    """Return the citations of keys parted by semicolons."""
    return "; ".join(citation(key, sources) for key in keys.split("; "))


def _packaging(facts: PackagingFacts) -> Json:
    return {
        "mass_kg": facts.mass_kg,
        "green_mass_kg": facts.green_mass_kg,
        "green_share": facts.green_share,
        "biogenic_carbon_kgc": facts.biogenic_carbon_kgc,
        "stated": facts.stated,
        "materials": list(facts.materials),
        "lines": [asdict(line) for line in facts.lines],
    }


def _spread(spread: Spread) -> Mapping[str, Json]:
    return {
        "deterministic": spread.deterministic,
        "median": spread.median,
        "mean": spread.mean,
        "p5": spread.p5,
        "p95": spread.p95,
    }


def _uncertainty(assessment: Assessment) -> Json:
    found = assessment.uncertainty
    if found is None:
        return None
    return {
        "samples": found.samples,
        "seed": found.seed,
        **_spread(found.total),
        "cradle_to_gate": _spread(found.cradle_to_gate),
        "by_stage": {stage: _spread(spread) for stage, spread in found.by_stage.items()},
        "by_component": {item: _spread(spread) for item, spread in found.by_component.items()},
    }
