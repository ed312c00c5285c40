import pytest

from pcf.bom.words import sheet_role

BOM = [["Part Number", "Name", "Qty"], ["F-80", "Fan", 6]]


def codes(problems):
    return [(problem.code, problem.at.sheet, problem.at.cell) for problem in problems]


def values(bom):
    return {name: stated.value for name, stated in bom.settings.items()}


def test_settings_are_read_with_their_units(reads):
    bom = reads(
        BOM,
        Study=[
            ["Setting", "Value"],
            ["Product name", "R760"],
            ["Lifetime (years)", 5],
            ["grid", "CN-GD"],
            ["PUE", "1.3"],
            ["Mass", 35000, "g"],
            ["Gross weight", "42 kg"],
            ["Accept cut-off", "5 %"],
        ],
        Use=[["Annual energy (MWh)", 2.5], ["idle_w", 210]],
        EndOfLife=[["EoL allocation", "cutoff"]],
    )
    assert values(bom) == {
        "product_name": "R760",
        "lifetime_years": 5,
        "grid": "CN-GD",
        "pue": 1.3,
        "mass_kg": 35,
        "gross_mass_kg": 42,
        "accept_cutoff": 0.05,
        "annual_kwh": 2500,
        "idle_w": 210,
        "eol_allocation": "cutoff",
    }
    assert str(bom.settings["lifetime_years"].at) == "r760.xlsx › Study!B3"


def test_chinese_sheets_and_settings_are_read(reads):
    sheets = {
        "评估设置": [["设置项", "值"], ["使用寿命", "4 年"], ["电网", "CN"]],
        "使用": [["年用电量", "1.2 MWh"]],
        "报废": [["回收率", 0.85]],
    }
    bom = reads(BOM, title="物料清单", **sheets)
    assert values(bom) == {
        "lifetime_years": 4,
        "grid": "CN",
        "annual_kwh": 1200,
        "collection_rate": 0.85,
    }


def test_an_unknown_setting_is_said_with_the_nearest(reads):
    (said,) = (n for n in reads(BOM, Study=[["Lifetyme", 5]]).notices if n.code == "BOM232")
    assert "did you mean 'Lifetime'?" in said.message
    assert said.at.cell == "A1"


def test_a_long_sheet_of_other_things_is_summed_up(reads):
    bom = reads(BOM, Use=[[f"remark {number}", number] for number in range(500)])
    said = [n for n in bom.notices if n.code == "BOM232"]
    assert len(said) == 21
    assert "480 more names" in said[0].message


def test_a_setting_that_cannot_be_read_is_refused(refuses):
    problems = refuses(BOM, Study=[["Lifetime", "long"], ["PUE", "#N/A"], ["grid", "=A1"]])
    assert codes(problems) == [
        ("BOM102", "Study", "B1"),
        ("BOM111", "Study", "B2"),
        ("BOM112", "Study", "B3"),
    ]


def test_settings_without_a_value_are_left_out(reads):
    assert values(reads(BOM, Study=[["grid"], [], ["Lifetime", None, "years"]])) == {}


def test_packaging_is_read_as_a_section_with_names_of_its_own(reads):
    bom = reads(
        [["Item", "Name", "Qty"], [1, "Fan", 6]],
        Packaging=[["Item", "Name", "Material", "Qty", "Weight (g)"], [1, "Carton", "K=A", 1, 900]],
    )
    assert [(line.item, line.section) for line in bom.lines] == [
        ("1", "bom"),
        ("packaging-1", "packaging"),
    ]
    assert bom.lines[1].mass_kg == 0.9
    assert str(bom.lines[1].at) == "r760.xlsx › Packaging!A2"


def test_a_packaging_sheet_without_header_is_refused(refuses):
    assert codes(refuses(BOM, 包装=[["carton", 1]])) == [("BOM107", "包装", "")]


def test_empty_optional_sheets_are_nothing(reads):
    bom = reads(BOM, Packaging=[], Transport=[], Study=[])
    assert (len(bom.lines), bom.legs, bom.settings) == (1, (), {})


def test_transport_legs_are_read_in_kilometres_and_shares(reads):
    bom = reads(
        BOM,
        Transport=[
            ["leg 1 of the route"],
            ["Mode", "Distance (km)", "Share"],
            ["lorry_gt_32t", 1200, None],
            ["sea_container", "19,000 km", "80%"],
            ["air_long_haul", "8500000 m", 0.2],
            [None, None, None],
        ],
    )
    assert [(leg.mode, leg.distance_km, leg.share) for leg in bom.legs] == [
        ("lorry_gt_32t", 1200, 1),
        ("sea_container", 19000, 0.8),
        ("air_long_haul", 8500, 0.2),
    ]
    assert str(bom.legs[1].at) == "r760.xlsx › Transport!A4"


def test_a_chinese_transport_sheet_in_per_cent_is_read(reads):
    bom = reads(BOM, 运输=[["运输方式", "运输距离(公里)", "占比(%)"], ["铁路", 2000, 60]])
    assert [(leg.mode, leg.distance_km, leg.share) for leg in bom.legs] == [("铁路", 2000, 0.6)]


def test_incomplete_or_impossible_legs_are_refused(refuses):
    problems = refuses(
        BOM,
        Transport=[
            ["mode", "distance_km", "share"],
            ["lorry", None, 1],
            ["rail", "far", 1],
            ["sea", 100, 80],
            [None, 100, 1],
            ["air", -5, 1],
            ["air", 5, "x"],
        ],
    )
    assert codes(problems) == [
        ("BOM122", "Transport", "B2"),
        ("BOM102", "Transport", "B3"),
        ("BOM122", "Transport", "C4"),
        ("BOM122", "Transport", "B5"),
        ("BOM110", "Transport", "B6"),
        ("BOM102", "Transport", "C7"),
    ]


def test_a_transport_sheet_without_header_is_refused(refuses):
    assert codes(refuses(BOM, Transport=[["lorry", 100]])) == [("BOM107", "Transport", "")]


def test_the_sheet_named_bom_is_read_before_a_wider_one(reads):
    wide = [
        ["Item", "Part Number", "Name", "Description", "Qty", "Unit"],
        [1, "X", "x", "y", 1, ""],
    ]
    bom = reads(wide, title="Stock", BOM=BOM)
    assert [line.name for line in bom.lines] == ["Fan"]
    (said,) = (n for n in bom.notices if n.code == "BOM206")
    assert "Stock" in said.message


def test_without_a_name_the_sheet_with_the_best_header_is_read(reads):
    bom = reads([["Notes"], ["none"]], title="Cover", Sheet2=BOM, Sheet3=[["Name", "Qty"]])
    assert [line.name for line in bom.lines] == ["Fan"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("BOM", "bom"),
        ("物料清单", "bom"),
        ("物料清单 BOM", "bom"),
        ("Server_BOM_v3", "bom"),
        ("Parts List", "bom"),
        ("Packaging 包装", "packaging"),
        ("包装BOM", "packaging"),
        ("运输", "transport"),
        ("EndOfLife", "end_of_life"),
        ("End of life", "end_of_life"),
        ("Use phase", "use"),
        ("Sheet1", ""),
        ("Warehouse", ""),
    ],
)
def test_sheets_go_by_many_names(name, role):
    assert sheet_role(name) == role


def test_problems_of_all_sheets_are_told_in_their_order(refuses):
    problems = refuses(
        [["Name", "Qty"], ["Fan", "x"]],
        Study=[["PUE", "bad"]],
        Packaging=[["Name", "Qty"], ["Carton", None]],
    )
    assert codes(problems) == [
        ("BOM102", "BOM", "B2"),
        ("BOM102", "Study", "B1"),
        ("BOM109", "Packaging", "B2"),
    ]
