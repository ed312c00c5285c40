"""A row of a configuration table becomes a bill of materials over a small archetype."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from workbooks import workbook

from pcf.bom.products import read_products, safe_stems
from pcf.errors import BomError
from pcf.model.archetype import Archetype, ArchetypeFigure, ArchetypeLine

LCI_DATA = Path(__file__).parents[3] / "lci_data"


def figure(value, unit="-"):
    return ArchetypeFigure(
        value=value, low=value / 2, high=value * 2, unit=unit, kind="assumption",
        source="assumption", note="for the test",
    )  # fmt: skip


def part(item, name, kind, **fields):
    return ArchetypeLine(item=item, name=name, name_zh=name, component_class=kind, **fields)


SMALL = Archetype(
    key="small_box", title="Small box", title_zh="小盒", file="archetypes/small_box.yaml",
    year="2026",
    lines=(
        part("1", "Tray", "sheet_metal_part", quantity=1, closes_mass=True,
             figures={"mass_kg": figure(4.0, "kg")}),
        part("2", "Processor", "processor", per={"cpu_count": 1}, text_column="cpu_model"),
        part("3", "Module", "memory_module", per={"dimm_count": 1},
             columns={"capacity_gb": "dimm_gb"}, choice_columns={"generation": "memory_generation"}),
        part("4", "Drive", "solid_state_drive", per={"ssd_count": 1},
             columns={"capacity_gb": "ssd_gb"}),
        part("5", "Carrier", "plastic_part", per={"ssd_count": 1, "hdd_count": 1}, at_least=2),
        part("6", "Disk", "hard_disk_drive", per={"hdd_count": 1}),
        part("P1", "Carton", "packaging_carton", quantity=1, section="packaging"),
    ),
    defaults={
        "cpu_count": figure(2), "cpu_cores": figure(16), "memory_gb": figure(64, "GB"),
        "dimm_count": figure(4), "ssd_count": figure(1), "ssd_gb": figure(960, "GB"),
        "hdd_count": figure(0),
    },
    text_defaults={"memory_generation": "DDR5"},
    mass_factor=figure(1.0),
)  # fmt: skip


@pytest.fixture
def known(knowledge):
    with (LCI_DATA / "mapping/configuration_columns.csv").open(encoding="utf-8") as file:
        columns = tuple(csv.DictReader(file))
    return replace(
        knowledge, tables={"configuration_columns": columns}, archetypes={"small_box": SMALL}
    )


@pytest.fixture
def products(tmp_path, known):
    def read(text, name="quote.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_products(path, known)

    return read


@pytest.fixture
def one(products):
    def read(header, cells):
        (product,) = products(f"name,archetype,{header}\nbox,small_box,{cells}\n")
        return product.bom

    return read


@pytest.fixture
def problems(products):
    def read(text):
        with pytest.raises(BomError) as refused:
            products(text)
        return [(problem.code, str(problem.at)) for problem in refused.value.problems]

    return read


def counts(bom):
    return {line.name: line.count for line in bom.lines}


def line(bom, name):
    (found,) = (line for line in bom.lines if line.name == name)
    return found


def said(bom):
    return {notice.code: notice.message for notice in bom.notices}


def test_an_empty_row_is_the_archetype(products):
    (product,) = products("name,archetype\nbox,small_box\n")
    assert counts(product.bom) == {
        "Tray": 1, "Processor": 2, "Module": 4, "Drive": 1, "Carrier": 2, "Carton": 1,
    }  # fmt: skip
    assert line(product.bom, "Module").stated["capacity_gb"].value == 16.0
    assert line(product.bom, "Carton").section == "packaging"


def test_a_value_keeps_the_place_of_its_cell_and_a_filled_one_that_of_the_archetype(one):
    bom = one("ssd_count,ssd_gb", "3,1920")
    drive = line(bom, "Drive")
    assert str(drive.at) == "quote.csv › C2"
    assert str(drive.stated["capacity_gb"].at) == "quote.csv › D2"
    assert str(line(bom, "Tray").at) == "archetypes/small_box.yaml › 1 Tray"
    assert line(bom, "Tray").stated["mass_kg"].at.file == "archetypes/small_box.yaml"
    assert (
        said(bom)["BOM251"] == "filled in from archetype small_box: dimm_count, memory_gb, "
        "cpu_count, cpu_model, cpu_cores, memory_generation, hdd_count"
    )


def test_parts_are_counted_by_several_columns_and_never_below_the_minimum(one):
    assert counts(one("ssd_count,hdd_count", "3,4"))["Carrier"] == 7
    assert counts(one("ssd_count,hdd_count", "0,1"))["Carrier"] == 2
    assert "Drive" not in counts(one("ssd_count,hdd_count", "0,1"))


def test_memory_is_divided_between_the_modules(one):
    module = line(one("memory_gb,dimm_count", "256,8"), "Module")
    assert (module.count, module.stated["capacity_gb"].value) == (8, 32.0)
    assert str(module.stated["capacity_gb"].at) == "quote.csv › C2"


def test_memory_that_does_not_divide_is_said(one):
    bom = one("memory_gb,dimm_count", "100,8")
    assert line(bom, "Module").stated["capacity_gb"].value == 12.5
    assert "100 GB do not divide into 8 modules" in said(bom)["BOM250"]
    assert "BOM250" not in said(one("memory_gb,dimm_count", "96,8"))


def test_memory_without_modules_comes_in_modules_of_the_usual_size(one):
    # usual are 64 GB / 4 = 16 GB: 100 GB need seven
    module = line(one("memory_gb", "100"), "Module")
    assert module.count == 7
    assert module.stated["capacity_gb"].value == pytest.approx(100 / 7)


def test_modules_without_memory_are_of_the_usual_size(one):
    module = line(one("dimm_count", "6"), "Module")
    assert (module.count, module.stated["capacity_gb"].value) == (6, 16.0)
    assert module.stated["capacity_gb"].at.file == "archetypes/small_box.yaml"


def test_memory_in_no_module_is_said(one):
    bom = one("memory_gb,dimm_count", "64,0")
    assert "Module" not in counts(bom)
    assert "memory is not counted" in said(bom)["BOM252"]


def test_a_filled_in_text_says_so(one):
    assert line(one("cpu_model", "Xeon X"), "Processor").description == (
        "Xeon X, 16 cores (8 to 32) (archetype)"
    )
    assert line(one("cpu_cores", "8"), "Processor").description == "8 cores"


def test_units_in_headers_and_cells_are_read(one):
    bom = one("Memory (TB),dimm_count,SSD Capacity", "1,8,3.84 TB")
    assert line(bom, "Module").stated["capacity_gb"].value == pytest.approx(125.0)
    assert line(bom, "Drive").stated["capacity_gb"].value == pytest.approx(3840.0)


def test_study_columns_become_settings(one):
    bom = one("mass_kg,annual_kwh,lifetime_years,grid,pue,market", "20,3000,6,DE,1.2,EU")
    values = {name: stated.value for name, stated in bom.settings.items()}
    assert values == {
        "mass_kg": 20.0, "annual_kwh": 3000.0, "lifetime_years": 6.0, "grid": "DE", "pue": 1.2,
        "market": "EU", "product_name": "box", "product_model": "Small box",
            "product_model_zh": "小盒",
    }  # fmt: skip
    assert str(bom.settings["pue"].at) == "quote.csv › G2"


def test_chinese_headers_and_workbooks_are_read(tmp_path, known):
    rows = [["报价单"], ["名称", "机型原型", "内存容量", "内存条数"], ["甲", "small_box", 128, 8]]
    (product,) = read_products(workbook(tmp_path / "quote.xlsx", rows, title="配置"), known)
    assert product.name == "甲"
    assert line(product.bom, "Module").stated["capacity_gb"].value == 16.0
    assert str(line(product.bom, "Module").at) == "quote.xlsx › 配置!D3"


def test_a_dash_is_an_empty_cell(one):
    assert counts(one("cpu_model,ssd_count", "-,n/a"))["Drive"] == 1


def test_every_bad_cell_is_told_at_once(problems):
    text = (
        "name,archetype,cpu_count,memory_gb,dimm_count\n"
        "a,big_box,2,64,4\n"
        "b,small_box,-1,much,4\n"
        "c,small_box,1.5,64,9999\n"
    )
    assert problems(text) == [
        ("BOM150", "quote.csv › B2"),
        ("BOM110", "quote.csv › C3"),
        ("BOM102", "quote.csv › D3"),
        ("BOM151", "quote.csv › C4"),
        ("BOM152", "quote.csv › E4"),
    ]


def test_an_unknown_archetype_names_those_there_are(products):
    with pytest.raises(BomError, match=r"'big_box' is no archetype .expected one of small_box"):
        products("name,archetype\na,big_box\n")


def test_a_table_without_rows_is_refused(problems):
    assert problems("name,archetype\n") == [("BOM119", "quote.csv › A1")]


def test_a_column_no_configuration_has_is_said(one):
    assert said(one("colour", "blue"))["BOM253"] == (
        "columns that no configuration has are not read: colour"
    )


def test_a_table_without_archetypes_is_a_bom(products):
    (product,) = products("Part Number,Name,Qty\nF-80,fan,6\n", name="fans.csv")
    assert (product.name, product.stem) == ("fans", "fans")
    assert counts(product.bom) == {"fan": 6}


def test_every_row_is_a_product_with_a_stem_of_its_own(products):
    found = products("name,archetype\nA/B:1,small_box\nA/B:1,small_box\n,small_box\n")
    assert [product.name for product in found] == ["A/B:1", "A/B:1", "small_box 4"]
    assert [product.stem for product in found] == ["A_B_1", "A_B_1-2", "small_box_4"]
    assert len({product.bom.sha256 for product in found}) == 3


def test_stems_are_safe_on_every_file_system():
    assert safe_stems(["../etc", "con", "a" * 200, "服务器 1", "", "X", "x"]) == [
        "etc", "con_", "a" * 80, "服务器_1", "configuration", "X", "x-2",
    ]  # fmt: skip
