"""A BOM with one of each mistake that real exports bring: it shows the diagnostics."""

from workbook import Sample, table

# Level | Item | Part Number | Name | Description | Qty | Unit | Weight (kg) | Material | Alternate
ROWS = """
0 | 1 | BRK-000 | Server | A server with mistakes | 1 | EA | | |
1 | 2 | BRK-001 | Chassis | SGCC T=1.0 sheet metal | 1 | EA | 12 kgg | SGCC |
1 | 3 | BRK-002 | Top cover | SGCC T=0.8 | two | EA | 1.6 | SGCC |
1 | 4 | BRK-003 | Memory | DDR5 RDIMM 32GB | -8 | EA | 0.045 | |
1 | 5 | NA | Processor | Intel Xeon Gold 6430 | 2 | EA | 0.052 | |
1 | 5 | BRK-005 | Heat sink | aluminium fins | 2 | EA | 0,61 | AL6063 |
1 | 6 | BRK-006 | Fan | 8038 12V | 6 | EA | =1/0 | |
4 | 7 | BRK-007 | Screw | M3x6 | 40 | EA | 0.0006 | SUS304 |
1 | 8 | BRK-008 | Power supply | 1600W Platinum | 2 | furlong | 1.05 | |
1 | 9 | BRK-009 | Widget | frobnicator | 1 | EA | | |
1 | 10 | BRK-010 | SSD | 3.84TB NVMe U.2 | | EA | 0.14 | |
Total | | | | | 65 | | 14.6 | |
"""

_ROWS = [row + [None] * (10 - len(row)) for row in table(ROWS)]

BROKEN = Sample(
    file="broken.xlsx",
    sheet="BOM",
    titles=("This workbook is wrong on purpose",),
    headers=(
        "Level", "Item", "Part Number", "Name", "Description", "Qty", "Unit", "Weight (kg)",
        "Material", "Alternate",
    ),
    rows=_ROWS,
    sheets={
        "Study": [
            ["Setting", "Value"],
            ["Product name", "Broken server"],
            ["PUE", 0.9],
            ["Grid", "Atlantis"],
        ],
    },
)  # fmt: skip
