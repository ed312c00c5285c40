"""`lci_data/components/<class>.yaml` as :class:`ComponentData`."""

from __future__ import annotations

from pcf.background.reading import Record
from pcf.model.component import ChoiceSpec, ComponentData, ParameterSpec


def read_component(record: Record) -> ComponentData:
    """Read one component class; wrong fields become findings of the record."""
    return ComponentData(
        component_class=record.text("component_class"),
        title=record.text("title"),
        title_zh=record.text("title_zh"),
        group=record.text("group"),
        recovery_class=record.text("recovery_class"),
        parameters={
            name: _parameter(name, Record(entry, f"{record.where}:{name}", record.findings))
            for name, entry in record.mapping("parameters").items()
            if isinstance(entry, dict)
        },
        choices={name: _choice(record, name) for name in record.mapping("choices")},
        constants={name: str(value) for name, value in record.mapping("constants").items()},
        model=record.text("model", ""),
        always_proxy=record.text("always_proxy", "false").lower() == "true",
    )


def _choice(record: Record, name: str) -> ChoiceSpec:
    entry = record.mapping("choices")[name]
    if not isinstance(entry, dict):
        return ChoiceSpec(name=name, default=str(entry))
    inner = Record(entry, f"{record.where}:{name}", record.findings)
    return ChoiceSpec(
        name=name,
        default=inner.text("default", ""),
        values=inner.texts("values"),
        from_parameter=inner.text("from_parameter", "") or None,
    )


def _parameter(name: str, record: Record, outer: Record | None = None) -> ParameterSpec:
    """Read a parameter; entries of a ``by`` table inherit what they do not state."""
    table = {
        str(key): _parameter(name, Record(entry, f"{record.where}[{key}]", record.findings), record)
        for key, entry in record.mapping("table").items()
        if isinstance(entry, dict)
    }

    def inherited(field: str, default: str) -> str:
        fallback = outer.text(field, default) if outer else default
        return record.text(field, fallback)

    by = record.text("by", "") or None
    from_parameter = record.text("from_parameter", "") or None
    value = record.number("value")
    if value is None and not table and from_parameter is None:
        record.required_number("value")
    low, high = record.number("low"), record.number("high")
    if (low is None or high is None) and not table:
        record.findings.add(
            "DAT016", record.where, "interval (low, high) is missing", "缺少区间(low、high)"
        )
    return ParameterSpec(
        name=name,
        unit=inherited("unit", "-"),
        value=value or 0.0,
        low=low or 0.0,
        high=high or 0.0,
        kind=inherited("kind", "sourced"),
        source=inherited("source", "assumption"),
        year=inherited("year", ""),
        geography=inherited("geography", ""),
        note=inherited("note", ""),
        by=by,
        table=table,
        from_parameter=from_parameter,
        slope=record.number("slope") or 0.0,
        intercept=record.number("intercept") or 0.0,
        stream=inherited("stream", ""),
    )
