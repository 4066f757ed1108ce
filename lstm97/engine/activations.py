"""The functions a unit applies to its net input, each beside its own derivative.

A derivative that stands next to its function can be compared with it by eye, and the most it
can ever be is what decides whether an error survives a step back in time (paper, section 3.1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Curve = tuple[Any, Any, Any]
SHALLOW = 1.3e-3  # of the steepest slope: at |rate * net| of about 4, where rounding of the output
# costs the slope 1e-13 of its size; it loses a digit more for each 1.2 beyond


@dataclass(frozen=True)
class Activation:
    """A function of the net input, and its slope as a function of its own *output*.

    ``f(net)`` and ``slope(f(net))`` keep the shape of their argument. Where a sigmoid saturates its
    output no longer tells how flat it is (beyond |net| of 37 it says 0); `slope_at` does.
    ``max_slope`` is the largest slope there is. ``curve`` is ``(gain, rate, offset)`` of
    ``gain * tanh(rate * net) + offset`` for the sigmoids, which lets one call serve units of
    different kinds, and None for the others.
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
        return self._copy_into

    def slope_at(self, net: Array, y: Array) -> Array:
        """The slope at ``net``, where the output is ``y``, in their shape and to full precision.

        It costs as much as ``slope(y)`` and one look for values that are nearly flat.
        """
        slopes = self.slope(y)
        if self.curve is None:
            return slopes
        shallow = SHALLOW * self.max_slope
        if slopes.min(initial=shallow) < shallow:
            flat = slopes < shallow
            gain, rate, _ = self.curve
            slopes[flat] = gain * rate * _bell(rate * net[flat])
        return slopes

    def miss_at(self, net: Array, y: Array, target: Array) -> Array:
        """``y - target`` at ``net``, to full relative precision where a target is a limit of ``f``.

        All three have the shape of ``y``, or ``target`` can be broadcast to it.
        """
        miss: Array = y - target
        if self.curve is None:
            return miss
        slopes, shallow = self.slope(y), SHALLOW * self.max_slope
        if slopes.min(initial=shallow) < shallow:
            flat = slopes < shallow
            gain, rate, offset = self.curve
            side, there = np.sign(net[flat]), np.broadcast_to(target, y.shape)[flat]
            short = 2 * gain * _logistic_below_zero(-2 * rate * np.abs(net[flat]))
            miss[flat] = (offset + side * gain - there) - side * short
        return miss

    def _copy_into(self, net: Array, out: Array) -> Array:
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


def _bell(a: Array) -> Array:
    """1 - tanh(a)^2 of large |a|, without the difference."""
    u = np.exp(-2 * np.abs(a))
    bell: Array = 4 * u / np.square(1 + u)
    return bell


def _logistic_below_zero(net: Array) -> Array:
    """The logistic function of net inputs below 0, which tanh would round to multiples of 1e-16."""
    u = np.exp(net)
    closed: Array = u / (1 + u)
    return closed


def gate_at(net: Array, y: Array) -> Array:
    """``y`` of logistic units, in its shape, to full relative precision where it is nearly 0."""
    shallow = SHALLOW / 4
    if y.min(initial=shallow) >= shallow:
        return y
    shut = y < shallow
    y = y.copy()
    y[shut] = _logistic_below_zero(net[shut])
    return y


class Precision(NamedTuple):
    """How an error finds what it is multiplied by: slopes, and gates."""

    slope: Callable[[Activation, Array, Array], Array]  # of an activation, at net, where it is y
    gate: Callable[[Array, Array], Array]  # at net, where it is y
    miss: Callable[[Activation, Array, Array, Array], Array]  # at net, where it is y, of a target


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

EXACT = Precision(Activation.slope_at, gate_at, Activation.miss_at)  # whatever saturates
BY_OUTPUT = Precision(  # as the paper's rows were trained: what is nearly flat is rounded
    lambda activation, net, y: activation.slope(y),
    lambda net, y: y,
    lambda activation, net, y, target: y - target,
)
