"""Typed access to parsed YAML: every wrong field becomes a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.background.store import Yaml
from pcf.errors import DataError, Problem
from pcf.model.provenance import CellRef


@dataclass(slots=True)
class Findings:
    """Collects problems of the data so that all are told at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, where: str, message: str, message_zh: str) -> None:
        """Note a problem at ``where`` (``file`` or ``file:place``)."""
        file, _, cell = where.partition(":")
        self.problems.append(
            Problem(
                code=code,
                message=message,
                message_zh=message_zh,
                at=CellRef(file=file, cell=cell),
            )
        )

    def raise_if_any(self) -> None:
        """Raise :class:`DataError` with everything found."""
        if self.problems:
            raise DataError(self.problems)


@dataclass(frozen=True, slots=True)
class Record:
    """One mapping of a YAML file with its place, read field by field."""

    fields: Mapping[str, Yaml]
    where: str
    findings: Findings

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text field; numbers are printed as text (years, nodes)."""
        value = self.fields.get(name, default)
        if value is None or isinstance(value, dict | list):
            self.findings.add(
                "DAT010",
                self.where,
                f"field {name!r} is missing or not text",
                f"字段 {name!r} 缺失或不是文本",
            )
            return default or ""
        return str(value).strip()

    def number(self, name: str, location: str | None = None) -> float | None:
        """Return a number; a mapping is read by location (``GLO`` as the rest)."""
        value = self.fields.get(name)
        if isinstance(value, dict):
            value = value.get(location or "GLO", value.get("GLO"))
        if value is None:
            return None
        # YAML 1.1 reads 1e-3 as text: it is a number to everybody else
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                pass
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.findings.add(
                "DAT011",
                self.where,
                f"field {name!r} is not a number: {value!r}",
                f"字段 {name!r} 不是数字:{value!r}",
            )
            return None
        return float(value)

    def required_number(self, name: str, location: str | None = None) -> float:
        """Return a number that must be there; 0.0 (and a finding) where it is not."""
        value = self.number(name, location)
        if value is None:
            self.findings.add(
                "DAT012",
                self.where,
                f"number {name!r} is missing" + (f" for {location}" if location else ""),
                f"缺少数值 {name!r}",
            )
            return 0.0
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty when absent."""
        value = self.fields.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            return (str(value),)
        return tuple(str(entry) for entry in value)

    def records(self, name: str) -> tuple[Record, ...]:
        """Return a list of mappings, each with its place."""
        value = self.fields.get(name) or []
        if not isinstance(value, list):
            value = [value]
        return tuple(
            Record(entry, f"{self.where} › {name}[{position}]", self.findings)
            for position, entry in enumerate(value)
            if isinstance(entry, dict)
        )

    def mapping(self, name: str) -> dict[str, Yaml]:
        """Return a mapping field, empty when absent."""
        value = self.fields.get(name)
        return value if isinstance(value, dict) else {}


def cell_number(row: Mapping[str, str], column: str, where: str, findings: Findings) -> float:
    """Return the number in a column of a table row; 0.0 (and a finding) where it is none."""
    try:
        return float(row[column])
    except (KeyError, ValueError):
        findings.add(
            "DAT014",
            where,
            f"column {column!r} is not a number: {row.get(column)!r}",
            f"列 {column!r} 不是数字:{row.get(column)!r}",
        )
        return 0.0
