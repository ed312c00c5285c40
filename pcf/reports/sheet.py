"""The one-page sheet as data: finished texts and lengths of bars, ready to be set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcf.reports.assumption_views import KINDS
from pcf.reports.document_types import Document, Json
from pcf.reports.figures import figure, percent, share_of
from pcf.reports.glyphs import Printable
from pcf.reports.printed_text import clipped
from pcf.reports.view import ComponentView, ReportView
from pcf.results.assumptions import GRAVE, TO_GATE

TOP_COMPONENTS = 8
_GATE_SETTINGS: tuple[str, ...] = ("boundary", "factory_grid", "supply_location", "method")
_KEY_SETTINGS: tuple[str, ...] = (
    "lifetime_years", "grid", "factory_grid", "pue", "profile", "market", "eol_allocation",
)  # fmt: skip
_QUALITY: tuple[str, ...] = (
    "mass_mapped_share", "proxy_share", "unspecified_ghg_share", "primary_data_share",
)  # fmt: skip
_NAME_WIDTH = 76
_LABEL_WIDTH = 32
_VALUE_WIDTH = 30
_UNIT_WIDTH = 260
# Beside a total of kilograms, flows of milligrams are said to be small rather than printed.
_SMALLEST_KGCO2E = 0.001
_BARE_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9./#+_-]{6,}", re.ASCII)


def sheet_data(view: ReportView, fit: Printable) -> Document:
    """Return the sheet's texts in the view's language; ``fit`` makes every text printable."""
    return {name: _printable(value, fit) for name, value in _texts(view).items()}


def _printable(value: Json, fit: Printable) -> Json:
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, Sequence):
        return [_printable(each, fit) for each in value]
    return value


def _texts(view: ReportView) -> Document:
    totals = view.totals
    return {
        "lang": view.lang,
        "title": view.word("sheet.title"),
        "kicker": view.word("sheet.partial" if view.ends_at_gate else "sheet.kicker"),
        "name": clipped(view.product_name or "–", _NAME_WIDTH),
        "model": clipped(view.product_model, _NAME_WIDTH),
        "per_unit": _per_unit(view),
        "headline": figure(totals["cradle_to_grave_kgco2e"]),
        "headline_label": view.word("sheet.gate" if view.ends_at_gate else "sheet.grave"),
        "beside": _cards(view),
        "interval": _interval(view),
        "stages_title": view.word("sheet.stages"),
        "stages": [
            [
                stage.title,
                figure(_asked(view, stage.key, stage.kgco2e)),
                percent(stage.share) if view.asks(stage.key) else "",
                max(stage.share, 0.0),
                _on_assumptions(view, stage.key),
            ]
            for stage in view.stages
        ],
        "components_title": view.word("sheet.components"),
        "components": _components(view),
        "of_gate": view.word("sheet.of_gate"),
        "assumptions_title": view.word("sheet.assumptions"),
        "assumptions": [[name, value] for name, value in _key_assumptions(view)],
        "flows_title": view.word("sheet.flows"),
        "flows_head": [*(stage.title for stage in view.stages), view.word("flow.total")],
        "flows": _flows(view),
        "use_title": view.word("sheet.beyond" if view.ends_at_gate else "sheet.use"),
        "use_unit": "" if view.ends_at_gate else "kg CO~2~e",
        "use": _use(view),
        "outside_title": view.word("sheet.outside"),
        "outside": [
            [
                view.word("total.credits"),
                figure(_asked(view, "end_of_life", totals["credits_kgco2e"])),
                "kg CO~2~e",
            ],
            [
                view.word("total.biogenic_carbon_content"),
                figure(totals["biogenic_carbon_content_kgc"]),
                "kg C",
            ],
        ],
        "assumed_title": view.word("sheet.assumed"),
        "assumed": _assumption_pairs(view),
        "quality_title": view.word("sheet.quality"),
        "quality": _quality(view),
        "functional_unit_title": view.word(f"sheet.{_unit(view)}"),
        "functional_unit": _setting(view, _unit(view), _UNIT_WIDTH),
        "method": view.word("sheet.method").format(
            method=_setting(view, "method"), boundary=_setting(view, "boundary")
        ),
        "foot": _foot(view),
        "not_verified": view.word("sheet.not_verified"),
        "author": f"pcf {view.manifest.get('pcf_version', '')}",
    }


def _setting(view: ReportView, key: str, width: int = _VALUE_WIDTH) -> str:
    setting = view.setting(key)
    return clipped(setting.shown, width) if setting else "–"


def _asked(view: ReportView, stage: str, value: float) -> float | None:
    """Return ``value``, or None for a stage outside the boundary: not zero, but unasked."""
    return value if view.asks(stage) else None


def _stage_kgco2e(view: ReportView, key: str) -> float:
    return next(stage.kgco2e for stage in view.stages if stage.key == key)


def _unit(view: ReportView) -> str:
    return "declared_unit" if view.ends_at_gate else "functional_unit"


def _cards(view: ReportView) -> list[Json]:
    if view.ends_at_gate:
        return [
            _card(view, f"stage.{name}", _stage_kgco2e(view, name))
            for name in ("materials", "manufacturing")
        ]
    return [
        _card(view, "sheet.gate", view.totals["cradle_to_gate_kgco2e"]),
        _card(view, "sheet.use", _stage_kgco2e(view, "use")),
    ]


def _card(view: ReportView, key: str, kgco2e: float) -> list[Json]:
    share = share_of(kgco2e, view.totals["cradle_to_grave_kgco2e"])
    note = view.word("sheet.of_total").format(share=percent(share))
    return [view.word(key), figure(kgco2e), note]


def _per_unit(view: ReportView) -> str:
    if view.ends_at_gate:
        return view.word("sheet.per_declared_unit")
    return view.word("sheet.per_functional_unit").format(years=_setting(view, "lifetime_years"))


def _interval(view: ReportView) -> str:
    spread = view.uncertainty
    if spread is None:
        return ""
    return view.word("sheet.interval").format(
        low=figure(spread.p5), high=figure(spread.p95), samples=f"{spread.samples:,}"
    )


def _flows(view: ReportView) -> list[Json]:
    table: list[Json] = [
        [
            view.word(f"flow.{name}"),
            *(
                _flow(view, _asked(view, each.key, each.by_flow_class[name]))
                for each in view.stages
            ),
            _flow(view, value),
        ]
        for name, value in view.flow_totals.items()
    ]
    whole_kgco2e = view.totals["cradle_to_grave_kgco2e"]
    sums = (figure(_asked(view, stage.key, stage.kgco2e)) for stage in view.stages)
    return [*table, [view.word("flow.total"), *sums, figure(whole_kgco2e)]]


def _flow(view: ReportView, kgco2e: float | None) -> str:
    """Print a flow; ``< 0.001`` where it is nothing beside the whole."""
    whole_kgco2e = abs(view.totals["cradle_to_grave_kgco2e"])
    if kgco2e is None or not 0 < abs(kgco2e) < min(_SMALLEST_KGCO2E, whole_kgco2e / 1e4):
        return figure(kgco2e)
    return f"<{_SMALLEST_KGCO2E}" if kgco2e > 0 else f">−{_SMALLEST_KGCO2E}"


def _use(view: ReportView) -> list[Json]:
    if view.ends_at_gate:
        unasked = view.word("sheet.not_assessed")
        return [[stage.title, unasked] for stage in view.stages if not view.asks(stage.key)]
    totals = view.totals
    overhead_kgco2e = totals["data_centre_overhead_kgco2e"]
    rest_kgco2e = totals["cradle_to_grave_kgco2e"] - overhead_kgco2e
    spare_kgco2e = totals.get("spare_parts_kgco2e", 0.0)
    spare: list[Json] = [[view.word("total.spare_parts"), figure(spare_kgco2e)]]
    return [
        [view.word("total.use_at_plug"), figure(totals["use_at_plug_kgco2e"])],
        [view.word("total.data_centre_overhead"), figure(overhead_kgco2e)],
        *(spare if spare_kgco2e else []),
        [view.word("total.without_overhead"), figure(rest_kgco2e)],
    ]


def _bar_label(component: ComponentView) -> str:
    name = component.name or component.class_title
    if _BARE_NUMBER.fullmatch(name):  # a number says nothing to a reader of the sheet
        name = f"{component.class_title} {name}"
    quantity = f"{component.quantity:g} × " if component.quantity != 1 else ""
    return quantity + clipped(name, _LABEL_WIDTH)


def _components(view: ReportView) -> list[Json]:
    ranked = sorted(view.components, key=lambda each: (-each.gate_kgco2e, each.item))
    top, rest = ranked[:TOP_COMPONENTS], ranked[TOP_COMPONENTS:]
    gate_kgco2e = view.totals["cradle_to_gate_kgco2e"]
    others_kgco2e = gate_kgco2e - sum(each.gate_kgco2e for each in top)
    longest = max([others_kgco2e, *(each.gate_kgco2e for each in top)])
    bars: list[Json] = [
        [
            _bar_label(each),
            each.class_title,
            figure(each.gate_kgco2e),
            percent(each.gate_share),
            max(share_of(each.gate_kgco2e, longest), 0.0),
        ]
        for each in top
    ]
    if rest or abs(others_kgco2e) > abs(gate_kgco2e) * 1e-9:
        bars.append(
            [
                view.word("sheet.other_components"),
                "",
                figure(others_kgco2e),
                percent(share_of(others_kgco2e, gate_kgco2e)),
                max(share_of(others_kgco2e, longest), 0.0),
            ]
        )
    return bars


def _key_assumptions(view: ReportView) -> list[tuple[str, str]]:
    pairs = [
        (view.word(f"setting.{key}"), _setting(view, key))
        for key in (_GATE_SETTINGS if view.ends_at_gate else view.with_pue_in_use(_KEY_SETTINGS))
        if view.setting(key)
    ]
    if not view.ends_at_gate:
        pairs.append((view.word("use.annual_kwh"), figure(view.use.get("annual_kwh"))))
        pairs.append((view.word("use.lifetime_kwh"), figure(view.use.get("lifetime_kwh"))))
    pairs.append(
        (
            view.word("product.masses"),
            f"{figure(view.mass_kg)} / {figure(view.gross_mass_kg)}",
        )
    )
    if not view.ends_at_gate:
        pairs.append((view.word("eol.recyclability_rate"), percent(view.recyclability_rate)))
    return pairs


def _quality(view: ReportView) -> list[Json]:
    pairs: list[Json] = [
        [view.word(f"quality.{name}"), percent(view.quality[name])]
        for name in _QUALITY
        if name in view.quality
    ]
    if view.dqr.get("overall"):
        pairs.append([view.word("quality.dqr"), figure(view.dqr["overall"], 2)])
    pairs.append([view.word("quality.notices"), str(len(view.notices))])
    return pairs


def _on_assumptions(view: ReportView, stage: str) -> str:
    span = view.assumption_span(stage)
    if span is None:
        return ""
    return view.word("sheet.on_assumptions").format(share=percent(span.total_share))


def _assumption_pairs(view: ReportView) -> list[Json]:
    """Return what of the whole rests on assumptions, by kind, and of cradle to gate."""
    whole, gate = view.assumption_span(GRAVE), view.assumption_span(TO_GATE)
    if whole is None or gate is None:
        return []
    pairs: list[Json] = [
        [view.word(f"assumed.{kind}"), percent(share)]
        for kind, share in zip(KINDS, whole.shares, strict=True)
    ]
    if view.ends_at_gate:
        return pairs
    return [*pairs, [view.word("total.cradle_to_gate"), percent(gate.total_share)]]


def _foot(view: ReportView) -> list[Json]:
    manifest = view.manifest
    return [
        [view.word("sheet.manifest"), clipped(manifest.get("id", "")[:24], _VALUE_WIDTH)],
        [view.word("sheet.version"), clipped(manifest.get("pcf_version", ""), _VALUE_WIDTH)],
        [view.word("sheet.background"), clipped(manifest.get("background", ""), _VALUE_WIDTH)],
        [view.word("sheet.date"), clipped(manifest.get("created", "")[:10], _VALUE_WIDTH)],
    ]
