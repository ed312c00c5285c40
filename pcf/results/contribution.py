"""Who contributes what: totals by stage and flow class, by component, and what stands apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pcf.model.background import FLOW_CLASSES, FlowClass
from pcf.model.footprint import FootprintRow
from pcf.model.system import Stage
from pcf.stages.placed import PlacedComponent
from pcf.stages.registry import GATE_STAGES

Key = TypeVar("Key", bound=Hashable)
GATE: frozenset[str] = frozenset(stage.value for stage in GATE_STAGES)


#: Tags of what is in the use stage beside electricity at the plug.
_APART = frozenset({"data_centre_overhead", "spare_parts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Headline figures [kg CO2e per product] and biogenic carbon content [kg C].

    ``cradle_to_grave`` is the sum of the stages inside the boundary; credits stand outside it.
    ``use_at_plug`` + ``data_centre_overhead`` + ``spare_parts`` is the use stage.
    """

    cradle_to_grave_kgco2e: float
    cradle_to_gate_kgco2e: float
    use_at_plug_kgco2e: float
    data_centre_overhead_kgco2e: float
    credits_kgco2e: float
    biogenic_carbon_content_kgc: float
    spare_parts_kgco2e: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTotal:
    """One stage [kg CO2e per product]; the flow classes sum to ``kgco2e``."""

    stage: Stage
    kgco2e: float
    by_flow_class: Mapping[FlowClass, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentTotal:
    """One component over all stages [kg CO2e per product].

    ``quantity`` is pieces per product and ``mass_kg`` the mass of all of them; ``share`` is of
    the cradle-to-grave total.
    """

    item: str
    name: str
    part_number: str
    component_class: str
    quantity: float
    mass_kg: float
    kgco2e: float
    cradle_to_gate_kgco2e: float
    share: float
    origin: str
    proxy: bool
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTotal:
    """What belongs to no component: assembly, a transport leg, use [kg CO2e per product]."""

    stage: Stage
    item: str
    kgco2e: float


def exact_sum(rows: Iterable[FootprintRow]) -> float:
    """Sum of values without rounding between terms, hence independent of their order."""
    return math.fsum(row.value_kgco2e for row in rows)


def sums_by(rows: Iterable[FootprintRow], key: Callable[[FootprintRow], Key]) -> dict[Key, float]:
    """Return sums of values by a key of the row, exact to the last bit [kg CO2e]."""
    groups: dict[Key, list[float]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.value_kgco2e)
    return {group: math.fsum(values) for group, values in groups.items()}


def counted_rows(rows: Iterable[FootprintRow]) -> tuple[FootprintRow, ...]:
    """Rows inside the total: all but credits."""
    return tuple(row for row in rows if not row.credit)


def totals(rows: Sequence[FootprintRow], *, biogenic_carbon_kgc: float) -> Totals:
    """Return the headline figures of a table of rows."""
    counted = counted_rows(rows)
    use = [row for row in counted if row.stage == Stage.USE.value]
    return Totals(
        cradle_to_grave_kgco2e=exact_sum(counted),
        cradle_to_gate_kgco2e=exact_sum(row for row in counted if row.stage in GATE),
        use_at_plug_kgco2e=exact_sum(row for row in use if not _APART & set(row.tags)),
        data_centre_overhead_kgco2e=exact_sum(
            row for row in use if "data_centre_overhead" in row.tags
        ),
        credits_kgco2e=exact_sum(row for row in rows if row.credit),
        biogenic_carbon_content_kgc=biogenic_carbon_kgc,
        spare_parts_kgco2e=exact_sum(row for row in use if "spare_parts" in row.tags),
    )


def stage_totals(rows: Sequence[FootprintRow]) -> tuple[StageTotal, ...]:
    """Return all five stages in order, each with all five flow classes; zero where nothing."""
    sums = sums_by(counted_rows(rows), lambda row: (row.stage, row.flow_class))
    result = []
    for stage in Stage:
        by_class = {
            flow_class: sums.get((stage.value, flow_class.value), 0.0)
            for flow_class in FLOW_CLASSES
        }
        result.append(
            StageTotal(stage=stage, kgco2e=math.fsum(by_class.values()), by_flow_class=by_class)
        )
    return tuple(result)


def component_totals(
    rows: Sequence[FootprintRow], parts: Sequence[PlacedComponent]
) -> tuple[ComponentTotal, ...]:
    """Return every component in BOM order, those that draw nothing included."""
    counted = counted_rows(rows)
    total = exact_sum(counted)
    own = [row for row in counted if row.component_class]
    grave = sums_by(own, lambda row: (row.item, row.cell))
    gate = sums_by((row for row in own if row.stage in GATE), lambda row: (row.item, row.cell))
    result = []
    for part in parts:
        line = part.component.line
        key = (line.item, str(line.at))
        result.append(
            ComponentTotal(
                item=line.item,
                name=line.label,
                part_number=line.part_number,
                component_class=part.component.component_class,
                quantity=part.count,
                mass_kg=part.mass_kg,
                kgco2e=grave.get(key, 0.0),
                cradle_to_gate_kgco2e=gate.get(key, 0.0),
                share=grave.get(key, 0.0) / total if total else 0.0,
                origin=part.origin.word,
                proxy=part.component.proxy,
                cell=str(line.at),
            )
        )
    return tuple(result)


def other_totals(rows: Sequence[FootprintRow]) -> tuple[OtherTotal, ...]:
    """Return what belongs to no component, by stage and item, in stage order."""
    sums = sums_by(
        (row for row in counted_rows(rows) if not row.component_class),
        lambda row: (row.stage, row.item),
    )
    order = {stage.value: position for position, stage in enumerate(Stage)}
    return tuple(
        OtherTotal(stage=Stage(stage), item=item, kgco2e=value)
        for (stage, item), value in sorted(
            sums.items(), key=lambda entry: (order[entry[0][0]], entry[0][1])
        )
    )
