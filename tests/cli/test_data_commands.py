"""`pcf data`: the inventory looked at from the terminal."""

from __future__ import annotations

import re

import pytest

from pcf.model.background import dataset_uuid


def test_the_shipped_data_pass_their_own_check(pcf):
    done = pcf("data", "check", "--lang", "zh")
    assert done.stderr == ""
    assert done.exit_code == 0
    assert done.stdout.rstrip().endswith(": 0 problems")


def test_a_problem_of_the_data_is_exit_3(pcf, monkeypatch):
    from pcf.errors import Problem

    problem = Problem(code="DAT999", message="a number without a source", message_zh="数字无来源")
    monkeypatch.setattr("pcf.cli.data.validate", lambda *_: (problem,))
    done = pcf("data", "check")
    assert done.exit_code == 3
    assert "a number without a source [DAT999]" in done.stderr


def test_the_list_is_searched_for_all_words(pcf, library):
    lines = pcf.works("data", "list", "wafer", "dram").stdout.splitlines()[1:]
    products = {line.partition("@")[0] for line in lines if line.strip()}
    known = {facts.product for facts in library.scores("gwp100").facts}
    assert {product for product in known if product.startswith("wafer_dram_")} <= products
    assert not {product for product in products if "nand" in product}
    everything = pcf.works("data", "list").stdout
    assert everything.count("@") >= len(library.scores("gwp100").facts)


def test_a_dataset_is_shown_with_its_exchanges_and_sources(pcf, library):
    scores = library.scores("gwp100")
    key = scores.locate("steel_sheet_galvanised", "CN")
    done = pcf.works("data", "show", "steel_sheet_galvanised@CN")
    assert key in done.stdout
    assert f"uuid {dataset_uuid(key)}" in done.stdout
    printed = re.search(r"([\d.e+-]+) kg CO2e per kg", done.stdout)
    assert float(printed[1]) == pytest.approx(scores.values[scores.index[key]].sum(), rel=1e-5)
    for source in scores.facts[scores.index[key]].sources:
        assert source == "assumption" or source in done.stdout


def test_the_shown_exchanges_sum_to_the_dataset(library):
    scores = library.scores("gwp100")
    factors = library.inventory.factors["gwp100"]
    for key, dataset in list(library.inventory.datasets.items())[::25]:
        inputs = sum(
            entry.amount * scores.values[scores.index[f"{entry.product}@{entry.location}"]].sum()
            for entry in dataset.inputs
        )
        emitted = sum(entry.amount * factors[entry.flow] for entry in dataset.emissions)
        total = scores.values[scores.index[key]].sum()
        assert inputs + emitted == pytest.approx(total, rel=1e-9, abs=1e-15), key


def test_a_near_miss_is_answered_with_what_there_is(pcf):
    done = pcf("data", "show", "galvanised")
    assert done.exit_code == 2
    assert "steel_sheet_galvanised" in done.stderr


def test_sources_are_listed_with_year_and_licence(pcf, library):
    key, source = next(iter(sorted(library.sources.items())))
    done = pcf.works("data", "sources", key)
    assert key in done.stdout
    assert source.year in done.stdout
