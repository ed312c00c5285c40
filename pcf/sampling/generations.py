"""A part whose generation is not known: in each draw the data of the generation drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pcf.components.resolve import nearest_value
from pcf.model.component import Component, ComponentData, ParameterSpec
from pcf.model.provenance import Known, KnownText, Origin
from pcf.sampling.drawn import Drawn
from pcf.sampling.parameters import Sampler, follows, parameter_draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A component as it is in some of the draws, and its parameters in all of them."""

    component: Component
    parameters: Mapping[str, Drawn | float]
    draws: NDArray[np.intp]


def generations(
    component: Component,
    data: ComponentData,
    parameters: Mapping[str, Drawn | float],
    sampler: Sampler,
) -> tuple[Generation, ...]:
    """Return the component of every generation its draws fall into.

    A choice that follows a number (the wafer of 64 layers follows ``nand_layers_count``) is that
    of the number drawn, and with it every default of the class that is tabled by the choice.
    What a BOM, an archetype or the part library states of the part stays.
    """
    everything = np.arange(sampler.samples)
    found = [Generation(component=component, parameters=parameters, draws=everything)]
    for choice in data.choices:
        found = [each for one in found for each in _divided(one, choice, data, sampler)]
    return tuple(found)


def _divided(
    one: Generation, choice: str, data: ComponentData, sampler: Sampler
) -> Iterator[Generation]:
    spec = data.choices[choice]
    drawn = one.parameters.get(spec.from_parameter or "")
    mine = one.component.choices[choice].value
    if not isinstance(drawn, Drawn) or not spec.values or mine != _value(one, choice, data):
        yield one  # nothing to follow, or the BOM states the choice itself
        return
    nearest = np.array([nearest_value(value, spec.values) for value in drawn.values[one.draws]])
    for value in sorted(set(nearest.tolist())):
        draws = one.draws[nearest == value]
        if value == mine:
            yield replace(one, draws=draws)
            continue
        component = _of_choice(one.component, data, choice, value)
        yield Generation(
            component=component,
            parameters=parameter_draws(component, data, sampler),
            draws=draws,
        )


def _value(one: Generation, choice: str, data: ComponentData) -> str:
    spec = data.choices[choice]
    known = one.component.parameters[spec.from_parameter or ""]
    return nearest_value(known.value, spec.values)


def _of_choice(component: Component, data: ComponentData, choice: str, value: str) -> Component:
    """Return the component with another value of a choice and the defaults that go with it."""
    before = component.choices[choice]
    said: dict[str, KnownText] = {**component.choices, choice: replace(before, value=value)}
    parameters = dict(component.parameters)
    for name, known in component.parameters.items():
        spec = data.parameters[name]
        if known.origin is not Origin.DEFAULT or spec.by != choice:
            continue
        old, new = spec.table.get(before.value), spec.table.get(value)
        if old is not None and new is not None and _is_figure(known, old):
            parameters[name] = replace(
                known, value=new.value, low=new.low, high=new.high, source=new.source
            )
    parameters |= _derived(component, data, parameters)
    return replace(component, choices=said, parameters=parameters)


def _derived(
    component: Component, data: ComponentData, parameters: Mapping[str, Known]
) -> dict[str, Known]:
    """Return the defaults that the class derives from parameters that have changed."""
    found = {}
    for name, known in component.parameters.items():
        spec = data.parameters[name]
        parent = parameters.get(spec.from_parameter or "")
        if parent is None or parent is component.parameters[spec.from_parameter or ""]:
            continue
        if follows(known, spec, component):
            value = spec.slope * parent.value + spec.intercept
            low, high = sorted((value * spec.low, value * spec.high))
            found[name] = replace(known, value=value, low=low, high=high)
    return found


def _is_figure(known: Known, spec: ParameterSpec) -> bool:
    """Whether a default is a figure of the class's table, not an archetype's own."""
    return (known.value, known.low, known.high) == (spec.value, spec.low, spec.high)
