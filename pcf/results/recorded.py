"""Why two results differ, from what they record: every figure as a product of factors.

Used where a product between the two cannot be computed anew. A row is pieces × amount a piece ×
unit score, electricity of use is annual kWh × lifetime × PUE × unit score, and so on; each factor
that differs has its cause. A factor that several causes may have moved cannot be split from what
is recorded: it is shared equally among them, and said.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pcf.model.system import Stage
from pcf.results.causes import Cause, Change, piece_causes, setting_cause
from pcf.results.comparison_side import Side
from pcf.results.comparison_slots import Slot
from pcf.results.recomputed import scores_differ
from pcf.results.recorded_draws import (
    INBOUND,
    Draw,
    DrawKey,
    ProductKey,
    amount_of,
    draws_of,
    is_purchase,
    joined,
    stand_ins,
    value_of,
)
from pcf.results.recorded_freight import gross_masses
from pcf.results.recorded_terms import Factor, Term
from pcf.stages.registry import GATE_STAGES

_FOREGROUND = (Cause.QUANTITY, Cause.PART, Cause.MAPPING)
_NOT_POWER = frozenset({"pue", "spare_parts", "liquid_pue"})
_STATED_ENERGY = ("annual_kwh", "mean_w")
_PLUG, _OVERHEAD, _SCRAP = "use_at_plug", "data_centre_overhead", "scrap"


@dataclass(slots=True)
class Recorded:
    """Terms of two results; ``changes`` are what differs between them, by cause."""

    first: Side
    second: Side
    places: Sequence[Slot]
    changes: Mapping[Cause, Sequence[Change]]
    _scores: tuple[Cause, ...] = field(init=False)
    _others: tuple[Mapping[ProductKey, Draw], ...] = field(init=False, default=({}, {}))

    def __post_init__(self) -> None:
        moved = scores_differ(self.first, self.second)
        self._scores = tuple(cause for cause in (Cause.DATA, Cause.METHOD) if cause in moved)

    def terms(self) -> tuple[Term, ...]:
        """Return terms whose first and second values sum to the two totals."""
        first = draws_of(self.first, [place.first for place in self.places])
        second = draws_of(self.second, [place.second for place in self.places])
        self._others = (stand_ins(first), stand_ins(second))
        found: list[Term] = []
        loose: dict[DrawKey, tuple[Draw | None, Draw | None]] = {}
        for key in dict.fromkeys((*first, *second)):
            pair = (first.get(key), second.get(key))
            if key.place is None:
                loose[key] = pair
            else:
                found.append(self._own_term(key, pair))
        found += self._use(loose)
        found += self._scrap(loose, first, second)
        found += self._transport(loose)
        found += [self._loose_term(key, pair) for key, pair in loose.items()]
        return tuple(found)

    def _own_term(self, key: DrawKey, pair: tuple[Draw | None, Draw | None]) -> Term:
        """Return the term of what one component draws."""
        place = self.places[key.place or 0]
        if self._beyond(key.stage):
            return self._bounded(key, pair)
        if place.first is None or place.second is None:
            amounts = (amount_of(pair[0]), amount_of(pair[1]))
            present = Factor(first=amounts[0], second=amounts[1], causes=(Cause.PART,))
            score = self._score(key, pair, self._place_causes(place, key.stage))
            return Term(place=key.place, stage=key.stage, factors=(present, score))
        pieces = (
            self.first.pieces[place.first].quantity,
            self.second.pieces[place.second].quantity,
        )
        years = (1.0, 1.0)
        if key.stage is Stage.USE:
            years = (
                self.first.number("lifetime_years", 1.0),
                self.second.number("lifetime_years", 1.0),
            )
        factors = (
            Factor(first=pieces[0], second=pieces[1], causes=(Cause.QUANTITY,)),
            Factor(first=years[0], second=years[1], causes=(Cause.LIFETIME,)),
            Factor(
                first=amount_of(pair[0]) / pieces[0] / years[0],
                second=amount_of(pair[1]) / pieces[1] / years[1],
                causes=self._amount_causes(place, key),
            ),
            self._score(key, pair, self._place_causes(place, key.stage)),
        )
        return Term(place=key.place, stage=key.stage, factors=factors)

    def _amount_causes(self, place: Slot, key: DrawKey) -> tuple[Cause, ...]:
        """Return what may have moved what one piece of a component draws."""
        causes = piece_causes(self.first, self.second, place)
        if key.stage is Stage.END_OF_LIFE:
            causes += self._active(Cause.MARKET, Cause.END_OF_LIFE)
        if key.stage is Stage.USE:
            causes += self._active(Cause.USE)
        if key.role == INBOUND and self._suppliers_moved():
            causes += (Cause.GRID,)
        return causes or (Cause.DATA,)

    def _suppliers_moved(self) -> bool:
        """Whether factory or suppliers are elsewhere, which decides the way parts come."""
        moved = {change.name for change in self.changes.get(Cause.GRID, ())}
        return not moved.isdisjoint(("factory_grid", "supply_location"))

    def _place_causes(self, place: Slot, stage: Stage) -> tuple[Cause, ...]:
        """Return what may have moved the place a product is drawn from."""
        own = piece_causes(self.first, self.second, place)
        if stage is Stage.MATERIALS and (Cause.PART in own or self._moved_country(place)):
            return own
        return self._active(Cause.GRID) or own

    def _moved_country(self, place: Slot) -> bool:
        if place.first is None or place.second is None:
            return False
        one, other = self.first.pieces[place.first], self.second.pieces[place.second]
        return one.country != other.country

    def _score(
        self, key: DrawKey, pair: tuple[Draw | None, Draw | None], moved_by: tuple[Cause, ...]
    ) -> Factor:
        """Return the unit score; where one side draws nothing, what others of it draw at."""
        one = pair[0] or self._stand_in(0, key, pair[1])
        other = pair[1] or self._stand_in(1, key, pair[0])
        if one is None or other is None:
            return Factor(first=0.0, second=0.0, causes=(Cause.DATA,))
        places = moved_by if one.locations != other.locations else ()
        causes = (*places, *self._scores) or moved_by or (Cause.DATA,)
        return Factor(first=one.score_kgco2e, second=other.score_kgco2e, causes=causes)

    def _stand_in(self, side: int, key: DrawKey, present: Draw | None) -> Draw | None:
        """Return a draw of the same product by others, else the one there is.

        Treatment and the maker's own processes are all on one grid; parts come from where they
        come from, so that only the same place will do for them.
        """
        found = self._others[side].get((key.stage, key.product, key.unit))
        if found is None or present is None:
            return present
        own_place = key.stage in (Stage.MATERIALS, Stage.USE, Stage.TRANSPORT)
        return present if own_place and found.locations != present.locations else found

    def _use(self, loose: dict[DrawKey, tuple[Draw | None, Draw | None]]) -> list[Term]:
        """Return electricity of use: annual kWh × years × PUE × unit score."""
        keys = [key for key in loose if key.item in (_PLUG, _OVERHEAD)]
        pairs = [loose.pop(key) for key in keys]
        pair = (joined(one for one, _ in pairs), joined(other for _, other in pairs))
        if not keys:
            return []
        if self._beyond(Stage.USE):
            return [self._bounded(keys[0], pair)]
        years = [side.number("lifetime_years", 1.0) for side in (self.first, self.second)]
        plugs = [
            math.fsum(
                amount_of(each[side])
                for key, each in zip(keys, pairs, strict=True)
                if key.item == _PLUG
            )
            for side in (0, 1)
        ]
        pue = [
            amount_of(draw) / plug if plug else 1.0 for draw, plug in zip(pair, plugs, strict=True)
        ]
        annual = [
            amount_of(draw) / year / ratio
            for draw, year, ratio in zip(pair, years, pue, strict=True)
        ]
        return [
            Term(
                place=None,
                stage=Stage.USE,
                factors=(
                    Factor(first=annual[0], second=annual[1], causes=self._power_causes()),
                    Factor(first=years[0], second=years[1], causes=(Cause.LIFETIME,)),
                    Factor(first=pue[0], second=pue[1], causes=self._pue_causes()),
                    self._score(keys[0], pair, self._active(Cause.GRID)),
                ),
            )
        ]

    def _pue_causes(self) -> tuple[Cause, ...]:
        """Return what may have moved plug and overhead together over the plug."""
        if self.first.settings.get("pue") != self.second.settings.get("pue"):
            return (setting_cause("pue", self.first, self.second) or Cause.USE,)
        return self._active(Cause.USE) or (Cause.DATA,)

    def _power_causes(self) -> tuple[Cause, ...]:
        """Return what may have moved the annual electricity."""
        stated = all(
            any(name in side.settings for name in _STATED_ENERGY)
            for side in (self.first, self.second)
        )
        pieces = () if stated else self._active(*_FOREGROUND)
        return (*self._power_settings(), *pieces) or (Cause.DATA,)

    def _power_settings(self) -> tuple[Cause, ...]:
        """Return use where a setting that decides on power differs."""
        settings = {change.name for change in self.changes.get(Cause.USE, ())}
        return (Cause.USE,) if settings - _NOT_POWER else ()

    def _scrap(
        self,
        loose: dict[DrawKey, tuple[Draw | None, Draw | None]],
        first: Mapping[DrawKey, Draw],
        second: Mapping[DrawKey, Draw],
    ) -> list[Term]:
        """Return scrap as a share of what is bought, place by place."""
        bought = [
            math.fsum(
                draw.value_kgco2e for key, draw in side.items() if is_purchase(key, draw, None)
            )
            for side in (first, second)
        ]
        keys = [key for key in loose if key.item == _SCRAP]
        if not keys or not all(bought):
            return []
        pairs = [loose.pop(key) for key in keys]
        scrap = [math.fsum(value_of(pair[side]) for pair in pairs) for side in (0, 1)]
        share = Factor(
            first=scrap[0] / bought[0], second=scrap[1] / bought[1], causes=(Cause.DATA,)
        )
        return [
            Term(
                place=None,
                stage=Stage.MANUFACTURING,
                factors=(*self._own_term(key, (first.get(key), second.get(key))).factors, share),
            )
            for key in dict.fromkeys((*first, *second))
            if is_purchase(key, first.get(key), second.get(key))
        ]

    def _transport(self, loose: dict[DrawKey, tuple[Draw | None, Draw | None]]) -> list[Term]:
        """Return freight as mass × tonne-kilometres per kg × unit score, place by place."""
        keys = [key for key in loose if key.stage is Stage.TRANSPORT]
        if self._beyond(Stage.TRANSPORT):
            return [self._bounded(key, loose.pop(key)) for key in keys]
        stated = self._active(Cause.MARKET, *_FOREGROUND) or (Cause.DATA,)
        masses = gross_masses(self.first, self.second, self.places, stated)
        found = []
        for key in keys:
            pair = loose.pop(key)
            rate = Factor(
                first=amount_of(pair[0]) / (self.first.gross_mass_kg or 1.0),
                second=amount_of(pair[1]) / (self.second.gross_mass_kg or 1.0),
                causes=self._active(Cause.MARKET) or (Cause.DATA,),
            )
            score = self._score(key, pair, self._active(Cause.MARKET, Cause.GRID))
            found += [
                Term(place=None, stage=Stage.TRANSPORT, factors=(*mass, rate, score))
                for mass in masses
            ]
        return found

    def _loose_term(self, key: DrawKey, pair: tuple[Draw | None, Draw | None]) -> Term:
        """Return the term of what belongs to no component and has no formula of its own."""
        if self._beyond(key.stage):
            return self._bounded(key, pair)
        own = (*self._active(Cause.FACTORY), *self._power_settings(), *self._active(*_FOREGROUND))
        causes = own or (Cause.DATA,)
        amounts = Factor(first=amount_of(pair[0]), second=amount_of(pair[1]), causes=causes)
        score = self._score(key, pair, self._active(Cause.GRID))
        return Term(place=None, stage=key.stage, factors=(amounts, score))

    def _bounded(self, key: DrawKey, pair: tuple[Draw | None, Draw | None]) -> Term:
        """Return the term of a stage that only one side has."""
        values = (value_of(pair[0]), value_of(pair[1]))
        factor = Factor(first=values[0], second=values[1], causes=(Cause.BOUNDARY,))
        return Term(place=key.place, stage=key.stage, factors=(factor,))

    def _beyond(self, stage: Stage) -> bool:
        return Cause.BOUNDARY in self.changes and stage not in GATE_STAGES

    def _active(self, *causes: Cause) -> tuple[Cause, ...]:
        return tuple(cause for cause in causes if cause in self.changes)
