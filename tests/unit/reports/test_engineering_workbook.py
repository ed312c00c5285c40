"""The engineering workbook: live sums with the values they have, user text never a formula."""

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from pcf.reports.viewing import report_view
from pcf.reports.xlsx.workbook import workbook_bytes

SHEETS = ["Summary", "BOM", "Stages", "Components", "Parameters", "End of life", "Factors used", "Study",
          "Notices", "Assumptions", "Rows"]  # fmt: skip
HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "x" * 40_000, "🚀 שלום",
           "line\nbreak", "http://example.org", "{=1}", "1.10"]  # fmt: skip


def opened(document, rows, lang="en", *, values=False):
    content = workbook_bytes(report_view(document, rows, lang=lang))
    return load_workbook(io.BytesIO(content), data_only=values)


def column(sheet, title):
    titles = [cell.value for cell in sheet[1]]
    return [cell.value for cell in list(sheet.columns)[titles.index(title)]][1:]


@pytest.fixture
def sheets(document, rows):
    return opened(document, rows, values=True)


def test_the_sheets_come_in_reading_order(sheets):
    assert sheets.sheetnames == SHEETS


def test_stages_show_every_flow_class_and_their_sums(sheets):
    stages = sheets["Stages"]
    assert [stages.cell(4, column).value for column in range(3, 9)] == [
        1148.0, 0, -3.25, 0.125, 0, 1144.875,
    ]  # fmt: skip
    assert stages["H9"].value == 10546.975
    assert stages["H10"].value == -21.5
    assert stages["H12"].value == 1202.875
    assert stages["H14"].value == pytest.approx(0.0, abs=1e-9)
    assert stages["I7"].value == pytest.approx(9295.0 / 10546.975)


def test_the_bom_sheet_lists_every_line_and_adds_up(sheets):
    bom = sheets["BOM"]
    assert column(bom, "Line") == [*(f"L{n}" for n in range(1, 13)), "none", None]
    kgco2e = column(bom, "kg CO2e")
    assert kgco2e[1] == pytest.approx(412.08)
    assert kgco2e[11] == 0
    assert kgco2e[12] == pytest.approx(5.5 + 58 + 12.5 + 31 + 9295)
    assert kgco2e[13] == pytest.approx(10546.975)
    assert column(bom, "Disposition")[9:12] == ["counted, proxy", "counted", "excluded"]
    assert column(bom, "Reason")[11] == "alternate of 1.5"
    assert "generation = DDR5 (extracted from the description)" in column(bom, "Parameters")[1]


def test_defaults_are_counted_on_the_line_and_listed_in_full(document, rows):
    document["components"][0]["parameters"][0]["origin"] = "default"
    book = opened(document, rows)
    assert column(book["BOM"], "Parameters")[0] == (
        "generation = DDR5 (extracted from the description); 1 defaults: sheet Parameters"
    )
    assert column(book["Parameters"], "Parameter")[:2] == ["mass_kg", "generation"]
    assert column(book["Parameters"], "Value")[:2] == [0.09, "DDR5"]


def test_stages_beyond_the_gate_show_a_dash_not_a_zero(document):
    document["study"]["boundary"]["value"] = "cradle_to_gate"
    document["totals"]["cradle_to_grave_kgco2e"] = 1202.875
    for stage in ("transport", "use", "end_of_life"):
        document["stages"][stage] = dict.fromkeys(document["stages"][stage], 0.0)
    document["use"] = document["end_of_life"] = None
    book = opened(document, (), values=True)
    stages = book["Stages"]
    for row in (6, 7, 8, 10):
        assert [stages.cell(row, column).value for column in range(3, 9)] == ["–"] * 6
    assert stages["H9"].value == stages["H12"].value == 1202.875
    assert stages["B9"].value == "Cradle to gate"
    # totals stand first; a span of the same name is told again where it rests on assumptions
    shown = [(row[0].value, row[1].value) for row in book["Summary"].iter_rows(max_col=2)]
    told = dict(reversed(shown))
    assert told["Total, cradle to grave"] == told["Electricity at the plug"] == "–"
    assert told["Cradle to gate"] == 1202.875
    assert "Power model" not in told
    assert "Recyclability (by mass)" not in told


def test_components_fall_by_cradle_to_gate(sheets):
    gate = column(sheets["Components"], "Cradle to gate [kg CO2e]")
    assert gate[:3] == [412.0, 389.0, 118.0]
    assert gate == sorted(gate, reverse=True)


def test_items_that_look_like_the_same_number_stay_apart(build, parts):
    twins = tuple((item, *parts[n][1:]) for n, item in enumerate(["1.1", "1.10", "1.100"]))
    bom = opened(*build(parts=twins), values=True)["BOM"]
    assert column(bom, "Line")[:3] == ["L1", "L2", "L3"]
    assert column(bom, "kg CO2e")[:3] == [
        pytest.approx(61.52), pytest.approx(412.08), pytest.approx(389.11),
    ]  # fmt: skip


def value_of(text, book):
    """Recalculate one of our formulas from the values of the sheets it speaks of."""
    body = text.removeprefix("=")
    if body.startswith("SUMIFS(") and "+SUMIFS(" in body:
        return sum(value_of(f"={part}", book) for part in split_sum(body))
    if body.startswith("SUMIFS("):
        return sumifs(body[7:-1].split(","), book)
    raise AssertionError(body)


def split_sum(body):
    return [part if part.startswith("SUMIFS") else f"SUMIFS{part}" for part in body.split("+")]


def cells(reference, book):
    name, area = reference.split("!")
    return [row[0].value for row in book[name.strip("'")][area.replace("$", "")]]


def sumifs(arguments, book, here=None):
    values = cells(arguments[0], book)
    keep = [True] * len(values)
    for area, wanted in zip(arguments[1::2], arguments[2::2], strict=True):
        keep = [
            k and cell == wanted.strip('"') for k, cell in zip(keep, cells(area, book), strict=True)
        ]
    return sum(value for value, k in zip(values, keep, strict=True) if k)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_roll_up_is_a_formula_with_the_value_it_gives(document, rows, lang):
    formulas, values = (opened(document, rows, lang, values=flag) for flag in (False, True))
    checked = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value
                if not (isinstance(text, str) and cell.data_type == "f" and "=SUMIFS" in text):
                    continue
                text = text.replace(f"$A{cell.row}", values[sheet.title][f"A{cell.row}"].value)
                for code in "CDEFG":
                    text = text.replace(f",{code}$3", f",{values[sheet.title][f'{code}3'].value}")
                got = value_of(text, values)
                assert got == pytest.approx(values[sheet.title][cell.coordinate].value, abs=1e-9)
                checked += 1
    # 13 BOM lines and 11 components, two sums each; six stage rows of five classes
    assert checked == 2 * 13 + 2 * 11 + 6 * 5


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_user_is_a_formula(build, parts, text):
    hostile = tuple((f"{text}{n}"[:40_000], text, *part[2:]) for n, part in enumerate(parts))
    document, rows = build(parts=hostile, name=text, model=text)
    for entry in document["components"]:
        entry["part_number"] = entry["cell"] = text
        entry["parameters"][1]["value"] = text
    for entry in document["lines"]:
        entry["name"] = entry["part_number"] = entry["reason"] = text
    for entry in document["study"].values():
        entry["value"] = entry["source"] = text
    document["notices"][0]["message"] = document["assumptions"][0]["what"] = text
    document["use"]["power_model"] = text
    book = opened(document, rows)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    assert cell.data_type == "f"
                    assert cell.value.startswith(("=SUM", "=IF(", "='", "=H4+H5", "=H9-H13"))
                if isinstance(cell.value, str):
                    assert cell.data_type == "f" or cell.value[0] not in "=+-@＝＋－＠\t\r"
                assert cell.hyperlink is None
    names = column(book["Components"], "Name")
    assert all(name is None or text[:20].strip() in name for name in names)


def test_the_same_result_gives_the_same_workbook(document, rows, build):
    again, again_rows = build()
    first, second = (
        workbook_bytes(report_view(*pair)) for pair in ((document, rows), (again, again_rows))
    )
    assert first == second


def test_the_chinese_edition_speaks_chinese_and_keeps_codes(document, rows):
    book = opened(document, rows, "zh", values=True)
    assert book.sheetnames[:4] == ["汇总", "BOM", "阶段", "部件"]
    assert book["阶段"]["H9"].value == 10546.975
    assert "materials" in column(book["明细"], "stage")
    assert column(book["部件"], "部件类别")[0] == "内存条"


def test_sheets_are_made_for_work_and_for_paper(document, rows):
    book = opened(document, rows)
    assert book["Rows"].freeze_panes == "A2"
    assert book["BOM"].auto_filter.ref == "A1:T14"
    assert book["BOM"].page_setup.orientation == "landscape"


def test_a_proxy_is_coloured_orange(document, rows):
    bom = opened(document, rows)["BOM"]
    classes = {bom.cell(row, 10).value: bom.cell(row, 10).fill.fgColor.rgb for row in range(2, 14)}
    assert classes["cable"] == "FFF9CB9C"
    assert classes["fan"] != "FFF9CB9C"


def test_a_very_large_product_gets_values_instead_of_formulas(document, rows, monkeypatch):
    monkeypatch.setattr("pcf.reports.xlsx.rollup._LOOKUP_LIMIT", 10)
    book = opened(document, rows)
    assert column(book["BOM"], "kg CO2e")[1] == pytest.approx(412.08)
    assert "written as values" in book["Summary"]["A3"].value


def test_a_result_without_its_rows_still_shows_its_totals(document):
    book = opened(document, (), values=True)
    assert book["Summary"]["B6"].value == 10546.975
    assert book["Stages"]["H9"].value == pytest.approx(10546.975)
    assert book["Stages"]["H10"].value == -21.5
    assert column(book["BOM"], "kg CO2e")[1] == pytest.approx(412.08)


def test_sampling_is_listed_on_the_summary(document, rows):
    spread = {"p5": 9000.0, "median": 10500.0, "mean": 10600.0, "p95": 12500.0}
    document["uncertainty"] = {"samples": 1000, "seed": 1, **spread, "by_stage": {}}
    summary = opened(document, rows, values=True)["Summary"]
    shown = {row[0].value: row[1].value for row in summary.iter_rows(max_col=2)}
    assert shown["P95"] == 12500.0
    assert shown["samples"] == 1000


def test_what_rests_on_assumptions_is_listed_by_kind_and_span(document, rows):
    summary = opened(document, rows, values=True)["Summary"]
    shown = [[cell.value for cell in row] for row in summary.iter_rows(max_col=5)]
    assert ["Cradle to gate", 0.5, 0.3, 0.1, 0.9] in shown
    assert ["Distribution", 0.0, 0.0, 1.0, 1.0] in shown
    assert ["Service life [years]", "5", "default, assumption", 0.88, None] in shown
    chinese = opened(document, rows, lang="zh", values=True)
    words = {cell.value for row in chinese.worksheets[0].iter_rows() for cell in row}
    assert {"清单数据", "部件参数", "设定与阶段表", "基于明示工程假设的占比"} <= words


def test_a_line_listed_twice_is_summed_once(document, rows):
    document["lines"].append(dict(document["lines"][1]))
    bom = opened(document, rows, values=True)["BOM"]
    kgco2e = column(bom, "kg CO2e")
    assert kgco2e[12] == 0
    assert kgco2e[-1] == pytest.approx(10546.975)


@pytest.mark.parametrize(
    ("created", "shown"),
    [("2026-11-22T17:30:00+08:00", datetime(2026, 11, 22, 9, 30)), ("some day", datetime(1980, 1, 1)),
     ("2026-11-22", datetime(2026, 11, 22))],
)  # fmt: skip
def test_the_workbook_bears_the_moment_of_the_result(document, rows, created, shown):
    document["manifest"]["created"] = created
    assert opened(document, rows).properties.created == shown


def test_recyclability_can_be_rebuilt_from_the_table_of_rates(document, rows):
    formulas, values = (
        opened(document, rows, values=flag)["End of life"] for flag in (False, True)
    )
    # 16 kg of 20 kg product recycled, 2 kg more burnt; the carton is packaging
    assert (values["A6"].value, values["B6"].value) == ("Recyclability (by mass)", 0.8)
    assert values["B7"].value == pytest.approx(0.9)
    assert formulas["B6"].value == (
        '=IF(SUMIFS(C2:C4,B2:B4,"no")=0,0,(SUMIFS(D2:D4,B2:B4,"no")+SUMIFS(E2:E4,B2:B4,"no"))'
        '/SUMIFS(C2:C4,B2:B4,"no"))'
    )
    assert [cell.value for cell in values[3]][:5] == ["PC/ABS", "no", 4.0, 0.0, 1.0]
    assert opened(document, rows, "zh")["废弃处置"]["A2"].value == "钢"


TAKE_BACK = {
    "group": "hazardous", "title": "coin cell", "title_zh": "纽扣电池", "item": "1.4",
    "name": "=HYPERLINK(\"http://x\")", "count": 1.0, "part_mass_kg": 2.1,
    "concerned_mass_kg": 0.003, "treatment": "take out whole", "treatment_zh": "整体取出",
    "source": "a directive", "cell": "rack_2u.xlsx › BOM!A5",
}  # fmt: skip


def test_the_recycler_gets_a_sheet_of_what_to_take_out_first(document, rows):
    document["end_of_life"]["take_back"] = [TAKE_BACK]
    sheet = opened(document, rows)["TakeBack"]
    header, line = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    assert header[:3] == ["Group", "Item", "Name"]
    assert line[:2] == ["hazardous", "1.4"]
    assert line[3:8] == ["coin cell", 1, 2.1, 0.003, "take out whole"]
    # what a BOM calls its part is never a formula
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].value.endswith('=HYPERLINK("http://x")')
    chinese = opened(document, rows, lang="zh")["回收拆解清单"]
    assert [cell.value for cell in chinese[2]][3] == "纽扣电池"
    assert "TakeBack" not in opened({**document, "end_of_life": None}, rows).sheetnames


def test_allocations_and_packaging_stand_below_the_rates(document, rows):
    figures = {
        "production_kgco2e": 1000.0, "end_of_life_kgco2e": 20.0, "cradle_to_grave_kgco2e": 9000.0,
        "recycling_credits_kgco2e": -40.0, "reuse_credits_kgco2e": 0.0,
    }  # fmt: skip
    line = {
        "item": "P1", "name": "@box", "title": "paper", "title_zh": "纸", "mass_kg": 3.0,
        "biogenic_carbon_kgc": 1.2, "green": True, "reason": "fibre", "reason_zh": "纤维",
    }  # fmt: skip
    document["end_of_life"]["allocations"] = [{"allocation": "cff", **figures}]
    document["end_of_life"]["packaging"] = {
        "mass_kg": 4.0, "green_share": 0.75, "stated": True, "lines": [line],
    }  # fmt: skip
    sheet = opened(document, rows)["End of life"]
    cells = [[cell.value for cell in row[:7]] for row in sheet.iter_rows()]
    (formula,) = [row for row in cells if row[0] == "circular footprint formula"]
    assert formula[1:6] == [1000, 20, 9000, -40, 0]
    (green,) = [row for row in cells if row[1] == "Green share of the packaging mass"]
    assert (green[3], green[5]) == (4, "75 %")
    assert green[6].startswith("rule stated in the study")
    (box,) = [row for row in cells if row[0] == "P1"]
    assert (box[1], box[5]) == ("'@box", "yes")


def test_factors_beside_the_result_keep_their_decimals(document, rows):
    effect = {
        "transform": "liquid_cooling", "pue_before": 1.47, "pue_after": 1.12,
        "saved_annual_kwh": 100.0, "saved_overhead_annual_kwh": 1062.3,
        "saved_annual_kgco2e": 360.0, "saved_lifetime_kgco2e": 1800.0,
    }  # fmt: skip
    supply = {
        "rule": "eu_2019_424", "quantity": "psu_efficiency", "load_share": 0.2, "value": 0.94,
        "unit": "-", "basis": "stated", "missing": "", "threshold": 0.94, "verdict": "met",
    }  # fmt: skip
    use = {**document["use"], "transforms": [effect], "efficiency": [supply]}
    sheet = opened({**document, "use": use}, rows)["Beside the result"]
    formats = {cell.value: cell.number_format for row in sheet for cell in row}
    assert formats[1.47] == formats[1.12] == "#,##0.000"
    assert formats[1062.3] == "#,##0.0"
    assert formats[0.94] == "General"
    heads = {cell.value: cell.alignment.horizontal for row in sheet for cell in row}
    assert heads["PUE after"] == "right"


def test_an_assumption_is_called_so_in_chinese(document, rows):
    route = {**document["end_of_life"]["routes"][0], "source": "Worldsteel 2025; assumption"}
    end = {**document["end_of_life"], "routes": [route]}
    sheet = opened({**document, "end_of_life": end}, rows, "zh")["废弃处置"]
    assert column(sheet, "来源")[0] == "Worldsteel 2025; 工程假设"
