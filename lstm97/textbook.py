"""The 1997 cell as a textbook would write it: one network, one time step at a time.

It is the reference: `lstm97 bench` measures how much faster the engine is, and a test
holds that both compute the same gradient, by two different ways of adding up.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from lstm97.records import brief

Array = NDArray[np.float64]


@brief
@dataclass
class GateWeights:
    """A matrix for each kind of unit; the last column of each is the bias.

    W_in, W_out, W_c (H, I + H + 1) for input gates, output gates and cells, W_k (K, H + 1) for
    outputs.
    """

    W_in: Array
    W_out: Array
    W_c: Array
    W_k: Array


def sigmoid(x: Array) -> Array:
    """Equation (3)."""
    y: Array = 1 / (1 + np.exp(-x))
    return y


def gradients(weights: GateWeights, xs: Array, target: Array) -> GateWeights:
    """The truncated gradient of the error at the last time step, as the paper adds it up.

    ``xs`` is (T, I), ``target`` (K,). Equations (25) and (27) carry ds/dw forward with every
    step, so nothing has to be remembered and there is no way back through time.
    """
    cells = len(weights.W_c)
    y_c, s = np.zeros(cells), np.zeros(cells)
    ds_in, ds_c = np.zeros_like(weights.W_in), np.zeros_like(weights.W_c)
    for x in xs:
        z = np.concatenate([x, y_c, [1.0]])
        y_in = sigmoid(weights.W_in @ z)  # (7)
        y_out = sigmoid(weights.W_out @ z)  # (8)
        g = 4 * sigmoid(weights.W_c @ z) - 2
        s = s + y_in * g  # (9)
        h = 2 * sigmoid(s) - 1
        y_c = y_out * h  # (9)
        ds_in += (g * y_in * (1 - y_in))[:, None] * z  # (25)
        ds_c += (y_in * (2 + g) * (2 - g) / 4)[:, None] * z  # (27)
    shown = np.concatenate([y_c, [1.0]])
    y_k = sigmoid(weights.W_k @ shown)
    e_k = y_k * (1 - y_k) * (target - y_k)  # (19)
    to_cell = weights.W_k[:, :-1].T @ e_k
    e_out = y_out * (1 - y_out) * h * to_cell  # (21)
    e_s = y_out * (1 + h) * (1 - h) / 2 * to_cell  # (23)
    return GateWeights(
        W_in=-e_s[:, None] * ds_in,  # (26)
        W_out=-e_out[:, None] * z,  # (22)
        W_c=-e_s[:, None] * ds_c,  # (28)
        W_k=-e_k[:, None] * shown,  # (22)
    )


def learn(weights: GateWeights, xs: Array, target: Array, rate: float) -> None:
    """One plain gradient step, equation (17), in place."""
    gradient = gradients(weights, xs, target)
    for field in fields(GateWeights):
        matrix: Array = getattr(weights, field.name)
        matrix -= rate * getattr(gradient, field.name)
