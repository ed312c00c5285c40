"""Spreads of draws that can be counted."""

import numpy as np
import pytest

from pcf.model.background import FLOW_CLASSES
from pcf.model.system import Stage
from pcf.results.contribution import ComponentTotal, StageTotal, Totals
from pcf.results.uncertainty import spread, uncertainty

UP = np.arange(101.0)  # 0, 1 … 100: every percentile is its own number


def component(item, kgco2e):
    return ComponentTotal(
        item=item, name=item, part_number="", component_class="fan", quantity=1.0, mass_kg=1.0,
        kgco2e=kgco2e, cradle_to_gate_kgco2e=kgco2e, share=0.1, origin="default", proxy=False,
        cell="",
    )  # fmt: skip


def found():
    return uncertainty(
        {("materials", "1", "a"): UP, ("end_of_life", "1", "a"): UP, ("materials", "2", "b"): UP},
        {("manufacturing", "assembly"): 2.0 * UP, ("use", "use_at_plug"): 10.0 * UP},
        stages=tuple(
            StageTotal(stage=stage, kgco2e=float(n), by_flow_class=dict.fromkeys(FLOW_CLASSES, 0.0))
            for n, stage in enumerate(Stage)
        ),
        components=(component("1", 50.0), component("2", 60.0), component("3", 0.0)),
        totals=Totals(
            cradle_to_grave_kgco2e=700.0,
            cradle_to_gate_kgco2e=200.0,
            use_at_plug_kgco2e=500.0,
            data_centre_overhead_kgco2e=0.0,
            credits_kgco2e=0.0,
            biogenic_carbon_content_kgc=0.0,
        ),
        samples=101,
        seed=7,
    )


def test_a_spread_is_read_off_the_draws():
    said = spread(UP**2, 2500.0)
    assert (said.deterministic, said.p5, said.median, said.p95) == (2500.0, 25.0, 2500.0, 9025.0)
    assert said.mean == pytest.approx(3350.0)  # Σ n² / 101 = 100·101·201 / 6 / 101


def test_total_and_gate_add_draw_by_draw():
    # 1 + 1 + 1 + 2 + 10 of the same ramp; the gate leaves out use and end of life
    assert found().total.p95 == pytest.approx(15 * 95.0)
    assert found().cradle_to_gate.p95 == pytest.approx(4 * 95.0)
    assert found().total.deterministic == 700.0
    assert found().cradle_to_gate.deterministic == 200.0


def test_stages_hold_components_and_what_belongs_to_none():
    stages = found().by_stage
    assert list(stages) == [stage.value for stage in Stage]
    assert {name: said.median for name, said in stages.items()} == {
        "materials": 100.0, "manufacturing": 100.0, "transport": 0.0, "use": 500.0,
        "end_of_life": 50.0,
    }  # fmt: skip
    assert stages["use"].deterministic == 3.0


def test_a_component_is_summed_over_its_stages():
    components = found().by_component
    assert list(components) == ["1", "2", "3"]
    assert components["1"].p95 == 190.0
    assert components["2"].p95 == 95.0
    assert components["3"].p95 == 0.0
    assert components["2"].deterministic == 60.0


def test_number_and_seed_go_with_the_figures():
    assert (found().samples, found().seed) == (101, 7)
