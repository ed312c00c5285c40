"""What stands beside the result: features, grid path, market, efficiency rules, legs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pcf.reports.fields import Fields
from pcf.reports.wording import word

Cell = float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTable:
    """A small table: ``title``, ``columns`` in the reader's language, and its rows."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_FEATURE_COLUMNS = (
    "feature", "pue_before", "pue_after", "saved_annual_kwh", "saved_overhead_annual_kwh",
    "saved_annual_kgco2e", "saved_lifetime_kgco2e",
)  # fmt: skip
_PATH_COLUMNS = ("year", "energy_kwh", "path_kgco2e_per_kwh", "relative_factor", "kgco2e")
_EFFICIENCY_COLUMNS = (
    "rule", "quantity", "value", "unit", "basis", "threshold", "verdict",
)  # fmt: skip
_MARKET_COLUMNS = ("figure", "energy_kwh", "kgco2e_per_kwh", "kgco2e", "source")
_LEG_COLUMNS = (
    "mode", "freight_tkm", "well_to_tank_kgco2e", "tank_to_wheel_kgco2e", "kgco2e", "load",
)  # fmt: skip


def side_tables(whole: Fields, lang: str) -> tuple[SideTable, ...]:
    """Return the tables a result has, none for one without use stage and transport."""
    use = whole.part_or_none("use")
    tables = [
        *(_use_tables(use, lang) if use else ()),
        _legs(whole, lang),
    ]
    return tuple(table for table in tables if table.rows)


def _use_tables(use: Fields, lang: str) -> tuple[SideTable, ...]:
    return (
        _features(use, lang), _path(use, lang), _market(use, lang), _efficiency(use, lang),
    )  # fmt: skip


def _table(key: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], lang: str,
           ) -> SideTable:  # fmt: skip
    return SideTable(
        key=key,
        title=word(lang, f"side.{key}"),
        columns=tuple(word(lang, f"side.{column}") for column in columns),
        rows=tuple(rows),
    )


def _features(use: Fields, lang: str) -> SideTable:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for effect in use.each("transforms"):
            name = word(lang, f"setting.{effect.text('transform')}")
            yield (name, *(effect.number(column) for column in _FEATURE_COLUMNS[1:]))

    return _table("features", _FEATURE_COLUMNS, rows(), lang)


def _path(use: Fields, lang: str) -> SideTable:
    def rows() -> Iterator[tuple[Cell, ...]]:
        years = use.each("grid_path")
        for year in years:
            figures = tuple(year.number(column) for column in _PATH_COLUMNS[1:])
            yield (f"{year.number('year'):.0f}", *figures)
        if years:
            energy_kwh = math.fsum(year.number("energy_kwh") for year in years)
            kgco2e = math.fsum(year.number("kgco2e") for year in years)
            yield (word(lang, "side.path_total"), energy_kwh, None, None, kgco2e)

    return _table("grid_path", _PATH_COLUMNS, rows(), lang)


def _market(use: Fields, lang: str) -> SideTable:
    def rows() -> Iterator[tuple[Cell, ...]]:
        twin = use.part_or_none("market_based")
        if twin is None:
            return
        energy_kwh, covered_kwh = twin.number("energy_kwh"), twin.number("covered_kwh")
        located, market = (
            twin.number("location_based_kgco2e"),
            twin.number("market_based_kgco2e"),
        )
        factor = twin.number("instrument_kgco2e_per_kwh")
        kind = twin.text("instrument_type")
        given = f"{word(lang, f'value.instrument_type.{kind}', default=kind)} "
        given += f"{twin.number('instrument_year'):.0f}, {twin.text('instrument_source')}"
        covered_kgco2e = covered_kwh * factor
        rest = twin.number_or_none("remainder_kgco2e_per_kwh")
        yield (word(lang, "side.location_based"), energy_kwh, None, located, "")
        yield (word(lang, "side.market_based"), energy_kwh, None, market, "")
        yield (word(lang, "side.covered"), covered_kwh, factor, covered_kgco2e, given)
        yield (
            word(lang, "side.remainder"),
            energy_kwh - covered_kwh,
            rest,
            market - covered_kgco2e,
            word(lang, "side.grid_average" if rest is None else "side.residual"),
        )

    return _table("market_based", _MARKET_COLUMNS, rows(), lang)


def _efficiency(use: Fields, lang: str) -> SideTable:
    def say(kind: str, key: str) -> str:
        return word(lang, f"efficiency.{kind}.{key}", default=key)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for figure in use.each("efficiency"):
            quantity = say("quantity", figure.text("quantity"))
            load_share = figure.number_or_none("load_share")
            if load_share is not None:
                at = word(lang, "side.at_load").format(load=f"{100 * load_share:g} %")
                quantity += at
            missing, unit = figure.text("missing"), figure.text("unit")
            lacks = word(lang, "side.missing").format(input=say("missing", missing))
            threshold = figure.number_or_none("threshold")
            yield (
                say("rule", figure.text("rule")),
                quantity,
                None if missing else figure.scalar("value"),
                unit if unit not in ("-", "text") else "",
                lacks if missing else say("basis", figure.text("basis")),
                (
                    word(lang, "side.no_limit" if unit == "text" else "side.not_seen")
                    if threshold is None
                    else threshold
                ),
                say("verdict", figure.text("verdict")),
            )

    return _table("efficiency", _EFFICIENCY_COLUMNS, rows(), lang)


def _legs(whole: Fields, lang: str) -> SideTable:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for leg in whole.each("transport"):
            mode, load = leg.text("mode"), leg.text("load")
            yield (
                word(lang, f"mode.{mode}", default=mode.replace("_", " ")),
                leg.number("freight_tkm"),
                leg.number_or_none("well_to_tank_kgco2e"),
                leg.number_or_none("tank_to_wheel_kgco2e"),
                leg.number("kgco2e"),
                (leg.text("load_zh") if lang == "zh" else "") or load,
            )

    return _table("transport", _LEG_COLUMNS, rows(), lang)
