"""SPECpower, SERT and measured tables, small enough to check by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pcf.bom.power_result import power_beside, read_power
from pcf.errors import StudyError
from pcf.model.provenance import CellRef

REPORT = (Path(__file__).parent / "specpower_report.txt").read_text("utf-8")

SERT = """<?xml version="1.0" encoding="UTF-8"?>
<run-data xmlns:te="http://spec.org/test-environment">
 <te:TestEnvironment><te:SystemUnderTest><te:Node><te:Hardware>
  <te:Vendor>Example Works</te:Vendor><te:Model>SRV-2U</te:Model>
  <te:Cpu><te:Name>Example 64-core</te:Name></te:Cpu>
 </te:Hardware></te:Node></te:SystemUnderTest></te:TestEnvironment>
 <summary>
  <workload name="CPU">
   <worklet name="Compress">
    <loadLevel name="100%"><average-watts>600</average-watts></loadLevel>
    <loadLevel name="50%"><average-watts>400</average-watts></loadLevel>
   </worklet>
   <worklet name="LU">
    <loadLevel name="100%"><average-watts>700</average-watts></loadLevel>
    <loadLevel name="50%"><average-watts>420.5</average-watts></loadLevel>
   </worklet>
  </workload>
  <workload name="Idle"><worklet name="Idle">
   <loadLevel name="Idle"><average-watts>150</average-watts></loadLevel>
  </worklet></workload>
 </summary>
</run-data>
"""

INTERVALS = """<run-data>
 <workload name="Hybrid"><worklet name="SSJ">
  <phase type="calibration"/>
  <phase type="measurement"><sequence>
   <interval name="100%"><result><metrics><provider>
    <power-analyzer><measurement><watts><average>300</average></watts></measurement>
    </power-analyzer></provider><provider>
    <power-analyzer><measurement><watts><average>250.5</average></watts></measurement>
    </power-analyzer></provider></metrics></result></interval>
  </sequence></phase></worklet></workload>
 <workload name="Idle"><worklet name="Idle"><phase type="measurement"><sequence>
   <interval name="Idle"><result><metrics><provider>
    <power-analyzer><measurement><watts><average>120</average></watts></measurement>
    </power-analyzer></provider></metrics></result></interval>
  </sequence></phase></worklet></workload>
</run-data>
"""


def written(tmp_path: Path, text: str, name: str = "power.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def refusal(tmp_path: Path, text: str, name: str = "power.txt") -> str:
    with pytest.raises(StudyError) as caught:
        read_power(written(tmp_path, text, name))
    (problem,) = caught.value.problems
    assert problem.message_zh != problem.message
    return problem.text()


def watts(path: Path) -> list[tuple[float, float]]:
    return [(point.load_share, point.power_w) for point in read_power(path).points]


def codes(path: Path) -> list[str]:
    return [notice.code for notice in read_power(path).notices]


def test_a_specpower_report_gives_its_eleven_powers_exactly(tmp_path):
    path = written(tmp_path, REPORT)
    assert watts(path) == [
        (0.0, 200.0), (0.1, 284.5), (0.2, 325.0), (0.3, 370.0), (0.4, 420.0), (0.5, 480.0),
        (0.6, 560.0), (0.7, 640.0), (0.8, 760.0), (0.9, 880.0), (1.0, 1000.0),
    ]  # fmt: skip
    # 200 + 284.5 + 325 + 370 + 420 + 480 + 560 + 640 + 760 + 880 + 1000 = 5 919.5
    assert math.fsum(power for _, power in watts(path)) == 5919.5


def test_a_specpower_report_keeps_its_conditions_and_says_it_is_tuned(tmp_path):
    result = read_power(written(tmp_path, REPORT))
    assert result.kind == "specpower_ssj2008"
    assert result.conditions["CPU(s) Enabled"] == "128 cores, 2 chips, 64 cores/chip"
    assert [notice.code for notice in result.notices] == ["STU211"]
    assert "Rack Server 2U" in result.notices[0].message
    assert str(result.points[0].at) == "power.txt › line 28"


def test_power_of_a_multi_node_result_is_divided_by_its_nodes(tmp_path):
    path = written(tmp_path, REPORT.replace("# of Nodes:     1", "# of Nodes:     4"))
    assert watts(path)[0] == (0.0, 50.0)
    assert codes(path) == ["STU211", "STU213"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("       284.5 |", "        28.x |", "power.txt › line 27: average power '28.x'"),
        ("       200 |", "         0 |", "power.txt › line 28: average power '0'"),
        ("# of Nodes:     1", "# of Nodes:     0", "power.txt › # of Nodes: number of nodes '0'"),
        ("= 10,103 overall", "= NC overall", "line 7: the run is not valid"),
        ("SPECpower_ssj2008 = 10,103", "score", "power.txt: the run is not valid: it has no"),
        ("        90% |", "        95% |", "power.txt: load levels are missing: 90 %"),
        ("        90% |", "        80% |", "line 20: load 80 % is given twice"),
        ("Active Idle |", "Active Sleep |", "does not reach from active idle"),
    ],
)
def test_a_malformed_report_is_refused_with_its_line(tmp_path, old, new, said):
    assert old in REPORT
    assert said in refusal(tmp_path, REPORT.replace(old, new))


def test_what_the_import_rules_doubt_is_said(tmp_path):
    assert codes(written(tmp_path, REPORT.replace("90.1%", "87.9%"))) == ["STU211", "STU214"]
    assert codes(written(tmp_path, REPORT.replace("90.1%", "88.0%"))) == ["STU211"]
    # idle above the 10 % level, however little, and a fall beyond the noise of the meters
    assert codes(written(tmp_path, REPORT.replace("284.5 |", "199.9 |"))) == ["STU211", "STU212"]
    falling = REPORT.replace("        760 |", "        620 |")
    assert codes(written(tmp_path, falling)) == ["STU211", "STU212"]
    noisy = REPORT.replace("        760 |", "        630 |")
    assert codes(written(tmp_path, noisy)) == ["STU211"]


def test_a_sert_summary_gives_idle_and_the_mean_of_its_cpu_worklets(tmp_path):
    result = read_power(written(tmp_path, SERT, "results.xml"))
    # (400 + 420.5) / 2 = 410.25, (600 + 700) / 2 = 650
    assert [(point.load_share, point.power_w) for point in result.points] == [
        (0.0, 150.0), (0.5, 410.25), (1.0, 650.0),
    ]  # fmt: skip
    assert result.kind == "sert"
    assert result.conditions == {
        "Vendor": "Example Works", "Model": "SRV-2U", "CPU Name": "Example 64-core",
    }  # fmt: skip
    assert result.curve == "0.0:150.0 0.5:410.25 1.0:650.0"


def test_the_overall_score_of_sert_is_a_setting_of_the_study(tmp_path):
    scored = SERT.replace("</summary>", "<score> 31.25 </score></summary>")
    assert read_power(written(tmp_path, scored, "results.xml")).scores == {
        "active_state_efficiency": 31.25
    }
    assert read_power(written(tmp_path, SERT, "results.xml")).scores == {}
    for wrong in ("n/a", "0", "-3", "inf"):
        bad = SERT.replace("</summary>", f"<score>{wrong}</score></summary>")
        assert f"overall score '{wrong}' is not a number above 0" in refusal(tmp_path, bad)


def test_sert_intervals_add_their_analyzers_where_there_is_no_summary(tmp_path):
    assert watts(written(tmp_path, INTERVALS, "results.xml")) == [(0.0, 120.0), (1.0, 550.5)]


def test_the_hybrid_worklet_comes_before_the_mean_of_the_cpu_ones(tmp_path):
    hybrid = (
        '<workload name="Hybrid"><worklet name="SSJ"><loadLevel name="100%"><average-watts>500'
        "</average-watts></loadLevel></worklet></workload></summary>"
    )
    path = written(tmp_path, SERT.replace("</summary>", hybrid), "results.xml")
    assert watts(path) == [(0.0, 150.0), (1.0, 500.0)]


def test_sert_hosts_share_the_power(tmp_path):
    two = INTERVALS.replace("<run-data>", '<run-data><host id="1"/><host id="2"/>')
    path = written(tmp_path, two, "results.xml")
    assert watts(path) == [(0.0, 60.0), (1.0, 275.25)]
    assert codes(path) == ["STU211", "STU213"]


def test_entity_bombs_are_refused_before_anything_expands(tmp_path):
    bomb = (
        '<?xml version="1.0"?>\n<!DOCTYPE run-data [<!ENTITY a "aaaaaaaaaa">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<run-data>&b;</run-data>'
    )
    said = refusal(tmp_path, bomb, "results.xml")
    assert said.startswith("results.xml › line 2: declares a document type")
    assert said.endswith("[STU134]")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SERT.replace("</summary>", ""), "results.xml › line 22: is not XML: mismatched tag"),
        ("<other/>", "results.xml › line 1 other: is no SERT result"),
        (SERT.replace("600", "n/a"), "results.xml › line 10 average-watts: average power 'n/a'"),
        (SERT.replace('name="Idle"', 'name="Rest"'), "does not reach from active idle"),
        (SERT.replace("100%", "75%"), "does not reach from active idle"),
        ("<a>" * 400, "results.xml › line 1: is not XML: nested too deep"),
        ("<!DOCTYPE html><html></html>", "results.xml: is a web page"),
    ],
)
def test_a_malformed_sert_result_is_refused(tmp_path, text, said):
    assert said in refusal(tmp_path, text, "results.xml")


@pytest.mark.parametrize(
    "text",
    [
        "load,watt\n0,100\n50,250.5\n100,400\n",
        "load [%],watt\nidle,100\n50 %,250.5\n100 %,400\n",
        "# measured in March\n0,100\n0.5,250.5\n1,400\n",
        "负载\t瓦\n空闲\t100\n50%\t250.5\n100%\t400\n",
    ],
)
def test_a_measured_table_is_read_in_percent_or_shares(tmp_path, text):
    path = written(tmp_path, text, "measured.csv")
    assert watts(path) == [(0.0, 100.0), (0.5, 250.5), (1.0, 400.0)]
    assert codes(path) == []


def test_one_percent_is_not_full_load(tmp_path):
    path = written(tmp_path, "load %,watt\n0,100\n1,110\n100,400\n", "measured.csv")
    assert watts(path) == [(0.0, 100.0), (0.01, 110.0), (1.0, 400.0)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("load,watt\n0,100\nhalf,200\n1,300\n", "measured.csv › line 3: load 'half'"),
        ("load,watt\n0,100\n120,200\n", "measured.csv › line 3: load '120'"),
        ("load,watt\n0,100\n100,-5\n", "measured.csv › line 3: average power '-5'"),
        ("load,watt\n0,100\n100,\n", "measured.csv › line 3: average power ''"),
        ("load,watt\n0,100\n100\n", "measured.csv › line 3: expected load and watt"),
        ("load,watt\n0,100\n100,1,200\n", "measured.csv › line 3: expected load and watt"),
        ("load,watt\n0,100\n0,110\n1,200\n", "measured.csv › line 3: load 0 % is given twice"),
        ("load,watt\n10,100\n100,200\n", "measured.csv: does not reach from active idle"),
        ("load,watt\n", "measured.csv: does not reach from active idle"),
        ("", "measured.csv: cannot be read: empty"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(tmp_path, text, said):
    assert said in refusal(tmp_path, text, "measured.csv")


def test_a_csv_export_of_one_result_is_read(tmp_path):
    text = (
        "System,Nodes,avg. watts @ 100%,Average watts @ 50% of target load,"
        'Avg. Watts @ Active Idle\nExample,2,"1,000",600,200\n'
    )
    path = written(tmp_path, text, "export.csv")
    assert watts(path) == [(0.0, 100.0), (0.5, 300.0), (1.0, 500.0)]
    assert codes(path) == ["STU211", "STU213"]
    assert "holds 2 results" in refusal(tmp_path, text + "Other,1,1,1,1\n", "export.csv")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "power.csv"
    path.write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(StudyError, match="is not UTF-8 text"):
        read_power(path)
    with pytest.raises(StudyError, match="cannot be opened"):
        read_power(tmp_path / "absent.csv")


def test_a_power_file_beside_the_study_may_not_lead_out_of_its_folder(tmp_path):
    at = CellRef(file="bom.xlsx", sheet="Use", cell="B4")
    inner = tmp_path / "study"
    inner.mkdir()
    written(tmp_path, REPORT, "secret.txt")
    written(inner, REPORT)
    (inner / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert power_beside("power.txt", folder=inner, at=at).points[0].power_w == 200.0
    for stated in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt"):
        with pytest.raises(StudyError, match=r"bom.xlsx › Use!B4: .* outside the folder"):
            power_beside(stated, folder=inner, at=at)
    with pytest.raises(StudyError, match=r"bom.xlsx › Use!B4: power_file 'no.txt' is not there"):
        power_beside("no.txt", folder=inner, at=at)
