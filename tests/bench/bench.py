"""Speed as ratios within one run: `just bench`.

Every figure is a whole process started anew; the two sides of a ratio take turns, and the
median is printed, so that a slow machine is slow for both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PCF = str(Path(sys.executable).with_name("pcf"))
SAMPLE = ROOT / "bom_samples" / "rack_2u.xlsx"
ROUNDS = 7


def seconds(command: list[str], cache: Path) -> float:
    """Wall time of one process; a failing command stops the benchmark."""
    start = time.perf_counter()
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PCF_CACHE_DIR": str(cache)}
    )
    return time.perf_counter() - start


def ratio(name: str, ours: list[str], theirs: list[str], limit: float, *, cold: bool) -> bool:
    """Print the median ratio of ``ours`` to ``theirs`` and whether it keeps the limit."""
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder) / "warm"
        seconds(ours, warm)
        seconds(theirs, warm)
        ratios, times = [], []
        for turn in range(ROUNDS):
            cache = Path(folder) / f"cold{turn}" if cold else warm
            first, second = seconds(ours, cache), seconds(theirs, warm)
            ratios.append(first / second)
            times.append((first, second))
    middle = statistics.median(ratios)
    a, b = (statistics.median(column) for column in zip(*times, strict=True))
    verdict = "ok" if middle <= limit else "OVER"
    print(f"{name:<44} {middle:6.2f}x  (limit {limit:g}x)  {a:.3f} s / {b:.3f} s  {verdict}")
    return middle <= limit


def long_bom(folder: Path, lines: int) -> Path:
    """Write a BOM of ``lines`` lines: the sample's own lines repeated with new item numbers."""
    import openpyxl

    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["BOM"]
    header = next(
        n
        for n, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        if sum(cell is not None for cell in row) > 5
    )
    rows = [row for row in sheet.iter_rows(min_row=header + 1, values_only=True) if any(row)]
    written = sheet.max_row
    turn = 1
    while written < lines + header:
        for row in rows[: lines + header - written]:
            first, *rest = row
            sheet.append([f"{turn}.{first}" if "." in str(first) else first, *rest])
            written += 1
        turn += 1
    path = folder / f"long_{lines}.xlsx"
    book.save(path)
    return path


def fifty_scenarios(folder: Path) -> Path:
    """Write 50 alternatives of the sample: settings, quantities, materials, lifetimes."""
    changes = (
        "set: {pue: 1.%02d}",
        'lines: [{item: "1.4.1", quantity: %d}]',
        'lines: [{item: "1.1.2", material: AL5052, mass_kg: 0.%d}]',
        "set: {lifetime_years: %d.5}",
        "set: {grid: DE, pue: 1.%02d}",
    )
    text = "".join(
        f"- {{name: s{number}, {changes[number % 5] % (10 + number // 5)}}}\n"
        for number in range(50)
    )
    path = folder / "fifty.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def main() -> int:
    """Run all ratios; exit code 1 when one is over its limit."""
    imported = [sys.executable, "-W", "ignore", "-c", "import bw2calc"]
    nothing = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        assess = [PCF, "assess", str(SAMPLE), "-o", out, "--format", "json", "-q"]
        long = [PCF, "assess", str(long_bom(Path(folder), 5000)), "-o", out, "--format", "json"]
        fifty = [PCF, "scenario", str(SAMPLE), str(fifty_scenarios(Path(folder))), "-o", out]
        kept = [
            ratio(
                "assess to json, scores cached / import bw2calc", assess, imported, 1.0, cold=False
            ),
            ratio("assess to json, empty cache / import bw2calc", assess, imported, 2.5, cold=True),
            ratio("pcf --help / python -c pass", [PCF, "--help"], nothing, 4.0, cold=False),
            ratio("5 000 lines / the 2U sample", [*long, "-q"], assess, 6.0, cold=False),
            ratio(
                "50 scenarios to json / the 2U sample",
                [*fifty, "--format", "json", "-q"],
                assess,
                6.0,
                cold=False,
            ),
        ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
