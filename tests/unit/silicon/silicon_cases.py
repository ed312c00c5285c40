"""Chips, memory and drives as their data files describe them, for the tests of this folder."""

from __future__ import annotations

import dataclasses
import math
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pcf.background.component_data import read_component
from pcf.background.reading import Findings, Record
from pcf.components.silicon_models import SILICON_MODELS
from pcf.model.component import ComponentData, ComponentInventory

LCI_DATA = Path(__file__).parents[3] / "lci_data"
SILICON_CLASSES = (
    "accelerator",
    "bmc",
    "chipset",
    "cpld",
    "flash_chip",
    "fpga",
    "hard_disk_drive",
    "hbm_stack",
    "integrated_circuit",
    "memory_chip",
    "memory_module",
    "network_asic",
    "processor",
    "solid_state_drive",
    "storage_asic",
    "switch_asic",
)


@cache
def read(name: str) -> Any:
    return yaml.safe_load((LCI_DATA / "components" / name).read_text(encoding="utf-8"))


@cache
def data_of(component_class: str) -> ComponentData:
    findings = Findings()
    data = read_component(Record(read(f"{component_class}.yaml"), component_class, findings))
    findings.raise_if_any()
    return data


def field_names(component_class: str) -> set[str]:
    model = SILICON_MODELS[data_of(component_class).model]
    return {field.name for field in dataclasses.fields(model.parameters)}


def part(component_class: str, parameters: dict[str, float], choices: dict[str, str]) -> Any:
    """The parameter set of a class from full parameters and choices."""
    data = data_of(component_class)
    model = SILICON_MODELS[data.model]
    numbers = {name: float(value) for name, value in parameters.items()}
    return model.parameters(**numbers, **choices, **data.constants)


def default_part(component_class: str, **given: float | str) -> Any:
    """A class with its defaults but for what is given: choices follow their parameters."""
    data = data_of(component_class)
    values: dict[str, float] = {}
    choices = {name: value for name, value in given.items() if isinstance(value, str)}

    def choice(name: str) -> str:
        spec = data.choices[name]
        if name not in choices and spec.from_parameter is None:
            choices[name] = spec.default
        elif name not in choices and spec.from_parameter is not None:
            wanted = value(spec.from_parameter)
            choices[name] = min(spec.values, key=lambda v: abs(math.log(float(v) / wanted)))
        return choices[name]

    def value(name: str) -> float:
        if name not in values:
            spec = data.parameters[name]
            told = given.get(name)
            if isinstance(told, int | float):
                values[name] = float(told)
            elif spec.by:
                values[name] = spec.table[choice(spec.by)].value
            elif spec.from_parameter:
                values[name] = spec.slope * value(spec.from_parameter) + spec.intercept
            else:
                values[name] = spec.value
        return values[name]

    for name in data.parameters:
        value(name)
    return part(component_class, values, {name: choice(name) for name in data.choices})


def inventory(component_class: str, parameters: Any) -> ComponentInventory:
    return SILICON_MODELS[data_of(component_class).model].function(parameters)


def drawn_of(result: ComponentInventory, product: str) -> float:
    return sum(e.amount for e in result.exchanges if e.product == product)
