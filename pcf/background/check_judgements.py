"""What must hold of numbers in mapping tables: each a judgement with its reason, or cited."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.background.check_figures import ASSUMPTION, check_origin
from pcf.background.reading import Findings
from pcf.background.store import DataFolder
from pcf.model.background import Source

MATERIALS = "mapping/materials.csv"
PARTS = "mapping/parts.csv"
RECALLED = "RECALLED"
#: Tables whose numbers are judgements, and the columns that hold them.
JUDGED = {
    "mapping/thresholds.csv": ("value",),
    "mapping/plausible.csv": ("low", "high"),
}


def check_judgements(folder: DataFolder, sources: Mapping[str, Source], findings: Findings) -> None:
    """Thresholds and plausible ranges say why; densities of materials are cited or say why."""
    for name, columns in JUDGED.items():
        for line, row in enumerate(folder.table(name), start=2):
            if not row.get("note"):
                findings.add(
                    "DAT111",
                    f"{name}:line {line}, note",
                    "a judgement without a reason",
                    "判断值缺少理由(note)",
                )
            if len(columns) == 2 and float(row[columns[0]]) > float(row[columns[1]]):
                findings.add(
                    "DAT114",
                    f"{name}:line {line}, {columns[0]}",
                    f"low {row[columns[0]]} is above high {row[columns[1]]}",
                    f"下限 {row[columns[0]]} 高于上限 {row[columns[1]]}",
                )
    _check_recalled(folder, findings)
    for line, row in enumerate(folder.table(MATERIALS), start=2):
        source = row.get("source", ASSUMPTION)
        kind = ASSUMPTION if source == ASSUMPTION else "sourced"
        place = f"{MATERIALS}:line {line}, {'note' if kind == ASSUMPTION else 'source'}"
        check_origin(kind, source, row.get("note", ""), sources, place, findings)


def _check_recalled(folder: DataFolder, findings: Findings) -> None:
    """Figures of a part that were recalled, not read, are assumptions with bounds."""
    for line, row in enumerate(folder.table(PARTS), start=2):
        if RECALLED in row.get("status", "") and row["kind"] != ASSUMPTION:
            findings.add(
                "DAT138",
                f"{PARTS}:line {line}, kind",
                f"recalled figures of {row['key']!r} are no source: kind must be assumption",
                f"{row['key']!r} 的数值出自记忆,kind 须为 assumption",
            )
        elif row.get("kind") == ASSUMPTION and "_low" not in row["parameters"]:
            findings.add(
                "DAT112",
                f"{PARTS}:line {line}, parameters",
                f"assumed figures of {row['key']!r} need bounds (…_low, …_high)",
                f"{row['key']!r} 的假设数值须给出上下限(…_low、…_high)",
            )
