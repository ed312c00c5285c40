"""`pcf portfolio` and `pcf assess` of configurations: one row, one result a server."""

from __future__ import annotations

import csv
import json
import math

import pytest

HEADER = "name,archetype,cpu_model,cpu_count,memory_gb,dimm_count,ssd_count,ssd_gb,grid,market"
ROWS = (
    "web,rack_1u_1s,,1,64,2,2,480,DE,EU",
    "db,rack_2u_2s,AMD EPYC 9654,2,1024,16,8,3840,CN,CN",
)
COLUMNS = [
    "name", "materials_kgco2e", "manufacturing_kgco2e", "transport_kgco2e", "use_kgco2e",
    "end_of_life_kgco2e", "cradle_to_gate_kgco2e", "cradle_to_grave_kgco2e",
]  # fmt: skip
QUALITY = [
    "mass_kg", "lines", "proxy_share", "default_share", "assumption_share",
    "unspecified_ghg_share", "primary_data_share", "dqr_overall", "notices",
]  # fmt: skip
DMIDECODE = """# dmidecode 3.3
SMBIOS 3.2.0 present.

Handle 0x0010, DMI type 4, 48 bytes
Processor Information
\tVersion: AMD EPYC 9654
\tStatus: Populated, Enabled
"""


@pytest.fixture
def configurations(tmp_path):
    path = tmp_path / "quotes.csv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    return path


def table(folder):
    with (folder / "portfolio.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_of_configurations_gives_a_row_each(pcf, configurations, tmp_path):
    done = pcf.works("portfolio", configurations, "-o", tmp_path / "out")
    rows = table(tmp_path / "out")
    assert [row["name"] for row in rows] == ["web", "db"]
    assert list(rows[0]) == COLUMNS + QUALITY
    for row in rows:
        stages = math.fsum(float(row[column]) for column in COLUMNS[1:6])
        assert float(row["cradle_to_grave_kgco2e"]) == pytest.approx(stages, rel=1e-12)
    assert "2 products" in done.stdout
    assert done.stdout.splitlines()[-1] == f"→ {tmp_path / 'out' / 'portfolio.csv'}"
    assert "BOM251" in rows[0]["notices"].split()


def test_the_row_of_a_configuration_is_its_assessment(pcf, configurations, tmp_path):
    out = tmp_path / "out"
    pcf.works("portfolio", configurations, "-o", out, "-q")
    pcf.works("assess", configurations, "-o", out, "--format", "json", "-q")
    for row in table(out):
        result = json.loads((out / f"{row['name']}.json").read_text(encoding="utf-8"))
        for stage, total in result["stages"].items():
            assert float(row[f"{stage}_kgco2e"]) == total["kgco2e"]
        for total in ("cradle_to_gate", "cradle_to_grave"):
            assert float(row[f"{total}_kgco2e"]) == result["totals"][f"{total}_kgco2e"]
        assert float(row["mass_kg"]) == result["product"]["mass_kg"]
        assert float(row["default_share"]) == result["quality"]["default_share"]


def test_results_of_configurations_are_named_by_them(pcf, configurations, tmp_path):
    done = pcf.works("assess", configurations, "-o", tmp_path / "out", "--format", "json")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == [
        "db.json",
        "web.json",
    ]
    assert "filled in from archetype rack_1u_1s" in done.stderr


def test_a_folder_of_boms_is_a_portfolio_by_file_name(pcf, plain_bom, configurations, tmp_path):
    (tmp_path / "~$small.xlsx").write_bytes(b"lock")
    (tmp_path / "notes.md").write_text("none", encoding="utf-8")
    pcf.works("portfolio", tmp_path, "-o", tmp_path, "-q")
    assert [row["name"] for row in table(tmp_path)] == ["web", "db", "small"]
    pcf.works("portfolio", tmp_path, "-o", tmp_path, "-q")
    assert len(table(tmp_path)) == 3


def test_study_options_hold_for_every_product(pcf, configurations, tmp_path):
    pcf.works("portfolio", configurations, "-o", tmp_path / "cn", "-q")
    pcf.works("portfolio", configurations, "-o", tmp_path / "fr", "-q", "--grid", "FR", "--pue", 1)
    for row, cleaner in zip(table(tmp_path / "cn"), table(tmp_path / "fr"), strict=True):
        assert float(cleaner["use_kgco2e"]) < float(row["use_kgco2e"])
        assert cleaner["cradle_to_gate_kgco2e"] == row["cradle_to_gate_kgco2e"]


def test_sampled_columns_stand_before_quality(pcf, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text(f"{HEADER}\n{ROWS[0]}\n", encoding="utf-8")
    pcf.works("portfolio", path, "-o", tmp_path / "out", "-q", "--samples", 200, "--seed", 7)
    (row,) = table(tmp_path / "out")
    sampled = [
        f"cradle_to_{end}_{quantile}_kgco2e"
        for end in ("gate", "grave")
        for quantile in ("p5", "p50", "p95")
    ]
    assert list(row) == COLUMNS + sampled + QUALITY
    for end in ("gate", "grave"):
        low, middle, high = (
            float(row[f"cradle_to_{end}_{q}_kgco2e"]) for q in ("p5", "p50", "p95")
        )
        assert low < middle < high
        assert float(row[f"cradle_to_{end}_kgco2e"]) < high


def test_a_bad_configuration_table_is_refused_with_its_cells(pcf, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("name,archetype,cpu_count\na,rack_9u,2\nb,rack_2u_2s,-2\n", encoding="utf-8")
    done = pcf("portfolio", path, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "bad.csv › B2: 'rack_9u' is no archetype" in done.stderr
    assert "bad.csv › C3: cpu_count is negative" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_product_that_cannot_be_is_left_out_and_told(pcf, tmp_path):
    path = tmp_path / "quotes.csv"
    path.write_text(f"{HEADER}\n{ROWS[0]}\nbad,rack_2u_2s,,,1,,,,Atlantis,\n", encoding="utf-8")
    done = pcf("portfolio", path, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "quotes.csv › I3" in done.stderr
    assert [row["name"] for row in table(tmp_path / "out")] == ["web"]


def test_a_folder_with_nothing_to_read_is_refused(pcf, tmp_path):
    (tmp_path / "empty").mkdir()
    done = pcf("portfolio", tmp_path / "empty", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "holds no file that can be read" in done.stderr


def test_a_name_a_spreadsheet_would_run_is_neutral(pcf, tmp_path):
    path = tmp_path / "quotes.csv"
    path.write_text("name,archetype\n=1+1,rack_1u_1s\n", encoding="utf-8")
    pcf.works("portfolio", path, "-o", tmp_path / "out", "-q")
    assert table(tmp_path / "out")[0]["name"] == "'=1+1"


def test_an_inventory_is_assessed_under_the_name_of_its_file(pcf, tmp_path):
    path = tmp_path / "host7.txt"
    path.write_text(DMIDECODE, encoding="utf-8")
    done = pcf.works("assess", path, "-o", tmp_path / "out", "--format", "json")
    assert (tmp_path / "out" / "host7.json").is_file()
    assert "taken as rack_1u_1s: rack, height unknown, 1 processors" in done.stderr


def test_both_languages_tell_the_refusal(pcf, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("name,archetype\na,rack_9u\n", encoding="utf-8")
    assert "不是已知原型" in pcf("portfolio", path, "--lang", "zh").stderr


def test_a_check_tells_every_configuration_by_its_name(pcf, configurations):
    done = pcf.works("check", configurations)
    heads = [line.split()[0] for line in done.stdout.splitlines() if "✗" in line]
    assert heads == ["web", "db"]


def test_where_one_product_is_asked_for_a_table_of_one_will_do(pcf, configurations, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text(f"{HEADER}\n{ROWS[1]}\n", encoding="utf-8")
    pcf.works("map", one, "-o", tmp_path / "mapping.xlsx")
    done = pcf("map", configurations, "-o", tmp_path / "mapping.xlsx")
    assert done.exit_code == 1
    assert "holds 2 configurations, one is asked for" in done.stderr
