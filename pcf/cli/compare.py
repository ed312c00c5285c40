"""`pcf compare`: products side by side, and why their footprints differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.text import Text

from pcf.cli.comparison_tables import print_comparison, print_sides
from pcf.cli.computed_again import computed_again
from pcf.cli.options import (
    encoding_option,
    lang_option,
    sampling_options,
    study_options,
    study_values,
)
from pcf.cli.power import with_power
from pcf.cli.refusal import with_study_problems
from pcf.cli.terminal import out, working
from pcf.config import cache_folder, language, study_layers
from pcf.errors import PcfError
from pcf.library import Library, shipped_library
from pcf.reports.comparison import write_comparison
from pcf.reports.comparison_sources import is_result, read_result
from pcf.results.assessment import Assessment
from pcf.results.compare import compare as compare_results
from pcf.results.comparison import Comparison
from pcf.results.comparison_side import Side, distinct_names
from pcf.results.equivalence import equivalence
from pcf.results.recomputed import Revision

Named = tuple[str, Assessment | Revision | Side]


@click.command()
@click.argument(
    "sources",
    metavar="A B...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write compare.json, compare.csv and the chart compare.svg to.",
)
@study_options
@sampling_options
@encoding_option
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
def compare(
    sources: tuple[Path, ...],
    folder: Path | None,
    study_file: Path | None,
    samples: int,
    seed: int,
    encoding: str | None,
    lang: str | None,
    quiet: bool,
    **study: float | str | None,
) -> None:
    """Side by side, and why: the first product against each of the others.

    A and B are BOMs, which are assessed, or results (RESULT.json); a table of configurations
    is a product a row. The difference is attributed to quantity, parts, mapping, data, method,
    grid, lifetime, use, transport and market, and end of life: contributions add up exactly
    and do not depend on any order. Products are ranked only where their studies are equivalent.
    With --samples all products are drawn together: what they share leaves their difference, and
    a product is called better only where it is lower in 95 % of the draws.
    """
    spoken = language(lang)
    library = shipped_library(cache_folder())
    with working(", ".join(path.name for path in sources), quiet=quiet):
        named = [
            (path, name, product)
            for path in sources
            for name, product in _products(
                path, library, study_file, study, encoding, sampled=bool(samples)
            )
        ]
        if len(named) < 2:
            raise click.UsageError("pcf compare needs two products at least")
        names = _names([(path, name) for path, name, _ in named])
        first, *others = (product for _, _, product in named)
        comparisons = [
            compare_results(first, other, library.knowledge, names=(names[0], name))
            for name, other in zip(names[1:], others, strict=True)
        ]
        if samples:
            comparisons = _sampled(comparisons, [first, *others], library, samples, seed)
    sides = [comparisons[0].first, *(each.second for each in comparisons)]
    table = equivalence(sides)
    written = write_comparison(comparisons, table, folder, lang=spoken) if folder else ()
    if quiet:
        return
    print_sides(sides, spoken)
    for each in comparisons:
        print_comparison(each, spoken)
    for path in written:
        out.print(Text(f"→ {path}"), soft_wrap=True)


def _products(
    path: Path,
    library: Library,
    study_file: Path | None,
    study: Mapping[str, float | str | None],
    encoding: str | None,
    *,
    sampled: bool,
) -> Sequence[Named]:
    """Return the products of one file by name; to be sampled, a result is computed again."""
    if is_result(path):
        result = computed_again(path, library) if sampled else read_result(path, library)
        return [(path.stem, result)]
    # the readers and the pipeline are loaded only where there is something to assess
    from pcf.bom.products import read_products
    from pcf.pipeline import assess

    layers = study_layers(study_values(dict(study)), bom=path, study_file=study_file)
    try:
        products = read_products(path, library.knowledge, encoding=encoding)
    except PcfError as error:
        raise with_study_problems(error, layers, library) from error
    found: list[Named] = []
    for product in products:
        bom, own = with_power(
            product.bom, layers, power_file=None, study_file=study_file, bom_path=path
        )
        result = assess(
            bom,
            None,
            library,
            above_sheet=own.above_sheet,
            below_sheet={**own.below_sheet, **own.beside_sheet},
        )
        found.append((product.name, result))
    return found


def _sampled(
    comparisons: Sequence[Comparison],
    subjects: Sequence[Assessment | Revision | Side],
    library: Library,
    samples: int,
    seed: int,
) -> list[Comparison]:
    """Return the comparisons with the differences over draws all products share."""
    # sampling is loaded only where it is asked for
    from pcf.paired import paired_differences

    first, *others = (each for each in subjects if isinstance(each, Assessment))
    found = paired_differences(first, others, library, samples=samples, seed=seed)
    return [
        replace(comparison, paired=paired)
        for comparison, paired in zip(comparisons, found, strict=True)
    ]


def _names(found: Sequence[tuple[Path, str]]) -> tuple[str, ...]:
    """Return a name for every product, with its folder where the same name comes twice."""
    plain = [name for _, name in found]
    return distinct_names(
        [
            f"{path.parent.name}/{name}" if plain.count(name) > 1 and path.parent.name else name
            for path, name in found
        ]
    )
