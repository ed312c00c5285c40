"""The page of the end of life is what the sample says."""

from __future__ import annotations

import sys
from pathlib import Path

from pcf.library import shipped_library

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import end_of_life as page


def test_the_page_of_the_end_of_life_is_what_the_sample_says():
    stands = page.PAGE.read_text("utf-8")
    assert stands == page.page(shipped_library()), "run python docs/end_of_life.py"
