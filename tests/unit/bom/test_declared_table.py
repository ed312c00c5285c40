"""Rows of declared footprints become configurations; bad cells are told with their place."""

import pytest

from pcf.bom.declared_table import read_declared
from pcf.errors import BomError

HEADER = (
    "name,server_type,release_year,report_date,gwp_manufacturing_kgco2e,yearly_tec_kwh,"
    "lifetime_years,use_location,weight_kg,height_u,number_cpu,cores_per_cpu_max,memory_gb,"
    "n_hdd,hdd_total_gb,n_ssd,ssd_total_gb"
)
FULL = "Alpha,Rack,2017,,900,1500,4,EU,25,2,2,28,64,3,1600,0,"


@pytest.fixture
def declared(library, tmp_path):
    def read(*rows, header=HEADER):
        path = tmp_path / "declared.csv"
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return read_declared(path, library.knowledge)

    return read


def line(server, component_class):
    return next(each for each in server.bom.lines if each.component_class == component_class)


def classes(server):
    return {each.component_class for each in server.bom.lines}


def test_a_full_row_states_its_parts(declared):
    (server,) = declared(FULL)
    assert (server.name, server.archetype) == ("Alpha", "rack_2u_2s")
    assert (server.manufacturing_kgco2e, server.annual_kwh) == (900.0, 1500.0)
    assert line(server, "processor").count == 2
    drive = line(server, "hard_disk_drive")
    assert (drive.count, drive.stated["capacity_gb"].value) == (3, pytest.approx(1600 / 3))
    assert "solid_state_drive" not in classes(server)
    assert server.bom.settings["lifetime_years"].value == 4
    assert server.bom.settings["grid"].value == "RER"
    assert server.bom.settings["mass_kg"].value == 25
    assert server.assumed == ()


def test_declared_electricity_is_no_setting_so_that_ours_can_be_compared(declared):
    assert "annual_kwh" not in declared(FULL)[0].bom.settings


def test_memory_comes_in_modules_usual_in_its_year(declared):
    (server,) = declared(FULL)
    module = line(server, "memory_module")
    # 64 GB of 2017 in modules of 16 GB on 1x dies
    assert (module.count, module.stated["capacity_gb"].value) == (4, 16)
    assert module.stated["dram_node_nm"].value == 18
    assert module.stated["generation"].value == "DDR4"


@pytest.mark.parametrize(
    ("year", "report", "generation", "node"),
    [
        ("2013", "", "DDR3", 26),
        ("2014", "", "DDR4", 20),
        ("", "January 2019", "DDR4", 17),
        ("", "", "DDR4", 18),
        ("2024", "", "DDR5", 14),
        ("1998", "", "DDR3", 26),
    ],
)
def test_the_year_of_release_else_of_the_sheet_settles_memory(
    declared, year, report, generation, node
):
    (server,) = declared(FULL.replace("2017,", f"{year},{report}", 1))
    module = line(server, "memory_module")
    assert module.stated["generation"].value == generation
    assert module.stated["dram_node_nm"].value == node


@pytest.mark.parametrize(
    ("server_type", "height", "processors", "archetype"),
    [
        ("Tower", "", 1, "tower_1s"),
        ("Blade", "", 2, "blade_2s"),
        ("Rack", "1", 2, "rack_1u_2s"),
        ("Rack", "1", 1, "rack_1u_1s"),
        ("", "", 2, "rack_2u_2s"),
        ("Rack", "4", 4, "rack_4u_4s"),
    ],
)
def test_form_height_and_sockets_choose_the_archetype(
    declared, server_type, height, processors, archetype
):
    row = f"A,{server_type},2019,,900,,4,EU,,{height},{processors},8,32,0,,1,480"
    assert declared(row)[0].archetype == archetype


@pytest.mark.parametrize(
    ("name", "archetype", "share"),
    [
        ("PowerEdge R640", "rack_1u_2s", None),
        ("PowerEdge T430", "tower_2s", None),
        ("Synergy 480 Gen10 Compute Module", "blade_2s", 1 / 12),
        ("PowerEdge M640", "blade_2s", 1 / 16),
        ("PowerEdge FC830", "blade_4s", 0.1),
        ("PowerEdge C6420", "node_2s", 0.25),
    ],
)
def test_the_name_of_a_model_chooses_before_form_and_height(declared, name, archetype, share):
    (server,) = declared(f"{name},Rack,2019,,900,,4,EU,,2,2,8,32,0,,1,480")
    assert server.archetype == archetype
    frames = [each.count for each in server.bom.lines if each.item in ("1.1", "3.1")]
    if share is not None:
        assert min(frames) == pytest.approx(share)


def test_a_server_full_of_disks_is_a_storage_server(declared):
    (few,) = declared("A,Rack,2019,,900,,4,EU,,2,2,8,32,12,12000,0,")
    (many,) = declared("A,Rack,2019,,900,,4,EU,,4,2,8,32,36,36000,0,")
    assert (few.archetype, many.archetype) == ("rack_2u_2s", "storage_4u")


@pytest.mark.parametrize(
    ("said", "grid"),
    [("EU", "RER"), ("Worldwide", "GLO"), ("China", "CN"), ("德国", "DE"), ("de", "DE")],
)
def test_a_place_of_use_is_read_by_code_or_name(declared, said, grid):
    (server,) = declared(FULL.replace(",EU,", f",{said},"))
    assert server.bom.settings["grid"].value == grid


def test_a_place_nobody_knows_is_left_open(declared):
    (server,) = declared(FULL.replace(",EU,", ",Atlantis,"))
    assert "grid" not in server.bom.settings
    assert server.assumed == ("use_location",)


def test_what_the_year_fills_in_is_a_default_with_its_interval(declared):
    (server,) = declared("A,,2017,,900,,,,,,1,,16,,,1,")
    drive = line(server, "solid_state_drive")
    layers, size = drive.stated["nand_layers_count"], drive.stated["capacity_gb"]
    assert (layers.low, layers.value, layers.high) == (32, 48, 64)
    assert (size.low, size.value, size.high) == (240, 480, 1920)
    assert layers.at.file == size.at.file == "archetypes/rack_2u_1s.yaml"
    assert "16 cores (4 to 28) (archetype)" in line(server, "processor").description


def test_entry_servers_keep_the_fewer_cores_of_their_archetype(declared):
    (server,) = declared("PowerEdge T130,,2019,,900,,,,,,1,,16,,,1,")
    assert "8 cores (4 to 32)" in line(server, "processor").description


def test_a_row_silent_on_drives_and_memory_is_filled_in_and_says_how_far(declared):
    (server,) = declared("A,,2017,,900,,,,,,1,8,,,,,")
    (term,) = line(server, "solid_state_drive").open_count.terms
    assert (term.low, term.value, term.high) == (1, 2, 8)
    module = line(server, "memory_module")
    size = module.stated["capacity_gb"]
    assert (module.count, size.low, size.value, size.high) == (2, 4, 16, 128)
    assert "hard_disk_drive" not in classes(server)


def test_what_a_row_leaves_open_is_named(declared):
    (server,) = declared("A,,,,900,,,,,,1,,16,,,1,")
    assert server.assumed == (
        "release_year", "height_u", "cores_per_cpu_max", "weight_kg", "lifetime_years", "n_hdd",
        "ssd_total_gb", "use_location",
    )  # fmt: skip
    assert line(server, "solid_state_drive").stated["capacity_gb"].value == 480
    assert "hard_disk_drive" not in classes(server)


def test_rows_that_declare_nothing_are_left_out(declared):
    assert [server.name for server in declared(FULL, FULL.replace(",900,", ",,"))] == ["Alpha"]


def test_a_bad_cell_is_told_with_its_place(declared):
    with pytest.raises(BomError, match=r"E2: gwp_manufacturing_kgco2e is no number.*many") as told:
        declared(FULL.replace("900", "many"), FULL.replace("1500", "-3"))
    assert [problem.at.cell for problem in told.value.problems] == ["E2", "F3"]


def test_a_table_without_the_declared_column_is_refused(declared):
    with pytest.raises(BomError, match="BOM165"):
        declared("a,1", header="name,weight_kg")


def test_a_table_without_rows_is_refused(declared):
    with pytest.raises(BomError, match="no row declares"):
        declared()
