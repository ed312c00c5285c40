"""`pcf data`: check, list and show the inventory and its sources."""

from __future__ import annotations

import sys

import click

from pcf.background.validation import validate, validate_files
from pcf.cli.terminal import out, plain, table, three_figures, working
from pcf.config import cache_folder, language
from pcf.library import Library, shipped_library
from pcf.model.background import Dataset
from pcf.model.scores import UnitScores

METHOD = "gwp100"
DATA_EXIT_CODE = 3


@click.group()
def data() -> None:
    """Check, list and show the inventory and its sources."""


def _library() -> Library:
    return shipped_library(cache_folder())


@data.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of messages.")
def check(lang: str | None) -> None:
    """Validate every dataset, parameter, table and source; exit 3 when something is wrong."""
    spoken = language(lang)
    with working("checking lci_data"):
        library = _library()
        inventory = library.inventory
        scores = library.scores(METHOD)
        problems = [
            *validate(inventory, library.knowledge),
            *validate_files(library.folder, inventory, library.knowledge, scores),
        ]
    for problem in problems:
        click.echo(problem.text(spoken), err=True)
    products = {facts.product for facts in scores.facts}
    out.print(
        f"{len(inventory.datasets)} datasets of {len(products)} products, "
        f"{len(library.knowledge.components)} component classes, "
        f"{len(inventory.sources)} sources: {len(problems)} problems"
    )
    if problems:
        sys.exit(DATA_EXIT_CODE)


@data.command("list")
@click.argument("words", nargs=-1)
def list_datasets(words: tuple[str, ...]) -> None:
    """List datasets whose key or name contains all WORDS, with kg CO2e per unit."""
    scores = _library().scores(METHOD)
    rows = [
        (
            f"{facts.product}@{facts.location}",
            f"{scores.values[row].sum():.4g}",
            facts.unit,
            facts.kind,
            facts.year,
            plain(facts.name),
        )
        for row, facts in enumerate(scores.facts)
        if all(
            word.lower() in f"{facts.product}@{facts.location} {facts.name} {facts.name_zh}".lower()
            for word in words
        )
    ]
    columns = [
        ("dataset", "left"), ("kg CO2e", "right"), ("per", "left"), ("kind", "left"),
        ("year", "left"), ("name", "left"),
    ]  # fmt: skip
    out.print(table("", columns, rows))


@data.command()
@click.argument("key")
def show(key: str) -> None:
    """Show one dataset: exchanges, contributions, sources. KEY is product or product@PLACE."""
    library = _library()
    scores = library.scores(METHOD)
    product, _, place = key.partition("@")
    found = scores.locate(product, place or None)
    if found is None:
        near = [name for name in scores.locations if product.lower() in name][:8]
        raise click.BadParameter(
            f"no dataset {key!r}" + (f" (did you mean {', '.join(near)}?)" if near else ""),
            param_hint="KEY",
        )
    _print_dataset(library, scores, library.inventory.datasets[found])


def _print_dataset(library: Library, scores: UnitScores, dataset: Dataset) -> None:
    total = float(scores.values[scores.index[dataset.key]].sum())
    out.print(f"[bold]{plain(dataset.key)}[/bold]  {plain(dataset.name)}  {dataset.name_zh}")
    out.print(
        f"{total:.6g} kg CO2e per {dataset.unit} · {dataset.kind} · {dataset.year} · {dataset.file}"
    )
    out.print(f"uuid {dataset.uuid}", highlight=False)
    if dataset.comment:
        out.print(plain(dataset.comment))
    factors = library.inventory.factors[METHOD]
    rows = []
    for entry in dataset.inputs:
        provider = f"{entry.product}@{entry.location}"
        value = entry.amount * float(scores.values[scores.index[provider]].sum())
        rows.append((value, entry.amount, entry.unit, provider, entry.provenance))
    for emission in dataset.emissions:
        unit = library.inventory.flows[emission.flow].unit
        value = emission.amount * factors[emission.flow]
        rows.append((value, emission.amount, unit, emission.flow, emission.provenance))
    rows.sort(key=lambda row: -abs(row[0]))
    columns = [
        ("kg CO2e", "right"), ("share", "right"), ("amount", "right"), ("unit", "left"),
        ("exchange", "left"), ("basis", "left"), ("note", "left"),
    ]  # fmt: skip
    out.print(
        table(
            "",
            columns,
            [
                (
                    three_figures(value),
                    f"{value / total:.0%}" if total else "",
                    f"{amount:.4g}",
                    unit,
                    name,
                    f"{why.kind}: {why.source}" if why.kind != "assumption" else "assumption",
                    plain(why.note),
                )
                for value, amount, unit, name, why in rows
            ],
        )
    )
    _print_sources(library, scores, dataset)


def _print_sources(library: Library, scores: UnitScores, dataset: Dataset) -> None:
    for source_key in scores.facts[scores.index[dataset.key]].sources:
        source = library.sources.get(source_key)
        if source is not None:
            out.print(f"  {source_key}: {plain(source.citation)} ({source.year}) {source.locator}")


@data.command()
@click.argument("words", nargs=-1)
def sources(words: tuple[str, ...]) -> None:
    """List the citations, each with year, licence and how it was read."""
    rows = [
        (key, source.year, source.read, source.licence, plain(source.citation))
        for key, source in sorted(_library().sources.items())
        if all(word.lower() in f"{key} {source.citation}".lower() for word in words)
    ]
    columns = [
        ("source", "left"), ("year", "left"), ("read", "left"), ("licence", "left"),
        ("citation", "left"),
    ]  # fmt: skip
    out.print(table("", columns, rows))
