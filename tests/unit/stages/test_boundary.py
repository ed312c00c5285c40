"""A BOM in which nothing draws power ends at the factory gate, and it is said."""

from __future__ import annotations

from placing import HAND, part, study

from pcf.stages.boundary import within_reach


def reached(resolved, *parts):
    ended, said = within_reach(resolved, parts, HAND)
    return ended.text("boundary"), [notice.code for notice in said]


def test_sheet_metal_alone_has_no_use_stage_of_its_own():
    assert reached(study(), part()) == ("cradle_to_gate", ["STU207"])


def test_a_part_that_draws_power_gives_it_one():
    assert reached(study(), part(active_w=10.0)) == ("cradle_to_grave", [])


def test_stated_energy_gives_it_one():
    assert reached(study(annual_kwh=10.0), part()) == ("cradle_to_grave", [])
    assert reached(study(idle_w=1.0, max_w=2.0), part()) == ("cradle_to_grave", [])


def test_a_stated_boundary_is_kept():
    assert reached(study(boundary="cradle_to_grave"), part()) == ("cradle_to_grave", [])
