"""Laws are tested on the small components of the stage and result tests."""

import sys
from pathlib import Path

UNIT = Path(__file__).parents[1] / "unit"
sys.path[:0] = [str(UNIT / "stages"), str(UNIT / "results")]
