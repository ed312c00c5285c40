"""The command `pcf`: commands are loaded when called, help is answered at once."""

from __future__ import annotations

import sys
from pathlib import Path

#: Command -> (module and object, one-line help). The order is that of the help page.
COMMANDS: dict[str, tuple[str, str]] = {
    "assess": ("pcf.cli.assess:assess", "Footprint of one or more BOMs: read, map, assess, write."),
    "check": ("pcf.cli.check:check", "Problems, mapping coverage and mass closure; no footprint."),
    "map": ("pcf.cli.mapping:map_bom", "Write each line's class and parameters for review."),
    "template": ("pcf.cli.template:template", "Write an empty BOM workbook with instructions."),
    "portfolio": (
        "pcf.cli.portfolio:portfolio",
        "Many BOMs or configurations in one table.",
    ),
    "scenario": (
        "pcf.cli.scenario:scenario",
        "Alternatives of one BOM side by side, levers, break-even.",
    ),
    "explain": ("pcf.cli.explain:explain", "Follow one item from its cell to its kg CO2e."),
    "compare": (
        "pcf.cli.compare:compare",
        "Two or more products side by side, and why they differ.",
    ),
    "report": ("pcf.cli.report:report", "Render a result again, without computing."),
    "validate": ("pcf.cli.validate:validate", "Compare the model with declared footprints."),
    "data": ("pcf.cli.data:data", "Check, list and show the inventory and its sources."),
}
HELP_FILE = Path(__file__).with_name("help.txt")


def run() -> None:
    """Entry point of the console script.

    Bare help is read from ``help.txt`` (a test holds it equal to what click prints): importing
    click costs three times what starting Python does.
    """
    if sys.argv[1:] in ([], ["--help"], ["-h"]):
        sys.stdout.write(HELP_FILE.read_text(encoding="utf-8"))
        raise SystemExit(0 if sys.argv[1:] else 2)
    from pcf.cli.group import main

    main()
