"""Write the generated parts of the documentation: ``python docs/generate.py`` (``just docs``)."""

from __future__ import annotations

from pathlib import Path

from generation.pages import pages

from pcf.config import cache_folder
from pcf.library import shipped_library

DOCS = Path(__file__).resolve().parent


def main() -> None:
    """Write every page whose text differs from what the data say."""
    for path, text in pages(DOCS, shipped_library(cache_folder())).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
