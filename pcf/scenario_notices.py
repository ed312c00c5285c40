"""What must be said of a scenario: masses that stay where a reader would expect them to move."""

from __future__ import annotations

from pcf.bom.scenario import Scenario
from pcf.components.configured import archetype_of
from pcf.model.bom import BillOfMaterials
from pcf.model.knowledge import Knowledge
from pcf.model.notices import Notice


def scenario_notices(
    scenario: Scenario, bom: BillOfMaterials, knowledge: Knowledge
) -> tuple[Notice, ...]:
    """Return notices on masses that a scenario leaves as they are."""
    return (*_same_mass_notices(scenario), *_closed_mass_notices(scenario, bom, knowledge))


def _same_mass_notices(scenario: Scenario) -> tuple[Notice, ...]:
    """Say where another material is given without its mass: the part rarely weighs the same."""
    return tuple(
        Notice(
            code="SCN202",
            message=f"item {change.item} is of another material and keeps its mass (give mass_kg)",
            message_zh=f"项号 {change.item} 更换了材料而质量不变（请给出 mass_kg）",
            at=change.texts["material"].at,
        )
        for change in scenario.changes
        if "material" in change.texts
        and not (change.added or change.other_part or change.mass_kg)
        and "mass_kg" not in change.parameters
    )


def _closed_mass_notices(
    scenario: Scenario, bom: BillOfMaterials, knowledge: Knowledge
) -> tuple[Notice, ...]:
    """Say that a configuration of stated mass makes up for what is taken out or added."""
    if not scenario.changes or "mass_kg" not in bom.settings or "mass_kg" in scenario.settings:
        return ()
    if archetype_of(bom, knowledge) is None:
        return ()
    return (
        Notice(
            code="SCN203",
            message="the configuration states its mass, so that other parts make up for the lines "
            "changed (set mass_kg to that of the scenario)",
            message_zh="配置给出了整机质量，所改动的质量由其他部件补足（请设置 mass_kg）",
            at=scenario.at,
        ),
    )
