"""When a sequence counts as processed correctly, after the paper's Table 11.

A criterion takes the outputs (T, K[, N]) of a network and the sequences it saw, and returns one
bool for each sequence.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm97.tasks.sequences import Array, Bools, Ints, Sequences


def last(values: Array, lengths: Ints) -> Array:
    """Return what ``values`` (T, K[, N]) are at the last real step: (K[, N])."""
    if np.ndim(lengths) == 0:
        return np.asarray(values[int(lengths) - 1])
    return np.asarray(values[lengths - 1, :, np.arange(len(lengths))].T)


def final_target(sequences: Sequences) -> Array:
    """Return the target at the end of each sequence: (K[, N])."""
    return last(sequences.targets, sequences.lengths)


def final_class(sequences: Sequences) -> Ints:
    """Return the number of the output that is to be 1 at the end of each sequence: ([N])."""
    return np.asarray(final_target(sequences).argmax(axis=0))


def within(outputs: Array, wanted: Array, tolerance: float) -> Bools:
    """ABS(tolerance): the error of all outputs (K[, N]) is smaller than the tolerance."""
    return np.asarray((np.abs(outputs - wanted) < tolerance).all(axis=0))


def at_end(
    outputs: Array,
    sequences: Sequences,
    *,
    tolerance: float,
    goal: Callable[[Sequences], Array] = final_target,
) -> Bools:
    """ABS(tolerance) at sequence end, measured from the noise-free target ``goal``."""
    return within(last(outputs, sequences.lengths), goal(sequences), tolerance)


def at_every_step(outputs: Array, sequences: Sequences, *, tolerance: float) -> Bools:
    """ABS(tolerance) at each step that has a teacher signal."""
    near = (np.abs(outputs - sequences.targets) < tolerance).all(axis=1)  # (T[, N])
    return np.asarray((near | ~sequences.teach).all(axis=0))


def legal_most_active(
    outputs: Array, sequences: Sequences, *, legal: Callable[[Sequences], Bools]
) -> Bools:
    """Experiment 1: at each step every possible next symbol beats every impossible one."""
    possible = legal(sequences)  # (T, K[, N])
    weakest = np.where(possible, outputs, np.inf).min(axis=1)
    strongest = np.where(possible, -np.inf, outputs).max(axis=1)
    return np.asarray(((weakest > strongest) | ~sequences.teach).all(axis=0))
