"""A bare board whose parts are lines beside it is mounted with just those parts."""

from __future__ import annotations

from pcf.components.mounting import is_mounted, with_listed_parts
from pcf.model.bom import BomLine, Disposition
from pcf.model.component import Classification, Component
from pcf.model.provenance import CellRef, Known, Origin

GROUPS = {
    "capacitor_ceramic": "passives",
    "diode": "semiconductors",
    "integrated_circuit": "silicon",
    "processor": "silicon",
    "accelerator": "silicon",
    "memory_module": "silicon",
    "connector": "interconnect",
    "socket": "interconnect",
    "cable": "interconnect",
    "printed_board": "boards",
    "heat_sink": "cooling",
}


def line(name: str, *, parent: str | None, count: float, unit: str = "pcs") -> BomLine:
    return BomLine(
        item=name, level=1, parent=parent, part_number="", name=name, description="",
        material="", component_class="", supplier="", country="", designators="",
        quantity=count, count=count, unit=unit, mass_kg=None, stated={},
        disposition=Disposition.COUNTED, at=CellRef(file="bom.xlsx", sheet="BOM", cell=name),
    )  # fmt: skip


def component(
    component_class: str,
    *,
    parent: str | None = "PCBA",
    count: float = 1.0,
    unit: str = "pcs",
    listed: Known | None = None,
) -> Component:
    parameters = {} if listed is None else {"listed_parts_count": listed}
    return Component(
        component_class=component_class,
        parameters=parameters,
        choices={},
        line=line(component_class, parent=parent, count=count, unit=unit),
        classification=Classification(
            component_class=component_class, confidence=1.0, method="declared", reason="test"
        ),
        proxy=False,
    )


def known(value: float, origin: Origin = Origin.DEFAULT) -> Known:
    return Known(value=value, low=value, high=value, origin=origin, source="part_definition")


def board(*, parent: str | None = "PCBA", count: float = 1.0, value: float = 0.0) -> Component:
    return component("printed_board", parent=parent, count=count, listed=known(value))


def listed(found: tuple[Component, ...]) -> list[float]:
    return [
        part.parameters["listed_parts_count"].value
        for part in found
        if part.component_class == "printed_board"
    ]


def test_a_board_counts_every_part_that_stands_beside_it():
    found = with_listed_parts(
        [
            board(),
            component("capacitor_ceramic", count=120.0),
            component("diode", count=7.0),
            component("integrated_circuit", count=3.0),
            component("connector", count=4.0),
            component("socket", count=2.0),
        ],
        GROUPS,
    )
    assert listed(found) == [136.0]  # 120 + 7 + 3 + 4 + 2


def test_what_is_plugged_screwed_or_weighed_is_not_mounted():
    found = with_listed_parts(
        [
            board(),
            component("capacitor_ceramic", count=10.0),
            component("processor", count=2.0),
            component("accelerator", count=8.0),
            component("memory_module", count=16.0),
            component("heat_sink", count=2.0),
            component("cable", count=5.0),
            component("capacitor_ceramic", count=0.5, unit="kg"),
            component("unknown_class", count=9.0),
        ],
        GROUPS,
    )
    assert listed(found) == [10.0]


def test_parts_of_another_assembly_are_mounted_on_its_own_board():
    found = with_listed_parts(
        [
            board(parent="PCBA 1"),
            board(parent="PCBA 2"),
            component("diode", parent="PCBA 1", count=5.0),
            component("diode", parent="PCBA 2", count=11.0),
            component("diode", parent=None, count=99.0),
        ],
        GROUPS,
    )
    assert listed(found) == [5.0, 11.0]


def test_boards_of_one_assembly_share_its_parts_evenly():
    found = with_listed_parts(
        [board(count=1.0), board(count=3.0), component("diode", count=60.0)], GROUPS
    )
    assert listed(found) == [15.0, 15.0]  # 60 on four boards


def test_a_board_without_parts_beside_it_keeps_its_count():
    assert listed(with_listed_parts([board(value=4.0)], GROUPS)) == [4.0]
    other = component("diode", parent="other", count=5.0)
    assert listed(with_listed_parts([board(value=4.0), other], GROUPS)) == [4.0]


def test_a_declared_count_is_not_counted_again():
    stated = component("printed_board", listed=known(300.0, Origin.DECLARED))
    found = with_listed_parts([stated, component("diode", count=5.0)], GROUPS)
    assert found[0] is stated


def test_a_board_whose_model_takes_no_count_is_left_as_it_is():
    bare = component("printed_board")
    found = with_listed_parts([bare, component("diode", count=5.0)], GROUPS)
    assert found[0] is bare


def test_the_count_says_where_it_is_from_and_has_no_interval():
    found = with_listed_parts([board(), component("diode", count=5.0)], GROUPS)
    count = found[0].parameters["listed_parts_count"]
    assert (count.low, count.value, count.high) == (5.0, 5.0, 5.0)
    assert count.origin is Origin.EXTRACTED
    assert count.at == found[0].line.at
    assert count.source == f"parts listed beside {found[0].line.at}"


def test_order_and_number_of_components_stay():
    given = [component("diode", count=5.0), board(), component("cable")]
    found = with_listed_parts(given, GROUPS)
    assert [part.component_class for part in found] == ["diode", "printed_board", "cable"]
    assert (found[0], found[2]) == (given[0], given[2])


def test_a_class_is_mounted_by_its_group_or_its_name():
    assert is_mounted(component("socket"), {})
    assert is_mounted(component("connector"), {})
    assert is_mounted(component("diode"), GROUPS)
    assert not is_mounted(component("diode"), {})
    assert not is_mounted(component("socket", unit="kg"), GROUPS)
    assert not is_mounted(component("processor"), GROUPS)
