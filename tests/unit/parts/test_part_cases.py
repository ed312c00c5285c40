"""Every part model returns what was worked out by hand beside its data."""

from __future__ import annotations

from typing import Any

import pytest
from part_cases import PART_CLASSES, inventory, read

from pcf.model.system import Exchange

CASES = [
    pytest.param(name, case, id=f"{name}: {case['name']}")
    for name in PART_CLASSES
    for case in read(f"{name}.cases.yaml")
]


def rows(exchanges: tuple[Exchange, ...]) -> list[tuple[str, str, float]]:
    return sorted((e.product, e.unit, e.amount) for e in exchanges)


def expected(items: list[dict[str, Any]]) -> list[tuple[str, str, float]]:
    sorted_rows = sorted((i["product"], i["unit"], float(i["amount"])) for i in items)
    return [(p, unit, pytest.approx(amount, rel=1e-9)) for p, unit, amount in sorted_rows]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_part_draws_what_was_worked_by_hand(name: str, case: dict[str, Any]) -> None:
    got = inventory(name, case["parameters"], case.get("choices"), case.get("constants"))
    want = case["expect"]
    assert got.mass_kg == pytest.approx(want["mass_kg"], rel=1e-9)
    assert rows(got.exchanges) == expected(want["exchanges"])
    assert rows(got.maker_exchanges) == expected(want.get("maker_exchanges", []))
    if "materials" in want:
        contents = {content.material: content.mass_kg for content in got.materials}
        assert contents == pytest.approx(want["materials"], rel=1e-9)
    assert got.biogenic_carbon_kgc == pytest.approx(want.get("biogenic_carbon_kgc", 0.0))
    assert got.active_power_w == pytest.approx(want.get("active_power_w", 0.0))
    assert got.idle_power_w == pytest.approx(want.get("idle_power_w", 0.0))


@pytest.mark.parametrize("name", PART_CLASSES)
def test_every_part_class_has_a_worked_case(name: str) -> None:
    assert read(f"{name}.cases.yaml")
