"""What must hold of `lci_data` beyond being readable: all checks of `pcf data check` in order."""

from __future__ import annotations

from pcf.background.check_balances import (
    check_biogenic_carbon,
    check_fuel_carbon,
    check_mass_balances,
)
from pcf.background.check_components import check_component, check_worked_cases
from pcf.background.check_datasets import (
    check_dataset,
    check_factors,
    check_reachability,
    check_twins,
)
from pcf.background.check_grids import check_published_grids
from pcf.background.check_judgements import check_judgements
from pcf.background.check_keys import check_known_keys
from pcf.background.check_mapping import check_mapping
from pcf.background.check_names import check_names
from pcf.background.check_sources import check_sources, check_yaml_keys
from pcf.background.check_streams import check_streams
from pcf.background.check_tables import check_tables
from pcf.background.check_uncertainty import check_pedigree_table
from pcf.background.reading import Findings
from pcf.background.store import DataFolder
from pcf.errors import Problem
from pcf.model.background import Inventory
from pcf.model.knowledge import Knowledge
from pcf.model.scores import UnitScores

__all__ = ["check_dataset", "check_factors", "check_reachability", "validate", "validate_files"]


def validate(inventory: Inventory, knowledge: Knowledge) -> tuple[Problem, ...]:
    """Return everything wrong with inventory and knowledge as read, in file order."""
    findings = Findings()
    for dataset in inventory.datasets.values():
        check_dataset(dataset, inventory, findings)
    check_twins(inventory, findings)
    check_reachability(inventory, findings)
    check_factors(inventory, findings)
    check_biogenic_carbon(inventory, findings)
    for data in knowledge.components.values():
        check_component(data, inventory, findings)
    check_streams(inventory, knowledge, findings)
    check_mapping(knowledge, inventory, findings)
    return in_file_order(findings)


def validate_files(
    folder: DataFolder, inventory: Inventory, knowledge: Knowledge, scores: UnitScores
) -> tuple[Problem, ...]:
    """Return what only the files themselves, or solved unit scores, can show, in file order.

    ``scores`` are those of the default method [kg CO2e per unit of product].
    """
    findings = Findings()
    check_yaml_keys(folder, findings)
    check_known_keys(folder, findings)
    check_sources(folder, findings)
    check_tables(folder, inventory.sources, findings)
    check_judgements(folder, inventory.sources, findings)
    products = frozenset(dataset.product for dataset in inventory.datasets.values())
    check_names(folder, products, knowledge.components, findings)
    check_pedigree_table(folder, findings)
    check_mass_balances(folder, inventory, findings)
    check_fuel_carbon(folder, inventory, findings)
    check_worked_cases(folder, knowledge, findings)
    check_published_grids(folder, scores, findings)
    return in_file_order(findings)


def in_file_order(findings: Findings) -> tuple[Problem, ...]:
    """Return what was found sorted by place."""
    return tuple(sorted(findings.problems, key=lambda problem: str(problem.at)))
