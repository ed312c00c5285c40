"""`lci_data/processes` as datasets: read, expand by location, link to providers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pcf.background.grids import grid_markets
from pcf.background.reading import Findings, Record, cell_number
from pcf.background.sources import read_sources
from pcf.background.store import DataFolder
from pcf.model.background import (
    Dataset,
    ElementaryFlow,
    Flow,
    FlowClass,
    Inventory,
    Provenance,
    Spread,
    TechnosphereInput,
)

INVENTORY_PARTS = ("processes/", "grids/", "methods/", "sources/", "flows.csv", "geographies.csv")
_NEUTRAL_PEDIGREE = (3, 3, 3, 3, 3)


def read_inventory(folder: DataFolder) -> Inventory:
    """Read datasets, grids, flows, factors and sources, and link every input to a provider.

    Raises
    ------
    DataError
        Any field that cannot be read, exchange without a provider, unit that contradicts the
        provider's, flow or source that is not declared. All of them at once.
    """
    findings = Findings()
    parents = read_parents(folder)
    flows = read_flows(folder, findings)
    datasets: dict[str, Dataset] = {}
    for dataset in _all_datasets(folder, findings):
        if dataset.key in datasets:
            findings.add("DAT020", dataset.file, f"{dataset.key} twice", f"{dataset.key} 重复")
        datasets[dataset.key] = dataset
    linked = link(datasets, parents, flows, findings)
    factors = read_factors(folder, findings)
    spreads = read_factor_spreads(folder, findings)
    findings.raise_if_any()
    return Inventory(
        datasets=linked,
        flows=flows,
        factors=factors,
        factor_spreads=spreads,
        sources=read_sources(folder, findings),
        parents=parents,
        digest=folder.digest(INVENTORY_PARTS),
        method_digests={
            name.removeprefix("methods/").removesuffix(".csv"): folder.digest([name])
            for name in folder.names("methods/", ".csv")
        },
    )


def _all_datasets(folder: DataFolder, findings: Findings) -> Iterable[Dataset]:
    for name in folder.names("processes/", ".yaml"):
        content = folder.document(name)
        if not isinstance(content, list):
            findings.add("DAT021", name, "expected a list of datasets", "应为数据集列表")
            continue
        for position, entry in enumerate(content):
            if isinstance(entry, dict):
                label = str(entry.get("product", position))
                yield from expand(Record(entry, f"{name}:{label}", findings), name)
    yield from grid_markets(folder, findings)


def expand(record: Record, file: str) -> Iterable[Dataset]:
    """Make one dataset per location of a YAML entry."""
    for location in record.texts("locations") or ("GLO",):
        yield Dataset(
            product=record.text("product"),
            location=location,
            unit=record.text("unit"),
            name=record.text("name"),
            name_zh=record.text("name_zh", ""),
            kind=record.text("kind", "unit"),
            group=file.split("/")[1],
            year=record.text("year"),
            inputs=tuple(_input(entry, location) for entry in record.records("inputs")),
            emissions=tuple(_emission(entry, location) for entry in record.records("emissions")),
            tags=record.texts("tags"),
            comment=record.text("comment", ""),
            twin_of=record.text("twin_of", ""),
            file=file,
            biogenic_carbon_kgc=record.number("biogenic_carbon_kgc", location) or 0.0,
        )


def _input(entry: Record, location: str) -> TechnosphereInput:
    return TechnosphereInput(
        product=entry.text("product"),
        location=entry.text("location", "{location}").replace("{location}", location),
        amount=entry.required_number("amount", location),
        unit=entry.text("unit"),
        provenance=_provenance(entry, location),
    )


def _emission(entry: Record, location: str) -> ElementaryFlow:
    return ElementaryFlow(
        flow=entry.text("flow"),
        amount=entry.required_number("amount", location),
        provenance=_provenance(entry, location),
    )


def _provenance(entry: Record, location: str) -> Provenance:
    kind = entry.text("kind", "sourced")
    scores = entry.texts("pedigree")
    pedigree = _NEUTRAL_PEDIGREE
    if scores:
        try:
            pedigree = _five(tuple(int(score) for score in scores))
        except ValueError:
            entry.findings.add(
                "DAT013",
                entry.where,
                f"pedigree must be five numbers 1–5, not {scores}",
                f"谱系评分须为五个 1–5 的数,而非 {scores}",
            )
    basic = entry.number("basic")
    return Provenance(
        kind=kind,
        source=entry.text("source", "assumption" if kind == "assumption" else None),
        note=entry.text("note", ""),
        pedigree=pedigree,
        basic_gsd2=1.05 if basic is None else basic,
        low=entry.number("low", location),
        high=entry.number("high", location),
        stream=entry.text("stream", ""),
    )


def _five(scores: tuple[int, ...]) -> tuple[int, int, int, int, int]:
    if len(scores) != 5 or not all(1 <= score <= 5 for score in scores):
        raise ValueError(scores)
    return (scores[0], scores[1], scores[2], scores[3], scores[4])


def nearest_provider(
    places: Mapping[str, list[str]], product: str, location: str, parents: Mapping[str, str]
) -> str | None:
    """Return where ``product`` is modelled nearest to ``location`` (wider, then any)."""
    known = places.get(product)
    if not known:
        return None
    place: str | None = location
    while place is not None:
        if place in known:
            return place
        place = parents.get(place)
    return "GLO" if "GLO" in known else known[0]


def link(
    datasets: Mapping[str, Dataset],
    parents: Mapping[str, str],
    flows: Mapping[str, Flow],
    findings: Findings,
) -> dict[str, Dataset]:
    """Replace each input's place by its provider's; unknown products and flows are findings."""
    places: dict[str, list[str]] = defaultdict(list)
    for dataset in datasets.values():
        places[dataset.product].append(dataset.location)
    linked: dict[str, Dataset] = {}
    for key, dataset in sorted(datasets.items()):
        where = f"{dataset.file}:{key}"
        for emission in dataset.emissions:
            if emission.flow not in flows:
                findings.add(
                    "DAT031",
                    where,
                    f"elementary flow {emission.flow!r} is not in flows.csv",
                    f"基本流 {emission.flow!r} 不在 flows.csv 中",
                )
        inputs = []
        for entry in dataset.inputs:
            place = nearest_provider(places, entry.product, entry.location, parents)
            if place is None:
                findings.add(
                    "DAT030",
                    where,
                    f"no dataset provides {entry.product!r}",
                    f"没有数据集提供 {entry.product!r}",
                )
                continue
            provider = datasets[f"{entry.product}@{place}"]
            if provider.unit != entry.unit:
                findings.add(
                    "DAT032",
                    where,
                    f"{entry.product} is provided in {provider.unit}, drawn in {entry.unit}",
                    f"{entry.product} 的单位为 {provider.unit},此处却用 {entry.unit}",
                )
            inputs.append(replace(entry, location=place))
        linked[key] = replace(dataset, inputs=tuple(inputs))
    return linked


def read_parents(folder: DataFolder) -> dict[str, str]:
    """Return the next wider place of each code of `geographies.csv`."""
    return {
        row["code"]: row["parent"] for row in folder.table("geographies.csv") if row.get("parent")
    }


def read_flows(folder: DataFolder, findings: Findings) -> dict[str, Flow]:
    """Return the elementary flows of `flows.csv` by key."""
    flows: dict[str, Flow] = {}
    for number, row in enumerate(folder.table("flows.csv"), start=2):
        try:
            flow_class = FlowClass(row["flow_class"])
        except ValueError:
            findings.add(
                "DAT033",
                f"flows.csv:line {number}",
                f"unknown flow class {row['flow_class']!r}",
                f"未知的流类别 {row['flow_class']!r}",
            )
            continue
        flows[row["key"]] = Flow(
            key=row["key"],
            name=row["name"],
            unit=row["unit"],
            flow_class=flow_class,
            unspecified=row.get("unspecified") == "1",
        )
    return flows


def read_factors(folder: DataFolder, findings: Findings) -> dict[str, dict[str, float]]:
    """Return characterization factors [kg CO2e per unit of flow] by method and flow."""
    return {
        name.removeprefix("methods/").removesuffix(".csv"): {
            row["flow"]: cell_number(row, "factor", f"{name}:line {line}", findings)
            for line, row in enumerate(folder.table(name), start=2)
        }
        for name in folder.names("methods/", ".csv")
    }


def read_factor_spreads(folder: DataFolder, findings: Findings) -> dict[str, dict[str, Spread]]:
    """Return the factors whose source states an interval, by method and flow."""
    found: dict[str, dict[str, Spread]] = {}
    for name in folder.names("methods/", ".csv"):
        method = name.removeprefix("methods/").removesuffix(".csv")
        found[method] = {}
        for line, row in enumerate(folder.table(name), start=2):
            if row.get("low") or row.get("high"):
                value, low, high = (
                    cell_number(row, column, f"{name}:line {line}", findings)
                    for column in ("factor", "low", "high")
                )
                found[method][row["flow"]] = Spread(
                    value=value, low=low, high=high, stream=row.get("stream") or row["flow"]
                )
    return found
