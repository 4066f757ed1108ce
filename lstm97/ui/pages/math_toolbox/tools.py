"""What the maths toolbox offers: the settings and named cases of its five benches.

Each bench stands in a tab of its own and in a module of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import t
from lstm97.ui.link.record import Record, choice, integer, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "math-toolbox"
TABS = ("nudge", "vector", "chain", "power", "noise")


@dataclass(frozen=True)
class ToolValues(Record):
    """What a reader may set on any of the benches."""

    seed: int = integer(1, 9999, 1, box=True, place="placed")
    a: float = real(-2.0, 2.0, 0.9, step=0.05, place="placed")
    b: float = real(-2.0, 2.0, 0.9, step=0.05, place="placed")
    c: float = real(-2.0, 2.0, 0.9, step=0.05, place="placed")
    act: str = choice(("identity", "tanh", "logistic"), "identity", place="placed")
    q: int = integer(1, 100, 50, place="placed")
    m11: float = real(-2.0, 2.0, 0.9, step=0.05, place="placed")
    m12: float = real(-2.0, 2.0, 2.0, step=0.05, place="placed")
    m21: float = real(-2.0, 2.0, 0.0, step=0.05, place="placed")
    m22: float = real(-2.0, 2.0, 0.9, step=0.05, place="placed")
    variance: float = real(0.01, 1.0, 0.2, step=0.01, place="placed")
    threshold: float = real(0.1, 2.0, 1.0, step=0.05, place="placed")
    signal: int = integer(1, 50, 3, place="placed")
    T: int = integer(60, 500, 100, place="placed")
    tab: str = choice(TABS, "nudge", place="placed")
    turned: str = choice(("w", "b"), "w", place="placed")
    by: float = stops((0.001, 0.01, 0.1, 0.5, 1.0), 1.0, place="placed")
    w: float = real(-4, 4, 0.0, place="placed")
    bias: float = real(-4, 4, 0.5, place="placed")
    x1: float = real(-1.5, 1.5, 1.0, place="placed")
    x2: float = real(-1.5, 1.5, 0.5, place="placed")
    n11: float = real(-1.5, 1.5, 0.5, place="placed")
    n12: float = real(-1.5, 1.5, 1.0, place="placed")
    n21: float = real(-1.5, 1.5, -1.0, place="placed")
    n22: float = real(-1.5, 1.5, 0.5, place="placed")


NUDGES: dict[str, dict[str, Any]] = {
    "slope": {"turned": "w", "w": 0.0, "bias": 0.5, "by": 0.1},
    "hollow": {"turned": "w", "w": 2.4, "bias": -0.5, "by": 0.1},
    "flat": {"turned": "b", "w": 0.0, "bias": 4.0, "by": 0.1},
}
VECTORS: dict[str, dict[str, Any]] = {
    "turn": {"n11": 0.0, "n12": -1.0, "n21": 1.0, "n22": 0.0},
    "stretch": {"n11": 1.5, "n12": 0.0, "n21": 0.0, "n22": 0.5},
    "shear": {"n11": 1.0, "n12": 1.0, "n21": 0.0, "n22": 1.0},
    "flatten": {"n11": 0.5, "n12": 0.5, "n21": 0.5, "n22": 0.5},
}
CHAINS: dict[str, dict[str, Any]] = {
    "below": {"a": 0.9, "b": 0.9, "c": 0.9, "act": "identity"},
    "one": {"a": 1.0, "b": 1.0, "c": 1.0, "act": "identity"},
    "above": {"a": 1.1, "b": 1.1, "c": 1.1, "act": "identity"},
    "balanced": {"a": 2.0, "b": 0.5, "c": 1.0, "act": "identity"},
    "tanh": {"a": 1.0, "b": 1.0, "c": 1.0, "act": "tanh"},
    "logistic": {"a": 2.0, "b": 2.0, "c": 2.0, "act": "logistic"},
}
MATRICES: dict[str, dict[str, Any]] = {
    "transient": {"m11": 0.9, "m12": 2.0, "m21": 0.0, "m22": 0.9},
    "spiral": {"m11": 0.8, "m12": -0.4, "m21": 0.4, "m22": 0.8},
    "circle": {"m11": 0.8, "m12": -0.6, "m21": 0.6, "m22": 0.8},
    "growing": {"m11": 0.9, "m12": -0.6, "m21": 0.6, "m22": 0.9},
    "oscillating": {"m11": 0.0, "m12": 1.1, "m21": -1.1, "m22": 0.0},
}
NOISES: dict[str, dict[str, Any]] = {
    "paper": {"variance": 0.2, "threshold": 1.0, "signal": 3, "T": 100},
    "mistaken": {"variance": 0.04, "threshold": 1.0, "signal": 3, "T": 100},
    "short": {"variance": 0.2, "threshold": 1.0, "signal": 1, "T": 100},
    "long": {"variance": 0.2, "threshold": 1.0, "signal": 3, "T": 500},
}
CASES = {**NUDGES, **VECTORS, **CHAINS, **MATRICES, **NOISES}

SETTINGS = Settings(
    PAGE,
    ToolValues,
    presets=tuple(Preset(slug, values) for slug, values in CASES.items()),
    tabs={
        "vector": ("x1", "x2", "n11", "n12", "n21", "n22"),
        "chain": ("a", "b", "c", "q", "act"),
        "power": ("m11", "m12", "m21", "m22"),
        "noise": ("variance", "threshold", "signal", "T", "seed"),
    },
)


def some(count: int) -> list[int]:
    """A dozen places, from 0, of a longer list."""
    return sorted({round(place) for place in np.linspace(0, count - 1, min(count, 12))})


def row(part: str, heads: Sequence[str], numbers: Sequence[Any]) -> dict[str, str]:
    """One row of a bench's table: a whole number or a name, then sizes."""
    first, *rest = numbers
    shown = [str(first), *(one if isinstance(one, str) else size(float(one), 3) for one in rest)]
    return {t(f"{PAGE}.{part}.{head}"): text for head, text in zip(heads, shown, strict=True)}
