"""Every code of scenarios and budgets is explained on the page of messages, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SHARED = {f"{family}{number}" for family in ("SCN", "BUD") for number in range(100, 106)}


def test_every_code_of_scenarios_and_budgets_is_documented_and_no_other():
    page = (ROOT / "docs/messages.md").read_text("utf-8")
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "pcf").rglob("*.py"))
    scenario = (ROOT / "pcf/bom/scenario_file.py").read_text("utf-8")
    budget = (ROOT / "pcf/bom/budget_file.py").read_text("utf-8")
    own = set(re.findall(r"\b((?:SCN|BUD)[12][0-9]{2})\b", sources)) | SHARED
    number = r'"(1[01][0-9])",\n? *(?:scenario|crossing|marked|limit|at)'
    own |= {f"SCN{code}" for code in re.findall(number, scenario)}
    own |= {f"BUD{code}" for code in re.findall(number, budget)}
    own |= {"SCN110", "SCN112"}  # notices of the mapping that a scenario makes problems
    assert set(re.findall(r"^\| ((?:SCN|BUD)[0-9]{3}) \|", page, re.MULTILINE)) == own
