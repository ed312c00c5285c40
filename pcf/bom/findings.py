"""Problems and notices gathered while a file is read, given back in reading order."""

from __future__ import annotations

from pcf.errors import Problem
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef

Order = tuple[int, int, int]


class Findings:
    """What is wrong with a file and what must be said of it.

    Everything is collected, nothing stops the reading; a place is a :class:`CellRef` with the
    row and column that put it in order.
    """

    def __init__(self) -> None:
        self._problems: list[tuple[Order, Problem]] = []
        self._notices: list[tuple[Order, Notice]] = []
        self._sheet = 0

    def next_sheet(self) -> None:
        """What follows is found in a later sheet."""
        self._sheet += 1

    def refuse(
        self,
        code: str,
        at: CellRef,
        message: str,
        message_zh: str,
        *,
        row: int = 0,
        column: int = 0,
    ) -> None:
        """Add a problem that makes the file unusable as it is."""
        problem = Problem(code=code, message=message, message_zh=message_zh, at=at)
        self._problems.append(((self._sheet, row, column), problem))

    def say(
        self,
        code: str,
        at: CellRef,
        message: str,
        message_zh: str,
        *,
        row: int = 0,
        column: int = 0,
    ) -> None:
        """Add a notice: it stops nothing."""
        notice = Notice(code=code, message=message, message_zh=message_zh, at=at)
        self._notices.append(((self._sheet, row, column), notice))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in reading order."""
        return tuple(problem for _, problem in sorted(self._problems, key=lambda pair: pair[0]))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All notices, in reading order."""
        return tuple(notice for _, notice in sorted(self._notices, key=lambda pair: pair[0]))
