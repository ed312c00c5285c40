"""A two-socket 1U server, English export with dotted item numbers and masses in grams."""

from workbook import Sample, table

# Item | Part Number | Description | Material | Qty | UoM | Unit Weight [g] | Manufacturer | Country | DNP
ROWS = """
1 | SYS-1U-100 | Server assembly 1U 2-socket | | 1 | EA | | | |
1.1 | CHS-1U-001 | Chassis base, sheet metal T=1.0 | SGCC | 1 | EA | 4350 | Metalworks A | China |
1.2 | CHS-1U-002 | Top cover, sheet metal T=0.8 | SGCC | 1 | EA | 1620 | Metalworks A | China |
1.3 | CHS-1U-003 | Drive cage 10x 2.5in, sheet metal | SGCC | 1 | EA | 540 | Metalworks A | China |
1.4 | CHS-1U-004 | Rear window, sheet metal T=1.0 | SECC | 1 | EA | 190 | Metalworks A | China |
1.5 | CHS-1U-005 | Rack ear left, die cast | ADC12 | 1 | EA | 96 | Casting B | China |
1.6 | CHS-1U-006 | Rack ear right, die cast | ADC12 | 1 | EA | 98 | Casting B | China |
1.7 | PLS-1U-001 | Front bezel | PC+ABS FR | 1 | EA | 210 | Moulding C | China |
1.8 | PLS-1U-002 | Air duct | PC+ABS FR | 1 | EA | 165 | Moulding C | China |
1.9 | PLS-1U-003 | Drive carrier 2.5in | PC+ABS | 10 | EA | 58 | Moulding C | China |
1.10 | SCR-001 | Screw M3x6 pan head | Stainless steel 304 | 62 | EA | 0.6 | Fasteners D | China |
1.11 | SCR-002 | Standoff M3 hex | Carbon steel | 28 | EA | 1.5 | Fasteners D | China |
1.12 | GSK-001 | EMI gasket fabric over foam L=400mm | PU foam | 2 | EA | 5 | | China |
1.13 | INS-001 | Mylar insulator T=0.25 | PET | 2 | EA | 9 | | China |
1.14 | LBL-001 | Rating label | PET | 1 | EA | 0.8 | | China |
1.15 | RAIL-1U | Rail kit, static, pair | SGCC | 1 | SET | 2650 | Rails E | China |
2 | PCBA-MB-1U | Mainboard, PCBA 2-socket, PCB 14L 430x330mm 2.0mm | | 1 | EA | 1450 | Maker | China |
3 | CPU-4410 | Processor Intel Xeon Silver 4410Y 12C 150W | | 2 | EA | 50 | Intel | |
4 | HSK-1U-001 | CPU heat sink 1U vapor chamber, copper base, aluminium fins | C1100 | 2 | EA | 340 | Thermal G | China |
5 | TIM-001 | Thermal grease 2 g | | 2 | EA | 2 | Thermal G | China |
6 | MEM-32-5 | DDR5 RDIMM 32GB 1Rx4 4800 | | 8 | EA | 43 | SK hynix | Korea |
7 | SSD-960 | SSD 960GB SATA 2.5in TLC | | 2 | EA | 62 | Micron | Singapore |
8 | SSD-1920 | SSD 1.92TB NVMe U.2 TLC | | 4 | EA | 128 | Kioxia | Japan |
9 | BPL-1U-10 | Drive backplane 10x 2.5in, PCBA 8L 425x45mm | | 1 | EA | 240 | Maker | China |
10 | RSR-1U-01 | Riser card, PCBA 8L 150x50mm | | 1 | EA | 92 | Maker | China |
11 | RSR-1U-02 | Riser card, PCBA 8L 150x50mm | | 1 | EA | 92 | Maker | China |
12 | NIC-10G-2 | Network adapter OCP3.0 2x 10GbE X710 | | 1 | EA | 110 | Intel | |
13 | RAID-9540 | RAID controller card 9540-8i | | 1 | EA | 150 | Broadcom | |
14 | PSU-900-P | Power supply 900W 80PLUS Platinum | | 2 | EA | 920 | Power I | China |
15 | PDB-1U-01 | Power distribution board, PCBA 6L 140x70mm | | 1 | EA | 150 | Maker | China |
16 | FAN-4056 | Fan 4056 dual rotor 12V | | 8 | EA | 115 | Fans J | China |
17 | CBL-001 | Cable MCIO x8 L=350mm | | 6 | EA | 48 | Cables K | China |
18 | CBL-002 | Power cable harness 18AWG L=300mm | | 2 | EA | 52 | Cables K | China |
19 | CBL-003 | Front panel cable L=500mm | | 1 | EA | 24 | Cables K | China |
20 | CBL-004 | AC power cord C13-C14 1.8m | | 2 | EA | 210 | Cables K | China |
21 | BAT-001 | Coin cell CR2032 | | 1 | EA | 3.1 | Panasonic | Japan |
22 | PCBA-FP-1U | Front panel board, PCBA 4L 60x22mm | | 1 | EA | 12 | Maker | China |
23 | TPM-002 | TPM 2.0 module, PCBA 4L 25x18mm | | 1 | EA | 5 | Maker | China | DNP
24 | SW-BMC | BMC firmware | | 1 | EA | 0 | Maker | |
25 | DOC-QSG | Quick start guide, printed paper | Paper | 1 | EA | 40 | | China |
26 | PSU-900-T | Power supply 900W 80PLUS Titanium, alternate | | 2 | EA | 930 | Power I | China |
"""

_ROWS = [row + [None] * (10 - len(row)) for row in table(ROWS, text_column=0)]
_ALTERNATE = {"26": "14"}

RACK_1U_EN = Sample(
    file="rack_1u_en.xlsx",
    sheet="BOM",
    titles=("Indented bill of materials", "Product XR-1288 (example)  Rev. B  exported 2026-03-31"),
    headers=(
        "Item", "Part Number", "Description", "Material", "Qty", "UoM", "Unit Weight [g]",
        "Manufacturer", "Country of Origin", "DNP", "Alternate",
    ),
    rows=[[*row, _ALTERNATE.get(str(row[0]))] for row in _ROWS],
    sheets={
        "Study": [
            ["Setting", "Value"],
            ["Product name", "1U 2-socket rack server"],
            ["Product model", "XR-1288 (example)"],
            ["Lifetime (years)", 4],
            ["Grid", "DE"],
            ["Factory grid", "CN-GD"],
            ["Market", "EU"],
        ],
        "Packaging": table("""
Item | Name | Description | Qty | Unit | Unit Weight [kg] | Material
P1 | Carton | Corrugated carton, double wall | 1 | EA | 2.3 | Corrugated board
P2 | Cushion | EPE foam cushions, set | 1 | SET | 0.62 | EPE
P3 | Bag | PE bag, antistatic | 1 | EA | 0.09 | LDPE
P4 | Pallet | Wooden pallet, 1/12 share | 0.0833 | EA | 18.0 | Wood
"""),
        "Use": [
            ["Setting", "Value"],
            ["PUE", 1.4],
            ["Profile", "general"],
            ["Annual energy (kWh)", 1650],
        ],
    },
)  # fmt: skip
