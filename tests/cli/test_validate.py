"""`pcf validate` end to end on two invented servers."""

import csv

TABLE = """name,gwp_manufacturing_kgco2e,number_cpu,cores_per_cpu_max,memory_gb,n_ssd,ssd_total_gb,release_year,yearly_tec_kwh,use_location
Near,490,2,16,64,1,480,2019,1500,EU
Far,9000,2,16,64,1,480,2019,,EU
"""


def declared(tmp_path, text=TABLE):
    path = tmp_path / "declared.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_server_gets_a_row_and_the_set_a_summary(pcf, tmp_path):
    said = pcf.works("validate", declared(tmp_path), "--samples", 50).stdout
    near = next(line for line in said.splitlines() if line.startswith("Near"))
    far = next(line for line in said.splitlines() if line.startswith("Far"))
    assert " yes " in near
    assert " no" in far
    assert "2 declared footprints: 1 (50%) inside our P5 to P95" in said


def test_the_table_is_written_unrounded(pcf, tmp_path):
    target = tmp_path / "out" / "compared.csv"
    pcf.works("validate", declared(tmp_path), "-o", target, "--samples", 50, "-q")
    with target.open(encoding="utf-8", newline="") as file:
        near, far = csv.DictReader(file)
    assert far["inside"] == "no"
    ours = float(far["manufacturing_kgco2e"])
    assert float(far["ratio"]) == ours / 9000
    assert float(far["manufacturing_p5_kgco2e"]) < float(far["manufacturing_p95_kgco2e"])
    # the same parts whatever is declared: nothing is fitted
    assert near["manufacturing_kgco2e"] == far["manufacturing_kgco2e"]
    assert (near["declared_annual_kwh"], far["declared_annual_kwh"]) == ("1500.0", "")


def test_a_bad_table_is_refused_with_exit_code_one(pcf, tmp_path):
    done = pcf("validate", declared(tmp_path, "name,weight_kg\nA,3\n"))
    assert done.exit_code == 1
    assert "gwp_manufacturing_kgco2e" in done.output
