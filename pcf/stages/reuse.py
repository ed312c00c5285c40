"""Parts used again: taken out, tested, and what each spares of a new part, as a credit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange
from pcf.stages.placed import PlacedComponent
from pcf.stages.reuse_settings import REUSABLE_CLASSES
from pcf.stages.reviewed import Tables, assumed_share, number, row

ROLE = "avoided new part (reuse)"
TAG = "reuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How the parts of one class are used again.

    ``reuse_share`` [-] of the collected parts is put to test, ``tested_share`` [-] of those
    passes; the part then has ``remaining_life_share`` [-] of a new part's life before it.
    ``test_kwh`` [kWh] is the electricity of testing or erasing one part,
    ``test_assumed_share`` the part of it that is assumed.
    """

    reuse_share: float
    tested_share: float
    remaining_life_share: float
    test_kwh: float
    test_assumed_share: float = 0.0

    @property
    def reused_share(self) -> float:
        """Share of the collected parts that is used again [-]."""
        return self.reuse_share * self.tested_share


NO_REUSE = Reuse(reuse_share=0.0, tested_share=0.0, remaining_life_share=0.0, test_kwh=0.0)


def reuse_of(part: PlacedComponent, study: ResolvedStudy, tables: Tables) -> Reuse:
    """Return the reuse of a part under a study; nothing of a class that is not reusable.

    A figure is that stated for the class, else that stated for all classes, else that of
    ``end_of_life/reuse.csv``. The remaining life is what first use leaves of the technical
    life: ``1 - lifetime_years / technical_life_years``, never below zero.
    """
    name = part.component.component_class
    if name not in REUSABLE_CLASSES or part.is_packaging:
        return NO_REUSE

    def stated(share: str) -> float | None:
        for setting in (f"{name}_{share}", share):
            if study.has(setting):
                return study.number(setting)
        return None

    def shipped(parameter: str) -> float:
        entry = row(tables, "eol_reuse", component_class=name, parameter=parameter)
        return float(entry["value"])

    reuse_share = stated("reuse_share")
    if reuse_share is None:
        reuse_share = shipped("reuse_share")
    if not reuse_share:
        return NO_REUSE
    tested_share = stated("tested_share")
    left = stated("remaining_life_share")
    if left is None:
        first_use = study.number("lifetime_years") / shipped("technical_life_years")
        left = max(0.0, 1.0 - first_use)
    return Reuse(
        reuse_share=reuse_share,
        tested_share=shipped("tested_share") if tested_share is None else tested_share,
        remaining_life_share=left,
        test_kwh=shipped("test_kwh"),
        test_assumed_share=assumed_share(
            row(tables, "eol_reuse", component_class=name, parameter="test_kwh")
        ),
    )


def credited_share(allocation: str, tables: Tables) -> float:
    """Return the share of the avoided new part that an allocation shows as credit.

    ``cutoff`` and ``avoided_burden`` show all of it; ``cff`` (1 - A), as the life a part has
    left is an output of this product like a recovered material. It is outside the total under
    each of them.
    """
    if allocation == "cff":
        return 1.0 - number(tables, "defaults", "reuse_cff_a_share")
    return 1.0


def tested_electricity_kwh(part: PlacedComponent, reuse: Reuse, collected_share: float) -> float:
    """Return the electricity of testing all parts put to test [kWh per product]."""
    return part.count * collected_share * reuse.reuse_share * reuse.test_kwh


def avoided_parts(
    part: PlacedComponent,
    reuse: Reuse,
    *,
    collected_share: float,
    allocation: str,
    tables: Tables,
) -> Iterable[Exchange]:
    """Yield the production of new parts that reused ones replace, as negative amounts.

    A reused part replaces a new one of its own kind, made as this one was, for the life it has
    left; the way of that new part to its factory is not credited.
    """
    pieces = part.count * collected_share * reuse.reused_share * reuse.remaining_life_share
    factor = pieces * credited_share(allocation, tables)
    if not factor:
        return
    for exchange in part.inventory.exchanges:
        yield replace(exchange, amount=-factor * exchange.amount, role=ROLE)
