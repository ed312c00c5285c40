"""Causes of a difference between two results, and the settings that belong to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pcf.results.comparison_side import Piece, Side
from pcf.results.comparison_slots import Fate, Slot
from pcf.stages.reuse_settings import REUSE_SETTINGS


class Cause(StrEnum):
    """Why a footprint moved, in the order of the waterfall."""

    QUANTITY = "quantity"
    PART = "part"
    MAPPING = "mapping"
    DATA = "data"
    METHOD = "method"
    GRID = "grid"
    LIFETIME = "lifetime"
    USE = "use"
    MARKET = "market"
    END_OF_LIFE = "end_of_life"
    FACTORY = "factory"
    BOUNDARY = "boundary"
    STUDY = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: its name and what it is on both sides, empty where nothing.

    ``item`` is that of the component it belongs to, empty for a setting.
    """

    name: str
    first: str
    second: str
    item: str = ""


SETTING_CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        **dict.fromkeys(
            ("grid", "factory_grid", "supply_location", "grid_path", "use_start_year",
             "instrument_type", "instrument_kgco2e_per_kwh", "instrument_source",
             "instrument_volume_kwh", "instrument_year", "residual_kgco2e_per_kwh",
             "renewable_share"),
            Cause.GRID,
        ),
        "lifetime_years": Cause.LIFETIME,
        **dict.fromkeys(
            ("pue", "profile", "load_profile", "annual_kwh", "mean_w", "idle_w", "max_w",
             "spare_parts", "cooling", "data_centre", "dynamic_energy_management",
             "dynamic_energy_management_source", "fan_power_share", "liquid_cooling",
             "liquid_pue", "power_cap_w", "power_curve", "power_file", "power_result",
             "pump_power_share", "redundancy_mode", "residual_fan_share"),
            Cause.USE,
        ),
        **dict.fromkeys(("market", "gross_mass_kg"), Cause.MARKET),
        **dict.fromkeys(
            ("eol_allocation", "transport_to_recycler_km", "collection_rate", *REUSE_SETTINGS),
            Cause.END_OF_LIFE,
        ),
        **dict.fromkeys(("assembly_kwh", "burn_in_hours", "burn_in_w"), Cause.FACTORY),
        "boundary": Cause.BOUNDARY,
        "method": Cause.METHOD,
    }
)  # fmt: skip

#: Settings that are words about the product or the study and move no figure.
WORDS: frozenset[str] = frozenset({
    "product_name", "product_model", "product_model_zh", "manufacturer", "functional_unit",
    "functional_unit_zh", "declared_unit", "declared_unit_zh", "cut_off", "goal", "reporting_date",
    "mass_kg", "accept_cutoff", "green_packaging", "rack_units",
})  # fmt: skip


def setting_cause(name: str, first: Side, second: Side) -> Cause | None:
    """Return the cause a setting belongs to, ``None`` for words.

    A PUE nobody stated follows the grid: it belongs to the grid that brings it along.
    """
    if name in WORDS:
        return None
    follows = name in first.defaults and name in second.defaults
    if name == "pue" and follows and first.text("grid") != second.text("grid"):
        return Cause.GRID
    return SETTING_CAUSES.get(name, Cause.STUDY)


def changes(first: Side, second: Side, places: Sequence[Slot]) -> Mapping[Cause, list[Change]]:
    """Return all that differs between two results, by cause, in the order of ``Cause``."""
    found: dict[Cause, list[Change]] = {cause: [] for cause in Cause}
    for place in places:
        for cause, change in _piece_changes(first, second, place):
            found[cause].append(change)
    for cause, name, key in (
        (Cause.DATA, "background", "background_digest"),
        (Cause.METHOD, "method_factors", "method_digest"),
    ):
        one, other = first.manifest.get(key, ""), second.manifest.get(key, "")
        if cause is Cause.METHOD and first.text("method") != second.text("method"):
            continue
        if one != other:
            found[cause].append(Change(name=name, first=one[:12], second=other[:12]))
    for name in dict.fromkeys((*first.settings, *second.settings)):
        setting = setting_cause(name, first, second)
        if setting is not None and first.settings.get(name) != second.settings.get(name):
            found[setting].append(
                Change(name=name, first=first.text(name), second=second.text(name))
            )
    if first.route != second.route:
        found[Cause.MARKET].append(Change(name="route", first=_route(first), second=_route(second)))
    return {cause: entries for cause, entries in found.items() if entries}


def _piece_changes(first: Side, second: Side, place: Slot) -> list[tuple[Cause, Change]]:
    one = None if place.first is None else first.pieces[place.first]
    other = None if place.second is None else second.pieces[place.second]
    if one is None or other is None or place.fate is Fate.REPLACED:
        item = "".join([piece.item for piece in (one, other) if piece][-1:])
        entries = [
            (Cause.PART, Change(name="part", item=item, first=_label(one), second=_label(other)))
        ]
    else:
        entries = [(Cause.MAPPING, change) for change in mapping_changes(one, other)]
    if one and other and one.quantity != other.quantity:
        entries.append(
            (
                Cause.QUANTITY,
                Change(
                    name=other.name,
                    item=other.item,
                    first=f"{one.quantity:g}",
                    second=f"{other.quantity:g}",
                ),
            )
        )
    return entries


def mapping_changes(one: Piece, other: Piece) -> list[Change]:
    """Return what is known differently of the same part: class, country, parameters."""
    before = {"component_class": one.component_class, "country": one.country, **one.figures}
    after = {"component_class": other.component_class, "country": other.country, **other.figures}
    return [
        Change(
            name=name,
            item=other.item,
            first=_figure(before.get(name, "")),
            second=_figure(after.get(name, "")),
        )
        for name in dict.fromkeys((*before, *after))
        if before.get(name, "") != after.get(name, "")
    ]


def piece_causes(first: Side, second: Side, place: Slot) -> tuple[Cause, ...]:
    """Return part or mapping where the component of a place is another or known otherwise."""
    if place.first is None or place.second is None or place.fate is not Fate.SAME:
        return (Cause.PART,)
    pieces = (first.pieces[place.first], second.pieces[place.second])
    return (Cause.MAPPING,) if mapping_changes(*pieces) else ()


def _label(piece: Piece | None) -> str:
    if piece is None:
        return ""
    return " · ".join(part for part in (piece.name, piece.description or piece.part_number) if part)


def _figure(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"


def _route(side: Side) -> str:
    return ", ".join(f"{mode} {distance:g} km × {share:g}" for mode, distance, share in side.route)
