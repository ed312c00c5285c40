"""A study file keeps the line of every setting, and of everything that is wrong with it."""

from __future__ import annotations

import pytest

from pcf.bom.study_file import WHOLE_FILE, read_study_file


@pytest.fixture
def read(tmp_path):
    def written(text, origin="study_file"):
        path = tmp_path / "study.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_study_file(path, origin)

    return written


def faults(settings):
    return [
        (fault.code, fault.at.cell) for setting in settings.values() for fault in setting.faults
    ]


def test_a_setting_has_its_value_and_its_line(read):
    settings = read("# mine\ngrid: CN\npue: 1.2\nannual_kwh: 3_500\n")
    assert {name: setting.value for name, setting in settings.items()} == {
        "grid": "CN", "pue": 1.2, "annual_kwh": 3500.0,
    }  # fmt: skip
    assert str(settings["pue"].at) == "study.yaml › line 3 pue"
    assert faults(settings) == []


def test_a_key_given_twice_is_told_with_both_lines_and_counts_as_neither(read):
    settings = read("grid: CN\npue: 1.2\ngrid: DE\n")
    assert faults(settings) == [("STU022", "line 3 grid")]
    assert "first in line 1" in settings["grid"].faults[0].message
    assert settings["grid"].value == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grid: [CN, DE]\n", ("STU021", "line 1 grid")),
        ("pue: {mean: 1.2}\n", ("STU021", "line 1 pue")),
        ("pue: 1.2\nprofile:\n", ("STU023", "line 2 profile")),
        ("pue: ''\n", ("STU023", "line 1 pue")),
        ("- grid\n", ("STU021", "")),
        ("CN\n", ("STU021", "")),
        ("", ("STU023", "")),
        ("~\n", ("STU023", "")),
        ("grid: CN\n  pue: 1.2\n", ("STU020", "line 2")),
        ("grid: 'CN\n", ("STU020", "line 2")),
        (b"grid: \xff\n", ("STU020", "")),
        ("a: " + "[" * 5000, ("STU020", "")),
        ("grid: !!python/name:os.system\n", ("STU023", "line 1 grid")),
    ],
)
def test_what_is_no_setting_is_told_with_its_line(read, text, expected):
    assert faults(read(text)) == [expected]


def test_all_faults_of_a_file_are_kept(read):
    text = "grid: [CN]\npue:\nmarket: EU\nmarket: US\nlegs: sea\n"
    assert faults(read(text)) == [
        ("STU021", "line 1 grid"), ("STU023", "line 2 pue"),
        ("STU022", "line 4 market"), ("STU024", "line 5 legs"),
    ]  # fmt: skip


def test_an_alias_stands_for_its_value_and_nested_aliases_are_never_expanded(read):
    settings = read("grid: &here CN\nfactory_grid: *here\n")
    assert settings["factory_grid"].value == "CN"
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip(
            "abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True
        )
    )
    assert [code for code, _ in faults(read(bomb))] == ["STU021"] * 26


def test_a_template_not_filled_in_states_nothing(read):
    assert read("# pue: 1.2\n") == {}
    assert read("", origin="user_file") == {}


def test_a_file_that_is_not_there_is_told(tmp_path):
    (setting,) = read_study_file(tmp_path / "none.yaml", "study_file").values()
    assert setting.faults[0].code == "STU020"


def test_legs_have_mode_distance_and_share_with_their_lines(read):
    settings = read(
        "legs:\n- {mode: sea, distance_km: 9000}\n- {mode: rail, distance_km: 500, share: 0.5}\n"
    )
    assert [
        (leg.mode, leg.distance_km, leg.share, leg.at.cell) for leg in settings["legs"].legs
    ] == [("sea", 9000.0, 1.0, "line 2 legs"), ("rail", 500.0, 0.5, "line 3 legs")]


@pytest.mark.parametrize(
    ("leg", "why"),
    [
        ("sea", "a leg has a mode and a distance"),
        ("{mode: sea}", "a leg lacks its distance_km"),
        ("{distance_km: 5}", "a leg lacks its mode"),
        ("{mode: sea, distance_km: far}", "distance_km 'far' is not a number"),
        ("{mode: sea, distance_km: .nan}", "distance_km '.nan' is not a number"),
        ("{mode: sea, distance_km: [5]}", "distance_km … is not a number"),
        ("{mode: sea, distance_km: 5, share: half}", "share 'half' is not a number"),
        ("{mode: sea, distance_km: 5, speed: 3}", "a leg has no field 'speed'"),
        ("{mode: sea, mode: rail, distance_km: 5}", "a field of the leg stands twice"),
    ],
)
def test_a_leg_that_cannot_be_read_is_told_and_left_out(read, leg, why):
    setting = read(f"legs:\n- {leg}\n- {{mode: rail, distance_km: 1}}\n")["legs"]
    assert [fault.at.cell for fault in setting.faults] == ["line 2 legs"]
    assert setting.faults[0].message.startswith(why)
    assert [leg.mode for leg in setting.legs] == ["rail"]


def test_a_fault_of_the_whole_file_has_no_setting(read):
    assert list(read("- a\n")) == [WHOLE_FILE]
