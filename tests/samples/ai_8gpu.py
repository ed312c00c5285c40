"""An 8-accelerator training server, 8U, bilingual headers, quantities below a parent."""

from workbook import Sample, table

# Level | Item | Part No. | Name | Description | Qty | Unit | Unit weight (kg) | Material | Country
ROWS = """
0 | 1 | AI8-SYS | AI server 8U | 8x OAM/SXM accelerators, 2x CPU | 1 | EA | | |
1 | 2 | AI8-CHS | Chassis assembly | 8U | 1 | EA | | |
2 | 3 | AI8-CHS-01 | Chassis main frame | Sheet metal T=1.5 | 1 | EA | 26.5 | SGCC | CN
2 | 4 | AI8-CHS-02 | Top covers | Sheet metal T=1.0 | 2 | EA | 2.4 | SGCC | CN
2 | 5 | AI8-CHS-03 | GPU tray | Sheet metal T=1.2 | 1 | EA | 6.8 | SGCC | CN
2 | 6 | AI8-CHS-04 | CPU tray | Sheet metal T=1.0 | 1 | EA | 4.2 | SGCC | CN
2 | 7 | AI8-CHS-05 | Fan wall frame | Sheet metal T=1.0 | 1 | EA | 2.6 | SGCC | CN
2 | 8 | AI8-CHS-06 | Handles and rack ears | Aluminium profile | 4 | EA | 0.28 | AL6063-T5 | CN
2 | 9 | AI8-CHS-07 | Air baffles | PC+ABS FR | 4 | EA | 0.42 | PC+ABS | CN
2 | 10 | AI8-CHS-08 | Screws, assorted | M3 to M5 carbon steel | 260 | EA | 0.0011 | Carbon steel | CN
2 | 11 | AI8-RAIL | Rail kit heavy duty | Sheet metal, pair | 1 | SET | 7.4 | SGCC | CN
1 | 12 | AI8-GPU | Accelerator assembly | 8 modules on one baseboard | 1 | EA | | |
2 | 13 | H100-SXM | Accelerator module | NVIDIA H100 SXM5 80GB | 8 | EA | 1.15 | | TW
2 | 14 | AI8-GHS | Accelerator heat sink | Copper vapor chamber, aluminium fins | 8 | EA | 1.95 | C1100 | CN
2 | 15 | NVSWITCH | NVLink switch ASIC | NVSwitch BGA | 4 | EA | 0.045 | | TW
2 | 16 | AI8-SHS | Switch heat sink | Aluminium fins, copper base | 4 | EA | 0.42 | AL6063 | CN
2 | 17 | AI8-UBB | Accelerator baseboard | PCBA 24L 550x480mm 3.2mm | 1 | EA | 4.6 | | CN
2 | 18 | AI8-TIM | Thermal pads | Silicone thermal pad set | 8 | EA | 0.022 | Silicone | CN
1 | 19 | AI8-HOST | Host node | 2 sockets | 1 | EA | | |
2 | 20 | AI8-MB | Mainboard | Mainboard PCBA 2-socket 18L 430x420mm | 1 | EA | 2.1 | | CN
2 | 21 | CPU-8480 | Processor | Intel Xeon Platinum 8480+ 56C 350W | 2 | EA | 0.054 | |
2 | 22 | AI8-CHSK | CPU heat sink | 4U tower, copper base, aluminium fins | 2 | EA | 0.98 | C1100 | CN
2 | 23 | MEM-64-5 | Memory module | DDR5 RDIMM 64GB 2Rx4 4800 | 32 | EA | 0.047 | | KR
2 | 24 | SSD-M2 | Boot drive | SSD 960GB M.2 22110 NVMe TLC | 2 | EA | 0.012 | | KR
2 | 25 | SSD-768 | Data drive | 7.68TB NVMe U.2 TLC | 8 | EA | 0.145 | | KR
2 | 26 | AI8-BPL | NVMe backplane | Drive backplane PCBA 10L 425x70mm | 1 | EA | 0.38 | | CN
2 | 27 | AI8-PSB | PCIe switch board | PCBA 20L 430x300mm | 1 | EA | 1.75 | | CN
2 | 28 | PEX89144 | PCIe switch ASIC | Broadcom PEX89144 BGA | 4 | EA | 0.022 | | TW
2 | 29 | CX7-400 | Network adapter | ConnectX-7 400G OSFP HHHL | 8 | EA | 0.24 | | TW
2 | 30 | CX6-200 | Network adapter | ConnectX-6 Dx 2x 100GbE | 2 | EA | 0.20 | | TW
2 | 31 | OSFP-DR4 | Optical module | OSFP 400G DR4 | 8 | EA | 0.11 | | CN
2 | 32 | BAT-CR | Coin cell | CR2032 | 1 | EA | 0.003 | | JP
1 | 33 | AI8-PWR | Power shelf | N+N | 1 | EA | | |
2 | 34 | PSU-3300 | Power supply | 3300W 80PLUS Titanium | 6 | EA | 2.2 | | CN
2 | 35 | AI8-PDB | Power distribution board | PCBA 12L 430x180mm heavy copper | 1 | EA | 2.4 | | CN
2 | 36 | AI8-BUS | Busbar | C1100 copper, tin plated | 4 | EA | 0.62 | C1100 | CN
1 | 37 | AI8-COOL | Cooling | | 1 | EA | | |
2 | 38 | FAN-8080 | Fan | 8080 dual rotor 54V | 15 | EA | 0.62 | | CN
2 | 39 | FAN-6056 | Fan | 6056 dual rotor 12V | 6 | EA | 0.22 | | CN
2 | 40 | AI8-FCB | Fan control board | PCBA 4L 400x40mm | 2 | EA | 0.11 | | CN
1 | 41 | AI8-CBL | Cables | | 1 | EA | | |
2 | 42 | CBL-MCIO | MCIO cable | x16 L=500mm | 16 | EA | 0.11 | | CN
2 | 43 | CBL-GPU | Power harness | 8AWG L=600mm | 8 | EA | 0.36 | | CN
2 | 44 | CBL-SIG | Signal cable | L=450mm | 12 | EA | 0.014 | | CN
2 | 45 | CBL-AC | AC power cord | C19-C20 2m | 6 | EA | 0.52 | | CN
1 | 46 | AI8-FW | Firmware | BMC firmware and licence | 1 | EA | 0 | |
"""

_ROWS = [row + [None] * (10 - len(row)) for row in table(ROWS)]

AI_8GPU = Sample(
    file="ai_8gpu.xlsx",
    sheet="物料清单 BOM",
    titles=("AI-8800 (example)",),
    headers=(
        "Level 层级", "Item 序号", "Part No. 料号", "Name 名称", "Description 描述", "Qty 用量",
        "Unit 单位", "Unit weight (kg) 单重", "Material 材质", "Country 产地",
    ),
    rows=_ROWS,
    sheets={
        "Study": [
            ["Setting", "Value"],
            ["Product name", "8-accelerator AI server"],
            ["Product model", "AI-8800 (example)"],
            ["Lifetime (years)", 5],
            ["Grid", "CN"],
            ["Factory grid", "CN-SD"],
            ["Market", "CN"],
        ],
        "Packaging": table("""
Item | Name | Description | Qty | Unit | Unit Weight [kg] | Material
P1 | Carton | Corrugated carton, triple wall | 1 | EA | 9.5 | Corrugated board
P2 | Cushion | EPE foam cushions, set | 1 | SET | 4.2 | EPE
P3 | Pallet | Wooden pallet | 1 | EA | 21.0 | Wood
P4 | Film | PE film | 1 | EA | 0.35 | LDPE
"""),
        "Use": [
            ["Setting", "Value"],
            ["PUE", 1.25],
            ["Profile", "ai_training"],
            ["Idle power (W)", 2150],
            ["Max power (W)", 9600],
        ],
    },
)  # fmt: skip
