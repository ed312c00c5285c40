"""What an inventory found in a server, whatever it was written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pcf.model.archetype import Archetype
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPart:
    """One part found: its model or kind, its size in the unit of its column, its place.

    ``size`` is cores of a processor, GB of a module or drive, W of a supply; 0 where unknown.
    """

    model: str = ""
    size: float = 0.0
    kind: str = ""
    at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """The parts of one server and its enclosure.

    ``form`` is ``rack``, ``blade`` or ``tower``; ``units`` the height in rack units, 0 where
    unknown; ``sockets`` counts those without a processor too.
    """

    name: str
    at: CellRef
    form: str = "rack"
    units: float = 0.0
    sockets: int = 0
    mass_kg: Stated | None = None
    processors: tuple[FoundPart, ...] = ()
    accelerators: tuple[FoundPart, ...] = ()
    modules: tuple[FoundPart, ...] = ()
    flash_drives: tuple[FoundPart, ...] = ()
    disk_drives: tuple[FoundPart, ...] = ()
    supplies: tuple[FoundPart, ...] = ()
    network_cards: tuple[FoundPart, ...] = ()
    #: Columns whose parts the inventory lists at all, so that none found means none.
    listed: frozenset[str] = field(default_factory=frozenset)


def nearest_archetype(hardware: Hardware, archetypes: Iterable[Archetype]) -> Archetype | None:
    """Return the archetype that fits best: form, accelerators, disks, height, sockets, rank."""
    return min(
        (archetype for archetype in archetypes if archetype.fits),
        key=lambda archetype: _distance(hardware, archetype),
        default=None,
    )


def _distance(hardware: Hardware, archetype: Archetype) -> tuple[float, ...]:
    fits = archetype.fits
    found = {
        "accelerators": len(hardware.accelerators),
        "disks": len(hardware.disk_drives),
        "units": hardware.units or fits["units"],
        "sockets": max(hardware.sockets, len(hardware.processors)) or fits["sockets"],
    }
    away = tuple(abs(fits[name] - value) for name, value in found.items())
    return (float(archetype.form != hardware.form), *away, fits["rank"])


def configuration_values(hardware: Hardware) -> dict[str, Stated]:
    """Return the columns of a configuration that the parts found state."""
    values = {"name": Stated(value=hardware.name, at=hardware.at)}
    groups: Mapping[str, tuple[FoundPart, ...]] = {
        "cpu_count": hardware.processors,
        "gpu_count": hardware.accelerators,
        "dimm_count": hardware.modules,
        "ssd_count": hardware.flash_drives,
        "hdd_count": hardware.disk_drives,
        "psu_count": hardware.supplies,
        "nic_count": hardware.network_cards,
    }
    for column, parts in groups.items():
        if parts or column in hardware.listed:
            at = parts[0].at if parts else hardware.at
            values[column] = Stated(value=float(len(parts)), at=at)
    _sizes(values, hardware)
    _models(values, hardware)
    if hardware.mass_kg is not None:
        values["mass_kg"] = hardware.mass_kg
    return values


def _sizes(values: dict[str, Stated], hardware: Hardware) -> None:
    """Add capacities and ratings; where parts differ the mean keeps their sum."""
    for column, parts, whole in (
        ("cpu_cores", hardware.processors, False),
        ("memory_gb", hardware.modules, True),
        ("ssd_gb", hardware.flash_drives, False),
        ("hdd_gb", hardware.disk_drives, False),
        ("psu_w", hardware.supplies, False),
    ):
        sizes = [part.size for part in parts if part.size > 0]
        if sizes:
            size = sum(sizes) if whole else sum(sizes) / len(sizes)
            values[column] = Stated(value=size, at=parts[0].at)


def _models(values: dict[str, Stated], hardware: Hardware) -> None:
    for column, texts in (
        ("cpu_model", [(part.model, part.at) for part in hardware.processors]),
        ("gpu_model", [(part.model, part.at) for part in hardware.accelerators]),
        ("memory_generation", [(part.kind, part.at) for part in hardware.modules]),
    ):
        said = [entry for entry in texts if entry[0]]
        if said:
            commonest = Counter(text for text, _ in said).most_common(1)[0][0]
            at = next(place for text, place in said if text == commonest)
            values[column] = Stated(value=commonest, at=at)
