"""Which archetype a declared server is assessed on: by its model's name, else by its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcf.bom.hardware import FoundPart, Hardware, nearest_archetype
from pcf.model.archetype import Archetype
from pcf.model.provenance import CellRef

MODELS_TABLE = "server_models"
#: Words of a server type -> form of an archetype; anything else stands in a rack.
FORMS = {"tower": "tower", "blade": "blade", "converged": "blade"}
#: Shares are given of an enclosure of 10U (``lci_data/archetypes/blade_2s.yaml``).
SHARE_OF_U = 10.0
_LETTERS = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The archetype of a server, and the share of a 10U enclosure where its model says one."""

    archetype: Archetype
    enclosure_share: float | None = None


def chosen_archetype(
    name: str,
    *,
    server_type: str,
    height_u: float,
    processors: int,
    disks: int,
    models: Sequence[Mapping[str, str]],
    archetypes: Mapping[str, Archetype],
) -> Chosen:
    """Return the archetype of the first row of ``server_models`` the name fits, else the nearest.

    The nearest is that of form, disks, height and processors, as for an inventory.
    """
    row = model_row(name, models)
    if row is None:
        found = _nearest(server_type, height_u, processors, disks, archetypes.values())
        return Chosen(archetype=found)
    share = None
    if row["nodes"]:
        share = float(row["enclosure_u"]) / SHARE_OF_U / float(row["nodes"])
    return Chosen(archetype=archetypes[row["archetype"]], enclosure_share=share)


def model_row(name: str, models: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """Return the first row whose pattern is found in the letters and digits of a name."""
    letters = _LETTERS.sub("", name.casefold())
    return next((row for row in models if re.search(row["pattern"], letters)), None)


def _nearest(
    server_type: str,
    height_u: float,
    processors: int,
    disks: int,
    archetypes: Iterable[Archetype],
) -> Archetype:
    said = server_type.casefold()
    form = next((form for word, form in FORMS.items() if word in said), "rack")
    at = CellRef(file="")
    hardware = Hardware(
        name="",
        at=at,
        form=form,
        units=height_u if form == "rack" else 0.0,
        processors=(FoundPart(at=at),) * processors,
        disk_drives=(FoundPart(at=at),) * disks,
    )
    found = nearest_archetype(hardware, archetypes)
    assert found is not None  # the shipped archetypes are never none
    return found
