"""A power result as settings of a study: where a sheet or a study names a file, or an option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pcf.model.bom import BillOfMaterials, Stated
from pcf.model.power import PowerResult
from pcf.model.study import Setting

POWER_FILE = "power_file"
#: Notices on a power result; those of a file that is not used are taken back.
_CODES = frozenset({"STU211", "STU212", "STU213", "STU214"})


def with_power_file(bom: BillOfMaterials, folder: Path) -> BillOfMaterials:
    """Return a bill whose Use sheet names a power file with the curve in that file.

    Raises
    ------
    StudyError
        As :func:`pcf.bom.power_result.power_beside`.
    """
    stated = bom.settings.get(POWER_FILE)
    if stated is None:
        return bom
    # the parsers are loaded only for a study that names a file
    from pcf.bom.power_result import power_beside

    result = power_beside(str(stated.value), folder=folder, at=stated.at)
    settings = {
        name: Stated(value=value, at=stated.at) for name, value in power_values(result).items()
    }
    return replace(
        bom,
        settings={**bom.settings, **settings},
        notices=(*bom.notices, *result.notices),
    )


def with_power_result(bom: BillOfMaterials, result: PowerResult) -> BillOfMaterials:
    """Return a bill with the notices of a power result given outside it, and no others."""
    kept = tuple(notice for notice in bom.notices if notice.code not in _CODES)
    return replace(bom, notices=(*kept, *result.notices))


def power_layer(result: PowerResult, *, origin: str) -> Mapping[str, Setting]:
    """Return the settings of a power result, to lay over those of a study."""
    return {
        name: Setting(value=value, origin=origin, source=result.file, at=None)
        for name, value in {**power_values(result), POWER_FILE: result.file}.items()
    }


def power_values(result: PowerResult) -> dict[str, float | str]:
    """Return the settings a power result gives: curve, kind, and its overall scores."""
    return {"power_curve": result.curve, "power_result": result.kind, **result.scores}
