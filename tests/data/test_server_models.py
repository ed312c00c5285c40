"""The table of server models: every example falls into its own row, every row into an archetype."""

from functools import cache

import pytest

from pcf.bom.declared_model import model_row
from pcf.library import shipped_library


@cache
def library():
    return shipped_library()


def models():
    return library().knowledge.tables["server_models"]


@pytest.mark.parametrize("row", models(), ids=lambda row: row["pattern"])
def test_a_row_names_an_archetype_a_source_and_examples_it_catches(row):
    assert row["archetype"] in library().knowledge.archetypes
    if row["kind"] == "assumption":
        assert row["source"] == "assumption"
        assert row["note"].startswith("Engineering assumption: ")
    else:
        assert row["kind"] == "sourced"
        assert all(key.strip() in library().sources for key in row["source"].split(";"))
    assert bool(row["nodes"]) is bool(row["enclosure_u"]) is (row["archetype"][:5] == "blade")
    examples = row["examples"].split("; ")
    assert examples != [""]
    for example in examples:
        found = model_row(example, models())
        assert found["pattern"] == row["pattern"], example


@pytest.mark.parametrize(
    "name",
    ["PowerEdge R9999", "Some server", "2U storage box", "Rack server 1U", "R7", "ThinkCentre"],
)
def test_a_name_nobody_knows_falls_into_no_row(name):
    assert model_row(name, models()) is None


@pytest.mark.parametrize(
    ("name", "archetype"),
    [
        ("PowerEdge R760", "rack_2u_2s"), ("PowerEdge R660xs", "rack_1u_2s"),
        ("PowerEdge R7615", "rack_2u_1s"), ("PowerEdge T640", "tower_2s"),
        ("HPE ProLiant DL380 Gen11", "rack_2u_2s"), ("HPE ProLiant ML350 Gen10", "tower_2s"),
        ("Lenovo ThinkSystem SR650 V3", "rack_2u_2s"), ("Lenovo ThinkSystem SR630 V2", "rack_1u_2s"),
        ("ThinkSystem ST650 V3", "tower_2s"), ("ThinkSystem SD530", "node_2s"),
        ("Fujitsu PRIMERGY RX2540 M7", "rack_2u_2s"), ("PRIMERGY TX1320 M5", "tower_1s"),
        ("FusionServer 2288H V6", "rack_2u_2s"), ("FusionServer 1288H V7", "rack_1u_2s"),
        ("Inspur NF5280M6", "rack_2u_2s"), ("Supermicro SYS-2029U-TR4", "rack_2u_2s"),
        ("Cisco UCS C220 M6", "rack_1u_2s"), ("H3C UniServer R4900 G6", "rack_2u_2s"),
    ],
)  # fmt: skip
def test_later_generations_of_a_line_are_what_the_line_is(name, archetype):
    assert model_row(name, models())["archetype"] == archetype
