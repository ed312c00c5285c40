"""Market-based electricity: what a certificate covers, always beside the location-based figure."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.model.study import ResolvedStudy

#: What must be stated of an instrument; all or none.
INSTRUMENT_FIELDS: tuple[str, ...] = (
    "instrument_type",
    "instrument_volume_kwh",
    "instrument_kgco2e_per_kwh",
    "instrument_year",
    "instrument_source",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketTwin:
    """Use-stage electricity by the instrument and, beside it, by the place.

    ``covered_kwh`` is the part of the life's electricity (overhead included) the instrument
    covers; the rest has ``remainder_kgco2e_per_kwh``, the residual factor stated, else the
    average of the grid. ``location_based_kgco2e`` is what the result counts.
    """

    instrument_type: str
    instrument_year: int
    instrument_source: str
    instrument_kgco2e_per_kwh: float
    volume_kwh: float
    energy_kwh: float
    covered_kwh: float
    remainder_kgco2e_per_kwh: float | None
    location_based_kgco2e: float = 0.0
    market_based_kgco2e: float = 0.0


def market_twin(study: ResolvedStudy, energy_kwh: float) -> MarketTwin | None:
    """Return the market-based twin of ``energy_kwh`` over the life, None without instrument."""
    if not study.has("instrument_type"):
        return None
    volume_kwh = study.number("instrument_volume_kwh")
    return MarketTwin(
        instrument_type=study.text("instrument_type"),
        instrument_year=int(study.number("instrument_year")),
        instrument_source=study.text("instrument_source"),
        instrument_kgco2e_per_kwh=study.number("instrument_kgco2e_per_kwh"),
        volume_kwh=volume_kwh,
        energy_kwh=energy_kwh,
        covered_kwh=min(volume_kwh, energy_kwh),
        remainder_kgco2e_per_kwh=(
            study.number("residual_kgco2e_per_kwh")
            if study.has("residual_kgco2e_per_kwh")
            else None
        ),
    )
