"""How many figures of the data are sourced, derived, assumed or definitions, by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pcf.background.store import DataFolder, Yaml
from pcf.model.component import ParameterSpec
from pcf.model.knowledge import Knowledge

KINDS = ("sourced", "derived", "assumption", "choice")
#: Tables of published figures without a column ``kind``: all of them were read.
PLAIN = ("grids/mixes.csv", "grids/published.csv", "methods/gwp100.csv", "methods/gwp20.csv")


def figures_by_group(folder: DataFolder, knowledge: Knowledge) -> dict[str, Counter[str]]:
    """Count figures by kind for every group, in order of file.

    A figure written once for several places counts once; an amount given by place counts as
    one figure a place.
    """
    groups: dict[str, Counter[str]] = {}
    for name in folder.names("processes/", ".yaml"):
        group = f"processes/{name.split('/')[1]}"
        groups.setdefault(group, Counter()).update(_exchange_kinds(folder.document(name)))
    for data in knowledge.components.values():
        group = f"components: {data.group}"
        groups.setdefault(group, Counter()).update(_parameter_kinds(data.parameters))
    groups["mapping/parts.csv"] = Counter(part.kind for part in knowledge.parts)
    groups["archetypes"] = Counter(
        figure.kind
        for archetype in knowledge.archetypes.values()
        for line in archetype.lines
        for figure in (*line.figures.values(), *filter(None, (line.quantity_figure,)))
    )
    for name in folder.names("", ".csv"):
        if name in PLAIN:
            groups[name] = Counter(sourced=len(folder.table(name)))
        elif not name.startswith("mapping/"):
            kinds = Counter(row["kind"] for row in folder.table(name) if row.get("kind"))
            if kinds:
                groups[name] = kinds
    return dict(sorted(groups.items()))


def _exchange_kinds(content: Yaml) -> Iterator[str]:
    for dataset in content if isinstance(content, list) else []:
        if not isinstance(dataset, dict):
            continue
        for part in ("inputs", "emissions"):
            entries = dataset.get(part) or []
            for entry in entries if isinstance(entries, list) else []:
                if isinstance(entry, dict):
                    amount = entry.get("amount")
                    times = len(amount) if isinstance(amount, dict) else 1
                    yield from [str(entry.get("kind", "sourced"))] * times


def _parameter_kinds(parameters: Mapping[str, ParameterSpec]) -> Iterator[str]:
    for spec in parameters.values():
        if spec.table:
            yield from (entry.kind for entry in spec.table.values())
        else:
            yield spec.kind
