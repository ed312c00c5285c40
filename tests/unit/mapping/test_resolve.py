"""Declared beats looked up beats extracted beats default, each with its interval and source."""

from __future__ import annotations

import dataclasses

import pytest

from pcf.components.choice_words import ChoiceWords, matching_value, nearest_case
from pcf.components.resolve import Resolver, resolve
from pcf.errors import DataError, MappingError
from pcf.model.bom import Stated
from pcf.model.component import ChoiceSpec, Classification, ComponentData, ParameterSpec
from pcf.model.knowledge import PartEntry
from pcf.model.provenance import CellRef, Known, Origin

CELL = CellRef(file="b.xlsx", sheet="BOM", cell="K7")


def spec(name, value=0.0, low=None, high=None, **rest):
    return ParameterSpec(
        name=name,
        unit="-",
        value=value,
        low=value if low is None else low,
        high=value if high is None else high,
        kind="assumption",
        source="assumption",
        year="2024",
        geography="GLO",
        **rest,
    )


def data(name, parameters, choices=(), constants=None, always_proxy=False):
    return ComponentData(
        component_class=name,
        title=name,
        title_zh=name,
        group="test",
        recovery_class="recyclable",
        parameters={each.name: each for each in parameters},
        choices={each.name: each for each in choices},
        constants=constants or {},
        always_proxy=always_proxy,
    )


SUPPLY = data(
    "power_supply",
    [
        spec(
            "mass_kg", from_parameter="rated_power_w", slope=0.001, intercept=0.2, low=0.7, high=1.5
        ),
        spec("rated_power_w", 1200, 550, 3000),
        spec(
            "efficiency",
            by="efficiency_grade",
            table={"gold": spec("gold", 0.9), "titanium": spec("titanium", 0.96, 0.95, 0.97)},
        ),
    ],
    [ChoiceSpec(name="efficiency_grade", default="gold")],
)
CHIP = data(
    "processor",
    [
        spec("mass_kg", 0.05),
        spec("die_area_cm2", 4, 2, 8),
        spec("node_nm", 10),
        spec("dies_count", 1),
    ],
    [
        ChoiceSpec(name="node", default="10", values=("5", "7", "10"), from_parameter="node_nm"),
        ChoiceSpec(name="assembly_country", default="GLO"),
    ],
    {"wafer_family": "wafer_logic"},
)
CARD = data(
    "network_card",
    [spec("mass_kg", 0.2), spec("controller_die_area_cm2", 1), spec("layers", 8)],
)
SHEET = data(
    "sheet_metal_part",
    [spec("mass_kg", 0.25), spec("density_kg_m3", 7850), spec("thickness_mm", 1)],
    [ChoiceSpec(name="material", default="SGCC")],
    {
        "material_product": "steel_sheet_galvanised",
        "forming_product": "sheet_metal_stamping",
        "eol_material": "steel",
    },
)
CAST = dataclasses.replace(SHEET, component_class="cast_part")
CABLE = data("cable", [spec("mass_kg", 0.1), spec("length_m", 0.5)])
IC = data(
    "integrated_circuit",
    [
        spec(
            "mass_kg",
            by="case",
            table={"qfn32": spec("a", 1e-4), "qfn48": spec("b", 2e-4), "soic8": spec("c", 8e-5)},
        )
    ],
    [ChoiceSpec(name="case", default="qfn32")],
)
GENERIC = data("generic", [spec("mass_kg", 0.05)], always_proxy=True)
PARTS = (
    PartEntry(
        key="chip_a",
        pattern="chip a",
        component_class="processor",
        parameters={"die_area_cm2": 6.0, "node_nm": 7.0, "dies_count": 2.0},
        choices={},
        source="techpowerup_cpu_dies",
        kind="derived",
    ),
    PartEntry(
        key="nic_a",
        pattern="nic a",
        component_class="network_asic",
        parameters={"die_area_cm2": 1.5, "die_area_cm2_low": 0.5, "die_area_cm2_high": 3.0},
        choices={},
        source="assumption",
        kind="assumption",
    ),
)


@pytest.fixture(scope="module")
def small(knowledge):
    classes = (SUPPLY, CHIP, CARD, SHEET, CAST, CABLE, IC, GENERIC)
    return dataclasses.replace(
        knowledge, components={each.component_class: each for each in classes}, parts=PARTS
    )


@pytest.fixture(scope="module")
def resolver(small):
    return Resolver(small)


def as_class(name, part_key=None, confidence=0.9, method="rule"):
    return Classification(
        component_class=name, confidence=confidence, method=method, reason="", part_key=part_key
    )


def stated(**values):
    return {name: Stated(value=value, at=CELL) for name, value in values.items()}


def test_a_declared_value_is_exact_and_names_its_cell(resolver, line):
    psu = line("PSU 2000W", stated=stated(rated_power_w=1600))
    found = resolver.resolve(psu, as_class("power_supply")).component.parameters["rated_power_w"]
    assert found == Known(
        value=1600, low=1600, high=1600, origin=Origin.DECLARED, source="b.xlsx › BOM!K7", at=CELL
    )


def test_text_beats_default_and_moves_what_depends_on_it(resolver, line):
    found = resolver.resolve(line("PSU 2000W titanium"), as_class("power_supply")).component
    power, mass = found.parameters["rated_power_w"], found.parameters["mass_kg"]
    assert (power.value, power.low, power.origin) == (2000, 2000, Origin.EXTRACTED)
    assert mass.value == pytest.approx(0.001 * 2000 + 0.2)
    assert (mass.low, mass.high) == (pytest.approx(2.2 * 0.7), pytest.approx(2.2 * 1.5))
    assert mass.origin is Origin.DEFAULT
    assert found.parameters["efficiency"].value == 0.96
    assert found.choices["efficiency_grade"].origin is Origin.EXTRACTED


def test_a_part_number_measures_nothing(resolver, line):
    supply = line("PSU", part_number="PS 6W 12KG TITANIUM")
    found = resolver.resolve(supply, as_class("power_supply")).component
    assert found.choices["efficiency_grade"].origin is Origin.DEFAULT
    assert {known.origin for known in found.parameters.values()} == {Origin.DEFAULT}


def test_a_silent_line_takes_the_defaults(resolver, line):
    found = resolver.resolve(line("PSU"), as_class("power_supply")).component
    assert found.parameters["rated_power_w"].value == 1200
    assert (found.parameters["rated_power_w"].low, found.parameters["rated_power_w"].high) == (
        550,
        3000,
    )
    assert found.parameters["mass_kg"].value == pytest.approx(1.4)
    assert found.choices["efficiency_grade"].value == "gold"


def test_the_part_library_beats_the_text_with_an_interval_of_its_kind(resolver, line):
    found = resolver.resolve(line("chip a 3nm"), as_class("processor", "chip_a")).component
    die, node = found.parameters["die_area_cm2"], found.parameters["node_nm"]
    assert (die.value, die.origin, die.source) == (6, Origin.LOOKED_UP, "techpowerup_cpu_dies")
    assert (die.low, die.high) == (pytest.approx(6 / 1.15), pytest.approx(6 * 1.15))
    assert (node.value, node.low, node.high) == (7, 7, 7)
    assert (found.choices["node"].value, found.choices["node"].origin) == ("7", Origin.LOOKED_UP)
    assert found.choices["wafer_family"].value == "wafer_logic"


def test_a_declared_die_beats_the_part_library(resolver, line):
    chip = line("chip a", stated=stated(die_area_cm2=5.0, dies=1))
    found = resolver.resolve(chip, as_class("processor", "chip_a")).component.parameters
    assert (found["die_area_cm2"].value, found["die_area_cm2"].origin) == (5, Origin.DECLARED)
    assert found["dies_count"].value == 1


@pytest.mark.parametrize(("node", "wafer"), [(4, "5"), (6, "7"), (8.5, "10"), (28, "10")])
def test_the_wafer_is_the_nearest_in_log_scale(resolver, line, node, wafer):
    found = resolver.resolve(line("x", stated=stated(node_nm=node)), as_class("processor"))
    assert found.component.choices["node"].value == wafer


def test_a_class_of_numbers_that_is_said_is_the_number(resolver, line):
    found = resolver.resolve(line("CPU", stated=stated(node="5")), as_class("processor")).component
    assert found.choices["node"].value == "5"
    assert found.parameters["node_nm"] == Known(
        value=5, low=5, high=5, origin=Origin.DECLARED, source="b.xlsx › BOM!K7", at=CELL
    )


@pytest.mark.parametrize(
    ("text", "class_said"),
    [
        ("800GB SAS SSD 15nm eMLC", {"nand_class": "16"}),
        ("固态硬盘 480GB 平面NAND MLC", {"nand_class": "16"}),
        ("SSD 400GB planar 2D NAND", {"nand_class": "16"}),
        ("SSD 3.84TB 64层 TLC", {}),
    ],
)
def test_planar_flash_is_known_by_its_words(knowledge, line, text, class_said):
    words = ChoiceWords(knowledge).read(line(text), "solid_state_drive")
    assert {name: words[name] for name in words if name == "nand_class"} == class_said


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("NVIDIA HGX H100 80GB PCIe Gen5", "sxm"),
        ("AMD Instinct MI300X OAM 192GB", "oam"),
        ("推理加速卡 半高 PCIe x16", "pcie_low"),
        ("GPU加速卡 48GB PCIe 全高双宽", "pcie"),
    ],
)
def test_a_module_or_card_is_known_by_its_words(knowledge, line, text, form):
    assert ChoiceWords(knowledge).read(line(text), "accelerator")["module_form"] == form


def test_a_number_beats_a_class_read_from_the_text(resolver, line, monkeypatch):
    read = ChoiceWords.read
    monkeypatch.setattr(ChoiceWords, "read", lambda *said: {**read(*said), "node": "5"})
    cpu = line("CPU that names its class", stated=stated(node_nm=7))
    found = resolver.resolve(cpu, as_class("processor")).component
    assert found.parameters["node_nm"].value == 7
    assert found.choices["node"].value == "7"


def test_a_card_takes_the_dies_of_its_controller(resolver, line):
    found = resolver.resolve(line("nic a"), as_class("network_card", "nic_a")).component
    die = found.parameters["controller_die_area_cm2"]
    assert (die.value, die.low, die.high) == (1.5, 0.5, 3.0)


def test_other_names_of_a_parameter_are_understood(resolver, line):
    for name in ("layers", "layers_count", "层数"):
        card = line("NIC", stated=stated(**{name: 12}))
        found = resolver.resolve(card, as_class("network_card")).component
        assert found.parameters["layers"].value == 12


def test_the_mass_column_is_declared(resolver, line):
    found = resolver.resolve(line("PSU", mass_kg=1.1), as_class("power_supply")).component
    assert (found.parameters["mass_kg"].value, found.parameters["mass_kg"].high) == (1.1, 1.1)


def test_a_mass_of_nought_is_not_stated_and_said(resolver, line):
    found = resolver.resolve(line("PSU", mass_kg=0.0), as_class("power_supply"))
    assert found.component.parameters["mass_kg"].origin is Origin.DEFAULT
    assert [notice.code for notice in found.notices] == ["MAP208"]


def test_a_profile_moves_product_and_recovery_and_keeps_the_forming_of_its_class(resolver, line):
    part = line("bracket", material="AL6063-T5")
    found = resolver.resolve(part, as_class("sheet_metal_part")).component
    said = {name: text.value for name, text in found.choices.items()}
    assert said == {
        "material": "aluminium_profile",
        "material_product": "aluminium_profile",
        "forming_product": "sheet_metal_stamping",
        "eol_material": "aluminium",
    }
    assert found.choices["material_product"].origin is Origin.DECLARED
    density = found.parameters["density_kg_m3"]
    assert density.value == 2700
    assert density.low == pytest.approx(2700 / 1.05)


def test_a_casting_alloy_moves_the_forming_too(resolver, line):
    found = resolver.resolve(line("bracket", material="ADC12"), as_class("sheet_metal_part"))
    assert found.component.choices["forming_product"].value == "die_casting_aluminium"


def test_a_material_in_the_text_is_extracted(resolver, line):
    found = resolver.resolve(line("挂耳 SUS304 T=1.2"), as_class("sheet_metal_part")).component
    assert found.choices["material_product"].value == "stainless_steel"
    assert found.choices["material_product"].origin is Origin.EXTRACTED
    assert found.parameters["thickness_mm"].value == 1.2


def test_a_cast_part_stays_cast_whatever_its_material(resolver, line):
    found = resolver.resolve(line("x", material="AL6061"), as_class("cast_part")).component
    assert found.choices["forming_product"].value == "sheet_metal_stamping"  # the class's own
    assert found.choices["material_product"].value == "aluminium_profile"


def test_a_bare_metal_name_leaves_the_grade_of_the_class(resolver, line):
    found = resolver.resolve(line("x", material="steel"), as_class("sheet_metal_part")).component
    assert found.choices["material_product"].value == "steel_sheet_galvanised"
    other = resolver.resolve(line("x", material="铝"), as_class("sheet_metal_part")).component
    assert other.choices["material_product"].value == "aluminium_sheet"


@pytest.mark.parametrize(
    ("material", "product"),
    [
        ("SPCC", "steel_sheet_cold_rolled"),
        ("阻燃 PA66+GF30 黑", "pa66_gf30"),
        ("黑色 PC+ABS 材料", "pc_abs"),
        ("SUS304 2B", "stainless_steel"),
    ],
)
def test_the_longest_grade_named_is_the_material(resolver, line, material, product):
    found = resolver.resolve(line("x", material=material), as_class("sheet_metal_part")).component
    assert found.choices["material_product"].value == product


def test_a_single_sign_in_a_text_names_no_material(resolver, line):
    found = resolver.resolve(line("支架 镀镍 304"), as_class("sheet_metal_part")).component
    assert found.choices["material_product"].origin is Origin.DEFAULT


def test_a_class_that_always_stands_in_is_a_proxy(small, line):
    standing = data("hose", [spec("mass_kg", 1)], always_proxy=True)
    knowledge = dataclasses.replace(small, components={"hose": standing})
    assert resolve(line("x"), as_class("hose"), knowledge).proxy


def test_an_unknown_material_is_said(resolver, line):
    found = resolver.resolve(line("x", material="unobtainium"), as_class("sheet_metal_part"))
    assert [notice.code for notice in found.notices] == ["MAP205"]
    assert found.component.choices["material_product"].value == "steel_sheet_galvanised"


@pytest.mark.parametrize(
    ("unit", "component_class", "parameter", "value"),
    [("kg", "cable", "mass_kg", 1), ("m", "cable", "length_m", 1)],
)
def test_a_unit_of_count_fixes_the_parameter(
    resolver, line, unit, component_class, parameter, value
):
    found = resolver.resolve(line("cable 3m", unit=unit), as_class(component_class)).component
    assert found.parameters[parameter].value == value
    assert found.parameters[parameter].origin is Origin.DECLARED


def test_a_unit_the_class_does_not_know_is_said(resolver, line):
    found = resolver.resolve(line("PSU", unit="m2"), as_class("power_supply"))
    assert [notice.code for notice in found.notices] == ["MAP207"]


@pytest.mark.parametrize("country", ["中国", "China", "CN", "PRC", "中国大陆"])
def test_a_country_is_found_by_any_of_its_names(resolver, line, country):
    found = resolver.resolve(line("chip", country=country), as_class("processor")).component
    assert found.production_country is not None
    assert found.production_country.value == "CN"
    assert found.choices["assembly_country"].value == "CN"
    assert found.choices["assembly_country"].origin is Origin.DECLARED


@pytest.mark.parametrize("country", ["Atlantis", "Viet Nam"])
def test_a_country_without_a_geography_is_said(resolver, line, country):
    found = resolver.resolve(line("chip", country=country), as_class("processor"))
    assert found.component.production_country is None
    assert [notice.code for notice in found.notices] == ["MAP206"]


def test_an_impossible_figure_in_the_text_is_left_out_and_said(resolver, line):
    found = resolver.resolve(line("PSU 900000W"), as_class("power_supply"))
    assert found.component.parameters["rated_power_w"].origin is Origin.DEFAULT
    assert [notice.code for notice in found.notices] == ["MAP201"]
    assert "900000" in found.notices[0].message.replace("9e+05", "900000")


def test_impossible_declared_values_are_refused_together(small, line):
    psu = line("PSU", stated=stated(rated_power_w=1e9, efficiency_grade="wood", mass_kg="heavy"))
    with pytest.raises(MappingError) as refusal:
        resolve(psu, as_class("power_supply"), small)
    assert [problem.code for problem in refusal.value.problems] == ["MAP111", "MAP112", "MAP113"]
    assert all(problem.at == CELL for problem in refusal.value.problems)


def test_a_stated_parameter_of_another_class_is_said(resolver, line):
    found = resolver.resolve(line("PSU", stated=stated(layers=4)), as_class("power_supply"))
    assert [notice.code for notice in found.notices] == ["MAP204"]


def test_a_stated_number_may_name_a_choice(resolver, line):
    found = resolver.resolve(line("x", stated=stated(node=7)), as_class("processor")).component
    assert (found.choices["node"].value, found.choices["node"].origin) == ("7", Origin.DECLARED)


def test_an_outline_without_a_row_takes_the_nearest_of_its_family(resolver, line):
    found = resolver.resolve(line("IC VQFN-44"), as_class("integrated_circuit")).component
    assert found.choices["case"].value == "qfn48"
    assert found.parameters["mass_kg"].value == 2e-4


def test_a_text_variant_without_a_row_is_said(resolver, line):
    found = resolver.resolve(line("IC BGA-400"), as_class("integrated_circuit"))
    assert found.component.parameters["mass_kg"].value == 1e-4
    assert [notice.code for notice in found.notices] == ["MAP202"]


@pytest.mark.parametrize(
    ("classification", "stands_in"),
    [
        (as_class("power_supply"), False),
        (as_class("power_supply", confidence=0.59), True),
        (as_class("power_supply", confidence=0.6), False),
        (as_class("power_supply", method="fallback"), True),
        (as_class("generic", confidence=1.0, method="declared"), True),
    ],
)
def test_a_doubtful_class_is_a_proxy(resolver, line, classification, stands_in):
    assert resolver.resolve(line("x"), classification).component.proxy is stands_in


def test_a_class_column_not_understood_is_said(resolver, line):
    found = resolver.resolve(line("PSU", component_class="thing"), as_class("power_supply"))
    assert [notice.code for notice in found.notices] == ["MAP203"]


def test_a_class_without_data_is_our_error(resolver, line):
    with pytest.raises(DataError, match="DAT213"):
        resolver.resolve(line("x"), as_class("hose"))


def test_parameters_in_a_circle_are_our_error(small, line):
    looped = data(
        "fan",
        [spec("mass_kg", from_parameter="size_mm"), spec("size_mm", from_parameter="mass_kg")],
    )
    with pytest.raises(DataError, match="mass_kg → size_mm → mass_kg"):
        resolve(line("x"), as_class("fan"), dataclasses.replace(small, components={"fan": looped}))


def test_counting_moves_nothing_but_the_count(resolver, line):
    one = resolver.resolve(line("PSU", count=1.0), as_class("power_supply")).component
    eight = resolver.resolve(line("PSU", count=8.0), as_class("power_supply")).component
    assert eight.parameters == one.parameters
    assert eight.count == 8 * one.count


def test_matching_values_are_found_by_letters_and_digits():
    assert matching_value("SOD-123", ("sod_323", "sod_123")) == "sod_123"
    assert matching_value("anything", ()) == "anything"
    assert matching_value(" ", ()) is None
    assert nearest_case("wobble", ("qfn32",)) is None
    assert nearest_case("ufbga-100", ("qfn32", "bga")) == "bga"
