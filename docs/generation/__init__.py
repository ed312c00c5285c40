"""The parts of the documentation that repeat data, written from the data."""
