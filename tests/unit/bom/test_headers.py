import pytest

from pcf.bom.vocabulary import BOM_FIELDS, Vocabulary


@pytest.fixture(scope="module")
def vocabulary(knowledge):
    return Vocabulary.of(knowledge)


@pytest.mark.parametrize(
    ("title", "field", "unit"),
    [
        ("Qty.", "quantity", ""),
        ("  QTY per ", "quantity", ""),
        ("数量（PCS）", "quantity", "PCS"),
        ("*用量", "quantity", ""),
        ("单重(g)", "mass", "g"),
        ("单重（kg）", "mass", "kg"),
        ("Weight [kg]", "mass", "kg"),
        ("Weight in g", "mass", "g"),
        ("weight_kg", "mass", "kg"),
        ("mass_kg", "mass", "kg"),
        ("Weight, g", "mass", "g"),
        ("用量 kg", "quantity", "kg"),
        ("单重/g", "mass", "g"),
        ("总重(kg)", "total_mass", "kg"),
        ("Total Weight (g)", "total_mass", "g"),
        ("数量\nQty", "quantity", ""),
        ("Unit weight (kg) 单重", "mass", "kg"),
        ("单重（g）Unit weight", "mass", "g"),
        ("Qty (per set) 数量", "quantity", ""),
        ("物料名称 Part Name", "name", ""),
        ("物料编码/Part No.", "part_number", ""),
        ("Line #", "item", ""),
        ("#", "item", ""),
        ("MATNR", "part_number", ""),
        ("子项物料编码", "part_number", ""),
        ("存货编码", "part_number", ""),
        ("用量:分母", "base_quantity", ""),
        ("替代料", "alternates", ""),
        ("替代组", "alternate_group", ""),
        ("位号", "designators", ""),
        ("Supplier PCF (kgCO2e)", "footprint", "kgCO2e"),
        ("供应商碳足迹", "footprint", ""),
        ("footprint_kgco2e", "footprint", "kgCO2e"),
        ("Footprint (kgCO2e)", "footprint", "kgCO2e"),
        ("Footprint", "description", ""),  # the land pattern of an EDA tool
        ("封装", "description", ""),
        ("die_area_cm2", "die_area_cm2", "cm2"),
        ("Die area", "die_area_cm2", ""),
        ("Die area (mm²)", "die_area_cm2", "mm2"),
        ("TDP", "tdp_w", ""),
        ("TDP (W)", "tdp_w", "W"),
        ("tdp_w", "tdp_w", "W"),
        ("layers", "layers", ""),
        ("socket", "socket", ""),
    ],
)
def test_a_header_is_understood_with_its_unit(vocabulary, title, field, unit):
    heading = vocabulary.columns.heading(title)
    assert heading is not None
    assert heading.field == field
    assert vocabulary.units.find(heading.unit) == vocabulary.units.find(unit)


@pytest.mark.parametrize(
    "title", ["Unit Price (USD)", "RoHS", "Item V", "Name d", "版本", "Qty on hand", "Date"]
)
def test_columns_of_other_trades_mean_nothing(vocabulary, title):
    assert vocabulary.columns.heading(title) is None


@pytest.mark.parametrize("filler", [" ", "\n", "(", "a ", " in ", "a(", "_"])
def test_an_endless_header_cell_is_passed_over(vocabulary, filler):
    for length in (190, 100_000):
        assert vocabulary.columns.heading("x" + filler * (length // len(filler)) + "y") is None


def test_every_field_has_a_dozen_spellings_in_both_languages(knowledge):
    spellings = {field: [] for field in BOM_FIELDS}
    for alias in knowledge.headers:
        spellings.setdefault(alias.field, []).append(alias.lang)
    for field, languages in spellings.items():
        assert len(languages) >= (12 if field in BOM_FIELDS else 6), field
        assert {"en", "zh"} <= set(languages), field


def test_no_spelling_is_claimed_by_two_fields(knowledge):
    from pcf.bom.wording import squashed

    for table in (knowledge.headers, knowledge.setting_names):
        fields = {}
        for alias in table:
            if alias.alias != alias.field:  # its own name, spelled just so, outranks a spelling
                assert fields.setdefault(squashed(alias.alias), alias.field) == alias.field, alias


def test_a_setting_is_found_by_its_own_name_before_a_spelling_of_another(vocabulary):
    settings = vocabulary.settings
    assert settings.heading("load_profile").field == "load_profile"
    assert settings.heading("Load Profile").field == "profile"


def test_every_unit_named_in_the_tables_is_on_the_list(knowledge, vocabulary):
    for alias in (*knowledge.headers, *knowledge.setting_names):
        assert alias.unit in {"", "1"} or vocabulary.units.find(alias.unit), alias
