"""Files that are no honest workbook, and texts in every encoding."""

import contextlib
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from workbooks import changed, workbook

from pcf.bom import READERS, read_bom
from pcf.errors import BomError

ROWS = [
    ["Part Number", "名称", "Qty", "单重(g)"],
    ["F-80", "风扇", 6, 200],
    ["L-1", "盖板", 1, 1500],
]
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path, knowledge, **options):
    with pytest.raises(BomError) as refused:
        read_bom(path, knowledge, **options)
    (problem,) = refused.value.problems
    assert problem.at.file == path.name
    assert problem.message_zh
    return problem


def masses(bom):
    return [(line.name, line.count, line.mass_kg) for line in bom.lines]


EXPECTED = [("风扇", 6, 0.2), ("盖板", 1, 1.5)]


def text(delimiter=","):
    return "\r\n".join(delimiter.join(map(str, row)) for row in ROWS) + "\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
def test_text_is_read_in_every_usual_encoding(tmp_path, knowledge, encoding):
    path = tmp_path / "bom.csv"
    path.write_bytes(text().encode(encoding))
    bom = read_bom(path, knowledge)
    assert masses(bom) == EXPECTED
    assert ("BOM225" in [n.code for n in bom.notices]) == encoding.startswith("gb")


def test_big5_is_read_where_it_is_named(tmp_path, knowledge):
    path = tmp_path / "bom.csv"
    path.write_bytes("料號,品名,Qty\nF-80,風扇,6\n".replace("號", "号").encode("big5", "ignore"))
    bom = read_bom(path, knowledge, encoding="big5")
    assert bom.lines[0].name == "風扇"


@pytest.mark.parametrize("encoding", ["ascii", "no-such-encoding"])
def test_a_named_encoding_that_does_not_fit_is_refused(tmp_path, knowledge, encoding):
    path = tmp_path / "bom.csv"
    path.write_bytes(text().encode())
    assert refusal(path, knowledge, encoding=encoding).code == "BOM106"


def test_bytes_of_no_encoding_are_refused(tmp_path, knowledge):
    path = tmp_path / "bom.csv"
    path.write_bytes(b"Name,Qty\n\xff\xff\xff,1\n")
    assert refusal(path, knowledge).code == "BOM106"


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.txt", "|"), ("a.CSV", ",")]
)
def test_the_delimiter_is_found_out(tmp_path, knowledge, name, delimiter):
    path = tmp_path / name
    path.write_text(text(delimiter), encoding="utf-8")
    assert masses(read_bom(path, knowledge)) == EXPECTED


def test_semicolons_part_cells_where_commas_are_decimal(tmp_path, knowledge):
    path = tmp_path / "eu.csv"
    path.write_text("Name;Qty;Weight (kg)\nFan;6;0,2\nRod;1;1,234\n", encoding="utf-8")
    assert [line.mass_kg for line in read_bom(path, knowledge).lines] == [0.2, 1.234]


def test_a_separator_line_is_obeyed_and_counted(tmp_path, knowledge):
    path = tmp_path / "s.csv"
    path.write_text("sep=;\nName;Qty\nFan, 80 mm;x\n", encoding="utf-8")
    assert str(refusal(path, knowledge).at) == "s.csv › B3"


def test_quoted_cells_may_hold_delimiters_and_line_breaks(tmp_path, knowledge):
    path = tmp_path / "q.csv"
    path.write_text('Name,Qty\n"Fan, 80\nmm",6\nLid,x\n', encoding="utf-8")
    assert refusal(path, knowledge).at.cell == "B3"


def test_a_quotation_that_is_never_closed_is_refused(tmp_path, knowledge):
    path = tmp_path / "q.csv"
    path.write_text('Name,Qty\n"Fan,6\nLid,1\n', encoding="utf-8")
    assert refusal(path, knowledge).code == "BOM101"


@pytest.mark.parametrize("name", ["bom.xlsx", "bom.xls", "bom.csv"])
def test_an_empty_or_absent_file_is_refused(tmp_path, knowledge, name):
    assert refusal(tmp_path / name, knowledge).code == "BOM101"
    (tmp_path / name).write_bytes(b"")
    assert refusal(tmp_path / name, knowledge).code == "BOM101"


@pytest.mark.parametrize("name", ["bom.pdf", "bom", "bom.ods"])
def test_an_unknown_kind_of_file_is_refused_with_those_we_read(tmp_path, knowledge, name):
    (tmp_path / name).write_bytes(b"x")
    problem = refusal(tmp_path / name, knowledge)
    assert problem.code == "BOM100"
    assert all(suffix in problem.message for suffix in READERS)


def test_a_truncated_workbook_is_refused(tmp_path, knowledge):
    whole = workbook(tmp_path / "w.xlsx", ROWS).read_bytes()
    path = tmp_path / "t.xlsx"
    for size in range(50, len(whole), 400):
        path.write_bytes(whole[:size])
        assert refusal(path, knowledge).code == "BOM101"


def test_damaged_parts_are_refused_never_raised(tmp_path, knowledge):
    whole = bytearray(workbook(tmp_path / "w.xlsx", ROWS).read_bytes())
    path = tmp_path / "d.xlsx"
    for place in range(60, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        with contextlib.suppress(BomError):  # anything else fails the test
            assert len(read_bom(path, knowledge).lines) <= len(ROWS)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", SHEET])
def test_a_workbook_without_a_needed_part_is_refused(tmp_path, knowledge, part):
    path = workbook(tmp_path / "w.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if n != part}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert refusal(path, knowledge).code in {"BOM101", "BOM119"}


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path, knowledge):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    for name in ("p.xlsx", "p.xls"):
        (tmp_path / name).write_bytes(content)
        problem = refusal(tmp_path / name, knowledge)
        assert problem.code == "BOM103"
        assert "密码" in problem.message_zh


def test_an_old_workbook_is_read_and_its_limits_are_said(knowledge):
    # old.xls is a workbook of ours, saved in the old format by a spreadsheet program
    bom = read_bom(Path(__file__).with_name("old.xls"), knowledge)
    assert masses(bom) == [*EXPECTED, ("底座", 1, 1.5), ("选件", 1, 0.01)]
    assert [line.material for line in bom.lines] == ["PC+ABS", "SGCC", "SGCC", ""]
    codes = [n.code for n in bom.notices]
    assert {"BOM230", "BOM204", "BOM210"} <= set(codes)


def test_an_old_workbook_cut_short_is_refused(tmp_path, knowledge):
    whole = Path(__file__).with_name("old.xls").read_bytes()
    path = tmp_path / "cut.xls"
    for size in (600, 1500, 3000):
        path.write_bytes(whole[:size])
        assert refusal(path, knowledge).code == "BOM101"


def test_a_file_under_the_name_of_another_kind_is_refused(tmp_path, knowledge):
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    for name, content in (("a.xlsx", old), ("a.csv", old), ("a.xls", b"<html><table/></html>"),
                          ("b.xls", old), ("a.txt", b"PK\x03\x04")):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        assert refusal(tmp_path / name, knowledge).code == "BOM101"


def test_a_tabbed_text_under_the_old_suffix_is_read(tmp_path, knowledge):
    path = tmp_path / "sap.xls"
    path.write_bytes(text("\t").encode("utf-16"))
    assert masses(read_bom(path, knowledge)) == EXPECTED


def test_odd_line_separators_inside_a_cell_part_nothing(tmp_path, knowledge):
    path = tmp_path / "s.csv"
    path.write_text("Name,Qty\nFan\u2028wall\x0c,6\n", encoding="utf-8")
    assert [line.count for line in read_bom(path, knowledge).lines] == [6]


def test_a_new_workbook_under_the_old_suffix_is_read(tmp_path, knowledge):
    path = workbook(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.xls")
    assert masses(read_bom(path, knowledge)) == EXPECTED


def test_a_zip_bomb_is_refused_unopened(tmp_path, knowledge):
    path = workbook(tmp_path / "b.xlsx", ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(30_000_000))
    assert refusal(path, knowledge).code == "BOM104"


def test_an_archive_of_too_many_parts_is_refused(tmp_path, knowledge):
    path = tmp_path / "m.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    assert refusal(path, knowledge).code == "BOM104"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_an_entity_bomb_is_refused(tmp_path, knowledge, part):
    path = workbook(tmp_path / "e.xlsx", ROWS)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(changed(path, part, prolog=bomb), knowledge).code == "BOM105"


def test_an_entity_bomb_in_another_encoding_is_refused(tmp_path, knowledge):
    path = workbook(tmp_path / "e.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts[SHEET].decode()
    parts[SHEET] = ('<!DOCTYPE x [<!ENTITY a "b">]>' + sheet).encode("utf-16")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert refusal(path, knowledge).code == "BOM105"


def test_a_strict_workbook_is_read_like_another(tmp_path, knowledge):
    path = workbook(tmp_path / "s.xlsx", [*ROWS, ["E", "坏", "#N/A", 1]])
    plain = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "http://schemas.openxmlformats.org/officeDocument/2006/": (
            "http://purl.oclc.org/ooxml/officeDocument/"
        ),
        "http://schemas.openxmlformats.org/drawingml/2006/": (
            "http://purl.oclc.org/ooxml/drawingml/"
        ),
    }
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            for usual, strict in plain.items():
                data = data.replace(usual.encode(), strict.encode())
            archive.writestr(name, data)
    with pytest.warns(UserWarning, match="invalid specification"):
        assert load_workbook(path).sheetnames == []  # what makes this a trap
    problem = refusal(path, knowledge)
    assert (problem.code, str(problem.at)) == ("BOM111", "s.xlsx › BOM!C4")


def test_a_sheet_that_claims_to_be_endless_is_read_to_its_end(tmp_path, knowledge):
    path = workbook(tmp_path / "d.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET).decode()
    stated = sheet[sheet.index("<dimension") : sheet.index(">", sheet.index("<dimension")) + 1]
    changed(path, SHEET, (stated, '<dimension ref="A1:XFD1048576"/>'))
    assert masses(read_bom(path, knowledge)) == EXPECTED


def test_a_row_number_beyond_any_spreadsheet_is_refused(tmp_path, knowledge):
    path = workbook(tmp_path / "r.xlsx", ROWS)
    changed(path, SHEET, ('<row r="3"', '<row r="99999999999"'))
    assert refusal(path, knowledge).code == "BOM101"


def test_a_line_at_the_very_end_of_a_sheet_is_read(tmp_path, knowledge):
    path = workbook(tmp_path / "r.xlsx", ROWS)
    changed(
        path,
        SHEET,
        ('<row r="3"', '<row r="1048576"'),
        *((f'r="{column}3"', f'r="{column}1048576"') for column in "ABCD"),
    )
    bom = read_bom(path, knowledge)
    assert masses(bom) == EXPECTED
    assert bom.lines[1].at.cell == "A1048576"


def test_merges_over_the_whole_sheet_change_nothing(tmp_path, knowledge):
    path = workbook(tmp_path / "m.xlsx", ROWS)
    merges = '<mergeCells><mergeCell ref="A100:XFD1048576"/></mergeCells></worksheet>'
    changed(path, SHEET, ("</worksheet>", merges))
    assert masses(read_bom(path, knowledge)) == EXPECTED


def test_five_thousand_lines_are_read(tmp_path, knowledge):
    path = tmp_path / "big.xlsx"
    big_workbook(path, lines=5_000)
    bom = read_bom(path, knowledge)
    assert len(bom.counted) == 5_000
    assert sum(line.count for line in bom.counted) == 10_000


def test_twenty_thousand_lines_keep_items_of_their_own(tmp_path, knowledge):
    path = tmp_path / "big.csv"
    lines = [f"{number // 2},PN{number},part,2,{number % 7},A{number}" for number in range(20_000)]
    path.write_text("Item,MPN,Name,Qty,Weight (g),Alternate\n" + "\n".join(lines), "utf-8")
    bom = read_bom(path, knowledge)
    assert len(bom.counted) == 20_000
    assert len({line.item for line in bom.lines}) == 20_000


def big_workbook(path, *, lines):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("BOM")
    sheet.write_row(0, 0, ["Item", "Part Number", "Name", "Description", "Qty", "Weight (g)"])
    for number in range(1, lines + 1):
        sheet.write_row(number, 0, [number, f"PN{number}", "resistor", "RES 10K 0603", 2, 0.01])
    book.close()


def test_the_digest_is_of_the_files_bytes(tmp_path, knowledge):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name,Qty\nFan,1\n")
    assert read_bom(path, knowledge).sha256 == hashlib.sha256(b"Name,Qty\nFan,1\n").hexdigest()


def test_a_registered_reader_serves_another_kind_of_file(tmp_path, knowledge, monkeypatch):
    from pcf.bom import registered
    from pcf.bom.grid import RawFile, Row, Sheet

    class Point:
        name = ".bomx"

        @staticmethod
        def load():
            def reader(file, content, *, encoding=None):
                cells = [line.split() for line in io.StringIO(content.decode())]
                rows = tuple(
                    Row(number=number, values=tuple(row)) for number, row in enumerate(cells, 1)
                )
                return RawFile(sheets=(Sheet(file=file, name="", rows=rows),))

            return reader

    monkeypatch.setattr(registered, "entry_points", lambda group: [Point] if "pcf" in group else [])
    path = tmp_path / "a.bomx"
    path.write_text("Name Qty\nFan 6\n")
    assert read_bom(path, knowledge).lines[0].count == 6
