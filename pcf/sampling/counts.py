"""How many pieces of a line there are, in every draw: what was filled in is not known."""

from __future__ import annotations

import numpy as np

from pcf.model.bom import BomLine, CountTerm
from pcf.model.scores import FloatArray
from pcf.sampling.drawn import values_of
from pcf.sampling.parameters import Sampler


def sampled_count(line: BomLine, sampler: Sampler) -> FloatArray | float:
    """Return the pieces of a line in every draw, the count itself where it is known.

    Lines that count by one number of a configuration (drives, their carriers) share its stream.
    """
    open_count = line.open_count
    if open_count is None:
        return line.count
    count = np.full(sampler.samples, open_count.fixed_count)
    for term in open_count.terms:
        count += term.pieces_count * _drawn(term, sampler)
    most: FloatArray = np.maximum(count, open_count.at_least)
    return most


def _drawn(term: CountTerm, sampler: Sampler) -> FloatArray:
    """Return draws of a number of parts, whole where it is a number of pieces.

    None leaves its interval, since slots and bays end there.
    """
    figure = sampler.figure(
        ("count", term.ignorance), term.value, term.low, term.high, share=term.value < 1.0
    )
    values = np.full(sampler.samples, values_of(figure))
    if float(term.value).is_integer():
        values = np.rint(values)
    drawn: FloatArray = np.clip(values, term.low, term.high)
    return drawn
