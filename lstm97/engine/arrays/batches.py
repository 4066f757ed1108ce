"""Sequences of different lengths side by side, and turned round.

Trials of a batch share a time axis, so shorter sequences are padded; an error that enters within a
sequence never meets the padding behind its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm97.demands import floats, numbers
from lstm97.engine.activations import Array
from lstm97.engine.trace import Mask
from lstm97.records import brief, figures


def mirrored(values: Any, lengths: Any = None) -> Array:
    """Sequences (T, ...[, N]) from their last step to their first.

    With ``lengths`` (N,) each trial's own steps are turned round and its padding stays behind them.
    Raises ValueError for lengths of other trials.
    """
    array: Array = numbers("values", values)
    if not array.ndim:
        raise ValueError(f"values must be (time steps, ...), got {figures(values)}")
    if lengths is None:
        return array[::-1]
    steps = numbers("lengths", lengths)
    if steps.shape != array.shape[-1:] or steps.dtype.kind not in "iu":
        raise ValueError(f"lengths must be of {array.shape[-1]} trials, got {figures(lengths)}")
    turned = array.copy()
    for n, length in enumerate(steps):
        turned[:length, ..., n] = array[:length, ..., n][::-1]
    return turned


@brief
class PaddedBatch(NamedTuple):
    """Sequences of different lengths side by side."""

    xs: Array  # (T, I, N): 0 behind the end of a sequence
    lengths: NDArray[np.intp]  # (N,)

    @property
    def ends(self) -> Mask:
        """True at the last step of each sequence, (T, N): where to teach."""
        last: Mask = np.arange(len(self.xs))[:, None] == self.lengths - 1
        return last

    @property
    def inside(self) -> Mask:
        """True at every step of each sequence, (T, N)."""
        within: Mask = np.arange(len(self.xs))[:, None] < self.lengths
        return within


def padded(sequences: Sequence[Any]) -> PaddedBatch:
    """Sequences (T_n, I) as one batch of N trials, each followed by zeros.

    Raises ValueError for none, for empty ones, and for different numbers of inputs.
    """
    if not isinstance(sequences, Iterable) or isinstance(sequences, str | bytes):
        raise TypeError(f"sequences must be a list of arrays, got {figures(sequences)}")
    arrays = [floats("sequences", one, float) for one in sequences]
    if not arrays or any(one.ndim != 2 or not len(one) for one in arrays):
        raise ValueError("sequences must be (time steps, inputs) each, with at least one step")
    if len({one.shape[1] for one in arrays}) > 1:
        raise ValueError("sequences must have equally many inputs")
    lengths = np.array([len(one) for one in arrays])
    xs = np.zeros((lengths.max(), arrays[0].shape[1], len(arrays)))
    for n, one in enumerate(arrays):
        xs[: len(one), :, n] = one
    return PaddedBatch(xs, lengths)
