"""Components of single BOM lines for workbooks that speak of lines."""

from pcf.model.bom import BomLine, Disposition
from pcf.model.component import Candidate, Classification, Component
from pcf.model.provenance import CellRef, Known, KnownText, Origin


def component(
    item="1", name="DIMM", component_class="memory_module", cell="B2", *, sheet="BOM", proxy=False,
    parameters=(), choices=(), description="",
):  # fmt: skip
    at = CellRef(file="in.xlsx", sheet=sheet, cell=cell)
    line = BomLine(
        item=item, level=1, parent=None, part_number="", name=name, description=description,
        material="", component_class="", supplier="", country="", designators="", quantity=1.0,
        count=1.0, unit="pcs", mass_kg=None, stated={}, disposition=Disposition.COUNTED, at=at,
    )  # fmt: skip
    return Component(
        component_class=component_class,
        parameters={
            key: Known(value=value, low=value, high=value, origin=origin, source="s")
            for key, value, origin in parameters
        },
        choices={
            key: KnownText(value=value, origin=origin, source="s") for key, value, origin in choices
        },
        line=line,
        classification=Classification(
            component_class=component_class, confidence=0.8, method="rule", reason="word DIMM",
            runners_up=(Candidate(component_class="memory_chip", confidence=0.3, reason="r"),),
        ),
        proxy=proxy,
    )  # fmt: skip


GIVEN = (("capacity_gb", 64.0, Origin.EXTRACTED), ("mass_kg", 0.1 + 0.2, Origin.DECLARED))
DEFAULTS = (("ranks", 2.0, Origin.DEFAULT),)
CHOICES = (("generation", "DDR5", Origin.EXTRACTED), ("node", "10", Origin.DEFAULT))
