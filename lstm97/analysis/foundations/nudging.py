"""A partial derivative without calculus: turn one knob a little, hold the others, and measure.

The ratio of the change of the loss to that of the knob converges as the nudge shrinks; its limit
is the slope.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.foundations.descent import Fit
from lstm97.engine.activations import Array
from lstm97.expectations import expects
from lstm97.records import brief

NUDGES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
FLAT = 1e-3  # slopes below this are called none


@brief
@dataclass(frozen=True, eq=False)
class KnobNudge:
    """The loss along one knob, ``xs`` and ``losses`` (N,), and one nudge of it.

    ``here`` and ``there`` are (knob, loss) before and after a nudge of ``by``; ``ratios`` (M,) are
    what the loss does for each of `NUDGES`, divided by the nudge; ``slope`` the derivative.
    """

    xs: Array
    losses: Array
    here: tuple[float, float]
    there: tuple[float, float]
    ratios: Array
    slope: float

    @property
    def ratio(self) -> float:
        """Change of the loss divided by the change of the knob."""
        return (self.there[1] - self.here[1]) / (self.there[0] - self.here[0])


@expects()
def nudge_knob(task: Fit, point: Array, knob: int, by: float) -> KnobNudge:
    """Turn w (``knob`` 0) or b (1) of the neuron by ``by`` and leave the other as it is."""
    xs = np.linspace(-4, 5, 181)
    losses = np.array([_loss(task, point, knob, x) for x in xs])
    x = float(point[knob])
    here, there = ((one, _loss(task, point, knob, one)) for one in (x, x + by))
    moved = np.array([_loss(task, point, knob, x + small) for small in NUDGES])
    ratios = (moved - here[1]) / np.array(NUDGES)
    return KnobNudge(xs, losses, here, there, ratios, float(task.gradient(point)[knob]))


def _loss(task: Fit, point: Array, knob: int, x: float) -> float:
    moved = np.array(point, float)
    moved[knob] = x
    return float(task.loss(*moved))
