import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_code_of_reading_a_bill_is_documented_and_no_other():
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "pcf").rglob("*.py"))
    page = (ROOT / "docs/messages.md").read_text("utf-8")
    documented = re.findall(r"^\| (BOM[12][0-9]{2}) \|", page, re.MULTILINE)
    assert sorted(documented) == sorted(set(re.findall(r'"(BOM[12][0-9]{2})"', sources)))
    assert len(documented) == len(set(documented))
