"""YAML a person wrote, read by its marks: every value knows its line, every problem is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from pathlib import Path

import yaml

from pcf.errors import InputError, Problem
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef

#: A number of 0 or more; YAML 1.1 itself would take 1e6 for text.
_NUMBER = re.compile(r"\+?[0-9][0-9_]*(\.[0-9]*)?([eE][+-]?[0-9]+)?")
_NUMBER_TAGS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
_YES = frozenset({"true", "yes", "on", "是"})
_NO = frozenset({"false", "no", "off", "否"})


class MarkedYaml:
    """Reads nodes of one file; what is wrong with them gathers in ``problems``.

    ``prefix`` is that of the codes (``SCN``): 100 unreadable, 101 wrong shape, 102 unknown key,
    103 key twice, 104 not a number, 105 something missing.
    """

    def __init__(self, path: Path, prefix: str) -> None:
        self.file = path.name
        self.prefix = prefix
        self.problems: list[Problem] = []
        self._path = path

    def root(self) -> yaml.Node | None:
        """Return the root node, None for an empty file.

        Raises
        ------
        InputError
            The file cannot be read, or is no YAML (100).
        """
        try:
            text = self._path.read_text(encoding="utf-8-sig")
            root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            cell = f"line {mark.line + 1}" if mark is not None else ""
            reason = getattr(error, "problem", None) or str(error).splitlines()[0]
            raise InputError(
                Problem(
                    code=f"{self.prefix}100",
                    message=f"cannot be read as YAML: {reason}",
                    message_zh=f"无法按 YAML 读取：{reason}",
                    at=CellRef(file=self.file, cell=cell),
                )
            ) from error
        return root

    def at(self, node: yaml.Node, key: str = "") -> CellRef:
        """Return the place of a node: its line, and the key it stands under."""
        cell = " ".join(part for part in (f"line {node.start_mark.line + 1}", key) if part)
        return CellRef(file=self.file, cell=cell)

    def refuse(self, number: str, at: CellRef | None, message: str, message_zh: str) -> None:
        """Keep one problem."""
        self.problems.append(
            Problem(code=f"{self.prefix}{number}", message=message, message_zh=message_zh, at=at)
        )

    def fields(self, node: yaml.Node, known: Collection[str] | None = None) -> dict[str, yaml.Node]:
        """Return the values of a block by key; unknown and repeated keys are problems."""
        if not isinstance(node, yaml.MappingNode):
            self.refuse(
                "101", self.at(node), "expected names and values (name: …)", "应为“名称: 值”的块"
            )
            return {}
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            at = self.at(key_node, key)
            if known is not None and key not in known:
                listed = ", ".join(sorted(known))
                self.refuse(
                    "102",
                    at,
                    f"unknown key '{key}' (known: {listed})",
                    f"未知的键“{key}”（可选：{listed}）",
                )
            elif key in found:
                self.refuse("103", at, f"'{key}' stands twice (keep one)", f"“{key}”重复")
            else:
                found[key] = value
        return found

    def entries(self, node: yaml.Node, key: str) -> Sequence[yaml.Node]:
        """Return the entries of a list."""
        if isinstance(node, yaml.SequenceNode):
            return tuple(node.value)
        self.refuse("101", self.at(node, key), f"{key}: expected a list", f"{key}：应为列表")
        return ()

    def text(self, node: yaml.Node, key: str) -> str:
        """Return a value as it is written (``1.10`` stays ``1.10``), empty where it is none."""
        if isinstance(node, yaml.ScalarNode) and not is_null(node):
            return str(node.value).strip()
        self.refuse("101", self.at(node, key), f"{key}: expected one value", f"{key}：应为单个值")
        return ""

    def number(self, node: yaml.Node, key: str, *, positive: bool = False) -> float | None:
        """Return a number of 0 or more, above 0 where ``positive``; None where refused."""
        shown = str(node.value) if isinstance(node, yaml.ScalarNode) else "…"
        if _NUMBER.fullmatch(shown):
            value = float(shown.replace("_", ""))
            if math.isfinite(value) and (value > 0 or not positive):
                return value
        least, least_zh = ("above 0", "大于 0") if positive else ("0 or more", "不小于 0")
        self.refuse(
            "104",
            self.at(node, key),
            f"{key} '{shown}' is not a number, {least}",
            f"{key}“{shown}”应为数字，{least_zh}",
        )
        return None

    def yes(self, node: yaml.Node, key: str) -> bool:
        """Return whether a value says yes."""
        said = self.text(node, key).casefold()
        if said in _YES | _NO:
            return said in _YES
        self.refuse(
            "101",
            self.at(node, key),
            f"{key}: expected true or false",
            f"{key}：应为 true 或 false",
        )
        return False

    def stated(self, node: yaml.Node, key: str) -> Stated | None:
        """Return a number or text with its place."""
        if not isinstance(node, yaml.ScalarNode):
            self.text(node, key)
            return None
        return Stated(value=scalar(node), at=self.at(node, key))

    def raise_if_any(self) -> None:
        """Raise `InputError` with all problems, if there are any."""
        if self.problems:
            raise InputError(self.problems)


def is_null(node: yaml.Node) -> bool:
    """Whether a value is left open (``key:``, ``~``, ``null``)."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def scalar(node: yaml.ScalarNode) -> float | str:
    """Return a number where YAML sees one (base 10), else the text as written."""
    if node.tag in _NUMBER_TAGS:
        try:
            return float(node.value.replace("_", ""))
        except ValueError:
            return str(node.value)
    return str(node.value)
