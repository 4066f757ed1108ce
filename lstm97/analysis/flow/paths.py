"""Which path the error took: the shares of carousel, gates, cell input and output layer.

The parts of an error may have opposite signs, so a share is a part's size among the sizes of all
parts; the signed parts themselves still sum to the error.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow


def path_sizes(flow: ErrorFlow) -> dict[str, Array]:
    """Size of each part of the error at each time step, (T[, N]): sum of |part| over units."""
    return {name: np.abs(part).sum(axis=1) for name, part in flow.paths().items()}


def path_shares(flow: ErrorFlow) -> dict[str, Array]:
    """Share of each path at each time step, (T[, N]); they sum to 1, or to 0 where no error is."""
    sizes = path_sizes(flow)
    total = np.add.reduce(list(sizes.values()))
    safe = np.where(total > 0, total, 1)
    return {name: size / safe for name, size in sizes.items()}
