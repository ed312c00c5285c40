"""The audit: bw2calc solves the whole product system, foreground and background together."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.engine.datapackages import (
    background_package,
    foreground_package,
    method_package,
    number,
)
from pcf.model.background import FLOW_CLASSES, FlowClass, Inventory

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bw2calc


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One demand under one flow class [kg CO2e]: by table and by full solve."""

    demand: str
    flow_class: FlowClass
    tabulated_kgco2e: float
    solved_kgco2e: float
    scale_kgco2e: float

    @property
    def difference_share(self) -> float:
        """Difference relative to the larger of the value and the demand's total."""
        return abs(self.tabulated_kgco2e - self.solved_kgco2e) / self.scale_kgco2e


def audit(
    inventory: Inventory,
    method: str,
    demands: Mapping[str, Mapping[str, float]],
    tabulated: Mapping[tuple[str, FlowClass], float],
) -> tuple[AuditLine, ...]:
    """Solve the whole system with ``bw2calc.MultiLCA`` and set it beside the table.

    Parameters
    ----------
    demands
        Per demand (a stage, or the credits) the amounts drawn by ``product@location``.
    tabulated
        What the table says of the same demand and flow class [kg CO2e].
    """
    numbering = number(inventory)
    drawn = {name: amounts for name, amounts in demands.items() if amounts}
    if not drawn:
        return ()
    foreground, ids = foreground_package(drawn, numbering)
    methods = [method_package(inventory, numbering, method, flow) for flow in FLOW_CLASSES]
    lca = bw2calc.MultiLCA(
        demands={name: {ids[name]: 1.0} for name in drawn},
        method_config={"impact_categories": [(method, str(flow)) for flow in FLOW_CLASSES]},
        data_objs=[background_package(inventory, numbering), foreground, *methods],
    )
    lca.lci()
    lca.lcia()
    totals = {
        name: sum(abs(tabulated.get((name, flow), 0.0)) for flow in FLOW_CLASSES) for name in drawn
    }
    return tuple(
        AuditLine(
            demand=name,
            flow_class=flow,
            tabulated_kgco2e=tabulated.get((name, flow), 0.0),
            solved_kgco2e=float(lca.scores[((method, str(flow)), name)]),
            scale_kgco2e=max(totals[name], 1e-12),
        )
        for name in drawn
        for flow in FLOW_CLASSES
    )
