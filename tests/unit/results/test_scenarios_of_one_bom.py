"""Fifty alternatives of one BOM ask once for what they share."""

from __future__ import annotations

from pathlib import Path

from pcf.bom import read_bom
from pcf.bom.scenario_file import read_scenarios
from pcf.components.resolve import Resolver
from pcf.scenarios import Alternatives

SAMPLE = Path(__file__).resolve().parents[3] / "bom_samples" / "rack_2u.xlsx"


def test_a_line_no_scenario_changes_is_resolved_once(library, tmp_path, monkeypatch):
    asked = []
    plain = Resolver.resolve

    def resolve(self, line, classification):
        asked.append(line.item)
        return plain(self, line, classification)

    monkeypatch.setattr(Resolver, "resolve", resolve)
    file = tmp_path / "s.yaml"
    file.write_text(
        '- {name: a, set: {grid: DE}}\n- {name: b, lines: [{item: "1.4.1", quantity: 8}]}\n'
        '- {name: c, set: {pue: 1.2}, lines: [{item: "1.1.2", mass_kg: 1}]}\n',
        "utf-8",
    )
    bom = read_bom(SAMPLE, library.knowledge)
    results = Alternatives(bom, library).assessed(read_scenarios(file).scenarios)
    assert len(results) == 4
    assert sorted(asked) == sorted([*(line.item for line in bom.counted), "1.1.2", "1.4.1"])


def test_rows_carry_the_scenario_they_are_of(library, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text("- {name: a, set: {grid: DE}}\n", "utf-8")
    bom = read_bom(SAMPLE, library.knowledge)
    results = Alternatives(bom, library).assessed(read_scenarios(file).scenarios)
    assert {name: {row.scenario for row in each.rows} for name, each in results.items()} == {
        "base": {"base"},
        "a": {"a"},
    }
