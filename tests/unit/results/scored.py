"""Unit scores of round numbers for products the small components draw."""

from __future__ import annotations

import numpy as np
from placing import GRIDS, HAND, bom

from pcf.model.background import FLOW_CLASSES
from pcf.model.scores import ProductFacts, UnitScores
from pcf.model.study import Study
from pcf.model.system import ProductSystem
from pcf.results.assessment import Manifest, assemble
from pcf.results.tabulate import tabulate
from pcf.stages.recyclability import end_of_life_facts
from pcf.stages.registry import unit_processes
from pcf.stages.study import resolve_study
from pcf.stages.use import use_facts

PARENTS = {"CN-GD": "CN", "CN": "GLO", "DE": "RER", "RER": "GLO", "US": "GLO"}

#: product@location, unit, tags, (fossil, biogenic emission, removal, land use, aircraft)
PRODUCTS: tuple[tuple[str, str, tuple[str, ...], tuple[float, ...]], ...] = (
    ("electricity@CN", "kWh", ("electricity",), (0.6, 0.0, 0.0, 0.02, 0.0)),
    ("electricity@DE", "kWh", ("electricity",), (0.4, 0.05, -0.05, 0.0, 0.0)),
    ("electricity@GLO", "kWh", ("electricity",), (0.5, 0.0, 0.0, 0.0, 0.0)),
    ("steel_sheet_galvanised@GLO", "kg", (), (2.5, 0.0, 0.0, 0.0, 0.0)),
    ("steel_sheet_galvanised@CN", "kg", (), (3.0, 0.0, 0.0, 0.0, 0.0)),
    ("steel_sheet_secondary@GLO", "kg", (), (1.0, 0.0, 0.0, 0.0, 0.0)),
    ("lorry_gt_32t@GLO", "tkm", ("transport",), (0.1, 0.0, 0.0, 0.0, 0.0)),
    ("lorry_16_32t@GLO", "tkm", ("transport",), (0.2, 0.0, 0.0, 0.0, 0.0)),
    ("sea_container@GLO", "tkm", ("transport",), (0.01, 0.0, 0.0, 0.0, 0.0)),
    ("air_short_haul@GLO", "tkm", ("transport",), (0.1, 0.0, 0.0, 0.0, 0.7)),
    ("air_long_haul@GLO", "tkm", ("transport",), (0.1, 0.0, 0.0, 0.0, 0.5)),
    ("corrugated_board@GLO", "kg", (), (1.0, 0.5, -1.5, 0.0, 0.0)),
    ("smt_line@GLO", "m2", (), (20.0, 0.0, 0.0, 0.0, 0.0)),
    ("nothing_at_all@GLO", "kg", (), (0.0, 0.0, 0.0, 0.0, 0.0)),
    ("weee_dismantling@GLO", "kg", (), (0.05, 0.0, 0.0, 0.0, 0.0)),
    ("weee_shredding@GLO", "kg", (), (0.08, 0.0, 0.0, 0.0, 0.0)),
    ("landfill_inert@GLO", "kg", (), (0.01, 0.0, 0.0, 0.0, 0.0)),
    ("steel_scrap_treatment@GLO", "kg", (), (0.4, 0.0, 0.0, 0.0, 0.0)),
    ("steel_hot_rolled@GLO", "kg", (), (2.0, 0.0, 0.0, 0.0, 0.0)),
    ("plastic_incineration@GLO", "kg", (), (2.6, 0.0, 0.0, 0.0, 0.0)),
    ("paper_incineration@GLO", "kg", (), (0.0, 1.5, 0.0, 0.0, 0.0)),
    ("printed_board_smelting@GLO", "kg", (), (1.8, 0.0, 0.0, 0.0, 0.0)),
    ("copper_primary@GLO", "kg", (), (4.0, 0.0, 0.0, 0.0, 0.0)),
    ("gold@GLO", "kg", ("precious_metals",), (16000.0, 0.0, 0.0, 0.0, 0.0)),
    ("steel_secondary@GLO", "kg", (), (0.8, 0.0, 0.0, 0.0, 0.0)),
    ("pulping@GLO", "kg", (), (0.6, 0.0, 0.0, 0.0, 0.0)),
    ("paper_recycling@GLO", "kg", (), (0.3, 0.0, 0.0, 0.0, 0.0)),
)


def unit_scores(products=PRODUCTS) -> UnitScores:
    values = np.array([entry[3] for entry in products], dtype=np.float64)
    assert values.shape[1] == len(FLOW_CLASSES)
    locations: dict[str, tuple[str, ...]] = {}
    facts = []
    for key, unit, tags, _ in products:
        product, _, location = key.partition("@")
        locations[product] = (*locations.get(product, ()), location)
        facts.append(
            ProductFacts(
                product=product,
                location=location,
                unit=unit,
                name=product,
                name_zh=product,
                kind="unit",
                group="test",
                year="2026",
                tags=tags,
                sources=(),
                file="",
            )
        )
    pedigree = np.full((len(products), 5), 2.0)
    pedigree[0] = (1.0, 2.0, 3.0, 4.0, 5.0)
    return UnitScores(
        method="gwp100",
        index={entry[0]: position for position, entry in enumerate(products)},
        facts=tuple(facts),
        values=values,
        unspecified=values * 0.25,
        assumption=values * 0.1,
        pedigree=pedigree,
        locations=locations,
        parents=PARENTS,
        digest="0",
    )


SCORES = unit_scores()

MANIFEST = Manifest(
    id="id", pcf_version="0", background="bundled", background_digest="b", method_digest="m",
    bom_sha256="0", mapping_sha256="0", study_sha256="0", created="2026-11-22",
)  # fmt: skip


def assessed(parts, study=None, settings=None, tables=HAND, scores=SCORES):
    resolved = resolve_study(study or Study(annual_kwh=100.0), bom(settings), tables, grids=GRIDS)
    system = ProductSystem(
        declared_unit=resolved.text("declared_unit"),
        boundary=resolved.text("boundary"),
        processes=unit_processes(parts, resolved, tables),
    )
    grave = resolved.text("boundary") == "cradle_to_grave"
    return assemble(
        bom=bom(settings),
        study=resolved,
        parts=parts,
        system=system,
        scores=scores,
        rows=tabulate(system, scores),
        use=use_facts(parts, resolved, tables) if grave else None,
        end_of_life=end_of_life_facts(parts, resolved, tables) if grave else None,
        notices=(),
        manifest=MANIFEST,
    )
