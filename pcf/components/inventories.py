"""Inventories of components, each worked out once: equal components have equal inventories."""

from __future__ import annotations

from dataclasses import dataclass, field

from pcf.components.assumed import marked
from pcf.components.models import component_inventory
from pcf.model.component import Component, ComponentData, ComponentInventory

#: What a model sees of a component, and which of it is assumed.
Seen = tuple[object, ...]


@dataclass(slots=True)
class Inventories:
    """Remembers what one piece of a component draws, with what of it rests on assumptions.

    Nothing of a study enters, so that one memory serves all alternatives of a BOM, whose
    components are mostly the same; and all lines of a BOM that differ in item and count only.
    """

    _known: dict[Seen, ComponentInventory] = field(default_factory=dict)

    def of(self, component: Component, data: ComponentData) -> ComponentInventory:
        """Return the inventory of one piece, every amount with its assumed part.

        Raises
        ------
        DataError
            As :func:`pcf.components.models.component_inventory`.
        """
        seen = _seen(component)
        known = self._known.get(seen)
        if known is None:
            known = marked(component, data, component_inventory(component, data))
            self._known[seen] = known
        return known


def _seen(component: Component) -> Seen:
    figures = component.parameters
    texts = component.choices
    return (
        component.component_class,
        tuple([(name, known.value, known.assumed) for name, known in figures.items()]),
        tuple([(name, choice.value) for name, choice in texts.items()]),
    )
