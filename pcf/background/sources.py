"""The citations of `lci_data/sources`."""

from __future__ import annotations

from pathlib import Path

from pcf.background.compiled import documents
from pcf.background.reading import Findings, Record
from pcf.background.store import DataFolder
from pcf.model.background import Source


def read_sources(
    folder: DataFolder, findings: Findings, *, cache: Path | None = None
) -> dict[str, Source]:
    """Return all citations of `sources/*.yaml` by key."""
    sources: dict[str, Source] = {}
    for name, content in documents(folder, "sources/", cache).items():
        if not isinstance(content, dict):
            findings.add("DAT022", name, "expected a mapping of sources", "应为来源的映射")
            continue
        for key, entry in content.items():
            if not isinstance(entry, dict):
                findings.add("DAT022", f"{name}:{key}", "expected fields", "应为字段")
                continue
            record = Record(entry, f"{name}:{key}", findings)
            sources[key] = Source(
                key=key,
                citation=record.text("citation"),
                year=record.text("year"),
                licence=record.text("licence"),
                locator=record.text("locator", ""),
                read=record.text("read", "secondary"),
                url=record.text("url", ""),
            )
    return sources
