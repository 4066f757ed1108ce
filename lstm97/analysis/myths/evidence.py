"""What an experiment on a saying measured: the curves of its figure, and the numbers of its text.

See `myths` for the sayings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm97.analysis.flow.reach import error_curve
from lstm97.engine import ErrorFlow
from lstm97.engine.activations import Array
from lstm97.records import brief

LAG = 100  # steps back in most experiments


@brief
class Curve(NamedTuple):
    """One line of a figure: ``y`` against ``x``, both (points,); ``slug`` names what it is."""

    slug: str
    x: Array
    y: Array


@dataclass(frozen=True, eq=False)
class Evidence:
    """The curves of a figure, and the numbers that its sentence quotes.

    A number whose name ends in ``share`` is a share from 0 to 1.
    """

    curves: tuple[Curve, ...]
    numbers: dict[str, float]


def lags(most: int) -> Array:
    """Steps back 0, 1, ... ``most``, (most + 1,)."""
    return np.arange(float(most + 1))


def back(slug: str, flow: ErrorFlow) -> Curve:
    """The error's size by steps back from the last one, (T,), as a share of its size there."""
    sizes = error_curve(flow)[::-1]
    return Curve(slug, lags(len(sizes) - 1), sizes / sizes[0])


def ends(curves: tuple[Curve, ...], **places: int) -> dict[str, float]:
    """The value of each curve at some points, as ``<slug>_<name of the place>``."""
    return {f"{one.slug}_{name}": float(one.y[at]) for one in curves for name, at in places.items()}
