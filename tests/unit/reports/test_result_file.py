"""The result on disk: deterministic bytes, full floats, read back as written."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from pcf.errors import InputError, OutputError
from pcf.model.footprint import ROW_COLUMNS
from pcf.reports import all_or_nothing
from pcf.reports.all_or_nothing import write_files
from pcf.reports.registry import write_report, write_reports
from pcf.reports.result_file import (
    document_bytes,
    read_document,
    read_rows,
    rows_bytes,
    rows_path,
    sorted_rows,
)

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "pcf/reports/schema/result-1.schema.json").read_text("utf-8")
)


def errors(document):
    return [e.json_path for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(document)]


def test_a_result_obeys_the_published_schema(document):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert errors(document) == []


@pytest.mark.parametrize(
    ("section", "name"),
    [("totals", "cradle_to_gate_kgco2e"), ("stages", "use"), ("manifest", "id"),
     ("product", "gross_mass_kg"), ("quality", "proxy_share"), ("study", "eol_allocation")],
)  # fmt: skip
def test_the_schema_holds_every_fixed_name(document, section, name):
    document[section].pop(name)
    assert errors(document) == [f"$.{section}"]


def test_an_excluded_line_needs_a_reason(document):
    document["lines"][-1]["reason"] = ""
    assert errors(document) == ["$.lines[11].reason"]


def test_the_same_result_gives_the_same_bytes(document, rows, build):
    again, again_rows = build()
    assert document_bytes(document) == document_bytes(again)
    assert rows_bytes(rows) == rows_bytes(tuple(reversed(again_rows)))


def test_a_document_reads_back_to_the_last_bit(document, tmp_path):
    document["totals"]["credits_kgco2e"] = 0.1 + 0.2
    path = tmp_path / "r.json"
    path.write_bytes(document_bytes(document))
    assert read_document(path) == document
    text = path.read_text("utf-8")
    assert text.endswith("}\n")
    assert "0.30000000000000004" in text
    assert "处理器" in text


def test_rows_read_back_as_they_were(rows, tmp_path):
    path = tmp_path / "r.rows.csv"
    path.write_bytes(rows_bytes(rows))
    assert read_rows(path) == sorted_rows(rows)
    assert path.read_text("utf-8").splitlines()[0] == ",".join(ROW_COLUMNS)


def test_rows_come_in_the_order_of_the_life_cycle(rows):
    stages = [row.stage for row in sorted_rows(rows)]
    assert list(dict.fromkeys(stages)) == [
        "materials", "manufacturing", "transport", "use", "end_of_life",
    ]  # fmt: skip


def test_a_formula_in_an_item_is_neutral_in_the_table_and_reads_back(build, parts, tmp_path):
    hostile = ("=cmd|' /C calc'!A0", *parts[0][1:])
    _, rows = build(parts=(hostile,))
    path = tmp_path / "r.rows.csv"
    path.write_bytes(rows_bytes(rows))
    assert ",'=cmd|' /C calc'!A0," in path.read_text("utf-8")
    assert "=cmd|' /C calc'!A0" in {row.item for row in read_rows(path)}


def test_files_are_named_after_stem_format_and_language(document, rows, tmp_path):
    written = write_reports(
        document, rows, folder=tmp_path, stem="rack", formats=("json", "pdf"),
        languages=("en", "zh"),
    )  # fmt: skip
    names = [path.name for path in written]
    assert names == ["rack.json", "rack.rows.csv", "rack.pdf", "rack.zh.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert json.loads(written[0].read_text("utf-8"))["rows"] == "rack.rows.csv"


def test_a_single_chinese_edition_has_no_language_in_its_name(document, rows, tmp_path):
    written = write_reports(
        document, rows, folder=tmp_path, stem="rack", formats=("pdf",), languages=("zh",)
    )
    assert [path.name for path in written] == ["rack.pdf"]


def test_one_report_follows_the_suffix_of_its_path(document, rows, tmp_path):
    assert write_report(document, rows, tmp_path / "x.pdf").read_bytes()[:5] == b"%PDF-"
    write_report(document, rows, tmp_path / "y.json")
    assert (tmp_path / "y.rows.csv").is_file()
    assert rows_path(tmp_path / "y.json", read_document(tmp_path / "y.json")).is_file()


def test_an_unknown_format_or_language_is_refused_before_anything_is_written(
    document, rows, tmp_path
):
    with pytest.raises(OutputError, match="OUT103"):
        write_reports(document, rows, folder=tmp_path, stem="r", formats=("json", "odt"))
    with pytest.raises(OutputError, match="OUT102"):
        write_reports(document, rows, folder=tmp_path, stem="r", languages=("fr",))
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_nothing_half_done(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device", "b")

    monkeypatch.setattr(all_or_nothing.os, "replace", full)
    with pytest.raises(OutputError, match="No space left on device") as refusal:
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert refusal.value.exit_code == 5
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="OUT101"):
        write_files({tmp_path / "file" / "r.json": b"{}"})


@pytest.mark.parametrize("content", ["", "[1]", "{", "\x00"])
def test_what_is_no_result_is_refused(content, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(content)
    with pytest.raises(InputError, match="RES103"):
        read_document(path)
    with pytest.raises(InputError, match="RES103"):
        read_document(tmp_path / "absent.json")


def test_a_broken_row_names_its_line(rows, tmp_path):
    path = tmp_path / "r.rows.csv"
    lines = rows_bytes(rows).decode().splitlines()
    lines[2] = lines[2].replace(",1.0,", ",one,", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=r"r.rows.csv › line 3: .*one.*RES103"):
        read_rows(path)


def test_a_result_is_written_without_any_heavy_library():
    code = (
        "import sys, pcf.reports.document, pcf.reports.registry;"
        "heavy = {'openpyxl', 'xlsxwriter', 'typst', 'pandas', 'matplotlib', 'scipy', 'bw2calc',"
        " 'bw2data', 'pydantic', 'jsonschema'};"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rows_of_an_earlier_version_are_read_without_what_they_lack(tmp_path, rows):
    path = tmp_path / "old.rows.csv"
    table = list(csv.DictReader(io.StringIO(rows_bytes(rows).decode("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as out:
        kept = [name for name in table[0] if not name.endswith("_assumption_kgco2e")]
        writer = csv.DictWriter(out, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(table)
    first = read_rows(path)[0]
    assert (first.parameter_assumption_kgco2e, first.setting_assumption_kgco2e) == (0.0, 0.0)
    assert first.value_kgco2e == float(table[0]["value_kgco2e"])
