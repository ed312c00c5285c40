"""`--audit`: the whole product system solved by bw2calc, beside the table."""

from __future__ import annotations

from collections import defaultdict

from pcf.cli.terminal import err, out, table, three_figures
from pcf.engine.audit import AuditLine, audit
from pcf.library import Library
from pcf.model.background import FlowClass
from pcf.results.assessment import Assessment

TOLERANCE_SHARE = 1e-9
AUDIT_EXIT_CODE = 4


def audit_lines(library: Library, result: Assessment) -> tuple[AuditLine, ...]:
    """Solve every stage, and the credits, as one system; set each beside the table."""
    demands: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for process in result.system.processes:
        name = f"{process.stage.value} credit" if process.credit else process.stage.value
        for exchange in process.exchanges:
            key = result.scores.locate(exchange.product, exchange.location)
            if key is not None:
                demands[name][key] += exchange.amount
    tabulated: dict[tuple[str, FlowClass], float] = defaultdict(float)
    for row in result.rows:
        name = f"{row.stage} credit" if row.credit else row.stage
        tabulated[(name, FlowClass(row.flow_class))] += row.value_kgco2e
    return audit(library.inventory, result.scores.method, demands, tabulated)


def print_audit(library: Library, result: Assessment, *, quiet: bool) -> int:
    """Print the audit; return the exit code (4 where table and full solve disagree)."""
    lines = audit_lines(library, result)
    worst = max((line.difference_share for line in lines), default=0.0)
    agreed = worst <= TOLERANCE_SHARE
    if not quiet:
        rows = [
            (
                line.demand,
                str(line.flow_class),
                three_figures(line.tabulated_kgco2e),
                three_figures(line.solved_kgco2e),
                f"{line.difference_share:.1e}",
            )
            for line in lines
            if line.tabulated_kgco2e or line.solved_kgco2e
        ]
        columns = [
            ("audit", "left"), ("flow class", "left"), ("table", "right"), ("bw2calc", "right"),
            ("difference", "right"),
        ]  # fmt: skip
        out.print(table("", columns, rows))
    verdict = "agrees" if agreed else "DISAGREES"
    (out if agreed else err).print(
        f"audit: full solve {verdict} with the table, largest difference {worst:.1e} "
        f"(allowed {TOLERANCE_SHARE:.0e})"
    )
    return 0 if agreed else AUDIT_EXIT_CODE
