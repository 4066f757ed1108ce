"""A feed-forward net: layer after layer a matrix times a vector, and the error back the same way.

Its weights are plain matrices without biases, so that every number fits on a wire. A net of many
layers shows the product of factors that an error meets again in time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.foundations.one_step import Outcome, outcome
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.expectations import expects
from lstm97.records import brief


@brief
@dataclass(frozen=True, eq=False)
class Net:
    """``weights`` of each layer, (units, sources); ``kinds`` are the layers' activations."""

    weights: tuple[Array, ...]
    kinds: tuple[str, ...]


@brief
@dataclass(frozen=True, eq=False)
class Sweep:
    """One input, sent forward: ``ys`` holds the input and then each layer's outputs, (units,)."""

    net: Net
    ys: tuple[Array, ...]

    @property
    def slopes(self) -> tuple[Array, ...]:
        """f'(net) of each layer, (units,)."""
        pairs = zip(self.net.kinds, self.ys[1:], strict=True)
        return tuple(np.asarray(ACTIVATIONS[kind].slope(y)) for kind, y in pairs)


@brief
@dataclass(frozen=True, eq=False)
class LayerErrors:
    """``nets`` holds dE/dnet of each layer, (units,), and ``grads`` dE/dw like the weights."""

    nets: tuple[Array, ...]
    grads: tuple[Array, ...]


def forward(net: Net, x: Array) -> Sweep:
    """Each layer multiplies its input by its matrix and applies its activation."""
    ys = [np.asarray(x, float)]
    for weights, kind in zip(net.weights, net.kinds, strict=True):
        ys.append(np.asarray(ACTIVATIONS[kind].f(weights @ ys[-1])))
    return Sweep(net, tuple(ys))


def loss(sweep: Sweep, target: Array) -> float:
    """E = 1/2 sum over outputs of (y - d)^2."""
    with np.errstate(over="ignore"):
        return float(0.5 * np.square(sweep.ys[-1] - target).sum())


def backward(sweep: Sweep, arriving: Array) -> LayerErrors:
    """The error ``arriving`` at the outputs, dE/dy (units,), through the same matrices back."""
    nets: list[Array] = []
    for weights, slope in zip(sweep.net.weights[::-1], sweep.slopes[::-1], strict=True):
        nets.append(slope * arriving)
        arriving = weights.T @ nets[-1]
    nets.reverse()
    grads = tuple(np.outer(error, y) for error, y in zip(nets, sweep.ys, strict=False))
    return LayerErrors(tuple(nets), grads)


def descend(net: Net, grads: tuple[Array, ...], rate: float) -> Net:
    """Every weight minus ``rate`` times its slope."""
    moved = (w - rate * grad for w, grad in zip(net.weights, grads, strict=True))
    return Net(tuple(moved), net.kinds)


@brief
@dataclass(frozen=True, eq=False)
class Lesson:
    """One input with its target: both sweeps, and the loss before and after one step."""

    sweep: Sweep
    target: Array
    errors: LayerErrors
    after: Net
    losses: tuple[float, float]

    @property
    def outcome(self) -> Outcome:
        """What the step did to the loss."""
        return outcome(*self.losses)


@expects()
def lesson(net: Net, x: Array, target: Array, rate: float) -> Lesson:
    """Forward, back, and one step."""
    sweep = forward(net, x)
    errors = backward(sweep, sweep.ys[-1] - target)
    after = descend(net, errors.grads, rate)
    losses = loss(sweep, target), loss(forward(after, x), target)
    return Lesson(sweep, target, errors, after, losses)


@expects()
def small(seed: int, sizes: tuple[int, ...] = (2, 3, 2)) -> Net:
    """A net of few units with weights in tenths from -1 to 1; tanh, the last layer linear."""
    rng = np.random.default_rng(seed)
    tenths = np.array([one for one in range(-10, 11) if one])
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = tuple(rng.choice(tenths, shape) / 10 for shape in shapes)
    return Net(weights, ("tanh",) * (len(shapes) - 1) + ("identity",))


@brief
@dataclass(frozen=True, eq=False)
class Deep:
    """``sizes`` (L,) of the layers' outputs and ``errors`` (L,) of their errors, Euclidean."""

    sizes: Array
    errors: Array

    @property
    def retention(self) -> float:
        """How much of the last layer's error is left at the first."""
        return float(self.errors[0] / self.errors[-1])

    @property
    def factor(self) -> float:
        """The mean factor of a layer, geometric; nan for a single layer."""
        steps = len(self.errors) - 1
        return float(self.retention ** (1 / steps)) if steps else float("nan")


@expects(layers=1, units=1, kind=ACTIVATIONS)
def deep(layers: int, units: int, kind: str, spread: float, seed: int) -> Deep:
    """Many layers with Gaussian weights of deviation ``spread`` / sqrt(units), and a unit error."""
    rng = np.random.default_rng(seed)
    deviation = spread / np.sqrt(units)
    weights = tuple(rng.normal(0, deviation, (units, units)) for _ in range(layers))
    sweep = forward(Net(weights, (kind,) * layers), rng.choice([-1.0, 1.0], units))
    error = rng.normal(size=units)
    arriving = error / np.linalg.norm(error) / sweep.slopes[-1]  # of size 1 once past the slope
    errors = backward(sweep, arriving)
    return Deep(_norms(sweep.ys[1:]), _norms(errors.nets))


def _norms(vectors: tuple[Array, ...]) -> Array:
    return np.array([np.linalg.norm(one) for one in vectors])
