"""What a report shows, in its language and order: frozen views every format renders from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.model.footprint import FootprintRow
from pcf.reports.assumption_views import AssumptionSpanView, FunctionalChoiceView
from pcf.reports.side_tables import SideTable
from pcf.reports.wording import word
from pcf.results.assumptions import TO_GATE
from pcf.results.contribution import GATE


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """One life-cycle stage: kg CO2e in all, as share of the total and by flow class."""

    key: str
    title: str
    kgco2e: float
    share: float
    by_flow_class: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterView:
    """One resolved parameter or choice of a component, with its interval and origin."""

    name: str
    value: float | str
    unit: str
    low: float | None
    high: float | None
    origin: str
    source: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """A counted BOM line: masses and kg CO2e are of the whole line (count included)."""

    item: str
    name: str
    part_number: str
    component_class: str
    class_title: str
    quantity: float
    mass_kg: float
    kgco2e: float
    gate_kgco2e: float
    share: float
    gate_share: float
    origin: str
    proxy: bool
    cell: str
    tags: tuple[str, ...]
    mapping_method: str
    mapping_confidence: float | None
    mapping_reason: str
    parameters: tuple[ParameterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One BOM line and what became of it."""

    item: str
    level: int
    part_number: str
    name: str
    quantity: float
    count: float
    unit: str
    disposition: str
    reason: str
    cell: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """What becomes of one material at end of life [kg per product], with its rates."""

    title: str
    packaging: bool
    mass_kg: float
    recycled_kg: float
    energy_kg: float
    disposed_kg: float
    reused_kg: float
    recycling_rate: float
    recovery_rate: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingView:
    """One study setting; ``shown`` is its value in the language of the report."""

    key: str
    title: str
    value: float | str
    shown: str
    origin: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorView:
    """One background product the result rests on, kg CO2e per unit by flow class."""

    product: str
    location: str
    unit: str
    by_flow_class: Mapping[str, float]
    name: str
    kind: str
    year: str
    geography: str
    sources: tuple[str, ...]
    assumption: bool

    @property
    def total(self) -> float:
        """Sum over flow classes [kg CO2e per unit]."""
        return sum(self.by_flow_class.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionView:
    """One stated assumption with its value, origin and reason."""

    what: str
    value: float | str
    unit: str
    origin: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice in the language of the report."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertaintyView:
    """Monte Carlo percentiles of the total [kg CO2e], at the gate, by stage and by item."""

    samples: int
    seed: int
    mean: float
    median: float
    p5: float
    p95: float
    by_stage: Mapping[str, Mapping[str, float]]
    total: Mapping[str, float]
    cradle_to_gate: Mapping[str, float]
    by_component: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A whole result as a reader of ``lang`` sees it; no figure in it is computed anew."""

    lang: str
    product_name: str
    product_model: str
    mass_kg: float
    gross_mass_kg: float
    totals: Mapping[str, float]
    stages: tuple[StageView, ...]
    components: tuple[ComponentView, ...]
    lines: tuple[LineView, ...]
    settings: tuple[SettingView, ...]
    use: Mapping[str, float]
    power_model: str
    recyclability_rate: float | None
    recoverability_rate: float | None
    routes: tuple[RouteView, ...]
    uncertainty: UncertaintyView | None
    quality: Mapping[str, float]
    dqr: Mapping[str, float]
    notices: tuple[NoticeView, ...]
    assumptions: tuple[AssumptionView, ...]
    factors: tuple[FactorView, ...]
    manifest: Mapping[str, str]
    rows: tuple[FootprintRow, ...]
    side_tables: tuple[SideTable, ...] = ()
    assumption_spans: tuple[AssumptionSpanView, ...] = ()
    functional_choices: tuple[FunctionalChoiceView, ...] = ()
    end_of_life_tables: tuple[SideTable, ...] = ()
    take_back: SideTable | None = None

    def word(self, key: str, default: str | None = None) -> str:
        """Return a text of the report's language."""
        return word(self.lang, key, default)

    def setting(self, key: str) -> SettingView | None:
        """Return one setting by name, None where the study has none."""
        return next((setting for setting in self.settings if setting.key == key), None)

    def with_pue_in_use(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return names of settings, the PUE being that which the overhead is computed with."""
        cooling = self.setting("liquid_cooling")
        liquid = cooling is not None and cooling.value == "yes"
        return tuple("liquid_pue" if liquid and key == "pue" else key for key in keys)

    @property
    def asked_spans(self) -> tuple[AssumptionSpanView, ...]:
        """Spans inside the boundary with what of them rests on assumptions."""
        inside = (TO_GATE, *GATE)
        return tuple(
            span for span in self.assumption_spans if not self.ends_at_gate or span.key in inside
        )

    def assumption_span(self, key: str) -> AssumptionSpanView | None:
        """Return what of a span rests on assumptions, None where it has no impact."""
        return next((span for span in self.assumption_spans if span.key == key), None)

    @property
    def ends_at_gate(self) -> bool:
        """Whether the study stops at the factory gate: later stages are not zero but unasked."""
        boundary = self.setting("boundary")
        return boundary is not None and boundary.value == "cradle_to_gate"

    def asks(self, stage: str) -> bool:
        """Whether a stage lies within the boundary of the study."""
        return stage in GATE or not self.ends_at_gate

    @property
    def total_title(self) -> str:
        """What the sum over all stages of the boundary is called."""
        end = "cradle_to_gate" if self.ends_at_gate else "cradle_to_grave"
        return self.word(f"total.{end}")

    @property
    def flow_totals(self) -> Mapping[str, float]:
        """Sum over all stages by flow class [kg CO2e]."""
        names = self.stages[0].by_flow_class if self.stages else {}
        return {name: sum(stage.by_flow_class[name] for stage in self.stages) for name in names}
