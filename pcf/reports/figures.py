"""Figures for people: three significant digits, shares in per cent, ISO dates."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

SIGNIFICANT_DIGITS = 3
_NOISE_DIGITS = 12


def rounded(value: float, digits: int = SIGNIFICANT_DIGITS) -> float:
    """Return ``value`` at ``digits`` significant digits, halves away from zero."""
    if value == 0:
        return 0.0
    exact = Decimal(f"{value:.{_NOISE_DIGITS}g}")  # 24.949999999999996 is a sum of 24.95
    last_digit = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    return float(exact.quantize(last_digit, rounding=ROUND_HALF_UP))


def figure(value: float | None, digits: int = SIGNIFICANT_DIGITS) -> str:
    """Print a figure with ``digits`` significant digits and thousands separators.

    ``1234.5`` → ``1,230``; ``0.0012345`` → ``0.00123``; None → ``–``.
    """
    if value is None:
        return "–"
    short = rounded(value, digits)
    if short == 0:
        return "0"
    magnitude = math.floor(math.log10(abs(short)))
    if magnitude < -4:
        return f"{short:.{digits - 1}e}"
    decimals = max(0, digits - 1 - magnitude)
    return f"{short:,.{decimals}f}".replace("-", "−")


def percent(share: float | None) -> str:
    """Print a share of one in per cent with one decimal, ``<0.1 %`` below that."""
    if share is None:
        return "–"
    if share != 0 and abs(share) < 0.0005:
        return "<0.1 %" if share > 0 else ">−0.1 %"
    return f"{share * 100:.1f} %".replace("-", "−")


def share_of(part: float, whole: float) -> float:
    """Return ``part / whole``, zero for an empty whole."""
    return part / whole if whole else 0.0
