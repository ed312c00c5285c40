"""The one-page sheet: one page, right figures, no one's text as markup."""

import io
from datetime import UTC

import pytest
from pypdf import PdfReader

from pcf.errors import OutputError
from pcf.reports import pdf
from pcf.reports.glyphs import Printable, shown_characters
from pcf.reports.sheet import sheet_data
from pcf.reports.viewing import report_view


def read(document, rows=(), lang="en"):
    return PdfReader(io.BytesIO(pdf.sheet_bytes(report_view(document, rows, lang=lang))))


def text_of(reader):
    return "".join("".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_sheet_is_one_page_with_its_totals(document, lang):
    reader = read(document, lang=lang)
    text = text_of(reader)
    assert len(reader.pages) == 1
    for shown in ("10,500", "1,200", "9,300", "412", "−21.5", "0.886", "31.0", "88.1%"):
        assert shown in text


def test_the_sheet_says_what_it_is_and_what_it_is_not(document):
    text = text_of(read(document))
    for words in ("ISO14067:2018", "notthird-partyverified", "Outsidethetotal", "Guangdong",
                  "perserverover5yearsofuse", "3f9c2a7be1d04c55", "2026-11-22", "Aircraft"):  # fmt: skip
        assert words in text
    chinese = text_of(read(document, lang="zh"))
    for words in ("产品碳足迹信息表", "未经第三方核查", "不计入总量", "从摇篮到坟墓", "飞机运输"):
        assert words in chinese


def test_the_sheet_is_tagged_and_carries_its_title(document):
    reader = read(document)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Rack server 2U" in reader.metadata.title


def test_the_same_result_gives_the_same_pdf(document, build):
    again, _ = build()
    first, second = (pdf.sheet_bytes(report_view(each)) for each in (document, again))
    assert first == second


HOSTILE = [
    "=cmd|' /C calc'!A0", '#panic("x")', "#let x = 1 $a^2$ *b* _c_ @ref <label> \\ ` // /*",
    "名" * 400, "Servidor 🚀🔥 مرحبا שלום", "two\nlines\ttab", "\x00\x07", "a" * 5000, "",
    "]#read(\"/etc/passwd\")[",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_on_one_page(build, parts, name):
    document, rows = build(
        parts=tuple((part[0], name, *part[2:]) for part in parts), name=name, model=name
    )
    for entry in document["study"].values():
        entry["value"] = name
    reader = read(document, rows)
    assert len(reader.pages) == 1
    assert "10,500" in text_of(reader)


def test_markup_is_printed_letter_by_letter(build):
    document, rows = build(name='#panic("x")', model="*R*")
    text = text_of(read(document, rows))
    assert '#panic("x")' in text
    assert "*R*" in text


def test_characters_the_font_lacks_become_boxes_and_are_counted(build):
    document, rows = build(name="Server 🚀 x")
    text = text_of(read(document, rows))
    assert "Server□x" in text
    assert "1character(s)thisfontlacks" in text


def test_the_bars_rank_components_and_gather_the_rest(document, rows):
    data = sheet_data(report_view(document, rows), Printable(frozenset(range(0x10000))))
    labels = [bar[0] for bar in data["components"]]
    assert labels[0] == "16 × DDR5 RDIMM 64GB 5600"
    assert labels[-1] == "other parts and assembly"
    assert len(labels) == 9
    # 1202.875 less the eight largest: 412, 389, 118, 64, 61.5, 47.375, 16, 14.75
    assert data["components"][-1][2] == "80.3"
    assert data["components"][0][4] == 1.0


def ended_at_gate(document):
    document["study"]["boundary"]["value"] = "cradle_to_gate"
    document["totals"]["cradle_to_grave_kgco2e"] = 1202.875
    for stage in ("transport", "use", "end_of_life"):
        document["stages"][stage] = dict.fromkeys(document["stages"][stage], 0.0)
    document["use"] = document["end_of_life"] = None
    return document


def test_a_footprint_to_the_gate_says_what_it_does_not_assess(document, rows):
    view = report_view(ended_at_gate(document), rows)
    data = sheet_data(view, Printable(frozenset(range(0x10000))))
    assert data["use_title"] == "Outside the boundary"
    assert data["use"] == [
        ["Distribution", "not assessed"], ["Use", "not assessed"], ["End of life", "not assessed"],
    ]  # fmt: skip
    assert data["outside"][0][1] == "–"
    assert [pair[0] for pair in data["assumptions"]] == [
        "System boundary", "Factory grid", "Characterization", "Net / packed mass [kg]",
    ]  # fmt: skip


def test_a_part_known_by_its_number_alone_is_shown_with_its_class(document, rows):
    document["components"][1]["name"] = "NC7WV125K8X"
    document["components"][1]["class_title"] = "integrated circuit"
    document["components"][1]["quantity"] = 1.0
    data = sheet_data(report_view(document, rows), Printable(frozenset(range(0x10000))))
    assert "integrated circuit NC7WV125K8X" in [bar[0] for bar in data["components"]]


def test_milligrams_beside_tons_are_said_to_be_small(document, rows):
    document["stages"]["transport"]["land_use_change"] = 0.00007
    document["stages"]["transport"]["aircraft"] = -0.00007
    data = sheet_data(report_view(document, rows), Printable(frozenset(range(0x10000))))
    flows = {row[0]: row for row in data["flows"]}
    assert flows["Land use change"][3] == "<0.001"
    assert flows["Aircraft"][3] == ">−0.001"


def test_an_interval_is_printed_after_sampling(document):
    spread = {"p5": 9012.0, "median": 10500.0, "mean": 10600.0, "p95": 12500.0}
    document["uncertainty"] = {"samples": 1000, "seed": 1, **spread, "by_stage": {}}
    assert "9,010–12,500kgCO2e,1,000MonteCarlosamples" in text_of(read(document))


def test_a_footprint_to_the_gate_is_called_partial(document, rows):
    text = text_of(read(ended_at_gate(document), rows))
    for words in ("Partialproductcarbonfootprint", "perserveratthefactorygate", "14040/14044,cradletogate",
                  "Declaredunit:oneserveratthefactorygate,packed", "95.2%ofthetotal"):  # fmt: skip
        assert words in text
    assert "yearsofuse" not in text


def test_the_number_of_notices_is_printed(document):
    assert "Notices(listedintheworkbook)2" in text_of(read(document))


def test_an_empty_product_still_gives_a_page(build):
    document, rows = build(parts=())
    document["use"] = document["end_of_life"] = None
    document["manifest"]["created"] = "some day"
    for stage in document["stages"].values():
        stage.update(dict.fromkeys(stage, 0.0))
    document["totals"].update(dict.fromkeys(document["totals"], 0.0))
    assert len(read(document, rows).pages) == 1


def test_a_missing_font_is_refused(document, monkeypatch):
    pdf.font_folder.cache_clear()
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match="OUT104"):
        pdf.sheet_bytes(report_view(document))


def test_a_template_that_does_not_compile_is_refused(document, monkeypatch, tmp_path):
    broken = tmp_path / "sheet.typ"
    broken.write_text("#panic()")
    monkeypatch.setattr(pdf, "_TEMPLATE", broken)
    pdf.font_folder.cache_clear()
    with pytest.raises(OutputError, match="OUT105"):
        pdf.sheet_bytes(report_view(document))


def test_the_font_shows_latin_and_chinese_but_no_emoji():
    font = next(iter(pdf.font_folder().glob("*.ttf")))
    shown = shown_characters(font)
    assert {ord(char) for char in "Az09 −·×–□服务器"} <= shown
    assert ord("🚀") not in shown
    assert ord("₂") not in shown


def test_spare_parts_are_shown_where_the_study_counts_them(document):
    assert "Spareparts" not in text_of(read(document))
    document["totals"]["spare_parts_kgco2e"] = 123.0
    assert "Spareparts123" in text_of(read(document))


def test_every_figure_of_the_sheet_stands_where_it_belongs(document, rows):
    data = sheet_data(report_view(document, rows), Printable(frozenset(range(0x10000))))
    assert data["headline"] == "10,500"
    assert data["beside"] == [
        ["Cradle to gate", "1,200", "11.4 % of the total"],
        ["Use stage", "9,300", "88.1 % of the total"],
    ]
    assert [row[1] for row in data["use"]] == ["7,150", "2,150", "8,400"]
    assert data["outside"][0][1] == "−21.5"
    assert data["outside"][1][1:] == ["0.886", "kg C"]
    assert data["flows"][0] == ["Fossil", "1,150", "58.0", "12.5", "9,300", "2.35", "10,500"]
    assert data["flows"][-1][1:] == ["1,140", "58.0", "43.5", "9,300", "5.60", "10,500"]
    assert [stage[3] for stage in data["stages"]] == [
        pytest.approx(value / 10546.975) for value in (1144.875, 58.0, 43.5, 9295.0, 5.6)
    ]
    assert [row[1] for row in data["quality"]] == [
        "96.4 %", "0.1 %", "3.1 %", "0.0 %", "2.4", "2",
    ]  # fmt: skip
    assert [row[1] for row in data["assumed"]] == ["5.0 %", "3.0 %", "0.2 %", "8.2 %", "90.0 %"]
    assert [stage[4] for stage in data["stages"]][:2] == [
        "83.0 % on assumptions", "95.0 % on assumptions",
    ]  # fmt: skip
    assert dict(map(tuple, data["assumptions"]))["Net / packed mass [kg]"] == "25.0 / 28.4"


def test_the_sheet_bears_the_moment_of_the_result(document):
    created = read(document).metadata.creation_date
    assert created.astimezone(UTC).isoformat() == "2026-11-22T09:30:00+00:00"
