"""What documentation repeats of the data is what the data say; its links lead somewhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pcf.library import Library, shipped_library

DOCS = Path(__file__).resolve().parents[2] / "docs"
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#\s]+)")


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


@pytest.fixture(scope="module")
def written(library: Library) -> Iterator[dict[Path, str]]:
    """Every page with a generated part, as it should stand."""
    sys.path.insert(0, str(DOCS))
    try:
        from generation.pages import pages

        yield pages(DOCS, library)
    finally:
        sys.path.remove(str(DOCS))


def test_committed_pages_are_what_the_data_say(written: dict[Path, str]) -> None:
    stale = [
        path.relative_to(DOCS).as_posix()
        for path, text in written.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `just docs`"


def test_every_class_has_a_page_with_its_parameters(library: Library) -> None:
    for name, data in library.knowledge.components.items():
        page = (DOCS / "components" / f"{name}.md").read_text(encoding="utf-8")
        missing = [parameter for parameter in data.parameters if f"`{parameter}`" not in page]
        assert missing == [], name


def test_every_class_leads_to_a_page_that_holds_its_formula(library: Library) -> None:
    for name in library.knowledge.components:
        page = (DOCS / "components" / f"{name}.md").read_text(encoding="utf-8")
        opening = page.partition("<!-- generated")[0]
        formula = re.search(r"Formula, sources and limits: \[\w+\]\((\w+\.md)\)", opening)
        if formula:
            assert f"`{name}`" in (DOCS / "components" / formula[1]).read_text(encoding="utf-8")
        else:
            assert "Formula" in opening or f"`{name}`" in opening, name


def test_every_product_of_the_inventory_is_listed(library: Library) -> None:
    page = (DOCS / "inventory.md").read_text(encoding="utf-8")
    products = {dataset.product for dataset in library.inventory.datasets.values()}
    assert [product for product in sorted(products) if f"| `{product}` |" not in page] == []


def test_counts_of_figures_by_kind_add_up() -> None:
    page = (DOCS / "inventory.md").read_text(encoding="utf-8")
    block = page.partition("generated: kinds -->")[2].partition("<!-- end")[0]
    rows = [line.strip("| ").split(" | ") for line in block.strip().splitlines()[2:]]
    for group, figures, *kinds in rows:
        assert int(figures) == sum(map(int, kinds[:4])), group
    assert sum(int(row[1]) for row in rows[:-1]) == int(rows[-1][1])


def test_every_code_of_the_data_checks_is_documented_once() -> None:
    package = DOCS.parent / "pcf" / "background"
    used = {
        code
        for path in package.glob("*.py")
        for code in re.findall(r'"(DAT\d{3})"', path.read_text(encoding="utf-8"))
    }
    page = (DOCS / "data_messages.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| (DAT\d{3})", page, flags=re.MULTILINE)) == sorted(used)


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
)
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    path = DOCS / page
    targets = [match["target"] for match in LINK.finditer(path.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (path.parent / target).exists()] == []
