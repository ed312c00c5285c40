"""A measured power result: wall power of a server at load levels, as a file states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcf.model.notices import Notice
from pcf.model.provenance import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPoint:
    """Mean wall power [W] of one node at a load between 0 (active idle) and 1."""

    load_share: float
    power_w: float
    at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerResult:
    """What a measurement says of one node.

    ``kind`` is ``specpower_ssj2008``, ``sert`` or ``measured_table``. ``points`` rise in load
    from 0 to 1; power of several nodes is divided by ``nodes``. ``conditions`` are the
    settings of the run as the file names them (system, processors, memory, power supplies).
    ``scores`` are overall figures of the run that are settings of a study.
    ``notices`` say what a reader must know before using the curve.
    """

    kind: str
    file: str
    points: tuple[PowerPoint, ...]
    nodes: int = 1
    conditions: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    @property
    def curve(self) -> str:
        """The points as the setting ``power_curve`` spells them: ``0:137 0.1:215 … 1:491``."""
        return " ".join(f"{point.load_share!r}:{point.power_w!r}" for point in self.points)
