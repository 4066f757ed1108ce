"""Gradient descent on a loss that can be drawn: one neuron, two weights, a few points to fit.

Plain steps, without momentum, as in the paper. The outcome of a walk is read off its
numbers and has a name: it crawls, arrives, swings, stays on a plateau, or diverges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.expectations import expects
from lstm97.records import brief

Outcome = Literal["crawls", "arrives", "swings", "stuck", "flies"]
NEAR = 0.05  # of the lowest loss, above it: where a walk counts as arrived
FLAT = 0.02  # a gradient this small moves nothing
SWINGS = 4  # steps back against the one before
TRUTH = (1.5, -0.5)  # weights behind the points, before noise
POINTS = 8


@brief
@dataclass(frozen=True, eq=False)
class Fit:
    """What the neuron has to learn: ``xs`` (M,) and ``targets`` (M,), and its activation."""

    xs: Array
    targets: Array
    activation: str

    def is_same(self, other: Fit) -> bool:
        """Whether both are the same task, and so have the same loss."""
        points = ((self.xs, other.xs), (self.targets, other.targets))
        return self.activation == other.activation and all(np.array_equal(*pair) for pair in points)

    def outputs(self, w: Array, b: Array, xs: Array | None = None) -> Array:
        """y = f(w x + b) for every point: shape of ``w`` and ``b``, then (M,)."""
        net = np.multiply.outer(w, self.xs if xs is None else xs) + np.expand_dims(b, -1)
        y: Array = ACTIVATIONS[self.activation].f(np.asarray(net, float))
        return y

    def loss(self, w: Array, b: Array) -> Array:
        """E = 1/2 sum over points of (d - y)^2, in the shape of ``w`` and ``b``."""
        with np.errstate(over="ignore"):
            loss: Array = 0.5 * np.square(self.targets - self.outputs(w, b)).sum(axis=-1)
        return loss

    def gradient(self, point: Array) -> Array:
        """(dE/dw, dE/db) at one point (2,): miss times slope, times the input of the weight."""
        y = self.outputs(point[0], point[1])
        error = (y - self.targets) * ACTIVATIONS[self.activation].slope(y)
        return np.array([error @ self.xs, error.sum()])

    def curvature(self, point: Array, width: float = 1e-4) -> Array:
        """Second derivatives of the loss (2, 2), measured by moving each weight."""
        moves = width * np.eye(2)
        rows = [self.gradient(point + move) - self.gradient(point - move) for move in moves]
        return np.array(rows) / (2 * width)


@brief
@dataclass(frozen=True, eq=False)
class Walk:
    """Plain gradient steps: ``path`` (S + 1, 2) of (w, b) and ``losses`` (S + 1,).

    It ends early where a number is no longer finite. ``lowest`` (2,) is the best point of the
    fit, ``floor`` its loss, ``limit`` the largest learning rate that is stable there.
    """

    path: Array
    losses: Array
    slope: float  # size of the gradient at the last point
    lowest: Array
    floor: float
    limit: float
    overflow: bool

    @property
    def arrival(self) -> int | None:
        """The step at which the loss came near the lowest, to stay there; None if never."""
        near = self.losses <= (1 + NEAR) * self.floor + 1e-12
        if not near[-1]:
            return None
        away = np.flatnonzero(~near)
        return int(away[-1]) + 1 if len(away) else 0

    @property
    def turns(self) -> int:
        """How many steps, until it arrived, went back against the step before."""
        moves = np.diff(self.path[: None if self.arrival is None else self.arrival + 1], axis=0)
        with np.errstate(over="ignore"):
            return int(((moves[1:] * moves[:-1]).sum(axis=1) < 0).sum())

    @property
    def outcome(self) -> Outcome:
        """The outcome of the walk, as a slug."""
        if self.overflow or self.losses[-1] > 3 * self.losses[0]:
            return "flies"
        left = (self.losses[-1] - self.floor) / max(self.losses[0] - self.floor, 1e-12)
        if self.slope < FLAT and left > 0.2 and self.arrival is None:
            return "stuck"
        if self.turns >= SWINGS:
            return "swings"
        return "crawls" if self.arrival is None else "arrives"


class Nudge(NamedTuple):
    """One weight turned a little, and what it did to net input, output and loss of one point."""

    before: tuple[float, float, float]
    after: tuple[float, float, float]


@expects(activation=ACTIVATIONS)
def fit(activation: str, seed: int) -> Fit:
    """Points from -2 to 2 with targets from a neuron of known weights, and some noise."""
    rng = np.random.default_rng(seed)
    xs = np.linspace(-2, 2, POINTS)
    clean = ACTIVATIONS[activation].f(TRUTH[0] * xs + TRUTH[1])
    return Fit(xs, clean + rng.normal(0, 0.1, POINTS), activation)


def steps(task: Fit, start: Array, rate: float) -> Iterator[Array]:
    """Points (2,) of the descent, the start first: each is the one before minus rate x gradient."""
    point = np.asarray(start, float)
    while True:
        yield point
        with np.errstate(over="ignore", invalid="ignore"):
            point = point - rate * task.gradient(point)


@expects(count=1)
def walk(task: Fit, start: Array, rate: float, count: int) -> Walk:
    """``count`` plain gradient steps, or fewer if the numbers run out."""
    path = [point for point, _ in zip(steps(task, start, rate), range(count + 1), strict=False)]
    points = np.array(path)
    with np.errstate(over="ignore", invalid="ignore"):
        losses = task.loss(points[:, 0], points[:, 1])
    good = np.isfinite(losses) & np.isfinite(points).all(axis=1)
    kept = len(losses) if good.all() else int(np.argmin(good))
    best = lowest(task)
    bend = float(np.linalg.eigvalsh(task.curvature(best)).max())
    with np.errstate(over="ignore"):
        slope = float(np.linalg.norm(task.gradient(points[kept - 1])))
    floor = float(task.loss(best[0], best[1]))
    return Walk(points[:kept], losses[:kept], slope, best, floor, 2 / bend, kept < len(losses))


def surface(task: Fit, ws: Array, bs: Array) -> Array:
    """The loss on a grid, (len(bs), len(ws))."""
    w, b = np.meshgrid(ws, bs)
    return task.loss(w, b)


def levels(heights: Array, count: int) -> Array:
    """Heights in equal ratios, (count,), from just above the lowest to just below the highest."""
    low, high = float(heights.min()), float(heights.max())
    return np.geomspace(low + 0.018 * (high - low), low + 0.95 * (high - low), count)


def lowest(task: Fit) -> Array:
    """The point (2,) of lowest loss: the best of a grid, then Newton steps."""
    ws = bs = np.linspace(-6, 6, 61)
    losses = surface(task, ws, bs)
    row, column = np.unravel_index(losses.argmin(), losses.shape)
    point = np.array([ws[column], bs[row]])
    for _ in range(20):
        point = point - np.linalg.solve(task.curvature(point), task.gradient(point))
    return point


def nudge_weight(task: Fit, point: Array, index: int, weight: int, by: float) -> Nudge:
    """Turn w (0) or b (1) by ``by`` and see net, y and loss of data point ``index``."""
    moved = np.array(point, float)
    moved[weight] += by
    return Nudge(through(task, point, index), through(task, moved, index))


def through(task: Fit, point: Array, index: int) -> tuple[float, float, float]:
    """Net input, output and loss of one data point, computed by the neuron."""
    net = float(point[0] * task.xs[index] + point[1])
    y = float(task.outputs(point[0], point[1])[index])
    return net, y, 0.5 * (float(task.targets[index]) - y) ** 2


def measured_slopes(task: Fit, point: Array, width: float = 1e-4) -> Array:
    """(dE/dw, dE/db) without any derivative: the loss on both sides of each weight."""
    moves = width * np.eye(2)
    pairs = [(task.loss(*(point + move)), task.loss(*(point - move))) for move in moves]
    return np.array([(above - below) / (2 * width) for above, below in pairs])
