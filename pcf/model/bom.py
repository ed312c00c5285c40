"""The bill of materials as read: lines, what they state, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pcf.model.notices import Notice
from pcf.model.provenance import CellRef


class Disposition(StrEnum):
    """What becomes of a BOM line. Only ``COUNTED`` lines reach a component model."""

    COUNTED = "counted"
    ASSEMBLY = "assembly"  # its children are counted, so it is not
    DO_NOT_PLACE = "do_not_place"
    ALTERNATE = "alternate"
    ZERO_QUANTITY = "zero_quantity"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value written in a cell: a number in the parameter's unit, or text.

    ``low`` and ``high`` bound (95 %) a number that was not written but filled in; both are
    None for one that was.
    """

    value: float | str
    at: CellRef
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTerm:
    """Pieces of a line that follow a number nobody stated: ``pieces_count`` for each of it.

    ``ignorance`` names the number (``ssd_count``): lines that follow one number err together.
    """

    ignorance: str
    pieces_count: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCount:
    """A count that is not known: ``fixed_count`` + sum of terms, not fewer than ``at_least``."""

    fixed_count: float
    at_least: float
    terms: tuple[CountTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BomLine:
    """One line of a BOM, as read; nothing guessed.

    ``quantity`` is per parent as written, ``count`` is multiplied down the tree (units of
    ``unit`` per product). ``mass_kg`` is per one unit of ``count`` and ``None`` where the BOM
    gives none. ``stated`` holds declared component parameters by parameter name
    (``layers``, ``die_area_cm2``, ``footprint_kgco2e``, …), numbers already in the unit the
    name ends in.
    """

    item: str
    level: int
    parent: str | None
    part_number: str
    name: str
    description: str
    material: str
    component_class: str
    supplier: str
    country: str
    designators: str
    quantity: float
    count: float
    unit: str  # pcs, kg, m, m2
    mass_kg: float | None
    stated: Mapping[str, Stated]
    disposition: Disposition
    at: CellRef
    section: str = "bom"  # bom | packaging | enclosure (a share of what several servers stand in)
    name_zh: str = ""  # Chinese name of a line an archetype fills in; a file's lines have one name
    open_count: OpenCount | None = None

    @property
    def text(self) -> str:
        """Name, description, material and part number in one string, for classification."""
        parts = (self.name, self.description, self.material, self.part_number)
        return " ".join(part for part in parts if part)

    @property
    def label(self) -> str:
        """Shortest name a person would recognise the line by."""
        return self.name or self.description or self.part_number or self.item


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLeg:
    """One transport leg as written in the Transport sheet or a study file."""

    mode: str
    distance_km: float
    share: float
    at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class BillOfMaterials:
    """A product's BOM with what its optional sheets state.

    ``settings`` holds the entries of the Study, Use and EndOfLife sheets by canonical
    setting name (``grid``, ``lifetime_years``, ``product_name``, …). ``sha256`` is of the
    file's bytes.
    """

    file: str
    sha256: str
    lines: tuple[BomLine, ...]
    legs: tuple[StatedLeg, ...] = ()
    settings: Mapping[str, Stated] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    @property
    def counted(self) -> tuple[BomLine, ...]:
        """Lines that reach a component model."""
        return tuple(line for line in self.lines if line.disposition is Disposition.COUNTED)
