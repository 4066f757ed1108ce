"""Strings of symbols for experiments 1 and 2, where symbols are numbers and not yet unit vectors.

One-hot inputs of a hundred and more units are mostly zeros; a learner that knows the number of
the symbol need not multiply them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lstm97.paper.learn.feed import BLOCK
from lstm97.records import brief
from lstm97.tasks import TASKS, Sequences
from lstm97.tasks.long_lag import draw_symbols
from lstm97.tasks.reber import SYMBOLS, ReberSets, legal, reber_sets, spell
from lstm97.tasks.sequences import PADDING, Bools, Ints, take

SIZE = 256  # strings of a set


@brief
class Strings(NamedTuple):
    """The next strings of N trials; the symbol at t + 1 is the target at t."""

    symbols: Ints  # (count, T + 1, N), padded with -1
    lengths: Ints  # (count, N): steps, one fewer than symbols
    legal: Bools | None = None  # (count, T, K, N): possible next symbols


@brief
class Questions(NamedTuple):
    """The next strings of N trials of Experiment 2c: the class is asked for at the end."""

    symbols: Ints  # (count, T, N), padded with -1
    lengths: Ints  # (count, N)
    label: Ints  # (count, N): 0 for x, 1 for y


@lru_cache(maxsize=16)
def reber_pair(seed: int, pair: int, distinct: bool) -> ReberSets:
    """One of Experiment 1's three pairs of training and test set.

    ``distinct`` leaves out repetitions, which makes both sets richer in long strings.
    """
    rng = np.random.default_rng([seed, pair])
    return _distinct_sets(rng) if distinct else reber_sets(rng=rng)


def _distinct_sets(rng: np.random.Generator) -> ReberSets:
    drawn = TASKS["embedded-reber"]().draw(40 * SIZE, rng=rng)
    first = {string: n for n, string in reversed(list(enumerate(spell(drawn))))}
    order = sorted(first.values())
    return ReberSets(take(drawn, order[:SIZE]), take(drawn, order[SIZE : 2 * SIZE]))


def symbols(sequences: Sequences) -> Ints:
    """Symbol numbers (T + 1, N) of strings that ask for the next symbol, padded with -1."""
    t = np.arange(len(sequences.xs))[:, None]
    told = np.where(t < sequences.lengths, sequences.targets.argmax(axis=1), PADDING)
    return np.concatenate([sequences.xs[:1].argmax(axis=1), told])


@lru_cache(maxsize=16)
def _training(seed: int, pair: int, distinct: bool) -> tuple[Ints, Ints, Bools]:
    """Strings (256, T + 1), lengths (256,) and legal symbols (256, T, K) of a training set."""
    training = reber_pair(seed, pair, distinct).training
    return symbols(training).T, training.lengths, legal(training).transpose(2, 0, 1)


def draw_reber(
    sets: Sequence[tuple[int, int, bool]],
    rngs: Sequence[np.random.Generator],
    count: int = BLOCK,
) -> Strings:
    """Exemplars picked at random from each trial's training set, named as in `reber_pair`."""
    parts = []
    for name, rng in zip(sets, rngs, strict=True):
        strings, lengths, possible = _training(*name)
        chosen = rng.integers(len(strings), size=count)
        parts.append((strings[chosen], lengths[chosen], possible[chosen]))
    steps = max(int(lengths.max()) for _, lengths, _ in parts)
    symbols = np.full((count, steps + 1, len(parts)), PADDING)
    possible = np.zeros((count, steps, len(SYMBOLS), len(parts)), np.bool_)
    for n, (strings, _, mask) in enumerate(parts):
        width = min(steps + 1, strings.shape[1])
        symbols[:, :width, n] = strings[:, :width]
        possible[:, : width - 1, :, n] = mask[:, : width - 1]
    return Strings(symbols, np.stack([part[1] for part in parts], axis=-1), possible)


def draw_noise_free(
    p: int, regular: bool, rngs: Sequence[np.random.Generator], count: int = BLOCK
) -> Strings:
    """Experiments 2a (``regular``) and 2b: p + 1 symbols each, numbered as in their tasks."""
    drawn = [_frame(p, regular, rng, count) for rng in rngs]
    return Strings(np.stack(drawn, axis=-1), np.full((count, len(rngs)), p))


def _frame(p: int, regular: bool, rng: np.random.Generator, count: int) -> Ints:
    symbols = np.empty((count, p + 1), np.intp)
    symbols[:, 1:p] = np.arange(p - 1) if regular else rng.integers(p - 1, size=(count, p - 1))
    symbols[:, 0] = symbols[:, p] = p - 1 + rng.integers(2, size=count)
    return symbols


def draw_long_lag(
    p: int, q: int, rngs: Sequence[np.random.Generator], count: int = BLOCK
) -> Questions:
    """Experiment 2c, each trial from its own stream."""
    drawn = [draw_symbols(count, rng=rng, p=p, q=q) for rng in rngs]
    steps = max(len(symbols) for symbols, _ in drawn)
    symbols = np.full((count, steps, len(drawn)), PADDING)
    for n, (part, _) in enumerate(drawn):
        symbols[:, : len(part), n] = part.T
    lengths = np.stack([lengths for _, lengths in drawn], axis=-1)
    return Questions(symbols, lengths, symbols[:, 1] - (p + 2))
