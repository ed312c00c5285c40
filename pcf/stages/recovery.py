"""Where the mass of each component goes at end of life: recycled, burnt, landfilled, lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pcf.errors import DataError, Problem
from pcf.model.component import MaterialContent
from pcf.model.study import ResolvedStudy
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Row, Tables, is_assumed, rows

PRECIOUS = frozenset({"gold", "silver", "palladium", "printed_board", "electronic_component"})
_METAL_CAPTURE, _PRECIOUS_CAPTURE = "metal_capture_share", "precious_capture_share"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRoute:
    """Shares of one material once collected; they sum to 1 (``end_of_life/routes.csv``).

    ``preparation_product`` brings the material to the point where scrap leaves the system,
    ``reprocessing_product`` makes it new, ``reprocessing_share`` of it per input.
    ``recycling_yield`` is recovered over recycled input, ``avoided_share`` primary product
    replaced per recovered output, ``cff_a`` and ``quality_factor`` those of the circular
    footprint formula. ``assumed_share`` is 1 where the shares are engineering assumptions.
    """

    material: str
    title: str
    title_zh: str
    recycling_share: float
    energy_recovery_share: float
    landfill_share: float
    recycling_yield: float
    preparation_product: str
    reprocessing_product: str
    reprocessing_share: float
    energy_product: str
    landfill_product: str
    avoided_product: str
    avoided_share: float
    cff_a_share: float
    quality_factor: float
    source: str
    assumed_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFate:
    """Where the mass of one material of one component goes [kg per product].

    Reused, recovered, process loss, energy, landfill and uncollected sum to ``mass_kg``;
    recovered plus process loss is what entered recycling. ``parameter_share`` is the part of
    the mass on assumed parameters; the other shares are the parts of each amount on assumed
    rows.
    """

    route: MaterialRoute
    mass_kg: float
    recovered_kg: float
    process_loss_kg: float
    energy_kg: float
    landfill_kg: float
    uncollected_kg: float
    reused_kg: float = 0.0
    parameter_share: float = 0.0
    recycled_assumed_share: float = 0.0
    energy_assumed_share: float = 0.0
    landfill_assumed_share: float = 0.0

    @property
    def recycled_input_kg(self) -> float:
        """Mass sent to recycling [kg]."""
        return self.recovered_kg + self.process_loss_kg


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """How retired servers are treated in one market: routes, handling, collection.

    ``routes`` by material, ``handling`` by recovery class; built once per product.
    ``collection_assumed_share`` is 1 where the rate is an engineering assumption.
    """

    routes: Mapping[str, MaterialRoute]
    handling: Mapping[str, Row]
    collection_rate: float
    collection_assumed_share: float = 0.0


def allocated_share(allocation: str, cff_a_share: float) -> float:
    """Return A, the share of recycling's loads and benefits that goes to who uses the output.

    1 under ``cutoff`` (the recycled-content approach), 0 under ``avoided_burden``, that of the
    material under ``cff``: the same on both ends of the life cycle.
    """
    return {"cutoff": 1.0, "avoided_burden": 0.0}.get(allocation, cff_a_share)


def treatment(tables: Tables, market: str) -> Treatment:
    """Return the treatment of a market; global rows stand in where it has none of its own."""
    region = market.split("_")[0]
    titles = {entry["key"]: entry for entry in rows(tables, "eol_materials")}
    collection = {entry["market"]: entry for entry in rows(tables, "eol_collection")}
    collected = collection.get(region, collection["GLO"])
    routes: dict[str, MaterialRoute] = {}
    for place in ("GLO", region):
        for entry in rows(tables, "eol_routes"):
            if entry["market"] == place:
                routes[entry["material"]] = _route(entry, titles[entry["material"]])
    return Treatment(
        routes=routes,
        handling={entry["key"]: entry for entry in rows(tables, "eol_recovery_classes")},
        collection_rate=float(collected["collection_rate"]),
        collection_assumed_share=1.0 if is_assumed(collected) else 0.0,
    )


def study_treatment(study: ResolvedStudy, tables: Tables) -> Treatment:
    """Return the treatment of the study's market, with the collection rate it states."""
    scheme = treatment(tables, study.text("market"))
    if study.has("collection_rate"):
        return replace(
            scheme,
            collection_rate=study.number("collection_rate"),
            collection_assumed_share=0.0,
        )
    return scheme


def handling_of(part: PlacedComponent, scheme: Treatment) -> Row:
    """Return the handling row of a component; packaging is never dismantled with the server."""
    key = "disposable" if part.is_packaging else part.recovery_class
    if key not in scheme.handling:
        raise DataError(
            Problem(
                code="DAT304",
                message=f"recovery class {key} is not in end_of_life/recovery_classes.csv",
                message_zh=f"回收类别 {key} 不在 end_of_life/recovery_classes.csv 中",
                at=part.component.line.at,
            )
        )
    return scheme.handling[key]


def collected_share(part: PlacedComponent, scheme: Treatment) -> float:
    """Return the share of a component that reaches treatment.

    Shares of packaging routes are of all packaging used, collection included, hence 1.
    """
    return 1.0 if part.is_packaging else scheme.collection_rate


def collection_assumed_share(part: PlacedComponent, scheme: Treatment) -> float:
    """Return 1 where the collection of a component is an assumed rate, else 0."""
    return 0.0 if part.is_packaging else scheme.collection_assumed_share


def material_fates(
    part: PlacedComponent,
    scheme: Treatment,
    *,
    collected_share: float,
    reused_share: float = 0.0,
) -> tuple[MaterialFate, ...]:
    """Return the fate of each material of a component; masses sum to that of the component.

    Capture falls where the recovery class prescribes shredding: what a shredder does not
    deliver to a recoverable fraction goes the way of the landfill share. ``reused_share`` of what
    is collected leaves whole, before any recovery.
    """
    handling = handling_of(part, scheme)
    captures = {column: float(handling[column]) for column in (_METAL_CAPTURE, _PRECIOUS_CAPTURE)}
    collection = collection_assumed_share(part, scheme)
    handled = 1.0 if is_assumed(handling) else 0.0
    fates = []
    for content in part.inventory.materials:
        route = scheme.routes.get(content.material)
        if route is None:
            raise DataError(
                Problem(
                    code="DAT303",
                    message=f"material {content.material} has no end-of-life route",
                    message_zh=f"材料 {content.material} 没有报废处理路径",
                    at=part.component.line.at,
                )
            )
        precious = content.material in PRECIOUS
        fates.append(
            _fate(
                route,
                content,
                content.mass_kg * part.count,
                capture_share=captures[_PRECIOUS_CAPTURE if precious else _METAL_CAPTURE],
                collected_share=collected_share,
                reused_share=reused_share,
                collection=collection,
                handled=handled,
            )
        )
    return tuple(fates)


def _fate(
    route: MaterialRoute,
    content: MaterialContent,
    mass_kg: float,
    *,
    capture_share: float,
    collected_share: float,
    reused_share: float,
    collection: float,
    handled: float,
) -> MaterialFate:
    """Return a fate, with what of each amount rests on assumed rates and shares.

    ``collection`` and ``handled`` are 1 where collection and handling are assumed, else 0.
    Shares of a route are judged as factors: what they send one way, they keep from another.
    """
    reused_kg = mass_kg * collected_share * reused_share
    collected_kg = mass_kg * collected_share - reused_kg
    recycled_kg = collected_kg * route.recycling_share * capture_share
    missed_kg = collected_kg * route.recycling_share * (1.0 - capture_share)
    landfill_kg = collected_kg * route.landfill_share + missed_kg
    uncollected_kg = mass_kg * (1.0 - collected_share)
    routed = max(collection, route.assumed_share)
    captured = max(routed, handled)
    assumed_kg = landfill_kg * captured + uncollected_kg * collection
    buried_kg = landfill_kg + uncollected_kg
    return MaterialFate(
        route=route,
        mass_kg=mass_kg,
        recovered_kg=recycled_kg * route.recycling_yield,
        process_loss_kg=recycled_kg * (1.0 - route.recycling_yield),
        energy_kg=collected_kg * route.energy_recovery_share,
        landfill_kg=landfill_kg,
        uncollected_kg=uncollected_kg,
        reused_kg=reused_kg,
        parameter_share=content.parameter_share,
        recycled_assumed_share=captured,
        energy_assumed_share=routed,
        landfill_assumed_share=assumed_kg / buried_kg if buried_kg else 0.0,
    )


def _route(entry: Row, material: Row) -> MaterialRoute:
    return MaterialRoute(
        material=entry["material"],
        title=material["title"],
        title_zh=material["title_zh"],
        recycling_share=float(entry["recycling_share"]),
        energy_recovery_share=float(entry["energy_recovery_share"]),
        landfill_share=float(entry["landfill_share"]),
        recycling_yield=float(entry["recycling_yield"]),
        preparation_product=entry["preparation_product"],
        reprocessing_product=entry["reprocessing_product"],
        reprocessing_share=float(entry["reprocessing_share"]),
        energy_product=entry["energy_product"],
        landfill_product=entry["landfill_product"],
        avoided_product=entry["avoided_product"],
        avoided_share=float(entry["avoided_share"]),
        cff_a_share=float(material["cff_a"]),
        quality_factor=float(material["quality_factor"]),
        source=entry["source"],
        assumed_share=1.0 if is_assumed(entry) else 0.0,
    )
