"""Verdicts on a design budget as JUnit XML, for the servers that build and test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from pcf.errors import Problem
from pcf.reports.all_or_nothing import write_files
from pcf.reports.budget_wording import broken, lines_text
from pcf.results.budget import BudgetVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSuite:
    """One product with the verdicts on its limits, or the problems that let none be given."""

    name: str
    verdicts: tuple[BudgetVerdict, ...] = ()
    problems: tuple[Problem, ...] = ()


def junit_bytes(suites: Sequence[BudgetSuite]) -> bytes:
    """Return one test suite a product, one test case a limit; a broken limit is a failure."""
    root = ET.Element("testsuites", name="pcf budget")
    for suite in suites:
        failures = sum(not verdict.kept for verdict in suite.verdicts)
        cases = len(suite.verdicts) + bool(suite.problems)
        element = ET.SubElement(
            root,
            "testsuite",
            name=_plain(suite.name),
            tests=str(cases),
            failures=str(failures),
            errors=str(int(bool(suite.problems))),
        )
        if suite.problems:
            case = ET.SubElement(element, "testcase", classname=_plain(suite.name), name="reading")
            told = "\n".join(problem.text() for problem in suite.problems)
            ET.SubElement(case, "error", message=_plain(told.splitlines()[0])).text = _plain(told)
        for verdict in suite.verdicts:
            _case(element, suite.name, verdict)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _case(element: ET.Element, name: str, verdict: BudgetVerdict) -> None:
    case = ET.SubElement(
        element, "testcase", classname=_plain(name), name=_plain(verdict.limit.title)
    )
    for problem in broken([verdict]):
        failure = ET.SubElement(case, "failure", message=_plain(problem.text()))
        failure.text = _plain("\n".join(lines_text([line], "en") for line in verdict.lines))


def write_junit(suites: Sequence[BudgetSuite], path: Path) -> Path:
    """Write the report.

    Raises
    ------
    OutputError
        OUT101 where the file cannot be written.
    """
    return write_files({path: junit_bytes(suites)})[0]


def _plain(text: str) -> str:
    """Return text without the signs XML cannot hold."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
