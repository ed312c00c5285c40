"""Vocabulary of the house: frozen types that every room shares, without input or output."""
