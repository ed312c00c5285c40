"""Parts to ask a stage with: a sampled part in one draw, one kilogram, one unit bought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pcf.model.bom import BomLine, Disposition
from pcf.model.component import Classification, Component, ComponentInventory, MaterialContent
from pcf.model.provenance import CellRef
from pcf.model.scores import FloatArray
from pcf.model.system import Exchange
from pcf.sampling.drawn import Drawn
from pcf.sampling.inventories import SampledInventory
from pcf.stages.placed import PlacedComponent

NOTHING = ComponentInventory(exchanges=(), mass_kg=0.0, materials=())
#: Product of a probe that has no dataset: it asks a stage for a factor.
PROBE = "one_unit"
#: Classes the power model counts, or converts the power of.
_SEEN = frozenset({"processor", "accelerator", "power_supply"})


#: One piece of no class and no line of the BOM.
_UNIT = PlacedComponent(
    component=Component(
        component_class="",
        parameters={},
        choices={},
        line=BomLine(
            item="",
            level=0,
            parent=None,
            part_number="",
            name="",
            description="",
            material="",
            component_class="",
            supplier="",
            country="",
            designators="",
            quantity=1.0,
            count=1.0,
            unit="pcs",
            mass_kg=None,
            stated={},
            disposition=Disposition.COUNTED,
            at=CellRef(file=""),
        ),
        classification=Classification(component_class="", confidence=1.0, method="", reason=""),
        proxy=False,
    ),
    inventory=NOTHING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledPart:
    """A component with its inventory, its pieces and its power rating, in every draw."""

    part: PlacedComponent
    place: str
    inventory: SampledInventory
    count: FloatArray | float
    rated_power_w: Drawn | float | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Item and cell, as the rows of the result have them."""
        line = self.part.component.line
        return line.item, str(line.at)


def country_of(entry: SampledPart) -> str:
    """Return the country a line names, empty where it names none."""
    country = entry.part.component.production_country
    return country.value if country else ""


def is_seen(entry: SampledPart) -> bool:
    """Whether the power model looks at the class of a part, not only at its power."""
    return entry.part.component.component_class in _SEEN


def working_part(entry: SampledPart, draw: int) -> PlacedComponent:
    """Return a part as the power model sees it in one draw."""
    inventory = replace(
        NOTHING,
        active_power_w=float(entry.inventory.active_power_w[draw]),
        idle_power_w=float(entry.inventory.idle_power_w[draw]),
    )
    component = entry.part.component
    if isinstance(entry.rated_power_w, Drawn):
        rated = replace(
            component.parameters["rated_power_w"], value=float(entry.rated_power_w.values[draw])
        )
        parameters = {**component.parameters, "rated_power_w": rated}
        component = replace(component, parameters=parameters)
    if not isinstance(entry.count, float):
        line = replace(component.line, count=float(entry.count[draw]))
        component = replace(component, line=line)
    return replace(entry.part, component=component, inventory=inventory)


def probe(part: PlacedComponent, inventory: ComponentInventory) -> PlacedComponent:
    """Return one piece of a part with an inventory to ask a stage with."""
    component = part.component
    return replace(
        part,
        component=replace(component, line=replace(component.line, count=1.0)),
        inventory=inventory,
    )


def one_kilogram(entry: SampledPart) -> PlacedComponent:
    """Return one kilogram from the country of a part, which is its item."""
    one = probe(entry.part, weighing(1.0))
    line = replace(one.component.line, item=country_of(entry))
    return replace(one, component=replace(one.component, line=line))


def remaining_part(parts: Sequence[SampledPart], samples: int) -> Callable[[int], PlacedComponent]:
    """Return the part that stands, in a draw, for all whose class the power model ignores.

    It has their power, the mass of the whole packed product, and buys one unit of the probe
    product, so that scrap shows its factor.
    """
    nothing = np.zeros(samples)
    gross_kg = sum((entry.inventory.mass_kg * entry.count for entry in parts), nothing)
    others = [entry for entry in parts if not is_seen(entry)]
    active_w = sum((entry.inventory.active_power_w * entry.count for entry in others), nothing)
    idle_w = sum((entry.inventory.idle_power_w * entry.count for entry in others), nothing)
    unit = replace(_UNIT, inventory=one_bought())

    def at(draw: int) -> PlacedComponent:
        inventory = replace(
            unit.inventory,
            mass_kg=float(gross_kg[draw]),
            active_power_w=float(active_w[draw]),
            idle_power_w=float(idle_w[draw]),
        )
        return replace(unit, inventory=inventory)

    return at


def one_bought() -> ComponentInventory:
    """Return the inventory of a part that buys one unit of the probe product."""
    return replace(NOTHING, exchanges=(Exchange(product=PROBE, amount=1.0, unit="piece"),))


def weighing(mass_kg: float, material: str = "other") -> ComponentInventory:
    """Return the inventory of a part that weighs ``mass_kg`` [kg] of one material."""
    content = MaterialContent(material=material, mass_kg=mass_kg)
    return replace(NOTHING, mass_kg=mass_kg, materials=(content,))
