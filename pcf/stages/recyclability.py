"""Recyclability and recoverability by mass, with the table of rates they rest on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.study import ResolvedStudy
from pcf.stages.green_packaging import PackagingFacts, packaging_facts
from pcf.stages.placed import PlacedComponent
from pcf.stages.recovery import MaterialFate, material_fates, study_treatment
from pcf.stages.reuse import reuse_of
from pcf.stages.reviewed import Tables
from pcf.stages.take_back import TakeBackEntry, take_back


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRoute:
    """What becomes of one material of the product, once collected [kg per product].

    ``recycling_input_rate`` is the share of ``mass_kg`` sent to recycling, ``recycling_rate``
    what comes back as material, ``recovery_rate`` with what is used as fuel; ``source`` is
    that of the route. Masses reused, recycled, energy and disposed sum to ``mass_kg``.
    """

    material: str
    title: str
    title_zh: str
    packaging: bool
    mass_kg: float
    recycled_kg: float
    energy_kg: float
    disposed_kg: float
    reused_kg: float
    recycling_input_rate: float
    recycling_rate: float
    recovery_rate: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfLifeFacts:
    """Rates by mass in the form of IEC TR 62635, packaging and collection left out.

    What is used again counts as recycled in ``recyclability_rate``, as in that report.

    ``recycling_input_rate`` counts what is sent to recycling before its losses: claims such as
    "93 % recyclable" often mean this, not what comes back. ``collection_rate`` is the share of
    servers the footprint takes as collected. ``take_back`` is what a recycler takes out first,
    ``packaging`` how much of the packaging meets the green rule.
    """

    recyclability_rate: float
    recoverability_rate: float
    recycling_input_rate: float
    collection_rate: float
    routes: tuple[RecoveryRoute, ...]
    take_back: tuple[TakeBackEntry, ...] = ()
    packaging: PackagingFacts | None = None


def end_of_life_facts(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> EndOfLifeFacts:
    """Return Σ mᵢ·rateᵢ / m for recycling and for recovery, and the rates by material.

    IEC TR 62635 excludes collection, hence masses here are of what reaches treatment.
    """
    scheme = study_treatment(study, tables)
    fates: dict[tuple[bool, str], list[MaterialFate]] = defaultdict(list)
    for part in parts:
        reused_share = reuse_of(part, study, tables).reused_share
        for fate in material_fates(part, scheme, collected_share=1.0, reused_share=reused_share):
            if fate.mass_kg > 0:
                fates[part.is_packaging, fate.route.material].append(fate)
    routes = tuple(
        _route(group, packaging=packaging) for (packaging, _), group in sorted(fates.items())
    )
    product = [route for route in routes if not route.packaging]
    mass_kg = math.fsum(route.mass_kg for route in product)
    recycled_kg = math.fsum(route.recycled_kg + route.reused_kg for route in product)
    energy_kg = math.fsum(route.energy_kg for route in product)
    sent_kg = math.fsum(route.mass_kg * route.recycling_input_rate for route in product)
    return EndOfLifeFacts(
        recyclability_rate=recycled_kg / mass_kg if mass_kg else 0.0,
        recoverability_rate=(recycled_kg + energy_kg) / mass_kg if mass_kg else 0.0,
        recycling_input_rate=sent_kg / mass_kg if mass_kg else 0.0,
        collection_rate=scheme.collection_rate,
        routes=routes,
        take_back=take_back(parts, tables),
        packaging=packaging_facts(parts, study, tables),
    )


def _route(fates: Sequence[MaterialFate], *, packaging: bool) -> RecoveryRoute:
    mass_kg = math.fsum(fate.mass_kg for fate in fates)
    recycled_kg = math.fsum(fate.recovered_kg for fate in fates)
    energy_kg = math.fsum(fate.energy_kg for fate in fates)
    route = fates[0].route
    return RecoveryRoute(
        material=route.material,
        title=route.title,
        title_zh=route.title_zh,
        packaging=packaging,
        mass_kg=mass_kg,
        recycled_kg=recycled_kg,
        energy_kg=energy_kg,
        reused_kg=math.fsum(fate.reused_kg for fate in fates),
        disposed_kg=math.fsum(fate.landfill_kg + fate.process_loss_kg for fate in fates),
        recycling_input_rate=math.fsum(fate.recycled_input_kg for fate in fates) / mass_kg,
        recycling_rate=recycled_kg / mass_kg,
        recovery_rate=(recycled_kg + energy_kg) / mass_kg,
        source=route.source,
    )
