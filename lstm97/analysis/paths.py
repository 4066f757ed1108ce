"""Which way the error came: the shares of carousel, gates, cell input and output layer.

The parts of an error may have opposite signs, so a share is a part's size among the sizes of all
parts; the signed parts themselves still sum to the error.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine import FULL, TRUNCATED, At, backward
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.params import Params
from lstm97.engine.trace import Trace


def path_sizes(flow: ErrorFlow) -> dict[str, Array]:
    """Size of each part of the error at each time step, (T[, N]): sum of |part| over units."""
    return {name: np.abs(part).sum(axis=1) for name, part in flow.paths().items()}


def path_shares(flow: ErrorFlow) -> dict[str, Array]:
    """Share of each path at each time step, (T[, N]); they sum to 1, or to 0 where no error is."""
    sizes = path_sizes(flow)
    total = np.add.reduce(list(sizes.values()))
    safe = np.where(total > 0, total, 1)
    return {name: size / safe for name, size in sizes.items()}


def flatten(params: Params) -> Array:
    """All weights (or a gradient) in one row, (P[, N])."""
    tail = params.hidden.shape[2:]
    return np.concatenate([params.hidden.reshape(-1, *tail), params.output.reshape(-1, *tail)])


def agreement(trace: Trace, at: At = None) -> tuple[float, float]:
    """Truncated against full gradient of one run: the cosine of their angle, and |trunc| / |full|.

    Both are nan where a gradient is 0 or not finite.
    """
    cut, full = (
        flatten(backward(trace, cuts=cuts, at=at).grad).ravel() for cuts in (TRUNCATED, FULL)
    )
    a, b = float(np.linalg.norm(cut)), float(np.linalg.norm(full))
    if not (np.isfinite([a, b]).all() and a > 0 and b > 0):
        return float("nan"), float("nan")
    return float(cut @ full / (a * b)), a / b
