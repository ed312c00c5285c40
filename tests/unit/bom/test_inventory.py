"""Redfish JSON and dmidecode text are read as one configuration over the nearest archetype."""

import json

import pytest

from pcf.bom.dmidecode import plain_model, read_dmidecode
from pcf.bom.hardware import FoundPart, Hardware, configuration_values, nearest_archetype
from pcf.bom.products import read_products
from pcf.bom.redfish import read_redfish
from pcf.errors import BomError
from pcf.library import shipped_library
from pcf.model.provenance import CellRef

AT = CellRef(file="host.txt")
DMIDECODE = """\
# dmidecode 3.3
Getting SMBIOS data from sysfs.
SMBIOS 3.2.0 present.

Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: Acme
\tProduct Name: R-200
\tSerial Number: Not Specified

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
\tType: {enclosure}
\tHeight: {height}

Handle 0x0010, DMI type 4, 48 bytes
Processor Information
\tVersion: Intel(R) Xeon(R) Gold 6430 CPU @ 2.10GHz
\tStatus: Populated, Enabled
\tFlags:
\t\tFPU (Floating-point unit on-chip)
\t\tCore Count: 999
\tCore Count: 32

Handle 0x0011, DMI type 4, 48 bytes
Processor Information
\tVersion: Not Specified
\tStatus: Unpopulated
\tCore Count: 0

Handle 0x0020, DMI type 17, 92 bytes
Memory Device
\tSize: 32 GB
\tType: DDR5
\tPart Number: M321R4GA3BB6

Handle 0x0021, DMI type 17, 92 bytes
Memory Device
\tSize: 16384 MB
\tType: DDR5

Handle 0x0022, DMI type 17, 92 bytes
Memory Device
\tSize: No Module Installed
\tType: Unknown

Handle 0x0030, DMI type 39, 22 bytes
System Power Supply
\tMax Power Capacity: 900 W
\tStatus: Present, OK

Handle 0x0031, DMI type 39, 22 bytes
System Power Supply
\tMax Power Capacity: Unknown
\tStatus: Not Present
"""


def dmidecode(enclosure="Rack Mount Chassis", height="2 U"):
    return DMIDECODE.format(enclosure=enclosure, height=height)


def resource(kind, identity, **fields):
    return {"@odata.type": f"#{kind}.v1_0_0.{kind}", "@odata.id": identity, **fields}


def collection(kind, members):
    return {
        "@odata.type": f"#{kind}Collection.{kind}Collection",
        "@odata.id": f"/redfish/v1/{kind}s",
        "Members": members,
    }


def redfish():
    """A system with its members shown in place, as a flattened dump has them."""
    cpu = {"ProcessorType": "CPU", "Model": "AMD EPYC 9654 96-Core Processor", "TotalCores": 96}
    gpu = {"ProcessorType": "GPU", "Model": "NVIDIA H100 SXM5 80GB"}
    module = {"CapacityMiB": 65536, "MemoryDeviceType": "DDR5"}
    absent = {"Status": {"State": "Absent"}}
    return {
        "Systems": collection("ComputerSystem", [
            resource("ComputerSystem", "/redfish/v1/Systems/1", Manufacturer="Acme", Model="G-8",
                Processors=collection("Processor", [
                    resource("Processor", "/p/1", **cpu), resource("Processor", "/p/2", **cpu),
                    resource("Processor", "/p/3", **cpu, **absent),
                    *(resource("Processor", f"/g/{n}", **gpu) for n in range(8)),
                ]),
                Memory={"Members": [{**module, "@odata.id": f"/m/{n}"} for n in range(4)]
                    + [{"CapacityMiB": 0, "@odata.id": "/m/9"}]},
                Links={"Chassis": [{"@odata.id": "/redfish/v1/Chassis/1"}]},
                Storage=[{"Drives": [
                    resource("Drive", "/d/1", MediaType="SSD", CapacityBytes=3.84e12),
                    resource("Drive", "/d/2", MediaType="SSD", CapacityBytes=0.96e12),
                    {"@odata.id": "/d/1"},
                resource("Drive", "/d/2", MediaType="SSD", CapacityBytes=0.96e12),
                    resource("Drive", "/d/3", MediaType="HDD", CapacityBytes=16e12),
                ]}],
            ),
        ]),
        "Chassis": collection("Chassis", [
            resource("Chassis", "/redfish/v1/Chassis/1", ChassisType="RackMount", HeightMm=355.6,
                WeightKg=128.5, Power={"PowerSupplies": [
                    {"MemberId": "0", "PowerCapacityWatts": 3000},
                    {"MemberId": "1", "PowerCapacityWatts": 3000},
                ]},
                NetworkAdapters=collection("NetworkAdapter", [
                    resource("NetworkAdapter", "/n/1", Model="ConnectX-7"),
                ]),
            ),
        ]),
    }  # fmt: skip


@pytest.fixture(scope="module")
def shipped():
    return shipped_library().knowledge


@pytest.fixture
def inventory(tmp_path, shipped):
    def read(text, name):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        (product,) = read_products(path, shipped)
        return product.bom

    return read


def counts(bom):
    return {line.name: line.count for line in bom.lines}


def line(bom, name):
    (found,) = (line for line in bom.lines if line.name == name)
    return found


def values(hardware):
    return {name: stated.value for name, stated in configuration_values(hardware).items()}


def test_dmidecode_lists_processors_modules_and_supplies():
    hardware = read_dmidecode("host.txt", dmidecode())
    assert values(hardware) == {
        "name": "Acme R-200", "cpu_model": "Intel Xeon Gold 6430", "cpu_count": 1.0,
        "cpu_cores": 32.0, "dimm_count": 2.0, "memory_gb": 48.0, "memory_generation": "DDR5",
        "psu_count": 1.0, "psu_w": 900.0,
    }  # fmt: skip
    assert (hardware.form, hardware.units, hardware.sockets) == ("rack", 2.0, 2)
    assert str(hardware.modules[0].at) == "host.txt › line 33 Size"


@pytest.mark.parametrize(
    ("enclosure", "height", "key"),
    [
        ("Rack Mount Chassis", "1 U", "rack_1u_2s"),
        ("Rack Mount Chassis", "2 U", "rack_2u_2s"),
        ("Main Server Chassis", "Unspecified", "rack_2u_2s"),
        ("Tower", "Unspecified", "tower_2s"),
        ("Blade", "Unspecified", "blade_2s"),
    ],
)
def test_the_enclosure_chooses_the_archetype(inventory, enclosure, height, key):
    bom = inventory(dmidecode(enclosure, height), "host.txt")
    chosen = next(notice.message for notice in bom.notices if notice.code == "BOM254")
    assert chosen.startswith(f"taken as {key}: ")


def test_what_dmidecode_does_not_list_is_filled_in_and_said(inventory):
    bom = inventory(dmidecode(), "host.txt")
    assert counts(bom)["Processor"] == 1
    assert counts(bom)["Solid-state drive"] == 6
    said = next(notice.message for notice in bom.notices if notice.code == "BOM251")
    assert "ssd_count" in said
    assert "memory_gb" not in said
    assert line(bom, "Memory module").stated["capacity_gb"].value == 24.0
    assert line(bom, "Memory module").stated["generation"].value == "DDR5"


def test_a_text_that_is_no_dmidecode_is_read_as_a_bom(tmp_path, shipped):
    path = tmp_path / "bom.txt"
    path.write_text("Part Number\tName\tQty\nF-80\tfan\t6\n", encoding="utf-8")
    (product,) = read_products(path, shipped)
    assert counts(product.bom) == {"fan": 6}


def test_redfish_resources_are_found_however_deep_they_stand():
    hardware = read_redfish("host.json", redfish())
    assert values(hardware) == {
        "name": "Acme G-8", "cpu_model": "AMD EPYC 9654 96-Core Processor", "cpu_count": 2.0,
        "cpu_cores": 96.0, "gpu_model": "NVIDIA H100 SXM5 80GB", "gpu_count": 8.0,
        "dimm_count": 4.0, "memory_gb": 256.0, "memory_generation": "DDR5", "ssd_count": 2.0,
        "ssd_gb": 2400.0, "hdd_count": 1.0, "hdd_gb": 16000.0, "psu_count": 2.0, "psu_w": 3000.0,
        "nic_count": 1.0, "mass_kg": 128.5,
    }  # fmt: skip
    assert hardware.units == 8
    assert str(hardware.mass_kg.at) == "host.json › /Chassis/Members/0/WeightKg"


def test_a_redfish_file_is_laid_over_its_archetype(inventory):
    bom = inventory(json.dumps(redfish()), "host.json")
    assert counts(bom)["Accelerator"] == 8
    assert bom.settings["product_model"].value == "Accelerated server with eight modules"
    assert line(bom, "Accelerator").description == "NVIDIA H100 SXM5 80GB"
    assert bom.settings["mass_kg"].value == 128.5


def test_processors_may_be_known_by_the_summary_alone():
    system = resource(
        "ComputerSystem", "/redfish/v1/Systems/1", Name="host",
        ProcessorSummary={"Count": 2, "Model": "Intel(R) Xeon(R) Processor"},
    )  # fmt: skip
    hardware = read_redfish("host.json", system)
    assert [part.model for part in hardware.processors] == ["Intel Xeon Processor"] * 2
    assert hardware.name == "host"


@pytest.mark.parametrize(
    ("content", "why"),
    [("{", "not JSON"), ("[]", "no Redfish resource"), ('{"schema": "x"}', "no Redfish resource")],
)
def test_json_that_is_no_inventory_is_refused(inventory, content, why):
    with pytest.raises(BomError, match=why) as refused:
        inventory(content, "host.json")
    assert refused.value.problems[0].code == "BOM155"


def test_a_server_without_processors_is_refused(inventory):
    empty = dmidecode().replace("Populated, Enabled", "Unpopulated")
    with pytest.raises(BomError, match="lists no processor") as refused:
        inventory(empty, "host.txt")
    assert refused.value.problems[0].code == "BOM156"


def test_parts_that_differ_keep_their_sum():
    drives = tuple(FoundPart(size=size, at=AT) for size in (1000.0, 3000.0))
    found = values(Hardware(name="host", at=AT, flash_drives=drives))
    assert found["ssd_count"] * found["ssd_gb"] == 4000.0


def test_disks_decide_before_height(shipped):
    disks = tuple(FoundPart(size=16000.0, at=AT) for _ in range(30))
    hardware = Hardware(name="host", at=AT, disk_drives=disks, units=2.0)
    assert nearest_archetype(hardware, shipped.archetypes.values()).key == "storage_4u"


def test_marks_and_clock_are_no_part_of_a_model():
    assert plain_model("Intel(R) Xeon(R) Silver 4215R CPU @ 3.20GHz") == "Intel Xeon Silver 4215R"
