"""The product system times unit scores: one row per exchange and flow class."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat

import numpy as np

from pcf.errors import DataError, Problem
from pcf.model.background import FLOW_CLASSES
from pcf.model.footprint import FootprintRow
from pcf.model.scores import FloatArray, UnitScores
from pcf.model.system import Exchange, ProductSystem, UnitProcess

FLOW_CLASS_NAMES: tuple[str, ...] = tuple(flow_class.value for flow_class in FLOW_CLASSES)

_SETTERS = {entry.name: getattr(FootprintRow, entry.name).__set__ for entry in fields(FootprintRow)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationFallback:
    """A product asked for at one place and taken from another, wider one."""

    product: str
    asked: str
    taken: str


#: What rows are marked with that belong to no scenario.
BASE = "base"


def tabulate(
    system: ProductSystem, scores: UnitScores, *, scenario: str = BASE
) -> tuple[FootprintRow, ...]:
    """Return the long table of results, in the order of the product system.

    Every exchange gives one row per flow class whose score is not zero. ``location`` is the
    place the background had; ``tags`` join those of process, exchange and product.

    Raises
    ------
    DataError
        An exchange whose product no dataset provides (DAT201), or in another unit than its
        dataset (DAT202); all at once.
    """
    draws = [(process, exchange) for process in system.processes for exchange in process.exchanges]
    if not draws:
        return ()
    indices = _located(draws, scores)
    index = np.fromiter(indices, dtype=np.intp, count=len(draws))
    amount = np.fromiter((exchange.amount for _, exchange in draws), dtype=np.float64)
    value = scores.values[index] * amount[:, np.newaxis]
    inventory = scores.assumption[index] * amount[:, np.newaxis]
    parameter, setting = _assumed_amounts(value - inventory, [exchange for _, exchange in draws])
    at = draw, flow_class = np.nonzero(value)
    places = draw.tolist()
    drawing = [
        position for position, process in enumerate(system.processes) for _ in process.exchanges
    ]
    processes = list(map(drawing.__getitem__, places))
    return _rows(
        len(places),
        {
            **_spread(_process_columns(system.processes), processes),
            **_spread(_exchange_columns(draws, indices, scores), places),
            "scenario": repeat(scenario),
            "indicator": repeat(scores.method),
            "flow_class": map(FLOW_CLASS_NAMES.__getitem__, flow_class.tolist()),
            "value_kgco2e": value[at].tolist(),
            "unspecified_kgco2e": (scores.unspecified[index] * amount[:, np.newaxis])[at].tolist(),
            "assumption_kgco2e": inventory[at].tolist(),
            "parameter_assumption_kgco2e": parameter[at].tolist(),
            "setting_assumption_kgco2e": setting[at].tolist(),
        },
    )


def _assumed_amounts(
    left: FloatArray, exchanges: Sequence[Exchange]
) -> tuple[FloatArray, FloatArray]:
    """Divide what is left of each row after the assumptions of the background [kg CO2e].

    First what rests on assumed parameters of components, then, of what is left again, what
    rests on assumed settings: no kilogram is counted twice.
    """
    count = len(exchanges)
    parameters = np.fromiter((e.parameter_share for e in exchanges), np.float64, count)
    settings = np.fromiter((e.setting_share for e in exchanges), np.float64, count)
    on_parameters = left * parameters[:, np.newaxis]
    return on_parameters, (left - on_parameters) * settings[:, np.newaxis]


def location_fallbacks(system: ProductSystem, scores: UnitScores) -> tuple[LocationFallback, ...]:
    """Return where a named place had no dataset of its own, sorted and without repeats."""
    asked = {
        (exchange.product, exchange.location)
        for process in system.processes
        for exchange in process.exchanges
        if exchange.location is not None
    }
    found = ((product, location, scores.locate(product, location)) for product, location in asked)
    return tuple(
        LocationFallback(product=product, asked=location, taken=key.rpartition("@")[2])
        for product, location, key in sorted(found, key=lambda entry: entry[:2])
        if key is not None and key.rpartition("@")[2] != location
    )


Draw = tuple[UnitProcess, Exchange]


def _located(draws: Sequence[Draw], scores: UnitScores) -> list[int]:
    """Return the score row of every exchange; refuses all that have none or differ in unit."""
    known: dict[tuple[str, str | None, str], int] = {}
    problems: dict[tuple[str, str | None, str], Problem] = {}
    indices = []
    for process, exchange in draws:
        wanted = (exchange.product, exchange.location, exchange.unit)
        row = known.get(wanted)
        if row is None:
            found = _score_row(process, exchange, scores)
            if isinstance(found, Problem):
                problems.setdefault(wanted, found)
                continue
            row = known[wanted] = found
        indices.append(row)
    if problems:
        raise DataError(problems.values())
    return indices


def _score_row(process: UnitProcess, exchange: Exchange, scores: UnitScores) -> int | Problem:
    key = scores.locate(exchange.product, exchange.location)
    if key is None:
        return Problem(
            code="DAT201",
            message=f"{process.item}: no dataset provides {exchange.product}",
            message_zh=f"{process.item}：没有数据集提供 {exchange.product}",
            at=process.at,
        )
    row = scores.index[key]
    unit = scores.facts[row].unit
    if unit != exchange.unit:
        return Problem(
            code="DAT202",
            message=f"{process.item}: {exchange.product} drawn in {exchange.unit}, "
            f"its dataset is in {unit}",
            message_zh=f"{process.item}：{exchange.product} 以 {exchange.unit} 计，"
            f"数据集单位为 {unit}",
            at=process.at,
        )
    return row


Columns = Mapping[str, Sequence[object]]


def _process_columns(processes: Sequence[UnitProcess]) -> Columns:
    """Return the columns that all rows of a unit process share, an entry per process."""
    return {
        "stage": [process.stage.value for process in processes],
        "item": [process.item for process in processes],
        "component_class": [process.component_class for process in processes],
        "credit": [process.credit for process in processes],
        "origin": [process.origin.word for process in processes],
        "cell": [str(process.at) if process.at else "" for process in processes],
    }


def _exchange_columns(draws: Sequence[Draw], indices: Sequence[int], scores: UnitScores) -> Columns:
    """Return the columns that are the same for all flow classes of an exchange."""
    joined: dict[tuple[tuple[str, ...], tuple[str, ...], int], tuple[str, ...]] = {}
    tags = []
    for (process, exchange), row in zip(draws, indices, strict=True):
        key = (process.tags, exchange.tags, row)
        if key not in joined:
            joined[key] = tuple(sorted({*process.tags, *exchange.tags, *scores.facts[row].tags}))
        tags.append(joined[key])
    return {
        "product": [exchange.product for _, exchange in draws],
        "location": [scores.facts[row].location for row in indices],
        "amount": [exchange.amount for _, exchange in draws],
        "unit": [exchange.unit for _, exchange in draws],
        "tags": tags,
        "role": [exchange.role for _, exchange in draws],
    }


def _spread(columns: Columns, places: Sequence[int]) -> Mapping[str, Iterable[object]]:
    """Return columns with the entry of each place, one per row of the table."""
    return {name: map(column.__getitem__, places) for name, column in columns.items()}


def _rows(count: int, columns: Mapping[str, Iterable[object]]) -> tuple[FootprintRow, ...]:
    """Return rows filled column by column.

    Four times quicker than the constructor of a frozen class, which matters from some
    thousand BOM lines on; the rows are not shown to anyone before they are complete.
    """
    rows = tuple(map(FootprintRow.__new__, repeat(FootprintRow, count)))
    for name, setter in _SETTERS.items():
        deque(map(setter, rows, columns[name]), maxlen=0)
    return rows
