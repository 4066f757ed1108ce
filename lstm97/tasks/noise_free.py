"""Experiments 2a and 2b: the last symbol repeats the first, p steps earlier.

In 2a the symbols between always come in the same order, so that two sequences are all there is;
in 2b they are random, and nothing but the last symbol can be predicted.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from lstm97.demands import whole
from lstm97.tasks import criteria
from lstm97.tasks.sequences import Bools, Ints, Sequences, next_symbol
from lstm97.tasks.task import Task

CLASSES = ("x", "y")
SHORTEST, LONGEST = 2, 1000
TOLERANCE = 0.25


def noise_free(*, p: int = 100) -> Task:
    """Experiment 2a with p + 1 symbols. Every step must be right.

    A string has p + 1 symbols and makes p steps. Raises ValueError unless 2 <= p <= 1000.
    """
    p = whole("p", p, SHORTEST, LONGEST)
    criterion = partial(criteria.at_every_step, tolerance=TOLERANCE)
    return _task("noise-free", "2a", p, partial(_draw_regular, p=p), criterion)


def no_regularities(*, p: int = 100) -> Task:
    """Experiment 2b with p + 1 symbols. Every step is taught, only the last must be right.

    Raises ValueError unless 2 <= p <= 1000.
    """
    p = whole("p", p, SHORTEST, LONGEST)
    criterion = partial(criteria.at_end, tolerance=TOLERANCE)
    return _task("no-regularities", "2b", p, partial(_draw_random, p=p), criterion)


def noise_free_pair(*, p: int = 100, dtype: npt.DTypeLike = np.float64) -> Sequences:
    """Return the only two sequences of Experiment 2a: first the one with x, then with y."""
    between = np.arange(whole("p", p, SHORTEST, LONGEST) - 1)
    return _frame(np.repeat(between[:, None], 2, axis=1), np.arange(2), p, dtype)


def alphabet(p: int) -> tuple[str, ...]:
    """Name the p + 1 symbols: a1 .. a(p-1), x, y."""
    return (*(f"a{i}" for i in range(1, p)), *CLASSES)


def relevant(sequences: Sequences) -> Bools:
    """Mark the first symbol: (T[, N])."""
    marks = np.zeros(sequences.teach.shape, np.bool_)
    marks[0] = True
    return marks


def label(sequences: Sequences) -> Ints:
    """Return 0 for sequences with x, 1 for those with y: ([N])."""
    return np.asarray(sequences.xs[0, -1] > 0.5, np.intp)


def _task(
    slug: str,
    experiment: str,
    p: int,
    sampler: partial[Sequences],
    criterion: partial[Bools],
) -> Task:
    return Task(
        slug=slug,
        experiment=experiment,
        inputs=p + 1,
        outputs=p + 1,
        parameters={"p": p},
        lag=p - 1,
        sampler=sampler,
        relevant=relevant,
        criterion=criterion,
        tolerance=TOLERANCE,
        symbols=alphabet(p),
        classes=CLASSES,
        label=label,
    )


def _draw_regular(
    count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike, p: int
) -> Sequences:
    between = np.repeat(np.arange(p - 1)[:, None], count, axis=1)
    return _frame(between, rng.integers(2, size=count), p, dtype)


def _draw_random(
    count: int, *, rng: np.random.Generator, dtype: npt.DTypeLike, p: int
) -> Sequences:
    between = rng.integers(p - 1, size=(p - 1, count))
    return _frame(between, rng.integers(2, size=count), p, dtype)


def _frame(between: Ints, chosen: Ints, p: int, dtype: npt.DTypeLike) -> Sequences:
    """Put x (chosen 0) or y (1) before and after the p - 1 symbols between."""
    ends = (p - 1 + chosen)[None]
    return next_symbol(np.concatenate([ends, between, ends]), p + 1, dtype)
