"""Where errors enter a network, and with which directions.

The lesson's own errors have the norm 1, so that what arrives is read as a share; those of a loss
of the caller's are not scaled.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lstm97.demands import floats
from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import PaddedBatch

ENTERS = ("last", "every")  # steps at which errors may enter, unless they are given


def entering(
    errors: ArrayLike | str, batch: PaddedBatch, units: int, *, rng: np.random.Generator
) -> Array:
    """dE/dy of the top layer's ``units``, (T, S, N): as given, or drawn where ``errors`` says.

    Raises ValueError for arrays that are neither (T, S, N) nor (T, S), for nan and inf, and for
    names that are not in `ENTERS`.
    """
    if isinstance(errors, str):
        return _directions(errors, batch, units, rng)
    steps, _, sequences = batch.xs.shape
    shape = (steps, units, sequences)
    array: Array = floats("errors", errors, float)
    if array.shape not in (shape, shape[:2]):
        raise ValueError(f"errors must be {shape}, dE/dy of the top layer, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("errors must be finite numbers, found nan or inf")
    return np.broadcast_to(array.reshape(*array.shape, *[1] * (3 - array.ndim)), shape)


def entry_of(errors: Array, batch: PaddedBatch) -> str:
    """Where errors (T, S, N) enter: one of `ENTERS` if they have the norm 1 there, else "given"."""
    norms = np.linalg.norm(errors, axis=1)
    last = np.arange(len(norms))[:, None] == batch.lengths - 1
    if np.allclose(norms, last):
        return "last"
    return "every" if np.allclose(norms, batch.inside) else "given"


def _directions(where: str, batch: PaddedBatch, units: int, rng: np.random.Generator) -> Array:
    """Directions of norm 1 at the last step of each sequence or at every step, (T, S, N)."""
    if where not in ENTERS:
        raise ValueError(f"errors enter at one of {ENTERS}, not {where!r}")
    steps, _, sequences = batch.xs.shape
    entering, drawn = np.zeros((steps, units, sequences)), rng.normal(size=(units, sequences))
    if where == "every":
        entering[:] = rng.normal(size=entering.shape) * batch.inside[:, None]
        sizes = np.linalg.norm(entering, axis=1, keepdims=True)
        entering /= np.where(sizes > 0, sizes, 1)
    ends = batch.lengths - 1, slice(None), np.arange(sequences)
    entering[ends] = (drawn / np.linalg.norm(drawn, axis=0)).T
    return entering
