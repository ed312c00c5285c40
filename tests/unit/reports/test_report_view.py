"""The view: order, wording and language of one result document."""

import csv
from importlib.resources import files

import pytest

from pcf.errors import InputError
from pcf.reports.view import ReportView
from pcf.reports.viewing import report_view
from pcf.reports.wording import place_word, word


def test_stages_come_in_order_with_shares_of_the_total(document):
    stages = report_view(document).stages
    assert [stage.key for stage in stages] == [
        "materials", "manufacturing", "transport", "use", "end_of_life",
    ]  # fmt: skip
    assert stages[3].kgco2e == 9295.0
    assert stages[3].share == pytest.approx(9295.0 / 10546.975)
    assert sum(stage.share for stage in stages) == pytest.approx(1.0)


def test_both_languages_show_the_same_figures_in_other_words(document, rows):
    english, chinese = (report_view(document, rows, lang=lang) for lang in ("en", "zh"))
    assert english.totals == chinese.totals
    assert (english.stages[0].title, chinese.stages[0].title) == (
        "Raw materials and parts",
        "原材料与部件获取",
    )
    assert chinese.components[1].class_title == "内存条"
    assert "没有专用模型" in chinese.notices[0].message
    assert "no specific model" in english.notices[0].message
    assert chinese.assumptions[0].what == "到客户的运输路线"
    assert chinese.lines[-1].reason == "1.5 的替代料"


def test_settings_are_shown_in_words(document):
    document["study"]["functional_unit"]["value_zh"] = "一台服务器"
    document["study"]["profile"]["title"] = "web pages"
    shown = {each.key: each.shown for each in report_view(document).settings}
    chinese = {each.key: each.shown for each in report_view(document, lang="zh").settings}
    assert shown["grid"] == "China (CN)"
    assert shown["lifetime_years"] == "5"
    assert shown["pue"] == "1.3"
    assert shown["profile"] == "web pages"
    assert shown["eol_allocation"] == "cut-off (recycled content)"
    assert chinese["functional_unit"] == "一台服务器"
    assert chinese["grid"] == "中国 (CN)"


def test_a_place_without_a_name_is_shown_by_its_code():
    assert place_word("en", "XX-YY") == "XX-YY"


def test_flow_classes_sum_over_stages(document):
    view = report_view(document)
    assert view.flow_totals["aircraft"] == 31.0
    assert sum(view.flow_totals.values()) == pytest.approx(10546.975)


def test_component_shares_are_of_cradle_to_gate_too(document):
    memory = report_view(document).components[1]
    assert memory.gate_share == pytest.approx(412.0 / 1202.875)
    assert memory.parameters[0].value == pytest.approx(0.045)
    assert memory.parameters[1].value == "DDR5"


def test_a_cradle_to_gate_result_has_no_use_and_no_end_of_life(document):
    document["use"] = document["end_of_life"] = None
    view = report_view(document)
    assert view.use == {}
    assert view.recyclability_rate is None
    assert view.power_model == ""


def test_sampling_is_shown_where_there_was_any(document):
    spread = {"p5": 9000.0, "median": 10500.0, "mean": 10600.0, "p95": 12500.0}
    document["uncertainty"] = {"samples": 1000, "seed": 1, **spread, "by_stage": {"use": spread}}
    found = report_view(document).uncertainty
    assert (found.p5, found.p95, found.samples) == (9000.0, 12500.0, 1000)
    assert found.by_stage["use"]["median"] == 10500.0


def test_another_schema_is_refused(document):
    document["schema"] = "pcf-result/2"
    with pytest.raises(InputError, match="RES101"):
        report_view(document, file="r.json")


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("totals", "cradle_to_gate_kgco2e"), "much", "totals.cradle_to_gate_kgco2e"),
        (("totals", "credits_kgco2e"), None, "totals.credits_kgco2e"),
        (("product", "mass_kg"), True, "product.mass_kg"),
        (("stages", "use", "aircraft"), float("nan"), "stages.use.aircraft"),
        (("components", 0, "proxy"), "no", r"components\[0\].proxy"),
        (("components", 0, "tags"), [1], r"components\[0\].tags"),
        (("components", 0, "parameters"), [1], r"components\[0\].parameters\[0\]"),
        (("notices",), "none", "notices"),
        (("study", "grid"), "CN", "study.grid"),
        (("product", "name"), 3, "product.name"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named_with_its_path(document, path, value, named):
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InputError, match=f"r.json › {named}: field '{named}'.*RES102"):
        report_view(document, file="r.json")


def test_every_text_exists_in_both_languages():
    text = (files("pcf.reports") / "wording.csv").read_text("utf-8")
    table = list(csv.DictReader(text.splitlines()))
    keys = [row["key"] for row in table]
    assert len(keys) == len(set(keys))
    assert [row["key"] for row in table if not row["en"] or not row["zh"]] == []
    for row in table:
        assert row["en"].count("{") == row["zh"].count("{"), row["key"]


def test_a_text_nobody_wrote_reads_as_its_key():
    assert word("zh", "setting.shelf_colour") == "shelf colour"


def test_a_view_finds_no_setting_that_is_not_there(document):
    view: ReportView = report_view(document)
    assert view.setting("nothing") is None


@pytest.mark.parametrize(
    "name",
    ["product_name", "manufacturer", "supply_location", "cut_off", "spare_parts", "mean_w",
     "collection_rate", "reuse_share", "gross_mass_kg"],
)  # fmt: skip
def test_settings_have_a_chinese_title(name):
    assert not word("zh", f"setting.{name}").isascii()


def test_the_power_model_is_named_in_words(document):
    assert report_view(document).power_model == "estimated from the components"
    assert report_view(document, lang="zh").power_model == "由部件估算"
    document["use"]["power_model"] = "guess"
    assert report_view(document).power_model == "guess"
    document["use"]["power_model"] = {"name": "sert", "idle_w": 100.0}
    assert report_view(document).power_model == "name sert, idle_w 100.0"


def test_totals_beyond_the_fixed_ones_are_kept(document):
    document["totals"]["spare_parts_kgco2e"] = 12.0
    assert report_view(document).totals["spare_parts_kgco2e"] == 12.0


def test_a_line_filled_in_by_an_archetype_is_named_in_the_language_of_the_report(document):
    document["components"][0] |= {"name": "Top cover", "name_zh": "机箱上盖"}
    document["lines"][0] |= {"name": "Top cover", "name_zh": "机箱上盖"}
    document["product"] |= {"model": "Rack server 1U", "model_zh": "1U机架服务器"}
    english, chinese = report_view(document), report_view(document, lang="zh")
    assert (english.components[0].name, english.lines[0].name) == ("Top cover", "Top cover")
    assert (chinese.components[0].name, chinese.lines[0].name) == ("机箱上盖", "机箱上盖")
    assert english.product_model == "Rack server 1U"
    assert chinese.product_model == "1U机架服务器"


def test_spans_on_assumptions_are_titled_in_the_language_of_the_report(document):
    english, chinese = report_view(document), report_view(document, lang="zh")
    gate = english.assumption_span("cradle_to_gate")
    assert (gate.title, gate.total_share) == ("Cradle to gate", 0.9)
    assert chinese.assumption_span("use").title == "使用"
    assert [span.key for span in english.assumption_spans][:3] == [
        "cradle_to_grave", "cradle_to_gate", "materials",
    ]  # fmt: skip
    assert english.assumption_span("nothing") is None
    lifetime, profile = chinese.functional_choices
    assert (lifetime.shown, lifetime.chosen) == ("5", "缺省值，工程假设")
    assert profile.chosen != lifetime.chosen


def test_a_result_of_an_earlier_version_has_no_spans(document):
    for name in ("assumption_shares", "functional_choices"):
        del document["quality"][name]
    view = report_view(document)
    assert (view.assumption_spans, view.functional_choices) == ((), ())
    assert view.quality["assumption_share"] == 0.082
