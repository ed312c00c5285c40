"""Draws of a background that can be solved on paper, and of the real one beside bw2calc."""

import dataclasses
import math
import sys
import warnings
from pathlib import Path

import bw_processing as bwp
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from toy import ASSUMED, SOURCED, dataset, drawn, emission, toy_inventory

from pcf.engine.datapackages import method_package, number
from pcf.engine.distributions import (
    lognormal,
    pedigree_sigma,
    pedigree_variances,
    within,
)
from pcf.engine.exchange_draws import characterized, exchange_draws
from pcf.engine.monte_carlo import factor_matrix, score_draws, solved
from pcf.engine.score_draws import draws_key, load_draws, store_draws
from pcf.engine.scores import unit_scores
from pcf.engine.streams import stream
from pcf.errors import BackgroundError
from pcf.library import PEDIGREE_TABLE, shipped_library
from pcf.model.background import FLOW_CLASSES, FlowClass, Provenance, Spread

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bw2calc

INDICATORS = ("reliability", "completeness", "time", "geography", "technology")
VARIANCES = {(name, score): 0.01 * (score - 1) for name in INDICATORS for score in range(1, 6)}
EXACT = Provenance(kind="sourced", source="toy", pedigree=(1, 1, 1, 1, 1), basic_gsd2=1.0)
MANY = 20_000


def sampled(inventory, samples=200, seed=1):
    return score_draws(inventory, "gwp100", VARIANCES, samples=samples, seed=seed)


def exactly(inventory):
    """Return the inventory with every figure known exactly."""
    return dataclasses.replace(
        inventory,
        datasets={
            key: dataclasses.replace(
                entry,
                inputs=tuple(dataclasses.replace(e, provenance=EXACT) for e in entry.inputs),
                emissions=tuple(dataclasses.replace(e, provenance=EXACT) for e in entry.emissions),
            )
            for key, entry in inventory.datasets.items()
        },
    )


def with_datasets(*datasets):
    toy = toy_inventory()
    return dataclasses.replace(toy, datasets={**toy.datasets, **{d.key: d for d in datasets}})


# --- distributions ---------------------------------------------------------------------------


def test_variances_of_basic_uncertainty_and_pedigree_add():
    shipped = pedigree_variances(shipped_library().folder.table(PEDIGREE_TABLE))
    said = Provenance(kind="sourced", source="x", pedigree=(1, 2, 3, 4, 5), basic_gsd2=1.05)
    # (ln 1.05 / 2)² + 0 + 0.0001 + 0.002 + 0.0006 + 0.12
    assert pedigree_sigma(said, shipped) == pytest.approx(math.sqrt(0.123295120), rel=1e-6)


def test_the_shipped_factors_rise_with_the_score_and_start_at_nothing():
    shipped = pedigree_variances(shipped_library().folder.table(PEDIGREE_TABLE))
    assert len(shipped) == 25
    for name in INDICATORS:
        values = [shipped[name, score] for score in range(1, 6)]
        assert values[0] == 0.0
        assert values == sorted(set(values))


def test_a_lognormal_figure_has_its_value_as_median():
    values = lognormal(5.0, 0.4, stream(1, "x"), MANY)
    assert np.median(values) == pytest.approx(5.0, rel=0.01)
    assert np.log(values).std() == pytest.approx(0.4, rel=0.02)


def test_a_positive_figure_keeps_median_and_ends_of_its_interval():
    values = within(1.0, 0.5, 4.0, stream(1, "x"), MANY)
    assert np.percentile(values, [2.5, 50, 97.5]) == pytest.approx([0.5, 1.0, 4.0], rel=0.03)


def test_a_share_never_leaves_its_interval_and_peaks_at_its_value():
    values = within(0.8, 0.5, 0.9, stream(1, "x"), MANY, share=True)
    assert 0.5 <= values.min() < 0.52
    assert 0.88 < values.max() <= 0.9
    assert values.mean() == pytest.approx((0.5 + 0.8 + 0.9) / 3, abs=0.002)


def test_quantiles_of_a_triangle_are_those_of_its_area():
    # between 0 and 9 with peak at 3, a third of the area lies left of the peak; the median
    # leaves half of it on the right: 9 - sqrt(0.5 * 9 * 6)
    values = within(3.0, 0.0, 9.0, stream(1, "x"), MANY)
    found = np.percentile(values, [100 / 3, 50])
    assert found == pytest.approx([3.0, 9.0 - math.sqrt(27.0)], rel=0.02)


def test_an_interval_that_reaches_zero_is_triangular():
    values = within(0.5, 0.0, 9.0, stream(1, "x"), MANY)
    assert values.min() >= 0.0
    assert values.mean() == pytest.approx(9.5 / 3, rel=0.02)


def test_a_closed_interval_is_no_draw():
    assert (within(2.0, 2.0, 2.0, stream(1, "x"), 3) == 2.0).all()


def test_a_value_outside_its_interval_widens_it():
    values = within(5.0, 1.0, 4.0, stream(1, "x"), MANY)
    assert values.max() == 5.0


# --- draws of exchanges ----------------------------------------------------------------------


def test_one_figure_used_at_two_places_has_one_error():
    both = with_datasets(
        *(
            dataset("glass", "kg", location=place, emissions=[emission("co2", 1.2)])
            for place in ("CN", "GLO")
        )
    )
    scores = sampled(both)
    here, there = (scores.values[:, scores.index[f"glass@{place}"]] for place in ("CN", "GLO"))
    assert (here == there).all()


def test_two_figures_of_one_exchange_err_apart():
    both = with_datasets(
        dataset("glass", "kg", location="CN", emissions=[emission("co2", 1.2)]),
        dataset("glass", "kg", location="GLO", emissions=[emission("co2", 1.3)]),
    )
    scores = sampled(both, samples=2000).by_product
    pair = [scores[sampled(both, samples=2).index[f"glass@{place}"]] for place in ("CN", "GLO")]
    assert abs(np.corrcoef(pair)[0, 1]) < 0.1


def test_figures_of_one_stream_lie_at_the_same_quantile_each_in_its_own_interval():
    bounds = [(0.5, 2.0), (0.0, 9.0), (None, None)]  # lognormal, triangular, by pedigree
    said = [
        Provenance(kind="assumption", source="x", low=low, high=high, stream="kilns")
        for low, high in bounds
    ]
    draws = exchange_draws(
        with_datasets(
            *(
                dataset(f"kiln_{n}", "kg", emissions=[emission("co2", 1.0, provenance)])
                for n, provenance in enumerate(said)
            ),
            dataset("kiln_apart", "kg", emissions=[emission("co2", 1.0, ASSUMED)]),
        ),
        VARIANCES,
        samples=MANY,
        seed=1,
    )
    kilns = [draws.emitter == draws.keys.index(f"kiln_{n}@GLO") for n in (0, 1, 2, "apart")]
    ranks = [np.argsort(np.argsort(draws.emitted[kiln][0])) for kiln in kilns]
    assert (ranks[0] == ranks[1]).all()
    assert (ranks[0] == ranks[2]).all()
    assert abs(np.corrcoef(ranks[0], ranks[3])[0, 1]) < 0.05
    ends = np.percentile(draws.emitted[kilns[0]][0], [2.5, 50, 97.5])
    assert ends == pytest.approx([0.5, 1.0, 2.0], rel=0.03)


def test_a_named_stream_changes_no_draw_of_figures_without_one():
    named = dataclasses.replace(SOURCED, stream="kilns")
    toy = sampled(toy_inventory())
    more = sampled(with_datasets(dataset("kiln", "kg", emissions=[emission("co2", 3.0, named)])))
    for key, row in toy.index.items():
        assert (toy.values[:, row] == more.values[:, more.index[key]]).all()


def test_another_dataset_changes_no_draw_of_the_others():
    toy = sampled(toy_inventory())
    more = sampled(with_datasets(dataset("aaa", "kg", emissions=[emission("co2", 3.0)])))
    for key, row in toy.index.items():
        assert (toy.values[:, row] == more.values[:, more.index[key]]).all()


def test_a_market_delivers_one_unit_in_every_draw():
    market = dataset(
        "metal",
        "kg",
        kind="market",
        inputs=[
            drawn("steel", "GLO", 0.7, "kg"),
            drawn("wood", "GLO", 0.3, "kg"),
            drawn("electricity", "GLO", 0.1, "kWh"),
        ],
    )
    draws = exchange_draws(with_datasets(market), VARIANCES, samples=50, seed=1)
    rows = draws.amounts[draws.consumer == draws.keys.index("metal@GLO")]
    assert rows[:2].sum(axis=0) == pytest.approx(np.ones(50), abs=1e-12)
    assert rows[0].std() > 0.01
    assert rows[2].std() > 0.01


def test_uptake_follows_what_is_released_so_that_carbon_is_kept():
    draws = exchange_draws(toy_inventory(), VARIANCES, samples=50, seed=1)
    wood = draws.emitter == draws.keys.index("wood@GLO")
    taken = draws.emitted[wood & (draws.flow == draws.flows.index("uptake"))][0]
    released = draws.emitted[wood & (draws.flow == draws.flows.index("co2_bio"))][0]
    assert released.std() > 0.01
    assert taken - released == pytest.approx(np.full(50, 1.5), abs=1e-12)


def lossy(location, share=0.1, low=0.05, high=0.2, whose="read"):
    """A market of two suppliers that loses a tenth of what it takes in."""
    loss = Spread(value=share, low=low, high=high, stream=whose)
    inputs = [drawn("steel", "GLO", 0.7 / 0.9, "kg"), drawn("wood", "GLO", 0.3 / 0.9, "kg")]
    market = dataset("metal", "kg", kind="market", location=location, inputs=inputs)
    return dataclasses.replace(market, loss=loss)


def taken_in(draws, key):
    return draws.amounts[draws.consumer == draws.keys.index(key)].sum(axis=0)


def test_a_market_takes_in_what_it_delivers_and_loses():
    draws = exchange_draws(with_datasets(lossy("GLO")), VARIANCES, samples=MANY, seed=1)
    lost = 1.0 - 1.0 / taken_in(draws, "metal@GLO")
    assert lost.min() > 0.05
    assert lost.max() < 0.2
    # the mean of a triangle: (0.05 + 0.1 + 0.2) / 3
    assert lost.mean() == pytest.approx(0.35 / 3.0, abs=0.001)


def test_grids_that_rest_on_one_loss_err_together_and_others_apart():
    markets = (lossy("GLO"), lossy("CN"), lossy("DE", whose="other"))
    draws = exchange_draws(with_datasets(*markets), VARIANCES, samples=MANY, seed=1)
    here, there, elsewhere = (taken_in(draws, f"metal@{at}") for at in ("GLO", "CN", "DE"))
    assert here == pytest.approx(there, rel=1e-12)
    assert abs(np.corrcoef(here, elsewhere)[0, 1]) < 0.05


def test_a_loss_known_exactly_changes_no_draw():
    known = lossy("GLO", low=0.1, high=0.1)
    draws = exchange_draws(with_datasets(known), VARIANCES, samples=20, seed=1)
    assert taken_in(draws, "metal@GLO") == pytest.approx(np.full(20, 1 / 0.9), rel=1e-12)


METHANE = {"ch4": Spread(value=29.8, low=20.0, high=40.0, stream="methane")}


def test_a_factor_that_is_drawn_scales_what_its_flow_weighs():
    toy = exactly(toy_inventory())
    told = dataclasses.replace(toy, factor_spreads={"gwp100": METHANE})
    factor = toy.factors["gwp100"]["ch4"]
    # power: 1 kg CO2 and 0.01 kg methane per kWh, 1 % of it its own use
    scores = sampled(told, samples=MANY)
    power = scores.values[:, scores.index["electricity@GLO"]].sum(axis=1) * 0.99
    drawn_factor = (power - 1.0) / 0.01 / factor * 29.8
    assert np.median(drawn_factor) == pytest.approx(29.8, rel=0.01)
    assert np.percentile(drawn_factor, [2.5, 97.5]) == pytest.approx([20.0, 40.0], rel=0.02)
    carbon = scores.values[:, scores.index["flight@GLO"]]
    assert carbon.std(axis=0) == pytest.approx(np.zeros(len(FLOW_CLASSES)), abs=1e-10)


def test_flows_of_one_gas_share_the_error_of_its_factor():
    toy = toy_inventory()
    both = {
        "ch4": METHANE["ch4"], "co2": Spread(value=1.0, low=0.5, high=2.0, stream="methane"),
        "unspecified": Spread(value=1.0, low=0.5, high=2.0, stream="other"),
    }  # fmt: skip
    plain = exchange_draws(exactly(toy), VARIANCES, samples=MANY, seed=1)
    weighed = characterized(plain, both, seed=1)
    ratio = {
        flow: (weighed.emitted / plain.emitted)[plain.flow == plain.flows.index(flow)][0]
        for flow in both
    }
    assert ((ratio["ch4"] > 1.0) == (ratio["co2"] > 1.0)).all()
    assert abs(np.corrcoef(np.log(ratio["co2"]), np.log(ratio["unspecified"]))[0, 1]) < 0.05


# --- solving ---------------------------------------------------------------------------------


def test_without_uncertainty_every_draw_is_the_unit_score():
    toy = exactly(toy_inventory())
    scores, draws = unit_scores(toy, "gwp100"), sampled(toy, samples=3)
    for draw in draws.values:
        assert draw == pytest.approx(scores.values, rel=1e-12, abs=1e-15)


def test_batches_join_without_a_seam():
    whole = sampled(toy_inventory(), samples=250)
    few = sampled(toy_inventory(), samples=30)
    assert (whole.values[:30] == few.values).all()
    assert np.isfinite(whole.values).all()


def test_a_process_that_eats_nearly_all_it_makes_is_still_solved():
    # 1 kg CO2 per unit, of which 0.999 is drawn by itself: 1 / (1 - 0.999)
    greedy = dataset(
        "greedy",
        "kg",
        inputs=[drawn("greedy", "GLO", 0.999, "kg", EXACT)],
        emissions=[emission("co2", 1.0, EXACT)],
    )
    draws = sampled(with_datasets(greedy), samples=2)
    fossil = draws.values[:, draws.index["greedy@GLO"], FLOW_CLASSES.index(FlowClass.FOSSIL)]
    assert fossil == pytest.approx([1000.0, 1000.0], rel=1e-9)


def test_a_process_that_makes_nothing_is_refused():
    idle = dataset(
        "idle",
        "kg",
        inputs=[drawn("idle", "GLO", 1.0, "kg", EXACT)],
        emissions=[emission("co2", 1.0, EXACT)],
    )
    with pytest.raises(BackgroundError) as refused:
        sampled(with_datasets(idle), samples=2)
    assert "BGD003" in str(refused.value)


def test_the_sum_over_flow_classes_is_what_products_cost():
    draws = sampled(toy_inventory(), samples=3)
    flight = draws.by_product[draws.index["flight@GLO"]]
    assert flight == pytest.approx(draws.values[:, draws.index["flight@GLO"]].sum(axis=1))
    assert draws.samples == 3


# --- beside Brightway ------------------------------------------------------------------------


def brightway_scores(inventory, draws, key):
    """Solve one product with bw2calc that is fed the same arrays, draw by draw."""
    numbering = number(inventory)
    ids = [numbering.datasets[key] for key in draws.keys]
    flows = [numbering.flows[key] for key in draws.flows]
    pairs = [(each, each) for each in ids]
    pairs += [(ids[p], ids[c]) for c, p in zip(draws.consumer, draws.provider, strict=True)]
    package = bwp.create_datapackage(name="draws", sequential=True, sum_intra_duplicates=True)
    package.add_persistent_array(
        matrix="technosphere_matrix",
        name="technosphere",
        indices_array=np.array(pairs, dtype=bwp.INDICES_DTYPE),
        data_array=np.vstack([np.ones((len(ids), draws.samples)), draws.amounts]),
        flip_array=np.array([False] * len(ids) + [True] * len(draws.consumer)),
    )
    package.add_persistent_array(
        matrix="biosphere_matrix",
        name="biosphere",
        indices_array=np.array(
            [(flows[f], ids[e]) for e, f in zip(draws.emitter, draws.flow, strict=True)],
            dtype=bwp.INDICES_DTYPE,
        ),
        data_array=draws.emitted,
    )
    found = np.zeros((draws.samples, len(FLOW_CLASSES)))
    for column, flow_class in enumerate(FLOW_CLASSES):
        lca = bw2calc.LCA(
            {numbering.datasets[key]: 1.0},
            data_objs=[package, method_package(inventory, numbering, "gwp100", flow_class)],
            use_arrays=True,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lca.lci()
            lca.lcia()
            for draw in range(draws.samples):
                if draw:
                    next(lca)
                found[draw, column] = lca.score
    return found


def test_the_toy_agrees_with_brightway_fed_the_same_arrays():
    toy = toy_inventory()
    draws = exchange_draws(toy, VARIANCES, samples=7, seed=1)
    ours = solved(draws, factor_matrix(toy, "gwp100", draws.flows))
    for key in ("bracket@GLO", "electricity@GLO", "wood@GLO", "flight@GLO"):
        theirs = brightway_scores(toy, draws, key)
        row = draws.keys.index(key)
        assert ours[:, row] == pytest.approx(theirs, rel=1e-9, abs=1e-12)
        assert theirs.std(axis=0).max() > 0.001


def test_the_inventory_agrees_with_brightway_fed_the_same_arrays():
    library = shipped_library()
    inventory = library.inventory
    variances = pedigree_variances(library.folder.table(PEDIGREE_TABLE))
    draws = exchange_draws(inventory, variances, samples=3, seed=1)
    draws = characterized(draws, inventory.factor_spreads["gwp100"], seed=1)
    ours = solved(draws, factor_matrix(inventory, "gwp100", draws.flows))
    for key in ("electricity@CN", "printed_board_area@CN"):
        theirs = brightway_scores(inventory, draws, key)
        row = draws.keys.index(key)
        scale = np.abs(theirs).max()
        assert ours[:, row] == pytest.approx(theirs, rel=1e-9, abs=1e-9 * scale)


# --- on disk ---------------------------------------------------------------------------------


def test_stored_draws_come_back_to_the_last_bit(tmp_path):
    draws = sampled(toy_inventory(), samples=4)
    store_draws(tmp_path, "k", draws)
    again = load_draws(tmp_path, "k")
    assert again.values.tobytes() == draws.values.tobytes()
    assert (again.index, again.method, again.seed) == (draws.index, "gwp100", 1)


def test_a_broken_file_of_draws_is_no_draws(tmp_path):
    store_draws(tmp_path, "k", sampled(toy_inventory(), samples=4))
    path = tmp_path / "draws-k.npz"
    path.write_bytes(path.read_bytes()[:200])
    assert load_draws(tmp_path, "k") is None
    assert load_draws(tmp_path, "missing") is None


def test_a_folder_that_refuses_is_left_alone(tmp_path):
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    store_draws(taken, "k", sampled(toy_inventory(), samples=2))
    assert taken.read_text() == "not a folder"


@pytest.mark.parametrize(
    "changed",
    [
        {"inventory_digest": "b"}, {"factor_digest": "b"}, {"method": "gwp20"}, {"seed": 2},
        {"samples": 11},
    ],
)  # fmt: skip
def test_whatever_draws_depend_on_is_in_their_key(changed):
    said = {
        "inventory_digest": "a", "factor_digest": "a", "method": "gwp100", "seed": 1,
        "samples": 10,
    }  # fmt: skip
    assert draws_key(**said) != draws_key(**{**said, **changed})
    assert draws_key(**said) == draws_key(**said)
