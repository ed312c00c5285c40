"""A market product is the mix of the virgin and the recycled product its row names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pcf.library import shipped_library

TABLE = Path(__file__).resolve().parents[2] / "lci_data" / "end_of_life" / "recycled_content.csv"
with TABLE.open(encoding="utf-8", newline="") as stream:
    ROWS = tuple(csv.DictReader(stream))


@pytest.fixture(scope="module")
def scores():
    return shipped_library().scores("gwp100")


def score(scores, product, place):
    return scores.values[scores.index[scores.locate(product, place)]]


@pytest.mark.parametrize("place", ["CN", "RER", "GLO"])
@pytest.mark.parametrize("row", ROWS, ids=[row["product"] for row in ROWS])
def test_the_market_product_is_its_mix_of_virgin_and_recycled(scores, row, place):
    market, mixed, recycled = (
        score(scores, row[name], place)
        for name in ("product", "virgin_product", "recycled_product")
    )
    pure = 1.0 - float(row["virgin_share"])
    virgin = (mixed - float(row["virgin_share"]) * recycled) / pure
    share = float(row["recycled_content_share"])
    assert (1.0 - share) * virgin + share * recycled == pytest.approx(market, rel=1e-6, abs=1e-12)


# Board apart: virgin mills burn the residues of their wood, mills of recovered paper buy fuel.
LIGHTER = tuple(row for row in ROWS if row["product"] != "corrugated_board")


@pytest.mark.parametrize("row", LIGHTER, ids=[row["product"] for row in LIGHTER])
def test_recycled_material_is_lighter_than_virgin_and_not_free(scores, row):
    virgin, recycled = (
        score(scores, row[name], "CN")[0] for name in ("virgin_product", "recycled_product")
    )
    assert 0.05 * virgin < recycled < 0.95 * virgin
