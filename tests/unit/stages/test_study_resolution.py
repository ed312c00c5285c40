"""A study takes each setting from the strongest place, and refuses what cannot be."""

from __future__ import annotations

import pytest
from placing import GRIDS, HAND, SHIPPED, bom, leg, table

from pcf.errors import StudyError
from pcf.model.provenance import CellRef
from pcf.model.study import Setting, Study
from pcf.stages.mean_pue import pue_row
from pcf.stages.reuse_settings import REUSE_SETTINGS
from pcf.stages.study import resolve_study


def resolve(study=None, stated=None, legs=(), tables=HAND, **layers):
    return resolve_study(study or Study(), bom(stated, legs), tables, grids=GRIDS, **layers)


def codes(caught):
    return [problem.code for problem in caught.value.problems]


def test_a_study_without_any_wish_is_that_of_the_method():
    study = resolve()
    values = {name: setting.value for name, setting in study.settings.items()}
    assert values["lifetime_years"] == 5.0
    assert values["grid"] == values["factory_grid"] == values["market"] == "CN"
    assert values["profile"] == "general"
    assert values["method"] == "gwp100"
    assert values["eol_allocation"] == "cutoff"
    assert values["boundary"] == "cradle_to_grave"
    assert values["supply_location"] == "CN"
    assert {setting.origin for setting in study.settings.values()} == {"default"}


def test_settings_come_in_the_order_they_are_printed():
    names = list(resolve(stated={"annual_kwh": 100.0, "goal": "compare"}).settings)
    assert names[:3] == ["product_name", "functional_unit", "functional_unit_zh"]
    assert names.index("grid") < names.index("pue") < names.index("profile")
    assert names[-2:] == ["annual_kwh", "goal"]


def test_an_argument_beats_an_option_beats_the_sheet_beats_the_user_file():
    sheet = {"grid": "US", "market": "EU", "profile": "full_load"}
    above = {
        "grid": Setting(value="CN-GD", origin="environment", source="PCF_GRID"),
        "market": Setting(value="CN", origin="environment", source="PCF_MARKET"),
    }
    below = {
        "profile": Setting(value="general", origin="user_file", source="u"),
        "lifetime_years": Setting(value=7.0, origin="user_file", source="u"),
    }
    study = resolve(Study(grid="DE"), sheet, above_sheet=above, below_sheet=below)
    assert (study.text("grid"), study.settings["grid"].origin) == ("DE", "option")
    assert (study.text("market"), study.settings["market"].origin) == ("CN", "environment")
    assert (study.text("profile"), study.settings["profile"].origin) == ("full_load", "sheet")
    assert (study.number("lifetime_years"), study.settings["lifetime_years"].origin) == (
        7.0, "user_file",
    )  # fmt: skip
    assert study.settings["profile"].source == "bom.xlsx › Study!profile"


def test_pue_follows_the_grid_its_country_then_the_world():
    assert resolve(Study(grid="CN-GD")).number("pue") == 1.5
    assert resolve(Study(grid="DE")).number("pue") == 1.6
    assert resolve(Study(grid="DE")).settings["pue"].source == "world_survey"
    assert resolve(Study(grid="DE", pue=1.1)).number("pue") == 1.1


def test_pue_is_that_of_a_row_that_covers_the_country_then_of_the_places_around_it():
    tables = {
        **HAND,
        "pue": table(
            "grid,covers,pue,source",
            "EU27,DE;FR,1.3,a", "RER,,1.4,b", "AE,SA;QA,1.8,c", "GLO,,1.6,d",
        ),
    }  # fmt: skip
    found = {place: pue_row(place, tables)["pue"] for place in ("DE", "FR", "GB", "SA", "AE", "IN")}
    assert found == {"DE": "1.3", "FR": "1.3", "GB": "1.4", "SA": "1.8", "AE": "1.8", "IN": "1.6"}


def test_every_shipped_grid_has_a_mean_pue_of_its_region_or_the_world():
    found = {place: pue_row(place, SHIPPED)["grid"] for place in GRIDS | {"GB", "SA", "IN", "FR"}}
    assert found == {
        "CN": "CN", "CN-GD": "CN", "CN-HA": "CN", "DE": "EU27", "FR": "EU27", "GB": "RER",
        "US": "US", "SA": "AE", "IN": "GLO", "GLO": "GLO",
    }  # fmt: skip


def test_the_functional_unit_says_the_study_in_both_languages():
    study = resolve(Study(lifetime_years=4, grid="DE", pue=1.2))
    assert study.text("functional_unit") == (
        "one server of the stated configuration, operated for 4 years under the load profile "
        '"general" on the electricity grid of Germany (DE) at a PUE of 1.2'
    )
    assert study.text("functional_unit_zh") == (
        "一台所述配置的服务器，在德国电网供电、数据中心 PUE 为 1.2、"
        "负载曲线为“通用”的条件下运行 4 年"
    )


def test_a_stated_functional_unit_stands_for_both_languages_and_keeps_its_braces():
    study = resolve(Study(functional_unit="one {odd} rack"))
    assert study.text("functional_unit") == study.text("functional_unit_zh") == "one {odd} rack"


def test_a_stated_declared_unit_stands_for_both_languages():
    study = resolve(stated={"declared_unit": "one node"})
    assert study.text("declared_unit_zh") == "one node"
    both = resolve(stated={"declared_unit": "one node", "declared_unit_zh": "一个节点"})
    assert both.text("declared_unit_zh") == "一个节点"
    chinese = resolve(stated={"functional_unit_zh": "一台"})
    assert chinese.text("functional_unit_zh") == "一台"
    assert chinese.text("functional_unit").startswith("one server")


def test_choices_are_understood_in_chinese_and_in_any_case():
    study = resolve(
        Study(grid="cn-gd"),
        {
            "market": "欧洲",
            "eol_allocation": "Circular Footprint Formula",
            "boundary": "从摇篮到大门",
        },
        tables={**HAND, "markets": SHIPPED["markets"]},
    )
    assert study.text("grid") == "CN-GD"
    assert study.text("market") == "EU"
    assert study.text("eol_allocation") == "cff"
    assert study.text("boundary") == "cradle_to_gate"


def test_choices_are_known_by_other_names_and_hyphens_do_not_matter():
    study = resolve(
        Study(profile="idle-heavy", market="ASEAN", eol_allocation="Cut-off", grid=" cn gd "),
        {"spare_parts": 1.0},
        tables=SHIPPED,
    )
    names = ("profile", "market", "eol_allocation", "grid", "spare_parts")
    assert [study.text(name) for name in names] == ["idle_heavy", "SEA", "cutoff", "CN-GD", "yes"]
    assert resolve(Study(profile="peak")).text("profile") == "full_load"


def test_numbers_written_as_text_are_numbers():
    assert resolve(stated={"lifetime_years": "4", "pue": " 1.3 "}).number("pue") == 1.3


def test_all_problems_are_told_at_once_with_their_cells():
    with pytest.raises(StudyError) as caught:
        resolve(
            Study(pue=0.9, grid="XX"),
            {"lifetime_years": 0.0, "profile": "weekend", "market": "Moon", "method": "gwp500"},
            legs=(leg("camel", 10.0),),
        )
    assert codes(caught) == [
        "STU101", "STU102", "STU111", "STU113", "STU114", "STU115", "STU121",
    ]  # fmt: skip
    text = str(caught.value)
    assert "bom.xlsx › Study!lifetime_years: lifetime_years 0.0 is out of range" in text
    assert "unknown grid 'XX' (known: CN, CN-GD, CN-HA, DE, GLO, US)" in text
    assert "未知的市场 'Moon'" in caught.value.text("zh")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("lifetime_years", -1.0, "STU101"),
        ("lifetime_years", "long", "STU101"),
        ("lifetime_years", float("inf"), "STU101"),
        ("pue", 0.99, "STU102"),
        ("annual_kwh", 0.0, "STU103"),
        ("idle_w", -0.1, "STU103"),
        ("mass_kg", 0.0, "STU104"),
        ("burn_in_hours", -1.0, "STU105"),
        ("transport_to_recycler_km", -1.0, "STU106"),
        ("collection_rate", 1.01, "STU107"),
        ("eol_allocation", "none", "STU116"),
        ("factory_grid", "", "STU112"),
        ("supply_location", "Mars", "STU118"),
        ("spare_parts", "perhaps", "STU119"),
        ("boundary", "cradle", "STU117"),
    ],
)
def test_what_cannot_be_is_refused(name, value, code):
    with pytest.raises(StudyError) as caught:
        resolve(stated={name: value})
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    ("name", "value"),
    [("pue", 1.0), ("collection_rate", 1.0), ("collection_rate", 0.0), ("burn_in_hours", 0.0)],
)
def test_the_ends_of_a_closed_range_are_allowed(name, value):
    assert resolve(stated={name: value}).number(name) == value


OPEN, CLOSED, SHARE = "more than 0", "0 or more", "0 – 1"


@pytest.mark.parametrize(
    ("name", "code", "words", "least"),
    [
        ("lifetime_years", "STU101", OPEN, None),
        ("pue", "STU102", "1 or more", 1.0),
        ("annual_kwh", "STU103", OPEN, None),
        ("idle_w", "STU103", CLOSED, 0.0),
        ("mean_w", "STU103", OPEN, None),
        ("max_w", "STU103", OPEN, None),
        ("mass_kg", "STU104", OPEN, None),
        ("gross_mass_kg", "STU104", OPEN, None),
        ("assembly_kwh", "STU105", CLOSED, 0.0),
        ("burn_in_hours", "STU105", CLOSED, 0.0),
        ("burn_in_w", "STU105", CLOSED, 0.0),
        ("transport_to_recycler_km", "STU106", CLOSED, 0.0),
        ("collection_rate", "STU107", SHARE, 0.0),
        *((name, "STU107", SHARE, 0.0) for name in REUSE_SETTINGS),
        ("renewable_share", "STU107", SHARE, 0.0),
        ("accept_cutoff", "STU107", SHARE, 0.0),
    ],
)
def test_every_number_has_its_range(name, code, words, least):
    lowest = 1.0 if name == "pue" else 0.0
    wrong = [lowest - 1e-9] + ([lowest] if least is None else [])
    wrong += [1.0 + 1e-9] if words == SHARE else []
    for value in wrong:
        with pytest.raises(StudyError, match=rf"\(expected a number, {words}\) \[{code}\]"):
            resolve(stated={name: value})
    if least is not None:
        assert resolve(stated={name: least}).number(name) == least
    assert resolve(stated={name: 1.0}).number(name) == 1.0


def test_ranges_are_said_in_chinese():
    for name, value, words in (
        ("mass_kg", 0.0, "大于 0"), ("pue", 0.0, "不小于 1"), ("collection_rate", 2.0, "0 – 1"),
    ):  # fmt: skip
        with pytest.raises(StudyError) as caught:
            resolve(stated={name: value})
        assert f"应为数字，{words}" in caught.value.text("zh")


def test_a_long_list_of_what_is_known_is_cut():
    many = frozenset(f"G{place:02}" for place in range(41)) | {"CN"}
    with pytest.raises(StudyError) as caught:
        resolve_study(Study(grid="X"), bom(), HAND, grids=many)
    assert "G38 …)" in str(caught.value)
    with pytest.raises(StudyError) as caught:
        resolve_study(Study(grid="X"), bom(), HAND, grids=many - {"G40", "G39"})
    assert "G38)" in str(caught.value)


def test_idle_power_above_maximum_is_refused():
    with pytest.raises(StudyError) as caught:
        resolve(Study(idle_w=300.0, max_w=200.0))
    assert codes(caught) == ["STU108"]
    assert resolve(Study(idle_w=200.0, max_w=200.0)).number("idle_w") == 200.0


def test_legs_are_read_by_any_name_of_their_mode():
    study = resolve(legs=(leg("海运", 9000.0), leg("Truck", 100.0)), tables=SHIPPED)
    assert [entry.mode for entry in study.legs] == ["sea_container", "lorry_gt_32t"]


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ((leg("sea", -1.0),), "STU122"),
        ((leg("sea", float("nan")),), "STU122"),
        ((leg("sea", 10.0, 0.0),), "STU123"),
        ((leg("sea", 10.0, 1.2),), "STU123"),
        ((leg("sea", 10.0, 0.5), leg("air", 10.0, 0.4)), "STU124"),
    ],
)
def test_legs_that_do_not_add_up_are_refused(legs, code):
    with pytest.raises(StudyError) as caught:
        resolve(legs=legs, tables=SHIPPED)
    assert codes(caught) == [code]


def test_parallel_legs_that_share_the_freight_are_taken():
    legs = (leg("lorry", 100.0), leg("sea", 10.0, 0.7), leg("air", 10.0, 0.3))
    assert len(resolve(legs=legs, tables=SHIPPED).legs) == 3


def test_legs_of_a_study_file_count_unless_the_bom_has_its_own():
    at = CellRef(file="study.yaml", cell="line 1 legs")
    route = Setting(value="legs", origin="study_file", source=str(at), at=at, legs=(leg("sea", 7),))
    mine = resolve_study(Study(), bom(), HAND, grids=GRIDS, below_sheet={"legs": route})
    assert [each.distance_km for each in mine.legs] == [7]
    assert (mine.has("legs"), mine.notices) == (False, ())
    theirs = resolve_study(
        Study(), bom(legs=(leg("sea", 9),)), HAND, grids=GRIDS, below_sheet={"legs": route}
    )
    assert [each.distance_km for each in theirs.legs] == [9]
    assert [(notice.code, notice.at) for notice in theirs.notices] == [("STU221", at)]


def test_a_route_of_a_file_that_is_set_aside_is_checked_all_the_same():
    at = CellRef(file="study.yaml", cell="line 1 legs")
    route = Setting(
        value="legs", origin="study_file", source=str(at), at=at, legs=(leg("sea", -7),)
    )
    with pytest.raises(StudyError) as caught:
        resolve_study(
            Study(), bom(legs=(leg("sea", 9),)), HAND, grids=GRIDS, below_sheet={"legs": route}
        )
    assert [problem.code for problem in caught.value.problems] == ["STU122"]
