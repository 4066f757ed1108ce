"""What an experiment on a saying measured: the curves of its figure, and the numbers of its text.

See `myths` for the sayings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lstm97.analysis.flow.reach import error_curve
from lstm97.engine import ErrorFlow
from lstm97.engine.activations import Array
from lstm97.records import brief

LAG = 100  # steps back in most experiments


SEEDS = range(1, 41)  # of networks, or of noise, where an experiment draws any
LOW, HIGH = 0.1, 0.9  # the quantiles between which eight of ten networks lie


@brief
class SlugCurve(NamedTuple):
    """One line of a figure: ``y`` against ``x``, both (points,); ``slug`` names what it is.

    Of many networks ``y`` is the median, and eight of ten lie between ``low`` and ``high``.
    """

    slug: str
    x: Array
    y: Array
    low: Array | None = None
    high: Array | None = None


@dataclass(frozen=True, eq=False)
class Evidence:
    """The curves of a figure, the numbers that its sentence quotes, and what they say.

    A number whose name ends in ``share`` is a share from 0 to 1. ``holds`` tells of each network,
    and each side of the saying, whether it holds there; one entry where nothing is drawn.
    """

    curves: tuple[SlugCurve, ...]
    numbers: dict[str, float]
    holds: tuple[bool, ...]

    @property
    def verdict(self) -> str:
        """ "true" where the saying holds of every network, "false" where of none."""
        return "true" if all(self.holds) else "depends" if any(self.holds) else "false"


def middle(slug: str, x: Array, ys: Sequence[Array]) -> SlugCurve:
    """The median of many networks' curves, as far as all reach, and where eight of ten lie."""
    points = min(map(len, ys))
    x, drawn = x[:points], np.array([one[:points] for one in ys])
    low, y, high = np.quantile(drawn, [LOW, 0.5, HIGH], axis=0, method="nearest")
    return SlugCurve(slug, x, y, low, high)


def typical(name: str, values: Sequence[float] | Array) -> dict[str, float]:
    """The median of many networks' numbers, and where eight of ten lie, by name."""
    low, y, high = np.quantile(values, [LOW, 0.5, HIGH], method="nearest")
    return {name: float(y), f"{name}_low": float(low), f"{name}_high": float(high)}


def every(values: Iterable[Any]) -> tuple[bool, ...]:
    """Plain truth values."""
    return tuple(map(bool, values))


def shares(flow: ErrorFlow) -> Array:
    """The error's size by steps back from the last one, (T,), as a share of its size there."""
    sizes = error_curve(flow)[::-1]
    left: Array = sizes / sizes[0]
    return left


def lags(most: int) -> Array:
    """Steps back 0, 1, ... ``most``, (most + 1,)."""
    return np.arange(float(most + 1))


def back(slug: str, flow: ErrorFlow) -> SlugCurve:
    """What is left of an error against steps back, in one network."""
    left = shares(flow)
    return SlugCurve(slug, lags(len(left) - 1), left)


def backs(slug: str, flows: Sequence[ErrorFlow]) -> SlugCurve:
    """The same of many networks."""
    ys = [shares(flow) for flow in flows]
    return middle(slug, lags(len(ys[0]) - 1), ys)


def ends(curves: tuple[SlugCurve, ...], **places: int) -> dict[str, float]:
    """The value of each curve at some points, as ``<slug>_<name of the place>``."""
    return {f"{one.slug}_{name}": float(one.y[at]) for one in curves for name, at in places.items()}
