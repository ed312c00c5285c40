"""Every message the program can give is explained on a page, in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from source_tree import PACKAGE, ROOT

PAGES = ("messages.md", "data_messages.md")
CODE = re.compile(r'["\[]([A-Z]{3}\d{3})["\]]')
NUMBER = re.compile(r'"(\d{3})"')
ROW = re.compile(r"^\| (?:[a-z, ]+ \| )?(?P<code>[A-Z]{3}\d{3})(?: ●)? \| .*\|$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE_TEXT = re.compile(r"`[^`]*`")


def codes_in_package() -> set[str]:
    """Return codes written out, and those put together of a prefix and a number."""
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    shared = sources[PACKAGE / "bom" / "marked_yaml.py"]
    shared_numbers = {*NUMBER.findall(shared), *re.findall(r"\{self\.prefix\}(\d{3})", shared)}
    found: set[str] = set()
    for source in sources.values():
        found.update(CODE.findall(source))
        numbers = set(NUMBER.findall(source))
        for prefix in re.findall(r'f"([A-Z]{3})\{', source):
            found |= {prefix + number for number in numbers}
        for prefix in re.findall(r'MarkedYaml\([^()]*"([A-Z]{3})"\)', source):
            found |= {prefix + number for number in numbers | shared_numbers}
    return found


def rows_of(page: str) -> list[tuple[str, list[str]]]:
    """Return code and the cells after it of every row of a page."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    return [
        (match["code"], [cell.strip() for cell in line[match.end("code") :].split("|")[1:-1]])
        for line in lines
        if (match := ROW.match(line))
    ]


DOCUMENTED = [(page, code, cells) for page in PAGES for code, cells in rows_of(page)]


def test_every_code_of_the_program_is_explained():
    assert sorted(codes_in_package() - {code for _, code, _ in DOCUMENTED}) == []


def test_every_explained_code_is_one_of_the_program():
    assert sorted({code for _, code, _ in DOCUMENTED} - codes_in_package()) == []


def test_no_code_is_explained_twice():
    counts = Counter(code for _, code, _ in DOCUMENTED)
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_line_that_begins_with_a_code_is_read_as_a_row(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"^\|(?:[^|]*\|)?\s*([A-Z]{3}\d{3})\b", text, re.MULTILINE)
    assert named == [code for code, _ in rows_of(page)]


def test_codes_put_together_of_prefix_and_number_are_found():
    assert {"SCN100", "SCN105", "SCN111", "SCN112", "BUD100", "BUD106"} <= codes_in_package()


@pytest.mark.parametrize("page", PAGES)
def test_every_row_speaks_both_languages(page):
    assert [(code, cells) for code, cells in rows_of(page) if not in_both_languages(cells)] == []


def in_both_languages(cells: list[str]) -> bool:
    """Whether as many cells are Chinese as English; only code or a dash stands in both."""
    half = len(cells) // 2
    english, chinese = cells[:half], cells[half:]
    if not half or len(cells) % 2 or not all(cells):
        return False
    words = [re.search("[A-Za-z]{2}", CODE_TEXT.sub("", english[0])), CHINESE.search(chinese[0])]
    return all(words) and all(
        CHINESE.search(cell) or not re.search("[A-Za-z]", CODE_TEXT.sub("", cell))
        for cell in chinese
    )
