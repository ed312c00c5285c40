"""Units of cells: an allow-list with English and Chinese names, never a guess."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pcf.bom.wording import folded
from pcf.model.knowledge import UnitAlias


class UnknownUnitError(ValueError):
    """A text that is not on the list of units, or not of the dimension asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The reviewed units (``units.csv``) arranged for look-up.

    Spelling matters where case carries meaning (``mW``, ``MW``); elsewhere it does not.
    """

    exact: Mapping[str, UnitAlias]
    caseless: Mapping[str, UnitAlias]
    expected: Mapping[str, str]
    expected_zh: Mapping[str, str]

    @classmethod
    def of(cls, aliases: Iterable[UnitAlias]) -> Units:
        """Arrange the rows of ``units.csv``."""
        rows = tuple(aliases)
        exact = {_spelling(row.alias): row for row in rows}
        caseless: dict[str, UnitAlias] = {}
        contested: set[str] = set()
        for row in rows:
            key = folded(row.alias)
            other = caseless.setdefault(key, row)
            if (other.unit, other.factor) != (row.unit, row.factor):
                contested.add(key)
        for key in contested:
            del caseless[key]
        dimensions = dict.fromkeys(row.dimension for row in rows)
        examples = {dimension: _examples(rows, dimension) for dimension in dimensions}
        return cls(
            exact=exact,
            caseless=caseless,
            expected={key: _any_of(names, "or") for key, names in examples.items()},
            expected_zh={key: _any_of(names, "或") for key, names in examples.items()},
        )

    def find(self, text: str) -> UnitAlias | None:
        """Return the unit ``text`` names, ``None`` where it names none."""
        found = self.exact.get(text)
        if found is not None:
            return found
        spelling = _spelling(text)
        return self.exact.get(spelling) or self.caseless.get(spelling.casefold())

    def converted(self, number: float, text: str, *, to: str) -> float:
        """Return ``number`` of unit ``text`` in unit ``to`` (350 g → 0.35 kg, to the last digit).

        Raises
        ------
        UnknownUnitError
            If either is not on the list, or their dimensions differ.
        """
        have, want = self.find(text), self.find(to)
        if have is None or want is None or have.dimension != want.dimension:
            raise UnknownUnitError(text)
        factor = have.factor / want.factor
        inverse = round(want.factor / have.factor)
        if inverse > 1 and math.isclose(inverse * factor, 1.0, rel_tol=1e-12):
            return number / inverse  # 350 / 1000 is 0.35, 350 × 0.001 is not
        return number * factor

    def dimension(self, text: str) -> str:
        """Return the dimension of the unit ``text`` names, empty where it names none."""
        row = self.find(text)
        return row.dimension if row else ""


def _spelling(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _examples(rows: tuple[UnitAlias, ...], dimension: str) -> tuple[str, ...]:
    """Two Latin names of different units and a Chinese one, as the file has them first."""
    latin: list[UnitAlias] = []
    chinese: list[str] = []
    for row in rows:
        if row.dimension != dimension:
            continue
        if row.alias > "⺀":
            chinese.append(row.alias)
        elif (
            row.alias.isascii() and all(row.factor != other.factor for other in latin)
        ) or dimension == "count":
            latin.append(row)
    return (*(row.alias for row in latin[:2]), *chinese[:1])


def _any_of(names: tuple[str, ...], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    comma = ", " if last == "or" else "、"
    return f"{comma.join(names[:-1])} {last} {names[-1]}"
