"""The page of one component class: its data as a block, after whatever was written by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from generation.figures import KINDS
from generation.markdown import fill, marked, number, table
from pcf.background.check_figures import cited
from pcf.background.store import DataFolder
from pcf.model.background import Source
from pcf.model.component import ComponentData, ParameterSpec
from pcf.model.knowledge import ClassEntry

BLOCK = "data"


def component_page(
    page: str | None,
    data: ComponentData,
    entry: ClassEntry,
    folder: DataFolder,
    sources: Mapping[str, Source],
    family: str,
) -> str:
    """Return the page of a class.

    Parameters
    ----------
    page
        The page as it stands, None where there is none yet.
    data, entry
        Parameters of the class, and its names and examples.
    folder, sources
        Where the worked case is, and the citations.
    family
        Page that holds the formula, empty where the page itself does.
    """
    block = _block(data, entry, folder, sources)
    if page is None:
        page = _opening(data, family)
    if f"<!-- generated: {BLOCK} -->" not in page:
        page = f"{page.rstrip()}\n\n{marked(BLOCK, block)}\n"
    return fill(page, {BLOCK: block})


def _opening(data: ComponentData, family: str) -> str:
    title = data.title[:1].upper() + data.title[1:]
    where = f"[{family}]({family}.md)" if family else "the model named below"
    return f"# {title} {data.title_zh}\n\nFormula, sources and limits: {where}."


def _block(
    data: ComponentData, entry: ClassEntry, folder: DataFolder, sources: Mapping[str, Source]
) -> str:
    specs = list(_specs(data.parameters))
    kinds = Counter(spec.kind for _, spec in specs)
    counted = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    parts = [
        "## Data of the class",
        f"From `lci_data/components/{data.component_class}.yaml`; written by `just docs`.",
        table(
            ("", ""),
            [
                ("class", f"`{data.component_class}` · {data.title_zh}"),
                ("group", data.group),
                ("model", f"`{data.model or data.component_class}`"),
                ("recovery class", data.recovery_class),
                ("proxy", "always flagged as a proxy" if data.always_proxy else "no"),
                ("example lines", f"`{entry.example}` · `{entry.example_zh}`"),
                ("figures", f"{len(specs)}: {counted}"),
            ],
        ),
        "### Parameters",
        "An interval is 95 %; `×` marks factors on a value that follows another parameter.",
        table(
            ("parameter", "value", "interval", "unit", "kind", "source", "year", "place", "note"),
            [_parameter_row(name, spec) for name, spec in specs],
        ),
        *_choices(data),
        *_constants(data),
        *_citations(specs, sources),
        *_worked_case(data, folder),
    ]
    return "\n\n".join(parts)


def _specs(parameters: Mapping[str, ParameterSpec]) -> Iterable[tuple[str, ParameterSpec]]:
    for spec in parameters.values():
        if spec.table:
            for key, entry in spec.table.items():
                yield f"`{spec.name}` [{spec.by} = {key}]", entry
        else:
            yield f"`{spec.name}`", spec


def _parameter_row(name: str, spec: ParameterSpec) -> tuple[str, ...]:
    interval = f"{number(spec.low)} – {number(spec.high)}"
    value = number(spec.value)
    if spec.from_parameter:
        value = f"{number(spec.intercept)} + {number(spec.slope)} · `{spec.from_parameter}`"
        interval = f"× {interval}"
    source = "" if spec.kind == "assumption" else spec.source
    unit = "–" if spec.unit == "-" else spec.unit
    return (
        name, value, interval, unit, spec.kind, source, spec.year, spec.geography, spec.note,
    )  # fmt: skip


def _choices(data: ComponentData) -> Iterable[str]:
    if not data.choices:
        return
    yield "### Choices"
    yield table(
        ("choice", "default", "values", "nearest to"),
        [
            (
                f"`{choice.name}`",
                choice.default or "–",
                ", ".join(choice.values) or _table_keys(choice.name, data) or "free text",
                f"`{choice.from_parameter}`" if choice.from_parameter else "",
            )
            for choice in data.choices.values()
        ],
    )


def _table_keys(choice: str, data: ComponentData) -> str:
    for spec in data.parameters.values():
        if spec.by == choice:
            return ", ".join(spec.table)
    return ""


def _constants(data: ComponentData) -> Iterable[str]:
    if data.constants:
        yield "### Background products and other constants"
        yield table(
            ("constant", "value"),
            [(f"`{name}`", f"`{value}`") for name, value in data.constants.items()],
        )


def _citations(
    specs: Iterable[tuple[str, ParameterSpec]], sources: Mapping[str, Source]
) -> Iterable[str]:
    keys = {key for _, spec in specs for key in cited(spec.source)} & set(sources)
    if keys:
        yield "### Sources"
        yield "\n".join(
            f"- `{key}`: {sources[key].citation} ({sources[key].year}). "
            f"{sources[key].locator} [{sources[key].read}]".replace(". [", " [")
            for key in sorted(keys)
        )


def _worked_case(data: ComponentData, folder: DataFolder) -> Iterable[str]:
    name = f"components/{data.component_class}.cases.yaml"
    text = folder.contents[name].decode("utf-8")
    cases = re.split(r"(?m)^(?=- name:)", text)
    yield "### Worked case"
    yield f"First of {len(cases) - 1} in `lci_data/{name}`; a test holds each to 1e-9."
    yield f"```yaml\n{cases[1].rstrip()}\n```"
