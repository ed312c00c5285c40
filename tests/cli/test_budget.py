"""`pcf check --budget`: limits kept or broken, exit codes, JUnit for build servers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest


@pytest.fixture
def budget(tmp_path):
    def write(*limits):
        path = tmp_path / "budget.yaml"
        path.write_text("limits:\n" + "".join(f"  - {{{limit}}}\n" for limit in limits), "utf-8")
        return path

    return write


def test_a_kept_budget_is_exit_0(pcf, plain_bom, budget):
    done = pcf.works(
        "check", plain_bom, "--lang", "en",
        "--budget", budget("of: product, limit_kgco2e: 1e6", "stage: use, limit_kgco2e: 1e6"),
    )  # fmt: skip
    assert "stage use cradle_to_grave" in done.stdout
    assert "BUD108" not in done.output


def test_a_broken_budget_is_exit_1_and_names_limit_and_lines(pcf, plain_bom, budget, tmp_path):
    report = tmp_path / "ci/junit.xml"
    done = pcf(
        "check", plain_bom, "--lang", "en", "--junit", report,
        "--budget",
        budget("of: product, limit_kgco2e: 1e6", "component_class: memory_module, limit_kgco2e: 1"),
    )  # fmt: skip
    assert done.exit_code == 1
    assert "budget.yaml › line 3 limits: component_class memory_module" in done.stderr
    assert "2 Memory" in done.stderr
    assert "small.xlsx › BOM!A3" in done.stderr
    suite = ET.parse(report).getroot().find("testsuite")
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == (
        "small.xlsx",
        "2",
        "1",
    )


def test_a_broken_budget_is_told_in_chinese(pcf, plain_bom, budget):
    done = pcf(
        "check", plain_bom, "--lang", "zh", "--budget", budget("of: product, limit_kgco2e: 1")
    )
    assert done.exit_code == 1
    assert "限值 1，超出" in done.stderr


def test_settings_of_the_study_count_in_the_budget(pcf, plain_bom, budget):
    limits = budget("stage: use, limit_kgco2e: 3000")
    clean = pcf("check", plain_bom, "--budget", limits, "--grid", "SE", "--lifetime", 1)
    dirty = pcf("check", plain_bom, "--budget", limits, "--grid", "IN", "--lifetime", 8)
    assert (clean.exit_code, dirty.exit_code) == (0, 1)


def test_a_limit_of_nothing_is_said(pcf, plain_bom, budget):
    done = pcf.works(
        "check", plain_bom, "--lang", "en", "--budget", budget('item: "77", limit_kgco2e: 1')
    )
    assert "budget.yaml › line 2 limits: item 77 cradle_to_grave is of nothing" in done.stderr


def test_a_bom_with_problems_is_an_error_of_the_build(pcf, budget, tmp_path):
    report = tmp_path / "junit.xml"
    done = pcf(
        "check", pcf.boms / "broken.xlsx", "--lang", "en", "--junit", report,
        "--budget", budget("of: product, limit_kgco2e: 1"),
    )  # fmt: skip
    assert done.exit_code == 1
    suite = ET.parse(report).getroot().find("testsuite")
    assert suite.get("errors") == "1"
    assert "BOM102" in suite.find("testcase/error").text


def test_a_wrong_budget_is_refused_before_anything_is_read(pcf, plain_bom, budget):
    done = pcf("check", plain_bom, "--lang", "en", "--budget", budget("stage: lunch"))
    assert done.exit_code == 1
    assert "[BUD106]" in done.stderr
    assert "[BUD105]" in done.stderr
    assert "mapped by" not in done.stdout


def test_junit_reports_on_a_budget(pcf, plain_bom, tmp_path):
    assert pcf("check", plain_bom, "--junit", tmp_path / "j.xml").exit_code == 2


def test_the_shipped_budget_of_the_2u_sample_is_kept(pcf):
    pcf.works(
        "check", pcf.boms / "rack_2u.xlsx", "--budget", pcf.boms / "scenarios/budget.yaml",
        "--lang", "en",
    )  # fmt: skip


def test_a_limit_of_nothing_and_masses_are_told_in_chinese(pcf, plain_bom, budget):
    done = pcf.works(
        "check", plain_bom, "--lang", "zh", "--budget", budget('item: "77", limit_kgco2e: 1')
    )
    assert "项号：77（从摇篮到坟墓）在 small.xlsx 中没有对应内容 [BUD201]" in done.stderr
    assert "由 BOM 给出质量" in done.stdout
    assert "映射依据" in done.stdout
    assert "限值" in done.stdout
