"""Workbooks: the engineering workbook, annotated BOM copies, the template, the mapping."""
