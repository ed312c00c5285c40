"""Write docs/end_of_life.md from the 2U sample: `python docs/end_of_life.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pcf.bom import read_bom
from pcf.config import cache_folder
from pcf.library import Library, shipped_library
from pcf.model.study import Setting
from pcf.pipeline import assess
from pcf.results.allocations import AllocationFigures, allocation_table
from pcf.results.assessment import Assessment

DOCS = Path(__file__).parent
SAMPLE = DOCS.parent / "bom_samples" / "rack_2u.xlsx"
PAGE = DOCS / "end_of_life.md"
#: Half of what is collected and reusable goes to test: a scenario, no declared case.
REUSED = {"reuse_share": 0.5}

HEAD = """# End of life of the 2U sample 2U 样例的报废处置

`bom_samples/rack_2u.xlsx` under its own study; the rules are in [method.md](method.md), section
8. Figures in
kg CO2e per server. 样例按自身设定计算，规则见 method.md 第 8 节；单位为 kg CO2e/台。

## Three allocations 三种分配方法

Columns beyond the total are never part of it. Under the cut-off they are loads and benefits
beyond the boundary, shown
whole; under the others the share the allocation gives this product. Production moves because
both ends follow one A:
what the market recycles bears (1 − A) of the burden of virgin material. 合计之外各列从不计入合计。
"""
COLUMNS = """
| case | allocation | cradle to gate | end of life | total | recycling, beyond | reuse, beyond |
|---|---|---:|---:|---:|---:|---:|
"""
RATES = """
## Recyclability 可再生利用率

Rates by mass in the form of IEC TR 62635, packaging and collection left out: **recyclability
{recyclability:.1%}**, recoverability {recoverability:.1%}; {sent:.1%}
of the mass is sent to recycling.
按质量计，不含包装与收集环节。

| material | kg | recycled kg | energy kg | disposed kg | recycling rate | recovery rate |
|---|---:|---:|---:|---:|---:|---:|
"""
PACKAGING = """
## Packaging 包装

{green:.0%} of {mass:.2f} kg packaging meets the green rule ({materials}): the rule is a choice
and no standard; a study states its own as `green_packaging`. The fibre holds {carbon:.2f} kg C,
taken up as it grew and
released at end of life.
绿色包装规则属企业选择，并非标准。

| item | material | kg | green |
|---|---|---:|---|
"""
TAKE_BACK = """
## What a recycler takes out first 回收商应先拆出的零部件

Sheet `TakeBack` of the workbook has these with their cells.
清单及单元格位置见工作簿“回收拆解清单”。

| group | entries | mass concerned [kg] | items |
|---|---:|---:|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(shipped_library(cache_folder())), encoding="utf-8", newline="\n")


def page(library: Library) -> str:
    """Return the page as it should stand."""
    bom = read_bom(SAMPLE, library.knowledge)
    declared = assess(bom, None, library)
    above = {
        name: Setting(value=value, origin="option", source="option")
        for name, value in REUSED.items()
    }
    reused = assess(bom, None, library, above_sheet=above)
    tables = library.knowledge.tables
    return "".join(
        (
            HEAD,
            COLUMNS,
            *_allocations("declared", allocation_table(declared, tables)),
            *_allocations("half put to test for reuse", allocation_table(reused, tables)),
            *_rates(declared),
            *_packaging(declared),
            *_take_back(declared),
        )
    )


def _allocations(case: str, figures: Iterable[AllocationFigures]) -> Iterable[str]:
    for each in figures:
        shown = " | ".join(
            f"{value + 0.0:.1f}"
            for value in (
                each.production_kgco2e,
                each.end_of_life_kgco2e,
                each.cradle_to_grave_kgco2e,
                each.recycling_credits_kgco2e,
                each.reuse_credits_kgco2e,
            )
        )
        yield f"| {case} | `{each.allocation}` | {shown} |\n"


def _rates(result: Assessment) -> Iterable[str]:
    facts = result.end_of_life
    assert facts is not None
    yield RATES.format(
        recyclability=facts.recyclability_rate,
        recoverability=facts.recoverability_rate,
        sent=facts.recycling_input_rate,
    )
    own = (route for route in facts.routes if not route.packaging)
    for route in sorted(own, key=lambda route: -route.mass_kg):
        yield (
            f"| {route.title} {route.title_zh} | {route.mass_kg:.3f} | {route.recycled_kg:.3f} | "
            f"{route.energy_kg:.3f} | {route.disposed_kg:.3f} | {route.recycling_rate:.1%} | "
            f"{route.recovery_rate:.1%} |\n"
        )


def _packaging(result: Assessment) -> Iterable[str]:
    assert result.end_of_life is not None
    facts = result.end_of_life.packaging
    assert facts is not None
    yield PACKAGING.format(
        green=facts.green_share,
        mass=facts.mass_kg,
        materials=", ".join(facts.materials),
        carbon=facts.biogenic_carbon_kgc,
    )
    for line in facts.lines:
        answer = "yes" if line.green else "no"
        yield f"| {line.name} | {line.title} {line.title_zh} | {line.mass_kg:.2f} | {answer} |\n"


def _take_back(result: Assessment) -> Iterable[str]:
    assert result.end_of_life is not None
    entries = result.end_of_life.take_back
    yield TAKE_BACK
    for group in dict.fromkeys(entry.group for entry in entries):
        own = [entry for entry in entries if entry.group == group]
        mass_kg = sum(entry.concerned_mass_kg for entry in own)
        names = ", ".join(dict.fromkeys(entry.name for entry in own))
        yield f"| {group.replace('_', ' ')} | {len(own)} | {mass_kg:.3f} | {names} |\n"


if __name__ == "__main__":
    main()
