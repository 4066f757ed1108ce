"""The functions a unit applies to its net input, each beside its own derivative.

A derivative that stands next to its function can be compared with it by eye, and the most it
can ever be is what decides whether an error survives a step back in time (paper, section 3.1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Curve = tuple[Any, Any, Any]


@dataclass(frozen=True)
class Activation:
    """A function of the net input, and its slope as a function of its own *output*.

    ``f(net)`` and ``slope(f(net))`` keep the shape of their argument. ``max_slope`` is the largest
    slope there is. ``curve`` is ``(gain, rate, offset)`` of ``gain * tanh(rate * net) + offset``
    for the sigmoids, which lets one call serve units of different kinds, and None for the others.
    """

    slug: str
    f: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    max_slope: float
    curve: Curve | None = None

    @property
    def into(self) -> Callable[[Array, Array], Array]:
        """``f`` that writes to its second argument."""
        if self.curve == (1, 1, 0):
            return np.tanh
        if self.curve:
            return partial(squash, self.curve)
        return self._copied

    def _copied(self, net: Array, out: Array) -> Array:
        np.copyto(out, self.f(net))
        return out


def _sigmoid(slug: str, low: float, high: float, rate: float) -> Activation:
    """A sigmoid from ``low`` to ``high``; written with tanh, which cannot overflow."""
    gain, offset = (high - low) / 2, (high + low) / 2

    def f(net: Array) -> Array:
        return squash((gain, rate, offset), net, np.empty_like(net))

    def slope(y: Array) -> Array:
        slopes: Array = np.square(y - offset if offset else y)
        slopes *= -rate / gain
        slopes += gain * rate
        return slopes

    return Activation(slug, f, slope, gain * rate, (gain, rate, offset))


def squash(curve: Curve, net: Array, out: Array) -> Array:
    """gain * tanh(rate * net) + offset, written to ``out``; a curve may have three arrays."""
    gain, rate, offset = curve
    np.multiply(net, rate, out=out)
    np.tanh(out, out=out)
    np.multiply(out, gain, out=out)
    np.add(out, offset, out=out)
    return out


def _logistic_slope(y: Array) -> Array:
    slopes: Array = 1 - y
    slopes *= y
    return slopes


LOGISTIC = replace(  # equation (3): gates and outputs
    _sigmoid("logistic", 0, 1, 0.5), slope=_logistic_slope
)
H = _sigmoid("h", -1, 1, 0.5)  # equation (4): what a cell shows
G = _sigmoid("g", -2, 2, 0.5)  # equation (5): what a cell takes in
TANH = _sigmoid("tanh", -1, 1, 1.0)
IDENTITY = Activation("identity", lambda net: net, np.ones_like, 1.0)
RELU = Activation(
    "relu",
    lambda net: np.maximum(net, 0),
    lambda y: (y > 0).astype(y.dtype),
    1.0,
)

ACTIVATIONS: dict[str, Activation] = {
    activation.slug: activation for activation in (TANH, LOGISTIC, IDENTITY, RELU, G, H)
}
