"""Draw docs/validation.md's plots and fill its tables.

`python docs/validation.py DECLARED.csv [SPECPOWER.csv]`: the published cases are those of
tests/published; declared sheets (columns as `pcf validate --help` says) and measured power
(columns of validation_power.py) are tables of the reader's own, not part of the project. Without
the second the part on power stays as it is.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import matplotlib as mpl
import matplotlib.ticker

mpl.use("svg")
import matplotlib.pyplot as plt

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "tests" / "published")]

from published_cases import Case, Row, load  # noqa: E402
from validation_power import power_figure, power_table, read_results  # noqa: E402

from pcf.bom.declared_table import read_declared  # noqa: E402
from pcf.cli.validate import compared  # noqa: E402
from pcf.config import cache_folder  # noqa: E402
from pcf.library import Library, shipped_library  # noqa: E402
from pcf.results.validation import Comparison, summary  # noqa: E402

PAGE = DOCS / "validation.md"
CASES = ("r740", "hgx_h100", "hpe_splits", "drives")
#: Words of a product name that every product of the maker has.
PADDING = frozenset(
    ("PowerEdge", "ProLiant", "server", "Compute", "Module", "Converged", "Edge", "System",
     "Gen10", "Plus")
)  # fmt: skip
OURS, THEIRS = "#1f6f8b", "#b5651d"
SAMPLES = 200


def main(declared: Path, measured: Path | None = None) -> None:
    """Assess all cases and the declared table; write plots and tables."""
    mpl.rcParams.update({"svg.hashsalt": "pcf", "svg.fonttype": "path", "font.size": 9})
    library = shipped_library(cache_folder())
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        cases = {name: load(name, library, folder) for name in CASES}
    for name, case in cases.items():
        page = filled(page, name, table_of(case.rows))
    page = filled(page, "models", table_of_models(cases["r740"]))
    sheets = [
        compared(each, library, samples=SAMPLES, seed=1) for each in servers(declared, library)
    ]
    page = filled(page, "declared", table_of_sheets(sheets))
    page = filled(page, "kinds", table_of_kinds(sheets))
    if measured is not None:
        results = read_results(measured, library)
        page = filled(page, "power", power_table(results))
        save(power_figure(results), DOCS / "images" / "validation_power.svg")
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    plot_r740(cases["r740"].rows, DOCS / "images" / "validation_r740.svg")
    plot_sheets(sheets, DOCS / "images" / "validation_declared.svg")


def servers(declared: Path, library: Library) -> Sequence:
    """Read the declared table."""
    return read_declared(declared, library.knowledge)


def filled(page: str, name: str, table: str) -> str:
    """Return the page with what stands between two markers replaced."""
    pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    found, count = re.subn(
        pattern, lambda match: match[1] + table + match[2], page, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit(f"{PAGE.name} has {count} places for {name}")
    return found


def table_of(rows: Iterable[Row]) -> str:
    """Return published rows as a table: theirs, ours, interval, ratio, verdict, reason."""
    lines = [
        "| row | published kg | ours kg | P5–P95 | ratio | verdict | reason |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        interval = f"{row.p5:.3g}–{row.p95:.3g}"
        verdict = f"**{row.verdict}**" if row.verdict == "miss" else row.verdict
        lines.append(
            f"| {row.name} | {row.published:g} | {row.ours:.3g} | {interval} | {row.ratio:.2f} "
            f"| {verdict} | {row.reason} |"
        )
    return plain("\n".join(lines)) + "\n"


def table_of_models(case: Case) -> str:
    """Return the rows other models have figures for: study, ours, theirs [kg CO2e]."""
    rows = {row.name.partition(": ")[2]: row for row in case.rows}
    lines = ["| row | study | ours | ACT v2 | boaviztapi 2.5.0 |", "|---|---|---|---|---|"]
    for name, theirs in case.data["context"].items():
        act, boavizta = (f"{theirs[m]:.4g}" if m in theirs else "" for m in ("act", "boaviztapi"))
        row = rows[name]
        lines.append(f"| {name} | {row.published:.4g} | {row.ours:.3g} | {act} | {boavizta} |")
    return plain("\n".join(lines)) + "\n"


def plain(table: str) -> str:
    """Return a table whose figures have no exponent (``1.11e+03`` → ``1110``)."""
    return re.sub(r"\d(?:\.\d+)?e\+\d+", lambda match: f"{float(match[0]):.0f}", table)


def kind(sheet: Comparison) -> str:
    """Return which family of sheets a name belongs to."""
    if sheet.name.startswith("PowerEdge"):
        full = sheet.name.endswith(("R6515", "R7515"))
        return "Dell, full assessment of 2021" if full else "Dell, PAIA of 2019"
    older = "weight_kg" in sheet.assumed
    return "HPE, PAIA, older form with split" if older else "HPE, PAIA of 2021"


def table_of_sheets(sheets: Sequence[Comparison]) -> str:
    """Return the families of sheets as a table; single sheets are not listed (their licence)."""
    lines = [
        "| sheets | number | inside P5–P95 | ratio, median (range) | same with median of draws "
        "| P95/P5, median | kWh a year, median ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    for title in (*sorted({kind(sheet) for sheet in sheets}), "all"):
        chosen = [sheet for sheet in sheets if title in ("all", kind(sheet))]
        found = summary(chosen)
        ratios = [sheet.model_factor for sheet in chosen]
        kwh = found.median_electricity_factor
        lines.append(
            f"| {title} | {found.count} | {sum(sheet.inside for sheet in chosen)} "
            f"| {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) "
            f"| {found.median_draw_factor:.2f} | {found.median_spread_factor:.2f} "
            f"| {'' if kwh is None else f'{kwh:.2f}'} |"
        )
    return "\n".join(lines) + "\n"


def table_of_kinds(sheets: Sequence[Comparison]) -> str:
    """Return which archetype was chosen for how many sheets, of which models."""
    lines = ["| archetype | sheets | models | ratio, range |", "|---|---|---|---|"]
    for key in sorted({sheet.archetype for sheet in sheets}):
        chosen = [sheet for sheet in sheets if sheet.archetype == key]
        ratios = [sheet.model_factor for sheet in chosen]
        names = ", ".join(short(sheet.name) for sheet in chosen)
        lines.append(f"| `{key}` | {len(chosen)} | {names} | {min(ratios):.2f}–{max(ratios):.2f} |")
    return "\n".join(lines) + "\n"


def short(name: str) -> str:
    """Return the model of a name: ``PowerEdge R740`` → ``R740``."""
    words = (word for word in name.split() if word not in PADDING)
    return " ".join(words)


def plot_r740(rows: Sequence[Row], target: Path) -> None:
    """Draw published and our rows of the R740 side by side, logarithmic."""
    parts = [row for row in rows if "Whole" not in row.name]
    figure, axes = plt.subplots(figsize=(7.5, 4.6), layout="constrained")
    places = range(len(parts))
    axes.barh([at - 0.2 for at in places], [row.published for row in parts], 0.38,
              color=THEIRS, label="thinkstep for Dell, 2019")  # fmt: skip
    axes.barh([at + 0.2 for at in places], [row.ours for row in parts], 0.38,
              color=OURS, label="pcf (line: P5 to P95)")  # fmt: skip
    for at, row in zip(places, parts, strict=True):
        axes.plot([row.p5, row.p95], [at + 0.2] * 2, color="black", linewidth=1)
    axes.set_yticks(list(places), [row.name.partition(": ")[2] for row in parts])
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel("kg CO2e, cradle to gate")
    axes.legend(loc="lower right", frameon=False)
    axes.set_title("PowerEdge R740, by component", loc="left")
    save(figure, target)


def plot_sheets(sheets: Sequence[Comparison], target: Path) -> None:
    """Draw ours against declared manufacturing, with P5 to P95 and lines of equal ratio."""
    figure, axes = plt.subplots(figsize=(6.4, 5.2), layout="constrained")
    colours = dict(
        zip(
            sorted({kind(sheet) for sheet in sheets}),
            ("#b5651d", "#d9a441", "#1f6f8b", "#6b8f3a"),
            strict=False,
        )
    )
    for title, colour in colours.items():
        chosen = [sheet for sheet in sheets if kind(sheet) == title]
        middle = [sheet.ours.median for sheet in chosen]
        below = [sheet.ours.median - sheet.ours.p5 for sheet in chosen]
        above = [sheet.ours.p95 - sheet.ours.median for sheet in chosen]
        axes.errorbar([sheet.declared_kgco2e for sheet in chosen], middle, yerr=[below, above],
                      fmt="o", markersize=4, linewidth=0.8, color=colour, label=title)  # fmt: skip
    ends = (150.0, 3000.0)
    for ratio, style in ((1.0, "-"), (0.5, "--"), (0.25, ":")):
        axes.plot(ends, [ratio * end for end in ends], style, color="grey", linewidth=0.8)
        axes.text(ends[1], ratio * ends[1], f" {ratio:g}", va="center", color="grey")
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis, marks in ((axes.xaxis, (200, 500, 1000, 2000)), (axes.yaxis, (100, 200, 500, 1000))):
        axis.set_ticks(marks, [f"{mark:g}" for mark in marks])
        axis.set_minor_formatter(mpl.ticker.NullFormatter())
    axes.set_xlabel("declared manufacturing, kg CO2e")
    axes.set_ylabel("pcf, cradle to gate, kg CO2e (P5, median, P95)")
    axes.legend(loc="upper left", frameon=False)
    save(figure, target)


def save(figure: plt.Figure, target: Path) -> None:
    """Write a figure without a date, so that equal figures are equal files."""
    target.parent.mkdir(exist_ok=True)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit("usage: python docs/validation.py DECLARED.csv [SPECPOWER.csv]")
    main(*(Path(each) for each in sys.argv[1:]))
