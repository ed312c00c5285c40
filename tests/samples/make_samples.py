"""Write every sample workbook into `bom_samples/`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ai_8gpu import AI_8GPU
from broken import BROKEN
from liquid_node import LIQUID_NODE
from rack_1u_en import RACK_1U_EN
from rack_2u import RACK_2U
from storage_4u import STORAGE_4U
from workbook import write

SAMPLES = (RACK_2U, RACK_1U_EN, AI_8GPU, STORAGE_4U, LIQUID_NODE, BROKEN)
FOLDER = Path(__file__).resolve().parents[2] / "bom_samples"


def main() -> None:
    """Write all samples and say how many BOM lines each has."""
    for sample in SAMPLES:
        path = write(sample, FOLDER)
        print(f"{path.name}: {len(sample.rows)} lines")


if __name__ == "__main__":
    main()
