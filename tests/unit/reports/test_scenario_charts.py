"""Charts of scenarios are well-formed drawings whose bars have the length of their figures."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from pcf.reports.scenario_charts import abatement_chart, stacked_chart, tornado_chart
from pcf.results.abatement import AbatementStep
from pcf.results.scenarios import FIGURES, ScenarioFigure
from pcf.results.tornado import LeverSwing

SVG = "{http://www.w3.org/2000/svg}"


def bars(svg):
    """Width by what a bar tells, and all texts of the drawing."""
    root = ET.fromstring(svg)
    drawn = {
        rect.find(f"{SVG}title").text: float(rect.get("width"))
        for rect in root.iter(f"{SVG}rect")
        if rect.find(f"{SVG}title") is not None
    }
    return drawn, [text.text for text in root.iter(f"{SVG}text")]


def figures(scenario, *values):
    named = dict(zip(FIGURES, (*values, 0.0, sum(values), 0.0, 0.0), strict=True))
    return [
        ScenarioFigure(
            scenario=scenario, figure=name, kgco2e=value, difference_kgco2e=0.0,
            difference_share=None,
        )
        for name, value in named.items()
    ]  # fmt: skip


def test_stages_are_stacked_to_scale_with_totals():
    given = [*figures("base", 100, 20, 0, 200, 10), *figures("x", 50, 20, 0, 100, -10)]
    drawn, texts = bars(stacked_chart(given, {"x": '<b> & "c"'}, lang="en"))
    assert drawn["Use: 200 kg CO2e"] == pytest.approx(2 * drawn["Use: 100 kg CO2e"], abs=0.2)
    assert drawn["Materials: 100 kg CO2e"] == pytest.approx(drawn["Use: 100 kg CO2e"], abs=0.2)
    assert {'<b> & "c"', "base", "330", "160", "Materials", "End of life"} <= set(texts)


def test_a_stage_begins_where_the_one_before_ends():
    root = ET.fromstring(stacked_chart(figures("base", 100, 20, 30, 200, -10), {}, lang="en"))
    spans = [
        (float(rect.get("x")), float(rect.get("width")))
        for rect in root.iter(f"{SVG}rect")
        if rect.find(f"{SVG}title") is not None
    ]
    for (left, width), (following, _) in pairwise(spans[:4]):
        assert following == pytest.approx(left + width, abs=0.2)
    removed, width = spans[4]  # what is taken up lies left of nothing
    assert removed + width == pytest.approx(spans[0][0], abs=0.2)


def test_the_chinese_chart_speaks_chinese():
    drawn, texts = bars(stacked_chart(figures("base", 1, 1, 1, 1, 1), {}, lang="zh"))
    assert {"基准", "使用", "报废"} <= set(texts)
    assert "使用: 1.00 kg CO2e" in drawn


def swing(lever, low, high):
    return LeverSwing(
        lever=lever, title=lever, title_zh=f"{lever}中", low="3", high="7", base_kgco2e=100.0,
        low_kgco2e=low, high_kgco2e=high, kind="choice", source="s", note="",
    )  # fmt: skip


def test_a_tornado_shows_levers_that_swing_and_no_others():
    drawn, texts = bars(
        tornado_chart([swing("years", 80, 140), swing("idle", 100, 100)], lang="en")
    )
    assert drawn["7: 40.0 kg CO2e"] == pytest.approx(2 * drawn["3: −20.0 kg CO2e"], abs=0.2)
    assert "years  3 … 7" in texts
    assert "60.0" in texts
    assert not any("idle" in text for text in texts)
    assert "years中  3 … 7" in bars(tornado_chart([swing("years", 80, 140)], lang="zh"))[1]


def test_charts_of_nothing_are_drawings_all_the_same():
    assert bars(tornado_chart([swing("idle", 100, 100)], lang="en"))[0] == {}


def test_a_long_name_is_cut():
    _, texts = bars(stacked_chart(figures("base", 1, 1, 1, 1, 1), {"base": "x" * 60}, lang="en"))
    assert "x" * 41 + "…" in texts
    wide = bars(stacked_chart(figures("base", 1, 1, 1, 1, 1), {"base": "冷" * 30}, lang="zh"))[1]
    assert "冷" * 20 + "…" in wide


def test_abatement_shows_savings_alone_and_after_the_others():
    step = AbatementStep(
        lever="grid", alone_kgco2e=100.0, marginal_kgco2e=50.0, cumulative_kgco2e=50.0,
        shapley_kgco2e=75.0, last_kgco2e=25.0,
    )  # fmt: skip
    svg = abatement_chart([step], {"grid": "Grid of use"}, lang="en")
    drawn, texts = bars(svg)
    assert drawn["first: 100 kg CO2e"] == pytest.approx(2 * drawn["next: 50.0 kg CO2e"], abs=0.2)
    zero, mark = (
        next(
            float(rect.get("x"))
            for rect in ET.fromstring(svg).iter(f"{SVG}rect")
            if rect.find(f"{SVG}title") is not None and rect.find(f"{SVG}title").text == told
        )
        for told in ("first: 100 kg CO2e", "last: 25.0 kg CO2e")
    )
    assert mark + 1 - zero == pytest.approx(drawn["next: 50.0 kg CO2e"] / 2, abs=0.2)
    assert {"Grid of use", "50.0"} <= set(texts)
