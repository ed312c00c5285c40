"""Lines of a bill changed by a scenario: quantities down the tree, parts swapped, added, gone."""

from __future__ import annotations

import pytest

from pcf.bom.changed_bill import changed_bill
from pcf.bom.scenario import LineChange
from pcf.errors import InputError
from pcf.model.bom import BillOfMaterials, BomLine, Disposition, Stated
from pcf.model.provenance import CellRef

AT = CellRef(file="s.yaml", cell="line 4 item")


def line(item, parent=None, *, quantity=1.0, count=1.0, state=Disposition.COUNTED, **texts):
    given = dict.fromkeys(
        ("part_number", "name", "description", "material", "component_class", "supplier",
         "country", "designators"), "",
    )  # fmt: skip
    return BomLine(
        item=item, level=item.count(".") + 1, parent=parent, quantity=quantity, count=count,
        unit="pcs", mass_kg=0.5, stated={"layers": Stated(value=8.0, at=AT)}, disposition=state,
        at=CellRef(file="b.xlsx", sheet="BOM", cell=f"A{item}"), **{**given, **texts},
    )  # fmt: skip


BOM = BillOfMaterials(
    file="b.xlsx",
    sha256="0",
    lines=(
        line("1", quantity=2, count=2, state=Disposition.ASSEMBLY, name="Cage"),
        line("1.1", "1", quantity=4, count=8, name="Bracket", material="SGCC", country="CN"),
        line("1.2", "1", quantity=0, count=0, state=Disposition.ZERO_QUANTITY, name="Spare"),
        line("1.3", "1", quantity=1, count=2, state=Disposition.ASSEMBLY, name="Kit"),
        line("1.3.1", "1.3", quantity=6, count=12, name="Screw"),
        line("2", name="Fan"),
    ),
)


@pytest.fixture
def changed(library):
    def change(**given):
        bill = changed_bill(BOM, [LineChange(at=AT, **given)], library.knowledge)
        return {each.item: each for each in bill.lines}

    return change


def texts(**given):
    return {name: Stated(value=value, at=AT) for name, value in given.items()}


def test_a_quantity_is_per_parent_and_counted_down_the_tree(changed):
    after = changed(item="1.1", quantity=3)
    assert (after["1.1"].quantity, after["1.1"].count) == (3, 6)
    assert after["1.3.1"].count == 12
    assert changed(item="1.3", quantity=2)["1.3.1"].count == 24
    assert {item: each.count for item, each in changed(item="1", quantity=1).items()} == {
        "1": 1, "1.1": 4, "1.2": 0, "1.3": 1, "1.3.1": 6, "2": 1,
    }  # fmt: skip


def test_a_quantity_of_nothing_takes_the_line_and_what_is_below_out(changed):
    after = changed(item="1.3", quantity=0)
    assert after["1.3"].disposition is after["1.3.1"].disposition is Disposition.ZERO_QUANTITY
    assert after["1.1"].disposition is Disposition.COUNTED


def test_a_line_of_no_quantity_is_counted_again(changed):
    spare = changed(item="1.2", quantity=5)["1.2"]
    assert (spare.disposition, spare.count) == (Disposition.COUNTED, 10)


def test_a_removed_line_takes_its_parts_along(changed):
    assert list(changed(item="1.3", remove=True)) == ["1", "1.1", "1.2", "2"]
    assert list(changed(item="1", remove=True)) == ["2"]


def test_another_material_leaves_all_else(changed):
    after = changed(item="1.1", texts=texts(material="AL6063"))["1.1"]
    assert (after.material, after.name, after.mass_kg, after.country) == (
        "AL6063", "Bracket", 0.5, "CN",
    )  # fmt: skip
    assert after.stated["layers"].value == 8.0
    assert after.at == BOM.lines[1].at


def test_another_part_leaves_nothing_but_the_quantity(changed):
    after = changed(item="1.1", texts=texts(description="PA66 bracket"))["1.1"]
    assert (after.description, after.name, after.material, after.country) == (
        "PA66 bracket", "", "", "",
    )  # fmt: skip
    assert (after.mass_kg, dict(after.stated), after.count) == (None, {}, 8)


def test_mass_and_parameters_are_declared_with_their_place(changed):
    mass = Stated(value=0.25, at=AT)
    after = changed(item="2", mass_kg=mass, parameters={"layers": Stated(value=12.0, at=AT)})["2"]
    assert (after.mass_kg, after.stated["mass_kg"], after.stated["layers"].value) == (
        0.25, mass, 12.0,
    )  # fmt: skip


def test_a_class_is_known_by_key_and_by_title(changed, library):
    title = library.knowledge.classes["cold_plate"].title_zh
    for said in ("cold_plate", title):
        after = changed(item="2", texts=texts(component_class=said))["2"]
        assert after.component_class == "cold_plate"


def test_an_added_line_is_counted_under_its_parent(changed):
    after = changed(
        item="1.4", added=True, under="1", quantity=3, texts=texts(name="Plate"),
        mass_kg=Stated(value=0.2, at=AT),
    )["1.4"]  # fmt: skip
    assert (after.count, after.level, after.parent, after.mass_kg) == (6, 2, "1", 0.2)
    assert (after.name, after.at, after.disposition) == ("Plate", AT, Disposition.COUNTED)
    free = changed(item="", added=True, texts=texts(name="Plate"), quantity=2)["+1"]
    assert (free.count, free.level, free.parent, free.mass_kg) == (2, 1, None, None)


def test_everything_wrong_is_told_at_once(library):
    class_at = CellRef(file="s.yaml", cell="line 9 component_class")
    wrong = [
        LineChange(item="7", at=AT),
        LineChange(item="2", added=True, at=AT, texts=texts(name="Fan")),
        LineChange(item="3", added=True, under="8", at=AT, texts=texts(name="Fan")),
        LineChange(item="2", at=AT, texts={"component_class": Stated(value="sofa", at=class_at)}),
    ]
    with pytest.raises(InputError) as refusal:
        changed_bill(BOM, wrong, library.knowledge)
    assert [(each.code, str(each.at)) for each in refusal.value.problems] == [
        ("SCN108", "s.yaml › line 4 item"),
        ("SCN115", "s.yaml › line 4 item"),
        ("SCN108", "s.yaml › line 4 item"),
        ("SCN109", "s.yaml › line 9 component_class"),
    ]
