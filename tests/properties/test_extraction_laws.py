"""What is written into a description is read out of it again, whatever stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.components.extract import extract

TENTHS = st.integers(1, 99).map(lambda n: n / 10)
NOISE = st.sampled_from(
    ["", " 12V", " PCIe 4.0 x16", " 2.5英寸", ' 3.5"', " SAS 12G", " SATA 6Gb/s", " 2x25GE", " 48V DC",
     " 1U", " 4线", " 7.2K", " M3", " RoHS", " REV A02"]
)  # fmt: skip


def spelled(number: float) -> str:
    return f"{number:g}"


@given(st.integers(1, 4096), st.sampled_from(["GB", "G", " GB", "gb", "GiB"]), NOISE)
def test_gigabytes_are_read_back(size, unit, noise):
    assert extract(f"DDR5 RDIMM {size}{unit}", "memory_module")["capacity_gb"] == size
    if size > 64:  # a smaller one beside "SAS" would be a link
        said = f"SATA {size}{unit} SSD{noise}"
        assert extract(said, "solid_state_drive")["capacity_gb"] == size


@given(st.integers(1, 6400), st.sampled_from(["TB", "T", " TB", "TiB"]), NOISE)
def test_terabytes_are_read_back(hundredths, unit, noise):
    text = f"SSD {spelled(hundredths / 100)}{unit} NVMe{noise}"
    assert extract(text, "solid_state_drive")["capacity_gb"] == pytest.approx(hundredths * 10)


@given(st.sampled_from(["1.5", "3", "6", "12", "22.5", "24"]), st.sampled_from(["SAS", "SATA"]))
def test_the_rate_of_a_link_is_no_capacity(rate, link):
    assert "capacity_gb" not in extract(f"{link} {rate}G 10K", "hard_disk_drive")


@given(TENTHS, st.sampled_from(["T={}", "t={}mm", "厚度{}mm", "厚 {}", "thickness: {}mm"]), NOISE)
def test_a_named_thickness_is_read_back(thickness_mm, form, noise):
    text = f"SGCC {form.format(spelled(thickness_mm))}{noise}"
    assert extract(text, "sheet_metal_part")["thickness_mm"] == thickness_mm


@given(TENTHS.filter(lambda n: n % 1), st.sampled_from(["T{}", "t{}", "{}T", "{}t"]))
def test_a_bare_letter_of_thickness_needs_a_decimal_point(thickness_mm, form):
    text = f"BRKT,SGCC,{form.format(spelled(thickness_mm))}"
    assert extract(text, "sheet_metal_part")["thickness_mm"] == thickness_mm


@given(st.integers(1, 9))
def test_a_grade_of_copper_is_no_thickness(grade):
    assert extract(f"铜排 T{grade} 镀锡", "busbar") == {}
    assert extract(f"BUSBAR T{grade}", "sheet_metal_part") == {}


@given(
    st.integers(1, 9999),
    st.sampled_from(["{}mm", "L={}mm", "L={}", "长度{}mm", "L{}MM"]),
    NOISE,
)
def test_the_length_of_a_cable_is_read_back(length_mm, form, noise):
    found = extract(f"MCIO cable {form.format(length_mm)}{noise}", "cable")
    assert found["length_m"] == pytest.approx(length_mm / 1000)


@given(st.integers(1, 20), st.integers(1, 99))
def test_pins_stand_alone_or_in_rows(rows, pins):
    assert extract(f"CONN {pins}P 4.2mm", "connector")["pins_count"] == pins
    assert extract(f"HDR {rows}x{pins}P", "connector")["pins_count"] == rows * pins


@given(st.integers(50, 20_000), NOISE)
def test_watts_are_read_back(power_w, noise):
    found = extract(f"CRPS {power_w}W{noise}", "power_supply")
    assert found["rated_power_w"] == power_w
    kilowatts = extract(f"PSU {spelled(power_w / 1000)}kW{noise}", "power_supply")
    assert kilowatts["rated_power_w"] == pytest.approx(power_w)


@given(st.integers(1, 40), st.sampled_from(["{}L", "{} layers", "{}层", "{}-layer"]), NOISE)
def test_layers_are_read_back(layers, form, noise):
    assert extract(f"PCB {form.format(layers)}{noise}", "printed_board")["layers"] == layers


@given(st.integers(1, 999), st.sampled_from(["净重{}g", "Weight: {} g", "单重 {}克", "mass {}g"]))
def test_a_named_mass_is_read_back(mass_g, form):
    found = extract(f"bracket {form.format(mass_g)}", "sheet_metal_part")
    assert found["mass_kg"] == pytest.approx(mass_g / 1000)


@given(
    st.integers(1, 999),
    st.sampled_from(["{}V", "{}KG LOAD", "承重{}kg", "{}kg/m3", "推力 {}kg", "{} kgf.cm", "{}KV"]),
)
def test_voltages_loads_and_densities_are_no_masses(number, form):
    assert "mass_kg" not in extract(f"part {form.format(number)}", "sheet_metal_part")
