"""The product system: unit processes in stages, each drawing products of the background."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pcf.model.provenance import CellRef, Origin


class Stage(StrEnum):
    """The five life-cycle stages, in order (method.md §2)."""

    MATERIALS = "materials"
    MANUFACTURING = "manufacturing"
    TRANSPORT = "transport"
    USE = "use"
    END_OF_LIFE = "end_of_life"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """An intermediate flow: ``amount`` [unit] of a background product.

    ``location`` None means the background decides (component's country, else global).
    ``tags`` are cross-cut tags this exchange adds (``packaging``, ``aircraft``, …).
    ``role`` says in a few words what it is for (``die``, ``substrate``): printed by explain.
    ``parameter_share`` and ``setting_share`` are the parts of the amount that rest on assumed
    parameters of components, and on assumed rows of stage tables (method.md §10).
    """

    product: str
    amount: float
    unit: str
    location: str | None = None
    role: str = ""
    tags: tuple[str, ...] = ()
    parameter_share: float = 0.0
    setting_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProcess:
    """One line in one stage: everything it draws for one product (count included).

    ``item`` is the BOM item, or a name of its own for what belongs to no component
    (``assembly``, ``sea_container``, ``use_at_plug``). ``credit`` rows are outside totals.
    """

    stage: Stage
    item: str
    component_class: str
    exchanges: tuple[Exchange, ...]
    tags: tuple[str, ...] = ()
    origin: Origin = Origin.DEFAULT
    at: CellRef | None = None
    credit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSystem:
    """All unit processes of one product over the boundary."""

    declared_unit: str
    boundary: str
    processes: tuple[UnitProcess, ...] = field(default_factory=tuple)
