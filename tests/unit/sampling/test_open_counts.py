"""Numbers of parts nobody stated are drawn: whole, within their interval, lines of one together."""

from functools import cache

import numpy as np
import pytest

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.engine.score_draws import ScoreDraws
from pcf.library import shipped_library
from pcf.model.bom import CountTerm, OpenCount, Stated
from pcf.model.provenance import CellRef
from pcf.pipeline import assess
from pcf.sampling import run
from pcf.sampling.counts import sampled_count
from pcf.sampling.drawn import Drawn
from pcf.sampling.parameters import Sampler

SAMPLER = Sampler(samples=400, seed=3)


@cache
def library():
    return shipped_library()


def bill(key="rack_2u_2s", **cells):
    at = CellRef(file="quote.csv", cell="A2")
    configuration = Configuration(
        name=key, archetype=key, file="quote.csv", sha256="0", at=at,
        values={name: Stated(value=value, at=at) for name, value in cells.items()},
    )  # fmt: skip
    return filled_in(configuration, library().knowledge.archetypes[key])


def line(bom, name):
    return next(each for each in bom.lines if each.name == name)


def test_a_number_that_is_stated_is_not_drawn():
    assert line(bill(psu_count=2.0), "Power supply").open_count is None
    assert sampled_count(line(bill(psu_count=2.0), "Power supply"), SAMPLER) == 2.0


def test_a_number_that_is_filled_in_is_drawn_whole_and_within_its_interval():
    drives = line(bill(), "Solid-state drive")
    term = CountTerm(ignorance="ssd_count", pieces_count=1.0, value=6.0, low=1.0, high=24.0)
    assert drives.open_count == OpenCount(fixed_count=0.0, at_least=0.0, terms=(term,))
    drawn = sampled_count(drives, SAMPLER)
    assert set(drawn) <= set(map(float, range(1, 25)))
    assert np.median(drawn) == 6.0
    assert drawn.min() < 3.0
    assert drawn.max() > 15.0


def test_drives_and_their_carriers_are_drawn_as_one_number():
    bom = bill(hdd_count=2.0)
    drives = sampled_count(line(bom, "Solid-state drive"), SAMPLER)
    carriers = sampled_count(line(bom, "Drive carrier"), SAMPLER)
    assert carriers == pytest.approx(drives + 2.0)


def test_what_an_archetype_has_none_of_stays_out_of_every_draw():
    assert "Accelerator" not in {each.name for each in bill().lines}
    (term,) = line(bill(), "Drive carrier").open_count.terms
    assert term.ignorance == "ssd_count"


def test_modules_are_not_drawn_beside_their_size():
    assert line(bill(), "Memory module").open_count is None


def test_fans_of_a_tower_are_three_to_six():
    drawn = sampled_count(line(bill("tower_2s"), "Chassis fan"), SAMPLER)
    assert set(drawn) == {3.0, 4.0, 5.0, 6.0}


def test_a_share_of_an_enclosure_is_a_fraction_in_every_draw():
    frame = sampled_count(line(bill("blade_2s"), "Enclosure frame share"), SAMPLER)
    switches = sampled_count(line(bill("blade_2s"), "Switch module share"), SAMPLER)
    assert 0.05 <= frame.min() < 0.06
    assert 0.11 < frame.max() <= 0.125
    assert switches == pytest.approx(4.0 * frame)


def test_sockets_stand_on_a_board_that_has_one_processor():
    (one, two) = (line(bill(cpu_count=count), "Processor socket") for count in (1.0, 2.0))
    assert (one.count, two.count) == (2.0, 2.0)


def test_unknown_numbers_of_drives_widen_the_interval_of_a_server():
    def spread(**cells):
        found = assess(bill(cpu_cores=32.0, memory_gb=64.0, dimm_count=4.0, **cells), None,
                       library(), samples=200, seed=1).uncertainty.cradle_to_gate  # fmt: skip
        return found.p95 / found.p5

    assert spread() > 1.2 * spread(ssd_count=6.0, ssd_gb=3840.0)


class Twelve(Sampler):
    """A sampler whose draws are the values themselves, but of twelve drives in each."""

    def figure(self, name, value, low, high, *, share):
        if name == ("count", "ssd_count"):
            return Drawn(np.full(self.samples, 12.0))
        return Drawn(np.full(self.samples, value)) if low != high else value


def test_a_draw_of_twelve_drives_is_a_server_of_twelve_drives(monkeypatch):
    monkeypatch.setattr(run, "Sampler", Twelve)
    open_, stated = (assess(bill(**cells), None, library()) for cells in ({}, {"ssd_count": 12.0}))
    fixed = ScoreDraws(
        method=open_.scores.method, seed=1, index=open_.scores.index,
        values=np.stack([open_.scores.values] * 2),
    )  # fmt: skip
    found = run.sampled_contributions(open_, library().knowledge, fixed)
    entries = {**found.components, **found.others}
    for total in stated.stages:
        said = sum(values for key, values in entries.items() if key[0] == total.stage.value)
        assert said == pytest.approx(np.full(2, total.kgco2e), rel=1e-9), total.stage
