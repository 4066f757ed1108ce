"""The networks as a textbook would write them: a loop over time, one network at a time.

They are the reference: `lstm97 bench` measures how much faster the engine is, and a test holds that
both compute the same gradient, by two different ways of adding up. Weights are a matrix for each
kind of unit, the bias its last column: (H, I + H + 1) for hidden units, (K, H + 1) for outputs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Weights = dict[str, Array]


def sigmoid(x: Array) -> Array:
    """Equation (3)."""
    y: Array = 1 / (1 + np.exp(-x))
    return y


def with_bias(*parts: Array) -> Array:
    """What a unit listens to: the parts, and a 1."""
    return np.concatenate([*parts, [1.0]])


def errors_at_end(weights: Weights, gradient: Weights, y: Array, target: Array) -> Array:
    """dE/dy at the last step; adds the gradient of the output weights."""
    shown = with_bias(y)
    y_k = sigmoid(weights["k"] @ shown)
    e_k = y_k * (1 - y_k) * (y_k - target)  # (19) with the opposite sign
    gradient["k"] += np.outer(e_k, shown)
    back: Array = weights["k"][:, :-1].T @ e_k
    return back


def rnn(weights: Weights, xs: Array, target: Array) -> Weights:
    """The full gradient of the error at the last step; ``xs`` is (T, I), ``target`` (K,)."""
    W, inputs = weights["j"], xs.shape[1]
    gradient = {name: np.zeros_like(matrix) for name, matrix in weights.items()}
    y, steps = np.zeros(len(W)), []
    for x in xs:
        z = with_bias(x, y)
        y = np.tanh(W @ z)
        steps.append((z, y))
    dy = errors_at_end(weights, gradient, y, target)
    for z, y in reversed(steps):
        dnet = (1 - y * y) * dy
        gradient["j"] += np.outer(dnet, z)
        dy = W[:, inputs:-1].T @ dnet
    return gradient


def lstm97(weights: Weights, xs: Array, target: Array) -> Weights:
    """As `rnn`, the truncated gradient as the paper adds it up, g in [-2, 2] and h in [-1, 1].

    Equations (25) and (27) carry ds/dw forward with every step, so nothing has to be remembered
    and there is no way back through time.
    """
    W_in, W_out, W_c = (weights[name] for name in ("in", "out", "c"))
    gradient = {"k": np.zeros_like(weights["k"])}
    y, s = np.zeros(len(W_c)), np.zeros(len(W_c))
    ds_in, ds_c = np.zeros_like(W_in), np.zeros_like(W_c)
    for x in xs:
        z = with_bias(x, y)
        i = sigmoid(W_in @ z)  # (7)
        o = sigmoid(W_out @ z)  # (8)
        g = 4 * sigmoid(W_c @ z) - 2
        s = s + i * g  # (9)
        h = 2 * sigmoid(s) - 1
        y = o * h  # (9)
        ds_in += (g * i * (1 - i))[:, None] * z  # (25)
        ds_c += (i * (2 + g) * (2 - g) / 4)[:, None] * z  # (27)
    dy = errors_at_end(weights, gradient, y, target)
    ds = o * (1 + h) * (1 - h) / 2 * dy  # (23)
    gradient["in"] = ds[:, None] * ds_in  # (26)
    gradient["out"] = (o * (1 - o) * h * dy)[:, None] * z  # (21), (22)
    gradient["c"] = ds[:, None] * ds_c  # (28)
    return gradient


def lstm2000(weights: Weights, xs: Array, target: Array) -> Weights:
    """As `rnn`, for cells with a forget gate, g and h as in `lstm97`."""
    inputs, cells = xs.shape[1], len(weights["c"])
    gradient = {name: np.zeros_like(matrix) for name, matrix in weights.items()}
    y, s, steps = np.zeros(cells), np.zeros(cells), []
    for x in xs:
        z, before = with_bias(x, y), s
        i = sigmoid(weights["in"] @ z)
        f = sigmoid(weights["forget"] @ z)
        o = sigmoid(weights["out"] @ z)
        g = 4 * sigmoid(weights["c"] @ z) - 2
        s = f * before + i * g
        h = 2 * sigmoid(s) - 1
        y = o * h
        steps.append((z, before, i, f, o, g, h))
    dy, ds = errors_at_end(weights, gradient, y, target), np.zeros(cells)
    for z, before, i, f, o, g, h in reversed(steps):
        ds = ds + o * (1 - h * h) / 2 * dy
        nets = {
            "in": i * (1 - i) * g * ds,
            "forget": f * (1 - f) * before * ds,
            "out": o * (1 - o) * h * dy,
            "c": (2 + g) * (2 - g) / 4 * i * ds,
        }
        dy = np.zeros(cells)
        for name, dnet in nets.items():
            gradient[name] += np.outer(dnet, z)
            dy += weights[name][:, inputs:-1].T @ dnet
        ds = f * ds
    return gradient


def gru(weights: Weights, xs: Array, target: Array) -> Weights:
    """As `rnn`, for gated units whose reset gate stands before the product."""
    inputs, units = xs.shape[1], len(weights["h"])
    gradient = {name: np.zeros_like(matrix) for name, matrix in weights.items()}
    y, steps = np.zeros(units), []
    for x in xs:
        z, before = with_bias(x, y), y
        r = sigmoid(weights["r"] @ z)
        u = sigmoid(weights["z"] @ z)
        heard = with_bias(x, r * before)
        h = np.tanh(weights["h"] @ heard)
        y = u * before + (1 - u) * h
        steps.append((z, heard, before, r, u, h))
    dy = errors_at_end(weights, gradient, y, target)
    for z, heard, before, r, u, h in reversed(steps):
        dnet_h = (1 - h * h) * (1 - u) * dy
        dnet_z = u * (1 - u) * (before - h) * dy
        d_reset = weights["h"][:, inputs:-1].T @ dnet_h
        dnet_r = r * (1 - r) * before * d_reset
        dy = u * dy + r * d_reset
        gradient["h"] += np.outer(dnet_h, heard)
        for name, dnet in (("r", dnet_r), ("z", dnet_z)):
            gradient[name] += np.outer(dnet, z)
            dy += weights[name][:, inputs:-1].T @ dnet
    return gradient


TEXTBOOKS: dict[str, tuple[Callable[[Weights, Array, Array], Weights], tuple[str, ...]]] = {
    "rnn": (rnn, ("j",)),
    "lstm97": (lstm97, ("in", "out", "c")),
    "lstm2000": (lstm2000, ("in", "forget", "out", "c")),
    "gru": (gru, ("r", "z", "h")),
}  # by slug: the gradient, and the kinds of hidden unit


def learn(slug: str, weights: Weights, xs: Array, target: Array, rate: float) -> None:
    """One plain gradient step, in place."""
    gradients, _ = TEXTBOOKS[slug]
    for name, slope in gradients(weights, xs, target).items():
        weights[name] -= rate * slope
