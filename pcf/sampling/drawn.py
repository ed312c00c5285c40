"""A figure in all draws at once, that models written for one number can calculate with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pcf.model.scores import FloatArray

Mask = NDArray[np.bool_]


class Divided(Exception):  # noqa: N818  (no error: a question that draws answer differently)
    """Raised where a model asks a question that some draws answer yes and others no.

    ``yes`` is the answer of each draw; whoever called the model runs it once for either group.
    """

    def __init__(self, yes: Mask) -> None:
        super().__init__("draws take different branches")
        self.yes = yes


class Drawn:
    """Values of one figure in every draw, with the arithmetic of a float.

    Comparisons answer with one bool where all draws agree and raise :class:`Divided` where they
    do not, so that no branch of a model is ever taken for a draw it does not hold for. What a
    float can do and this cannot (``float()``, functions of ``math``) raises ``TypeError``.
    """

    __slots__ = ("values",)
    __hash__ = object.__hash__

    def __init__(self, values: FloatArray) -> None:
        self.values = values

    def __add__(self, other: Drawn | float) -> Drawn:
        return Drawn(self.values + values_of(other))

    def __radd__(self, other: float) -> Drawn:
        return Drawn(other + self.values)

    def __sub__(self, other: Drawn | float) -> Drawn:
        return Drawn(self.values - values_of(other))

    def __rsub__(self, other: float) -> Drawn:
        return Drawn(other - self.values)

    def __mul__(self, other: Drawn | float) -> Drawn:
        return Drawn(self.values * values_of(other))

    def __rmul__(self, other: float) -> Drawn:
        return Drawn(other * self.values)

    def __truediv__(self, other: Drawn | float) -> Drawn:
        return Drawn(self.values / values_of(other))

    def __rtruediv__(self, other: float) -> Drawn:
        return Drawn(other / self.values)

    def __pow__(self, other: Drawn | float) -> Drawn:
        return Drawn(self.values ** values_of(other))

    def __rpow__(self, other: float) -> Drawn:
        return Drawn(other**self.values)

    def __neg__(self) -> Drawn:
        return Drawn(-self.values)

    def __abs__(self) -> Drawn:
        return Drawn(np.abs(self.values))

    def __ceil__(self) -> Drawn:
        return Drawn(np.ceil(self.values))

    def __floor__(self) -> Drawn:
        return Drawn(np.floor(self.values))

    def __lt__(self, other: Drawn | float) -> bool:
        return _agreed(self.values < values_of(other))

    def __le__(self, other: Drawn | float) -> bool:
        return _agreed(self.values <= values_of(other))

    def __gt__(self, other: Drawn | float) -> bool:
        return _agreed(self.values > values_of(other))

    def __ge__(self, other: Drawn | float) -> bool:
        return _agreed(self.values >= values_of(other))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Drawn | float | int):
            return NotImplemented
        return _agreed(self.values == values_of(other))

    def __ne__(self, other: object) -> bool:
        if not isinstance(other, Drawn | float | int):
            return NotImplemented
        return not self == other

    def __bool__(self) -> bool:
        return _agreed(self.values != 0.0)

    def chosen(self, draws: NDArray[np.intp]) -> Drawn:
        """Return the values of some of the draws."""
        return Drawn(self.values[draws])


def values_of(figure: Drawn | float) -> FloatArray | float:
    """Return the values of a figure; one that is not drawn is its own value in every draw."""
    return figure.values if isinstance(figure, Drawn) else figure


def _agreed(answers: Mask) -> bool:
    first = bool(answers[0])
    if (answers == first).all():
        return first
    raise Divided(answers)


def in_groups(run: Callable[[NDArray[np.intp]], None], draws: NDArray[np.intp]) -> None:
    """Call ``run`` on groups of draws that agree on every question it asks, each draw once.

    ``run`` must record nothing before it has asked its last question.
    """
    waiting = [draws]
    while waiting:
        group = waiting.pop()
        try:
            run(group)
        except Divided as divided:
            waiting.extend((group[divided.yes], group[~divided.yes]))
