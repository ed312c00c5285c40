"""Read a design budget: YAML -> limits, every problem with file, line and key at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import yaml

from pcf.bom.marked_yaml import MarkedYaml
from pcf.model.provenance import CellRef
from pcf.model.system import Stage

FIGURES: tuple[str, ...] = ("cradle_to_grave", "cradle_to_gate")
_BEYOND_THE_GATE = frozenset({Stage.TRANSPORT, Stage.USE, Stage.END_OF_LIFE})
SUBJECTS: tuple[str, ...] = ("product", "stage", "component_class", "item")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLimit:
    """One limit [kg CO2e per product]: of what, up to gate or grave, and where it is written.

    ``subject`` is ``product``, ``stage``, ``component_class`` or ``item``; ``key`` says which
    (empty for the product).
    """

    subject: str
    key: str
    figure: str
    limit_kgco2e: float
    at: CellRef

    @property
    def title(self) -> str:
        """Subject, key and figure in a few words."""
        return " ".join(part for part in (self.subject, self.key, self.figure) if part)


def read_budget(path: Path, *, classes: Collection[str]) -> tuple[BudgetLimit, ...]:
    """Return the limits of a budget file.

    Raises
    ------
    InputError
        All problems of the file at once (BUD1nn).
    """
    marked = MarkedYaml(path, "BUD")
    root = marked.root()
    limits: tuple[BudgetLimit, ...] = ()
    if root is None:
        _missing(marked, CellRef(file=marked.file), "limits")
    elif isinstance(root, yaml.SequenceNode):
        limits = _limits(marked, root, classes)
    else:
        blocks = marked.fields(root, ("limits",))
        if "limits" in blocks:
            limits = _limits(marked, blocks["limits"], classes)
    if not limits and not marked.problems:
        _missing(marked, CellRef(file=marked.file), "limits")
    marked.raise_if_any()
    return limits


def _limits(
    marked: MarkedYaml, node: yaml.Node, classes: Collection[str]
) -> tuple[BudgetLimit, ...]:
    found: list[BudgetLimit] = []
    for entry in marked.entries(node, "limits"):
        fields = marked.fields(entry, ("of", *SUBJECTS[1:], "figure", "limit_kgco2e"))
        if not fields:
            continue
        limit = _limit(marked, fields, marked.at(entry, "limits"), classes)
        if limit is None:
            continue
        if any(limit.title == other.title for other in found):
            marked.refuse(
                "103",
                limit.at,
                f"a limit of {limit.title} stands twice (keep one)",
                f"{limit.title} 的限值重复",
            )
        found.append(limit)
    return tuple(found)


def _limit(
    marked: MarkedYaml, fields: dict[str, yaml.Node], at: CellRef, classes: Collection[str]
) -> BudgetLimit | None:
    subjects = [name for name in SUBJECTS[1:] if name in fields]
    of_product = "of" in fields and marked.text(fields["of"], "of") == "product"
    if len(subjects) + of_product != 1:
        marked.refuse(
            "101",
            at,
            "expected one of: of: product, stage, component_class, item",
            "应给出其一：of: product、stage、component_class、item",
        )
        return None
    subject = subjects[0] if subjects else "product"
    key = marked.text(fields[subject], subject) if subjects else ""
    known = {"stage": [stage.value for stage in Stage], "component_class": sorted(classes)}
    if subject in known and key not in known[subject]:
        shown = ", ".join(known["stage"]) if subject == "stage" else "pcf map"
        marked.refuse(
            "106",
            marked.at(fields[subject], subject),
            f"unknown {subject} '{key}' (see {shown})",
            f"未知的 {subject} “{key}”（见 {shown}）",
        )
    figure = marked.text(fields["figure"], "figure") if "figure" in fields else FIGURES[0]
    if figure not in FIGURES:
        marked.refuse(
            "106",
            marked.at(fields["figure"], "figure"),
            f"unknown figure '{figure}' (known: {', '.join(FIGURES)})",
            f"未知的数值“{figure}”（可选：{', '.join(FIGURES)}）",
        )
    if subject == "stage" and figure == "cradle_to_gate" and key in _BEYOND_THE_GATE:
        marked.refuse(
            "107",
            at,
            f"stage {key} lies beyond the gate: a limit up to it is kept by nothing "
            "(leave figure out)",
            f"阶段 {key} 在工厂大门之后，该限值不约束任何内容（请去掉 figure）",
        )
    if "limit_kgco2e" not in fields:
        _missing(marked, at, "limit_kgco2e")
        return None
    limit_kgco2e = marked.number(fields["limit_kgco2e"], "limit_kgco2e")
    if limit_kgco2e is None:
        return None
    return BudgetLimit(subject=subject, key=key, figure=figure, limit_kgco2e=limit_kgco2e, at=at)


def _missing(marked: MarkedYaml, at: CellRef, what: str) -> None:
    marked.refuse("105", at, f"lacks {what}", f"缺少 {what}")
