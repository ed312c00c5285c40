"""Things that stop nothing but must be said: defaults, proxies, exclusions, cut-offs."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.model.provenance import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One statement to the reader of a result.

    ``code`` is stable (``BOM205``); ``message_zh`` is the same sentence in Chinese.
    """

    code: str
    message: str
    message_zh: str
    at: CellRef | None = None

    def text(self, lang: str = "en") -> str:
        """Return the sentence in ``lang`` (``en`` or ``zh``)."""
        return self.message_zh if lang == "zh" else self.message

    def __str__(self) -> str:
        where = f"{self.at}: " if self.at else ""
        return f"{where}{self.message} [{self.code}]"
