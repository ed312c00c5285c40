"""A small 2U server as a finished result: ten lines, hand-made figures that add up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pcf.model.footprint import FootprintRow

# the small components of the stage tests and their round unit scores
sys.path[:0] = [str(Path(__file__).parents[1] / room) for room in ("stages", "results")]

FLOW_CLASSES = ("fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft")
STAGES = ("materials", "manufacturing", "transport", "use", "end_of_life")

# item, name, class, title, title_zh, quantity, mass_kg (line), materials, end of life
PARTS = (
    ("1.1", "Processor 64 cores 350 W", "processor", "processor", "处理器", 2.0, 0.18, 61.5, 0.02),
    ("1.2", "DDR5 RDIMM 64GB 5600", "memory_module", "memory module", "内存条", 16.0, 0.72, 412.0, 0.08),
    ("1.3", "NVMe SSD 7.68TB U.2", "solid_state_drive", "solid-state drive", "固态硬盘", 8.0, 1.2, 389.0, 0.11),
    ("1.4", "Mainboard 16L 430x320mm", "mainboard", "mainboard", "主板", 1.0, 2.1, 118.0, 0.25),
    ("1.5", "PSU 2000W Titanium", "power_supply", "power supply unit", "电源模块", 2.0, 2.2, 64.0, 0.2),
    ("1.6", "Chassis 2U SGCC", "chassis", "chassis", "机箱", 1.0, 14.5, 47.25, 0.9),
    ("1.7", "Heat sink, copper base", "heat_sink", "heat sink", "散热器", 2.0, 1.4, 9.5, 0.05),
    ("1.8", "Fan 8056 dual rotor", "fan", "fan", "风扇", 6.0, 1.5, 14.75, 0.07),
    ("1.9", "OCP NIC 2x25G", "network_card", "network card", "网卡", 1.0, 0.25, 16.0, 0.03),
    ("1.10", "Cable harness", "cable", "cable", "线缆", 1.0, 0.9, 6.5, 0.04),
    ("2.1", "Carton with EPE inserts", "packaging_carton", "carton", "纸箱", 1.0, 3.4, 4.0, 0.6),
)  # fmt: skip
BEYOND = (
    ("materials", "inbound_transport", "lorry_gt_32t", "fossil", 5.5, False),
    ("materials", "2.1", "corrugated_board", "biogenic_removal", -3.25, False),
    ("materials", "1.6", "steel_sheet_galvanised", "land_use_change", 0.125, False),
    ("manufacturing", "assembly", "electricity", "fossil", 58.0, False),
    ("transport", "lorry", "lorry_gt_32t", "fossil", 12.5, False),
    ("transport", "air_long_haul", "air_long_haul", "aircraft", 31.0, False),
    ("use", "use_at_plug", "electricity", "fossil", 7150.0, False),
    ("use", "data_centre_overhead", "electricity", "fossil", 2145.0, False),
    ("end_of_life", "2.1", "paper_recycling", "biogenic_emission", 3.25, False),
    ("end_of_life", "1.6", "steel_scrap_treatment", "fossil", -21.5, True),
)


ASSUMPTION_SHARES = {
    span: dict(zip(("inventory_share", "parameter_share", "setting_share", "total_share"), shares,
                   strict=True))
    for span, shares in {
        "cradle_to_grave": (0.05, 0.03, 0.002, 0.082), "cradle_to_gate": (0.5, 0.3, 0.1, 0.9),
        "materials": (0.5, 0.32, 0.01, 0.83), "manufacturing": (0.1, 0.2, 0.65, 0.95),
        "transport": (0.0, 0.0, 1.0, 1.0), "use": (0.0, 0.0, 0.0, 0.0),
        "end_of_life": (0.1, 0.1, 0.7, 0.9),
    }.items()
}  # fmt: skip
CHOICES = [
    {
        "name": "lifetime_years",
        "value": 5.0,
        "origin": "default",
        "source": "assumption",
        "share": 0.88,
    },
    {
        "name": "profile",
        "value": "general",
        "origin": "sheet",
        "source": "rack_2u.xlsx",
        "share": 0.87,
    },
]
ROUTES = [
    {"material": material, "title": title, "title_zh": title_zh, "packaging": packaging,
     "mass_kg": mass, "recycled_kg": recycled, "energy_kg": energy,
     "disposed_kg": mass - recycled - energy, "recycling_rate": recycled / mass,
     "recovery_rate": (recycled + energy) / mass, "source": "weee_statistics"}
    for material, title, title_zh, packaging, mass, recycled, energy in (
        ("steel", "steel", "钢", False, 16.0, 15.0, 0.0),
        ("plastic_abs_pc", "PC/ABS", "PC/ABS 塑料", False, 4.0, 1.0, 2.0),
        ("paper_board", "paper and board", "纸和纸板", True, 2.0, 2.0, 0.0),
    )
]  # fmt: skip


def row(stage, item, product, flow_class, value, credit=False, component_class="", cell=""):
    return FootprintRow(
        scenario="base", stage=stage, item=item, component_class=component_class, product=product,
        location="CN", amount=1.0, unit="piece", indicator="gwp100", flow_class=flow_class,
        tags=(("credit",) if credit else ()), credit=credit, value_kgco2e=value,
        unspecified_kgco2e=0.0, assumption_kgco2e=0.0, parameter_assumption_kgco2e=0.0,
        setting_assumption_kgco2e=0.0, origin="declared", role="", cell=cell,
    )  # fmt: skip


def server_rows(parts=PARTS):
    rows = []
    for n, (item, _, component_class, *_, materials, end_of_life) in enumerate(parts, 2):
        cell = f"rack_2u.xlsx › BOM!D{n}"
        for stage, value in (("materials", materials), ("end_of_life", end_of_life)):
            rows.append(
                row(stage, item, component_class, "fossil", value, False, component_class, cell)
            )
    classes = {part[0]: part[2] for part in parts}
    cells = {part[0]: f"rack_2u.xlsx › BOM!D{n}" for n, part in enumerate(parts, 2)}
    rows.extend(
        row(stage, item, product, flow, value, credit, classes.get(item, ""), cells.get(item, ""))
        for stage, item, product, flow, value, credit in BEYOND
    )
    return tuple(rows)


def total(rows, **wanted):
    return sum(
        each.value_kgco2e
        for each in rows
        if not each.credit and all(getattr(each, name) == value for name, value in wanted.items())
    )


def component(part, rows, whole, n):
    item, name, component_class, title, title_zh, quantity, mass_kg, _, _ = part
    kgco2e = total(rows, item=item)
    gate = total(rows, item=item, stage="materials") + total(rows, item=item, stage="manufacturing")
    return {
        "item": item, "name": name, "part_number": f"0302A{n:03d}",
        "component_class": component_class, "class_title": title, "class_title_zh": title_zh,
        "quantity": quantity, "mass_kg": mass_kg, "kgco2e": kgco2e,
        "cradle_to_gate_kgco2e": gate, "share": kgco2e / whole,
        "origin": "extracted" if n % 2 else "declared", "proxy": component_class == "cable",
        "cell": f"rack_2u.xlsx › BOM!D{n}", "tags": [],
        "mapping": {"method": "rule", "confidence": 0.9, "reason": "rule"},
        "parameters": [
            {"name": "mass_kg", "value": mass_kg / quantity, "unit": "kg", "low": 0.1, "high": 20.0,
             "origin": "declared", "source": "", "cell": f"rack_2u.xlsx › BOM!G{n}"},
            {"name": "generation", "value": "DDR5", "unit": "", "low": None, "high": None,
             "origin": "extracted", "source": "", "cell": ""},
        ],
    }  # fmt: skip


def server_document(parts=PARTS, name="Rack server 2U two-socket", model="R4210 G7"):
    rows = server_rows(parts)
    whole = total(rows)
    components = [component(part, rows, whole, n) for n, part in enumerate(parts, 2)]
    lines = [
        {"item": c["item"], "level": 1, "part_number": c["part_number"], "name": c["name"],
         "quantity": c["quantity"], "count": c["quantity"], "unit": "pcs",
         "disposition": "proxy" if c["proxy"] else "counted", "reason": "", "reason_zh": "",
         "cell": c["cell"], "section": "bom"}
        for c in components
    ]  # fmt: skip
    lines.append(
        {"item": "3", "level": 1, "part_number": "ALT-1", "name": "PSU second source",
         "quantity": 2.0, "count": 2.0, "unit": "pcs", "disposition": "excluded",
         "reason": "alternate of 1.5", "reason_zh": "1.5 的替代料",
         "cell": "rack_2u.xlsx › BOM!D13", "section": "bom"}
    )  # fmt: skip
    mass_kg = sum(part[6] for part in parts if part[2] != "packaging_carton")
    gross = sum(part[6] for part in parts)
    settings = {
        "functional_unit": "one server of the stated configuration, operated 5 years",
        "declared_unit": "one server at the factory gate, packed",
        "boundary": "cradle_to_grave", "lifetime_years": 5.0, "grid": "CN", "factory_grid": "CN-GD",
        "pue": 1.3, "profile": "web", "market": "CN", "method": "gwp100", "eol_allocation": "cutoff",
    }  # fmt: skip
    return {
        "schema": "pcf-result/1",
        "product": {"name": name, "model": model, "mass_kg": mass_kg, "gross_mass_kg": gross},
        "study": {
            key: {"value": value, "origin": "default" if key != "grid" else "option", "source": "s"}
            for key, value in settings.items()
        },
        "totals": {
            "cradle_to_grave_kgco2e": whole,
            "cradle_to_gate_kgco2e": total(rows, stage="materials")
            + total(rows, stage="manufacturing"),
            "use_at_plug_kgco2e": 7150.0, "data_centre_overhead_kgco2e": 2145.0,
            "credits_kgco2e": -21.5, "biogenic_carbon_content_kgc": 0.886,
        },
        "stages": {
            stage: {
                "kgco2e": total(rows, stage=stage),
                **{name: total(rows, stage=stage, flow_class=name) for name in FLOW_CLASSES},
            }
            for stage in STAGES
        },
        "components": components,
        "lines": lines,
        "use": {"lifetime_kwh": 13000.0, "annual_kwh": 2600.0, "kgce_per_year": 806.0,
                "power_model": "components"},
        "end_of_life": {"recyclability_rate": 0.871, "recoverability_rate": 0.924,
                        "routes": ROUTES},
        "uncertainty": None,
        "quality": {"lines": 12, "lines_mapped": 11, "mass_mapped_share": 0.964,
                    "proxy_share": 0.0006, "unspecified_ghg_share": 0.031,
                    "primary_data_share": 0.0, "assumption_share": 0.082,
                    "assumption_shares": ASSUMPTION_SHARES, "functional_choices": CHOICES,
                    "dqr": {"overall": 2.4, "reliability": 2.1, "completeness": 2.5, "time": 2.0,
                            "geography": 2.6, "technology": 2.8}},
        "notices": [
            {"code": "MAP201", "where": "rack_2u.xlsx › BOM!D11",
             "message": "'Cable harness' has no specific model; a proxy stands for it",
             "message_zh": "“Cable harness”没有专用模型，以代理数据代替"},
            {"code": "STU201", "where": "", "message": "PUE is the location's mean",
             "message_zh": "PUE 取当地平均值"},
        ],
        "assumptions": [
            {"what": "route to customer", "what_zh": "到客户的运输路线", "value": 1500.0, "unit": "km",
             "origin": "default", "source": "assumption", "note": "domestic delivery"},
        ],
        "factors": [
            {"product": "electricity", "location": "CN", "unit": "kWh", "name": "electricity, CN",
             "kgco2e_per_unit": {name: (0.55 if name == "fossil" else 0.0) for name in FLOW_CLASSES},
             "kind": "market", "year": "2024", "geography": "CN", "sources": ["Ember 2025"],
             "assumption": False},
        ],
        "rows": "rack_2u.rows.csv",
        "manifest": {"id": "3f9c2a7be1d04c55", "pcf_version": "0.1.0", "background": "bundled",
                     "background_digest": "9a" * 32, "method_digest": "7b" * 32,
                     "bom_sha256": "1c" * 32, "mapping_sha256": "", "study_sha256": "2d" * 32,
                     "created": "2026-11-22T09:30:00+00:00"},
    }  # fmt: skip


@pytest.fixture
def document():
    return server_document()


@pytest.fixture
def rows():
    return server_rows()


@pytest.fixture
def build():
    """Build another document and its rows from parts, name and model."""

    def make(parts=PARTS, **named):
        return server_document(parts, **named), server_rows(parts)

    return make


@pytest.fixture
def parts():
    return PARTS
