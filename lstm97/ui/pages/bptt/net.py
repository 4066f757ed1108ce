"""The little net of the page on backpropagation through time, and the settings that describe it.

Its numbers are few and small on purpose: a reader checks one of them by hand.
"""

from __future__ import annotations

from typing import Any

from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.exercise import KINDS
from lstm97.engine import ErrorFlow
from lstm97.ui.link.settings import (
    Choice,
    Integer,
    Number,
    Preset,
    Scale,
    Settings,
    Toggle,
    Values,
)

PAGE = "bptt"
RATES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
PLAIN: dict[str, Any] = {"T": 5, "w": 0.8, "d": 0.5, "every": False}

SETTINGS = Settings(
    PAGE,
    main=(
        Toggle("every"),
        Integer("T", 3, 8, 5),
        Number("w", -2, 2, 0.8, 0.1),
        Number("d", -1, 1, 0.5, 0.1),
    ),
    more=(
        Number("vin", -2, 2, 1.0, 0.1),
        Number("u", -2, 2, 1.0, 0.1),
        Integer("seed", 1, 9999, 26, box=True),
    ),
    placed=(
        Choice("tab", ("grid", "step"), "grid"),
        Choice("cell", KINDS, "error"),
        Scale("rate", RATES, 0.5),
    ),
    presets=(
        Preset("start", {"T": 5, "w": 0.8, "every": False}),
        Preset("fades", {"T": 8, "w": 0.3, "every": False}),
        Preset("flips", {"T": 5, "w": -0.8, "every": False}),
        Preset("every", {"T": 5, "w": 0.8, "every": True}),
        Preset("small", PLAIN | {"rate": 0.1}),
        Preset("right", PLAIN | {"rate": 1.0}),
        Preset("large", PLAIN | {"rate": 10.0}),
    ),
)


def run(values: Values) -> ErrorFlow:
    """The little net, forward and back, as the settings say."""
    xs = exercise.inputs(values.seed, values.T)
    return exercise.run(exercise.net(values.vin, values.w, values.u), xs, values.d, values.every)
