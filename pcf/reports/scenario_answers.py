"""Answers to break-even questions in words."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.reports.figures import figure
from pcf.reports.scenario_words import scenario_word
from pcf.results.break_even import CrossingPoint, Payback


def payback_text(payback: Payback, lang: str) -> str:
    """Return after how long a replacement pays, and what it saves."""
    if payback.payback_years is None or payback.gate_payback_years is None:
        return scenario_word(lang, "never")
    told = scenario_word(lang, "payback" if payback.pays_back else "payback_lost").format(
        gate=figure(payback.gate_kgco2e),
        gate_years=figure(payback.gate_payback_years),
        making=figure(payback.making_kgco2e),
        years=figure(payback.payback_years),
        old=figure(payback.old_annual_use_kgco2e),
        new=figure(payback.new_annual_use_kgco2e),
        remaining=f"{payback.old_remaining_years:g}",
        saving=figure(abs(payback.saving_kgco2e)),
    )
    if payback.grid_path:
        told += scenario_word(lang, "on_path").format(path=payback.grid_path)
    return told


def crossing_texts(crossing: CrossingPoint, called: Mapping[str, str], lang: str) -> list[str]:
    """Return every point where two totals cross, or which is lower throughout."""
    before, after, first, second = (
        called.get(name, scenario_word(lang, name))
        for name in (
            crossing.lower_before,
            crossing.lower_after,
            crossing.first,
            crossing.second,
        )
    )
    if not crossing.at:
        return [scenario_word(lang, "no_crossing").format(lower=after)]
    return [
        scenario_word(lang, "crossing").format(
            first=first,
            second=second,
            over=scenario_word(lang, crossing.over),
            at=figure(at),
            total=figure(total),
            before=before,
            after=after,
        )
        for at, total in zip(crossing.at, crossing.total_kgco2e, strict=True)
    ]
