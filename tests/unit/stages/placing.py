"""Components, tables and studies small enough to check by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from pcf.model.bom import BillOfMaterials, BomLine, Disposition, Stated, StatedLeg
from pcf.model.component import (
    Classification,
    Component,
    ComponentInventory,
    MaterialContent,
)
from pcf.model.provenance import CellRef, Known, KnownText, Origin
from pcf.model.study import ResolvedStudy, Setting, Study
from pcf.model.system import Exchange
from pcf.stages.placed import PlacedComponent
from pcf.stages.reuse_settings import REUSABLE_CLASSES
from pcf.stages.study import resolve_study

LCI_DATA = Path(__file__).parents[3] / "lci_data"
GRIDS = frozenset({"CN", "CN-GD", "CN-HA", "DE", "US", "GLO"})


def shipped_tables() -> dict[str, tuple[dict[str, str], ...]]:
    tables = {}
    for folder, prefix in (("study", ""), ("end_of_life", "eol_")):
        for file in sorted((LCI_DATA / folder).glob("*.csv")):
            with file.open(encoding="utf-8", newline="") as stream:
                tables[prefix + file.stem] = tuple(csv.DictReader(stream))
    with (LCI_DATA / "geographies.csv").open(encoding="utf-8", newline="") as stream:
        tables["geographies"] = tuple(csv.DictReader(stream))
    return tables


SHIPPED = shipped_tables()


def table(header: str, *lines: str) -> tuple[dict[str, str], ...]:
    names = header.split(",")
    return tuple(dict(zip(names, line.split(","), strict=True)) for line in lines)


def hand_tables() -> dict[str, tuple[dict[str, str], ...]]:
    """Tables of round numbers; the text defaults and choices are the shipped ones."""
    numbers = {
        "kgce_per_kwh": "0.1229",
        "kgce_equivalent_per_kwh": "0.3",
        "new_server_idle_share": "0.25",
        "processor_conversion_efficiency": "0.8",
        "supply_efficiency_without_data": "0.9",
        "transport_to_recycler_km": "100",
        "least_server_mass_kg": "1",
    }
    defaults = tuple(
        {**entry, "value": numbers.get(entry["name"], entry["value"])}
        for entry in SHIPPED["defaults"]
    )
    fractions = ",".join(f"f{10 * step}" for step in range(1, 10))
    straight = "0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9"
    return {
        **SHIPPED,
        "defaults": defaults,
        "assembly": table(
            "name,value",
            "assembly_kwh,10",
            "burn_in_hours,20",
            "burn_in_load_share,0.5",
            "overhead_share,0.5",
            "scrap_rate,0.2",
            "packing_kwh,1",
        ),
        "profiles": table(
            "profile,title,title_zh,aliases,load_share,time_share",
            "general,general,通用,,0,0.5",
            "general,general,通用,,0.5,0.5",
            "full_load,full,满载,max;peak,1,1",
        ),
        "power_classes": table(
            f"power_class,sockets,accelerated,idle_w,max_w,{fractions}",
            f"one_socket,1,0,50,250,{straight}",
            f"two_socket,2,0,100,500,{straight}",
            f"four_socket,4,0,200,900,{straight}",
            f"accelerated,,1,2000,10000,{straight}",
        ),
        "supply_efficiency": table(
            "grade,load_share,efficiency",
            "platinum,0.1,0.80",
            "platinum,0.2,0.90",
            "platinum,0.5,0.94",
            "titanium,0.1,0.90",
            "titanium,0.5,0.96",
        ),
        "spare_parts": table(
            "component_class,replacements_per_year", "fan,0.1", "hard_disk_drive,0.02"
        ),
        "pue": table("grid,pue,source", "CN,1.5,cn_survey", "GLO,1.6,world_survey"),
        "routes": table(
            "direction,market,leg,mode,location,distance_km,share",
            "inbound,domestic,1,lorry_gt_32t,,500,1",
            "inbound,foreign,1,air_short_haul,,2000,0.5",
            "inbound,foreign,2,sea_container,,4000,0.5",
            "outbound,CN,1,lorry_gt_32t,CN,1000,1",
            "outbound,EU,1,sea_container,,20000,1",
            "outbound,EU,2,lorry_gt_32t,RER,600,1",
        ),
        "eol_materials": table(
            "key,title,title_zh,cff_a,quality_factor",
            "steel,steel,钢,0.2,1",
            "plastic_other,other plastics,其他塑料,0.5,0.75",
            "printed_board,board,电路板,0.2,1",
            "gold,gold,金,0.2,1",
            "paper_board,paper,纸,0.2,0.85",
        ),
        "eol_routes": table(
            "material,market,recycling_share,energy_recovery_share,landfill_share,"
            "recycling_yield,preparation_product,reprocessing_product,reprocessing_share,energy_product,landfill_product,"
            "avoided_product,avoided_share,source",
            "steel,GLO,0.8,0,0.2,0.5,steel_scrap_treatment,steel_secondary,0.5,,landfill_inert,steel_hot_rolled,1,s",
            "plastic_other,GLO,0,0.5,0.5,0,,,0,plastic_incineration,landfill_inert,,0,s",
            "plastic_other,EU,0,0.9,0.1,0,,,0,plastic_incineration,landfill_inert,,0,s",
            "printed_board,GLO,1,0,0,0.2,,printed_board_smelting,1,,,copper_primary,1,s",
            "gold,GLO,1,0,0,0.5,,printed_board_smelting,1,,landfill_inert,gold,1,s",
            "paper_board,GLO,0.5,0.5,0,1,paper_recycling,pulping,1,paper_incineration,,corrugated_board,1,s",
        ),
        "eol_recovery_classes": table(
            "key,pretreatment_product,metal_capture_share,precious_capture_share",
            "recyclable,weee_dismantling,1,1",
            "data_bearing,weee_shredding,1,0.25",
            "reusable,weee_dismantling,1,1",
            "disposable,,1,1",
        ),
        "eol_reuse": table(
            "component_class,parameter,value",
            *(
                f"{name},{parameter},{value}"
                for name in REUSABLE_CLASSES
                for parameter, value in (
                    ("reuse_share", 0),
                    ("tested_share", 0.8),
                    ("technical_life_years", 10),
                    ("test_kwh", 0.5),
                )
            ),
        ),
        "eol_collection": table("market,collection_rate", "GLO,0.5", "EU,0.8"),
        "eol_board_metals": table(
            "material,metal,avoided_product,content_share,smelter_yield",
            "printed_board,gold,gold,0.001,0.5",
        ),
    }


HAND = hand_tables()


def part(
    item: str = "1",
    *,
    component_class: str = "sheet_metal_part",
    count: float = 1.0,
    mass_kg: float = 2.0,
    exchanges: tuple[Exchange, ...] = (),
    maker_exchanges: tuple[Exchange, ...] = (),
    materials: tuple[tuple[str, float], ...] | None = None,
    active_w: float = 0.0,
    idle_w: float = 0.0,
    country: str | None = None,
    section: str = "bom",
    proxy: bool = False,
    method: str = "rule",
    parameters: dict[str, tuple[float, Origin]] | None = None,
    choices: dict[str, str] | None = None,
    recovery_class: str = "recyclable",
    biogenic_carbon_kgc: float = 0.0,
    name: str = "",
    part_number: str = "",
    sheet: str = "BOM",
) -> PlacedComponent:
    at = CellRef(file="bom.xlsx", sheet=sheet, cell=f"A{item}")
    line = BomLine(
        item=item, level=0, parent=None, part_number=part_number, name=name or f"part {item}",
        description="", material="", component_class="", supplier="", country="",
        designators="", quantity=count, count=count, unit="pcs", mass_kg=mass_kg, stated={},
        disposition=Disposition.COUNTED, at=at, section=section,
    )  # fmt: skip
    component = Component(
        component_class=component_class,
        parameters={
            key: Known(value=value, low=value, high=value, origin=origin, source="test")
            for key, (value, origin) in (parameters or {}).items()
        },
        choices={
            key: KnownText(value=value, origin=Origin.DECLARED, source="test")
            for key, value in (choices or {}).items()
        },
        line=line,
        classification=Classification(
            component_class=component_class, confidence=1.0, method=method, reason="test"
        ),
        proxy=proxy,
        production_country=(
            KnownText(value=country, origin=Origin.DECLARED, source="test") if country else None
        ),
    )
    contents = (("steel", mass_kg),) if materials is None else materials
    inventory = ComponentInventory(
        exchanges=exchanges,
        mass_kg=mass_kg,
        materials=tuple(MaterialContent(material=key, mass_kg=mass) for key, mass in contents),
        maker_exchanges=maker_exchanges,
        biogenic_carbon_kgc=biogenic_carbon_kgc,
        active_power_w=active_w,
        idle_power_w=idle_w,
    )
    return PlacedComponent(component=component, inventory=inventory, recovery_class=recovery_class)


def steel(amount_kg: float, location: str | None = None) -> Exchange:
    return Exchange(
        product="steel_sheet_galvanised", amount=amount_kg, unit="kg", location=location,
        role="sheet",
    )  # fmt: skip


def bom(
    settings: dict[str, float | str] | None = None, legs: tuple[StatedLeg, ...] = ()
) -> BillOfMaterials:
    return BillOfMaterials(
        file="bom.xlsx",
        sha256="0" * 64,
        lines=(),
        legs=legs,
        settings={
            name: Stated(value=value, at=CellRef(file="bom.xlsx", sheet="Study", cell=name))
            for name, value in (settings or {}).items()
        },
    )


def leg(mode: str, distance_km: float, share: float = 1.0) -> StatedLeg:
    return StatedLeg(
        mode=mode,
        distance_km=distance_km,
        share=share,
        at=CellRef(file="bom.xlsx", sheet="Transport", cell="A2"),
    )


def study(legs: tuple[StatedLeg, ...] = (), **settings: float | str) -> ResolvedStudy:
    return resolve_study(
        Study(),
        bom(legs=legs),
        HAND,
        grids=GRIDS,
        above_sheet={
            name: Setting(value=value, origin="option", source="test")
            for name, value in settings.items()
        },
    )
