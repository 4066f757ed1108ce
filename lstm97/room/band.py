"""The curves of a class as a band: where half of them run, and the one in the middle.

A point of the sheet that fewer than three have drawn says nothing of the class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm97.room.question import Axis, Curve

FEWEST = 3  # drawings at a point


class ClassBand(NamedTuple):
    """Over the points of the sheet, each (points,); NaN where too few have drawn."""

    x: NDArray[np.float64]
    low: NDArray[np.float64]  # first quartile
    middle: NDArray[np.float64]  # median
    high: NDArray[np.float64]  # third quartile


def positions(axis: Axis) -> NDArray[np.float64]:
    """Where the points of a sheet stand: (points,)."""
    return np.linspace(*axis.x, axis.points)


def table(curves: Sequence[Curve], axis: Axis) -> NDArray[np.float64]:
    """Drawings as rows, NaN where nothing was drawn: (drawings, points)."""
    rows = [[np.nan if one is None else one for one in curve] for curve in curves]
    return np.array(rows, float).reshape(len(rows), axis.points)


def band(curves: Sequence[Curve], axis: Axis) -> ClassBand:
    """Quartiles and median of the drawings at every point."""
    drawn = table(curves, axis)
    quartiles = np.full((3, axis.points), np.nan)
    known = np.isfinite(drawn).sum(axis=0) >= FEWEST
    if known.any():
        quartiles[:, known] = np.nanpercentile(drawn[:, known], (25, 50, 75), axis=0)
    return ClassBand(positions(axis), *quartiles)
