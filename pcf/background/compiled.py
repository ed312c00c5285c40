"""Parsed YAML kept on disk by content, so that a second run does not parse it again."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from pcf.background.store import DataFolder, Yaml

#: Raised when the stored form changes.
FORMAT = "1"


def documents(folder: DataFolder, prefix: str, cache: Path | None) -> dict[str, Yaml]:
    """Return every YAML file below ``prefix`` parsed, by relative name.

    With a ``cache`` folder the parsed form is stored as JSON under the hash of the files; a
    damaged or foreign file is parsed anew.
    """
    if cache is None:
        return _parse(folder, prefix)
    stem = prefix.rstrip("/").replace("/", "-")
    path = cache / f"{stem}-{FORMAT}-{folder.digest([prefix])}.json"
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError):
        stored = None
    if isinstance(stored, dict):
        return stored
    parsed = _parse(folder, prefix)
    _store(path, parsed)
    return parsed


def _parse(folder: DataFolder, prefix: str) -> dict[str, Yaml]:
    return {name: folder.document(name) for name in folder.names(prefix, ".yaml")}


def _store(path: Path, parsed: dict[str, Yaml]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(parsed, stream, ensure_ascii=False, default=str)
        os.replace(temporary, path)
    except OSError:
        # a cache is a convenience: a read-only home must not stop an assessment
        return
