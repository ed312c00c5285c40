"""What `pcf scenario` prints: figures with differences, break-even points, levers in order."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.bom.scenario import BASE
from pcf.cli.terminal import err, out, plain, table, three_figures
from pcf.reports.scenario_files import ScenarioReport, titles
from pcf.reports.scenario_words import scenario_word
from pcf.results.break_even import CrossingPoint, Payback
from pcf.results.scenarios import FIGURES, lifetime_years

#: Credits stand outside the total: they are in the files.
_SHOWN = tuple(figure for figure in FIGURES if figure != "credits")
_NOTHING = 1e-6


def print_scenarios(report: ScenarioReport, *, lang: str) -> None:
    """Print everything found: tables to stdout, remarks to stderr."""
    if len(report.results) > 1:
        _print_figures(report, lang)
        _print_remarks(report, lang)
    _print_break_even(report, lang)
    _print_abatement(report, lang)
    _print_tornado(report, lang)


def _print_figures(report: ScenarioReport, lang: str) -> None:
    """Print a row of figures a scenario, and below it what differs from the base."""
    called = titles(report, lang)
    by_figure = {(entry.scenario, entry.figure): entry for entry in report.figures}
    shown = [figure for figure in _SHOWN if (BASE, figure) in by_figure]
    headings = [("kg CO2e", "left")]
    headings += [(scenario_word(lang, figure), "right") for figure in shown]
    rows: list[list[str]] = []
    for name in report.results:
        entries = [by_figure[name, figure] for figure in shown]
        title = called.get(name, scenario_word(lang, name))
        rows.append([plain(title), *(three_figures(entry.kgco2e) for entry in entries)])
        if name in called:
            apart = (_signed(entry.difference_kgco2e) for entry in entries)
            rows.append(["", *(f"[dim]{'' if told == '0' else told}[/dim]" for told in apart)])
    out.print()
    out.print(table(scenario_word(lang, "scenarios"), headings, rows))


def _print_remarks(report: ScenarioReport, lang: str) -> None:
    base, *others = report.results.items()
    for name, result in others:
        if lifetime_years(result) != lifetime_years(base[1]):
            err.print(f"! {plain(name)}: {scenario_word(lang, 'service')} [SCN201]", soft_wrap=True)
        known = {(notice.code, str(notice.at)) for notice in base[1].notices}
        for notice in result.notices:
            if (notice.code, str(notice.at)) not in known:
                where = f"{notice.at}: " if notice.at else ""
                text = plain(f"{name}: {where}{notice.text(lang)} [{notice.code}]")
                err.print(f"! {text}", soft_wrap=True)


def _print_break_even(report: ScenarioReport, lang: str) -> None:
    if not report.paybacks and not report.crossings:
        return
    out.print()
    out.print(f"[bold]{scenario_word(lang, 'break_even')}[/bold]")
    for payback in report.paybacks:
        out.print(f"{plain(payback.name)}: {plain(_payback(payback, lang))}", soft_wrap=True)
    for crossing in report.crossings:
        for line in _crossing(crossing, titles(report, lang), lang):
            out.print(f"{plain(crossing.name)}: {plain(line)}", soft_wrap=True)


def _payback(payback: Payback, lang: str) -> str:
    if payback.payback_years is None:
        return scenario_word(lang, "never")
    return scenario_word(lang, "payback").format(
        making=three_figures(payback.making_kgco2e),
        years=three_figures(payback.payback_years),
        old=three_figures(payback.old_annual_use_kgco2e),
        new=three_figures(payback.new_annual_use_kgco2e),
        remaining=f"{payback.old_remaining_years:g}",
        saving=three_figures(payback.saving_kgco2e),
    )


def _crossing(crossing: CrossingPoint, called: Mapping[str, str], lang: str) -> list[str]:
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
            at=three_figures(at),
            total=three_figures(total),
            before=before,
            after=after,
        )
        for at, total in zip(crossing.at, crossing.total_kgco2e, strict=True)
    ]


def _print_abatement(report: ScenarioReport, lang: str) -> None:
    if not report.abatement:
        return
    called = titles(report, lang)
    columns = ("alone", "marginal", "interaction", "cumulative", "shapley")
    out.print()
    out.print(
        table(
            f"{scenario_word(lang, 'abatement')} [kg CO2e]",
            [("", "left"), *((scenario_word(lang, column), "right") for column in columns)],
            (
                (
                    plain(called[step.lever]),
                    three_figures(step.alone_kgco2e),
                    three_figures(step.marginal_kgco2e),
                    _signed(step.interaction_kgco2e),
                    three_figures(step.cumulative_kgco2e),
                    three_figures(step.shapley_kgco2e),
                )
                for step in report.abatement
            ),
        )
    )


def _print_tornado(report: ScenarioReport, lang: str) -> None:
    if not report.tornado:
        return
    columns = ("low", "high")
    out.print()
    out.print(
        table(
            f"{scenario_word(lang, 'tornado')} [kg CO2e]",
            [
                (scenario_word(lang, "lever"), "left"),
                *((scenario_word(lang, column), "left") for column in columns),
                *((scenario_word(lang, column), "right") for column in columns),
                (scenario_word(lang, "swing"), "right"),
            ],
            (
                (
                    plain(swing.title_zh if lang == "zh" else swing.title),
                    plain(swing.low),
                    plain(swing.high),
                    _signed(swing.low_difference_kgco2e),
                    _signed(swing.high_difference_kgco2e),
                    three_figures(swing.swing_kgco2e),
                )
                for swing in report.tornado
            ),
        )
    )


def _signed(value: float) -> str:
    """Print a difference with its sign; what is lost in rounding of floats is nothing."""
    if abs(value) < _NOTHING:
        return "0"
    text = three_figures(value)
    return f"+{text}" if value > 0 else text
