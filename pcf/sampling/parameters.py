"""Draws of the parameters of a component, each from the stream of what is not known."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pcf.engine.distributions import within
from pcf.engine.streams import COMMON, stream
from pcf.model.component import Component, ComponentData, ParameterSpec
from pcf.model.provenance import Known, Origin
from pcf.sampling.drawn import Drawn

#: Endings of names of parameters that cannot leave 0 to 1.
_SHARES = ("_share", "_yield", "_rate", "efficiency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampler:
    """Number of draws and seed, and the draws of figures that several lines share."""

    samples: int
    seed: int
    _shared: dict[tuple[object, ...], Drawn | float] = field(default_factory=dict)

    def figure(
        self, name: tuple[str, ...], value: float, low: float, high: float, *, share: bool
    ) -> Drawn | float:
        """Return draws of a figure, the value itself where its interval is closed.

        The same name, value and interval give the same object, so that lines that rest on
        one figure are recognised as equal.
        """
        if low == high:
            return value
        full = (name, value, low, high, share)
        if full not in self._shared:
            random = stream(self.seed, *name)
            drawn = within(value, low, high, random, self.samples, share=share)
            self._shared[full] = Drawn(drawn)
        return self._shared[full]


def parameter_draws(
    component: Component, data: ComponentData, sampler: Sampler
) -> dict[str, Drawn | float]:
    """Return the parameters of a component in every draw, floats where they are fixed.

    A default of the class is one figure and one ignorance: its stream is named by class,
    parameter and the choice that selected it, so all lines of the class err together. Where the
    class names a common ignorance, its stream is that of other classes too. A figure of the part
    library is shared by the lines of that part. What one line says is its own.
    """
    drawn: dict[str, Drawn | float] = {}
    for name in component.parameters:
        _draw(name, component, data, sampler, drawn)
    return drawn


def _draw(
    name: str,
    component: Component,
    data: ComponentData,
    sampler: Sampler,
    drawn: dict[str, Drawn | float],
) -> Drawn | float:
    if name in drawn:
        return drawn[name]
    known = component.parameters[name]
    spec, choice = _figure_of_class(name, component, data)
    common = spec.stream if spec is not None else ""
    stream_name = _stream_name(name, known, component, choice, common)
    share = is_share(name, known)
    if spec is not None and spec.from_parameter and follows(known, spec, component):
        parent = _draw(spec.from_parameter, component, data, sampler, drawn)
        factor = sampler.figure(stream_name, 1.0, spec.low, spec.high, share=False)
        drawn[name] = (parent * spec.slope + spec.intercept) * factor
    else:
        drawn[name] = sampler.figure(stream_name, known.value, known.low, known.high, share=share)
    return drawn[name]


def follows(known: Known, spec: ParameterSpec, component: Component) -> bool:
    """Whether a default is what its class derives it from, not an archetype's own figure."""
    parent = component.parameters.get(spec.from_parameter or "")
    if known.origin is not Origin.DEFAULT or parent is None:
        return False
    value = parent.value * spec.slope + spec.intercept
    derived = (value, value * spec.low, value * spec.high)
    return all(
        math.isclose(mine, its, rel_tol=1e-9, abs_tol=1e-15)
        for mine, its in zip((known.value, known.low, known.high), derived, strict=True)
    )


def is_share(name: str, known: Known) -> bool:
    """Whether a parameter cannot leave 0 to 1: by its name, and its interval lies inside."""
    return name.endswith(_SHARES) and known.low >= 0.0 and known.high <= 1.0


def _figure_of_class(
    name: str, component: Component, data: ComponentData
) -> tuple[ParameterSpec | None, str]:
    """Return the figure of the class that stands for a parameter, and what selected it."""
    spec = data.parameters.get(name)
    if spec is None or spec.by is None:
        return spec, ""
    choice = component.choices[spec.by].value
    return spec.table.get(choice), choice


def _stream_name(
    name: str, known: Known, component: Component, choice: str, common: str
) -> tuple[str, ...]:
    if known.origin is Origin.DEFAULT and common:
        return (COMMON, common)
    if known.origin is Origin.DEFAULT:
        return ("class", component.component_class, name, choice)
    if known.origin is Origin.LOOKED_UP:
        part = component.classification.part_key
        material = component.choices.get("material")
        looked_up = part or (material.value if material else component.component_class)
        return ("looked_up", looked_up, name, known.source)
    return ("line", component.line.item, name)
