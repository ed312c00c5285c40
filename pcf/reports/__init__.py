"""One file per output format; none computes a footprint."""
