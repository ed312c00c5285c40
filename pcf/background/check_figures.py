"""What must hold of one figure: its kind, its source or reason, and an interval that holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcf.background.reading import Findings
from pcf.model.background import Provenance, Source

#: ``choice`` is a definition or switch: nothing was measured, hence no interval.
KINDS = frozenset({"sourced", "derived", "assumption", "choice"})
ASSUMPTION = "assumption"
CHOICE = "choice"
#: An engineering assumption must admit at least this ratio between high and low.
LEAST_ASSUMPTION_SPREAD = 1.2
#: What parts the keys of a figure that rests on several sources.
SEPARATOR = re.compile(r"[;,]\s*|\s\+\s")


def cited(source: str) -> tuple[str, ...]:
    """Return the source keys of a citation such as ``a; b``."""
    return tuple(key.strip() for key in SEPARATOR.split(source) if key.strip())


def check_figure(
    value: float,
    provenance: Provenance,
    sources: Mapping[str, Source],
    where: str,
    findings: Findings,
) -> None:
    """One figure: kind, source, and an interval that holds it."""
    check_origin(provenance.kind, provenance.source, provenance.note, sources, where, findings)
    low, high = provenance.low, provenance.high
    if low is not None and high is not None:
        check_interval(value, low, high, provenance.kind, where, findings)
    elif provenance.kind == ASSUMPTION:
        findings.add(
            "DAT112",
            where,
            "an engineering assumption needs an interval (low, high)",
            "工程假设必须给出区间(low、high)",
        )


def check_origin(
    kind: str, source: str, note: str, sources: Mapping[str, Source], where: str, findings: Findings
) -> None:
    """Kind is known; a sourced figure cites a known source; an assumption says why."""
    if kind not in KINDS:
        findings.add("DAT110", where, f"kind {kind!r} of a figure", f"数值类型 {kind!r} 无效")
    elif kind == ASSUMPTION and not note:
        findings.add("DAT111", where, "an assumption without a reason", "工程假设缺少理由(note)")
    elif kind != ASSUMPTION:
        for key in cited(source) or ("",):
            if key not in sources:
                findings.add(
                    "DAT113",
                    where,
                    f"source {key!r} is not in sources/",
                    f"来源 {key!r} 不在 sources/ 中",
                )


def check_interval(
    value: float, low: float, high: float, kind: str, where: str, findings: Findings
) -> None:
    """Low ≤ value ≤ high, and an assumption's interval is wide."""
    if not low <= value <= high:
        findings.add(
            "DAT114",
            where,
            f"{value:g} lies outside its interval {low:g}–{high:g}",
            f"{value:g} 不在其区间 {low:g}–{high:g} 内",
        )
    elif kind == ASSUMPTION and value != 0 and not is_wide(low, high):
        findings.add(
            "DAT115",
            where,
            f"interval {low:g}–{high:g} is too narrow for an assumption",
            f"工程假设的区间 {low:g}–{high:g} 过窄",
        )


def is_wide(low: float, high: float) -> bool:
    """Whether an interval is wide enough for an assumption.

    A share near one (a yield) is judged by what is lost, 1 − x.
    """
    if 0 < low <= high < 1 and high > 0.5:
        low, high = 1.0 - high, 1.0 - low
    return high >= low * LEAST_ASSUMPTION_SPREAD
