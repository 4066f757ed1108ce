"""How a gradient adds up: what each time step contributes to a weight that all of them share.

The unrolled network has one copy of every weight per time step. The share of a copy is the error
that reaches it times its input; the gradient of the weight is their sum.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm97.engine import ErrorFlow, Params, Trace, forward, rnn
from lstm97.engine.activations import Array


class CentralDifference(NamedTuple):
    """A slope measured by hand: the loss on both sides of a weight, ``width`` apart from it."""

    below: float
    above: float
    width: float

    @property
    def slope(self) -> float:
        """(E(w + width) - E(w - width)) / (2 width)."""
        return (self.above - self.below) / (2 * self.width)


def contributions(flow: ErrorFlow) -> Array:
    """dE/dnet_u(t) times the input of unit u from z, (T, U, Z) of a single run.

    Their sum over time is the gradient of the hidden layer's weights (where there is a weight).
    """
    shares: Array = flow.nets[:, :, None] * flow.trace.sources[:, None, :]
    return shares


def loop_contributions(flow: ErrorFlow, unit: int = 0) -> Array:
    """What each time step adds to the gradient of a unit's own loop weight, (T,)."""
    loop = flow.trace.params.spec.sources["y_j"].start + unit
    return contributions(flow)[:, unit, loop]


def running_total(shares: Array) -> Array:
    """The sum of shares (T,) as the error gathers it, from the last step back to each, (T,)."""
    return np.flip(np.cumsum(np.flip(shares)))


def back_factors(trace: Trace) -> Array:
    """f'(net(t)) w of the first unit: what its error is multiplied by from t + 1 to t, (T,)."""
    factors: Array = rnn.slopes(trace)[:, 0] * trace.params["net_j", "y_j"][0, 0]
    return factors


def nudge(trace: Trace, row: int, column: int, width: float = 1e-3) -> CentralDifference:
    """The loss of a single run again, with one hidden weight moved down and up by ``width``."""
    below, above = (_loss_with(trace, row, column, move) for move in (-width, width))
    return CentralDifference(below, above, width)


def _loss_with(trace: Trace, row: int, column: int, move: float) -> float:
    hidden = trace.params.hidden.copy()
    hidden[row, column] += move
    moved = Params(trace.params.spec, hidden, trace.params.output)
    return float(forward(moved, *trace.inputs).loss.sum())
