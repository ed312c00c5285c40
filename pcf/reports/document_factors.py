"""Background products the result rests on, with kg CO2e per unit and their citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcf.model.background import FLOW_CLASSES, Source
from pcf.reports.document_types import Json
from pcf.results.assessment import Assessment

_MOSTLY = 0.5  # a factor counts as an assumption when more than half of it rests on them


def factors(assessment: Assessment, sources: Mapping[str, Source]) -> list[Json]:
    """Return every product of the table of rows once, sorted by product and location."""
    used = sorted({(row.product, row.location) for row in assessment.rows})
    return [_factor(assessment, f"{product}@{location}", sources) for product, location in used]


def _factor(assessment: Assessment, key: str, sources: Mapping[str, Source]) -> Json:
    scores = assessment.scores
    row = scores.index[key]
    facts = scores.facts[row]
    values = [float(value) for value in scores.values[row]]
    whole = sum(map(abs, values))
    assumed = sum(abs(float(value)) for value in scores.assumption[row])
    share = assumed / whole if whole else 0.0
    return {
        "product": facts.product,
        "location": facts.location,
        "unit": facts.unit,
        "kgco2e_per_unit": {
            name.value: value for name, value in zip(FLOW_CLASSES, values, strict=True)
        },
        "name": facts.name,
        "name_zh": facts.name_zh,
        "kind": facts.kind,
        "year": facts.year,
        "geography": facts.location,
        "sources": citations(facts.sources, sources),
        "assumption": share > _MOSTLY,
        "assumption_share": share,
        "file": facts.file,
    }


def citations(keys: Iterable[str], sources: Mapping[str, Source]) -> list[Json]:
    """Return the citation of each source with its place inside; an unknown key as it is."""
    return [citation(key, sources) for key in keys]


def citation(key: str, sources: Mapping[str, Source]) -> str:
    """Return one citation with its place inside the source."""
    source = sources.get(key)
    if source is None:
        return key
    return f"{source.citation} ({source.locator})" if source.locator else source.citation
