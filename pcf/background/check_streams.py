"""What must hold of common streams: a name that one figure alone bears shares nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pcf.background.reading import Findings
from pcf.model.background import Inventory, Provenance
from pcf.model.knowledge import Knowledge

#: Whose figure it is: class and parameter, or product and exchange, and what tells two apart.
Figure = tuple[str, ...]


def check_streams(inventory: Inventory, knowledge: Knowledge, findings: Findings) -> None:
    """Every stream is named by two figures or more: a misspelt name would err alone in silence."""
    for stream, figures in figures_of_streams(inventory, knowledge).items():
        if len(figures) == 1:
            findings.add(
                "DAT079",
                next(iter(figures.values())),
                f"no other figure names the stream {stream!r}",
                f"没有其他数值使用随机流 {stream!r}",
            )


def figures_of_streams(
    inventory: Inventory, knowledge: Knowledge
) -> Mapping[str, Mapping[Figure, str]]:
    """Return the figures that name each common stream, and where in the data each stands."""
    borne: dict[str, dict[Figure, str]] = defaultdict(dict)
    for stream, figure, where in (*_of_exchanges(inventory), *_of_parameters(knowledge)):
        borne[stream][figure] = where
    return borne


def _of_exchanges(inventory: Inventory) -> Iterator[tuple[str, Figure, str]]:
    for dataset in inventory.datasets.values():
        exchanges: list[tuple[str, float, Provenance]] = [
            (entry.product, entry.amount, entry.provenance) for entry in dataset.inputs
        ]
        exchanges += [(entry.flow, entry.amount, entry.provenance) for entry in dataset.emissions]
        for exchanged, amount, said in exchanges:
            if said.stream:
                # places that rest on one figure are no second one
                figure = (dataset.product, exchanged, repr((amount, said.low, said.high)))
                yield said.stream, figure, f"{dataset.file}:{dataset.product} › {exchanged}"


def _of_parameters(knowledge: Knowledge) -> Iterator[tuple[str, Figure, str]]:
    for name, data in knowledge.components.items():
        for spec in data.parameters.values():
            for choice, row in spec.table.items() or (("", spec),):
                if row.stream:
                    figure = (name, spec.name, choice)
                    yield row.stream, figure, f"components/{name}.yaml:{spec.name}"
