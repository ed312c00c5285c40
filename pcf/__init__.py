"""The carbon footprint of a server, from its bill of materials.

>>> import pcf
>>> bom = pcf.read_bom("bom_samples/rack_2u.xlsx")  # doctest: +SKIP
>>> result = pcf.assess(bom, pcf.Study(grid="CN", lifetime_years=5))  # doctest: +SKIP
>>> result.total_kgco2e, result.by("stage", "flow_class")  # doctest: +SKIP
>>> pcf.write_report(result, "reports/rack_2u.pdf", lang="zh")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.errors import PcfError
    from pcf.model.study import Study
    from pcf.public import assess, compare, read_bom, write_report
    from pcf.results.assessment import Assessment
    from pcf.results.comparison import Comparison

#: Public name -> module it is loaded from when first used.
_PUBLIC = {
    "Assessment": "pcf.results.assessment",
    "Comparison": "pcf.results.compare",
    "PcfError": "pcf.errors",
    "Study": "pcf.model.study",
    "assess": "pcf.public",
    "compare": "pcf.public",
    "read_bom": "pcf.public",
    "write_report": "pcf.public",
}

__all__ = [
    "Assessment",
    "Comparison",
    "PcfError",
    "Study",
    "assess",
    "compare",
    "read_bom",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Load public names on first use, so that ``import pcf`` costs nothing."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'pcf' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    """Names a reader may use."""
    return sorted(__all__)
