"""A reader's prediction as a curve: what was drawn, and what a link keeps of it.

A drawing has a size for each time step; a link keeps log10 of a few of them, evenly spaced from
the step at which an error enters back to the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lstm97.engine.activations import Array


def sample_curve(drawing: Sequence[float | None], points: int) -> tuple[int, ...]:
    """A drawn curve (log10 by time step, None where nothing was drawn) at evenly spaced lags.

    Gaps are interpolated; empty if nothing was drawn.
    """
    logs = np.array([np.nan if one is None else one for one in drawing], float)[::-1]
    drawn = np.flatnonzero(np.isfinite(logs))
    if not len(drawn):
        return ()
    lags = np.linspace(0, len(logs) - 1, points + 1)[1:]
    return tuple(round(float(one)) for one in np.interp(lags, drawn, logs[drawn]))


def sketch_curve(logs: Sequence[int], steps: int, start: float | None = 0.0) -> Array:
    """The reader's points, joined by straight lines on the log axis: (T,), by time step.

    ``start`` is log10 of the size at the last step; None takes the first point's.
    """
    first = logs[0] if start is None else start
    lags = np.linspace(0, steps - 1, len(logs) + 1)
    joined: Array = 10.0 ** np.interp(np.arange(steps), lags, [first, *logs])
    return joined[::-1]
