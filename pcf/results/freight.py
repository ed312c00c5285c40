"""Transport legs with fuel supply (well to tank) and burning (tank to wheel) apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pcf.model.scores import UnitScores
from pcf.model.system import Exchange, ProductSystem, Stage
from pcf.stages.reviewed import Row, Tables, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightLeg:
    """One leg of the transport stage.

    ``kgco2e`` is what the leg has in the result; the other two add up to it, and are None where
    the dataset does not tell fuel from vehicle. ``load`` says which load and empty running the
    dataset has inside.
    """

    mode: str
    location: str
    freight_tkm: float
    aircraft: bool
    kgco2e: float
    well_to_tank_kgco2e: float | None
    tank_to_wheel_kgco2e: float | None
    load: str
    load_zh: str


def freight_legs(
    system: ProductSystem, scores: UnitScores, tables: Tables
) -> tuple[FreightLeg, ...]:
    """Return the legs of the transport stage in their order; their sum is the stage.

    Well to tank is fuel per tonne-kilometre (table ``freight_fuels``) times the footprint of
    the fuel at the place of the leg; the rest of the leg is tank to wheel.
    """
    fuels = {
        (entry["product"], entry["location"]): entry for entry in rows(tables, "freight_fuels")
    }
    return tuple(_legs(system, scores, fuels))


def _legs(
    system: ProductSystem, scores: UnitScores, fuels: dict[tuple[str, str], Row]
) -> Iterator[FreightLeg]:
    for process in system.processes:
        if process.stage is Stage.TRANSPORT:
            for exchange in process.exchanges:
                yield _leg(process.item, exchange, scores, fuels)


def _leg(
    mode: str, exchange: Exchange, scores: UnitScores, fuels: dict[tuple[str, str], Row]
) -> FreightLeg:
    key = scores.locate(exchange.product, exchange.location) or ""
    place = key.rpartition("@")[2]
    kgco2e = exchange.amount * _score(scores, key)
    fuel = fuels.get((exchange.product, place))
    supply = None
    if fuel is not None:
        fuel_key = scores.locate(fuel["fuel"], place) or ""
        supply = exchange.amount * float(fuel["fuel_amount"]) * _score(scores, fuel_key)
    return FreightLeg(
        mode=mode,
        location=place,
        freight_tkm=exchange.amount,
        aircraft="aircraft" in exchange.tags,
        kgco2e=kgco2e,
        well_to_tank_kgco2e=supply,
        tank_to_wheel_kgco2e=None if supply is None else kgco2e - supply,
        load=fuel["load"] if fuel else "",
        load_zh=fuel["load_zh"] if fuel else "",
    )


def _score(scores: UnitScores, key: str) -> float:
    return float(scores.values[scores.index[key]].sum()) if key in scores.index else 0.0
