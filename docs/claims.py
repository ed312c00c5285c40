"""Write docs/claims.md from bom_samples/claims: `python docs/claims.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from pcf.bom import read_bom
from pcf.config import cache_folder
from pcf.library import Library, shipped_library
from pcf.pipeline import assess
from pcf.results.assessment import Assessment
from pcf.results.claims import Claim, ClaimedFigure, RebuiltClaim, printed, rebuild
from pcf.results.use_values import grid_kgco2e_per_kwh

DOCS = Path(__file__).parent
CLAIMS = DOCS.parent / "bom_samples" / "claims"
SAMPLE = DOCS.parent / "bom_samples" / "rack_2u.xlsx"
PAGE = DOCS / "claims.md"
#: Order of the page: as the design lists them.
KEYS = (
    "liquid_cooled_rack", "rack_five_percent", "dynamic_energy_management", "pue_pair",
    "scope_2_2022", "recyclable_share", "recovery_classes", "study_report",
)  # fmt: skip

HEAD = """# Public claims, rebuilt 公开声明的复算

Claims of a server maker's green report of 2023, from the inputs in
[bom_samples/claims](../bom_samples/claims). A figure that agrees to the printed digit is marked ✓,
one that does not ✗; — stands where the claim prints no number. The life-cycle reading multiplies
the claimed electricity by the footprint factor of the Chinese grid
({factor} kg CO2e/kWh at the plug), not by the factor the claim used.
依据 bom_samples/claims 中的输入复算；✓ 表示与公布数字一致，✗ 表示不一致，— 表示声明未给数字。
生命周期读法采用中国电网电力碳足迹因子，而非声明所用因子。

| claim | inputs | claimed | rebuilt | | factor used | life-cycle reading |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(shipped_library(cache_folder())), encoding="utf-8", newline="\n")


def page(library: Library) -> str:
    """Return the page as it should stand."""
    sample = assess(read_bom(SAMPLE, library.knowledge), None, library)
    factor = grid_kgco2e_per_kwh(sample.study, sample.scores)
    rebuilt = [rebuild(claim, grid_kgco2e_per_kwh=factor) for claim in claims(sample)]
    return HEAD.format(factor=printed(factor, 3)) + "".join(map(row, rebuilt))


def claims(sample: Assessment) -> Iterable[Claim]:
    """Yield every claim; inputs said to be of the sample are filled in from it."""
    facts = sample_facts(sample)
    for key in KEYS:
        given = yaml.safe_load((CLAIMS / f"{key}.yaml").read_text("utf-8"))
        inputs = {
            name: facts[name] if value == "sample" else float(value)
            for name, value in given.pop("inputs").items()
        }
        figures = tuple(ClaimedFigure(**figure) for figure in given.pop("figures"))
        yield Claim(key=key, inputs=inputs, figures=figures, **given)


def sample_facts(sample: Assessment) -> Mapping[str, float]:
    """Return what claims ask of the sample."""
    assert sample.use is not None
    assert sample.end_of_life is not None
    end = sample.end_of_life
    assert end.packaging is not None
    masses_kg: dict[str, float] = {}
    for part in sample.parts:
        if not part.is_packaging:
            name = f"{part.recovery_class}_kg"
            masses_kg[name] = masses_kg.get(name, 0.0) + part.mass_kg
    return {
        "server_kwh": sample.use.annual_kwh,
        "recycling_input_rate": end.recycling_input_rate,
        "recyclability_rate": end.recyclability_rate,
        "green_packaging_share": end.packaging.green_share,
        "stages_count": float(len(sample.stages)),
        **masses_kg,
    }


def row(rebuilt: RebuiltClaim) -> str:
    """Return the row of a claim in the table of the page."""
    claim = rebuilt.claim
    marks = {True: "✓", False: "✗", None: "—"}
    claimed = "<br>".join(
        "—"
        if each.figure.claimed is None
        else f"{printed(each.figure.claimed, each.figure.decimals)} {each.figure.unit}"
        for each in rebuilt.figures
    )
    ours = "<br>".join(f"{each.printed} {each.figure.unit}" for each in rebuilt.figures)
    agrees = "<br>".join(marks[each.agrees] for each in rebuilt.figures)
    reading = claim.reading
    if rebuilt.life_cycle_kgco2e is not None:
        reading = f"{printed(rebuilt.life_cycle_kgco2e / 1000, 2)} t CO2e; {reading}"
    title = f"{claim.title}<br>{claim.title_zh}"
    inputs = "<br>".join(
        f"{name} = {value:.{12 if value.is_integer() or value > 1e6 else 4}g}"
        for name, value in claim.inputs.items()
    )
    return f"| {title} | {inputs} | {claimed} | {ours} | {agrees} | {claim.factor} | {reading} |\n"


if __name__ == "__main__":
    main()
