"""Our power of a server from its parts beside measured SPECpower results: table and plot.

Results are a table of the reader's own (columns ``form_factor``, ``chips``, ``nodes``,
``compliant``, ``hw_year``, ``cpu``, ``cores``, ``memory_gb``, ``dimms``, ``psu``, ``disk``,
``w_active_idle``, ``w_50``, ``w_100``); those are taken whose configuration can be described.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib.pyplot as plt

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.library import Library
from pcf.model.bom import Stated
from pcf.model.provenance import CellRef, Origin
from pcf.pipeline import assess
from pcf.stages.power import power_curve

#: Form and processors of a result -> archetype.
ARCHETYPES = {
    ("1U", 1): "rack_1u_1s", ("1U", 2): "rack_1u_2s", ("2U", 1): "rack_2u_1s",
    ("2U", 2): "rack_2u_2s", ("2U", 4): "rack_2u_4s", ("4U", 4): "rack_4u_4s",
    ("3U", 4): "rack_4u_4s", ("Tower", 1): "tower_1s", ("Tower", 2): "tower_2s",
}  # fmt: skip
FAMILIES = {"Intel": "Intel Xeon", "AMD": "AMD EPYC"}
LOADS = {"idle": 0.0, "50 %": 0.5, "100 %": 1.0}
MEASURED = {"idle": "w_active_idle", "50 %": "w_50", "100 %": "w_100"}
FIRST_YEAR = 2014  # DDR4
_PIECES = re.compile(r"\s*(\d+)\s*x\s*(\d+)?")


@dataclass(frozen=True)
class Measured:
    """One result: our power at each load over the measured one [-], and both [W]."""

    family: str
    sockets: int
    measured_w: dict[str, float]
    ours_w: dict[str, float]

    def ratio(self, load: str) -> float:
        """Ours over measured."""
        return self.ours_w[load] / self.measured_w[load]


def read_results(path: Path, library: Library) -> list[Measured]:
    """Return the results whose processor is in the part library with its TDP."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [found for row in rows for found in _measured(row, library)]


def _measured(row: dict[str, str], library: Library) -> Iterator[Measured]:
    described = _configuration(row)
    if described is None:
        return
    archetype, values = described
    at = CellRef(file="results.csv")
    bom = filled_in(
        Configuration(
            name=row["cpu"], archetype=archetype, file=at.file, sha256="", at=at,
            values={name: Stated(value=value, at=at) for name, value in values.items()},
        ),
        library.knowledge.archetypes[archetype],
    )  # fmt: skip
    # nothing that the benchmark's systems do not have is left to an archetype
    without = {"storage_controller_card", "supercapacitor"}
    kept = tuple(line for line in bom.lines if line.component_class not in without)
    result = assess(type(bom)(file=bom.file, sha256="", lines=kept), None, library)
    processor = next(p for p in result.parts if p.component.component_class == "processor")
    if processor.component.parameters["tdp_w"].origin is not Origin.LOOKED_UP:
        return
    curve = power_curve(result.parts, result.study, library.knowledge.tables)
    yield Measured(
        family=next((name for word, name in FAMILIES.items() if word in row["cpu"]), "other"),
        sockets=int(row["chips"]),
        measured_w={load: float(row[column]) for load, column in MEASURED.items()},
        ours_w={load: curve.power_w(share) for load, share in LOADS.items()},
    )


def _configuration(row: dict[str, str]) -> tuple[str, dict[str, float | str]] | None:
    modules, supplies = _PIECES.match(row["dimms"] or ""), _PIECES.match(row["psu"] or "")
    numbers = (row["chips"], row["hw_year"], row["nodes"])
    if row["compliant"] != "yes" or not all(each.isdigit() for each in numbers):
        return None
    archetype = ARCHETYPES.get((row["form_factor"], int(row["chips"])))
    powers = all(row[column] for column in MEASURED.values())
    one = int(row["nodes"]) == 1 and int(row["hw_year"]) >= FIRST_YEAR
    if not (one and powers and archetype and modules and supplies and supplies[2]):
        return None
    disk = row["disk"].casefold()
    drives = float((_PIECES.match(disk) or ("", "1"))[1])
    flash = any(word in disk for word in ("ssd", "m.2", "solid"))
    return archetype, {
        "cpu_model": " ".join(row["cpu"].split()),
        "cpu_count": float(row["chips"]),
        "cpu_cores": float(row["cores"]) / float(row["chips"]),
        "memory_gb": float(row["memory_gb"]),
        "dimm_count": float(modules[1]),
        "memory_generation": "DDR4",
        "ssd_count": drives if flash else 0.0,
        "ssd_gb": 240.0,
        "hdd_count": 0.0 if flash else drives,
        "nic_count": 0.0,
        "gpu_count": 0.0,
        "psu_count": float(supplies[1]),
        "psu_w": float(supplies[2]),
    }


def power_table(results: Sequence[Measured]) -> str:
    """Return ours over measured by sockets and family: median and 90 % of results."""
    lines = [
        "| servers | results | idle | 50 % | 100 % |",
        "|---|---|---|---|---|",
    ]
    sockets = {"1 socket": 1, "2 sockets": 2, "4 sockets": 4}
    groups = {title: [r for r in results if r.sockets == n] for title, n in sockets.items()}
    groups |= {name: [r for r in results if r.family == name] for name in FAMILIES.values()}
    groups["all"] = list(results)
    for title, chosen in groups.items():
        cells = " | ".join(_spread([each.ratio(load) for each in chosen]) for load in LOADS)
        lines.append(f"| {title} | {len(chosen)} | {cells} |")
    return "\n".join(lines) + "\n"


def _spread(ratios: list[float]) -> str:
    cuts = statistics.quantiles(ratios, n=20)
    return f"{statistics.median(ratios):.2f} ({cuts[0]:.2f}–{cuts[-1]:.2f})"


def power_figure(results: Sequence[Measured]) -> plt.Figure:
    """Draw ours against measured power at idle, half and full load."""
    figure, axes = plt.subplots(figsize=(6.4, 5.2), layout="constrained")
    for load, colour in zip(LOADS, ("#6b8f3a", "#d9a441", "#1f6f8b"), strict=True):
        axes.scatter(
            [each.measured_w[load] for each in results], [each.ours_w[load] for each in results],
            s=12, color=colour, alpha=0.7, label=load,
        )  # fmt: skip
    ends = (30.0, 1500.0)
    for ratio, style in ((1.0, "-"), (2.0, "--"), (0.5, "--")):
        axes.plot(ends, [ratio * end for end in ends], style, color="grey", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("measured at the plug, W (SPECpower_ssj2008)")
    axes.set_ylabel("pcf from the parts, W")
    axes.legend(loc="upper left", frameon=False, title="load (dashed: factor 2)")
    return figure
