"""What of a component's amounts rests on assumed parameters: how far each follows each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pcf.components.models import component_inventory
from pcf.model.component import Component, ComponentData, ComponentInventory
from pcf.model.provenance import NEARLY_ALL_SHARE
from pcf.model.system import Exchange

#: Endings of names of parameters that cannot leave 0 to 1.
SHARES = ("_share", "_yield", "_rate", "efficiency")
#: Relative step of the difference quotients; small enough that amounts answer in proportion.
STEP_SHARE = 1e-6

#: An amount of an inventory: what it is, and which of several alike.
Name = tuple[str, ...]
Amounts = Mapping[Name, float]


def marked(
    component: Component, data: ComponentData, inventory: ComponentInventory
) -> ComponentInventory:
    """Return the inventory with the assumed part of every amount.

    An amount follows a parameter by the percentage it changes with where the parameter changes
    by one per cent: whole for a factor, in part for one of several summands. A yield or share
    above one half is judged by what it loses, 1 − x, a factor below two by what it adds, x − 1.
    The assumed part is the sum over the assumed parameters, whole at most (method.md §10).
    """
    assumed = [name for name, known in component.parameters.items() if known.assumed]
    if not assumed:
        return inventory
    before = amounts_of(inventory)
    found = [follows(component, data, before, name) for name in assumed]
    return _marked(inventory, summed_shares(found))


def follows(component: Component, data: ComponentData, before: Amounts, name: str) -> Amounts:
    """Return by which share each amount follows one parameter, without sign; nothing for 0.

    ``before`` are the amounts with the parameter as it is.
    """
    value = component.parameters[name].value
    nudged = stepped(name, value)
    if nudged == value:
        return {}
    after = amounts_of(component_inventory(component, data, sampled={name: nudged}))
    return {
        key: abs(after.get(key, 0.0) / amount - 1.0) / STEP_SHARE
        for key, amount in before.items()
        if amount and after.get(key, 0.0) != amount
    }


def stepped(name: str, value: float) -> float:
    """Return a parameter one step on; a share near one by a step of what it loses.

    An allowance such as a factor of 1.07 is stepped in what it adds, for the same reason.
    """
    loses = name.endswith(SHARES) and NEARLY_ALL_SHARE < value <= 1.0
    adds = name.endswith("_factor") and 1.0 <= value < 1.0 / NEARLY_ALL_SHARE
    if loses or adds:
        return 1.0 - (1.0 - value) * (1.0 + STEP_SHARE)
    return value * (1.0 + STEP_SHARE)


def summed_shares(found: Iterable[Amounts]) -> Amounts:
    """Return the sum of shares of each amount, 1 at most: no part of it is assumed twice."""
    total: dict[Name, float] = {}
    for shares in found:
        for key, share in shares.items():
            total[key] = min(1.0, total.get(key, 0.0) + share)
    return total


def amounts_of(inventory: ComponentInventory) -> Amounts:
    """Return all amounts of an inventory by name."""
    found: dict[Name, float] = {
        ("mass_kg",): inventory.mass_kg,
        ("active_power_w",): inventory.active_power_w,
        ("idle_power_w",): inventory.idle_power_w,
    }
    for target, exchanges in _exchanges(inventory):
        for key, exchange in zip(_names(target, exchanges), exchanges, strict=True):
            found[key] = exchange.amount
    for content in inventory.materials:
        key = ("material", content.material)
        found[key] = found.get(key, 0.0) + content.mass_kg
    return found


def _exchanges(inventory: ComponentInventory) -> tuple[tuple[str, Sequence[Exchange]], ...]:
    return ("bought", inventory.exchanges), ("own", inventory.maker_exchanges)


def _names(target: str, exchanges: Sequence[Exchange]) -> Iterable[Name]:
    seen: Counter[Name] = Counter()
    for exchange in exchanges:
        name = (target, exchange.product, exchange.role, exchange.location or "")
        seen[name] += 1
        yield (*name, str(seen[name]))


def _marked(inventory: ComponentInventory, shares: Amounts) -> ComponentInventory:
    bought, own = (
        tuple(
            replace(exchange, parameter_share=shares[key]) if key in shares else exchange
            for key, exchange in zip(_names(target, exchanges), exchanges, strict=True)
        )
        for target, exchanges in _exchanges(inventory)
    )
    return replace(
        inventory,
        exchanges=bought,
        maker_exchanges=own,
        materials=tuple(
            replace(content, parameter_share=shares.get(("material", content.material), 0.0))
            for content in inventory.materials
        ),
        mass_parameter_share=shares.get(("mass_kg",), 0.0),
        active_power_parameter_share=shares.get(("active_power_w",), 0.0),
        idle_power_parameter_share=shares.get(("idle_power_w",), 0.0),
    )
