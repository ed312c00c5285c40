"""The limits of mapping (``mapping/thresholds.csv``) as named numbers."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pcf.errors import DataError, Problem
from pcf.model.knowledge import Knowledge

TABLE = "thresholds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Limits of mapping; each field is a row of ``thresholds.csv`` with its reason.

    Confidences and factors are shares 0–1, scores are rapidfuzz scores 0–100; interval factors
    widen a looked-up value by kind of its figure where the part gives no interval of its own.
    """

    part_confidence: float
    name_confidence: float
    ambiguity_factor: float
    whole_factor: float
    loose_priority: float
    fuzzy_minimum_score: float
    fuzzy_margin_score: float
    fuzzy_confidence_factor: float
    fallback_confidence: float
    proxy_confidence: float
    sourced_interval_factor: float
    derived_interval_factor: float
    assumption_interval_factor: float
    density_interval_factor: float


def read(knowledge: Knowledge) -> Thresholds:
    """Return the limits of ``knowledge.tables['thresholds']``.

    Raises
    ------
    DataError
        If a limit is missing (DAT212).
    """
    rows = {row["name"]: float(row["value"]) for row in knowledge.tables.get(TABLE, ())}
    missing = [field.name for field in fields(Thresholds) if field.name not in rows]
    if missing:
        raise DataError(
            Problem(
                code="DAT212",
                message=f"mapping/thresholds.csv lacks {', '.join(missing)} (add the rows)",
                message_zh=f"mapping/thresholds.csv 缺少 {', '.join(missing)}(请补充)",
            )
        )
    return Thresholds(**{field.name: rows[field.name] for field in fields(Thresholds)})
