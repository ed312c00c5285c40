"""Laws of configurations: more of anything never lowers the result, eight are eight times one."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.library import shipped_library
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef
from pcf.pipeline import assess
from pcf.portfolio import Portfolio

KEYS = (
    "ai_8gpu", "blade_2s", "liquid_node", "multinode_2u4n", "rack_1u_1s", "rack_1u_2s",
    "rack_2u_2s", "rack_2u_4s", "rack_4u_4s", "storage_4u", "tower_1s",
)  # fmt: skip
GATE, GRAVE = "cradle_to_gate_kgco2e", "cradle_to_grave_kgco2e"
ROUNDING = 1e-9


@cache
def library():
    return shipped_library()


@cache
def portfolio():
    return Portfolio(library())


def bill(key, **cells):
    values = {
        name: Stated(value=value, at=CellRef(file="quote.csv", cell=name))
        for name, value in cells.items()
    }
    configuration = Configuration(
        name=key, archetype=key, values=values, file="quote.csv", sha256="0",
        at=CellRef(file="quote.csv", cell="A2"),
    )  # fmt: skip
    return filled_in(configuration, library().knowledge.archetypes[key])


def figures(key, **cells):
    return portfolio().row(key, bill(key, **cells)).figures


def assert_no_lower(less, more):
    for column in (GATE, GRAVE):
        assert more[column] >= less[column] * (1 - ROUNDING), column


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("column", "amounts"),
    [
        ("memory_gb", (64.0, 100.0, 128.0, 512.0, 2048.0)),
        ("dimm_count", (2.0, 4.0, 8.0, 16.0)),
        ("ssd_count", (0.0, 1.0, 2.0, 8.0)),
        ("ssd_gb", (480.0, 960.0, 3840.0, 15360.0)),
        ("hdd_count", (0.0, 1.0, 2.0, 12.0)),
        ("hdd_gb", (1000.0, 4000.0, 8000.0, 16000.0)),
        ("cpu_count", (0.0, 1.0, 2.0, 4.0)),
        ("cpu_cores", (8.0, 16.0, 32.0, 64.0)),
        ("gpu_count", (0.0, 1.0, 2.0, 8.0)),
        ("nic_count", (0.0, 1.0, 2.0)),
        ("mass_kg", (5.0, 20.0, 40.0, 80.0, 200.0)),
        ("annual_kwh", (1000.0, 4000.0)),
        ("lifetime_years", (3.0, 5.0)),
    ],
)
def test_more_of_anything_never_lowers_the_result(key, column, amounts):
    found = [figures(key, **{column: amount}) for amount in amounts]
    for less, more in pairwise(found):
        assert_no_lower(less, more)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    key=st.sampled_from(KEYS),
    memory_gb=st.sampled_from([64.0, 256.0, 1024.0]),
    dimm_count=st.integers(1, 16),
    ssd_count=st.integers(0, 12),
    mass_kg=st.floats(10, 60),
    extra=st.sampled_from(["memory_gb", "ssd_count", "hdd_count", "mass_kg"]),
)
def test_that_holds_beside_any_other_cell(key, memory_gb, dimm_count, ssd_count, mass_kg, extra):
    cells = {
        "memory_gb": memory_gb, "dimm_count": float(dimm_count), "ssd_count": float(ssd_count),
        "hdd_count": 2.0, "mass_kg": mass_kg, "annual_kwh": 3000.0,
    }  # fmt: skip
    more = {**cells, extra: cells[extra] * 2 + 1 if extra.endswith("count") else cells[extra] * 2}
    assert_no_lower(figures(key, **cells), figures(key, **more))


@pytest.mark.parametrize("key", ["ai_8gpu", "rack_2u_2s"])
def test_eight_accelerators_are_eight_times_one(key):
    def accelerator(count):
        result = assess(bill(key, gpu_count=count), None, library())
        (found,) = (part for part in result.components if part.component_class == "accelerator")
        return found

    one, eight = accelerator(1.0), accelerator(8.0)
    assert eight.cradle_to_gate_kgco2e == pytest.approx(8 * one.cradle_to_gate_kgco2e, rel=1e-12)
    assert eight.mass_kg == pytest.approx(8 * one.mass_kg, rel=1e-12)


def test_twice_the_drives_are_twice_the_rows():
    def drives(count):
        result = assess(bill("rack_2u_2s", ssd_count=count), None, library())
        (found,) = (part for part in result.components if part.name == "Solid-state drive")
        return found.cradle_to_gate_kgco2e

    assert drives(8.0) == pytest.approx(2 * drives(4.0), rel=1e-12)


def test_a_stated_mass_is_the_mass_of_the_product():
    for key, mass_kg in (("rack_1u_1s", 18.0), ("rack_2u_2s", 26.0), ("storage_4u", 75.0)):
        result = assess(bill(key, mass_kg=mass_kg), None, library())
        assert result.product.mass_kg == pytest.approx(mass_kg, rel=1e-12)
        assert result.quality.mass_closure_share == pytest.approx(1.0, rel=1e-12)


def test_a_mass_no_such_server_has_is_said_not_hidden():
    result = assess(bill("rack_2u_2s", mass_kg=3.0), None, library())
    assert result.product.mass_kg > 10
    assert "QUA101" in {notice.code for notice in result.notices}


@pytest.mark.parametrize("key", KEYS)
def test_a_shared_process_gives_what_a_process_of_its_own_gives(key):
    alone = assess(bill(key, ssd_gb=1920.0), None, library())
    shared = figures(key, ssd_gb=1920.0)
    assert shared[GRAVE] == alone.totals.cradle_to_grave_kgco2e
    assert shared[GATE] == alone.totals.cradle_to_gate_kgco2e


def test_a_cleaner_grid_lowers_use_alone():
    china, france = figures("rack_2u_2s", grid="CN"), figures("rack_2u_2s", grid="FR")
    assert france["use_kgco2e"] < china["use_kgco2e"]
    assert france[GATE] == china[GATE]
