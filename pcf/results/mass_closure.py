"""Do the masses add up: of the product against its declared mass, of assemblies against parts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.model.bom import BillOfMaterials, BomLine, Disposition
from pcf.stages.placed import PlacedComponent, own_mass_kg


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyMass:
    """An assembly that states a mass, beside the sum of its counted parts [kg per product]."""

    line: BomLine
    stated_kg: float
    parts_kg: float

    @property
    def ratio(self) -> float:
        """Parts over stated mass."""
        return self.parts_kg / self.stated_kg


@dataclass(frozen=True, slots=True, kw_only=True)
class MassClosure:
    """Masses of a BOM [kg per product].

    ``weighed_share`` is the part of ``product_kg`` whose lines state their mass;
    ``declared_kg`` is None where the study declares none.
    """

    product_kg: float
    packaging_kg: float
    weighed_share: float
    declared_kg: float | None
    assemblies: tuple[AssemblyMass, ...]


def mass_closure(
    bom: BillOfMaterials, parts: Sequence[PlacedComponent], declared_kg: float | None
) -> MassClosure:
    """Return the masses of ``parts`` beside everything the BOM states of them."""
    own = [part for part in parts if not part.is_packaging and not part.is_shared]
    product_kg = own_mass_kg(parts)
    weighed_kg = math.fsum(part.mass_kg for part in own if part.component.line.mass_kg is not None)
    return MassClosure(
        product_kg=product_kg,
        packaging_kg=math.fsum(part.mass_kg for part in parts if part.is_packaging),
        weighed_share=weighed_kg / product_kg if product_kg else 0.0,
        declared_kg=declared_kg,
        assemblies=tuple(_assemblies(bom, parts)),
    )


def _assemblies(bom: BillOfMaterials, parts: Sequence[PlacedComponent]) -> list[AssemblyMass]:
    parents = {line.item: line.parent for line in bom.lines}
    below_kg: dict[str, float] = defaultdict(float)
    for part in parts:
        above = parents.get(part.item)
        while above is not None:
            below_kg[above] += part.mass_kg
            above = parents.get(above)
    return [
        AssemblyMass(line=line, stated_kg=line.mass_kg * line.count, parts_kg=below_kg[line.item])
        for line in bom.lines
        if line.disposition is Disposition.ASSEMBLY and line.mass_kg
    ]
