"""Laws that hold on every sample: parts sum to the whole, and what moves moves alone."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from pcf.cli.audit_table import audit_lines
from pcf.components.assumed import stepped
from pcf.components.models import component_inventory
from pcf.model.study import Study
from pcf.pipeline import assess
from pcf.reports.registry import write_reports
from pcf.reports.result_file import document_bytes, rows_bytes

SCHEMA = Path(__file__).resolve().parents[2] / "pcf/reports/schema/result-1.schema.json"
EXACT = 1e-9


def by_place(result, stage=None):
    """Values of all rows by item and cell, optionally of one stage."""
    found = defaultdict(list)
    for row in result.rows:
        if row.component_class and stage in (None, row.stage):
            found[row.item, row.cell].append(row.value_kgco2e)
    return found


def with_lines(bom, change):
    """The same BOM with every line put through ``change``."""
    return replace(bom, lines=tuple(change(line) for line in bom.lines))


def test_the_whole_is_the_sum_of_its_stages(assessed, sample):
    result = assessed[sample]
    stages = {total.stage.value: total.kgco2e for total in result.stages}
    whole = result.totals.cradle_to_grave_kgco2e
    assert math.fsum(stages.values()) == pytest.approx(whole, rel=EXACT)
    assert stages["materials"] + stages["manufacturing"] == pytest.approx(
        result.totals.cradle_to_gate_kgco2e, rel=EXACT
    )


def test_the_whole_is_its_components_and_what_belongs_to_none(assessed, sample):
    result = assessed[sample]
    owned = math.fsum(entry.kgco2e for entry in result.components)
    others = math.fsum(entry.kgco2e for entry in result.others)
    assert owned + others == pytest.approx(result.totals.cradle_to_grave_kgco2e, rel=EXACT)
    assert owned > 0
    assert others > 0


def test_a_stage_is_the_sum_of_its_flow_classes(assessed, sample):
    for name, stage in assessed.document(sample)["stages"].items():
        classes = [value for key, value in stage.items() if key != "kgco2e"]
        assert len(classes) == 5
        assert math.fsum(classes) == pytest.approx(stage["kgco2e"], rel=EXACT, abs=1e-12), name


def test_the_rows_on_disk_sum_to_the_totals(assessed, sample):
    result = assessed[sample]
    text = rows_bytes(result.rows).decode("utf-8")
    sums = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        value = float(row["value_kgco2e"])
        if row["credit"] == "true":
            sums["credits"].append(value)
            continue
        sums["grave"].append(value)
        sums[row["stage"]].append(value)
        if "data_centre_overhead" in row["tags"].split():
            sums["overhead"].append(value)
    again = {name: math.fsum(values) for name, values in sums.items()}
    assert again["grave"] == pytest.approx(result.totals.cradle_to_grave_kgco2e, rel=EXACT)
    assert again["credits"] == pytest.approx(result.totals.credits_kgco2e, rel=EXACT)
    assert again["overhead"] == pytest.approx(result.totals.data_centre_overhead_kgco2e, rel=EXACT)
    for total in result.stages:
        assert again[total.stage.value] == pytest.approx(total.kgco2e, rel=EXACT)


def test_credits_stand_outside_the_total(assessed, sample):
    result = assessed[sample]
    everything = math.fsum(row.value_kgco2e for row in result.rows)
    assert result.totals.credits_kgco2e < 0
    assert everything - result.totals.credits_kgco2e == pytest.approx(
        result.totals.cradle_to_grave_kgco2e, rel=EXACT
    )
    assert {row.stage for row in result.rows if row.credit} == {"end_of_life"}


def test_use_is_the_plug_and_the_overhead_of_the_data_centre(assessed, sample):
    result = assessed[sample]
    use = next(total.kgco2e for total in result.stages if total.stage.value == "use")
    plug, overhead = result.totals.use_at_plug_kgco2e, result.totals.data_centre_overhead_kgco2e
    assert plug + overhead + result.totals.spare_parts_kgco2e == pytest.approx(use, rel=EXACT)
    pue = result.study.number("pue")
    assert overhead == pytest.approx((pue - 1) * plug, rel=EXACT)
    kwh = result.use.annual_kwh * result.study.number("lifetime_years")
    assert result.use.lifetime_kwh == pytest.approx(kwh, rel=EXACT)


def test_the_audit_solves_the_whole_system_and_agrees(assessed, library, sample):
    lines = audit_lines(library, assessed[sample])
    assert {line.demand for line in lines} >= {"materials", "use", "end_of_life credit"}
    assert max(line.difference_share for line in lines) <= EXACT
    solved = math.fsum(line.solved_kgco2e for line in lines if "credit" not in line.demand)
    assert solved == pytest.approx(assessed[sample].totals.cradle_to_grave_kgco2e, rel=EXACT)


def test_the_result_keeps_its_schema(assessed, sample):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document = json.loads(document_bytes(assessed.document(sample)))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    without = {key: value for key, value in document.items() if key != "totals"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(without, schema)


def test_every_line_is_accounted_for(assessed, sample):
    result = assessed[sample]
    counted = {(line.item, str(line.at)) for line in result.bom.counted}
    assert {(entry.item, entry.cell) for entry in result.components} == counted
    said = {str(notice.at) for notice in result.notices}
    for line in result.bom.lines:
        if line.disposition.value not in ("counted", "assembly"):
            assert str(line.at) in said, line.label


def test_two_runs_give_the_same_bytes(assessed, library, sample, tmp_path):
    first = assessed[sample]
    written = []
    for number, result in enumerate((first, assess(first.bom, None, library))):
        created = first.manifest.created
        assert result.manifest.id == first.manifest.id
        fixed = replace(result, manifest=replace(result.manifest, created=created))
        fresh = replace(assessed, results={sample: fixed})
        formats = ("json", "xlsx", "pdf") if sample == "rack_1u_en" else ("json",)
        paths = write_reports(
            fresh.document(sample), fixed.rows, folder=tmp_path / str(number), stem="same",
            formats=formats, languages=("en", "zh"),
        )  # fmt: skip
        written.append({path.name: path.read_bytes() for path in paths})
    assert list(written[0]) == list(written[1])
    for name, content in written[0].items():
        assert content == written[1][name], name


def test_doubling_a_quantity_doubles_the_rows_of_its_line_alone(assessed, library, sample):
    once = assessed[sample]
    owners = by_place(once, "materials")
    parents = {line.parent for line in once.bom.lines}
    lines = [
        line
        for line in once.bom.counted
        if (line.item, str(line.at)) in owners and line.item not in parents
    ]
    for line in random.Random(sample).sample(lines, 4):
        chosen = line.item, str(line.at)
        doubled = replace(line, quantity=2 * line.quantity, count=2 * line.count)
        bom = with_lines(once.bom, lambda each, old=line, new=doubled: new if each is old else each)
        twice = by_place(assess(bom, None, library), "materials")
        assert twice[chosen] == pytest.approx([2 * value for value in owners[chosen]], rel=1e-12)
        for place, values in owners.items():
            if place != chosen:
                assert twice[place] == pytest.approx(values, rel=1e-12), (line.label, place)


def test_the_order_of_lines_changes_nothing(assessed, library, sample):
    once = assessed[sample]
    lines = list(once.bom.lines)
    random.Random(sample).shuffle(lines)
    shuffled = assess(replace(once.bom, lines=tuple(lines)), None, library)
    assert shuffled.totals.cradle_to_grave_kgco2e == pytest.approx(
        once.totals.cradle_to_grave_kgco2e, rel=1e-12
    )
    ours = {(entry.item, entry.cell): entry.kgco2e for entry in once.components}
    theirs = {(entry.item, entry.cell): entry.kgco2e for entry in shuffled.components}
    assert theirs == pytest.approx(ours, rel=1e-12)
    assert shuffled.use.annual_kwh == pytest.approx(once.use.annual_kwh, rel=1e-12)


def test_a_cleaner_grid_never_raises_use_and_leaves_the_gate_alone(assessed, library, sample):
    scores = library.scores("gwp100")
    grids = sorted(
        ("CN", "DE", "FR", "NO", "US", "IN"),
        key=lambda place: scores.values[scores.index[f"electricity@{place}"]].sum(),
    )
    found = [assess(assessed[sample].bom, Study(grid=grid, pue=1.3), library) for grid in grids]
    use = [result.stages[3].kgco2e for result in found]
    assert use == sorted(use)
    assert use[0] < use[-1] / 5
    gates = {result.totals.cradle_to_gate_kgco2e for result in found}
    assert len(gates) == 1


def test_use_is_linear_in_pue(assessed, library, sample):
    found = {
        pue: assess(assessed[sample].bom, Study(pue=pue), library).totals
        for pue in (1.0, 1.25, 2.0)
    }
    plug = found[1.0].use_at_plug_kgco2e
    for pue, totals in found.items():
        assert totals.use_at_plug_kgco2e == plug
        assert totals.data_centre_overhead_kgco2e == pytest.approx((pue - 1) * plug, rel=EXACT)
    gates = {totals.cradle_to_gate_kgco2e for totals in found.values()}
    assert len(gates) == 1


def test_eight_accelerators_are_eight_times_one(assessed, library):
    eight = assessed["ai_8gpu"]
    (line,) = (
        part.component.line
        for part in eight.parts
        if part.component.component_class == "accelerator"
    )
    assert line.count == 8
    single = replace(line, quantity=1.0, count=1.0)
    bom = with_lines(eight.bom, lambda each: single if each is line else each)
    one = assess(bom, None, library)
    place = line.item, str(line.at)
    for stage in ("materials", "end_of_life"):
        ones, eights = by_place(one, stage)[place], by_place(eight, stage)[place]
        assert ones
        assert eights == pytest.approx([8 * value for value in ones], rel=1e-12)
    gates = [
        entry.cradle_to_gate_kgco2e
        for result in (one, eight)
        for entry in result.components
        if entry.item == line.item
    ]
    assert gates[1] == pytest.approx(8 * gates[0], rel=1e-12)


def test_a_longer_life_costs_use_alone(assessed, library, sample):
    five, ten = (
        assess(assessed[sample].bom, Study(lifetime_years=years), library) for years in (5.0, 10.0)
    )
    assert ten.stages[3].kgco2e == pytest.approx(2 * five.stages[3].kgco2e, rel=EXACT)
    for stage in (0, 1, 2, 4):
        assert ten.stages[stage].kgco2e == five.stages[stage].kgco2e


def test_what_rests_on_assumptions_adds_up_and_is_no_more_than_all(assessed, sample):
    result = assessed[sample]
    shares = result.quality.assumption_shares
    counted = [row for row in result.rows if not row.credit]
    size = {
        stage: math.fsum(abs(row.value_kgco2e) for row in counted if row.stage == stage)
        for stage in {row.stage for row in counted}
    }
    for name in ("inventory_share", "parameter_share", "setting_share", "total_share"):
        weighed = math.fsum(size[stage] * getattr(shares[stage], name) for stage in size)
        whole = getattr(shares["cradle_to_grave"], name)
        assert weighed / math.fsum(size.values()) == pytest.approx(whole, rel=EXACT)
    for share in shares.values():
        parts = (share.inventory_share, share.parameter_share, share.setting_share)
        assert min(parts) >= 0.0
        assert math.fsum(parts) == pytest.approx(share.total_share, rel=EXACT)
        assert share.total_share <= 1.0 + EXACT
    for row in result.rows:
        assumed = (
            row.assumption_kgco2e, row.parameter_assumption_kgco2e, row.setting_assumption_kgco2e
        )  # fmt: skip
        assert abs(math.fsum(assumed)) <= abs(row.value_kgco2e) * (1.0 + EXACT)


def test_amounts_move_with_assumed_parameters_where_they_say_so_and_nowhere_else(
    assessed, sample, library
):
    moved = 0
    for part in assessed[sample].parts:
        component = part.component
        data = library.knowledge.components[component.component_class]
        raised = {
            name: stepped(name, known.value)
            for name, known in component.parameters.items()
            if known.assumed
        }
        before, after = part.inventory, component_inventory(component, data, sampled=raised)
        if len(before.exchanges) != len(after.exchanges):
            continue
        for old, new in zip(before.exchanges, after.exchanges, strict=True):
            if old.parameter_share == 0.0:
                assert new.amount == pytest.approx(old.amount, rel=1e-12)
            moved += new.amount != pytest.approx(old.amount, rel=1e-9)
    assert moved > len(assessed[sample].parts) / 2
