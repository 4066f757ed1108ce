"""What the page on gradient descent is set to: the points, the start, and the walk from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lstm97.analysis.foundations.descent import POINTS, Fit, Walk, fit, walk
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.link.record import Record, choice, integer, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "gradient-descent"
RATES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.14, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
MOST = 200  # steps
WEIGHTS = ("w", "b")
FIRST_POINT = 7  # the data point that is sent through the neuron first
STARTS = (-4.0, 4.0)  # of both weights
THROW_SLOPE = 0.05  # of the slope at the start, left after the first step of a walk that is thrown
STAYS = 0.02  # relative change of a loss that stays where it is
START = {"w": -1.0, "b": 2.0, "steps": 60}  # of the presets


@dataclass(frozen=True)
class SlopeValues(Record):
    """What a reader may set of a descent."""

    rate: float = stops(RATES, 0.2)
    steps: int = integer(1, MOST, 60)
    w: float = real(*STARTS, -1.0, step=0.1)
    b: float = real(*STARTS, 2.0, step=0.1)
    act: str = choice(("tanh", "logistic", "identity"), "tanh", place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    turned: str = choice(WEIGHTS, "w", place="placed")
    point: int = integer(1, POINTS, FIRST_POINT, place="placed")


SETTINGS = Settings(
    PAGE,
    SlopeValues,
    presets=(
        Preset("small", START | {"act": "tanh", "rate": 0.01}),
        Preset("right", START | {"act": "tanh", "rate": 0.2}),
        Preset("large", START | {"act": "tanh", "rate": 2.0}),
        Preset("plateau", START | {"act": "tanh", "rate": 5.0}),
        Preset("diverging", START | {"act": "identity", "rate": 0.2}),
    ),
)


@dataclass(frozen=True)
class Descent:
    """The points to fit, and the walk that the settings ask for."""

    task: Fit
    walk: Walk
    rate: float

    def visible_part(self, revealed: bool) -> Walk:
        """The walk as far as it may be seen: before the answer, its start alone."""
        if revealed:
            return self.walk
        return replace(self.walk, path=self.walk.path[:1], losses=self.walk.losses[:1])

    @property
    def thrown(self) -> bool:
        """Whether the first step took it from a slope to where there is none."""
        first, second = (np.linalg.norm(self.task.gradient(point)) for point in self.walk.path[:2])
        stays = abs(self.walk.losses[1] - self.walk.losses[-1]) < STAYS * self.walk.losses[-1]
        return bool(second < THROW_SLOPE * first and stays)


def measure(values: SlopeValues) -> Descent:
    """The descent that the settings describe."""
    path = _walk(values.act, values.seed, values.w, values.b, values.rate, values.steps)
    return Descent(fit(values.act, values.seed), path, values.rate)


@wrap_pure
def _walk(act: str, seed: int, w: float, b: float, rate: float, steps: int) -> Walk:
    return walk(fit(act, seed), np.array([w, b]), rate, steps)
