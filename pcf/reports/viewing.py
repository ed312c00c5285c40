"""Result document -> report view: order, language and wording; no figure is recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.model.background import FLOW_CLASSES
from pcf.model.footprint import FootprintRow
from pcf.model.system import Stage
from pcf.reports.assumption_views import assumption_spans, functional_choices
from pcf.reports.document_types import Document
from pcf.reports.end_of_life_tables import end_of_life_tables, take_back_table
from pcf.reports.fields import Fields
from pcf.reports.figures import share_of
from pcf.reports.result_file import require_schema
from pcf.reports.side_tables import side_tables
from pcf.reports.view import (
    AssumptionView,
    ComponentView,
    FactorView,
    LineView,
    NoticeView,
    ParameterView,
    ReportView,
    RouteView,
    SettingView,
    StageView,
    UncertaintyView,
)
from pcf.reports.wording import place_word, source_words, word

TOTAL_NAMES: tuple[str, ...] = (
    "cradle_to_grave_kgco2e", "cradle_to_gate_kgco2e", "use_at_plug_kgco2e",
    "data_centre_overhead_kgco2e", "credits_kgco2e", "biogenic_carbon_content_kgc",
)  # fmt: skip

_PLACES = frozenset({"grid", "factory_grid", "supply_location"})


def report_view(
    document: Document, rows: Sequence[FootprintRow] = (), *, lang: str = "en", file: str = ""
) -> ReportView:
    """Return the view of a result document in ``lang``.

    Parameters
    ----------
    document
        Content of ``result.json`` (schema ``pcf-result/1``).
    rows
        The long table of the same result.
    lang
        ``en`` or ``zh``.
    file
        Name printed in refusals.

    Raises
    ------
    InputError
        RES101 for another schema, RES102 for a missing field.
    """
    whole = Fields(document, file=file)
    require_schema(document, file)
    word(lang, "yes")
    given = whole.part("totals")
    totals = {**given.numbers(), **{name: given.number(name) for name in TOTAL_NAMES}}
    product, use, end = (
        whole.part("product"),
        whole.part_or_none("use"),
        whole.part_or_none("end_of_life"),
    )
    quality, uncertainty = whole.part("quality"), whole.part_or_none("uncertainty")
    dqr = quality.part_or_none("dqr")
    manifest = whole.part("manifest")
    settings = _settings(whole.part("study"), lang)
    return ReportView(
        lang=lang,
        product_name=product.text("name"),
        product_model=_named(product, "model", lang),
        mass_kg=product.number("mass_kg"),
        gross_mass_kg=product.number("gross_mass_kg"),
        totals=totals,
        stages=_stages(whole.part("stages"), totals["cradle_to_grave_kgco2e"], lang),
        components=tuple(_component(part, totals, lang) for part in whole.each("components")),
        lines=tuple(_line(part, lang) for part in whole.each("lines")),
        settings=settings,
        use=use.numbers() if use else {},
        power_model=_power_model(use, lang) if use else "",
        recyclability_rate=end.number_or_none("recyclability_rate") if end else None,
        recoverability_rate=end.number_or_none("recoverability_rate") if end else None,
        routes=tuple(_route(part, lang) for part in end.each("routes")) if end else (),
        side_tables=side_tables(whole, lang),
        end_of_life_tables=end_of_life_tables(end, lang),
        take_back=take_back_table(end, lang),
        uncertainty=_uncertainty(uncertainty) if uncertainty else None,
        quality=quality.numbers(),
        dqr=dqr.numbers() if dqr else {},
        assumption_spans=assumption_spans(quality, lang),
        functional_choices=functional_choices(
            quality, {setting.key: setting.shown for setting in settings}, lang
        ),
        notices=tuple(_notice(part, lang) for part in whole.each("notices")),
        assumptions=tuple(_assumption(part, lang) for part in whole.each("assumptions")),
        factors=tuple(_factor(part, lang) for part in whole.each("factors")),
        manifest={name: str(manifest.scalar(name)) for name in manifest.names},
        rows=tuple(rows),
    )


def _stages(stages: Fields, total_kgco2e: float, lang: str) -> tuple[StageView, ...]:
    views = []
    for stage in Stage:
        part = stages.part(stage.value)
        kgco2e = part.number("kgco2e")
        views.append(
            StageView(
                key=stage.value,
                title=word(lang, f"stage.{stage.value}"),
                kgco2e=kgco2e,
                share=share_of(kgco2e, total_kgco2e),
                by_flow_class={name.value: part.number(name.value) for name in FLOW_CLASSES},
            )
        )
    return tuple(views)


def _parameter(part: Fields, lang: str) -> ParameterView:
    return ParameterView(
        name=part.text("name"),
        value=part.scalar("value"),
        unit=part.text("unit"),
        low=part.number_or_none("low"),
        high=part.number_or_none("high"),
        origin=part.text("origin"),
        source=source_words(lang, part.text("source")),
        cell=part.text("cell"),
    )


def _component(part: Fields, totals: Mapping[str, float], lang: str) -> ComponentView:
    mapping = part.part_or_none("mapping")
    gate_kgco2e = part.number("cradle_to_gate_kgco2e")
    title = part.text("class_title_zh" if lang == "zh" else "class_title")
    return ComponentView(
        item=part.text("item"),
        name=_named(part, "name", lang),
        part_number=part.text("part_number"),
        component_class=part.text("component_class"),
        class_title=title or part.text("component_class").replace("_", " "),
        quantity=part.number("quantity"),
        mass_kg=part.number("mass_kg"),
        kgco2e=part.number("kgco2e"),
        gate_kgco2e=gate_kgco2e,
        share=part.number("share"),
        gate_share=share_of(gate_kgco2e, totals["cradle_to_gate_kgco2e"]),
        origin=part.text("origin"),
        proxy=part.flag("proxy"),
        cell=part.text("cell"),
        tags=part.texts("tags"),
        mapping_method=mapping.text("method") if mapping else "",
        mapping_confidence=mapping.number_or_none("confidence") if mapping else None,
        mapping_reason=mapping.text("reason") if mapping else "",
        parameters=tuple(_parameter(each, lang) for each in part.each("parameters")),
    )


def _named(part: Fields, name: str, lang: str) -> str:
    """Return a text in the report's language, its only one where it has no Chinese twin."""
    return (lang == "zh" and part.text(f"{name}_zh")) or part.text(name)


def _line(part: Fields, lang: str) -> LineView:
    return LineView(
        item=part.text("item"),
        level=int(part.number("level")),
        part_number=part.text("part_number"),
        name=_named(part, "name", lang),
        quantity=part.number("quantity"),
        count=part.number("count"),
        unit=part.text("unit"),
        disposition=part.text("disposition"),
        reason=_named(part, "reason", lang),
        cell=part.text("cell"),
        section=part.text("section"),
    )


def _settings(study: Fields, lang: str) -> tuple[SettingView, ...]:
    views = []
    for name in study.names:
        part = study.part(name)
        value = part.scalar("value")
        views.append(
            SettingView(
                key=name,
                title=word(lang, f"setting.{name}"),
                value=value,
                shown=_shown(name, value, part, lang),
                origin=part.text("origin"),
                source=source_words(lang, part.text("source")),
            )
        )
    return tuple(views)


def _shown(name: str, value: float | str, part: Fields, lang: str) -> str:
    """Return a setting's value in words: translation, title, place name, or as it is."""
    if isinstance(value, str):
        translated = part.text("value_zh") or part.text("title_zh")
        given = translated if lang == "zh" else part.text("title")
        if name in _PLACES:
            return place_word(lang, value)
        return given or word(lang, f"value.{name}.{value}", default=value)
    return f"{value:.6g}" if value % 1 else f"{value:,.0f}"


def _power_model(use: Fields, lang: str) -> str:
    if not use.holds_part("power_model"):
        model_key = use.text("power_model")
        return word(lang, f"power_model.{model_key}", default=model_key)
    model = use.part("power_model")
    return ", ".join(f"{name} {model.scalar(name)}" for name in model.names)


def _route(part: Fields, lang: str) -> RouteView:
    title = _named(part, "title", lang)
    return RouteView(
        title=title or part.text("material").replace("_", " "),
        packaging=part.flag("packaging"),
        mass_kg=part.number("mass_kg"),
        recycled_kg=part.number("recycled_kg"),
        energy_kg=part.number("energy_kg"),
        disposed_kg=part.number("disposed_kg"),
        reused_kg=part.number_or_none("reused_kg") or 0.0,
        recycling_rate=part.number("recycling_rate"),
        recovery_rate=part.number("recovery_rate"),
        source=source_words(lang, part.text("source")),
    )


def _uncertainty(part: Fields) -> UncertaintyView:
    gate = part.part_or_none("cradle_to_gate")
    names = ("deterministic", "p5", "median", "mean", "p95")
    return UncertaintyView(
        samples=int(part.number("samples")),
        seed=int(part.number("seed")),
        mean=part.number("mean"),
        median=part.number("median"),
        p5=part.number("p5"),
        p95=part.number("p95"),
        by_stage=_spreads(part.part_or_none("by_stage")),
        total={name: value for name, value in part.numbers().items() if name in names},
        cradle_to_gate=gate.numbers() if gate else {},
        by_component=_spreads(part.part_or_none("by_component")),
    )


def _spreads(part: Fields | None) -> Mapping[str, Mapping[str, float]]:
    return {name: part.part(name).numbers() for name in part.names} if part else {}


def _notice(part: Fields, lang: str) -> NoticeView:
    message = (lang == "zh" and part.text("message_zh")) or part.text("message")
    return NoticeView(code=part.text("code"), where=part.text("where"), message=message)


def _assumption(part: Fields, lang: str) -> AssumptionView:
    return AssumptionView(
        what=(lang == "zh" and part.text("what_zh")) or part.text("what"),
        value=part.scalar("value"),
        unit=part.text("unit"),
        origin=part.text("origin"),
        source=source_words(lang, part.text("source")),
        note=part.text("note"),
    )


def _factor(part: Fields, lang: str) -> FactorView:
    return FactorView(
        product=part.text("product"),
        location=part.text("location"),
        unit=part.text("unit"),
        by_flow_class=part.part("kgco2e_per_unit").numbers(),
        name=_named(part, "name", lang),
        kind=part.text("kind"),
        year=part.text("year"),
        geography=part.text("geography"),
        sources=part.texts("sources"),
        assumption=part.flag("assumption"),
    )
