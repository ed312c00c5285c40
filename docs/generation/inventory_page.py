"""The page of the inventory: groups, share of assumptions, products with their unit scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generation.figures import KINDS, figures_by_group
from generation.markdown import table, three_figures
from pcf.library import Library
from pcf.model.background import FLOW_CLASSES, FlowClass
from pcf.model.scores import UnitScores

METHOD = "gwp100"
BIOGENIC = frozenset({FlowClass.BIOGENIC_EMISSION, FlowClass.BIOGENIC_REMOVAL})
FOSSIL = [column for column, flow in enumerate(FLOW_CLASSES) if flow not in BIOGENIC]


def inventory_blocks(library: Library) -> dict[str, str]:
    """Return the generated blocks of `docs/inventory.md` by name."""
    scores = library.scores(METHOD)
    return {
        "summary": _summary(library, scores),
        "groups": _groups(library, scores),
        "kinds": _kinds(library),
        "products": _products(library, scores),
        "sources": _sources(library),
    }


def _summary(library: Library, scores: UnitScores) -> str:
    products = {facts.product for facts in scores.facts}
    grids = scores.locations["electricity"]
    countries = {place for place in grids if len(place) == 2}
    return (
        f"{len(scores.facts)} datasets of {len(products)} products in "
        f"{len({facts.group for facts in scores.facts})} groups; electricity of "
        f"{len(grids)} places, {len(countries)} of them countries; {len(library.sources)} sources, "
        f"{sum(source.read == 'primary' for source in library.sources.values())} read in the "
        f"original; {len(library.knowledge.components)} component classes; "
        f"{len(library.knowledge.parts)} real parts; {len(library.knowledge.materials)} names of "
        "materials."
    )


def _groups(library: Library, scores: UnitScores) -> str:
    datasets: dict[str, Counter[str]] = defaultdict(Counter)
    products: dict[str, set[str]] = defaultdict(set)
    for facts in scores.facts:
        datasets[facts.group][facts.kind] += 1
        products[facts.group].add(facts.product)
    rows = [
        (
            group,
            str(len(products[group])),
            str(sum(kinds.values())),
            *(str(kinds[kind]) for kind in ("unit", "market", "system")),
        )
        for group, kinds in sorted(datasets.items())
    ]
    return table(("group", "products", "datasets", "unit process", "market", "system"), rows)


def _kinds(library: Library) -> str:
    rows = []
    total: Counter[str] = Counter()
    for group, kinds in figures_by_group(library.folder, library.knowledge).items():
        total.update(kinds)
        rows.append(_kind_row(group, kinds))
    return table(("group", "figures", *KINDS, "assumed"), [*rows, _kind_row("**all**", total)])


def _kind_row(group: str, kinds: Counter[str]) -> tuple[str, ...]:
    figures = sum(kinds.values())
    return (
        group,
        str(figures),
        *(str(kinds[kind]) for kind in KINDS),
        f"{kinds['assumption'] / figures:.0%}",
    )


def _products(library: Library, scores: UnitScores) -> str:
    parts = []
    rows_of: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, facts in enumerate(scores.facts):
        rows_of[facts.group][facts.product].append(row)
    for group, products in sorted(rows_of.items()):
        rows = [_product_row(scores, places) for _, places in sorted(products.items())]
        parts.append(f"### {group}")
        parts.append(
            table(
                ("product", "place", "kg CO2e", "per", "over places", "assumed", "kind", "year",
                 "sources"),
                rows,
            )
        )  # fmt: skip
    return "\n\n".join(parts)


def _product_row(scores: UnitScores, places: Sequence[int]) -> tuple[str, ...]:
    """Return the world dataset of a product, or its first, and the span of all places."""
    shown = next((row for row in places if scores.facts[row].location == "GLO"), places[0])
    facts = scores.facts[shown]
    values = sorted(float(scores.values[row, FOSSIL].sum()) for row in places)
    span = f"{three_figures(values[0])} – {three_figures(values[-1])} ({len(places)})"
    assumed = abs(scores.assumption[shown]).sum() / (abs(scores.values[shown]).sum() or 1.0)
    return (
        f"`{facts.product}`",
        facts.location,
        three_figures(float(scores.values[shown, FOSSIL].sum())),
        facts.unit,
        span if len(places) > 1 else "",
        f"{assumed:.0%}",
        facts.kind,
        facts.year,
        ", ".join(facts.sources),
    )


def _sources(library: Library) -> str:
    return table(
        ("key", "citation", "year", "where", "licence", "read"),
        [
            (f"`{key}`", source.citation, source.year, source.locator, source.licence, source.read)
            for key, source in sorted(library.sources.items())
        ],
    )
