"""What stays of a reviewed mapping in a scenario that changes the lines it was made for."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.bom.scenario import LineChange
from pcf.components.mapping_table import MappingEdit, ReviewedLine
from pcf.model.bom import BillOfMaterials


def edits_beside(
    edits: Iterable[MappingEdit], changes: Iterable[LineChange], bom: BillOfMaterials
) -> tuple[MappingEdit, ...]:
    """Return what stays of a reviewed mapping beside changes of lines: a change beats an edit.

    Nothing stays of a line that is gone or is another part or class now; of others all but the
    parameters the change names.
    """
    counted = {line.item for line in bom.counted}
    by_item = {change.item: change for change in changes}
    kept: list[MappingEdit] = []
    for edit in edits:
        change = by_item.get(edit.item)
        if edit.item not in counted:
            continue
        if change is None:
            kept.append(edit)
        elif not (change.other_part or {"component_class", "material"} & change.texts.keys()):
            named = {*change.parameters, *(["mass_kg"] if change.mass_kg else [])}
            kept.append(
                ReviewedLine(
                    item=edit.item,
                    component_class=edit.component_class,
                    class_at=edit.class_at,
                    parameters={
                        name: said for name, said in edit.parameters.items() if name not in named
                    },
                    at=edit.at,
                )
            )
    return tuple(kept)
