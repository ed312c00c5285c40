"""The dies of one package: compute and I/O dies, passive silicon, and how they yield."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.components.drawn import nonzero
from pcf.components.silicon import (
    WaferProcess,
    die_yield,
    sold_yield,
    wafer_per_good_die_cm2,
)
from pcf.model.system import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicDies(WaferProcess):
    """Dies of one package and how they yield (``lci_data/components``).

    Areas are means per die [cm²], defect densities [1/cm²]. ``recovered_die_share`` [-] of the
    failing dies larger than ``harvest_min_area_cm2`` [cm²] is sold with cores switched off;
    ``bond_yield`` [-] is the share of packages kept per die bonded. ``node`` and ``io_node``
    name the wafer; ``fab_country`` and ``io_fab_country`` where it is made.
    """

    die_area_cm2: float
    dies_count: float
    node_nm: float
    defect_density_per_cm2: float
    recovered_die_share: float
    harvest_min_area_cm2: float
    io_die_area_cm2: float
    io_dies_count: float
    io_node_nm: float
    io_defect_density_per_cm2: float
    interposer_area_cm2: float
    interposer_defect_density_per_cm2: float
    interposer_clustering_factor: float
    bond_yield: float
    node: str
    io_node: str
    fab_country: str
    io_fab_country: str
    wafer_family: str
    interposer_product: str


def compute_wafer_cm2(dies: LogicDies) -> float:
    """Return wafer area of all compute dies of one package [cm²], before bonding loss."""
    good = die_yield(
        dies.die_area_cm2,
        defect_density_per_cm2=dies.defect_density_per_cm2,
        clustering_factor=dies.clustering_factor,
    )
    if dies.die_area_cm2 > dies.harvest_min_area_cm2:
        good = sold_yield(good, recovered_die_share=dies.recovered_die_share)
    return dies.dies_count * wafer_per_good_die_cm2(dies.die_area_cm2, dies, good_yield=good)


def io_wafer_cm2(dies: LogicDies) -> float:
    """Return wafer area of the I/O dies of one package [cm²], before bonding loss."""
    if dies.io_dies_count == 0.0:
        return 0.0
    good = die_yield(
        dies.io_die_area_cm2,
        defect_density_per_cm2=dies.io_defect_density_per_cm2,
        clustering_factor=dies.clustering_factor,
    )
    return dies.io_dies_count * wafer_per_good_die_cm2(dies.io_die_area_cm2, dies, good_yield=good)


def interposer_wafer_cm2(dies: LogicDies) -> float:
    """Return wafer area of the passive silicon (interposer or bridges) [cm²]."""
    if dies.interposer_area_cm2 == 0.0:
        return 0.0
    good = die_yield(
        dies.interposer_area_cm2,
        defect_density_per_cm2=dies.interposer_defect_density_per_cm2,
        clustering_factor=dies.interposer_clustering_factor,
    )
    return wafer_per_good_die_cm2(dies.interposer_area_cm2, dies, good_yield=good)


def bonding_yield(dies: LogicDies) -> float:
    """Return the share of packages that survive the bonding of all their dies [-]."""
    bonded_yield: float = dies.bond_yield ** (dies.dies_count + dies.io_dies_count)
    return bonded_yield


def die_mass_kg(dies: LogicDies) -> float:
    """Return the mass of all silicon in one package [kg]."""
    area_cm2 = (
        dies.dies_count * dies.die_area_cm2
        + dies.io_dies_count * dies.io_die_area_cm2
        + dies.interposer_area_cm2
    )
    return area_cm2 * dies.die_mass_kg_per_cm2


def wafer_exchanges(dies: LogicDies, *, kept_yield: float) -> tuple[Exchange, ...]:
    """Return the wafers behind one package that is kept with probability ``kept_yield`` [-]."""
    wafers = (
        (f"{dies.wafer_family}_{dies.node}nm", compute_wafer_cm2(dies), dies.fab_country, "die"),
        (
            f"{dies.wafer_family}_{dies.io_node}nm",
            io_wafer_cm2(dies),
            dies.io_fab_country,
            "I/O die",
        ),
        (dies.interposer_product, interposer_wafer_cm2(dies), dies.fab_country, "interposer"),
    )
    return nonzero(
        *(
            Exchange(
                product=product, amount=area / kept_yield, unit="cm2", location=place, role=role
            )
            for product, area, place, role in wafers
        )
    )
