"""Brightway and nothing else: matrices, unit scores, audit."""
