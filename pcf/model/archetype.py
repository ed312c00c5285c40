"""An archetype: a reviewed bill of materials that a configuration fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchetypeFigure:
    """A number of an archetype with its interval (95 %) and where it is from.

    ``kind`` is ``sourced``, ``derived`` or ``assumption``; ``note`` has the reason of an
    assumption and the arithmetic of a derivation.
    """

    value: float
    low: float
    high: float
    unit: str
    kind: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchetypeLine:
    """One line of an archetype.

    There are ``quantity`` + Σ ``per[column]`` · column pieces in a product: ``per`` counts
    pieces by columns of a configuration, not fewer than ``at_least`` and none where the sum
    and the minimum are 0. A quantity that differs from server to server has its interval in
    ``quantity_figure``. ``figures`` are declared parameters by name, ``columns`` parameters
    that are read from a column, ``choices`` named variants and ``choice_columns`` those read
    from a column. ``text_column`` names the column whose text (a processor's model) joins the
    description. The mass of lines with ``closes_mass`` is scaled until the product weighs what
    a configuration says.
    """

    item: str
    name: str
    name_zh: str
    component_class: str
    quantity: float = 0.0
    quantity_figure: ArchetypeFigure | None = None
    at_least: float = 0.0
    per: Mapping[str, float] = field(default_factory=dict)
    description: str = ""
    material: str = ""
    section: str = "bom"
    figures: Mapping[str, ArchetypeFigure] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    choice_columns: Mapping[str, str] = field(default_factory=dict)
    text_column: str = ""
    closes_mass: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """A kind of server: its lines and what an empty cell of a configuration means.

    ``defaults`` are figures by column, ``text_defaults`` texts by column. ``mass_factor`` is
    the range within which the lines that close the mass may be scaled. ``per_core`` holds the
    figures of a processor of unknown model for each of its cores, by parameter. An inventory
    is laid over the archetype whose ``form`` (``rack``, ``blade``, ``tower``) and ``fits``
    (``accelerators``, ``disks``, ``units``, ``sockets``; ``rank`` among equals) come nearest.
    ``published_mass`` is what such servers weigh: a check of all lines, never an input.
    """

    key: str
    title: str
    title_zh: str
    file: str
    year: str
    lines: tuple[ArchetypeLine, ...]
    defaults: Mapping[str, ArchetypeFigure]
    text_defaults: Mapping[str, str]
    mass_factor: ArchetypeFigure
    per_core: Mapping[str, ArchetypeFigure] = field(default_factory=dict)
    form: str = "rack"
    fits: Mapping[str, float] = field(default_factory=dict)
    published_mass: ArchetypeFigure | None = None

    def line(self, item: str) -> ArchetypeLine | None:
        """Return the line of an item, None where there is none."""
        return next((line for line in self.lines if line.item == item), None)
