"""Reading a small inventory folder: expansion by place, linking, and every kind of refusal."""

import dataclasses
import uuid

import pytest

from pcf.background.inventory import read_inventory
from pcf.background.knowledge import read_knowledge
from pcf.background.store import read_folder
from pcf.background.validation import validate
from pcf.errors import DataError
from pcf.library import shipped_library
from pcf.model.background import dataset_uuid

FILES = {
    "flows.csv": "key,name,unit,flow_class,unspecified\nco2,CO2,kg,fossil,0\nghg,GHG,kg,fossil,1\n",
    "geographies.csv": "code,name,name_zh,parent\nGLO,World,全球,\nCN,China,中国,GLO\n"
    "CN-GD,Guangdong,广东,CN\nDE,Germany,德国,GLO\n",
    "methods/gwp100.csv": "flow,factor,unit,source\nco2,1,kg,ipcc\nghg,1,kg,ipcc\n",
    "sources/a.yaml": "ipcc: {citation: IPCC, year: 2021, licence: facts, read: primary}\n",
    "grids/mixes.csv": "location,technology,share,year,source\n"
    "CN,coal,0.6,2024,ipcc\nCN,hydro,0.4,2024,ipcc\n",
    "grids/losses.csv": "location,loss_share,year,source,kind,note\nGLO,0.2,2024,ipcc,sourced,\n",
    "processes/power/power.yaml": """
- {product: electricity_from_coal, name: coal power, unit: kWh, locations: [GLO], year: 2024,
   emissions: [{flow: co2, amount: 1.0, source: ipcc, pedigree: [1,1,1,1,1]}]}
- {product: electricity_from_hydro, name: hydro power, unit: kWh, locations: [GLO], year: 2024,
   emissions: [{flow: co2, amount: 0.01, source: ipcc}]}
""",
    "processes/metals/steel.yaml": """
- product: steel
  name: steel
  unit: kg
  locations: [CN, GLO]
  year: 2024
  inputs:
    - {product: electricity, location: CN-GD, amount: {CN: 0.5, GLO: 0.7}, unit: kWh, source: ipcc}
  emissions:
    - {flow: ghg, amount: 2e0, kind: assumption, low: 1, high: 4, note: a guess}
""",
}


def write(folder, **changes):
    for name, text in {**FILES, **changes}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return read_folder(folder)


def refusal(folder, **changes):
    with pytest.raises(DataError) as caught:
        read_inventory(write(folder, **changes))
    return str(caught.value)


def test_one_dataset_is_made_per_place_with_its_own_amounts(tmp_path):
    inventory = read_inventory(write(tmp_path))
    amounts = {
        place: inventory.datasets[f"steel@{place}"].inputs[0].amount for place in ("CN", "GLO")
    }
    assert amounts == {"CN": 0.5, "GLO": 0.7}


def test_an_input_falls_back_from_province_to_country(tmp_path):
    entry = read_inventory(write(tmp_path)).datasets["steel@CN"].inputs[0]
    assert entry.location == "CN"


def test_a_grid_delivers_its_mix_with_the_loss_applied_once(tmp_path):
    market = read_inventory(write(tmp_path)).datasets["electricity@CN"]
    amounts = {entry.product: entry.amount for entry in market.inputs}
    assert amounts == pytest.approx(
        {"electricity_from_coal": 0.6 / 0.8, "electricity_from_hydro": 0.4 / 0.8}
    )
    assert market.tags == ("electricity",)


def test_shares_that_do_not_add_up_are_refused_with_their_place(tmp_path):
    mixes = FILES["grids/mixes.csv"].replace("0.4", "0.3")
    assert "grids/mixes.csv › CN: shares add up to 0.9000, not 1 [DAT040]" in refusal(
        tmp_path, **{"grids/mixes.csv": mixes}
    )


def test_a_grid_without_a_loss_is_refused(tmp_path):
    losses = "location,loss_share,year,source,kind,note\n"
    assert "DAT041" in refusal(tmp_path, **{"grids/losses.csv": losses})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("product: electricity,", "product: unobtainium,", "no dataset provides 'unobtainium'"),
        ("unit: kWh, source", "unit: MJ, source", "electricity is provided in kWh, drawn in MJ"),
        ("flow: ghg", "flow: argon", "elementary flow 'argon' is not in flows.csv"),
        ("amount: 2e0", "amount: many", "field 'amount' is not a number: 'many'"),
        ("amount: 2e0, ", "", "number 'amount' is missing for CN"),
        ("unit: kg", "unit: [kg]", "field 'unit' is missing or not text"),
        ("note: a guess", "note: a guess, pedigree: [1, 2]", "pedigree must be five numbers"),
        ("note: a guess", "note: a guess, pedigree: [1, 2, 3, 4, 6]", "pedigree must be five"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_place(tmp_path, old, new, message):
    steel = FILES["processes/metals/steel.yaml"].replace(old, new, 1)
    text = refusal(tmp_path, **{"processes/metals/steel.yaml": steel})
    assert message in text
    assert "processes/metals/steel.yaml › steel" in text


def test_all_refusals_come_at_once(tmp_path):
    steel = FILES["processes/metals/steel.yaml"].replace("ghg", "argon")
    mixes = FILES["grids/mixes.csv"].replace("0.4", "0.3")
    text = refusal(tmp_path, **{"processes/metals/steel.yaml": steel, "grids/mixes.csv": mixes})
    assert "DAT031" in text
    assert "DAT040" in text


def test_the_same_dataset_twice_is_refused(tmp_path):
    steel = FILES["processes/metals/steel.yaml"].replace("[CN, GLO]", "[CN, CN]")
    assert "steel@CN twice" in refusal(tmp_path, **{"processes/metals/steel.yaml": steel})


def test_broken_yaml_is_refused_with_its_line(tmp_path):
    assert "not valid YAML" in refusal(tmp_path, **{"processes/metals/steel.yaml": "- {a: [1}\n"})


def test_a_file_that_is_not_a_list_of_datasets_is_refused(tmp_path):
    assert "expected a list" in refusal(tmp_path, **{"processes/metals/steel.yaml": "a: 1\n"})


def test_an_unknown_flow_class_is_refused_with_its_line(tmp_path):
    flows = FILES["flows.csv"].replace("fossil,1", "cosmic,1")
    assert "flows.csv › line 3: unknown flow class 'cosmic'" in refusal(
        tmp_path, **{"flows.csv": flows}
    )


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(DataError, match="DAT002"):
        read_folder(tmp_path / "nowhere")


def test_the_digest_changes_with_a_byte_of_the_data(tmp_path):
    before = write(tmp_path).digest(["processes/"])
    steel = FILES["processes/metals/steel.yaml"].replace("0.5", "0.6")
    assert (
        write(tmp_path, **{"processes/metals/steel.yaml": steel}).digest(["processes/"]) != before
    )


COMPONENT = """
component_class: bracket
title: bracket
title_zh: 支架
group: mechanics
recovery_class: recyclable
choices: {node: {default: "7", from_parameter: node_nm, values: [5, 7]}, finish: zinc}
constants: {material_product: steel}
parameters:
  mass_kg: {unit: kg, value: 0.1, low: 0.05, high: 0.3, kind: assumption, note: why,
            year: 2024, geography: GLO}
  defects: {unit: 1/cm2, by: node, source: ipcc, year: 2024, geography: GLO,
            table: {"5": {value: 0.1, low: 0.05, high: 0.2}, "7": {value: 0.2, low: 0.1, high: 0.3}}}
"""


def problems(folder, **changes):
    data = write(folder, **{"components/bracket.yaml": COMPONENT, **changes})
    return "\n".join(map(str, validate(read_inventory(data), read_knowledge(data))))


def test_a_sound_inventory_has_no_problems(tmp_path):
    assert problems(tmp_path) == ""


def test_component_data_keep_choices_and_inherit_in_tables(tmp_path):
    data = write(tmp_path, **{"components/bracket.yaml": COMPONENT})
    bracket = read_knowledge(data).components["bracket"]
    assert bracket.choices["node"].values == ("5", "7")
    assert bracket.choices["finish"].default == "zinc"
    five = bracket.parameters["defects"].table["5"]
    assert (five.value, five.source, five.unit) == (0.1, "ipcc", "1/cm2")


def test_figures_carry_the_stream_they_name_and_rows_of_a_table_inherit_it(tmp_path):
    steel = FILES["processes/metals/steel.yaml"].replace("2e0,", "2e0, stream: furnace,")
    bracket = COMPONENT.replace("by: node,", "by: node, stream: defects,")
    data = write(
        tmp_path,
        **{"processes/metals/steel.yaml": steel, "components/bracket.yaml": bracket},
    )
    (emission,) = read_inventory(data).datasets["steel@CN"].emissions
    parameters = read_knowledge(data).components["bracket"].parameters
    assert emission.provenance.stream == "furnace"
    assert parameters["defects"].table["7"].stream == "defects"
    assert parameters["mass_kg"].stream == ""


STEEL = "processes/metals/steel.yaml"
BRACKET = "components/bracket.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (STEEL, "source: ipcc", "source: hearsay", "source 'hearsay' is not in sources/ [DAT113]"),
        (STEEL, ", note: a guess", "", "an assumption without a reason [DAT111]"),
        (STEEL, "low: 1, high: 4, ", "", "needs an interval (low, high) [DAT112]"),
        (STEEL, "low: 1, high: 4", "low: 3, high: 4", "lies outside its interval 3–4 [DAT114]"),
        (STEEL, "low: 1, high: 4", "low: 1.9, high: 2.1", "too narrow for an assumption"),
        (STEEL, "kind: assumption", "source: ipcc, kind: rumour", "kind 'rumour' of a figure [DAT110]"),
        (STEEL, "locations: [CN, GLO]", "locations: [XX]", "location 'XX' is not in geographies"),
        (STEEL, "year: 2024", "year: 2024\n  kind: system", "may not draw inputs as well"),
        (STEEL, "year: 2024", "year: ''", "field 'year' is empty"),
        (STEEL, "year: 2024", "year: 2024\n  kind: magic", "kind 'magic'"),
        ("methods/gwp100.csv", "ghg,1", "neon,1", "methods/gwp100.csv › ghg"),
        (BRACKET, "geography: GLO}\n  def", "geography: ''}\n  def", "'geography' is empty"),
        (BRACKET, "value: 0.1, low: 0.05, high: 0.2}", "value: 0.3, low: 0.05, high: 0.2}",
         "0.3 lies outside its interval"),
    ],
)  # fmt: skip
def test_a_broken_row_is_caught_with_its_place(tmp_path, file, old, new, message):
    text = {**FILES, BRACKET: COMPONENT}[file].replace(old, new, 1)
    found = problems(tmp_path, **{file: text})
    assert message in found
    assert file in found


def test_a_component_parameter_without_an_interval_is_refused(tmp_path):
    text = COMPONENT.replace("low: 0.05, high: 0.3, ", "")
    data = write(tmp_path, **{BRACKET: text})
    with pytest.raises(DataError, match="DAT016"):
        read_knowledge(data)


def test_a_circle_without_emissions_has_no_path_to_a_flow(tmp_path):
    circle = """
- {product: a, name: a, unit: kg, year: 2024, inputs: [{product: b, amount: 1, unit: kg, source: ipcc}]}
- {product: b, name: b, unit: kg, year: 2024, inputs: [{product: a, amount: 1, unit: kg, source: ipcc}]}
"""
    found = problems(tmp_path, **{"processes/x/circle.yaml": circle})
    assert found.count("DAT106") == 2


def test_market_shares_must_add_up(tmp_path):
    market = """
- {product: steel, name: market, kind: market, unit: kg, locations: [DE], year: 2024,
   inputs: [{product: steel, location: CN, amount: 0.7, unit: kg, source: ipcc}]}
"""
    assert "market shares add up to 0.7000" in problems(tmp_path, **{"processes/x/m.yaml": market})


def test_mapping_tables_are_held_against_classes_and_products(tmp_path):
    found = problems(
        tmp_path,
        **{
            "mapping/classes.csv": "component_class,title,title_zh,group,example,example_zh\n"
            "ghost,ghost,鬼,x,x,x\n",
            "mapping/rules.csv": "component_class,field,pattern,unless,priority,confidence\n"
            "nothing,text,(,,1,0.9\n",
            "mapping/materials.csv": "alias,material,product,eol_material,density_kg_m3,forming\n"
            "SGCC,SGCC,unobtainium,steel,7850,\n",
            "mapping/parts.csv": "key,pattern,component_class,kind,parameters,choices,source\n"
            'x,x,ghost,sourced,"{""a"": 1}",,\n',
        },
    )
    for code in ("DAT130", "DAT131", "DAT132", "DAT133", "DAT134"):
        assert code in found


def test_numbers_and_json_of_mapping_tables_are_read_strictly(tmp_path):
    data = write(
        tmp_path,
        **{
            "units.csv": "alias,unit,dimension,factor\nkg,kg,mass,one\n",
            "mapping/parts.csv": "key,pattern,component_class,kind,parameters,choices,source\n"
            "x,x,ghost,sourced,{oops,,ipcc\n",
        },
    )
    with pytest.raises(DataError) as caught:
        read_knowledge(data)
    assert "units.csv › line 2: column 'factor' is not a number: 'one' [DAT014]" in str(
        caught.value
    )
    assert "mapping/parts.csv › line 2" in str(caught.value)


def test_parsed_components_are_kept_by_content(tmp_path):
    cache = tmp_path / "cache"
    data = write(tmp_path / "data", **{"components/bracket.yaml": COMPONENT})
    first = read_knowledge(data, cache=cache)
    assert len(list(cache.glob("components-*.json"))) == 1
    assert read_knowledge(data, cache=cache).components == first.components
    damaged = next(cache.glob("components-*.json"))
    damaged.write_text("{not json")
    assert read_knowledge(data, cache=cache).components == first.components
    changed = COMPONENT.replace("0.1", "0.11")
    data = write(tmp_path / "data", **{"components/bracket.yaml": changed})
    mass = read_knowledge(data, cache=cache).components["bracket"].parameters["mass_kg"]
    assert mass.value == 0.11


ELECTRICITY = "3f279b0c-b97b-5606-8302-86f0f8478525"


def test_a_dataset_is_known_elsewhere_by_its_key_alone():
    # uuid5 of "electricity@CN" in uuid5(URL, "pcf/lci_data"): must never change
    space = uuid.uuid5(uuid.NAMESPACE_URL, "pcf/lci_data")
    assert dataset_uuid("electricity@CN") == str(uuid.uuid5(space, "electricity@CN"))
    assert dataset_uuid("electricity@CN") == ELECTRICITY
    datasets = shipped_library().inventory.datasets
    changed = dataclasses.replace(datasets["electricity@CN"], comment="new", year="1900")
    assert changed.uuid == ELECTRICITY
    assert len({dataset.uuid for dataset in datasets.values()}) == len(datasets)
