"""Treatment at end of life in every draw: collection and the shares of the routes."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from pcf.model.study import ResolvedStudy
from pcf.sampling.drawn import Drawn
from pcf.sampling.parameters import Sampler
from pcf.stages.recovery import MaterialRoute, Treatment, study_treatment
from pcf.stages.reviewed import Row, Tables, rows


def drawn_treatment(study: ResolvedStudy, tables: Tables, sampler: Sampler) -> Treatment:
    """Return the treatment of the study with its rates drawn; what the study states is kept.

    Every material of every market has a stream of its own, and so has the collection rate.
    """
    scheme = study_treatment(study, tables)
    region = study.text("market").split("_")[0]
    for entry in rows(tables, "eol_routes"):
        # rows of the region stand after those of the world and replace them, as they do there
        route = scheme.routes.get(entry["material"])
        if route is not None and entry["market"] in ("GLO", region) and _is_of(route, entry):
            drawn = _route(route, entry, sampler)
            scheme = replace(scheme, routes={**scheme.routes, route.material: drawn})
    if study.has("collection_rate"):
        return scheme
    collection = {entry["market"]: entry for entry in rows(tables, "eol_collection")}
    collected = collection.get(region, collection["GLO"])
    rate = _figure(("collection", collected["market"]), collected, "collection_rate", sampler)
    return replace(scheme, collection_rate=cast("float", rate))


def _is_of(route: MaterialRoute, entry: Row) -> bool:
    shares = ("recycling_share", "energy_recovery_share", "landfill_share", "recycling_yield")
    return all(getattr(route, name) == float(entry[name]) for name in shares)


def _route(route: MaterialRoute, entry: Row, sampler: Sampler) -> MaterialRoute:
    """Return a route whose recycled share is drawn; the rest is parted as it was.

    Shares of a route sum to one in every draw: what is not recycled is burnt and landfilled in
    the proportion of the table, landfilled where the table leaves nothing.
    """
    name = ("eol_routes", entry["material"], entry["market"])
    recycled = _figure(name, entry, "recycling_share", sampler)
    if not isinstance(recycled, Drawn):
        return route
    left = 1.0 - route.recycling_share
    energy_of_left = route.energy_recovery_share / left if left > 0.0 else 0.0
    rest = 1.0 - recycled
    return replace(
        route,
        recycling_share=cast("float", recycled),
        energy_recovery_share=cast("float", rest * energy_of_left),
        landfill_share=cast("float", rest * (1.0 - energy_of_left)),
    )


def _figure(name: tuple[str, ...], entry: Row, column: str, sampler: Sampler) -> Drawn | float:
    value = float(entry[column])
    low, high = (float(entry[bound]) if entry.get(bound) else value for bound in ("low", "high"))
    return sampler.figure(("study", *name), value, low, high, share=True)
