"""What is said of a mapping names the same words in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from pcf.components.mapping_notices import _MESSAGES, noticed, refused
from pcf.model.provenance import CellRef

AT = CellRef(file="bom.xlsx", sheet="BOM", cell="D7")


def words_of(message):
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(message) if name)


@pytest.mark.parametrize("code", _MESSAGES)
def test_both_languages_speak_of_the_same_words(code):
    english, chinese = _MESSAGES[code]
    assert words_of(english) == words_of(chinese)
    assert re.search("[一-鿿]", chinese)


def test_words_of_the_line_are_filled_in():
    found = refused("MAP111", AT, name="layers", value=900.0, low=1.0, high=80.0)
    assert str(found) == "bom.xlsx › BOM!D7: layers = 900.0 cannot be (expected 1 to 80) [MAP111]"
    said = noticed("MAP205", AT, material="SGX")
    assert said.message_zh == "材料“SGX”不在 materials.csv 中，采用该类别默认材料"
