"""Balances of unit processes: mass where declared, biogenic carbon, carbon of burnt fuel."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.background.reading import Findings, Record
from pcf.background.store import DataFolder
from pcf.model.background import Dataset, Inventory

MASS_TOLERANCE = 0.02
CARBON_TOLERANCE = 0.05
#: kg C per kg of CO2 and of CH4: molar masses 12.011, 44.009 and 16.043 g/mol.
CARBON_OF_CO2 = 12.011 / 44.009
CARBON_OF_CH4 = 12.011 / 16.043
UPTAKE = {"carbon_dioxide_in_air": CARBON_OF_CO2}
RELEASE = {"carbon_dioxide_biogenic": CARBON_OF_CO2, "methane_biogenic": CARBON_OF_CH4}
FOSSIL_CO2 = frozenset({"carbon_dioxide_fossil", "carbon_dioxide_fossil_aircraft"})
#: Where biogenic carbon ends: treatment releases what other datasets took up.
SINKS = "end_of_life"


def check_mass_balances(folder: DataFolder, inventory: Inventory, findings: Findings) -> None:
    """Where a dataset declares ``balance``, its inputs less the loss weigh the product.

    ``balance: {of: [products], loss_share: x}``; without ``of`` all inputs in kg count.
    """
    for name in folder.names("processes/", ".yaml"):
        content = folder.document(name)
        for entry in content if isinstance(content, list) else []:
            if isinstance(entry, dict) and "balance" in entry:
                record = Record(entry, f"{name}:{entry.get('product')}", findings)
                for location in record.texts("locations") or ("GLO",):
                    dataset = inventory.datasets.get(f"{record.text('product')}@{location}")
                    if dataset is not None:
                        _check_mass(record, dataset, findings)


def _check_mass(record: Record, dataset: Dataset, findings: Findings) -> None:
    balance = Record(record.mapping("balance"), f"{record.where} › balance", findings)
    members = frozenset(balance.texts("of"))
    drawn = {entry.product for entry in dataset.inputs if entry.unit == "kg"}
    where = f"{dataset.file}:{dataset.key} › balance"
    for product in sorted(members - drawn):
        findings.add(
            "DAT081",
            where,
            f"{product!r} is not drawn in kg",
            f"{product!r} 不是以 kg 计的投入",
        )
    mass_kg = sum(
        entry.amount
        for entry in dataset.inputs
        if entry.unit == "kg" and (not members or entry.product in members)
    )
    kept_kg = mass_kg * (1.0 - balance.required_number("loss_share"))
    if abs(kept_kg - 1.0) > MASS_TOLERANCE:
        findings.add(
            "DAT080",
            where,
            f"{mass_kg:.4g} kg in less the loss is {kept_kg:.4g} kg, not 1 kg",
            f"投入 {mass_kg:.4g} kg 扣除损耗后为 {kept_kg:.4g} kg,而非 1 kg",
        )


def check_biogenic_carbon(inventory: Inventory, findings: Findings) -> None:
    """Carbon taken up and drawn in = carbon released and held by the product, within 5 %."""
    for key, dataset in inventory.datasets.items():
        if dataset.group == SINKS:
            continue
        drawn_kgc = sum(
            entry.amount
            * inventory.datasets[f"{entry.product}@{entry.location}"].biogenic_carbon_kgc
            for entry in dataset.inputs
        )
        came_kgc = drawn_kgc + _carbon_kgc(dataset, UPTAKE)
        went_kgc = dataset.biogenic_carbon_kgc + _carbon_kgc(dataset, RELEASE)
        if abs(came_kgc - went_kgc) > CARBON_TOLERANCE * max(came_kgc, went_kgc):
            findings.add(
                "DAT082",
                f"{dataset.file}:{key}",
                f"biogenic carbon does not close: {came_kgc:.4g} kg C in, {went_kgc:.4g} kg C out",
                f"生物碳不平衡:输入 {came_kgc:.4g} kg C,输出 {went_kgc:.4g} kg C",
            )


def _carbon_kgc(dataset: Dataset, carbon: dict[str, float]) -> float:
    return sum(
        emission.amount * carbon[emission.flow]
        for emission in dataset.emissions
        if emission.flow in carbon
    )


def check_fuel_carbon(folder: DataFolder, inventory: Inventory, findings: Findings) -> None:
    """CO2 of a process that burns fuel = fuel × heating value × CO2 of its energy, within a band.

    Fuels, heating values [MJ per unit], CO2 [kg/MJ] and bands are `fuels.csv`.
    """
    fuels = {row["product"]: row for row in folder.table("fuels.csv")}
    for key, dataset in inventory.datasets.items():
        burnt = [entry for entry in dataset.inputs if entry.product in fuels]
        if not burnt:
            continue
        held_kg = sum(entry.amount * _co2_kg(fuels[entry.product]) for entry in burnt)
        emitted_kg = sum(
            emission.amount for emission in dataset.emissions if emission.flow in FOSSIL_CO2
        )
        band = max(float(fuels[entry.product]["band"]) for entry in burnt)
        if abs(emitted_kg - held_kg) > band * held_kg:
            findings.add(
                "DAT083",
                f"{dataset.file}:{key}",
                f"fuel drawn holds {held_kg:.4g} kg CO2, {emitted_kg:.4g} kg are emitted",
                f"所耗燃料含 {held_kg:.4g} kg CO2,排放却为 {emitted_kg:.4g} kg",
            )


def _co2_kg(fuel: Mapping[str, str]) -> float:
    return float(fuel["lhv_mj_per_unit"]) * float(fuel["co2_kg_per_mj"])
