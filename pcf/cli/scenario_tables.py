"""What `pcf scenario` prints: figures with differences, break-even points, levers in order."""

from __future__ import annotations

from pcf.bom.scenario import BASE
from pcf.cli.terminal import err, out, plain, table, three_figures
from pcf.reports.scenario_answers import crossing_texts, payback_text
from pcf.reports.scenario_files import ScenarioReport, titles
from pcf.reports.scenario_words import end_word, scenario_word
from pcf.results.scenarios import lifetime_years

#: What fits a terminal of 80 signs; all figures are in the files.
_SHOWN = ("cradle_to_gate", "use", "cradle_to_grave", "per_year_of_use")
_NOTHING = 1e-6


def print_scenarios(report: ScenarioReport, *, lang: str) -> None:
    """Print everything found: tables to stdout, remarks to stderr."""
    if len(report.results) > 1:
        _print_figures(report, lang)
        _print_paired(report, lang)
        _print_remarks(report, lang)
    _print_break_even(report, lang)
    _print_abatement(report, lang)
    _print_tornado(report, lang)


def _print_figures(report: ScenarioReport, lang: str) -> None:
    """Print a row of figures a scenario, with what its total differs from the base."""
    called = titles(report, lang)
    by_figure = {(entry.scenario, entry.figure): entry for entry in report.figures}
    shown = [figure for figure in _SHOWN if (BASE, figure) in by_figure]
    headings = [(plain(f"{scenario_word(lang, 'scenarios')} [kg CO2e]"), "left")]
    headings += [(scenario_word(lang, f"short.{figure}"), "right") for figure in shown]
    headings += [(scenario_word(lang, "difference"), "right"), ("%", "right")]
    rows: list[list[str]] = []
    for name in report.results:
        total = by_figure[name, "cradle_to_grave"]
        share = total.difference_share
        apart = [_signed(total.difference_kgco2e), "" if share is None else f"{share:+.1%}"]
        rows.append(
            [
                plain(called.get(name, scenario_word(lang, name))),
                *(three_figures(by_figure[name, figure].kgco2e) for figure in shown),
                *(apart if name in called else ("", "")),
            ]
        )
    out.print()
    out.print(table("", headings, rows))


def _print_paired(report: ScenarioReport, lang: str) -> None:
    """Print the difference of every scenario over draws it shares with the base."""
    if not report.paired:
        return
    called = titles(report, lang)
    told = {name: report.told_difference(name) for name in report.paired}
    first = next(iter(told.values()))
    rows = []
    for name, each in told.items():
        yearly = each.figure == "per_year_of_use"
        note = f" ({scenario_word(lang, 'per_year_note')})" if yearly else ""
        apart = each.difference
        rows.append(
            (
                plain(f"{called[name]}{note}"),
                *(
                    _signed(value)
                    for value in (apart.deterministic, apart.p5, apart.median, apart.p95)
                ),
                f"{each.lower_share:.0%}",
            )
        )
    heading = scenario_word(lang, "paired_table").format(samples=first.samples, seed=first.seed)
    columns = [scenario_word(lang, "value"), "P5", "P50", "P95", scenario_word(lang, "lower_in")]
    out.print()
    out.print(
        table(
            plain(f"{heading} [kg CO2e]"),
            [
                (scenario_word(lang, "scenario"), "left"),
                *((column, "right") for column in columns),
            ],
            rows,
        )
    )


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
        name = payback.name_zh if lang == "zh" else payback.name
        out.print(f"{plain(name)}: {plain(payback_text(payback, lang))}", soft_wrap=True)
    for crossing in report.crossings:
        name = crossing.name_zh if lang == "zh" else crossing.name
        for line in crossing_texts(crossing, titles(report, lang), lang):
            out.print(f"{plain(name)}: {plain(line)}", soft_wrap=True)


def _print_abatement(report: ScenarioReport, lang: str) -> None:
    if not report.abatement:
        return
    called = titles(report, lang)
    columns = ("alone", "marginal", "last", "cumulative", "shapley")
    out.print()
    out.print(
        table(
            plain(f"{scenario_word(lang, 'abatement')} [kg CO2e]"),
            [
                (scenario_word(lang, "lever"), "left"),
                *((scenario_word(lang, column), "right") for column in columns),
            ],
            (
                (
                    plain(called[step.lever]),
                    three_figures(step.alone_kgco2e),
                    three_figures(step.marginal_kgco2e),
                    three_figures(step.last_kgco2e),
                    three_figures(step.cumulative_kgco2e),
                    three_figures(step.shapley_kgco2e),
                )
                for step in report.abatement
            ),
        )
    )
    if report.paired:
        out.print(f"[dim]{scenario_word(lang, 'of_values')}[/dim]")


def _print_tornado(report: ScenarioReport, lang: str) -> None:
    if not report.tornado:
        return
    columns = ("low", "high")
    out.print()
    out.print(
        table(
            plain(f"{scenario_word(lang, 'tornado')} [kg CO2e]"),
            [
                (scenario_word(lang, "lever"), "left"),
                *((scenario_word(lang, column), "left") for column in columns),
                *((scenario_word(lang, column), "right") for column in columns),
                (scenario_word(lang, "swing"), "right"),
            ],
            (
                (
                    plain(swing.title_zh if lang == "zh" else swing.title),
                    plain(end_word(lang, swing.lever, swing.low)),
                    plain(end_word(lang, swing.lever, swing.high)),
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
