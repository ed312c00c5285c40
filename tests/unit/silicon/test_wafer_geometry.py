"""Dies per wafer and yield reproduce the published table of 300 mm wafers."""

from __future__ import annotations

import pytest

from pcf.components.silicon import (
    WaferProcess,
    closed_contents,
    die_yield,
    gross_dies_per_wafer,
    sold_yield,
    wafer_area_cm2,
    wafer_per_good_die_cm2,
)
from pcf.errors import MappingError

WAFER = WaferProcess(
    wafer_diameter_mm=300.0,
    edge_exclusion_mm=3.0,
    kerf_mm=0.06,
    edge_loss_factor=0.51,
    line_yield=0.95,
    clustering_factor=10.0,
    die_mass_kg_per_cm2=0.0001805,
)
# die mm2, gross dies, area use, yield at 0.10 per cm2, yield with half of the failing dies sold
PUBLISHED = [
    (50, 1269, 0.898, 0.951, None),
    (72, 875, 0.891, 0.931, None),
    (100, 624, 0.883, 0.905, None),
    (200, 303, 0.858, 0.820, None),
    (400, 145, 0.822, 0.676, 0.838),
    (600, 93, 0.793, 0.558, 0.779),
    (814, 67, 0.767, 0.457, 0.729),
]


def test_the_area_of_a_300_mm_wafer() -> None:
    assert wafer_area_cm2(WAFER) == pytest.approx(706.858347, abs=1e-6)


@pytest.mark.parametrize(("die_mm2", "dies", "use", "good", "sold"), PUBLISHED)
def test_dies_and_yield_as_published(
    die_mm2: float, dies: int, use: float, good: float, sold: float | None
) -> None:
    gross = gross_dies_per_wafer(die_mm2 / 100.0, WAFER)
    got = die_yield(die_mm2 / 100.0, defect_density_per_cm2=0.10, clustering_factor=10.0)
    assert round(gross) == dies
    assert gross * die_mm2 / 100.0 / wafer_area_cm2(WAFER) == pytest.approx(use, abs=6e-4)
    assert got == pytest.approx(good, abs=6e-4)
    if sold is not None:
        assert sold_yield(got, recovered_die_share=0.5) == pytest.approx(sold, abs=6e-4)


def test_selling_no_failing_die_leaves_the_yield() -> None:
    assert sold_yield(0.6, recovered_die_share=0.0) == 0.6
    assert sold_yield(0.6, recovered_die_share=1.0) == 1.0


def test_a_bigger_die_takes_more_than_its_share_of_wafer() -> None:
    def wafer_cm2(area: float) -> float:
        good = die_yield(area, defect_density_per_cm2=0.1, clustering_factor=10.0)
        return wafer_per_good_die_cm2(area, WAFER, good_yield=good)

    assert wafer_cm2(2.0) > 2.0 * wafer_cm2(1.0)
    assert wafer_cm2(8.0) > 4.0 * wafer_cm2(2.0)


def test_a_die_too_large_for_a_wafer_is_refused_with_advice() -> None:
    with pytest.raises(MappingError, match=r"does not fit on a wafer .* \[MAP310\]"):
        gross_dies_per_wafer(400.0, WAFER)


def test_contents_heavier_than_the_piece_are_scaled_to_it() -> None:
    contents = closed_contents(1.0, {"silicon": 1.5, "copper": 0.5}, rest="printed_board")
    assert {c.material: c.mass_kg for c in contents} == {"silicon": 0.75, "copper": 0.25}


def test_a_piece_without_mass_has_no_contents() -> None:
    assert closed_contents(0.0, {"silicon": 0.1}, rest="printed_board") == ()
