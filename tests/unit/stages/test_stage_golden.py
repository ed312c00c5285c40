"""What a small server draws with the shipped tables; a change of data shows here as a diff.

Run with ``PCF_GOLDEN=write`` to take the new figures over, then review the diff as data.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from placing import GRIDS, SHIPPED, bom, part, steel

from pcf.model.provenance import Origin
from pcf.model.study import Study
from pcf.model.system import Exchange
from pcf.stages.registry import unit_processes
from pcf.stages.study import resolve_study

GOLDEN = Path(__file__).with_name("small_server.csv")
COLUMNS = ("stage", "item", "product", "location", "unit", "role", "credit", "amount")
PARTS = (
    part("chassis", mass_kg=12.0, exchanges=(steel(13.0, "CN"),)),
    part("processor", component_class="processor", count=2, mass_kg=0.05, active_w=200.0,
         idle_w=40.0, country="TW", materials=(("copper", 0.03), ("electronic_component", 0.02)),
         exchanges=(Exchange(product="wafer_logic_7nm", amount=9.0, unit="cm2"),)),
    part("board", component_class="mainboard", mass_kg=1.2, materials=(("printed_board", 1.2),),
         maker_exchanges=(Exchange(product="smt_line", amount=0.2, unit="m2"),)),
    part("drive", component_class="hard_disk_drive", mass_kg=0.7, active_w=9.0, idle_w=5.0,
         materials=(("aluminium", 0.5), ("neodymium_magnet", 0.02), ("printed_board", 0.18)),
         recovery_class="data_bearing",
         exchanges=(Exchange(product="hdd_platter", amount=5.0, unit="piece"),)),
    part("supply", component_class="power_supply", count=2, mass_kg=1.0,
         choices={"efficiency_grade": "titanium"},
         parameters={"rated_power_w": (900.0, Origin.DECLARED)},
         materials=(("steel", 0.6), ("plastic_abs_pc", 0.1), ("printed_board", 0.3))),
    part("carton", component_class="packaging_carton", section="packaging", mass_kg=3.0,
         materials=(("paper_board", 3.0),)),
)  # fmt: skip


def drawn():
    study = resolve_study(
        Study(grid="DE", market="EU"), bom({"spare_parts": "yes"}), SHIPPED, grids=GRIDS
    )
    return [
        {
            "stage": process.stage.value,
            "item": process.item,
            "product": exchange.product,
            "location": exchange.location or "",
            "unit": exchange.unit,
            "role": exchange.role,
            "credit": str(process.credit),
            "amount": repr(exchange.amount),
        }
        for process in unit_processes(PARTS, study, SHIPPED)
        for exchange in process.exchanges
    ]


def test_a_small_server_draws_what_it_drew_when_reviewed():
    rows = drawn()
    if os.environ.get("PCF_GOLDEN") == "write":
        with GOLDEN.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with GOLDEN.open(encoding="utf-8", newline="") as stream:
        golden = list(csv.DictReader(stream))
    for row, reviewed in zip(rows, golden, strict=True):
        assert float(row.pop("amount")) == pytest.approx(float(reviewed.pop("amount")), rel=1e-9)
        assert row == reviewed
