"""Parameters are read from descriptions in both languages, in the unit of their name."""

from __future__ import annotations

import pytest

from pcf.components.extract import extract


@pytest.mark.parametrize(
    ("text", "component_class", "expected"),
    [
        ("DDR5 RDIMM 64GB 2Rx4", "memory_module",
         {"capacity_gb": 64, "ranks_count": 2, "width_bits_count": 4}),
        ("内存条 64G", "memory_module", {"capacity_gb": 64}),
        ("LRDIMM 128GB 2S4Rx4", "memory_module",
         {"capacity_gb": 128, "ranks_count": 4, "width_bits_count": 4}),
        ("7.68TB NVMe U.2", "solid_state_drive", {"capacity_gb": 7680}),
        ("固态硬盘 3.84T SATA 6Gb/s", "solid_state_drive", {"capacity_gb": 3840}),
        ("960GB TLC 176L M.2 2280", "solid_state_drive",
         {"capacity_gb": 960, "nand_layers_count": 176, "bits_per_cell_count": 3}),
        ('20TB 7.2K SAS 12Gbps 512MB cache 3.5"', "hard_disk_drive", {"capacity_gb": 20000}),
        ("PCB 16L 430x320mm 2.4mm", "printed_board",
         {"layers": 16, "area_cm2": 1376, "thickness_mm": 2.4}),
        ("16层板 430*320*2.4mm", "mainboard",
         {"layers": 16, "area_cm2": 1376, "thickness_mm": 2.4}),
        ("OCP3.0 2x100GE", "network_card", {}),
        ("2x 10GbE X710", "network_card", {}),
        ("backplane 10x 2.5in, 8L 425x45mm", "backplane", {"layers": 8, "area_cm2": 191.25}),
        ('12x3.5" backplane 430x170', "backplane", {"area_cm2": 731}),
        ("PCB 430x320x2.4", "printed_board", {"area_cm2": 1376, "thickness_mm": 2.4}),
        ("board 43cm x 32cm", "backplane", {"area_cm2": 1376}),
        ("80PLUS Titanium 2000W", "power_supply", {"rated_power_w": 2000}),
        ("2kW 铂金电源", "power_supply", {"rated_power_w": 2000}),
        ("SGCC T=1.0", "sheet_metal_part", {"thickness_mm": 1}),
        ("机箱 净重18.5kg 1.2mm", "chassis", {"thickness_mm": 1.2, "mass_kg": 18.5}),
        ("托架 单重 250g", "sheet_metal_part", {"mass_kg": 0.25}),
        ("label weight: 3g", "label", {"mass_kg": 0.003}),
        ("slide rail 35kg load", "rail_kit", {}),
        ("SAS 12G 900GB 10K", "hard_disk_drive", {"capacity_gb": 900}),
        ("M.2 2280 SATA 480G SSD", "solid_state_drive", {"capacity_gb": 480}),
        ("NVMe PCIe 960G", "solid_state_drive", {"capacity_gb": 960}),
        ("PWB 10L 1.6T IT-170GRA1", "printed_board", {"layers": 10, "thickness_mm": 1.6}),
        ("TOP CVR SGCC 0.8T 2U", "sheet_metal_part", {"thickness_mm": 0.8}),
        ("铜排 T2 3*15*120", "sheet_metal_part", {}),
        ("HDR 2x5P 2.54", "connector", {"pins_count": 10}),
        ("DIMM 288P", "connector", {"pins_count": 288}),
        ("吸力 磁力 5kg 门吸", "sheet_metal_part", {}),
        ("cable OD 5.2mm 1m", "cable", {"length_m": 1}),
        ("8mm EPDM hose", "hose", {}),
        ("bracket 120mm", "sheet_metal_part", {}),
        ("350W TDP 5nm die 600mm2", "processor",
         {"tdp_w": 350, "node_nm": 5, "die_area_cm2": 6}),
        ("GPU 80GB HBM3 700W", "accelerator", {"hbm_gb": 80, "tdp_w": 700}),
        ("HBM3 stack 16GB", "hbm_stack", {"hbm_gb": 16}),
        ("cable L=600mm AWG16", "cable", {"length_m": 0.6, "wire_gauge_awg": 16}),
        ("电源线 1.8米", "cable", {"length_m": 1.8}),
        ("cable 50cm 18AWG", "cable", {"length_m": 0.5, "wire_gauge_awg": 18}),
        ("CONN HDR 80POS", "connector", {"pins_count": 80}),
        ("socket LGA4677", "socket", {"pins_count": 4677}),
        ("IC QFN-48", "integrated_circuit", {"package": "qfn-48", "pins_count": 48}),
        ("IC SOT23-5", "integrated_circuit", {"package": "sot-23"}),
        ("8SOIC", "integrated_circuit", {"package": "soic-8", "pins_count": 8}),
        ("DDR4 SDRAM 8Gb x16", "memory_chip", {"capacity_gb": 1}),
        ("DDR4 512Mx16", "memory_chip", {"capacity_gb": 1}),
        ("SPI NOR 256Mb", "flash_chip", {"capacity_gb": 0.032}),
        ("eMMC 64GB", "flash_chip", {"capacity_gb": 64}),
        ("BBU 48V 5Ah", "battery_lithium", {"energy_wh": 240}),
        ("pack 3.7V 2000mAh", "battery_lithium", {"energy_wh": 7.4}),
        ("BBU 1.2kWh", "battery_lithium", {"energy_wh": 1200}),
        ("CR2032", "battery_coin", {"cell_size": "CR2032"}),
        ("Thermal pad t1.5", "thermal_interface", {"thickness_mm": 1.5}),
        ("M3x6", "fastener", {}),
        ("0.4kg支架", "sheet_metal_part", {"mass_kg": 0.4}),
        ("CAP 10UF 25V TMK212BBJ106KG-T", "capacitor_ceramic", {}),
        ("BLM18KG601SN1D", "inductor", {}),
        ("SSD 8GB DRAM, 960GB, 4GB", "solid_state_drive", {"capacity_gb": 960}),
        ("ADR 12Gb/s", "solid_state_drive", {}),
    ],
)  # fmt: skip
def test_a_description_says(text, component_class, expected):
    found = dict(extract(text, component_class))
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        assert found[name] == (value if isinstance(value, str) else pytest.approx(value))
