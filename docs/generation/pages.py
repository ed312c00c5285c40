"""All pages with a generated part, as they should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generation.alternatives_pages import (
    asked,
    comparison_blocks,
    comparison_images,
    revisions,
    scenario_blocks,
    scenario_images,
)
from generation.component_page import component_page
from generation.inventory_page import inventory_blocks
from generation.markdown import fill
from generation.method_blocks import method_blocks
from pcf.library import Library


def pages(docs: Path, library: Library) -> dict[Path, str]:
    """Return the text of every page with a generated part, by its path.

    Parameters
    ----------
    docs
        Folder of the documentation; what is written by hand is read from there.
    library
        The data the pages repeat.
    """
    components = library.knowledge.components
    families = _families(docs / "components", components)
    found = {
        docs / "method.md": method_blocks(library, families),
        docs / "inventory.md": inventory_blocks(library),
    }
    written = {
        path: fill(path.read_text(encoding="utf-8"), blocks) for path, blocks in found.items()
    }
    for name, data in components.items():
        path = docs / "components" / f"{name}.md"
        page = path.read_text(encoding="utf-8") if path.exists() else None
        written[path] = component_page(
            page,
            data,
            library.knowledge.classes[name],
            library.folder,
            library.sources,
            "" if families[name] == name else families[name],
        )
    written.update(_alternatives(docs, library))
    return written


def _alternatives(docs: Path, library: Library) -> Mapping[Path, str]:
    """Return the pages on scenarios and comparisons with their figures."""
    found = asked(docs.parent / "bom_samples", library)
    known, cover = revisions(found, library)
    blocks = {
        docs / "scenarios.md": scenario_blocks(found, library),
        docs / "compare.md": comparison_blocks(known, cover),
    }
    images = {**scenario_images(found, library), **comparison_images(known)}
    return {
        **{path: fill(path.read_text(encoding="utf-8"), each) for path, each in blocks.items()},
        **{docs / "images" / name: svg.decode() for name, svg in images.items()},
    }


def _families(folder: Path, classes: Iterable[str]) -> Mapping[str, str]:
    """Return the page that holds the formula of each class: its own, or one that names it.

    A page written by hand for several classes lists them in backticks after ``Classes:``.
    """
    names = list(classes)
    listed: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8").partition("<!-- generated")[0]
        if "Formula, sources and limits:" in text:
            continue
        listed[path.stem] = path.stem
        opening = re.search(r"Classes: (.*?)Code:", text, flags=re.DOTALL)
        for name in re.findall(r"`(\w+)`", opening[1]) if opening else ():
            listed.setdefault(name, path.stem)
    return {name: listed.get(name, "") for name in names}
