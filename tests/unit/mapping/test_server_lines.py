"""Lines as server makers write them, in English, Chinese and the shorthand of ERP systems."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pcf.components.classify import Classifier

with (Path(__file__).parent / "server_lines.csv").open(encoding="utf-8", newline="") as file:
    LINES = [(row["text"], row["component_class"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def classifier(knowledge):
    return Classifier(knowledge)


@pytest.mark.parametrize(("text", "component_class"), LINES)
def test_a_line_is_read_as_meant(classifier, line, text, component_class):
    found = classifier.classify(line(text))
    assert found.component_class == component_class, found.reason


def test_order_of_lines_changes_nothing(knowledge, line):
    forward, backward = Classifier(knowledge), Classifier(knowledge)
    first = [forward.classify(line(text)) for text, _ in LINES]
    last = [backward.classify(line(text)) for text, _ in reversed(LINES)]
    assert first == last[::-1]
