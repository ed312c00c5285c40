"""What must hold of `sources/*.yaml` and of keys in YAML: told once, complete, and cited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import yaml

from pcf.background.reading import Findings
from pcf.background.store import DataFolder

REQUIRED = ("citation", "year", "licence", "locator", "read")
#: Words of licences under which no figure may be carried over.
CLOSED = ("ecoinvent", "proprietary", "confidential", "unknown")
READ = frozenset({"primary", "secondary"})
#: What each citation of a source may look like: the key as a whole word.
_WORD = re.compile(r"[A-Za-z0-9_]+")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def check_sources(folder: DataFolder, findings: Findings) -> None:
    """Every citation is complete, declared in one file only, and used somewhere."""
    places: dict[str, list[str]] = defaultdict(list)
    for name in folder.names("sources/", ".yaml"):
        content = folder.document(name)
        for key, entry in (content if isinstance(content, dict) else {}).items():
            places[key].append(name)
            if isinstance(entry, dict):
                _check_fields(f"{name}:{key}", {str(k): str(v) for k, v in entry.items()}, findings)
    used = _words(folder)
    for key, names in sorted(places.items()):
        for name in names[1:]:
            findings.add(
                "DAT060",
                f"{name}:{key}",
                f"source {key!r} is declared in {names[0]} as well",
                f"来源 {key!r} 已在 {names[0]} 中声明",
            )
        if key not in used:
            findings.add(
                "DAT061", f"{names[0]}:{key}", f"no figure cites {key!r}", f"没有数值引用 {key!r}"
            )


def _check_fields(where: str, entry: dict[str, str], findings: Findings) -> None:
    # the locator of a source without pages is empty, but the field is there
    missing = [name for name in REQUIRED if name not in entry]
    missing += [name for name in ("citation", "year", "licence") if entry.get(name) == ""]
    for name in missing:
        findings.add(
            "DAT062", where, f"field {name!r} of a source is missing", f"来源缺少字段 {name!r}"
        )
    for word in CLOSED:
        if word in entry.get("licence", "").casefold():
            findings.add(
                "DAT066",
                where,
                f"figures under licence {entry['licence']!r} may not ship with the data",
                f"许可为 {entry['licence']!r} 的数值不得随数据发布",
            )
    if entry.get("read", "primary") not in READ:
        findings.add(
            "DAT063",
            where,
            f"read must be primary or secondary, not {entry['read']!r}",
            f"read 须为 primary 或 secondary,而非 {entry['read']!r}",
        )


def _words(folder: DataFolder) -> set[str]:
    """Return all words of the data outside `sources/`: notes may cite for comparison."""
    words: set[str] = set()
    for name, content in folder.contents.items():
        if not name.startswith("sources/"):
            words.update(_WORD.findall(content.decode("utf-8")))
    return words


def check_yaml_keys(folder: DataFolder, findings: Findings) -> None:
    """No mapping of any YAML file has a key twice: a reader would keep the last in silence."""
    for name in folder.names("", ".yaml"):
        root = yaml.compose(folder.contents[name], Loader=_LOADER)
        for key, line in _repeated(root):
            findings.add(
                "DAT064",
                f"{name}:line {line}",
                f"key {key!r} stands here twice",
                f"键 {key!r} 重复",
            )


def _repeated(node: yaml.Node | None) -> Iterable[tuple[str, int]]:
    """Keys that a mapping below ``node`` has before, each with its line."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _repeated(entry)
