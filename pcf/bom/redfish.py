"""A Redfish dump in one JSON file: every resource in it by its type, however deep it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcf.bom.dmidecode import plain_model
from pcf.bom.hardware import FoundPart, Hardware
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MILLIMETRES_PER_UNIT = 44.45  # EIA-310: one rack unit is 1.75 inch
_TYPE = re.compile(r"#(\w+)\.")
#: Collections whose members may come without a type of their own.
_COLLECTIONS = {
    "Processors": "Processor",
    "Memory": "Memory",
    "Drives": "Drive",
    "PowerSupplies": "PowerSupply",
    "NetworkAdapters": "NetworkAdapter",
    "Chassis": "Chassis",
    "Systems": "ComputerSystem",
}
_CPU = frozenset({"", "CPU"})
_GENERATIONS = re.compile(r"DDR[345]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resource:
    """One resource: its fields and where it stands in the document."""

    kind: str
    fields: Mapping[str, Json]
    file: str
    path: str

    def text(self, name: str) -> str:
        """Return a text field, empty where it is none."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> float:
        """Return a number, 0 where it is none."""
        value = self.fields.get(name)
        return float(value) if isinstance(value, int | float) and value is not True else 0.0

    @property
    def there(self) -> bool:
        """Whether the slot is filled."""
        status = self.fields.get("Status")
        return not (isinstance(status, dict) and status.get("State") == "Absent")

    def place(self, name: str) -> CellRef:
        """Return the place of a field."""
        return CellRef(file=self.file, cell=f"{self.path}/{name}")


def is_redfish(document: Json) -> bool:
    """Whether a JSON document holds Redfish resources."""
    return any(
        resource.kind in {"ComputerSystem", "Processor"} for resource in _resources("", document)
    )


def read_redfish(file: str, document: Json) -> Hardware:
    """Return the hardware a Redfish document lists."""
    found: dict[str, list[_Resource]] = {}
    for resource in _resources(file, document):
        if resource.there:
            found.setdefault(resource.kind, []).append(resource)
    system = next(iter(found.get("ComputerSystem", [])), None)
    enclosures = found.get("Chassis", [])
    chassis = max(enclosures, key=lambda entry: entry.number("HeightMm"), default=None)
    processors = found.get("Processor", [])
    drives = found.get("Drive", [])
    return Hardware(
        name=_name(system) or file,
        at=system.place("Model") if system else CellRef(file=file),
        form=_form(chassis),
        units=round(chassis.number("HeightMm") / MILLIMETRES_PER_UNIT) if chassis else 0.0,
        mass_kg=_mass(chassis),
        processors=tuple(_processor(entry) for entry in processors if _is_cpu(entry))
        or _summed(system),
        accelerators=tuple(_processor(entry) for entry in processors if not _is_cpu(entry)),
        modules=tuple(
            _module(entry) for entry in found.get("Memory", []) if entry.number("CapacityMiB")
        ),
        flash_drives=tuple(_drive(entry) for entry in drives if entry.text("MediaType") != "HDD"),
        disk_drives=tuple(_drive(entry) for entry in drives if entry.text("MediaType") == "HDD"),
        supplies=tuple(_supply(entry) for entry in found.get("PowerSupply", [])),
        network_cards=tuple(
            FoundPart(model=entry.text("Model"), at=entry.place("Model"))
            for entry in found.get("NetworkAdapter", [])
        ),
        listed=frozenset({"ssd_count", "hdd_count"}) if drives else frozenset(),
    )


def _resources(file: str, value: Json, path: str = "", expected: str = "") -> Iterator[_Resource]:
    """Walk the document; a resource linked to and shown again is given once."""
    seen: set[str] = set()
    pending: list[tuple[Json, str, str]] = [(value, path, expected)]
    while pending:
        node, where, kind = pending.pop(0)
        if isinstance(node, list):
            pending[:0] = [(entry, f"{where}/{n}", kind) for n, entry in enumerate(node)]
            continue
        if not isinstance(node, dict):
            continue
        own = _TYPE.match(str(node.get("@odata.type", "")))
        named = own[1] if own else kind
        identity = str(node.get("@odata.id", where))
        # a bare link has nothing but its address
        if named and len(node) > 1 and not named.endswith("Collection") and identity not in seen:
            seen.add(identity)
            yield _Resource(kind=named, fields=node, file=file, path=where)
        inherited = kind if "Members" in node else ""
        pending[:0] = [
            (
                entry,
                f"{where}/{key}",
                inherited if key == "Members" else _COLLECTIONS.get(key, ""),
            )
            for key, entry in node.items()
        ]


def _name(system: _Resource | None) -> str:
    if system is None:
        return ""
    parts = (system.text("Manufacturer"), system.text("Model"))
    return " ".join(part for part in parts if part) or system.text("Name")


def _form(chassis: _Resource | None) -> str:
    kind = chassis.text("ChassisType") if chassis else ""
    if kind in {"Blade", "Sled"}:
        return "blade"
    return "tower" if kind == "StandAlone" else "rack"


def _mass(chassis: _Resource | None) -> Stated | None:
    mass_kg = chassis.number("WeightKg") if chassis else 0.0
    if chassis is None or mass_kg <= 0:
        return None
    return Stated(value=mass_kg, at=chassis.place("WeightKg"))


def _is_cpu(entry: _Resource) -> bool:
    return entry.text("ProcessorType") in _CPU


def _processor(entry: _Resource) -> FoundPart:
    return FoundPart(
        model=plain_model(entry.text("Model")),
        size=entry.number("TotalCores"),
        at=entry.place("Model"),
    )


def _summed(system: _Resource | None) -> tuple[FoundPart, ...]:
    """Return processors from the summary of the system, where none is listed."""
    summary = system.fields.get("ProcessorSummary") if system else None
    if system is None or not isinstance(summary, dict):
        return ()
    count, model = summary.get("Count"), summary.get("Model")
    if not isinstance(count, int):
        return ()
    part = FoundPart(
        model=plain_model(model) if isinstance(model, str) else "",
        at=system.place("ProcessorSummary"),
    )
    return (part,) * count


def _module(entry: _Resource) -> FoundPart:
    generation = _GENERATIONS.match(entry.text("MemoryDeviceType"))
    return FoundPart(
        model=entry.text("PartNumber"),
        size=entry.number("CapacityMiB") / 1024,
        kind=generation[0] if generation else "",
        at=entry.place("CapacityMiB"),
    )


def _drive(entry: _Resource) -> FoundPart:
    return FoundPart(
        model=entry.text("Model"),
        size=entry.number("CapacityBytes") / 1e9,
        at=entry.place("CapacityBytes"),
    )


def _supply(entry: _Resource) -> FoundPart:
    return FoundPart(
        model=entry.text("Model"),
        size=entry.number("PowerCapacityWatts"),
        at=entry.place("PowerCapacityWatts"),
    )
