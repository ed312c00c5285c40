"""Parameters read out of a name or description, in English or Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pcf.components.extract_boards import MM_PER, board, thickness
from pcf.components.normalise import fold

Extracted = Mapping[str, float | str]

BOARDS = frozenset(
    {
        "printed_board",
        "mainboard",
        "riser_board",
        "backplane",
        "power_distribution_board",
        "network_card",
        "storage_controller_card",
        "expansion_card",
        "other_board",
    }
)
CHIPS = frozenset(
    {
        "processor",
        "accelerator",
        "chipset",
        "bmc",
        "network_asic",
        "storage_asic",
        "switch_asic",
        "fpga",
        "cpld",
        "integrated_circuit",
    }
)
SHEETS = frozenset(
    {
        "sheet_metal_part",
        "chassis",
        "insulating_film",
        "gasket",
        "thermal_interface",
        "plastic_part",
        "bezel",
        "rail_kit",
        "adhesive_tape",
    }
)
_BITS_PER_CELL = {"slc": 1.0, "mlc": 2.0, "tlc": 3.0, "qlc": 4.0, "plc": 5.0}
_KG_PER = {"kg": 1.0, "千克": 1.0, "公斤": 1.0, "g": 1e-3, "克": 1e-3}
_WATT_PER = {"w": 1.0, "kw": 1000.0, "瓦": 1.0}
_NUMBER = r"(\d+(?:\.\d+)?)"

_CAPACITY = re.compile(
    rf"(?<![\d.])(?:(sata|sas|pcie|nvme) ?)?{_NUMBER}"
    r" ?(tib|tb|t|gib|gb|g)(?!\w|/s| ?/ ?s|bps|bit)",
    re.ASCII,
)
# "SAS 12G" is the name of a link by its rate, "SATA 480G" a drive by its size.
_LINK_NAMES = frozenset(
    {"1.5", "2.5", "3", "3.0", "5", "6", "6.0", "8", "12", "12.0", "16", "22.5", "24", "32", "64"}
)
_CHIP_CAPACITY = re.compile(rf"(?<![\d.]){_NUMBER} ?([KMGkmg])(?:i?)(bits?|B|b)(?![A-Za-z/])")
_ORGANISATION = re.compile(r"(?<![\d.])(\d+) ?([mg])e?g? ?x ?(\d{1,2})(?!\d)", re.ASCII)
_RANKS = re.compile(r"\b(?:\ds)?([1248])r ?x ?(4|8|16)\b", re.ASCII)
_NAND_LAYERS = re.compile(r"(?<![\d.])(\d{2,3})[ -]?(?:l\b|layers?\b|层)", re.ASCII)
_LENGTH_NAMED = re.compile(
    rf"(?:\bl ?= ?|长度? ?[:=]? ?|length ?[:=]? ?){_NUMBER} ?(mm|cm|m|米)?(?!\w)"
)
_LENGTH = re.compile(rf"(?<![\d.x*=]){_NUMBER} ?(mm|cm|m|米)(?![a-z0-9])")
_POWER = re.compile(rf"(?<![a-z\d.]){_NUMBER} ?(kw|w|瓦)(?![a-z0-9])")
_NODE = re.compile(r"(?<![\d.])(\d{1,3}) ?nm\b", re.ASCII)
_DIE = re.compile(rf"(?:\bdie\b[^\d]{{0,12}}{_NUMBER} ?mm\^?2|{_NUMBER} ?mm\^?2 ?die\b)", re.ASCII)
_PINS = re.compile(
    r"(?<![\d.])(?:(\d{1,2}) ?[x*] ?)?(\d{1,4})"
    r"[ -]?(?:pos(?:ition)?s?|pins?|ckt|ways?|芯|针|p)(?![a-z\d])"
)
_LGA = re.compile(r"\blga[ -]?(\d{4})\b", re.ASCII)
_PACKAGE = re.compile(
    r"\b(\d{1,4})?-?(?:pin )?(?:narrow )?"
    r"((?:u|w|v|x|t|h|d|l|f|fc|p|ht|hv|vs|ts|tf|vf|ms)?"
    r"(?:qfn|qfp|dfn|ssop|sop|soic|bga|lga|wlcsp|csp|sot|son|msop))-?(\d{1,4})?",
    re.ASCII,
)
_ENERGY = re.compile(rf"(?<![\d.]){_NUMBER} ?(k?wh)\b", re.ASCII)
_CHARGE = re.compile(rf"(?<![\d.]){_NUMBER} ?v\b.{{0,12}}?(?<![\d.]){_NUMBER} ?(m?ah)\b", re.ASCII)
_COIN = re.compile(r"\b(cr\d{4}|br\d{4})\w*", re.ASCII)
_GAUGE = re.compile(r"\bawg ?#?(\d{1,2})\b|\b(\d{1,2}) ?awg\b", re.ASCII)
_MASS = re.compile(
    rf"(?:\bweight\b|\bmass\b|\bwt\b|净重|单重|重量)\W{{0,3}}{_NUMBER}"
    r" ?(kg|g|千克|公斤|克)(?![a-z/])",
    re.ASCII,
)
# Not within a part number: TMK212BBJ106KG-T is a chip of a gram's thousandth, not of 106 kg.
_KILOGRAMS = re.compile(rf"(?<![a-z\d._-]){_NUMBER} ?(kg|千克|公斤)(?![a-z\d/])")
_CARRIES = re.compile(
    r"\bload\b|\brated\b|\bcapacity\b|\bmax\b|\btorque\b|\bforce\b"
    r"|承重|承载|载重|负载|[推拉扭磁]力"
)


def _capacity(text: str) -> Extracted:
    """Vendor gigabytes; the largest figure is the capacity, smaller ones are caches."""
    found = [
        float(number) * (1000.0 if unit.startswith("t") else 1.0)
        for link, number, unit in _CAPACITY.findall(text)
        if not (link and number in _LINK_NAMES)
    ]
    return {"capacity_gb": max(found)} if found else {}


def _chip_capacity(raw: str, *, managed: bool) -> Extracted:
    """Chips are sold in bits (`8Gb`), managed flash in bytes (`64GB`)."""
    per_gigabyte = {"K": 1e-6, "M": 1e-3, "G": 1.0}
    found = []
    for number, prefix, unit in _CHIP_CAPACITY.findall(raw):
        divisor = 1.0 if unit == "B" or (managed and unit == "b") else 8.0
        found.append(float(number) * per_gigabyte[prefix.upper()] / divisor)
    for number, prefix, width in _ORGANISATION.findall(fold(raw)):
        scale = 1.0 / 1024 if prefix == "m" else 1.0
        found.append(float(number) * scale * float(width) / 8.0)
    return {"capacity_gb": max(found)} if found else {}


def _memory_module(text: str) -> Extracted:
    found = dict(_capacity(text))
    ranks = _RANKS.search(text)
    if ranks:
        found |= {"ranks_count": float(ranks[1]), "width_bits_count": float(ranks[2])}
    return found


def _flash(text: str) -> Extracted:
    found: dict[str, float | str] = {}
    layers = _NAND_LAYERS.search(text)
    if layers:
        found["nand_layers_count"] = float(layers[1])
    for word, bits in _BITS_PER_CELL.items():
        if re.search(rf"\b{word}\b", text, re.ASCII):
            found["bits_per_cell_count"] = bits
    return found


def _watts(text: str, parameter: str) -> Extracted:
    found = [float(number) * _WATT_PER[unit] for number, unit in _POWER.findall(text)]
    return {parameter: max(found)} if found else {}


def _chip(text: str) -> Extracted:
    found: dict[str, float | str] = {}
    node = _NODE.search(text)
    if node:
        found["node_nm"] = float(node[1])
    die = _DIE.search(text)
    if die:
        found["die_area_cm2"] = float(die[1] or die[2]) / 100.0
    return found


def _package(text: str) -> Extracted:
    for before, name, after in _PACKAGE.findall(text):
        pins = before or after
        if pins:
            found = {"package": f"{name}-{pins}"}
            # SOT-23 is the name of an outline, not a count of pins.
            return found if name.endswith("sot") else found | {"pins_count": float(pins)}
    return {}


def _pins(text: str) -> Extracted:
    lands = _LGA.search(text)
    if lands:
        return {"pins_count": float(lands[1])}
    found = _PINS.search(text)
    return {"pins_count": float(found[1] or 1) * float(found[2])} if found else {}


def _length(text: str) -> Extracted:
    """The longest figure is the length; shorter ones are diameters."""
    named = _LENGTH_NAMED.findall(text)
    found = [
        float(number) * MM_PER[unit or "mm"] / 1000.0
        for number, unit in named or _LENGTH.findall(text)
    ]
    return {"length_m": max(found)} if found else {}


def _cable(text: str) -> Extracted:
    found = dict(_length(text))
    gauge = _GAUGE.search(text)
    if gauge:
        found["wire_gauge_awg"] = float(gauge[1] or gauge[2])
    return found


def _battery(text: str) -> Extracted:
    energy = _ENERGY.search(text)
    if energy:
        return {"energy_wh": float(energy[1]) * (1000.0 if energy[2] == "kwh" else 1.0)}
    charge = _CHARGE.search(text)
    if charge:
        ampere_hours = float(charge[2]) * (0.001 if charge[3] == "mah" else 1.0)
        return {"energy_wh": float(charge[1]) * ampere_hours}
    return {}


def _stack(text: str) -> Extracted:
    capacity = _capacity(text)
    return {"hbm_gb": capacity["capacity_gb"]} if capacity else {}


def _coin(text: str) -> Extracted:
    size = _COIN.search(text)
    return {"cell_size": size[1].upper()} if size else {}


def _solid_state(text: str) -> Extracted:
    return {**_capacity(text), **_flash(text)}


_BY_CLASS: Mapping[str, Callable[[str], Extracted]] = MappingProxyType(
    {
        "memory_module": _memory_module,
        "solid_state_drive": _solid_state,
        "hard_disk_drive": _capacity,
        "hbm_stack": _stack,
        "accelerator": lambda text: {**_chip(text), **_stack(text), **_watts(text, "tdp_w")},
        "processor": lambda text: {**_chip(text), **_watts(text, "tdp_w")},
        "power_supply": lambda text: _watts(text, "rated_power_w"),
        "cable": _cable,
        "connector": _pins,
        "socket": _pins,
        "battery_lithium": _battery,
        "supercapacitor": _battery,
        "battery_coin": _coin,
        "integrated_circuit": lambda text: {**_chip(text), **_package(text)},
    }
)


def _reader(component_class: str) -> Callable[[str], Extracted] | None:
    if component_class in _BY_CLASS:
        return _BY_CLASS[component_class]
    for group, reader in ((BOARDS, board), (CHIPS, _chip), (SHEETS, thickness)):
        if component_class in group:
            return reader
    return None


def extract(text: str, component_class: str) -> Extracted:
    """Return what ``text`` says of a part of ``component_class``: numbers in named units, words.

    Only what the grammar is sure of; nothing is guessed from a bare number.
    """
    folded = fold(text)
    found: dict[str, float | str] = {}
    if component_class in ("memory_chip", "flash_chip"):
        managed = re.search(r"\b(?:emmc|ufs)\b", folded, re.ASCII) is not None
        raw = unicodedata.normalize("NFKC", text)
        found |= _chip_capacity(raw, managed=managed)
        found |= _flash(folded) if component_class == "flash_chip" else {}
    else:
        reader = _reader(component_class)
        found |= reader(folded) if reader else {}
    return MappingProxyType(found | dict(_mass(folded)))


def _mass(text: str) -> Extracted:
    """A figure beside a word for mass; a bare one in kg, but not what a rail carries."""
    found = _MASS.search(text)
    if found is None and _CARRIES.search(text) is None:
        found = _KILOGRAMS.search(text)
    return {"mass_kg": float(found[1]) * _KG_PER[found[2]]} if found else {}
