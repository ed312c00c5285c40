"""Stage 5, end of life: collection, dismantling, treatment; benefits beyond it as credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcf.model.study import ResolvedStudy
from pcf.model.system import Exchange, Stage, UnitProcess
from pcf.stages.materials import component_tags
from pcf.stages.placed import PlacedComponent
from pcf.stages.recovery import (
    MaterialFate,
    MaterialRoute,
    Treatment,
    allocated_share,
    collected_share,
    collection_assumed_share,
    handling_of,
    material_fates,
    study_treatment,
)
from pcf.stages.reuse import (
    TAG,
    Reuse,
    avoided_parts,
    reuse_of,
    tested_electricity_kwh,
)
from pcf.stages.reviewed import Row, Tables, assumed_share, row, rows

TO_RECYCLER = "transport_to_recycler_km"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryShares:
    """What an allocation puts where, as factors on reprocessing and avoided production.

    ``in_stage_share`` of reprocessing is in the total, ``beyond_share`` is with the credits,
    ``avoided_share`` scales the avoided production.
    """

    in_stage_share: float
    beyond_share: float
    avoided_share: float


def recovery_shares(allocation: str, route: MaterialRoute) -> RecoveryShares:
    """Return the factors of an allocation for one material.

    ``cutoff``: prepared scrap leaves the system; reprocessing and benefit lie beyond it.
    ``avoided_burden``: reprocessing is ours, the benefit is shown. ``cff``: (1 − A) of both,
    the end-of-life term of the circular footprint formula (PEF Annex C). Collection,
    dismantling and preparation are ours in full under every allocation.
    """
    if allocation == "cutoff":
        return RecoveryShares(in_stage_share=0.0, beyond_share=1.0, avoided_share=1.0)
    ours = 1.0 - allocated_share(allocation, route.cff_a_share)
    return RecoveryShares(in_stage_share=ours, beyond_share=0.0, avoided_share=ours)


def end_of_life(
    parts: Sequence[PlacedComponent],
    study: ResolvedStudy,
    tables: Tables,
    *,
    scheme: Treatment | None = None,
) -> tuple[UnitProcess, ...]:
    """Return treatment of each component, and its credits as processes outside the total.

    Treatment: collection transport, dismantling or shredding by recovery class, incineration
    and landfill by material; what is not collected is landfilled. Energy recovered from
    burning is not credited. ``scheme`` replaces the treatment of the study, its rates by draws
    of them: floats, or what calculates like one. Parts used again leave before recovery; the
    new parts they spare are a credit process of their own (:mod:`pcf.stages.reuse`).
    """
    scheme = scheme or study_treatment(study, tables)
    distance = _distance(study, tables)
    allocation, grid = study.text("eol_allocation"), study.text("grid")
    metals = rows(tables, "eol_board_metals")
    by_material = {
        material: recovery_shares(allocation, route) for material, route in scheme.routes.items()
    }
    processes = []
    for part in parts:
        reuse, collected = reuse_of(part, study, tables), collected_share(part, scheme)
        fates = material_fates(
            part, scheme, collected_share=collected, reused_share=reuse.reused_share
        )
        burdens = (
            *_handling(part, fates, scheme, distance),
            *_testing(part, reuse, scheme),
            *(draw for fate in fates for draw in _treatment(fate, by_material)),
        )
        credits = (
            *(draw for fate in fates for draw in _beyond(fate, by_material)),
            *_board_metals(part, fates, metals, by_material),
        )
        for amounts, credit in ((burdens, False), (credits, True)):
            exchanges = _summed(amounts, grid)
            if exchanges:
                processes.append(_process(part, exchanges, credit=credit))
        spared = tuple(
            avoided_parts(
                part, reuse, collected_share=collected, allocation=allocation, tables=tables
            )
        )
        if spared:
            processes.append(_process(part, spared, credit=True, tags=(TAG,)))
    return tuple(processes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Way from the data centre to the recycler [km], and the part of it that is assumed."""

    km: float
    assumed_share: float


def _distance(study: ResolvedStudy, tables: Tables) -> Distance:
    if study.has(TO_RECYCLER):
        return Distance(km=study.number(TO_RECYCLER), assumed_share=0.0)
    entry = row(tables, "defaults", name=TO_RECYCLER)
    return Distance(km=float(entry["value"]), assumed_share=assumed_share(entry))


class Draw(NamedTuple):
    """An amount of a product, and the parts of it on assumed parameters and assumed rows.

    A tuple, as every material of every line makes a handful of them.
    """

    product: str
    unit: str
    amount: float
    role: str
    parameter_share: float
    setting_share: float


def _handling(
    part: PlacedComponent,
    fates: Sequence[MaterialFate],
    scheme: Treatment,
    distance: Distance,
) -> Iterable[Draw]:
    """Yield transport and dismantling of what is collected.

    What is used again is taken out by hand, a data-bearing part too: it is erased, not shredded.
    """
    collected_kg = sum(fate.mass_kg - fate.uncollected_kg for fate in fates)
    reused_kg = sum(fate.reused_kg for fate in fates)
    by_class = handling_of(part, scheme)["pretreatment_product"]
    by_hand = scheme.handling["reusable"]["pretreatment_product"] if reused_kg else ""
    assumed = collection_assumed_share(part, scheme)
    tonne_km = collected_kg / 1000.0 * distance.km
    for product, unit, amount, role, setting_share in (
        ("lorry_16_32t", "tkm", tonne_km, "collection", max(assumed, distance.assumed_share)),
        (by_class, "kg", collected_kg - reused_kg, "dismantling", assumed),
        (by_hand, "kg", reused_kg, "dismantling", assumed),
    ):
        yield Draw(
            product=product,
            unit=unit,
            amount=amount,
            role=role,
            parameter_share=part.inventory.mass_parameter_share,
            setting_share=setting_share,
        )


def _testing(part: PlacedComponent, reuse: Reuse, scheme: Treatment) -> Iterable[Draw]:
    """Yield the electricity of testing; ours in full under every allocation."""
    yield Draw(
        product="electricity",
        unit="kWh",
        amount=tested_electricity_kwh(part, reuse, collected_share(part, scheme)),
        role="test for reuse",
        parameter_share=0.0,
        setting_share=max(collection_assumed_share(part, scheme), reuse.test_assumed_share),
    )


SharesOf = Mapping[str, RecoveryShares]


def _treatment(fate: MaterialFate, by_material: SharesOf) -> Iterable[Draw]:
    """Yield the treatment of one material that belongs to the stage."""
    route = fate.route
    in_stage = by_material[route.material].in_stage_share
    recycled = fate.recycled_assumed_share
    yield _of(fate, route.preparation_product, fate.recycled_input_kg, "preparation", recycled)
    reprocessed_kg = fate.recycled_input_kg * route.reprocessing_share * in_stage
    # how much of it is reprocessed is a figure of the route as well
    reprocessed = max(recycled, route.assumed_share)
    yield _of(fate, route.reprocessing_product, reprocessed_kg, "reprocessing", reprocessed)
    yield _of(fate, route.energy_product, fate.energy_kg, "incineration", fate.energy_assumed_share)
    landfill_kg = fate.landfill_kg + fate.uncollected_kg
    yield _of(fate, route.landfill_product, landfill_kg, "landfill", fate.landfill_assumed_share)


def _beyond(fate: MaterialFate, by_material: SharesOf) -> Iterable[Draw]:
    """Yield loads and benefits beyond the boundary: reprocessing, less primary production."""
    route = fate.route
    shares = by_material[route.material]
    reprocessed_kg = fate.recycled_input_kg * route.reprocessing_share * shares.beyond_share
    assumed = max(fate.recycled_assumed_share, route.assumed_share)
    yield _of(fate, route.reprocessing_product, reprocessed_kg, "reprocessing", assumed)
    avoided_kg = (
        fate.recovered_kg * route.avoided_share * route.quality_factor * shares.avoided_share
    )
    yield _of(fate, route.avoided_product, -avoided_kg, "avoided production", assumed)


def _of(fate: MaterialFate, product: str, mass_kg: float, role: str, assumed: float) -> Draw:
    return Draw(
        product=product,
        unit="kg",
        amount=mass_kg,
        role=role,
        parameter_share=fate.parameter_share,
        setting_share=assumed,
    )


def _board_metals(
    part: PlacedComponent,
    fates: Sequence[MaterialFate],
    metals: Sequence[Row],
    by_material: SharesOf,
) -> Iterable[Draw]:
    """Yield precious metals recovered from boards that do not list them themselves."""
    listed = {content.material for content in part.inventory.materials}
    for fate in fates:
        for metal in metals:
            if metal["material"] == fate.route.material and metal["metal"] not in listed:
                recovered_kg = (
                    fate.recycled_input_kg
                    * float(metal["content_share"])
                    * float(metal["smelter_yield"])
                    * by_material[fate.route.material].avoided_share
                )
                yield _of(
                    fate,
                    metal["avoided_product"],
                    -recovered_kg,
                    "avoided production",
                    fate.recycled_assumed_share,
                )


def _summed(draws: Iterable[Draw], grid: str) -> tuple[Exchange, ...]:
    """Return one exchange per product and role, in order of name; nothing for no amount."""
    found: dict[tuple[str, str, str], list[Draw]] = defaultdict(list)
    for draw in draws:
        if draw.product and draw.amount:
            found[draw.product, draw.unit, draw.role].append(draw)
    exchanges = []
    for (product, unit, role), same in sorted(found.items()):
        total = sum([draw.amount for draw in same])
        parameters = sum([draw.amount * draw.parameter_share for draw in same])
        settings = sum([draw.amount * draw.setting_share for draw in same])
        exchanges.append(
            Exchange(
                product=product,
                amount=total,
                unit=unit,
                location=grid,
                role=role,
                tags=("transport",) if unit == "tkm" else (),
                parameter_share=parameters / total if total else 0.0,
                setting_share=settings / total if total else 0.0,
            )
        )
    return tuple(exchanges)


def _process(
    part: PlacedComponent,
    exchanges: tuple[Exchange, ...],
    *,
    credit: bool,
    tags: tuple[str, ...] = (),
) -> UnitProcess:
    return UnitProcess(
        stage=Stage.END_OF_LIFE,
        item=part.item,
        component_class=part.component.component_class,
        exchanges=exchanges,
        tags=(*component_tags(part), *tags),
        origin=part.origin,
        at=part.component.line.at,
        credit=credit,
    )
