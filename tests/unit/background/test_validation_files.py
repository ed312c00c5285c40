"""A deliberately broken row of each kind is caught with its file and place."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from pcf.background.inventory import read_inventory
from pcf.background.knowledge import read_knowledge
from pcf.background.store import DataFolder, read_folder
from pcf.background.validation import validate, validate_files
from pcf.errors import DataError
from pcf.model.background import Inventory
from pcf.model.scores import ProductFacts, UnitScores

PLASTIC = "processes/plastics/blend.yaml"
BOARD = "processes/packaging/board.yaml"
HEAT = "processes/energy/heat.yaml"
BRACKET = "components/bracket.yaml"
SOURCES = "sources/a.yaml"
PEDIGREE = "uncertainty/pedigree.csv"

INDICATORS = ("reliability", "completeness", "time", "geography", "technology")

FILES = {
    "flows.csv": "key,name,unit,flow_class,unspecified\n"
    "carbon_dioxide_fossil,CO2,kg,fossil,0\n"
    "carbon_dioxide_biogenic,CO2,kg,biogenic_emission,0\n"
    "carbon_dioxide_in_air,CO2,kg,biogenic_removal,0\n",
    "geographies.csv": "code,name,name_zh,parent\nGLO,World,全球,\nCN,China,中国,GLO\n",
    "methods/gwp100.csv": "flow,factor,unit,source,low,high\n"
    "carbon_dioxide_fossil,1,kg,ipcc,,\n"
    "carbon_dioxide_biogenic,1,kg,ipcc,,\n"
    "carbon_dioxide_in_air,-1,kg,ipcc,,\n",
    SOURCES: "ipcc: {citation: IPCC, year: 2021, licence: facts, locator: t, read: primary}\n"
    "mill: {citation: Mill, year: 2020, licence: facts, locator: '', read: secondary}\n",
    "grids/mixes.csv": "location,technology,share,year,source\nCN,coal,1,2024,ipcc\n",
    "grids/losses.csv": "location,loss_share,year,source,kind,low,high,note\n"
    "GLO,0.2,2024,ipcc,sourced,0.1,0.3,\n",
    "grids/published.csv": "location,kgco2e_per_kwh,scope,year,source,band,note\n"
    "CN,1.0,generation,2024,ipcc,0.1,\nCN,1.25,delivered,2024,ipcc,0.1,\n",
    "fuels.csv": "product,unit,lhv_mj_per_unit,co2_kg_per_mj,band,kind,source,year,geography,note\n"
    "coal,MJ,2,0.05,0.1,sourced,ipcc,2020,GLO,\n",
    "processes/power/power.yaml": """
- {product: electricity_from_coal, name: coal power, unit: kWh, year: 2024,
   emissions: [{flow: carbon_dioxide_fossil, amount: 1.0, source: ipcc}]}
""",
    HEAT: """
- {product: coal, name: coal, unit: MJ, year: 2024,
   emissions: [{flow: carbon_dioxide_fossil, amount: 0.01, source: ipcc}]}
- {product: heat, name: heat, unit: MJ, year: 2024,
   inputs: [{product: coal, amount: 1.25, unit: MJ, source: ipcc}],
   emissions: [{flow: carbon_dioxide_fossil, amount: 0.125, source: ipcc}]}
""",
    PLASTIC: """
- {product: resin, name: resin, unit: kg, year: 2024,
   emissions: [{flow: carbon_dioxide_fossil, amount: 2.0, source: ipcc}]}
- product: blend
  name: blend
  unit: kg
  year: 2024
  inputs:
    - {product: resin, amount: 1.25, unit: kg, source: ipcc}
    - {product: electricity, amount: 0.4, unit: kWh, source: ipcc}
  balance: {of: [resin], loss_share: 0.2}
""",
    BOARD: """
- product: board
  name: board
  unit: kg
  year: 2024
  emissions:
    - {flow: carbon_dioxide_in_air, amount: 2.0, source: mill}
    - {flow: carbon_dioxide_biogenic, amount: 0.5, source: mill}
  biogenic_carbon_kgc: 0.4094
""",
    BRACKET: """
component_class: bracket
title: bracket
title_zh: 支架
group: mechanics
recovery_class: recyclable
choices: {node: "7"}
constants: {material_product: resin}
parameters:
  mass_kg: {unit: kg, value: 0.1, low: 0.05, high: 0.3, kind: assumption, note: why,
            year: 2024, geography: GLO}
  loss_share: {unit: "-", by: node, source: ipcc, year: 2024, geography: GLO,
               table: {"7": {value: 0.2, low: 0.1, high: 0.3}}}
""",
    "components/bracket.cases.yaml": "- {name: one, parameters: {}, expect: {mass_kg: 0.1}}\n",
    "mapping/classes.csv": "component_class,title,title_zh,group,example,example_zh\n"
    "bracket,bracket,支架,x,a bracket,一个支架\n",
    "mapping/materials.csv": "alias,material,product,eol_material,density_kg_m3,forming,source,note\n"
    "PX,px,resin,plastic,1000,,assumption,a reason\nPY,px,resin,plastic,1000,,mill,\n",
    "mapping/rules.csv": "component_class,field,pattern,unless,priority,confidence\n"
    "bracket,text,bracket,,1,0.9\n",
    "mapping/thresholds.csv": "name,value,note\nfloor,0.9,a reason\n",
    "mapping/plausible.csv": "parameter,component_class,low,high,note\nmass_kg,,0.1,9,a reason\n",
    "archetypes/small.yaml": """
archetype: small
title: small
title_zh: 小
year: 2024
mass_factor: {value: 1, low: 0.8, high: 1.2, unit: "-", kind: derived, source: mill, note: why}
lines:
  - {item: "1", name: a, name_zh: 甲, class: bracket, quantity: 1,
     figures: {mass_kg: {value: 1, low: 0.5, high: 2, unit: kg, kind: sourced, source: mill}}}
""",
    "mapping/parts.csv": "key,pattern,component_class,kind,parameters,choices,source,note,status\n"
    'b1,b1,bracket,sourced,"{""mass_kg"": 0.2, ""mass_kg_low"": 0.1, ""mass_kg_high"": 0.3}",,'
    "mill,,SEEN\n",
    "study/pue.csv": "grid,pue,unit,low,high,kind,source,year,geography,note\n"
    "CN,1.5,-,1.2,1.6,sourced,ipcc,2024,CN,\n"
    "GLO,1.6,-,1.1,2.4,assumption,assumption,2024,GLO,a reason\n",
    "study/profiles.csv": "profile,load_share,time_share,unit,low,high,kind,source,year,geography,"
    "note\nweb,0,0.4,-,0.1,0.8,sourced,ipcc,2024,GLO,\nweb,1,0.6,-,0.1,0.8,sourced,ipcc,2024,GLO,\n",
    "study/modes.csv": "mode,product,title\nlorry,resin,lorry\n",
    "study/routes.csv": "mode,distance_km,unit,low,high,kind,source,year,geography,note\n"
    "lorry,100,km,50,200,sourced,ipcc,2024,GLO,\n",
    "study/spare_parts.csv": "component_class,replacements_per_year,unit,low,high,kind,source,year,"
    "geography,note\nbracket,0.1,1/a,0.05,0.2,sourced,ipcc,2024,GLO,\n",
    "units.csv": "alias,unit,dimension,factor,lang\nkg,kg,mass,1,en\n",
    "study/defaults.csv": "name,value,unit,low,high,kind,source,year,geography,note\n"
    "grid,CN,text,,,choice,ipcc,2024,CN,\n",
    "end_of_life/materials.csv": "key,title,unit,kind,source,year,geography,note\n"
    "plastic,plastic,-,sourced,ipcc,2024,GLO,\n",
    "end_of_life/routes.csv": "material,market,recycling_share,energy_recovery_share,"
    "landfill_share,unit,low,high,kind,source,year,geography,note\n"
    "plastic,GLO,0.5,0.3,0.2,-,0.2,0.8,sourced,ipcc,2024,GLO,\n",
    "end_of_life/recovery_classes.csv": "key,capture_share,unit,interval_of,low,high,"
    "kind,source,year,geography,note\ndata,0.3,-,capture_share,0.1,0.6,sourced,ipcc,2024,GLO,\n",
    PEDIGREE: "indicator,score,variance,unit,kind,source,year,geography,note\n"
    + "".join(
        f"{indicator},{score},{0.001 * (score - 1)},-,sourced,ipcc,2013,GLO,\n"
        for indicator in INDICATORS
        for score in range(1, 6)
    ),
}


def write(folder: Path, **changes: str) -> DataFolder:
    for name, text in {**FILES, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_folder(folder)


def solved(inventory: Inventory) -> UnitScores:
    """Scores by a plain solve: the room under test does not know the engine."""
    keys = list(inventory.datasets)
    place = {key: row for row, key in enumerate(keys)}
    technology, direct = np.eye(len(keys)), np.zeros(len(keys))
    for key, dataset in inventory.datasets.items():
        for entry in dataset.inputs:
            technology[place[f"{entry.product}@{entry.location}"], place[key]] -= entry.amount
        direct[place[key]] = sum(
            emission.amount * inventory.factors["gwp100"].get(emission.flow, 0.0)
            for emission in dataset.emissions
        )
    values = np.linalg.solve(technology.T, direct)[:, None]
    facts = tuple(
        ProductFacts(
            product=dataset.product, location=dataset.location, unit=dataset.unit, name="",
            name_zh="", kind="", group="", year="", tags=(), sources=(), file="",
        )
        for dataset in inventory.datasets.values()
    )  # fmt: skip
    nothing = np.zeros_like(values)
    return UnitScores(
        method="gwp100", index=place, facts=facts, values=values, unspecified=nothing,
        assumption=nothing, pedigree=nothing, locations={}, parents={}, digest="",
    )  # fmt: skip


def problems(folder: Path, **changes: str) -> str:
    data = write(folder, **changes)
    inventory, knowledge = read_inventory(data), read_knowledge(data)
    found = (
        *validate(inventory, knowledge),
        *validate_files(data, inventory, knowledge, solved(inventory)),
    )
    return "\n".join(map(str, found))


def test_sound_data_have_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == ""


TWIN = """
- {product: warmth, name: warmth, unit: MJ, year: 2024,
   inputs: [{product: coal, amount: 1.25, unit: MJ, source: ipcc}],
   emissions: [{flow: carbon_dioxide_fossil, amount: 0.125, source: ipcc}]}
"""

MARKET = """
- {product: coal, name: coal, unit: MJ, year: 2024, kind: market, locations: [CN],
   inputs: [{product: coal, location: GLO, amount: 0.9, unit: MJ, source: ipcc}]}
"""

BROKEN = [
    # file, what is right, what breaks it, what is told and where
    ("study/routes.csv", "lorry,100", "balloon,100", "study/routes.csv › line 2, mode: 'balloon' is defined nowhere [DAT067]"),
    ("study/modes.csv", "lorry,resin", "lorry,horse", "study/modes.csv › line 2, product: 'horse' is defined nowhere [DAT067]"),
    ("study/spare_parts.csv", "bracket,0.1", "hinge,0.1", "study/spare_parts.csv › line 2, component_class: 'hinge' is defined nowhere [DAT067]"),
    ("geographies.csv", "中国,GLO", "中国,EARTH", "geographies.csv › line 3, parent: 'EARTH' is defined nowhere [DAT067]"),
    ("units.csv", "mass,1", "mass,0", "units.csv › line 2, factor: a unit of size '0': a number above zero is needed [DAT068]"),
    (PLASTIC, "amount: 0.4,", "amount: 0.4, pedigre: [1, 1, 1, 1, 1],", f"{PLASTIC} › blend › inputs[1]: key 'pedigre' is not read"),
    (PLASTIC, "loss_share: 0.2}", "loss_share: 0.2, of_all: yes}", f"{PLASTIC} › blend › balance: key 'of_all' is not read"),
    (PLASTIC, "  name: blend", "  name: blend\n  coment: x", f"{PLASTIC} › blend: key 'coment' is not read"),
    (HEAT, "amount: 0.125,", "amount: 0.125, lowest: 0.1,", f"{HEAT} › heat › emissions[0]: key 'lowest' is not read"),
    (BRACKET, "value: 0.1,", "value: 0.1, lo: 0.2,", f"{BRACKET} › mass_kg: key 'lo' is not read"),
    (BRACKET, "{value: 0.2,", "{value: 0.2, hihg: 1,", f"{BRACKET} › loss_share[7]: key 'hihg' is not read"),
    (BRACKET, "group: mechanics", "group: mechanics\nrecovery: x", f"{BRACKET} › component_class: key 'recovery' is not read (known:"),
    (BRACKET, 'node: "7"', 'node: {default: "7", value: "7"}', f"{BRACKET} › node: key 'value' is not read"),
    (SOURCES, "licence: facts, locator: t", "licence: ecoinvent EULA, locator: t", f"{SOURCES} › ipcc: figures under licence 'ecoinvent EULA' may not ship"),
    ("methods/gwp100.csv", "biogenic,1,kg,ipcc,,", "biogenic,1,kg,ipcc,2,3", "methods/gwp100.csv › line 3, factor: 1 lies outside its interval 2–3 [DAT114]"),
    ("methods/gwp100.csv", "in_air,-1", "neon,-1", "methods/gwp100.csv › carbon_dioxide_neon: flow and factor do not match one to one [DAT050]"),
    (HEAT, "unit: MJ, year: 2024", "unit: MJ, year: ''", f"{HEAT} › coal@GLO: field 'year' is empty [DAT100]"),
    (HEAT, "unit: MJ, year: 2024", "unit: MJ, locations: [XX, GLO], year: 2024", f"{HEAT} › coal@XX: location 'XX' is not in geographies.csv [DAT101]"),
    (HEAT, "unit: MJ, year: 2024", "unit: MJ, kind: magic, year: 2024", f"{HEAT} › coal@GLO: kind 'magic' [DAT102]"),
    (PLASTIC, "  year: 2024\n  inputs", "  year: 2024\n  kind: system\n  inputs", f"{PLASTIC} › blend@GLO: a cradle-to-gate total may not draw inputs as well [DAT103]"),
    (HEAT, "- {product: coal,", "- {product: void, name: void, unit: kg, year: 2024}\n- {product: coal,", f"{HEAT} › void@GLO: neither inputs nor emissions [DAT104]"),
    (HEAT, "- {product: coal,", MARKET + "- {product: coal,", f"{HEAT} › coal@CN: market shares add up to 0.9000, not 1 [DAT105]"),
    (PLASTIC, "amount: 0.4,", "amount: 0.4, kind: assumption, low: 0.39, high: 0.41, note: x,", f"{PLASTIC} › blend@GLO › inputs[1] electricity: interval 0.39–0.41 is too narrow for an assumption [DAT115]"),
    (BRACKET, "geography: GLO}", "geography: ''}", f"{BRACKET} › mass_kg: 'geography' is empty [DAT121]"),
    ("mapping/classes.csv", "bracket,bracket,", "hinge,bracket,", "mapping/classes.csv › line 2, hinge: class has no components/*.yaml [DAT131]"),
    ("mapping/parts.csv", "mill,,SEEN", ",,SEEN", "mapping/parts.csv › b1: part without a source [DAT132]"),
    ("mapping/parts.csv", "b1,b1,", "b1,b(1,", "mapping/parts.csv › b1: pattern 'b(1':"),
    (HEAT, "- {product: coal,", TWIN + "- {product: coal,", f"{HEAT} › warmth@GLO: same exchanges as heat@GLO: one dataset under two names [DAT109]"),
    (SOURCES, "mill: {", "unread: {", f"{SOURCES} › unread: no figure cites 'unread' [DAT061]"),
    (SOURCES, ", locator: t", "", f"{SOURCES} › ipcc: field 'locator' of a source is missing [DAT062]"),
    (SOURCES, "licence: facts, locator: t", "licence: '', locator: t", "field 'licence' of a source"),
    (SOURCES, "read: secondary", "read: hearsay", f"{SOURCES} › mill: read must be primary"),
    (SOURCES, "mill: {", "ipcc: {", f"{SOURCES} › line 2: key 'ipcc' stands here twice [DAT064]"),
    (HEAT, "amount: 1.25,", "amount: 1.25, unit: MJ,", f"{HEAT} › line 5: key 'unit' stands here"),
    (HEAT, "amount: 0.125", "amount: 0.3", f"{HEAT} › heat@GLO: fuel drawn holds 0.125 kg CO2, 0.3 kg"),
    (HEAT, "amount: 0.125", "amount: 0.11", "fuel drawn holds 0.125 kg CO2, 0.11 kg are emitted [DAT083]"),
    (PLASTIC, "amount: 1.25", "amount: 1.4", f"{PLASTIC} › blend@GLO › balance: 1.4 kg in less the loss"),
    (PLASTIC, "of: [resin]", "of: [resin, talc]", "blend@GLO › balance: 'talc' is not drawn in kg [DAT081]"),
    (PLASTIC, "amount: 2.0", "amount: -2.0", "emissions[0] carbon_dioxide_fossil: negative amount -2 [DAT108]"),
    (BOARD, "0.4094", "0.30", f"{BOARD} › board@GLO: biogenic carbon does not close: 0.5458 kg C in"),
    (BOARD, "unit: kg", "unit: lb", f"{BOARD} › board@GLO: unit 'lb' [DAT107]"),
    ("methods/gwp100.csv", "fossil,1,kg,ipcc", "fossil,1,kg,rumour", "methods/gwp100.csv › line 2, source: source 'rumour' is not in"),
    ("grids/mixes.csv", "2024", "", "grids/mixes.csv › line 2, year: column 'year' is empty [DAT072]"),
    ("grids/losses.csv", "0.1,0.3", "0.25,0.3", "grids/losses.csv › line 2, loss_share: 0.2 lies outside its interval"),
    ("grids/losses.csv", "sourced", "guessed", "grids/losses.csv › line 2, source: kind 'guessed' of a figure"),
    ("grids/published.csv", "CN,1.0,", "CN,1.2,", "grids/published.csv › line 2, kgco2e_per_kwh: CN is built at 1.0000"),
    ("grids/published.csv", "CN,1.25", "CN,1.0", "line 3, kgco2e_per_kwh: CN is built at 1.2500 kg/kWh, published 1.0000: +25 % is outside ±10 %"),
    ("grids/published.csv", "CN,1.0,", "XX,1.0,", "grids/published.csv › line 2, kgco2e_per_kwh: no grid 'XX' [DAT091]"),
    ("fuels.csv", "sourced,ipcc", "sourced,rumour", "fuels.csv › line 2, source: source 'rumour'"),
    ("study/pue.csv", "CN,1.5", "CN,1.7", "study/pue.csv › line 2, pue: 1.7 lies outside its interval 1.2–1.6 [DAT114]"),
    ("study/pue.csv", "CN,1.5", "CN,many", "study/pue.csv › line 2, pue: not a number: 'many' [DAT073]"),
    ("study/pue.csv", "1.2,1.6", ",1.6", "study/pue.csv › line 2, low: not a number: '' [DAT073]"),
    ("study/pue.csv", "ipcc,2024", "ipcc,", "study/pue.csv › line 2, year: column 'year' is empty"),
    ("study/pue.csv", "2024,CN", "2024,", "study/pue.csv › line 2, geography: column 'geography' is empty"),
    ("study/pue.csv", "a reason", "", "study/pue.csv › line 3, note: an assumption without a reason [DAT111]"),
    ("study/pue.csv", "1.1,2.4", "1.55,1.65", "study/pue.csv › line 3, pue: interval 1.55–1.65 is too narrow"),
    ("study/pue.csv", "grid,pue", "grid,factor", "study/pue.csv › line 2, low: which column low and high enclose"),
    ("study/profiles.csv", "web,0,0.4", "web,0,0.3", "study/profiles.csv › web, time_share: shares add up to 0.9000, not 1"),
    ("study/profiles.csv", "web,0,0.4", "web,0,1.4", "study/profiles.csv › line 2, time_share: a share of 1.4 is not between"),
    ("study/profiles.csv", "web,0,0.4", "web,0,much", "study/profiles.csv › line 2, time_share: not a number: 'much'"),
    ("end_of_life/routes.csv", "0.5,0.3,0.2", "0.5,0.3,0.3", "routes.csv › line 2, recycling_share: shares add up to 1.1000"),
    ("end_of_life/routes.csv", "0.5,0.3,0.2", "0.5,0.3,0.21", "routes.csv › line 2, recycling_share: shares add up to 1.0100"),
    ("end_of_life/recovery_classes.csv", "data,0.3", "data,0.7", "line 2, capture_share: 0.7 lies outside its interval"),
    ("end_of_life/materials.csv", "key,title,unit,kind", "key,title,unit,sort", "end_of_life/materials.csv: table without column 'kind' [DAT070]"),
    (PEDIGREE, "reliability,5,0.004", "reliability,5,0.001", f"{PEDIGREE} › reliability 5, variance: variance 0.001 is below"),
    (PEDIGREE, "time,3,0.002", "time,3,", f"{PEDIGREE} › time 3, variance: no variance [DAT076]"),
    (BRACKET, "value: 0.1,", "value: 0.1, stream: alone,", f"{BRACKET} › mass_kg: no other figure names the stream 'alone' [DAT079]"),
    (PLASTIC, "amount: 1.25,", "amount: 1.25, stream: alone,", f"{PLASTIC} › blend › resin: no other figure names the stream 'alone'"),
    (PLASTIC, "amount: 2.0,", "amount: 2.0, stream: alone,", f"{PLASTIC} › resin › carbon_dioxide_fossil: no other figure names"),
    (BRACKET, "recyclable", "edible", f"{BRACKET} › recovery_class: unknown recovery class 'edible' [DAT124]"),
    (BRACKET, "unit: kg, value", "unit: g, value", f"{BRACKET} › mass_kg: a parameter named …_kg is in kg, not g"),
    (BRACKET, "material_product: resin", "material_product: adamant", f"{BRACKET} › material_product: no dataset provides 'adamant'"),
    (BRACKET, "material_product: resin", "material_product: resin@CN", f"{BRACKET} › resin@CN: place in a key"),
    (BRACKET, 'node: "7"', 'node: "5"', f"{BRACKET} › loss_share: table has no row for the default of choice 'node'"),
    ("components/bracket.cases.yaml", "- {name: one, parameters: {}, expect: {mass_kg: 0.1}}", "[]", "bracket.cases.yaml: class 'bracket' has no worked case [DAT126]"),
    ("mapping/classes.csv", "a bracket", "", "mapping/classes.csv › line 2, bracket: class without an example line"),
    ("mapping/materials.csv", "resin,plastic", "adamant,plastic", "mapping/materials.csv › line 2, product: no dataset provides 'adamant' (PX)"),
    ("mapping/materials.csv", "1000,", "1000,forging", "mapping/materials.csv › line 2, forming: no dataset provides 'forging'"),
    ("mapping/materials.csv", "resin,plastic", "resin,ghost", "line 2, eol_material: no end of life for 'ghost' (PX) [DAT137]"),
    ("mapping/parts.csv", '""mass_kg"": 0.2', '""colour"": 0.2', "mapping/parts.csv › b1: class 'bracket' has no parameter 'colour'"),
    ("mapping/parts.csv", '""mass_kg"": 0.2', '""mass_kg"": 0.4', "mapping/parts.csv › b1, mass_kg: 0.4 lies outside its interval 0.1–0.3"),
    ("study/pue.csv", "2024,CN", "2024,XX", "study/pue.csv › line 2, geography: place 'XX' is not in geographies.csv [DAT078]"),
    ("study/pue.csv", "CN,1.5", "XX,1.5", "study/pue.csv › line 2, grid: place 'XX' is not in geographies.csv"),
    ("grids/published.csv", "CN,1.0,", "XX,1.0,", "grids/published.csv › line 2, location: place 'XX' is not in"),
    ("mapping/materials.csv", "a reason", "", "mapping/materials.csv › line 2, note: an assumption without a reason [DAT111]"),
    ("mapping/materials.csv", "mill", "rumour", "mapping/materials.csv › line 3, source: source 'rumour' is not in sources/"),
    ("mapping/rules.csv", "bracket,text", "ghost,text", "mapping/rules.csv: unknown component class 'ghost' [DAT134]"),
    ("mapping/thresholds.csv", "a reason", "", "mapping/thresholds.csv › line 2, note: a judgement without a reason"),
    ("mapping/plausible.csv", "0.1,9", "10,9", "mapping/plausible.csv › line 2, low: low 10 is above high 9 [DAT114]"),
    ("archetypes/small.yaml", "class: bracket", "class: ghost", "archetypes/small.yaml › 1: unknown component class 'ghost' [DAT134]"),
    ("archetypes/small.yaml", "kind: sourced, source: mill", "kind: sourced, source: rumour", "archetypes/small.yaml › 1 mass_kg: source 'rumour' is not in"),
    ("archetypes/small.yaml", "kind: derived, source: mill", "kind: derived, source: rumour", "archetypes/small.yaml › mass_factor: source 'rumour' is not in"),
    ("mapping/parts.csv", "mill,,SEEN", "mill,,RECALLED", "mapping/parts.csv › line 2, kind: recalled figures of 'b1' are no source"),
    ("mapping/parts.csv", "sourced,\"{\"\"mass_kg\"\": 0.2, \"\"mass_kg_low\"\": 0.1,", "assumption,\"{\"\"mass_kg\"\": 0.2,", "mapping/parts.csv › line 2, parameters: assumed figures of 'b1' need bounds"),
    ("mapping/parts.csv", "mill", "rumour", "mapping/parts.csv › b1: source 'rumour' is not in sources/ [DAT113]"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "right", "wrong", "told"), BROKEN)
def test_a_broken_row_is_caught_with_its_place(
    tmp_path: Path, file: str, right: str, wrong: str, told: str
) -> None:
    assert right in FILES[file]
    found = problems(tmp_path, **{file: FILES[file].replace(right, wrong, 1)})
    assert told in found


def test_a_source_declared_in_two_files_is_told(tmp_path: Path) -> None:
    found = problems(tmp_path, **{"sources/b.yaml": FILES[SOURCES]})
    assert "sources/b.yaml › ipcc: source 'ipcc' is declared in sources/a.yaml as well" in found


def test_without_a_pedigree_table_nothing_is_told_of_it(tmp_path: Path) -> None:
    header = FILES[PEDIGREE].split("\n")[0] + "\n"
    assert "DAT076" not in problems(tmp_path, **{PEDIGREE: header})


def test_a_switch_needs_no_interval(tmp_path: Path) -> None:
    pue = FILES["study/pue.csv"].replace("1.2,1.6,sourced", ",,choice")
    assert problems(tmp_path, **{"study/pue.csv": pue}) == ""


BURNT = """
- {product: board_burnt, name: burnt, unit: kg, year: 2024,
   emissions: [{flow: carbon_dioxide_biogenic, amount: 1.5, source: mill}]}
"""


def test_treatment_may_release_carbon_that_others_took_up(tmp_path: Path) -> None:
    assert problems(tmp_path, **{"processes/end_of_life/burn.yaml": BURNT}) == ""


def test_production_may_not_release_carbon_it_never_took_up(tmp_path: Path) -> None:
    assert "board_burnt@GLO: biogenic carbon does not close" in problems(
        tmp_path, **{"processes/metals/burn.yaml": BURNT}
    )


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place"),
    [
        ("methods/gwp100.csv", "fossil,1,kg", "fossil,one,kg", "methods/gwp100.csv › line 2"),
        ("grids/mixes.csv", "coal,1,", "coal,all,", "grids/mixes.csv › CN"),
        ("grids/losses.csv", "GLO,0.2", "GLO,few", "grids/losses.csv › CN"),
    ],
)
def test_a_number_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, file: str, right: str, wrong: str, place: str
) -> None:
    with pytest.raises(DataError) as caught:
        problems(tmp_path, **{file: FILES[file].replace(right, wrong, 1)})
    assert f"{place}: column" in str(caught.value)
    assert "is not a number" in str(caught.value)


def test_one_figure_made_for_two_places_shares_its_stream_with_nobody(tmp_path: Path) -> None:
    places = FILES[PLASTIC].replace(
        "{product: resin, name: resin,", "{product: resin, name: resin, locations: [CN, GLO],"
    )
    alone = places.replace("amount: 2.0,", "amount: 2.0, stream: alone,")
    assert "DAT079" in problems(tmp_path, **{PLASTIC: alone})


def test_a_stream_may_join_an_exchange_and_a_parameter(tmp_path: Path) -> None:
    joined = {
        PLASTIC: FILES[PLASTIC].replace("amount: 1.25,", "amount: 1.25, stream: both,"),
        BRACKET: FILES[BRACKET].replace("value: 0.1,", "value: 0.1, stream: both,"),
    }
    assert problems(tmp_path, **joined) == ""


def test_a_share_of_mass_is_a_ratio_whatever_its_unit(tmp_path: Path) -> None:
    ratio = FILES[BRACKET].replace('unit: "-", by', 'unit: "kg/kg", by')
    assert problems(tmp_path, **{BRACKET: ratio}) == ""


def test_a_twin_on_purpose_says_so(tmp_path: Path) -> None:
    told = TWIN.replace("unit: MJ, year", "unit: MJ, twin_of: heat, year", 1)
    assert problems(tmp_path, **{HEAT: FILES[HEAT] + told}) == ""


#: What only a file that cannot be linked, or no file at all, shows: refused while reading.
REFUSED = [
    ("methods/gwp100.csv", "biogenic,1,kg,ipcc,,", "biogenic,1,kg,ipcc,0.5,", "methods/gwp100.csv › line 3: column 'high' is not a number: '' [DAT014]"),
    ("grids/losses.csv", "0.1,0.3", "0.1,more", "grids/losses.csv › GLO: column 'high' is not a number: 'more' [DAT014]"),
    (HEAT, "amount: 1.25,", "amount: heavy,", f"{HEAT} › heat › inputs[0]: field 'amount' is not a number: 'heavy' [DAT011]"),
    (HEAT, "amount: 1.25, ", "", f"{HEAT} › heat › inputs[0]: number 'amount' is missing for GLO [DAT012]"),
    (HEAT, "name: coal", "name: [coal]", f"{HEAT} › coal: field 'name' is missing or not text [DAT010]"),
    (HEAT, "amount: 0.125,", "amount: 0.125, pedigree: [1, 2, 3, 4, 6],", "pedigree must be five numbers 1–5"),
    ("methods/gwp100.csv", "fossil,1,kg", "fossil,one,kg", "methods/gwp100.csv › line 2: column 'factor' is not a number: 'one' [DAT014]"),
    ("mapping/parts.csv", '"{""mass_kg"": 0.2', '"{mass_kg: 0.2', "mapping/parts.csv › line 2: parameters or choices are not valid JSON [DAT015]"),
    (BRACKET, "low: 0.05, ", "", f"{BRACKET} › mass_kg: interval (low, high) is missing [DAT016]"),
    (HEAT, "product: coal, name: coal", "product: heat, name: coal", "heat@GLO twice [DAT020]"),
    (HEAT, "{product: coal, amount: 1.25", "{product: peat, amount: 1.25", f"{HEAT} › heat@GLO: no dataset provides 'peat' [DAT030]"),
    (HEAT, "flow: carbon_dioxide_fossil, amount: 0.125", "flow: smoke, amount: 0.125", f"{HEAT} › heat@GLO: elementary flow 'smoke' is not in flows.csv [DAT031]"),
    (HEAT, "amount: 1.25, unit: MJ", "amount: 1.25, unit: kg", f"{HEAT} › heat@GLO: coal is provided in MJ, drawn in kg [DAT032]"),
    ("flows.csv", "CO2,kg,fossil", "CO2,kg,brown", "flows.csv › line 2: unknown flow class 'brown' [DAT033]"),
    ("grids/mixes.csv", "coal,1,", "coal,0.9,", "grids/mixes.csv › CN: shares add up to 0.9000, not 1 [DAT040]"),
    ("grids/losses.csv", "GLO,0.2", "US,0.2", "grids/losses.csv › CN: no loss given for this grid [DAT041]"),
]  # fmt: skip


def refusal(folder: Path, file: str, right: str, wrong: str) -> str:
    assert right in FILES[file]
    with pytest.raises(DataError) as caught:
        problems(folder, **{file: FILES[file].replace(right, wrong, 1)})
    return str(caught.value)


@pytest.mark.parametrize(("file", "right", "wrong", "told"), REFUSED)
def test_a_row_that_cannot_be_read_or_linked_is_refused_with_its_place(
    tmp_path: Path, file: str, right: str, wrong: str, told: str
) -> None:
    assert told in refusal(tmp_path, file, right, wrong)


#: Told by tests of their own, each of a whole file or of several.
ELSEWHERE = frozenset({
    "DAT001", "DAT002", "DAT021", "DAT022", "DAT023", "DAT024", "DAT025", "DAT026", "DAT027",
    "DAT028", "DAT060", "DAT106",
})  # fmt: skip


def test_every_kind_of_broken_row_is_caught_by_a_case_of_this_file(tmp_path: Path) -> None:
    package = Path(__file__).resolve().parents[3] / "pcf" / "background"
    known = {
        code
        for path in package.glob("*.py")
        for code in re.findall(r'"(DAT[01]\d\d)"', path.read_text(encoding="utf-8"))
    }
    told = ""
    for number, (file, right, wrong, _) in enumerate(BROKEN):
        told += problems(tmp_path / f"b{number}", **{file: FILES[file].replace(right, wrong, 1)})
    for number, (file, right, wrong, _) in enumerate(REFUSED):
        told += refusal(tmp_path / f"r{number}", file, right, wrong)
    assert sorted(known - ELSEWHERE - set(re.findall(r"DAT\d{3}", told))) == []
