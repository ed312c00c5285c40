"""All component models by name, and the one way to call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from pcf.components.part_models import PART_MODELS
from pcf.components.silicon_models import SILICON_MODELS
from pcf.errors import DataError, Problem
from pcf.model.component import Component, ComponentData, ComponentInventory, ComponentModel

MODELS: Mapping[str, ComponentModel] = MappingProxyType({**SILICON_MODELS, **PART_MODELS})


def component_inventory(
    component: Component,
    data: ComponentData,
    *,
    sampled: Mapping[str, object] = MappingProxyType({}),
) -> ComponentInventory:
    """Return what one piece of ``component`` draws, weighs and contains.

    ``sampled`` replaces resolved parameters by draws of them: floats, or what calculates like
    one.

    Raises
    ------
    DataError
        The class names no model, or its data lack a parameter of the model (DAT210, DAT211).
    """
    name = data.model or data.component_class
    model = MODELS.get(name)
    if model is None:
        raise DataError(
            Problem(
                code="DAT210",
                message=f"class {data.component_class!r} names no known model ({name!r})",
                message_zh=f"类别 {data.component_class!r} 未指定已知模型({name!r})",
                at=component.line.at,
            )
        )
    return model.function(model.parameters(**_arguments(component, model, sampled)))


def _arguments(
    component: Component, model: ComponentModel, sampled: Mapping[str, object]
) -> dict[str, object]:
    arguments: dict[str, object] = {}
    missing: list[str] = []
    for field in fields(model.parameters):
        if field.name in sampled:
            arguments[field.name] = sampled[field.name]
        elif field.name in component.parameters:
            arguments[field.name] = component.parameters[field.name].value
        elif field.name in component.choices:
            arguments[field.name] = component.choices[field.name].value
        else:
            missing.append(field.name)
    if missing:
        names = ", ".join(missing)
        raise DataError(
            Problem(
                code="DAT211",
                message=f"class {component.component_class!r} lacks {names}",
                message_zh=f"类别 {component.component_class!r} 缺少参数 {names}",
                at=component.line.at,
            )
        )
    return arguments
