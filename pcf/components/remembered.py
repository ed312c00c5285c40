"""A resolver for many BOMs that share their lines, as scenarios of one BOM do."""

from __future__ import annotations

from pcf.components.resolve import Resolution, Resolver
from pcf.model.bom import BomLine
from pcf.model.component import Classification
from pcf.model.knowledge import Knowledge


class RememberedLines(Resolver):
    """Resolves each line object once; a changed line is another object."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        # the objects are kept, so that no other ever has their identity
        self._seen: dict[tuple[int, int], tuple[BomLine, Classification, Resolution]] = {}

    def resolve(self, line: BomLine, classification: Classification) -> Resolution:
        """Return what a resolver says of a line, from memory where it was asked before."""
        key = (id(line), id(classification))
        if key not in self._seen:
            self._seen[key] = (line, classification, super().resolve(line, classification))
        return self._seen[key][2]
