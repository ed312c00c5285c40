"""Read part YAMLs and worked cases for the tests, without the application's own loader."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from pcf.components.part_models import PART_MODELS
from pcf.model.component import ComponentInventory

COMPONENTS = Path(__file__).parents[3] / "lci_data" / "components"


def read(name: str) -> Any:
    return yaml.safe_load((COMPONENTS / name).read_text(encoding="utf-8"))


def part_classes() -> tuple[str, ...]:
    """Classes whose YAML names a part model, in alphabetical order."""
    names = sorted(path.stem for path in COMPONENTS.glob("*.yaml") if "." not in path.stem)
    return tuple(name for name in names if read(f"{name}.yaml").get("model", name) in PART_MODELS)


PART_CLASSES = part_classes()


def default_value(
    spec: dict[str, Any], choices: dict[str, str], numbers: dict[str, float]
) -> float:
    if "by" in spec:
        return float(spec["table"][choices[spec["by"]]]["value"])
    if "from_parameter" in spec:
        return float(spec["slope"]) * numbers[spec["from_parameter"]] + float(spec["intercept"])
    return float(spec["value"])


def choice_defaults(data: dict[str, Any]) -> dict[str, str]:
    """Default of each choice, written plainly or as the nearest of listed values."""
    choices: dict[str, Any] = data["choices"]
    return {k: v["default"] if isinstance(v, dict) else v for k, v in choices.items()}


def defaults(name: str, **stated: float) -> dict[str, float]:
    """Default parameters of a class, linear rules following what is stated."""
    data = read(f"{name}.yaml")
    specs: dict[str, dict[str, Any]] = data["parameters"]
    numbers: dict[str, float] = {}
    waiting = dict(specs)
    while waiting:
        for key in tuple(waiting):
            spec = waiting[key]
            if spec.get("from_parameter") in waiting and key not in stated:
                continue
            default = 0.0 if key in stated else default_value(spec, choice_defaults(data), numbers)
            numbers[key] = stated.get(key, default)
            del waiting[key]
    return numbers


def inventory(
    name: str,
    numbers: dict[str, float],
    choices: dict[str, str] | None = None,
    constants: dict[str, str] | None = None,
) -> ComponentInventory:
    """Run the model of a class."""
    data = read(f"{name}.yaml")
    model = PART_MODELS[data.get("model", name)]
    texts = {**choice_defaults(data), **data["constants"], **(choices or {}), **(constants or {})}
    assert {field.name for field in fields(model.parameters)} == {*numbers, *texts}
    return model.function(model.parameters(**numbers, **texts))
