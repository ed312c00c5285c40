"""Read bills of materials: file -> BillOfMaterials."""
