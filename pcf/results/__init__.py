"""Tabulate the footprint and say what it rests on."""
