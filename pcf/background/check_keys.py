"""What must hold of keys in YAML: each is one the reader knows, so that none is passed over."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.background.reading import Findings
from pcf.background.store import DataFolder, Yaml

_FIGURE = frozenset({"kind", "source", "note", "pedigree", "basic", "low", "high", "stream"})
_EXCHANGE = _FIGURE | {"amount"}
_LOOSE = frozenset({"year", "geography", "unit"})  # said of a figure, not read
DATASET = frozenset({
    "product", "name", "name_zh", "unit", "kind", "year", "locations", "inputs", "emissions",
    "tags", "comment", "balance", "biogenic_carbon_kgc",
    "twin_of",
})  # fmt: skip
INPUT = _EXCHANGE | {"product", "location", "unit"}
EMISSION = _EXCHANGE | {"flow", "unit"}
BALANCE = frozenset({"of", "loss_share", "note"})
COMPONENT = frozenset({
    "component_class", "title", "title_zh", "group", "recovery_class", "parameters", "choices",
    "constants", "model", "always_proxy",
})  # fmt: skip
PARAMETER = frozenset({
    "unit", "value", "low", "high", "kind", "source", "year", "geography", "note", "by", "table",
    "from_parameter", "slope", "intercept", "stream",
})  # fmt: skip
CHOICE = frozenset({"default", "values", "from_parameter"})


def check_known_keys(folder: DataFolder, findings: Findings) -> None:
    """Every key of datasets and component classes is one that is read: a slip is not silence."""
    for name in folder.names("processes/", ".yaml"):
        content = folder.document(name)
        for entry in content if isinstance(content, list) else []:
            if isinstance(entry, dict):
                _check_dataset(f"{name}:{entry.get('product')}", entry, findings)
    for name in folder.names("components/", ".yaml"):
        content = folder.document(name)
        if isinstance(content, dict):
            _check_component(name, content, findings)


def _check_dataset(where: str, entry: Mapping[str, Yaml], findings: Findings) -> None:
    _check(where, entry, DATASET, findings)
    for part, known in (("inputs", INPUT), ("emissions", EMISSION)):
        listed = entry.get(part)
        for position, exchange in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(exchange, dict):
                _check(f"{where} › {part}[{position}]", exchange, known | _LOOSE, findings)
    balance = entry.get("balance")
    if isinstance(balance, dict):
        _check(f"{where} › balance", balance, BALANCE, findings)


def _check_component(name: str, content: Mapping[str, Yaml], findings: Findings) -> None:
    _check(f"{name}:component_class", content, COMPONENT, findings)
    for part, known in (("parameters", PARAMETER), ("choices", CHOICE)):
        listed = content.get(part)
        for key, entry in (listed if isinstance(listed, dict) else {}).items():
            if isinstance(entry, dict):
                _check(f"{name}:{key}", entry, known, findings)
                rows = entry.get("table")
                for choice, row in (rows if isinstance(rows, dict) else {}).items():
                    if isinstance(row, dict):
                        _check(f"{name}:{key}[{choice}]", row, known, findings)


def _check(
    where: str, entry: Mapping[str, Yaml], known: frozenset[str], findings: Findings
) -> None:
    for key in entry:
        if key not in known:
            findings.add(
                "DAT065",
                where,
                f"key {key!r} is not read (known: {', '.join(sorted(known))})",
                f"键 {key!r} 不会被读取(可用:{', '.join(sorted(known))})",
            )
