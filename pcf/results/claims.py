"""Public claims rebuilt from stated inputs: energy, standard coal, carbon, rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

Inputs = Mapping[str, float]
Figures = Mapping[str, float]

WATT_HOURS_PER_KWH = 1000.0  # exact
KILOGRAMS_PER_TONNE = 1000.0  # exact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFigure:
    """One figure of a claim; ``claimed`` as printed, to ``decimals`` places (−3: thousands).

    ``claimed`` is None where the claim gives no number of its own for it.
    """

    name: str
    unit: str
    decimals: int
    claimed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A public claim: what it says, the formula that rebuilds it and the inputs it needs.

    ``formula`` is a key of `FORMULAS`; ``inputs`` are numbers whose names end in their unit;
    ``factor`` says in words which factor the claim used, ``reading`` what a life-cycle study
    would say.
    """

    key: str
    title: str
    title_zh: str
    formula: str
    inputs: Inputs
    figures: tuple[ClaimedFigure, ...]
    factor: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuiltFigure:
    """A claimed figure beside ours; ``agrees`` where both print alike, None without a claim."""

    figure: ClaimedFigure
    rebuilt: float
    printed: str
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuiltClaim:
    """A claim with its figures rebuilt, and its energy at the life-cycle factor [kg CO2e]."""

    claim: Claim
    figures: tuple[RebuiltFigure, ...]
    life_cycle_kgco2e: float | None


def rebuild(claim: Claim, *, grid_kgco2e_per_kwh: float) -> RebuiltClaim:
    """Return a claim rebuilt; its electricity also at the life-cycle factor of a grid."""
    values = FORMULAS[claim.formula](claim.inputs)
    figures = []
    for figure in claim.figures:
        value = values[figure.name]
        shown = printed(value, figure.decimals)
        agrees = None
        if figure.claimed is not None:
            agrees = shown == printed(figure.claimed, figure.decimals)
        figures.append(RebuiltFigure(figure=figure, rebuilt=value, printed=shown, agrees=agrees))
    energy_kwh = values.get("energy_kwh")
    return RebuiltClaim(
        claim=claim,
        figures=tuple(figures),
        life_cycle_kgco2e=None if energy_kwh is None else energy_kwh * grid_kgco2e_per_kwh,
    )


def printed(value: float, decimals: int) -> str:
    """Return a number as a report prints it: half up, groups of three, ``decimals`` places.

    Negative ``decimals`` round to tens, hundreds and thousands.
    """
    step = Decimal(1).scaleb(-decimals)
    # a float's shortest spelling is what was typed, hence Decimal(repr(...))
    rounded = (Decimal(repr(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return f"{rounded:,.{max(decimals, 0)}f}".replace(",", " ")


def cooling_saving(inputs: Inputs) -> Figures:
    """Rack power times hours times fall of PUE: electricity [kWh/a] and carbon [t]."""
    energy_kwh = (
        rack_kwh(inputs["rack_power_w"], inputs["hours_per_year"]) * inputs["pue_change_factor"]
    )
    return {"energy_kwh": energy_kwh, "carbon_t": tonnes(energy_kwh, inputs["kgco2_per_kwh"])}


def rack_share(inputs: Inputs) -> Figures:
    """A share of a rack's electricity [kWh/a] and its standard coal [t]."""
    energy_kwh = rack_kwh(inputs["rack_power_w"], inputs["hours_per_year"])
    energy_kwh *= inputs["saving_share"]
    return {"energy_kwh": energy_kwh, "coal_tce": tonnes(energy_kwh, inputs["kgce_per_kwh"])}


def managed_server(inputs: Inputs) -> Figures:
    """Electricity saved on one server [kWh/a] and its standard coal [kg].

    ``saving_share`` is what the saving is of the server's yearly electricity.
    """
    energy_kwh = inputs["saved_kwh"]
    return {
        "energy_kwh": energy_kwh,
        "coal_kgce": energy_kwh * inputs["kgce_per_kwh"],
        "saving_share": energy_kwh / inputs["server_kwh"],
    }


def pue_pair(inputs: Inputs) -> Figures:
    """Two PUE for the same equipment: saved per year [kWh] and as share of the facility."""
    before, after = inputs["pue_before_factor"], inputs["pue_after_factor"]
    it_kwh = rack_kwh(inputs["rack_power_w"], inputs["hours_per_year"])
    return {
        "energy_kwh": it_kwh * (before - after),
        "facility_share": (before - after) / before,
    }


def scope_2(inputs: Inputs) -> Figures:
    """Purchased electricity times the reporting factor of its year [t CO2]."""
    energy_kwh = inputs["purchased_kwh"]
    return {"energy_kwh": energy_kwh, "carbon_t": tonnes(energy_kwh, inputs["kgco2_per_kwh"])}


def recyclable(inputs: Inputs) -> Figures:
    """Rates of a product by mass [%], and the share of packaging that meets the green rule."""
    return {
        "sent_percent": 100.0 * inputs["recycling_input_rate"],
        "returned_percent": 100.0 * inputs["recyclability_rate"],
        "packaging_percent": 100.0 * inputs["green_packaging_share"],
    }


def recovery_classes(inputs: Inputs) -> Figures:
    """How many recovery classes the parts of a product fall into, packaging apart."""
    return {"classes_count": sum(1.0 for mass_kg in inputs.values() if mass_kg > 0)}


def study_report(inputs: Inputs) -> Figures:
    """How many life-cycle stages the report of a product covers."""
    return {"stages_count": inputs["stages_count"]}


def rack_kwh(power_w: float, hours: float) -> float:
    """Return electricity of a constant power [W] over hours [kWh]."""
    return power_w * hours / WATT_HOURS_PER_KWH


def tonnes(energy_kwh: float, kilograms_per_kwh: float) -> float:
    """Return tonnes of what every kWh brings in kilograms."""
    return energy_kwh * kilograms_per_kwh / KILOGRAMS_PER_TONNE


FORMULAS: Mapping[str, Callable[[Inputs], Figures]] = MappingProxyType(
    {
        "cooling_saving": cooling_saving,
        "rack_share": rack_share,
        "managed_server": managed_server,
        "pue_pair": pue_pair,
        "scope_2": scope_2,
        "recyclable": recyclable,
        "recovery_classes": recovery_classes,
        "study_report": study_report,
    }
)
