"""Laws of random streams: independent, stable, named by what they are for."""

import dataclasses
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pcf.bom import read_bom
from pcf.components.resolve import resolve
from pcf.engine.exchange_draws import exchange_draws
from pcf.engine.score_draws import ScoreDraws
from pcf.engine.streams import stream
from pcf.library import shipped_library
from pcf.model.component import Classification
from pcf.pipeline import assess
from pcf.sampling.parameters import Sampler, parameter_draws
from pcf.sampling.run import sampled_contributions

SAMPLE = Path(__file__).parents[2] / "bom_samples" / "rack_1u_en.xlsx"
DRAWS = 10_000
#: Greatest correlation allowed between two streams; five standard errors of 10 000 draws.
ALLOWED = 0.05
VARIANCES = {
    (name, score): 0.01
    for name in ("reliability", "completeness", "time", "geography", "technology")
    for score in range(1, 6)
}


@cache
def library():
    return shipped_library()


def bom():
    return read_bom(SAMPLE, library().knowledge)


def few_draws(scores, samples=5, seed=3):
    """Unit scores that wobble, so that a test need not solve the background."""
    random = stream(seed, "test")
    factors = np.exp(0.1 * random.standard_normal((samples, *scores.values.shape)))
    return ScoreDraws(
        method="gwp100", seed=seed, index=scores.index, values=scores.values * factors
    )


def correlations(rows):
    return np.corrcoef(np.array(rows)) - np.eye(len(rows))


def test_one_name_and_seed_give_the_same_bytes():
    first, again = (stream(1, "a", "b").standard_normal(100).tobytes() for _ in range(2))
    assert first == again
    assert first != stream(2, "a", "b").standard_normal(100).tobytes()
    assert first != stream(1, "a", "c").standard_normal(100).tobytes()


def test_where_a_name_is_divided_matters():
    assert stream(1, "ab", "c").random() != stream(1, "a", "bc").random()


def test_fewer_draws_are_the_first_of_more():
    many = stream(1, "a").standard_normal(1000)
    assert (stream(1, "a").standard_normal(10) == many[:10]).all()


def test_no_two_streams_of_a_study_correlate():
    names = [("background", product, str(n)) for product in "abcdefghij" for n in range(4)]
    names += [("class", f"class_{n}", "mass_kg", "") for n in range(20)]
    found = correlations([stream(1, *name).standard_normal(DRAWS) for name in names])
    assert np.abs(found).max() < ALLOWED


def test_adjacent_seeds_do_not_correlate():
    found = correlations([stream(seed, "a").standard_normal(DRAWS) for seed in range(1, 30)])
    assert np.abs(found).max() < ALLOWED


def test_adjacent_exchanges_of_the_inventory_do_not_correlate():
    inventory = library().inventory
    first = {key: inventory.datasets[key] for key in sorted(inventory.datasets)[::9]}
    part = with_providers(dataclasses.replace(inventory, datasets=first), inventory)
    drawn = exchange_draws(part, VARIANCES, samples=DRAWS, seed=1)
    units = [part.datasets[drawn.keys[row]].kind == "unit" for row in drawn.consumer]
    alone = [not said.stream for said in provenances(part)]
    chosen = np.array(units) & np.array(alone)
    distinct = {row.tobytes(): row for row in drawn.amounts[chosen][:400]}
    varied = [row for row in distinct.values() if row.std() > 0]
    pairs = [np.corrcoef(row, following)[0, 1] for row, following in pairwise(varied)]
    assert len(pairs) > 50
    assert np.abs(pairs).max() < ALLOWED


def provenances(inventory):
    """Return what is said of every input, in the order of the draws."""
    return [
        entry.provenance
        for key in sorted(inventory.datasets)
        for entry in inventory.datasets[key].inputs
    ]


def test_nodes_of_one_judgement_err_together_and_others_apart():
    inventory = library().inventory
    wafers = ("wafer_logic_28nm@TW", "wafer_logic_5nm@TW", "wafer_dram_17nm@KR")
    part = dataclasses.replace(inventory, datasets={key: inventory.datasets[key] for key in wafers})
    drawn = exchange_draws(with_providers(part, inventory), VARIANCES, samples=DRAWS, seed=1)
    power = [
        drawn.amounts[
            (drawn.consumer == drawn.keys.index(wafer))
            & (drawn.provider == drawn.keys.index(f"electricity@{wafer[-2:]}"))
        ][0]
        for wafer in wafers
    ]
    mature, fine, dram = (np.argsort(np.argsort(row)) for row in power)
    assert (mature == fine).all()
    assert abs(np.corrcoef(mature, dram)[0, 1]) < ALLOWED


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (("mainboard", "capacitors_per_cm2"), ("network_card", "capacitors_per_cm2"), True),
        (("memory_module", "dram_die_yield"), ("hbm_stack", "dram_die_yield"), True),
        (("mainboard", "capacitors_per_cm2"), ("network_card", "resistors_per_cm2"), False),
        (("mainboard", "layers"), ("network_card", "layers"), False),
    ],
)
def test_classes_of_one_judgement_err_together_and_others_apart(first, second, together):
    sampler = Sampler(samples=DRAWS, seed=1)
    ranks = [
        np.argsort(np.argsort(drawn_default(name, parameter, sampler).values))
        for name, parameter in (first, second)
    ]
    if together:
        assert (ranks[0] == ranks[1]).all()
    else:
        assert abs(np.corrcoef(ranks)[0, 1]) < ALLOWED


def drawn_default(name, parameter, sampler):
    """Return a parameter of a line that says nothing but its class."""
    data = library().knowledge.components[name]
    line = next(line for line in bom().counted)
    stated = Classification(component_class=name, confidence=1.0, method="declared", reason="")
    component = resolve(line, stated, library().knowledge)
    return parameter_draws(component, data, sampler)[parameter]


def with_providers(part, inventory):
    """Add providers until every input has one."""
    datasets = dict(part.datasets)
    waiting = list(datasets.values())
    while waiting:
        for entry in waiting.pop().inputs:
            key = f"{entry.product}@{entry.location}"
            if key not in datasets:
                datasets[key] = inventory.datasets[key]
                waiting.append(datasets[key])
    return dataclasses.replace(part, datasets=datasets)


def by_component(result, draws):
    found = sampled_contributions(result, library().knowledge, draws)
    return {key: values for key, values in found.components.items() if key[0] != "use"}


def test_another_line_changes_no_draw_of_the_others():
    whole = bom()
    result = assess(whole, library=library())
    draws = few_draws(result.scores)
    dropped = next(line for line in whole.counted if "DIMM" in line.text)
    fewer = dataclasses.replace(
        whole, lines=tuple(line for line in whole.lines if line is not dropped)
    )
    without = by_component(assess(fewer, library=library()), draws)
    everything = by_component(result, draws)
    assert len(everything) > len(without) > 20
    for key, values in without.items():
        assert (values == everything[key]).all(), key


def test_lines_that_rest_on_a_default_of_their_class_err_together():
    result = assess(bom(), library=library())
    part = next(p.component for p in result.parts if p.component.component_class == "fan")
    other = dataclasses.replace(part, line=dataclasses.replace(part.line, item="another"))
    data = library().knowledge.components["fan"]
    sampler = Sampler(samples=4, seed=1)
    first, second = (parameter_draws(each, data, sampler) for each in (part, other))
    assert first.keys() == second.keys()
    assert all(first[name] is second[name] or first[name] == second[name] for name in first)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_gives_the_same_spread(seed):
    result = assess(bom(), library=library())
    draws = few_draws(result.scores, seed=seed)
    first, again = (sampled_contributions(result, library().knowledge, draws) for _ in range(2))
    assert first.components.keys() == again.components.keys()
    for key, values in first.components.items():
        assert values.tobytes() == again.components[key].tobytes()
