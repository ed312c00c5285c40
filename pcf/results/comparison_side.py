"""One side of a comparison: what a result says of itself, from memory or from its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from pcf.model.footprint import FootprintRow
from pcf.results.assessment import Assessment
from pcf.results.contribution import counted_rows

Route = tuple[tuple[str, float, float], ...]
"""Stated transport legs: mode, distance [km], share of the mass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A component of one side.

    ``quantity`` is pieces per product, ``mass_kg`` the mass of all of them, ``kgco2e`` and
    ``gate_kgco2e`` [kg CO2e per product] over all stages and to the factory gate. ``figures``
    are parameters and choices; ``description`` is empty where a result file does not have it.
    """

    item: str
    name: str
    part_number: str
    component_class: str
    quantity: float
    mass_kg: float
    kgco2e: float
    gate_kgco2e: float
    cell: str
    figures: Mapping[str, float | str]
    country: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A result as a comparison sees it; ``rows`` are those inside the total [kg CO2e]."""

    name: str
    mass_kg: float
    gross_mass_kg: float
    settings: Mapping[str, float | str]
    defaults: frozenset[str]  # settings nobody gave
    route: Route
    stages: Mapping[str, float]
    totals: Mapping[str, float]
    pieces: tuple[Piece, ...]
    rows: tuple[FootprintRow, ...]
    manifest: Mapping[str, str]
    interval_kgco2e: tuple[float, float] | None = field(default=None)  # P5, P95 of the total

    @property
    def total_kgco2e(self) -> float:
        """Sum of the stages inside the boundary [kg CO2e per product]."""
        return self.totals["cradle_to_grave_kgco2e"]

    def text(self, name: str) -> str:
        """Return a setting as text, empty where the study does not have it."""
        value = self.settings.get(name, "")
        return value if isinstance(value, str) else f"{value:g}"

    def number(self, name: str, default: float) -> float:
        """Return a setting as a number."""
        return float(self.settings.get(name, default))


def side_of(assessment: Assessment, name: str = "") -> Side:
    """Return the side an assessment makes; named by its product where no name is given."""
    settings = assessment.study.settings
    product = assessment.product
    spread = assessment.uncertainty
    return Side(
        name=name or " ".join(part for part in (product.name, product.model) if part),
        mass_kg=product.mass_kg,
        gross_mass_kg=product.gross_mass_kg,
        settings={key: setting.value for key, setting in settings.items()},
        defaults=frozenset(key for key, each in settings.items() if each.origin == "default"),
        route=tuple((leg.mode, leg.distance_km, leg.share) for leg in assessment.study.legs),
        stages={total.stage.value: total.kgco2e for total in assessment.stages},
        totals=asdict(assessment.totals),
        pieces=_pieces(assessment),
        rows=counted_rows(assessment.rows),
        manifest=asdict(assessment.manifest),
        interval_kgco2e=(spread.total.p5, spread.total.p95) if spread else None,
    )


def _pieces(assessment: Assessment) -> tuple[Piece, ...]:
    pieces = []
    for total, part in zip(assessment.components, assessment.parts, strict=True):
        component = part.component
        place = component.production_country
        pieces.append(
            Piece(
                item=total.item,
                name=total.name,
                part_number=total.part_number,
                component_class=total.component_class,
                quantity=total.quantity,
                mass_kg=total.mass_kg,
                kgco2e=total.kgco2e,
                gate_kgco2e=total.cradle_to_gate_kgco2e,
                cell=total.cell,
                figures={
                    **{name: known.value for name, known in component.parameters.items()},
                    **{name: known.value for name, known in component.choices.items()},
                },
                country=place.value if place else "",
                description=component.line.description,
            )
        )
    return tuple(pieces)


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names with a number behind those that repeat."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)
