"""The tree of refusals.

PcfError
├── InputError          exit 1  the user's file or study
│   ├── BomError                codes BOMnnn
│   ├── MappingError            codes MAPnnn
│   └── StudyError              codes STUnnn
├── DataError           exit 3  our own data: a flow without a factor, a missing provider
├── BackgroundError     exit 4  a background that cannot be read or solved
└── OutputError         exit 5  a result that cannot be written

Usage errors (exit 2) are click's; anything else is a bug (exit 70).
A :class:`Problem` is one refusal with its place; :class:`Problems` carries all of a file at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcf.model.bom import BillOfMaterials
from pcf.model.provenance import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """``where: what (what to do) [code]``, in both languages."""

    code: str
    message: str
    message_zh: str
    at: CellRef | None = None

    def text(self, lang: str = "en") -> str:
        """Return the full line in ``lang`` (``en`` or ``zh``)."""
        where = f"{self.at}: " if self.at else ""
        return f"{where}{self.message_zh if lang == 'zh' else self.message} [{self.code}]"

    def __str__(self) -> str:
        return self.text()


class PcfError(Exception):
    """Base of all refusals. ``problems`` in reading order; ``str`` prints them a line each."""

    exit_code = 70

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(map(str, self.problems)))

    def text(self, lang: str = "en") -> str:
        """All problems in ``lang``, a line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)


class InputError(PcfError):
    """The user's file or study cannot be used as it is."""

    exit_code = 1


class BomError(InputError):
    """The bill of materials has problems (codes ``BOMnnn``).

    ``bom`` is what could be read all the same, so that its study can be checked as well.
    """

    def __init__(
        self, problems: Problem | Iterable[Problem], *, bom: BillOfMaterials | None = None
    ) -> None:
        super().__init__(problems)
        self.bom = bom


class MappingError(InputError):
    """A mapping workbook cannot be taken back in (codes ``MAPnnn``)."""


class StudyError(InputError):
    """A study setting is unknown or out of range (codes ``STUnnn``)."""


class DataError(PcfError):
    """Our inventory contradicts itself (codes ``DATnnn``)."""

    exit_code = 3


class BackgroundError(PcfError):
    """A background cannot be read or solved (codes ``BGDnnn``)."""

    exit_code = 4


class OutputError(PcfError):
    """A result cannot be written (codes ``OUTnnn``)."""

    exit_code = 5
