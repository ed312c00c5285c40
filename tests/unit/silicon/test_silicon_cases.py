"""Every model of chips, memory and drives returns what was worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from silicon_cases import SILICON_CLASSES, inventory, part, read

CASES = [
    pytest.param(name, case, id=f"{name}: {case['name']}")
    for name in SILICON_CLASSES
    for case in read(f"{name}.cases.yaml")
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_chip_or_drive_draws_what_was_worked_by_hand(name: str, case: dict[str, Any]) -> None:
    got = inventory(name, part(name, case["parameters"], case["choices"]))
    want = case["expect"]
    assert [(e.product, e.unit, e.location) for e in got.exchanges] == [
        (e["product"], e["unit"], e.get("location")) for e in want["exchanges"]
    ]
    assert [e.amount for e in got.exchanges] == pytest.approx(
        [e["amount"] for e in want["exchanges"]], rel=1e-9
    )
    assert got.mass_kg == pytest.approx(want["mass_kg"], rel=1e-9)
    contents = {content.material: content.mass_kg for content in got.materials}
    assert contents == pytest.approx(want["materials"], rel=1e-9)
    assert got.active_power_w == want["active_power_w"]
    assert got.idle_power_w == want["idle_power_w"]
    assert got.maker_exchanges == ()
