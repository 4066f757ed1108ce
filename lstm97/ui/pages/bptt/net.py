"""The little net of the page on backpropagation through time, and the settings that describe it.

Its numbers are few and small on purpose: a reader checks one of them by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lstm97.analysis import small_chain
from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.exercise import KINDS
from lstm97.engine import ErrorFlow
from lstm97.ui.link.record import Record, choice, integer, real, stops, toggle
from lstm97.ui.link.settings import Preset, Settings

PAGE = "bptt"
RATES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
PLAIN: dict[str, Any] = {"T": 5, "w": 0.8, "d": 0.5, "every": False}


@dataclass(frozen=True)
class NetValues(Record):
    """What a reader may set of the little net, of the exercise on it, and of one step."""

    every: bool = toggle()
    T: int = integer(3, 8, small_chain.STEPS)
    w: float = real(-2, 2, 0.8)
    d: float = real(-1, 1, 0.5)
    vin: float = real(-2, 2, 1.0, place="more")
    u: float = real(-2, 2, 1.0, place="more")
    seed: int = integer(1, 9999, small_chain.SEED, box=True, place="more")
    tab: str = choice(("grid", "step"), "grid", place="placed")
    cell: str = choice(KINDS, "error", place="placed")
    rate: float = stops(RATES, 0.5, place="placed")


SETTINGS = Settings(
    PAGE,
    NetValues,
    presets=(
        Preset("start", {"T": 5, "w": 0.8, "every": False}),
        Preset("fades", {"T": 8, "w": 0.3, "every": False}),
        Preset("flips", {"T": 5, "w": -0.8, "every": False}),
        Preset("every", {"T": 5, "w": 0.8, "every": True}),
        Preset("small", PLAIN | {"rate": 0.1}),
        Preset("right", PLAIN | {"rate": 1.0}),
        Preset("large", PLAIN | {"rate": 10.0}),
    ),
    tabs={"step": ("rate",)},
)


def run(values: NetValues) -> ErrorFlow:
    """The little net, forward and back, as the settings say."""
    xs = exercise.inputs(values.seed, values.T)
    return exercise.run(exercise.net(values.vin, values.w, values.u), xs, values.d, values.every)
