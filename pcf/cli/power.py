"""`--power FILE`, and the power file a study file names: curve and notices for the study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from pcf.bom.power_settings import POWER_FILE, power_layer, with_power_result
from pcf.config import STUDY_FILE, Layers
from pcf.model.bom import BillOfMaterials

Command = TypeVar("Command", bound=Callable[..., Any])


def power_option(command: Command) -> Command:
    """Add ``--power``."""
    return click.option(
        "--power",
        "power_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="PCF_POWER_FILE",
        show_envvar=True,
        help="Measured power: SPECpower_ssj2008 report (.txt), SERT results.xml, or csv of "
        "load and watt. Default: power_file of the study.",
    )(command)


def with_power(
    bom: BillOfMaterials,
    layers: Layers,
    *,
    power_file: Path | None,
    study_file: Path | None,
    bom_path: Path,
) -> tuple[BillOfMaterials, Layers]:
    """Return BOM and layers with the measured curve: the option's, else the study file's.

    The Use sheet's own file was read with the BOM and beats that of a study file.

    Raises
    ------
    StudyError
        The file cannot be used (STU131 to STU136).
    """
    if power_file is not None:
        # the parsers are loaded only for a study that names a file
        from pcf.bom.power_result import read_power

        result = read_power(power_file)
        above = {**layers.above_sheet, **power_layer(result, origin="option")}
        return with_power_result(bom, result), replace(layers, above_sheet=above)
    stated = layers.beside_sheet.get(POWER_FILE)
    if stated is None or "power_curve" in bom.settings:
        return bom, layers
    from pcf.bom.power_result import power_beside

    folder = (study_file or bom_path.parent / STUDY_FILE).parent
    result = power_beside(str(stated.value), folder=folder, at=stated.at)
    beside = {**layers.beside_sheet, **power_layer(result, origin="study_file")}
    return with_power_result(bom, result), replace(layers, beside_sheet=beside)
