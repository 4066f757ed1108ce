"""A batch of input sequences and their targets, of one shape so that NumPy runs them together.

Every task of the 1997 paper, of symbols or of real values, returns this type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from lstm97.demands import numbers, of_kind
from lstm97.records import brief, figures

Array: TypeAlias = npt.NDArray[np.floating[Any]]
Ints: TypeAlias = npt.NDArray[np.intp]
Bools: TypeAlias = npt.NDArray[np.bool_]

PADDING = -1  # stands for "no symbol" in arrays of symbol numbers


@brief
class Sequences(NamedTuple):
    """N sequences of T steps at most, time first, sequences last.

    A sequence shorter than T is padded with zeros on the right. One sequence on its own, as
    `pick` returns it, has no last axis and no padding.
    """

    xs: Array  # (T, I[, N]) inputs
    targets: Array  # (T, K[, N]) may be read-only; sequence-end tasks repeat the last target
    teach: Bools  # (T[, N]) True where the task has a teacher signal
    lengths: Ints  # ([N]) real steps


def one_hot(symbols: Ints, size: int, dtype: npt.DTypeLike = np.float64) -> Array:
    """Turn symbol numbers (T, N) into unit vectors (T, size, N); `PADDING` becomes zeros."""
    xs = np.zeros((symbols.shape[0], size, symbols.shape[1]), dtype)
    t, n = np.nonzero(symbols != PADDING)
    xs[t, symbols[t, n], n] = 1.0
    return xs


def real(lengths: Ints) -> Bools:
    """Say which steps belong to the sequences: (T, N), T the longest of ``lengths``."""
    return np.asarray(np.arange(lengths.max())[:, None] < lengths)


def final(lengths: Ints) -> Bools:
    """Say which step is the last of each sequence: (T, N)."""
    return np.asarray(np.arange(lengths.max())[:, None] == lengths - 1)


def taught_at_end(xs: Array, goal: Array, lengths: Ints) -> Sequences:
    """Join inputs (T, I, N) with the one target (K, N) that each sequence has at its end."""
    targets = np.broadcast_to(goal.astype(xs.dtype), (len(xs), *goal.shape))
    return Sequences(xs, targets, final(lengths), lengths)


def next_symbol(strings: Ints, size: int, dtype: npt.DTypeLike = np.float64) -> Sequences:
    """Ask for the next symbol at every step of ``strings`` (T + 1, N), padded with `PADDING`.

    The last symbol of a string is a target only, so a string of L symbols makes L - 1 steps.
    """
    lengths = (strings != PADDING).sum(axis=0) - 1
    steps = real(lengths)
    xs = one_hot(np.where(steps, strings[:-1], PADDING), size, dtype)
    return Sequences(xs, one_hot(strings[1:], size, dtype), steps, lengths)


def take(sequences: Sequences, index: npt.ArrayLike) -> Sequences:
    """Choose sequences by their numbers, in that order and with repeats; the rest is dropped."""
    chosen = _places(sequences, index)
    lengths = sequences.lengths[chosen]
    kept = slice(lengths.max())
    return Sequences(
        xs=sequences.xs[kept, :, chosen],
        targets=sequences.targets[kept, :, chosen],
        teach=sequences.teach[kept, chosen],
        lengths=lengths,
    )


def pick(sequences: Sequences, index: int) -> Sequences:
    """Return one sequence alone, without padding: xs (T, I), targets (T, K), teach (T,).

    Raises ValueError for an index of several, and IndexError beyond the batch.
    """
    if _places(sequences, index).ndim:
        raise ValueError(f"index must be of one sequence, got {figures(index)}")
    length = sequences.lengths[index]
    return Sequences(
        xs=sequences.xs[:length, :, index],
        targets=sequences.targets[:length, :, index],
        teach=sequences.teach[:length, index],
        lengths=np.asarray(length),
    )


def join(parts: Sequence[Sequences]) -> Sequences:
    """Put batches of the same task side by side, padded with zeros to the longest.

    Raises ValueError for none, and TypeError for what are no batches.
    """
    of_kind("parts", parts, (list, tuple), "a list of Sequences")
    if not parts:
        raise ValueError("parts must be at least one batch of Sequences")
    for part in parts:
        of_kind("parts", part, Sequences, "Sequences each")
    longest = max(len(part.xs) for part in parts)
    xs, targets, teach = (
        np.concatenate([_pad(part[field], longest) for part in parts], axis=-1)
        for field in range(3)
    )
    return Sequences(xs, targets, teach, np.concatenate([part.lengths for part in parts]))


def _places(sequences: Sequences, index: npt.ArrayLike) -> Ints:
    """Numbers of sequences in a batch."""
    of_kind("sequences", sequences, Sequences, "Sequences, such as a task draws")
    chosen, count = numbers("index", index), np.size(sequences.lengths)
    if not chosen.size or chosen.dtype.kind not in "iu" or np.ndim(sequences.lengths) != 1:
        raise ValueError(f"index must be of sequences in a batch, got {figures(index)}")
    if not ((-count <= chosen) & (chosen < count)).all():
        raise IndexError(f"index must be of {count} sequences, got {figures(index)}")
    return chosen.astype(np.intp)


def _pad(part: npt.NDArray[Any], steps: int) -> npt.NDArray[Any]:
    return np.pad(part, [(0, steps - len(part))] + [(0, 0)] * (part.ndim - 1))
