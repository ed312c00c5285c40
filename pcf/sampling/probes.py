"""Parts to ask a stage with: a sampled part in one draw, one kilogram, one unit bought."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pcf.model.component import ComponentInventory, MaterialContent
from pcf.model.system import Exchange
from pcf.sampling.drawn import Drawn
from pcf.sampling.inventories import SampledInventory
from pcf.stages.placed import PlacedComponent

NOTHING = ComponentInventory(exchanges=(), mass_kg=0.0, materials=())
#: Product of a probe that has no dataset: it asks a stage for a factor.
PROBE = "one_unit"
_POWERED = frozenset({"processor", "accelerator", "power_supply"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledPart:
    """A component with its inventory, and the power rating it was drawn with, in every draw."""

    part: PlacedComponent
    place: str
    inventory: SampledInventory
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


def has_power(entry: SampledPart) -> bool:
    """Whether the power model has to see a part: it draws power, supplies it, or is counted."""
    inventory = entry.inventory
    return (
        entry.part.component.component_class in _POWERED
        or bool(inventory.active_power_w.any())
        or bool(inventory.idle_power_w.any())
    )


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
    return replace(entry.part, component=component, inventory=inventory)


def probe(part: PlacedComponent, inventory: ComponentInventory) -> PlacedComponent:
    """Return one piece of a part with an inventory to ask a stage with."""
    component = part.component
    return replace(
        part,
        component=replace(component, line=replace(component.line, count=1.0)),
        inventory=inventory,
    )


def neutral(part: PlacedComponent) -> PlacedComponent:
    """Return a part of no class, which no stage treats in a way of its own."""
    component = part.component
    return replace(
        part,
        component=replace(
            component,
            component_class="",
            parameters={},
            choices={},
            line=replace(component.line, section="bom"),
        ),
    )


def one_bought() -> ComponentInventory:
    """Return the inventory of a part that buys one unit of the probe product."""
    return replace(NOTHING, exchanges=(Exchange(product=PROBE, amount=1.0, unit="piece"),))


def weighing(mass_kg: float, material: str = "other") -> ComponentInventory:
    """Return the inventory of a part that weighs ``mass_kg`` [kg] of one material."""
    content = MaterialContent(material=material, mass_kg=mass_kg)
    return replace(NOTHING, mass_kg=mass_kg, materials=(content,))
