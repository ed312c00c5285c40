"""Registry of the part models: shared model name -> parameters and function."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.components import (
    battery,
    board,
    cable,
    connector,
    cooling,
    declared,
    generic,
    mechanical,
    packaging,
    passives,
    power_supply,
)
from pcf.model.component import ComponentModel

PART_MODELS: Mapping[str, ComponentModel] = {
    name: ComponentModel(parameters=parameters, function=function)
    for name, parameters, function in (
        ("listed_board", board.ListedBoard, board.listed_board),
        ("populated_board", board.PopulatedBoard, board.populated_board),
        ("purchased_card", board.PurchasedCard, board.purchased_card),
        ("bulk_part", passives.BulkPart, passives.bulk_part),
        ("cased_part", passives.CasedPart, passives.bulk_part),
        ("power_semiconductor", passives.PowerSemiconductor, passives.power_semiconductor),
        ("connector", connector.Connector, connector.connector),
        ("socket", connector.Socket, connector.socket),
        ("cable", cable.Cable, cable.cable),
        ("power_supply", power_supply.PowerSupply, power_supply.power_supply),
        ("motor_part", cooling.MotorPart, cooling.motor_part),
        ("thermal_assembly", cooling.ThermalAssembly, cooling.thermal_assembly),
        ("formed_part", mechanical.FormedPart, mechanical.formed_part),
        ("lithium_battery", battery.LithiumBattery, battery.lithium_battery),
        ("packaging_part", packaging.PackagingPart, packaging.packaging_part),
        ("declared_footprint", declared.DeclaredFootprint, declared.declared_footprint),
        ("electronic_module", generic.ElectronicModule, generic.electronic_module),
        ("generic_part", generic.GenericPart, generic.generic_part),
        ("non_physical", generic.NonPhysical, generic.non_physical),
    )
}
