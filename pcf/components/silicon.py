"""How much wafer a die costs: dies per wafer, edge and kerf, die yield, harvesting."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.components.drawn import contents, shares_of_whole
from pcf.errors import MappingError, Problem
from pcf.model.component import MaterialContent

CM2_PER_MM2 = 0.01
MM2_PER_CM2 = 100.0
#: Where small chips inside a bought part come from: the market of the world's fabs.
WORLD = "GLO"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaferProcess:
    """What every model of a packaged die must know about wafers (``lci_data/components``).

    ``edge_exclusion_mm`` [mm] is the unusable rim, ``kerf_mm`` [mm] the saw street,
    ``edge_loss_factor`` [-] the share of partial dies along the rim, ``line_yield`` [-] the
    wafers that reach the end of the line, ``clustering_factor`` [-] alpha of the negative
    binomial yield, ``die_mass_kg_per_cm2`` [kg/cm²] the mass of a finished die.
    """

    wafer_diameter_mm: float
    edge_exclusion_mm: float
    kerf_mm: float
    edge_loss_factor: float
    line_yield: float
    clustering_factor: float
    die_mass_kg_per_cm2: float


def gross_dies_per_wafer(die_area_cm2: float, wafer: WaferProcess) -> float:
    """Return the dies on one wafer before yield, as a real number [-].

    ``π (d/2)² / A - f π d / sqrt(A)`` with d = diameter less the rim [mm] and A = die area
    with its saw street [mm²]; f = 0.51 (source ``capa_2026``).

    Raises
    ------
    MappingError
        The die does not fit on a wafer (``MAP310``).
    """
    usable_mm = wafer.wafer_diameter_mm - 2.0 * wafer.edge_exclusion_mm
    pitch_mm: float = (die_area_cm2 * MM2_PER_CM2) ** 0.5 + wafer.kerf_mm
    dies = (
        math.pi * (usable_mm / 2.0) ** 2 / pitch_mm**2
        - wafer.edge_loss_factor * math.pi * usable_mm / pitch_mm
    )
    if dies < 1.0:
        raise MappingError(
            Problem(
                code="MAP310",
                message=f"a die of {die_area_cm2:g} cm² does not fit on a wafer "
                "(give the area of one die, not of all)",
                message_zh=f"面积为 {die_area_cm2:g} cm² 的裸片放不进一片晶圆(请填写单颗裸片面积)",
            )
        )
    return dies


def wafer_area_cm2(wafer: WaferProcess) -> float:
    """Return the area of the whole wafer [cm²], rim included."""
    return math.pi * (wafer.wafer_diameter_mm / 2.0) ** 2 * CM2_PER_MM2


def die_yield(
    die_area_cm2: float, *, defect_density_per_cm2: float, clustering_factor: float
) -> float:
    """Return the share of dies without a killing defect [-], negative binomial.

    ``(1 + A D0 / alpha) ** -alpha`` (sources ``eco_chip_2024``, ``carbon3d_2024``).
    """
    killers = die_area_cm2 * defect_density_per_cm2
    good_yield: float = (1.0 + killers / clustering_factor) ** -clustering_factor
    return good_yield


def sold_yield(good_yield: float, *, recovered_die_share: float) -> float:
    """Return the share of dies sold when part of the failing ones is sold cut down [-]."""
    return good_yield + recovered_die_share * (1.0 - good_yield)


def wafer_per_good_die_cm2(die_area_cm2: float, wafer: WaferProcess, *, good_yield: float) -> float:
    """Return the processed wafer area behind one sold die [cm²]: edge, kerf, line and die yield."""
    gross = gross_dies_per_wafer(die_area_cm2, wafer)
    return wafer_area_cm2(wafer) / (gross * wafer.line_yield * good_yield)


def assembled_in(country: str) -> str | None:
    """Return the place of packaging and test; none named leaves it to the part's own country."""
    return country or None


def closed_contents(
    mass_kg: float, known_kg: Mapping[str, float], *, rest: str
) -> tuple[MaterialContent, ...]:
    """Return materials that add up to ``mass_kg`` [kg]: the known ones, then ``rest``.

    Where the known ones weigh more than the piece (masses sampled apart) they are scaled.
    """
    if mass_kg == 0.0:
        return ()
    shares = shares_of_whole(*(known / mass_kg for known in known_kg.values()))
    return contents(mass_kg, zip((*known_kg, rest), shares, strict=True))
