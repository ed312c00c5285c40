"""Every parameter of a line's class, once: declared, looked up, extracted or default."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pcf.components import thresholds
from pcf.components.choice_words import matching_value
from pcf.components.evidence import Evidence, Gatherer
from pcf.errors import DataError, MappingError, Problem
from pcf.model.bom import BomLine
from pcf.model.component import (
    Classification,
    Component,
    ComponentData,
    ParameterSpec,
)
from pcf.model.knowledge import Knowledge
from pcf.model.notices import Notice
from pcf.model.provenance import ASSUMPTION, Known, KnownText, Origin

_GENERIC = ("generic", "generic_electronics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A resolved component with what was set aside and what cannot stand."""

    component: Component
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Values:
    """Resolves the parameters and choices of one line, each once, in order of dependence."""

    def __init__(
        self,
        line: BomLine,
        data: ComponentData,
        evidence: Evidence,
        defaults: dict[int, Known],
    ) -> None:
        self._line = line
        self._defaults = defaults
        self._data = data
        self._evidence = evidence
        self._numbers: dict[str, Known] = {}
        self._texts: dict[str, KnownText] = {}
        self._open: list[str] = []

    def numbers(self) -> dict[str, Known]:
        return {name: self.number(name) for name in self._data.parameters}

    def texts(self) -> dict[str, KnownText]:
        found = {name: self.text(name) for name in self._data.choices}
        place = f"components/{self._data.component_class}.yaml"
        for name, value in self._data.constants.items():
            default = KnownText(value=value, origin=Origin.DEFAULT, source=place)
            found[name] = self._evidence.texts.get(name, default)
        return found

    def number(self, name: str) -> Known:
        if name not in self._numbers:
            self._enter(name)
            known = self._evidence.numbers.get(name) or self._stands_for(name)
            self._numbers[name] = known or self._default(self._data.parameters[name])
            self._open.pop()
        return self._numbers[name]

    def text(self, name: str) -> KnownText:
        if name not in self._texts:
            self._enter(name)
            self._texts[name] = self._evident_text(name) or self._default_text(name)
            self._open.pop()
        return self._texts[name]

    def _enter(self, name: str) -> None:
        if name in self._open:
            chain = " → ".join((*self._open, name))
            raise DataError(
                Problem(
                    code="DAT214",
                    message=f"components/{self._data.component_class}.yaml: {chain} is a circle",
                    message_zh=f"components/{self._data.component_class}.yaml:{chain} 循环引用",
                )
            )
        self._open.append(name)

    def _stands_for(self, name: str) -> Known | None:
        """Return the number of a said class of numbers: a ``nand_class`` of 64 has 64 layers."""
        for choice, spec in self._data.choices.items():
            said = self._evidence.texts.get(choice) if spec.from_parameter == name else None
            value = matching_value(said.value, spec.values) if said is not None else None
            if said is not None and value is not None:
                number = float(value)
                return Known(
                    value=number, low=number, high=number,
                    origin=said.origin, source=said.source, at=said.at,
                )  # fmt: skip
        return None

    def _default(self, spec: ParameterSpec) -> Known:
        if spec.by is not None:
            return self._default(self._row(spec, spec.by))
        assumed = spec.kind == ASSUMPTION
        if spec.from_parameter is not None:
            parent = self.number(spec.from_parameter)
            value = spec.slope * parent.value + spec.intercept
            low, high = sorted((value * spec.low, value * spec.high))
            derived = assumed or (parent.assumed and spec.slope != 0.0)
            return _by_default(value, low, high, spec.source, assumed=derived)
        # A default of a class is the same object in every line.
        if id(spec) not in self._defaults:
            self._defaults[id(spec)] = _by_default(
                spec.value, spec.low, spec.high, spec.source, assumed=assumed
            )
        return self._defaults[id(spec)]

    def _row(self, spec: ParameterSpec, choice: str) -> ParameterSpec:
        said = self.text(choice).value
        key = said if said in spec.table else matching_value(said, tuple(spec.table))
        if key is None:
            default = self._data.choices[choice].default
            key = default if default in spec.table else next(iter(spec.table))
            self._evidence.notices.append(self._no_row(choice, said, key))
        return spec.table[key]

    def _allowed(self, choice: str) -> tuple[str, ...]:
        if self._data.choices[choice].values:
            return self._data.choices[choice].values
        allowed: dict[str, None] = {}
        for spec in self._data.parameters.values():
            if spec.by == choice:
                allowed |= dict.fromkeys(spec.table)
        return tuple(allowed)

    def _evident_text(self, name: str) -> KnownText | None:
        said = self._evidence.texts.get(name)
        if said is None or self._number_says_more(name, said):
            return None
        allowed = self._allowed(name)
        value = matching_value(said.value, allowed)
        if value is not None:
            return KnownText(value=value, origin=said.origin, source=said.source, at=said.at)
        if said.origin is Origin.DECLARED:
            self._evidence.problems.append(_not_allowed(name, said, allowed))
        else:
            default = self._data.choices[name].default
            self._evidence.notices.append(self._no_row(name, said.value, default))
        return None

    def _number_says_more(self, name: str, said: KnownText) -> bool:
        """Whether a number is known where the text of a line only names its class."""
        number = self._data.choices[name].from_parameter
        return said.origin is Origin.EXTRACTED and number in self._evidence.numbers

    def _default_text(self, name: str) -> KnownText:
        spec = self._data.choices[name]
        if spec.from_parameter is not None and spec.values:
            number = self.number(spec.from_parameter)
            value = nearest_value(number.value, spec.values)
            return KnownText(value=value, origin=number.origin, source=number.source, at=number.at)
        place = f"components/{self._data.component_class}.yaml"
        return KnownText(value=spec.default, origin=Origin.DEFAULT, source=place)

    def _no_row(self, choice: str, said: str, used: str) -> Notice:
        return Notice(
            code="MAP202",
            message=f"{choice} '{said}' has no row of its own; '{used}' is used",
            message_zh=f"{choice}“{said}”没有对应数据,采用“{used}”",
            at=self._line.at,
        )


def _by_default(value: float, low: float, high: float, source: str, *, assumed: bool) -> Known:
    return Known(
        value=value, low=low, high=high, origin=Origin.DEFAULT, source=source, assumed=assumed
    )


def nearest_value(value: float, values: tuple[str, ...]) -> str:
    """Return the entry nearest to ``value`` in log scale."""
    if value <= 0:
        return min(values, key=float)
    return min(values, key=lambda entry: abs(math.log(float(entry) / value)))


def _not_allowed(name: str, said: KnownText, allowed: tuple[str, ...]) -> Problem:
    choices = ", ".join(allowed)
    return Problem(
        code="MAP113",
        message=f"{name} cannot be '{said.value}' (expected one of {choices})",
        message_zh=f"{name} 不能为“{said.value}”(应为 {choices} 之一)",
        at=said.at,
    )


class Resolver:
    """Resolves the lines of any number of BOMs with one :class:`Knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._components = knowledge.components
        self._limits = thresholds.read(knowledge)
        self.gatherer = Gatherer(knowledge)
        self._defaults: dict[int, Known] = {}

    def resolve(self, line: BomLine, classification: Classification) -> Resolution:
        """Return the component of ``line`` with notices, and problems of declared values.

        Raises
        ------
        DataError
            If the class has no component data (DAT213).
        """
        data = self._components.get(classification.component_class)
        if data is None:
            raise DataError(_no_data(classification.component_class))
        evidence = self.gatherer.gather(line, classification, data)
        values = _Values(line, data, evidence, self._defaults)
        component = Component(
            component_class=data.component_class,
            parameters={**values.numbers(), **evidence.beside},
            choices=values.texts(),
            line=line,
            classification=classification,
            proxy=self._stands_in(data, classification),
            production_country=self.gatherer.place(line),
        )
        if line.component_class and classification.method not in ("declared", "mapping"):
            evidence.notices.append(_class_unknown(line, classification))
        return Resolution(
            component=component,
            notices=tuple(evidence.notices),
            problems=tuple(evidence.problems),
        )

    def _stands_in(self, data: ComponentData, classification: Classification) -> bool:
        return (
            data.always_proxy
            or data.component_class in _GENERIC
            or classification.method == "fallback"
            or classification.confidence < self._limits.proxy_confidence
        )


def _no_data(component_class: str) -> Problem:
    return Problem(
        code="DAT213",
        message=f"class {component_class} has no components/{component_class}.yaml",
        message_zh=f"类别 {component_class} 缺少 components/{component_class}.yaml",
    )


def _class_unknown(line: BomLine, classification: Classification) -> Notice:
    chosen = classification.component_class
    return Notice(
        code="MAP203",
        message=f"class '{line.component_class}' is not one of ours; read as {chosen} "
        f"({classification.reason})",
        message_zh=f"类别“{line.component_class}”未知,识别为 {chosen}",
        at=line.at,
    )


def resolve(line: BomLine, classification: Classification, knowledge: Knowledge) -> Component:
    """Return the component of one line; for many lines build one :class:`Resolver`.

    Raises
    ------
    MappingError
        If a declared value cannot be (MAP111-MAP113).
    """
    resolution = Resolver(knowledge).resolve(line, classification)
    if resolution.problems:
        raise MappingError(resolution.problems)
    return resolution.component
