"""How far an error reaches: the one number that tells a carousel from a decaying loop.

The size of the error is followed from the step at which it enters back to the first step of the
sequence, and the effective depth counts for how many steps it keeps a share of its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.health import LEAST, Symptom, error_events, source_step, true_sizes
from lstm97.expectations import expects
from lstm97.records import brief

SHARE = 0.01


@brief
@dataclass(frozen=True, eq=False)
class Reach:
    """An error curve, followed back from the step at which the error entered.

    ``curve`` (T,) is its size at each time step and ``source`` the step (0-based) at which it
    entered, None if there is no error at all. ``depth`` is the effective depth in steps and
    ``whole`` says that it is all the steps there are. ``retention`` is the error's size at the
    first step as a share of its source (inf if it overflowed on the way, `LEAST` if it became too
    small to hold). ``events`` are named failures, in the order the error meets them.
    """

    curve: Array
    source: int | None
    depth: int
    whole: bool
    retention: float
    events: tuple[Symptom, ...]

    @property
    def factor(self) -> float:
        """What one step back multiplies the error's size by on average (geometric mean).

        Taken over the steps at which there is a finite error to measure; nan if there are none.
        """
        if not self.source:
            return float("nan")
        there = np.isfinite(self.curve) & (self.curve > 0)
        first = self.source - int(np.argmin(np.append(there[: self.source + 1][::-1], False))) + 1
        if first >= self.source:
            return float("nan")
        ratio = np.log(self.curve[first]) - np.log(self.curve[self.source])
        return float(np.exp(ratio / (self.source - first)))


def error_curve(flow: ErrorFlow) -> Array:
    """Size of the error at every time step, (T[, N]): its Euclidean norm over units.

    The units are those that carry it: cells (dE/ds) for an LSTM, hidden units otherwise.
    """
    return sizes(flow.state)


def sizes(errors: Array) -> Array:
    """Euclidean norm over units: errors (T, C[, N]) give (T[, N])."""
    with np.errstate(over="ignore", invalid="ignore"):
        scale = np.abs(errors).max(axis=1)
        safe = np.where((scale > 0) & np.isfinite(scale), scale, 1)
        ratios = errors / safe[:, None]  # so that squares neither over- nor underflow
        norms: Array = safe * np.sqrt(np.square(ratios).sum(axis=1))
    return norms


@expects()
def reach(curve: Array, share: float = SHARE) -> Reach:
    """Follow an error curve (T,) back from its source; ``share`` is what counts as arrived.

    Raises ValueError for a share outside (0, 1].
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, got {share}")
    source = source_step(curve)
    if source is None:
        return Reach(curve, None, 0, False, 0.0, ())
    if not np.isfinite(curve[source]):
        return Reach(curve, source, 0, False, float("inf"), error_events(curve))
    with np.errstate(over="ignore"):
        kept = curve[: source + 1] / curve[source]
    alive = np.isfinite(kept) & (kept >= share)
    lost = np.flatnonzero(~alive)
    depth = source - int(lost[-1]) - 1 if len(lost) else source
    arrived = float(kept[0]) if np.isfinite(kept[0]) else float("inf")
    if arrived == 0 and true_sizes(curve)[0]:
        arrived = LEAST
    return Reach(curve, source, depth, depth == source, arrived, error_events(curve))
