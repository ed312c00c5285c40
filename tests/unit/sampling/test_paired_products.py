"""Products drawn together: narrow differences of wide products, whatever lines are called."""

from __future__ import annotations

import pytest

from pcf.bom import read_bom
from pcf.paired import paired_differences
from pcf.pipeline import assess, with_uncertainty

SAMPLES, SEED = 200, 3
HEAD = "Item,Part Number,Name,Description,Qty,Weight (kg),Material,Supplier PCF (kgCO2e)\n"
LINES = {
    "chassis": "{item},C-1,Chassis,SGCC T=1.0,1,{kg},SGCC,",
    "memory": "{item},M-1,Memory,DDR5 RDIMM 32GB,8,0.045,,",
    "board": "{item},B-1,Mainboard,PCB 16L 430x410mm,1,,,",
    "bought": "{item},S-1,Riser,Riser board,1,1,,{pcf}",
}


@pytest.fixture(scope="module")
def made(library, tmp_path_factory):
    folder = tmp_path_factory.mktemp("paired")

    def ask(*names, kg=10, pcf=100, first_item=1, file="p.csv"):
        rows = [
            LINES[name].format(item=number, kg=kg, pcf=pcf)
            for number, name in enumerate(names, first_item)
        ]
        path = folder / file
        path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
        return assess(read_bom(path, library.knowledge), None, library)

    return ask


@pytest.fixture(scope="module")
def apart(library):
    def ask(first, *others):
        return [
            {each.figure: each for each in found}
            for found in paired_differences(first, others, library, samples=SAMPLES, seed=SEED)
        ]

    return ask


def width(spread):
    return spread.p95 - spread.p5


def test_products_that_differ_in_one_line_differ_narrowly(made, apart):
    lines = ("chassis", "memory", "board", "bought")
    heavier, twice = apart(made(*lines), made(*lines, kg=11), made(*lines, kg=12))
    for figure in ("cradle_to_gate", "cradle_to_grave"):
        one, two = heavier[figure], twice[figure]
        assert width(one.difference) < 0.02 * min(width(one.first), width(one.second))
        # what a kilogram of sheet costs is drawn once: two are twice one, in every draw
        for name in ("deterministic", "p5", "median", "mean", "p95"):
            expected = 2 * getattr(one.difference, name)
            assert getattr(two.difference, name) == pytest.approx(expected, rel=1e-9)
        assert (one.lower_share, one.higher_share) == (0.0, 1.0)


def test_a_stated_footprint_differs_by_what_is_stated_in_every_draw(made, apart, library):
    (found,) = apart(made("chassis", "bought"), made("chassis", "bought", pcf=130))
    gate = found["cradle_to_gate"].difference
    # 30 kg more in every draw, and the scrap of them: its share alone is drawn
    scrap = next(row for row in library.knowledge.tables["assembly"] if row["name"] == "scrap_rate")
    low, value, high = (30 / (1 - float(scrap[name])) for name in ("low", "value", "high"))
    assert gate.deterministic == pytest.approx(value, rel=1e-12)
    assert low - 1e-9 <= gate.p5 <= gate.median <= gate.p95 <= high + 1e-9
    assert width(gate) < 0.02 * width(found["cradle_to_gate"].first)


def test_lines_are_the_same_under_other_item_numbers(made, apart):
    first = made("memory", "board", "chassis")
    renumbered = made("memory", "board", "chassis", first_item=70)
    reordered = made("chassis", "memory", "board")
    for found in apart(first, renumbered, reordered):
        each = found["cradle_to_grave"]
        assert (each.lower_share, each.higher_share) == (0.0, 0.0)
        assert (each.difference.p5, each.difference.p95) == (0.0, 0.0)


def test_each_product_is_spread_as_it_is_alone(made, apart, library):
    first = made("chassis", "memory")
    (found,) = apart(first, made("chassis", "memory", kg=12))
    alone = with_uncertainty(first, library, samples=SAMPLES, seed=SEED).uncertainty
    assert found["cradle_to_grave"].first.p95 == pytest.approx(alone.total.p95, rel=1e-12)
    assert found["cradle_to_gate"].first.p5 == pytest.approx(alone.cradle_to_gate.p5, rel=1e-12)
    assert found["per_year_of_use"].first.median * 5 == pytest.approx(alone.total.median, rel=1e-12)


def test_a_product_that_ends_at_the_gate_has_no_figure_a_year(made, apart):
    (found,) = apart(made("chassis"), made("chassis", kg=11))
    assert set(found) == {"cradle_to_gate", "cradle_to_grave"}
