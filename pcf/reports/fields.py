"""Typed reading of a result document: every missing field is named with its path."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pcf.errors import InputError, Problem
from pcf.model.provenance import CellRef
from pcf.reports.document_types import Json


class Fields:
    """One object of the document with the path that leads to it."""

    __slots__ = ("_file", "_path", "_values")

    def __init__(self, values: Mapping[str, Json], *, path: str = "", file: str = "") -> None:
        self._values = values
        self._path = path
        self._file = file

    def _child(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _wrong(self, name: str, expected: str, expected_zh: str) -> InputError:
        path = self._child(name)
        return InputError(
            Problem(
                code="RES102",
                message=f"field '{path}' is missing or is not {expected} (not a pcf result?)",
                message_zh=f"字段“{path}”缺失或不是{expected_zh}（是否为 pcf 结果文件？）",
                at=CellRef(file=self._file, cell=path) if self._file else None,
            )
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Field names in the order of the document."""
        return tuple(self._values)

    def number(self, name: str) -> float:
        """Return a finite number; raises `InputError` RES102 otherwise."""
        value = self._values.get(name)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self._wrong(name, "a number", "数字")
        return float(value)

    def number_or_none(self, name: str) -> float | None:
        """Return a number, or None where the field is absent or null."""
        return None if self._values.get(name) is None else self.number(name)

    def text(self, name: str) -> str:
        """Return text; absent and null read as empty."""
        value = self._values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(name, "text", "文本")
        return value

    def scalar(self, name: str) -> float | str:
        """Return a number or text; absent and null read as empty text."""
        value = self._values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        return value if isinstance(value, str) else self.number(name)

    def one_of(self, name: str, known: Sequence[str]) -> str:
        """Return text that is one of those known; raises `InputError` RES102 otherwise."""
        value = self._values.get(name)
        if not isinstance(value, str) or value not in known:
            raise self._wrong(name, f"one of {', '.join(known)}", f"{'、'.join(known)} 之一")
        return value

    def place(self, name: str, file: str) -> CellRef:
        """Return a place written as sheet and cell, in ``file`` where no other is named."""
        parts = self.texts(name)
        if len(parts) not in (2, 3):
            raise self._wrong(name, "sheet, cell and perhaps file", "工作表、单元格（及文件）")
        return CellRef(file=(*parts, file)[2], sheet=parts[0], cell=parts[1])

    def flag(self, name: str) -> bool:
        """Return a boolean; absent reads as false."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false", "布尔值")
        return value

    def part(self, name: str) -> Fields:
        """Return a nested object."""
        value = self._values.get(name)
        if not isinstance(value, Mapping):
            raise self._wrong(name, "an object", "对象")
        return Fields(value, path=self._child(name), file=self._file)

    def holds_part(self, name: str) -> bool:
        """Whether the field is a nested object."""
        return isinstance(self._values.get(name), Mapping)

    def part_or_none(self, name: str) -> Fields | None:
        """Return a nested object, or None where it is absent or null."""
        return None if self._values.get(name) is None else self.part(name)

    def _array(self, name: str) -> Sequence[Json]:
        value = self._values.get(name, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._wrong(name, "a list", "列表")
        return value

    def each(self, name: str) -> tuple[Fields, ...]:
        """Return a list of objects; absent reads as empty."""
        parts = []
        for index, value in enumerate(self._array(name)):
            if not isinstance(value, Mapping):
                raise self._wrong(f"{name}[{index}]", "an object", "对象")
            parts.append(Fields(value, path=self._child(f"{name}[{index}]"), file=self._file))
        return tuple(parts)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; absent reads as empty."""
        values = self._array(name)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name, "a list of texts", "文本列表")
        return tuple(value for value in values if isinstance(value, str))

    def numbers(self) -> Mapping[str, float]:
        """Return all fields of an object that hold numbers."""
        return {
            name: float(value)
            for name, value in self._values.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
