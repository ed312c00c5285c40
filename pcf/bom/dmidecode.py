"""The text of `dmidecode`: processors, memory modules, supplies and the enclosure of a server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcf.bom.hardware import FoundPart, Hardware
from pcf.model.provenance import CellRef

_FIRST_LINES = 40
_HANDLE = re.compile(r"Handle 0x[0-9A-Fa-f]+, DMI type (\d+)")
_QUANTITY = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)")
_GB_PER = {"KB": 1 / 1024**2, "MB": 1 / 1024, "GB": 1.0, "TB": 1024.0}
_TRADE_MARKS = re.compile(r"\((?:R|TM|C)\)|\bCPU\b|@.*$", re.IGNORECASE)
_UNKNOWN = frozenset({"", "unknown", "not specified", "none", "to be filled by o.e.m.", "--"})
_SYSTEM, _CHASSIS, _PROCESSOR, _MEMORY, _SUPPLY = 1, 3, 4, 17, 39
_GENERATIONS = re.compile(r"DDR[345]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Structure:
    """One structure of the table: its type, its fields and the line of each."""

    kind: int
    file: str
    line: int
    fields: Mapping[str, tuple[str, int]]

    def text(self, name: str) -> str:
        """Return a field, empty where the firmware left it open."""
        value = self.fields.get(name, ("", 0))[0].strip()
        return "" if value.casefold() in _UNKNOWN else value

    def quantity(self, name: str, per_unit: Mapping[str, float]) -> float:
        """Return a field such as ``32 GB``, 0 where it is none."""
        match = _QUANTITY.match(self.text(name))
        return float(match[1]) * per_unit.get(match[2].upper(), 0.0) if match else 0.0

    def place(self, name: str) -> CellRef:
        """Return the place of a field."""
        line = self.fields.get(name, ("", self.line))[1]
        return CellRef(file=self.file, cell=f"line {line} {name}")


def is_dmidecode(text: str) -> bool:
    """Whether a text is what `dmidecode` prints."""
    head = "\n".join(text.splitlines()[:_FIRST_LINES])
    return "SMBIOS" in head and _HANDLE.search(head) is not None


def read_dmidecode(file: str, text: str) -> Hardware:
    """Return the hardware a `dmidecode` text lists; drives and cards are not in it."""
    found: dict[int, list[_Structure]] = {}
    for structure in _structures(file, text):
        found.setdefault(structure.kind, []).append(structure)
    system = next(iter(found.get(_SYSTEM, [])), None)
    chassis = next(iter(found.get(_CHASSIS, [])), None)
    sockets = found.get(_PROCESSOR, [])
    maker, product = (
        system.text(name) if system else "" for name in ("Manufacturer", "Product Name")
    )
    return Hardware(
        name=" ".join(part for part in (maker, product) if part) or file,
        at=system.place("Product Name") if system else CellRef(file=file),
        form=_form(chassis.text("Type") if chassis else ""),
        units=chassis.quantity("Height", {"U": 1.0}) if chassis else 0.0,
        sockets=len(sockets),
        processors=tuple(
            _processor(entry) for entry in sockets if "Unpopulated" not in entry.text("Status")
        ),
        modules=tuple(
            _module(entry)
            for entry in found.get(_MEMORY, [])
            if entry.quantity("Size", _GB_PER) > 0
        ),
        supplies=tuple(
            _supply(entry)
            for entry in found.get(_SUPPLY, [])
            if "Not Present" not in entry.text("Status")
        ),
        listed=frozenset({"cpu_count", "dimm_count"}),
    )


def _structures(file: str, text: str) -> Iterator[_Structure]:
    kind, start = -1, 0
    fields: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        handle = _HANDLE.match(line)
        if handle:
            if kind >= 0:
                yield _Structure(kind=kind, file=file, line=start, fields=fields)
            kind, start, fields = int(handle[1]), number, {}
        elif line.startswith("\t") and not line.startswith("\t\t"):
            name, colon, value = line.strip().partition(":")
            if colon:
                fields.setdefault(name.strip(), (value.strip(), number))
    if kind >= 0:
        yield _Structure(kind=kind, file=file, line=start, fields=fields)


def _form(enclosure: str) -> str:
    if "Blade" in enclosure:
        return "blade"
    return "tower" if "Tower" in enclosure else "rack"


def plain_model(text: str) -> str:
    """Return the name of a processor without marks and clock (``Xeon(R) … CPU @ 3.20GHz``)."""
    return " ".join(_TRADE_MARKS.sub(" ", text).split())


def _processor(entry: _Structure) -> FoundPart:
    cores = entry.text("Core Count")
    return FoundPart(
        model=plain_model(entry.text("Version")),
        size=float(cores) if cores.isdigit() else 0.0,
        at=entry.place("Version"),
    )


def _module(entry: _Structure) -> FoundPart:
    generation = _GENERATIONS.match(entry.text("Type"))
    return FoundPart(
        model=entry.text("Part Number"),
        size=entry.quantity("Size", _GB_PER),
        kind=generation[0] if generation else "",
        at=entry.place("Size"),
    )


def _supply(entry: _Structure) -> FoundPart:
    return FoundPart(
        model=entry.text("Model Part Number"),
        size=entry.quantity("Max Power Capacity", {"W": 1.0, "KW": 1000.0}),
        at=entry.place("Max Power Capacity"),
    )
