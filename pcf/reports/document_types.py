"""Types of the result document: plain JSON values, nothing of ours inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""Any JSON value; numbers are finite."""

Document: TypeAlias = Mapping[str, Json]
"""A whole ``result.json`` (schema ``pcf-result/1``)."""

SCHEMA_NAME = "pcf-result/1"
