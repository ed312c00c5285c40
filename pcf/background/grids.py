"""Electricity markets from generation shares, technologies and grid losses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pcf.background.reading import Findings, cell_number
from pcf.background.store import DataFolder
from pcf.model.background import Dataset, Provenance, Spread, TechnosphereInput

#: Shares of a mix must add up to one within this (rounding of the published tables).
SHARE_TOLERANCE = 1e-3


def grid_markets(folder: DataFolder, findings: Findings) -> Iterable[Dataset]:
    """Make dataset ``electricity`` [kWh delivered] of every location of `grids/mixes.csv`.

    Each technology's kWh is its share divided by (1 − loss), so the loss is applied once.
    """
    shares: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in folder.table("grids/mixes.csv"):
        shares[row["location"]].append(row)
    losses = {row["location"]: row for row in folder.table("grids/losses.csv")}
    for location, rows in sorted(shares.items()):
        where = f"grids/mixes.csv:{location}"
        amounts = [cell_number(row, "share", where, findings) for row in rows]
        total_share = sum(amounts)
        if abs(total_share - 1.0) > SHARE_TOLERANCE:
            findings.add(
                "DAT040",
                where,
                f"shares add up to {total_share:.4f}, not 1",
                f"份额之和为 {total_share:.4f},不等于 1",
            )
        loss = losses.get(location) or losses.get("GLO")
        if loss is None:
            findings.add(
                "DAT041",
                f"grids/losses.csv:{location}",
                "no loss given for this grid",
                "未给出该电网的网损",
            )
            continue
        loss_share = cell_number(loss, "loss_share", f"grids/losses.csv:{location}", findings)
        # nothing sensible can be built of shares that cannot be read: the finding says so
        if total_share and loss_share < 1.0:
            shares_of_whole = [amount / total_share for amount in amounts]
            spread = _loss(loss, findings)
            yield _market(location, rows, shares_of_whole, loss, 1.0 - loss_share, spread)


def _market(
    location: str,
    rows: list[dict[str, str]],
    shares_of_whole: list[float],
    loss: dict[str, str],
    delivered_share: float,
    spread: Spread | None,
) -> Dataset:
    return Dataset(
        product="electricity",
        location=location,
        unit="kWh",
        name=f"electricity, delivered, {location}",
        name_zh=f"电力(终端),{location}",
        kind="market",
        group="electricity",
        year=rows[0]["year"],
        inputs=tuple(
            TechnosphereInput(
                product=f"electricity_from_{row['technology']}",
                location=location,
                amount=share / delivered_share,
                unit="kWh",
                provenance=Provenance(
                    kind="derived",
                    source=row["source"],
                    note=f"share {row['share']}; grid loss {loss['loss_share']} ({loss['source']})",
                    pedigree=(2, 2, 2, 1, 1),
                ),
            )
            for row, share in zip(rows, shares_of_whole, strict=True)
            if share > 0
        ),
        emissions=(),
        tags=("electricity",),
        comment="Generation mix and grid loss; trade between grids is not followed.",
        file="grids/mixes.csv",
        loss=spread,
    )


def _loss(entry: dict[str, str], findings: Findings) -> Spread | None:
    """Return the grid loss with its interval; grids that rest on one figure err together."""
    if not (entry.get("low") and entry.get("high")):
        return None
    where = f"grids/losses.csv:{entry['location']}"
    value, low, high = (
        cell_number(entry, column, where, findings) for column in ("loss_share", "low", "high")
    )
    stream = " ".join((entry["source"], repr(value), repr(low), repr(high)))
    return Spread(value=value, low=low, high=high, stream=stream)
