"""Registry of the part models: class or shared model name -> parameters and function."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.components import board, mechanical, passives, power_supply
from pcf.model.component import ComponentModel

PART_MODELS: Mapping[str, ComponentModel] = {
    "printed_board": ComponentModel(parameters=board.PrintedBoard, function=board.printed_board),
    "populated_board": ComponentModel(
        parameters=board.PopulatedBoard, function=board.populated_board
    ),
    "purchased_card": ComponentModel(parameters=board.PurchasedCard, function=board.purchased_card),
    "formed_part": ComponentModel(
        parameters=mechanical.FormedPart, function=mechanical.formed_part
    ),
    "bulk_part": ComponentModel(parameters=passives.BulkPart, function=passives.bulk_part),
    "cased_part": ComponentModel(parameters=passives.CasedPart, function=passives.bulk_part),
    "power_semiconductor": ComponentModel(
        parameters=passives.PowerSemiconductor, function=passives.power_semiconductor
    ),
    "power_supply": ComponentModel(
        parameters=power_supply.PowerSupply, function=power_supply.power_supply
    ),
}
