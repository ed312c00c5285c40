"""Results are tested on the small components of the stage tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "stages"))
