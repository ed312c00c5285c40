"""Read bills of materials: file -> BillOfMaterials."""

from pcf.bom.read import READERS, read_bom

__all__ = ["READERS", "read_bom"]
