"""Where scenarios start from: a BOM with its study, or the inputs a result records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from pcf.bom.products import read_products
from pcf.cli.options import study_values
from pcf.cli.power import with_power
from pcf.cli.refusal import with_study_problems
from pcf.cli.terminal import err
from pcf.components.mapping_table import MappingEdit
from pcf.config import Layers, study_layers
from pcf.errors import InputError, PcfError
from pcf.library import Library
from pcf.reports.comparison_sources import is_result
from pcf.reports.recorded_inputs import RecordedInputs, recorded_inputs
from pcf.reports.result_file import read_document
from pcf.results.reproduction import not_reproduced, other_data
from pcf.scenarios import Alternatives


def alternatives_of(
    path: Path,
    library: Library,
    *,
    study: Mapping[str, float | str | None],
    study_file: Path | None,
    power_file: Path | None,
    edits: tuple[MappingEdit, ...],
    encoding: str | None,
    lang: str,
) -> Alternatives:
    """Return what scenarios change: a BOM under its study, or a result computed again.

    Raises
    ------
    PcfError
        All that is wrong with the BOM and its study, or with what the result records.
    """
    options = study_values(dict(study))
    if is_result(path):
        if edits:
            raise click.UsageError("a result records its mapping; --mapping goes with a BOM")
        recorded = recorded_inputs(path, read_document(path))
        layers = study_layers(options, bom=None, study_file=study_file)
        return _computed_again(path, recorded, library, layers, power_file, study_file, lang)
    layers = study_layers(options, bom=path, study_file=study_file)
    try:
        products = read_products(path, library.knowledge, encoding=encoding)
    except PcfError as error:
        raise with_study_problems(error, layers, library) from error
    if len(products) != 1:
        raise click.UsageError(f"{path.name} holds {len(products)} products; give one")
    bom, layers = with_power(
        products[0].bom, layers, power_file=power_file, study_file=study_file, bom_path=path
    )
    return Alternatives(
        bom,
        library,
        above_sheet=layers.above_sheet,
        below_sheet={**layers.below_sheet, **layers.beside_sheet},
        edits=edits,
    )


def _computed_again(
    path: Path,
    recorded: RecordedInputs,
    library: Library,
    layers: Layers,
    power_file: Path | None,
    study_file: Path | None,
    lang: str,
) -> Alternatives:
    """Return the alternatives of a result; its own study beats files of today's user."""
    found = Alternatives(
        recorded.bom,
        library,
        above_sheet=recorded.above_sheet,
        below_sheet=recorded.below_sheet,
        edits=recorded.edits,
    )
    moved = other_data(path.name, recorded.manifest, recorded.total_kgco2e, found.base)
    problem = not_reproduced(path.name, recorded.total_kgco2e, found.base)
    if problem is not None and not moved:
        raise InputError(problem)
    for notice in moved:
        err.print(f"! {notice.at}: {notice.text(lang)} [{notice.code}]", soft_wrap=True)
    bom, layers = with_power(
        recorded.bom, layers, power_file=power_file, study_file=study_file, bom_path=path
    )
    if not layers.above_sheet and not layers.beside_sheet:
        return found
    return Alternatives(
        bom,
        library,
        above_sheet={**recorded.above_sheet, **layers.above_sheet},
        below_sheet={**recorded.below_sheet, **layers.beside_sheet},
        edits=recorded.edits,
    )
