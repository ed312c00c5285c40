"""A line becomes the class a reader would give it."""

from __future__ import annotations

import dataclasses

import pytest

from pcf.components import thresholds
from pcf.components.classify import Classifier, classify, classify_all
from pcf.components.likeness import Likeness
from pcf.errors import DataError
from pcf.model.bom import Stated
from pcf.model.knowledge import ClassRule
from pcf.model.provenance import CellRef


@pytest.fixture(scope="module")
def classifier(knowledge):
    return Classifier(knowledge)


@pytest.mark.parametrize(
    ("name", "component_class"),
    [
        ("CPU散热器固定螺钉", "fastener"),
        ("DDR5 DIMM socket 288P", "connector"),
        ("PSU cable 600mm", "cable"),
        ("HDD tray screw", "fastener"),
        ("heat sink for EPYC 9654", "heat_sink"),
        ("散热器带风扇", "heat_sink"),
        ("至强6330散热器", "heat_sink"),
        ("Fan cage", "sheet_metal_part"),
        ("封箱胶带", "packaging_tape"),
        ("固态电容 470uF 2.5V", "capacitor_electrolytic"),
        ("紧固件套件", "fastener"),
        ("BMC卡", "expansion_card"),
        ("PCB, BACKPLANE, 12 LAYER", "printed_board"),
        ("Backplane 12x3.5", "backplane"),
        ("IC, CPLD, 4300 LUT", "cpld"),
        ("CPU socket LGA4677", "socket"),
        ("battery holder CR2032", "connector"),
        ("BIOS固件", "non_physical"),
        ("Filler, DIMM", "plastic_part"),
        ("SFP28 cage 1x4", "connector"),
        ("GPU A800 80GB PCIe", "accelerator"),
    ],
)
def test_the_noun_decides_and_not_its_neighbour(classifier, line, name, component_class):
    assert classifier.classify(line(name)).component_class == component_class


@pytest.mark.parametrize(
    ("part_number", "component_class"),
    [
        ("GRM1555C1H470JA01D", "capacitor_ceramic"),
        ("04023C104KAT2A", "capacitor_ceramic"),
        ("RC0402FR-0710KL", "resistor"),
        ("CRCW040227R0FKED", "resistor"),
        ("T495D107K016ATE125", "capacitor_tantalum"),
        ("BLM18KG601SN1D", "inductor"),
        ("MBRD10200CT-13", "diode"),
        ("NC7WV125K8X", "integrated_circuit"),
        ("TPS2116DRLR", "integrated_circuit"),
        ("W25Q256JVEIQ", "flash_chip"),
        ("M393A8G40AB2-CWE", "memory_module"),
        ("MZQL27T6HBLA-00A07", "solid_state_drive"),
        ("ST20000NM002D", "hard_disk_drive"),
        ("52991-0208", "connector"),
    ],
)
def test_a_makers_part_number_is_enough(classifier, line, part_number, component_class):
    found = classifier.classify(line(part_number=part_number))
    assert (found.component_class, found.method) == (component_class, "rule")


@pytest.mark.parametrize(
    ("name", "key", "component_class"),
    [
        ("Intel Xeon Gold 6430", "xeon_4th_gen", "processor"),
        ("Xeon 8480+", "xeon_platinum_8480_plus", "processor"),
        ("AMD EPYC™ 9654P 96-Core", "epyc_9654", "processor"),
        ("EPYC 9654", "epyc_9654", "processor"),
        ("至强金牌6330", "xeon_3rd_gen", "processor"),
        ("至强可扩展处理器 铂金 8480+", "xeon_platinum_8480_plus", "processor"),
        ("霄龙 9654", "epyc_9654", "processor"),
        ("Kunpeng 920", "kunpeng_920", "processor"),
        ("鲲鹏920 48核", "kunpeng_920", "processor"),
        ("海光7185 处理器", "hygon_7100", "processor"),
        ("H100 SXM", "nvidia_h100_sxm5_80_gb", "accelerator"),
        ("NVIDIA A100 80GB PCIe", "nvidia_a100_pcie_80_gb", "accelerator"),
        ("AST2600", "ast2600", "bmc"),
        ("ConnectX-6 Dx", "connectx_6_dx", "network_card"),
        ("ConnectX-6 Dx network controller IC", "connectx_6_dx", "network_asic"),
        ("LSI 9560-16i", "raid_9560_16i", "storage_controller_card"),
        ("SAS3916 RAID on chip", "sas3916", "storage_asic"),
        ("PEX89144", "pex89144", "switch_asic"),
    ],
)
def test_a_real_part_is_known_by_name(classifier, line, name, key, component_class):
    found = classifier.classify(line(name))
    assert (found.part_key, found.component_class) == (key, component_class)
    assert found.method == "part_library"


def test_the_class_column_beats_text_and_part_library(classifier, line):
    for spelling in ("heat_sink", "heat sink", "散热器", "HEATSINK"):
        found = classifier.classify(line("EPYC 9654", component_class=spelling))
        assert (found.component_class, found.method) == ("heat_sink", "declared")
        assert found.confidence == 1.0
        assert "processor" in {other.component_class for other in found.runners_up}


def test_a_declared_processor_still_finds_its_dies(classifier, line):
    found = classifier.classify(line("EPYC 7742", component_class="processor"))
    assert (found.method, found.part_key) == ("declared", "epyc_7742")


def test_a_class_column_that_is_no_class_adds_to_the_text(classifier, line):
    found = classifier.classify(line("Adapter X1", component_class="metal brackets etc"))
    assert (found.component_class, found.method) == ("sheet_metal_part", "rule")


def test_a_supplier_footprint_makes_the_line_a_declared_footprint(classifier, line):
    at = CellRef(file="b.xlsx", sheet="BOM", cell="H4")
    found = classifier.classify(line("PSU", stated={"footprint_kgco2e": Stated(value=31, at=at)}))
    assert found.component_class == "declared_footprint"
    assert "BOM!H4" in found.reason
    assert found.runners_up[0].component_class == "power_supply"


def test_designators_decide_where_nothing_is_said(classifier, line):
    assert classifier.classify(line("ABC", designators="R12, R13")).component_class == "resistor"
    bare = classifier.classify(line("QQ", designators="U3"))
    assert (bare.component_class, bare.confidence) == ("integrated_circuit", 0.6)


def test_a_typing_slip_is_caught_by_likeness_with_less_confidence(classifier, line):
    found = classifier.classify(line("suprcapacitor"))
    assert (found.component_class, found.method) == ("supercapacitor", "fuzzy")
    assert found.confidence < 0.8


def test_what_nothing_recognises_is_generic(classifier, line):
    found = classifier.classify(line("zzqx"))
    assert (found.component_class, found.method, found.confidence) == ("generic", "fallback", 0.1)
    electronic = classifier.classify(line("zzqx", designators="ZZ1"))
    assert electronic.component_class == "generic_electronics"


def test_the_packaging_sheet_prefers_packaging(classifier, line):
    words = {"name": "bracket", "description": "corrugated insert"}
    assert classifier.classify(line(**words)).component_class == "sheet_metal_part"
    packed = classifier.classify(line(**words, section="packaging"))
    assert packed.component_class == "packaging_carton"


def test_a_class_seen_only_in_a_neighbour_counts_for_less(classifier, line):
    found = classifier.classify(line("zzqx for heat sink"))
    assert found.component_class == "heat_sink"
    assert found.confidence == pytest.approx(0.95 * 0.9)


def test_a_name_that_says_more_than_the_text_is_not_its_like(knowledge):
    likeness = Likeness(knowledge, thresholds.read(knowledge))
    assert likeness.rank("pulse") == []
    assert likeness.rank("") == []
    assert likeness.rank("pulse transformr")[0].component_class == "transformer"


def test_a_rival_as_strong_lowers_confidence(knowledge, line):
    rules = tuple(
        ClassRule(
            component_class=name,
            field="text",
            pattern="wobble",
            unless="",
            priority=10,
            confidence=0.8,
        )
        for name in ("fan", "pump")
    )
    found = classify(line("wobble"), dataclasses.replace(knowledge, rules=rules))
    assert found.component_class == "fan"
    assert found.confidence == pytest.approx(0.8 * 0.85)
    assert [other.component_class for other in found.runners_up] == ["pump"]


def test_the_same_text_is_classified_once(knowledge, line):
    first, second = classify_all(
        [line("fan 8038", item="1"), line("fan 8038", item="2")], knowledge
    )
    assert first is second


def test_missing_limits_are_our_error(knowledge):
    with pytest.raises(DataError, match="DAT212"):
        Classifier(dataclasses.replace(knowledge, tables={}))


@pytest.mark.parametrize(
    ("name", "material", "component_class"),
    [
        ("支架", "SGCC", "sheet_metal_part"),
        ("支架", "PA66+GF30", "plastic_part"),
        ("挂耳", "ADC12", "cast_part"),
        ("bracket", "AL6063-T5", "extruded_part"),
        ("硬盘假面板", "SECC", "sheet_metal_part"),
        ("解锁按钮", "POM", "plastic_part"),
        ("CPU背板", "SUS301", "sheet_metal_part"),
        ("bezel", "SECC", "bezel"),
        ("支架", "unobtainium", "sheet_metal_part"),
    ],
)
def test_a_formed_part_is_what_its_material_is_formed_by(
    classifier, line, name, material, component_class
):
    found = classifier.classify(line(name, material=material))
    assert found.component_class == component_class
