"""One plain gradient step on a net small enough to print: every weight before and after, and E.

The loss along the way of the step, at many step sizes, shows where "downhill" ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lstm97.engine import ErrorFlow, Params, forward
from lstm97.engine.activations import Array
from lstm97.engine.params import sgd
from lstm97.expectations import expects
from lstm97.records import brief

Outcome = Literal["falls", "rises", "still"]
RATES = (0.01, 10.0)  # the smallest and largest step size that the way is measured at
SAME = 1e-9  # relative change of the loss below which it has not moved


@brief
@dataclass(frozen=True, eq=False)
class GradientStep:
    """``before``, ``slopes`` and ``after`` (W,) of all weights; ``losses`` before and after.

    ``rates`` (N,) and ``way`` (N,) are the loss where the step would end with each learning rate.
    """

    rate: float
    before: Array
    slopes: Array
    after: Array
    losses: tuple[float, float]
    rates: Array
    way: Array

    @property
    def outcome(self) -> Outcome:
        """How the loss changed."""
        return outcome(*self.losses)

    @property
    def past(self) -> bool:
        """Whether a smaller step in the same direction would have ended clearly lower."""
        shorter = self.way[self.rates < self.rate]
        return bool(len(shorter) and shorter.min() < 0.95 * self.losses[1])


def outcome(before: float, after: float) -> Outcome:
    """How a loss changed."""
    if abs(after - before) <= SAME * max(before, 1e-12):
        return "still"
    return "falls" if after < before else "rises"


@expects()
def one_step(flow: ErrorFlow, rate: float) -> GradientStep:
    """Every weight minus ``rate`` times its slope, and the loss of the run again."""
    params = flow.trace.params
    rates = np.geomspace(*RATES, 120)
    way = np.array([_loss(flow, sgd(params, flow.grad, float(one))) for one in rates])
    moved = sgd(params, flow.grad, rate)
    losses = float(flow.trace.loss.sum()), _loss(flow, moved)
    before, slopes, after = (_weights(one) for one in (params, flow.grad, moved))
    return GradientStep(rate, before, slopes, after, losses, rates, way)


def _loss(flow: ErrorFlow, params: Params) -> float:
    with np.errstate(over="ignore"):
        return float(forward(params, *flow.trace.inputs).loss.sum())


def _weights(params: Params) -> Array:
    """The weights v, w and u of the net of one unit, (3,)."""
    return np.array([*params.hidden[0, :2], params.output[0, 0]])
