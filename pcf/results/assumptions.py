"""What of a result rests on explicit assumptions: inventory, parameters, settings; by stage."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pcf.model.footprint import FootprintRow
from pcf.model.study import ResolvedStudy
from pcf.model.system import Stage
from pcf.results.contribution import GATE
from pcf.stages.power_choice import stated_energy

#: Spans the shares are told of beside the five stages.
GRAVE, TO_GATE = "cradle_to_grave", "cradle_to_gate"
_VALUE = attrgetter("value_kgco2e")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionShares:
    """Parts of an impact, taken without sign, that rest on explicit assumptions.

    ``inventory_share``: on assumed exchanges of the background. ``parameter_share``: of what is
    left, on assumed parameters of components. ``setting_share``: of what is left again, on
    assumed settings and rows of stage tables. The three never overlap; ``total_share`` is
    their sum.
    """

    inventory_share: float
    parameter_share: float
    setting_share: float
    total_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalChoice:
    """A setting that defines the functional unit, and the part of the impact that follows it.

    Not an assumption about the world but what the result is for; it is told beside the shares.
    """

    name: str
    value: float | str
    origin: str
    source: str
    share: float


def assumption_shares(rows: Sequence[FootprintRow]) -> dict[str, AssumptionShares]:
    """Return the shares of the whole, of cradle to gate and of each stage with any impact."""
    spans: dict[str, Sequence[FootprintRow]] = {
        GRAVE: rows,
        TO_GATE: [row for row in rows if row.stage in GATE],
        **{stage.value: [row for row in rows if row.stage == stage.value] for stage in Stage},
    }
    return {
        name: _shares(span) for name, span in spans.items() if any(row.value_kgco2e for row in span)
    }


def functional_choices(
    rows: Sequence[FootprintRow], study: ResolvedStudy
) -> tuple[FunctionalChoice, ...]:
    """Return the settings of the functional unit with what of the impact is in proportion.

    Lifetime scales the use stage; grid and load profile its electricity, the profile only where
    no energy is stated; the PUE, less one, the overhead of the data centre.
    """
    follows: Mapping[str, Callable[[FootprintRow], bool]] = {
        "lifetime_years": lambda row: row.stage == Stage.USE.value,
        "profile": lambda row: not stated_energy(study) and _is_use_electricity(row),
        "grid": _is_use_electricity,
        "pue": lambda row: "data_centre_overhead" in row.tags,
    }
    whole = _size(map(_VALUE, rows))
    return tuple(
        FunctionalChoice(
            name=name,
            value=study.settings[name].value,
            origin=study.settings[name].origin,
            source=study.settings[name].source,
            share=_size(row.value_kgco2e for row in rows if holds(row)) / whole if whole else 0.0,
        )
        for name, holds in follows.items()
        if study.has(name)
    )


def _is_use_electricity(row: FootprintRow) -> bool:
    return row.stage == Stage.USE.value and not row.component_class


def _shares(rows: Sequence[FootprintRow]) -> AssumptionShares:
    whole = _size(map(_VALUE, rows))
    inventory, parameter, setting = (
        _size(map(attrgetter(column), rows)) / whole
        for column in (
            "assumption_kgco2e",
            "parameter_assumption_kgco2e",
            "setting_assumption_kgco2e",
        )
    )
    return AssumptionShares(
        inventory_share=inventory,
        parameter_share=parameter,
        setting_share=setting,
        # a sum of parts of a whole, which rounding must not carry past it
        total_share=min(1.0, math.fsum((inventory, parameter, setting))),
    )


def _size(values: Iterable[float]) -> float:
    return math.fsum(map(abs, values))
